//! The newsletter versions of letters, briefs and issues: HTML, plain text, and both as a message.

use std::borrow::Cow;

use super::{FileCx, OutputFormat, PlanCx, Targets, layout_of};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::mail::{Letter, Weight, message, weight};
use crate::model::{PageId, SitePage};
use crate::plan::{Subject, Target};
use crate::render::{MailHead, RenderCx};
use crate::route::{OutPath, folder_of};

/// The format of `newsletter.html`.
pub(super) struct NewsletterHtml;
/// The format of `newsletter.txt`.
pub(super) struct NewsletterText;
/// The format of `newsletter.eml`.
pub(super) struct Eml;

/// Adds a target beside each page that has a newsletter version.
fn add_targets(cx: PlanCx<'_>, targets: &mut Targets<'_>, suffix: &str) {
    for (id, page) in cx.site.iter() {
        let Some(layout) = page.mail_layout(&cx.site.config) else { continue };
        let folder = folder_of(page.route.as_str());
        match OutPath::parse(&format!("{folder}newsletter.{suffix}")) {
            Ok(route) => targets.add_route(route, own_layout(cx, page, layout), Subject::Page(id), &page.document.lang),
            Err(why) => targets.report(mistakes::bad_route(page.document.address_span(), &why.to_string())),
        }
    }
}

/// Returns the layout of the mail of a page: its collection's own, if both of its forms are there.
fn own_layout(cx: PlanCx<'_>, page: &SitePage, layout: &'static str) -> Cow<'static, str> {
    let of = |suffix| layout_of(cx, &page.kind, ("newsletter/{}", suffix), layout);
    let (html, text) = (of("html"), of("txt"));
    if html == text { html } else { layout.into() }
}

/// Returns the page of a target.
fn page_of(target: &Target) -> Result<PageId, Box<Diagnostic>> {
    match target.subject {
        Subject::Page(page) => Ok(page),
        _ => Err(Box::new(mistakes::missing_layout(&target.layout))),
    }
}

impl OutputFormat for NewsletterHtml {
    fn name(&self) -> &'static str {
        "newsletter-html"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        add_targets(cx, targets, "html");
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let page = page_of(target)?;
        let mail = cx.file_html(target, page)?;
        let span = || Span::whole(&cx.source_of(page));
        match weight(&mail.html) {
            Weight::Good => {}
            Weight::Heavy(bytes) => cx.warn(mistakes::mail_heavy(span(), bytes)),
            Weight::TooHeavy(bytes) => return Err(Box::new(mistakes::mail_too_large(span(), bytes))),
        }
        for fault in &mail.faults {
            let (what, remedy) = fault.told();
            cx.warn(mistakes::mail_fault(span(), &target.layout, &what, remedy));
        }
        Ok(mail.html.as_bytes().to_vec())
    }
}

impl OutputFormat for NewsletterText {
    fn name(&self) -> &'static str {
        "newsletter-text"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        add_targets(cx, targets, "txt");
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let page = page_of(target)?;
        Ok(cx.file_text(target, page)?.as_bytes().to_vec())
    }
}

impl OutputFormat for Eml {
    fn name(&self) -> &'static str {
        "newsletter-eml"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        add_targets(cx, targets, "eml");
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let page = page_of(target)?;
        let head = cx.mail_head(page);
        let (html, text) = (cx.file_html(target, page)?, cx.file_text(target, page)?);
        let made = message(&letter(&head, &html.html, &text));
        made.map_err(|why| Box::new(mistakes::no_sender(Span::whole(&cx.source_of(page)), &why)))
    }
}

/// Returns the message of a mail, in its parts.
fn letter<'a>(head: &'a MailHead, html: &'a str, text: &'a str) -> Letter<'a> {
    Letter {
        sender: &head.sender,
        address: &head.address,
        host: &head.host,
        subject: &head.subject,
        date: &head.date,
        path: &head.path,
        lang: &head.lang,
        unsubscribe: head.unsubscribe.as_deref(),
        one_click: head.one_click,
        text,
        html,
    }
}
