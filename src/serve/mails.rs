//! The list of mails: for staff, what each newsletter version is called, weighs and lacks. In the preview only.
//!
//! Takes what whoever builds the site says of its mails, the files of the build, and what is wrong with it; gives a page
//! that works without a script. What concerns somebody comes first: mails with remarks, then the newest. All is worked
//! out when the page is asked for, and from the files that are served.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::answer::tag_of;
use super::files::Files;
use super::marks::Marks;
use super::problems::Remark;
use crate::config::SITE_FILE;
use crate::html::{escaped, push_escaped};
use crate::route::{OutPath, folder_of};

/// How many mails a page of the list holds.
const PER_PAGE: usize = 200;

/// What is said of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// The path of its source.
    pub path: String,
    /// The name of its type.
    pub kind: &'static str,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Its day; empty where it has none.
    pub date: String,
    /// The subject line.
    pub subject: String,
    /// What stands beside it.
    pub preheader: String,
}

/// Says what there is to say of a mail.
pub type Describe = Arc<dyn Fn() -> Mail + Send + Sync>;
/// The mails of a site, by the route of the page that each is made of.
pub type Mails = BTreeMap<String, Describe>;

/// What mails keep to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailLimits {
    /// The bytes of HTML above which a mail is on its way to being cut off.
    pub heavy: usize,
    /// The bytes of HTML above which it is cut off.
    pub too_heavy: usize,
    /// The longest subject line, in characters.
    pub subject: usize,
    /// The shortest and the longest preheader, in characters.
    pub preheader: (usize, usize),
}

/// What the list is made of.
#[derive(Clone, Copy)]
pub(super) struct ListCx<'a> {
    /// The mails of the site.
    pub(super) mails: &'a Mails,
    /// What they keep to.
    pub(super) limits: MailLimits,
    /// What is wrong with single files.
    pub(super) remarks: &'a [Remark],
    /// What is said of the pages.
    pub(super) marks: &'a Marks,
    /// The files that are served.
    pub(super) files: &'a Files,
}

/// A mail as the list shows it.
struct Row<'a> {
    route: &'a str,
    mail: Mail,
    bytes: usize,
    remarks: Vec<&'a Remark>,
}

/// Returns a page of the list of mails, the first being 1; nothing where the list is not that long.
pub(super) fn list(cx: ListCx<'_>, number: usize) -> Option<String> {
    let rows = rows(cx);
    let pages = rows.len().div_ceil(PER_PAGE).max(1);
    let first = number.checked_sub(1).filter(|before| *before < pages)? * PER_PAGE;
    let doubtful = rows.iter().filter(|row| is_doubtful(row, cx.limits)).count();
    let mut body = String::from("<h1>Newsletter versions</h1>\n");
    let (mails, doubts) = (counted(rows.len(), "mail"), counted(doubtful, "with remarks"));
    let _ = writeln!(body, "<p>{mails}, {doubts}. For staff: this list is in the preview only.</p>");
    push_remarks(&mut body, &of_file(cx, SITE_FILE));
    if !rows.is_empty() {
        push_table(&mut body, &rows[first..(first + PER_PAGE).min(rows.len())], cx);
        body.push_str(
            "<p>Sizes are those of the HTML as it is served here; on the site, whose address is longer or shorter, they \
             differ a little.</p>\n",
        );
    }
    push_pager(&mut body, number, pages);
    Some(framed(&body, cx.marks.at.as_deref()))
}

/// Returns the mails whose files are there: those with remarks first, then the newest.
fn rows<'a>(cx: ListCx<'a>) -> Vec<Row<'a>> {
    let mut remarks: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
    for remark in cx.remarks.iter() {
        remarks.entry(&remark.file).or_default().push(remark);
    }
    let row = |(route, describe): (&'a String, &'a Describe)| {
        let bytes = cx.files.get(&format!("{}newsletter.html", folder_of(route)))?.len();
        let mail = describe();
        let remarks = remarks.get(mail.path.as_str()).cloned().unwrap_or_default();
        Some(Row { route, mail, bytes, remarks })
    };
    let mut rows: Vec<Row<'a>> = cx.mails.iter().filter_map(row).collect();
    let limits = cx.limits;
    rows.sort_by(|a, b| {
        let doubt = is_doubtful(b, limits).cmp(&is_doubtful(a, limits));
        doubt.then_with(|| b.mail.date.cmp(&a.mail.date)).then_with(|| a.route.cmp(b.route))
    });
    rows
}

/// Tells whether there is something to look at.
fn is_doubtful(row: &Row<'_>, limits: MailLimits) -> bool {
    !row.remarks.is_empty() || row.bytes > limits.heavy
}

/// Returns what is wrong with a file.
fn of_file<'a>(cx: ListCx<'a>, file: &str) -> Vec<&'a Remark> {
    cx.remarks.iter().filter(|remark| &*remark.file == file).collect()
}

/// Returns a number with a word.
fn counted(count: usize, word: &str) -> String {
    let many = if count == 1 || word.contains(' ') { "" } else { "s" };
    format!("{count} {word}{many}")
}

/// Returns a number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// Writes the table.
fn push_table(out: &mut String, rows: &[Row<'_>], cx: ListCx<'_>) {
    out.push_str(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"mails\" tabindex=\"0\">\n<table>\n\
         <caption id=\"mails\">What is to be looked at comes first, then the newest. ",
    );
    let MailLimits { heavy, too_heavy, .. } = cx.limits;
    let (heavy, too_heavy) = (grouped(heavy), grouped(too_heavy));
    let _ = write!(out, "Above {heavy} bytes of HTML a mail is heavy, above {too_heavy} it is cut off.");
    out.push_str("</caption>\n<thead>\n<tr>");
    for head in ["Page", "Subject", "Preheader", "Bytes of HTML", "Files", "Remarks"] {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        push_row(out, row, cx);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// Writes a row of the table.
fn push_row(out: &mut String, Row { route, mail, bytes, remarks }: &Row<'_>, cx: ListCx<'_>) {
    let url = escaped(&OutPath::parse(route).map_or_else(|_| format!("/{route}"), |route| route.url()));
    let limits = cx.limits;
    let lang = escaped(&mail.lang);
    let foreign = |text: &str| format!("<span lang=\"{lang}\" dir=\"auto\">{}</span>", escaped(text));
    let _ = write!(out, "<tr><th scope=\"row\"><a href=\"{url}\">{}</a>", foreign(&mail.title));
    let about = [mail.kind, &mail.date, &mail.lang].into_iter().filter(|word| !word.is_empty());
    let _ = write!(out, "<p>{}</p>", escaped(&about.collect::<Vec<_>>().join(" · ")));
    if let Some(why) = cx.marks.hidden.get(*route) {
        let _ = write!(out, "<p class=\"warning\">The public does not see it: it is {}.</p>", escaped(why));
    }
    out.push_str("</th>");
    let (_, longest) = limits.preheader;
    for (text, shortest, longest) in
        [(&mail.subject, 1, limits.subject), (&mail.preheader, limits.preheader.0, longest)]
    {
        let length = text.chars().count();
        let good = (shortest..=longest).contains(&length);
        let told = match good {
            true => format!("<p>{}</p>", counted(length, "character")),
            false => format!(
                "<p class=\"warning\"><strong>{}</strong>, not {shortest} to {longest}</p>",
                counted(length, "character")
            ),
        };
        let _ = write!(out, "<td>{}{told}</td>", foreign(text));
    }
    push_size(out, *bytes, limits);
    out.push_str("<td>");
    for (name, word) in [("newsletter.html", "HTML"), ("newsletter.txt", "Text"), ("newsletter.eml", "Message")] {
        // The name of what is linked to is told to those who hear links one by one.
        let label = escaped(&format!("{word}: {}", mail.title));
        let _ = write!(out, "<a href=\"{url}{name}\" aria-label=\"{label}\">{word}</a> ");
    }
    out.push_str("</td><td>");
    push_remarks(out, remarks);
    out.push_str("</td></tr>\n");
}

/// Writes the cell of the size.
fn push_size(out: &mut String, bytes: usize, MailLimits { heavy, too_heavy, .. }: MailLimits) {
    let _ = write!(out, "<td class=\"number\">{}", grouped(bytes));
    let (over, limit) = (grouped(heavy), grouped(too_heavy));
    match bytes {
        bytes if bytes > too_heavy => {
            let _ = write!(out, "<p class=\"error\"><strong>cut off</strong>: more than {limit}</p>");
        }
        bytes if bytes > heavy => {
            let _ = write!(out, "<p class=\"warning\"><strong>heavy</strong>: more than {over}; at most {limit}</p>");
        }
        _ => {}
    }
    out.push_str("</td>");
}

/// Writes what is wrong with a file; nothing where nothing is.
fn push_remarks(out: &mut String, remarks: &[&Remark]) {
    if remarks.is_empty() {
        return;
    }
    out.push_str("<ul>");
    for Remark { severity, line, message, file } in remarks {
        let word = severity.word();
        let _ = write!(out, "<li class=\"{word}\"><strong>{word}</strong>: ");
        push_escaped(out, message);
        let _ = write!(out, " ({}:{line})</li>", escaped(file));
    }
    out.push_str("</ul>");
}

/// Writes the way to the other pages of the list.
fn push_pager(out: &mut String, number: usize, pages: usize) {
    if pages == 1 {
        return;
    }
    out.push_str("<nav aria-label=\"Pages of the list\"><ul class=\"pager\">");
    for page in 1..=pages {
        let here = if page == number { " aria-current=\"page\"" } else { "" };
        let _ = write!(out, "<li><a href=\"/_demarche/newsletter/{page}/\"{here}>{page}</a></li>");
    }
    out.push_str("</ul></nav>\n");
}

/// Returns the page around its body, with the script that loads it again when it is another.
fn framed(body: &str, at: Option<&str>) -> String {
    let at = at.map_or_else(String::new, |at| format!(" data-at=\"{}\"", escaped(at)));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Newsletter versions · Preview</title>\n\
         <link rel=\"stylesheet\" href=\"/_demarche/preview.css\">\n</head>\n<body class=\"waiting mails\">\n<main>\n{body}\
         </main>\n<script src=\"/_demarche/preview.js\" data-page={}{at} defer></script>\n</body>\n</html>\n",
        tag_of(body.as_bytes())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        let told: Vec<String> = [0, 999, 1_000, 80_000, 1_234_567].into_iter().map(grouped).collect();
        assert_eq!(told, ["0", "999", "1,000", "80,000", "1,234,567"]);
        assert_eq!(
            [counted(1, "mail"), counted(2, "mail"), counted(2, "with remarks")],
            ["1 mail", "2 mails", "2 with remarks"]
        );
    }
}
