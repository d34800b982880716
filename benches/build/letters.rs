//! The letters of the sample site as other programs take them.
//!
//! In goes a built site, out come folders: `html` with each mail before its rules were put into its elements, and `mjml`
//! with the same words as MJML. The first are made by demarche itself, from a site whose frame of mails keeps every rule
//! where it stands; the second are made of the plain texts of the mails, paragraph by paragraph.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::generate::write_file;

/// The layout that frames every mail, below a site's folder.
const FRAME: &str = "layouts/newsletter/base.html";
/// How the style element begins whose rules go into the elements.
const EARLY: &str = "\n<style>\n";
/// What stands between the two style elements of the frame.
const BETWEEN: &str = "</style>\n<style data-mail=\"late\">\n";
/// What stands in its place where both are one: a comment, so that both can be told apart again.
const BORDER: &str = "/* late */";

/// Gives a site a frame of mails that keeps every rule in one style element.
pub(crate) fn keep_rules(site: &Path) -> io::Result<()> {
    let frame = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FRAME))?;
    if frame.matches(EARLY).count() != 1 || frame.matches(BETWEEN).count() != 1 {
        return Err(io::Error::other(format!("`{FRAME}` has other style elements than this benchmark knows")));
    }
    let whole = frame.replace(EARLY, "\n<style data-mail=\"late\">\n").replace(BETWEEN, &format!("{BORDER}\n"));
    write_file(&site.join(FRAME), &whole)
}

/// Returns a letter with its two style elements, as the layout of demarche makes it.
pub(crate) fn as_rendered(letter: &str) -> String {
    letter.replacen(BORDER, "</style><style data-mail=\"late\">", 1)
}

/// Returns the files of one name below a folder, in order.
pub(crate) fn files_named(folder: &Path, name: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_name() == name {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

/// Writes the letters of a built site whose rules were kept, as HTML and as MJML, and returns the HTML.
pub(crate) fn write_letters(made: &Path, folder: &Path) -> io::Result<Vec<String>> {
    let mut letters = Vec::new();
    for (number, path) in files_named(made, "newsletter.html")?.iter().enumerate() {
        let html = fs::read_to_string(path)?;
        let text = fs::read_to_string(path.with_extension("txt"))?;
        write_file(&folder.join(format!("html/{number:06}.html")), &html)?;
        write_file(&folder.join(format!("mjml/{number:06}.mjml")), &mjml(&text))?;
        letters.push(html);
    }
    Ok(letters)
}

/// Returns a plain text as MJML: a section for each heading, a text for each paragraph.
fn mjml(text: &str) -> String {
    let mut out = String::from(
        "<mjml><mj-head><mj-attributes><mj-all font-family=\"Georgia, serif\" /><mj-text font-size=\"18px\" \
         line-height=\"1.6\" color=\"#191d21\" /></mj-attributes></mj-head><mj-body><mj-section><mj-column>\n",
    );
    for block in text.split("\n\n") {
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let is_rule = |line: &str| !line.is_empty() && line.bytes().all(|byte| matches!(byte, b'=' | b'-'));
        if is_rule(rest.trim()) {
            out.push_str("</mj-column></mj-section><mj-section><mj-column>\n");
            let _ = writeln!(out, "<mj-text><h2>{}</h2></mj-text>", linked(first));
        } else {
            let _ = writeln!(out, "<mj-text>{}</mj-text>", linked(block));
        }
    }
    out.push_str("</mj-column></mj-section></mj-body></mjml>\n");
    out
}

/// Returns a text as HTML; `<https://…>` becomes a link.
fn linked(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut parts = escaped.split("&lt;https://");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (address, rest) = part.split_once("&gt;").unwrap_or((part, ""));
        let _ = write!(out, "<a href=\"https://{address}\">https://{address}</a>{rest}");
    }
    out
}
