//! The built-in layouts: the project's own `layouts/`, embedded.
//!
//! A file is embedded by its line here; `tests/suite/tidy.rs` says when one is missing.

/// Embeds the named files of `layouts/`.
macro_rules! embed {
    ($($name:literal,)*) => {
        /// The built-in layouts, by name and in order of name.
        pub static DEFAULTS: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/", $name)))),*];
    };
}

/// What stands before the name of a layout for the built-in one, whatever the site has in its place.
pub(super) const BUILT_IN: &str = "default/";

/// Where the icon of browsers stands in the output.
pub const FAVICON: &str = "favicon.svg";

embed! {
    "404.html",
    "assets/player.js",
    "assets/style.css",
    "assets/tables.js",
    "base.html",
    "bodies.html",
    "body.html",
    "brief.html",
    "home.html",
    "instrument.html",
    "instruments.html",
    "letter.html",
    "newsletter.html",
    "newsletter/base.html",
    "newsletter/base.txt",
    "newsletter/brief.html",
    "newsletter/brief.txt",
    "newsletter/digest.html",
    "newsletter/digest.txt",
    "newsletter/letter.html",
    "newsletter/letter.txt",
    "newsletter/macros.html",
    "newsletter/text.html",
    "newsletter/text.txt",
    "page.html",
    "partials/addressed.html",
    "partials/asked.html",
    "partials/card.html",
    "partials/collections.html",
    "partials/cycles.html",
    "partials/facts.html",
    "partials/footer.html",
    "partials/header.html",
    "partials/introduction.html",
    "partials/lead.html",
    "partials/line.html",
    "partials/logo.html",
    "partials/neighbours.html",
    "partials/own-text.html",
    "partials/photo.html",
    "partials/player.html",
    "partials/portrait.html",
    "partials/recommendation.html",
    "partials/record-line.html",
    "partials/record-text.html",
    "partials/record-top.html",
    "partials/record.html",
    "partials/session-rows.html",
    "partials/session.html",
    "partials/sheet-more.html",
    "partials/sheet-statuses.html",
    "partials/signup.html",
    "partials/site-head.html",
    "partials/sorting.html",
    "partials/statuses.html",
    "partials/table.html",
    "partials/terms.html",
    "partials/to.html",
    "partials/topic.html",
    "partials/under-review.html",
    "partials/values.html",
    "publication.html",
    "recommendation.html",
    "recommendations.html",
    "redirect.html",
    "section.html",
    "session.html",
    "sessions.html",
    "sheet.html",
    "state.html",
    "states.html",
    "static/favicon.svg",
    "strings/ar.yaml",
    "strings/en.yaml",
    "strings/es.yaml",
    "strings/fr.yaml",
    "topic.html",
    "topics.html",
}
