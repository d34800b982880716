//! Which extensions of CommonMark are on.

use pulldown_cmark::Options;

/// Returns the extensions that are on; definition lists only where a text has any.
pub fn extensions(definitions: bool) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        // Without it one tilde would strike; what it gives is written as it stands.
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_DEFINITION_LIST, definitions);
    options
}
