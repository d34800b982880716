//! Mistakes in files as such: names, encoding, size, links.

use std::sync::Arc;

use crate::diag::{Diagnostic, Span};
use crate::ignored::Leftover;
use crate::media::{Carried, MediaError};

/// A file's name is not UTF-8.
pub fn file_name_not_utf8(shown: &Arc<str>, bytes: &[u8]) -> Diagnostic {
    let name: String = bytes.escape_ascii().to_string();
    Diagnostic::error("file-name", format!("the file name `{name}` is not UTF-8"), Span::whole(shown))
        .hint("rename the file")
}

/// A file's name holds a control character.
pub fn file_name_control(path: &Arc<str>, c: char) -> Diagnostic {
    let message = format!("the file name holds the invisible character `{}`", c.escape_default());
    Diagnostic::error("file-name", message, Span::whole(path)).hint("rename the file")
}

/// Two files whose names differ in the form of Unicode alone.
pub fn names_in_two_forms(path: &Arc<str>, other: &Arc<str>) -> Diagnostic {
    let shown = |path: &str| -> String {
        path.chars()
            .map(|c| match unicode_normalization::char::is_combining_mark(c) {
                true => format!("[U+{:04X}]", c as u32),
                false => c.to_string(),
            })
            .collect()
    };
    let message =
        format!("`{}` and `{}` have the same name, spelt in two ways that look alike", shown(path), shown(other));
    Diagnostic::error("file-name", message, Span::whole(path)).hint("rename one, or remove it if it is a copy")
}

/// A symbolic link.
pub fn symlink(path: &Arc<str>) -> Diagnostic {
    Diagnostic::error("symlink", format!("`{path}` is a symbolic link"), Span::whole(path))
        .hint("links are not followed: what they lead to could be published by mistake; copy the file here")
}

/// Something that is neither a file nor a folder.
pub fn special_file(path: &Arc<str>) -> Diagnostic {
    Diagnostic::error("special-file", format!("`{path}` is neither a file nor a folder"), Span::whole(path))
        .hint("remove it from the site's folders")
}

/// A file that is hidden by its name, where files are published under their names.
pub fn hidden_file(path: &Arc<str>) -> Diagnostic {
    let message = format!("`{path}` is hidden by its name, and is not published");
    Diagnostic::warning("hidden-file", message, Span::whole(path)).hint(
        "of hidden names only `.well-known`, `.nojekyll` and `.htaccess` are published; move it out of the folder",
    )
}

/// A file that is too large.
pub fn file_too_large(path: &Arc<str>, length: u64, limit: u64) -> Diagnostic {
    let message = format!("the file has {length} bytes; at most {limit} are read");
    Diagnostic::error("file-too-large", message, Span::whole(path)).hint("split it, or save it smaller")
}

/// Folders that nest too deep.
pub fn folder_too_deep(path: &Arc<str>, limit: usize) -> Diagnostic {
    Diagnostic::error("folder-too-deep", format!("the folder lies deeper than {limit} levels"), Span::whole(path))
        .hint("move what it holds further up")
}

/// A control character in a text.
pub fn control_in_file(span: Span, c: char) -> Diagnostic {
    let message = format!("the file holds the unseen character `{}`", c.escape_unicode());
    Diagnostic::error("control-character", message, span).hint("remove it; it cannot be shown")
}

/// More mistakes in a file than are worth listing.
pub fn too_many_mistakes(span: Span, limit: usize) -> Diagnostic {
    let message = format!("there are more than {limit} mistakes in this file; from here on it was not looked at");
    Diagnostic::error("too-many-mistakes", message, span).hint("mend those that are listed first")
}

/// A file that cannot be read any more.
pub fn unreadable_file(span: Span, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("unreadable-file", format!("`{path}` cannot be used: {why}"), span)
        .hint("build again, once nothing writes to it")
}

/// Bytes that are not UTF-8.
pub fn not_utf8(span: Span, byte: u8, at: usize) -> Diagnostic {
    Diagnostic::error(
        "not-utf8",
        format!("the file is not saved as UTF-8: the byte 0x{byte:02x} at {at} is no letter in it"),
        span,
    )
    .hint("save it again as plain text with the encoding UTF-8")
}

/// A NUL byte.
pub fn nul_byte(span: Span) -> Diagnostic {
    Diagnostic::error("nul-byte", "the file holds a byte of zero, which no text has", span)
        .hint("is this a text file? save it again as plain text with the encoding UTF-8")
}

/// A carriage return without a line feed.
pub fn lone_carriage_return(span: Span) -> Diagnostic {
    Diagnostic::error("line-end", "the line ends here in a way that only very old programs know", span)
        .hint("save the file with the line ends of Unix or Windows (LF or CRLF)")
}

/// A file without content.
pub fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::error("empty-file", "the file is empty", span)
        .hint("a page begins with front matter: `---`, keys such as `title: …`, `---`")
}

/// An image that is none, or broken.
pub fn bad_image(span: Span, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-image", format!("the image `{path}` cannot be used: {why}"), span)
        .hint("save it again as JPEG, PNG, GIF, WebP or SVG")
}

/// A drawing whose name says picture, or a picture whose name says drawing: no browser shows either.
pub fn misnamed_drawing(span: Span, path: &str, kind: &str, suffix: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let message =
        format!("the name of the image `{path}` says another format than {kind}, so that no browser shows it");
    Diagnostic::error("bad-image", message, span).hint(renamed(name, suffix))
}

/// An image whose name says another format.
pub fn misnamed_image(span: Span, path: &str, kind: &str, suffix: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let message = format!("the image `{path}` is a {kind} file, and its name says otherwise");
    Diagnostic::warning("misnamed-image", message, span).hint(renamed(name, suffix))
}

/// Says what a file is to be called that has another format than its name says.
fn renamed(name: &str, suffix: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("call the file `{stem}.{suffix}`, here and where it lies")
}

/// A file that cannot be published, and why.
pub fn unpublishable(span: Span, path: &str, why: &MediaError) -> Diagnostic {
    match why {
        MediaError::Active { what } => active_file(span, path, what),
        MediaError::Unsafe { .. } => unsafe_image(span, path, &why.to_string()),
        _ => bad_image(span, path, &why.to_string()),
    }
}

/// A drawing that would run a program or load something.
fn unsafe_image(span: Span, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-image", format!("the image `{path}` cannot be used: {why}"), span)
        .hint("take that out of the file, or export the drawing as PNG")
}

/// A file that can run something where it is opened.
fn active_file(span: Span, path: &str, what: &str) -> Diagnostic {
    let name = path.strip_prefix("content/").unwrap_or(path);
    Diagnostic::error("active-file", format!("`{path}` is {what}"), span)
        .hint("offer it as PDF, as plain text or as a picture")
        .hint(format!("if you know what it does and mean it, name it in `content/site.yaml`: `active_files: [{name}]`"))
}

/// A rule for files that is no name of any.
pub fn bad_file_pattern(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-file-name", format!("`{text}` is neither a name of files nor a path below `content/`"), span)
        .hint("write `letters/upr-49/map.html`, `map.html` or `*.html`")
}

/// A rule for files that names none.
pub fn unused_file_pattern(span: Span, text: &str, similar: Option<String>) -> Diagnostic {
    let hint = similar.unwrap_or_else(|| {
        "write the path below `content/`, or that of a static file from `layouts/` on, or take the line out".to_owned()
    });
    Diagnostic::warning("unused-file-name", format!("there is no file `{text}`"), span).hint(hint)
}

/// A file that a page names and that is not there.
pub fn missing_file(span: Span, src: &str, similar: Option<String>) -> Diagnostic {
    let hint =
        similar.unwrap_or_else(|| "put the file beside the page, or name it by its path from `content/`".to_owned());
    Diagnostic::error("missing-file", format!("there is no file `{src}`"), span).hint(hint)
}

/// A file name that tells when or with what a picture was taken.
pub fn telling_file_name(span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("telling-file-name", format!("the name `{name}` tells when or with what it was made"), span)
        .hint("give it a name that says what it shows")
}

/// A file whose metadata is not taken out.
pub fn metadata_stays(span: Span, path: &str, carried: &Carried) -> Diagnostic {
    let message = match &carried.facts[..] {
        [] => format!("`{path}` may say by whom, where and with what it was made, and that cannot be taken out here"),
        facts => format!("`{path}` tells {}, and that cannot be taken out here", and_listed(facts)),
    };
    let name = path.strip_prefix("content/").unwrap_or(path);
    Diagnostic::error("metadata-stays", message, span)
        .hint(carried.cure)
        .hint(format!("where that is meant, `keep_metadata: [{name}]` in `content/site.yaml` says so"))
}

/// Returns words as they are listed in a sentence.
fn and_listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A file that another program left, the first of `count` in its folder.
pub fn left_by_other_program(path: &Arc<str>, what: Leftover, count: usize) -> Diagnostic {
    let (message, hint) = match what {
        Leftover::Conflict => (
            "this is the copy that a shared folder makes when two people write at once; it is left out",
            "take over what it says into the text itself, and remove it",
        ),
        Leftover::Lock => (
            "a program has marked here that a document is open; the mark is left out",
            "close the document, or remove the file",
        ),
        Leftover::Merge => (
            "a merge of two wordings has left this behind; it is left out",
            "look whether it holds words that are missing, and remove it",
        ),
    };
    let more = match count {
        0 | 1 => String::new(),
        2 => "; so is another one in this folder".to_owned(),
        count => format!("; so are {} more in this folder", count - 1),
    };
    Diagnostic::warning("left-behind", format!("{message}{more}"), Span::whole(path)).hint(hint)
}

/// A text that has the name of a copy of another one.
pub fn copy_of_page(path: &Arc<str>, original: &str) -> Diagnostic {
    Diagnostic::error("copy-of-page", format!("the name says that this is a copy of `{original}`"), Span::whole(path))
        .hint("remove it, or give it a name of its own")
}

/// A file that `extra:` seems to name and that is not there.
pub fn missing_extra_file(span: Span, src: &str, similar: Option<String>) -> Diagnostic {
    let hint =
        similar.unwrap_or_else(|| "put the file beside the page; layouts could show nothing otherwise".to_owned());
    Diagnostic::warning("missing-extra-file", format!("there is no file `{src}`"), span).hint(hint)
}

/// A text under `content/` that nothing reads and nothing leads to.
pub fn unread_text(path: &Arc<str>, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "unread-file",
        format!("`{path}` is neither a page nor linked, and nobody sees it"),
        Span::whole(path),
    )
    .hint(format!("save a page as `{name}.md`; a file to be offered is linked by a page"))
}

/// A layout that nothing uses.
pub fn unused_layout(path: &Arc<str>, similar: Option<String>) -> Diagnostic {
    let hint = similar.unwrap_or_else(|| "include it in another layout, or remove it".to_owned());
    Diagnostic::warning("unused-layout", format!("no page and no other layout uses `{path}`"), Span::whole(path))
        .hint(hint)
}

/// A key of the words of layouts that no layout knows.
pub fn unknown_word(span: Span, key: &str, similar: Option<String>) -> Diagnostic {
    let hint = similar.unwrap_or_else(|| "take it out, or use it in a layout of your own".to_owned());
    Diagnostic::warning("unknown-word", format!("no built-in layout uses the words `{key}`"), span).hint(hint)
}
