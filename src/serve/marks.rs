//! Marks: what the preview says of a page beside the page itself.
//!
//! Takes what whoever builds the site knows of its pages, and the files of the build; gives attributes for the script
//! of the preview, which shows them in its bar. Promises: what a page is served with names that page only.

use std::collections::BTreeMap;

use super::files::Files;
use crate::html::escaped;

/// The files of a page's own folder that hold it as mail, with the word for each.
const MAIL: [(&str, &str); 2] = [("html", "newsletter.html"), ("text", "newsletter.txt")];

/// What is said of the pages of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Why the public does not see a page, by route, in words that follow "it is".
    pub hidden: BTreeMap<String, String>,
    /// The instant of the site, if another than the present one is shown.
    pub at: Option<String>,
}

impl Marks {
    /// Returns the attributes for the page at a route, each led by a space.
    ///
    /// `data-hidden` says why the public does not see it, `data-at` of which instant it is, and `data-mail` as which
    /// mail it can be had in the same folder: `html`, `text` or both.
    pub(super) fn attributes(&self, route: &str, files: &Files) -> String {
        let folder = route.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let page = format!("{folder}index.html");
        // A page that is kept under a name of its own stands beside others.
        let own = self.hidden.get(route).filter(|_| route != page);
        // The page itself and its mails are one text; what else stands in the folder is not.
        let is_form = route == page || MAIL.iter().any(|(_, name)| route == format!("{folder}{name}"));
        let mail = MAIL.iter().filter(|(_, name)| is_form && files.contains_key(&format!("{folder}{name}")));
        let mail = mail.map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        let hidden = self.hidden.get(&page).filter(|_| is_form).or(own).map_or("", String::as_str);
        let mut out = String::new();
        for (name, value) in [("hidden", hidden), ("at", self.at.as_deref().unwrap_or_default()), ("mail", &mail)] {
            if !value.is_empty() {
                out.push_str(&format!(" data-{name}=\"{}\"", escaped(value)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_told_what_concerns_it() {
        let routes =
            ["index.html", "a/index.html", "a/newsletter.html", "a/newsletter.txt", "a/sheet.html", "b/index.html"];
        let files: Files = routes.iter().map(|route| ((*route).to_owned(), b"x"[..].into())).collect();
        let hidden = BTreeMap::from([("a/index.html".to_owned(), "a \"draft\"".to_owned())]);
        let check = |at: Option<&str>, route: &str, expected: &str| {
            let marks = Marks { hidden: hidden.clone(), at: at.map(str::to_owned) };
            assert_eq!(marks.attributes(route, &files), expected, "{route}");
        };
        let draft = " data-hidden=\"a &quot;draft&quot;\" data-mail=\"html text\"";
        check(None, "a/index.html", draft);
        check(None, "a/newsletter.html", draft);
        check(None, "a/sheet.html", "");
        check(None, "b/index.html", "");
        check(None, "index.html", "");
        check(Some("2026-01-19"), "b/index.html", " data-at=\"2026-01-19\"");
    }
}
