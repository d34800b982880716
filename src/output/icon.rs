//! Icons for browsers: made of the logo, or of the initials of the organisation; a site with a `favicon.svg` of its own keeps it.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::mail::palette;
use crate::media::{Original, inspect, square};
use crate::model::{Icon, TAB, TOUCH, initials};
use crate::plan::{Subject, Target};
use crate::render::{FAVICON, RenderCx};

/// The format of icons.
pub(super) struct Icons;

impl OutputFormat for Icons {
    fn name(&self) -> &'static str {
        "icon"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        if cx.layouts.has_own_icon() {
            return;
        }
        let lang = &cx.site.config.language;
        // A file of that name may be the icon that the settings name, or the logo.
        if cx.site.files.values().all(|file| file.route.as_str() != FAVICON) {
            targets.add(FAVICON, "", Subject::Whole, lang);
        }
        if let Icon::Made(path, original) = cx.site.icon() {
            for side in [TAB, TOUCH] {
                targets.add(&cx.site.icon_path(original, side), side_name(side), Subject::File(path.to_owned()), lang);
            }
        }
    }

    fn render(&self, cx: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = match &target.subject {
            Subject::Whole => return Ok(drawing(&cx.site("name"), &cx.site("accent")).into_bytes()),
            Subject::File(path) => path,
            _ => return Ok(Vec::new()),
        };
        let bad = |why: String| Box::new(mistakes::bad_image(Span::whole(&path.as_str().into()), path, &why));
        let bytes = files.sources.load(path).map_err(|error| bad(error.to_string()))?;
        let kind = inspect(&bytes).map_err(|why| bad(why.to_string()))?.kind;
        let original = Original::look(&bytes, kind);
        // A telephone fills what is transparent with black.
        match target.layout == side_name(TOUCH) {
            true => square(&bytes, original, TOUCH, Some(parts(&cx.site("paper")))),
            false => square(&bytes, original, TAB, None),
        }
        .map_err(bad)
    }
}

/// Tells whether a target is an icon that is made of a picture.
pub(super) fn is_made_of_picture(target: &Target) -> bool {
    target.format == Icons.name() && matches!(target.subject, Subject::File(_))
}

/// Returns the side of an icon as a name, which its target has in place of a layout.
fn side_name(side: u32) -> &'static str {
    if side == TOUCH { "touch" } else { "tab" }
}

/// Returns red, green and blue of `#rrggbb`.
fn parts(colour: &str) -> [u8; 3] {
    [1, 3, 5].map(|at| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(255))
}

/// Draws the initials of an organisation on its colour, which is empty where it names none.
fn drawing(name: &str, accent: &str) -> String {
    let colours = palette(Some(accent).filter(|accent| !accent.is_empty()), None);
    let letters = initials(name);
    let size = if letters.chars().count() > 1 { 15 } else { 20 };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"5\" fill=\"{}\"/>\
         <text x=\"16\" y=\"16\" dy=\".36em\" text-anchor=\"middle\" font-family=\"system-ui, sans-serif\" font-size=\"{size}\" \
         font-weight=\"700\" fill=\"{}\">{letters}</text></svg>\n",
        colours.accent, colours.on_accent
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::is_picture;
    use crate::route::OutPath;

    #[test]
    fn icons_of_large_pictures_are_made_one_by_one() {
        let target = |layout: &'static str, subject| Target {
            route: OutPath::parse("assets/icon-32.0.png").expect("a path"),
            format: Icons.name(),
            layout: layout.into(),
            subject,
            lang: "en".into(),
            part: None,
        };
        for side in [TAB, TOUCH] {
            assert!(is_picture(&target(side_name(side), Subject::File("content/logo.png".into()))));
        }
        assert!(!is_picture(&target("", Subject::Whole)), "a drawing is text");
    }
}
