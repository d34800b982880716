//! Newsletter versions: what can be said of them before they are made.

use std::collections::BTreeSet;

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, mistakes};
use crate::mail::{CONTRAST, Change, DARK, LIGHT, change, contrast, readable_colour};
use crate::model::SitePage;
use crate::parse::Mail;

/// The longest subject line, in characters.
const SUBJECT_LIMIT: usize = 78;

/// Checks addresses, subject lines, preheaders, colours and pictures of mails.
pub(super) struct Mails;

impl Check for Mails {
    fn name(&self) -> &'static str {
        "mails"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        let mut pages = cx.site.pages.iter().filter(|page| page.mail_layout(config).is_some()).peekable();
        if pages.peek().is_none() {
            return;
        }
        // Settings that could not be read have been reported, and what they say is not known.
        if config.address.is_empty() && !config.address_unread && !config.name_in(&config.language).is_empty() {
            diagnostics.push(mistakes::missing_postal_address(config.value_span("name")));
        }
        check_colours(cx, diagnostics);
        let mut seen = BTreeSet::new();
        for page in pages {
            check_pictures(cx, page, &mut seen, diagnostics);
        }
    }

    fn run_page(&self, cx: CheckCx<'_>, page: &SitePage, diagnostics: &mut Vec<Diagnostic>) {
        if page.mail_layout(&cx.site.config).is_some() {
            check_subject(page, diagnostics);
        }
    }
}

/// Checks that the colours can be read by day and by night.
fn check_colours(cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let config = &cx.site.config;
    let colours = [("accent", &config.looks.accent, LIGHT), ("mail.dark_accent", &config.mail.dark_accent, DARK)];
    for (key, colour, ground) in colours {
        let Some(colour) = colour else { continue };
        let found = contrast(colour, ground);
        if found < CONTRAST {
            let instead = readable_colour(colour, ground);
            diagnostics.push(mistakes::low_contrast(config.value_span(key), colour, ground, found, &instead));
        }
    }
}

/// Checks the subject line and the preheader of a page; those of issues are looked at by their type.
fn check_subject(page: &SitePage, diagnostics: &mut Vec<Diagnostic>) {
    let document = &page.document;
    let (subject, preheader) = match &document.front.newsletter {
        Some(Mail::On { subject, preheader }) => (subject.as_ref(), preheader.as_ref()),
        _ => (None, None),
    };
    if let Some(length) = subject.map(|text| text.chars().count()).filter(|length| *length > SUBJECT_LIMIT) {
        let span = document.value_span("newsletter.subject");
        diagnostics.push(mistakes::mail_subject_too_long(span, length, SUBJECT_LIMIT));
    }
    let title = page.title().chars().count();
    if subject.is_none() && title > SUBJECT_LIMIT && page.kind.name() != "newsletter" {
        diagnostics.push(mistakes::long_subject(document.value_span("title"), title, SUBJECT_LIMIT));
    }
    if let Some(length) = preheader.map(|text| text.chars().count()).filter(|length| !(40..=130).contains(length)) {
        diagnostics.push(mistakes::preheader_length(document.value_span("newsletter.preheader"), length));
    }
}

/// Checks that mail programs can show the pictures of a page.
fn check_pictures<'a>(
    cx: CheckCx<'a>,
    page: &'a SitePage,
    seen: &mut BTreeSet<&'a str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for path in page.images.iter().flatten().chain(&page.photo) {
        let Some(file) = cx.site.files.get(path) else { continue };
        let Some(original) = file.original else { continue };
        if change(original, file.width, file.height) == Change::None && seen.insert(path) {
            let place = cx.site.place_of_file(path);
            diagnostics.push(mistakes::picture_not_in_mail(place, path, original.kind.name()));
        }
    }
}
