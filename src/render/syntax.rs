//! The syntax of layouts.

use minijinja::syntax::SyntaxConfig;

/// Returns the syntax: lines that hold only a tag leave nothing behind.
pub(super) fn syntax() -> SyntaxConfig {
    let mut builder = SyntaxConfig::builder();
    builder.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    builder.build().expect("the delimiters are the usual ones")
}
