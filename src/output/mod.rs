//! Output formats: what files a site is made into.
//!
//! An output format is one file here and its line in [`OUTPUT_FORMATS`].

mod asset;
mod calendar;
mod feed;
mod file;
mod headers;
mod html;
mod icon;
mod mail;
mod mail_image;
mod redirect;
mod redirects;
mod robots;
mod security;
mod sitemap;
mod static_file;

use std::borrow::Cow;

use crate::content::Kind;
use crate::diag::{Diagnostic, mistakes};
use crate::mail::is_large;
use crate::model::Site;
use crate::plan::{Subject, Target};
use crate::render::{Layouts, RenderCx};
use crate::route::OutPath;
use crate::source::Sources;

/// All output formats.
pub static OUTPUT_FORMATS: [&dyn OutputFormat; 18] = [
    &html::Html,
    &mail::NewsletterHtml,
    &mail::NewsletterText,
    &mail::Eml,
    &mail_image::MailImage,
    &redirect::Redirect,
    &redirects::HostRedirects,
    &feed::Atom,
    &feed::Json,
    &calendar::Calendars,
    &sitemap::Sitemap,
    &robots::Robots,
    &security::SecurityText,
    &headers::Headers,
    &icon::Icons,
    &asset::AssetFile,
    &static_file::StaticFile,
    &file::ContentFile,
];

/// What a format may look at to say which files it makes.
#[derive(Clone, Copy)]
pub struct PlanCx<'a> {
    /// The site.
    pub site: &'a Site,
    /// The layouts.
    pub layouts: &'a Layouts,
}

/// What a format may use beside the render context: files that are copied as they are.
#[derive(Clone, Copy)]
pub struct FileCx<'a> {
    /// The project's files.
    pub sources: &'a Sources,
    /// The layouts.
    pub layouts: &'a Layouts,
}

/// A kind of output file.
pub trait OutputFormat: Sync {
    /// Returns the name, which targets carry.
    fn name(&self) -> &'static str;

    /// Adds the targets of this format.
    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>);

    /// Makes the bytes of a target.
    fn render(&self, cx: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>>;
}

/// Returns the folder of a language: nothing for the default one.
fn prefix(cx: PlanCx<'_>, lang: &str) -> String {
    cx.site.config.language_prefix(lang).map_or_else(String::new, |lang| format!("{lang}/"))
}

/// Returns the layout of a kind's own for something, `statement-list`, if there is one, and else that of its type.
fn layout_of(cx: PlanCx<'_>, kind: &Kind, (own, suffix): (&str, &str), base: &'static str) -> Cow<'static, str> {
    let named = kind.own_layout().map(|name| own.replace("{}", name));
    let is_there = |name: &String| cx.layouts.templates.contains_key(&format!("{name}.{suffix}"));
    named.filter(is_there).map_or(Cow::Borrowed(base), Cow::Owned)
}

/// Returns the format with this name.
pub fn output_format(name: &str) -> Option<&'static dyn OutputFormat> {
    OUTPUT_FORMATS.into_iter().find(|format| format.name() == name)
}

/// Tells whether a target is a picture that is made.
pub fn is_picture(target: &Target) -> bool {
    mail_image::is_made_for_mail(target) || icon::is_made_of_picture(target)
}

/// Tells whether a target is made of a picture so large that one of them is made at a time.
pub fn is_large_picture(site: &Site, target: &Target) -> bool {
    let Subject::File(path) = &target.subject else { return false };
    is_picture(target) && site.files.get(path).is_some_and(|file| is_large(file.width, file.height))
}

/// Collects targets; a route that cannot be is reported.
pub struct Targets<'a> {
    /// The format whose targets are collected.
    format: &'static str,
    /// The targets so far.
    found: Vec<Target>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Targets<'_> {
    /// Adds a target at a path.
    fn add(&mut self, path: &str, layout: impl Into<Cow<'static, str>>, subject: Subject, lang: &str) {
        match OutPath::parse(path) {
            Ok(route) => self.add_route(route, layout, subject, lang),
            Err(why) => self.diagnostics.push(mistakes::bad_target(path, &why.to_string())),
        }
    }

    /// Adds a target at a route.
    fn add_route(&mut self, route: OutPath, layout: impl Into<Cow<'static, str>>, subject: Subject, lang: &str) {
        let layout = layout.into();
        self.found.push(Target { route, format: self.format, layout, subject, lang: lang.to_owned(), part: None });
    }

    /// Reports a mistake.
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Returns the targets of all formats.
pub fn all_targets(cx: PlanCx<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Target> {
    let mut all = Vec::new();
    for format in OUTPUT_FORMATS {
        let mut targets = Targets { format: format.name(), found: Vec::new(), diagnostics };
        format.targets(cx, &mut targets);
        all.append(&mut targets.found);
    }
    all
}
