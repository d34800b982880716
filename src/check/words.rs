//! Words by language in `site.yaml`: that the site has the languages they are in, and that they are in all that it has.

use super::{Check, CheckCx};
use crate::diag::Diagnostic;

/// Checks the words of the site itself; those of menus and of the announcement are checked with these.
pub(super) struct Words;

impl Check for Words {
    fn name(&self) -> &'static str {
        "words"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        // A name, or a street, may well be one and the same in all languages but some.
        cx.check_languages(&config.name, "name", diagnostics);
        for (at, line) in config.address.iter().enumerate() {
            cx.check_languages(line, &format!("address[{at}]"), diagnostics);
        }
        let sign_up = config.newsletter.as_ref().and_then(|newsletter| newsletter.text.as_ref());
        for (place, words) in [
            ("tagline", config.tagline.as_ref()),
            ("description", config.description.as_ref()),
            ("notice", config.notice.as_ref()),
            ("newsletter.text", sign_up),
        ] {
            words.into_iter().for_each(|words| cx.check_words(words, place, diagnostics));
        }
        for taxonomy in &config.taxonomies {
            for (key, words) in [("title", &taxonomy.title), ("singular", &taxonomy.singular)] {
                cx.check_words(words, &format!("{}.{key}", taxonomy.place), diagnostics);
            }
        }
    }
}
