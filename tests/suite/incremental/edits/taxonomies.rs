//! Edits of the site's own taxonomies: which there are, their terms, and what pages name.

use super::super::{Preview, assert_same, site};
use super::{swap, toggle};
use crate::site_test::SiteTest;

/// The settings.
const SETTINGS: &str = "content/site.yaml";
/// What is said of a taxonomy there.
const OWN: &str = "taxonomies: [{id: populations, title: Populations, singular: Population}]\n";
/// Its terms.
const TERMS: &str = "content/data/populations.yaml";
/// Pages that name some.
const PAGES: [&str; 2] = ["content/letters/upr-49.md", "content/statements/first.md"];

/// How many kinds of edits there are of them.
pub(super) const TAXONOMY_KINDS: usize = 6;

/// Changes a taxonomy, or what a page names of it.
pub(super) fn edit_taxonomies(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let page = PAGES[serial % 2];
    match kind {
        0 => {
            let settings = site.source(SETTINGS).unwrap_or_default();
            let new = if settings.contains(OWN) { settings.replace(OWN, "") } else { settings + OWN };
            (site.file(SETTINGS, new), "taxonomies".into())
        }
        1 => (site.file(TERMS, terms(serial)), "terms".into()),
        2 => toggle(site, "content/populations/children.md", &format!("---\ntitle: Ours\n---\nText {serial}.\n")),
        3 => swap(site, page, "---\ntitle:", "---\npopulations: [children]\ntitle:"),
        4 => swap(site, page, "populations: [children]", "populations: [elders, children]"),
        _ => toggle(site, "content/populations/_index.md", &format!("---\ntitle: Peoples {serial}\n---\nAll.\n")),
    }
}

/// Returns terms.
fn terms(serial: usize) -> String {
    let between = if serial.is_multiple_of(2) { "- {id: new, title: New}\n" } else { "" };
    format!(
        "- {{id: elders, title: Elders}}\n{between}- {{id: children, title: {{en: Children {serial}, fr: Enfants}}}}\n"
    )
}

#[test]
fn taxonomies_are_those_of_a_clean_build_after_each_edit() {
    let add = |site: SiteTest| {
        let settings = site.source(SETTINGS).unwrap_or_default();
        site.file(SETTINGS, settings + OWN)
    };
    let names = |site: SiteTest, page: &str| site.replace(page, "---\ntitle:", "---\npopulations: [children]\ntitle:");
    let edits: [(&str, &dyn Fn(SiteTest) -> SiteTest); 12] = [
        ("a taxonomy", &add),
        ("its terms", &|site| site.file(TERMS, terms(1))),
        ("a letter names one", &|site| names(site, PAGES[0])),
        ("a statement too", &|site| names(site, PAGES[1])),
        ("another one", &|site| site.replace(PAGES[1], "[children]", "[elders]")),
        ("a term between", &|site| site.file(TERMS, terms(2))),
        ("a title", &|site| site.file(TERMS, terms(4))),
        ("a text", &|site| site.file("content/populations/elders.md", "---\ntitle: Ours\n---\nText.\n")),
        ("none names it", &|site| site.replace(PAGES[1], "populations: [elders]\n", "")),
        ("no text", &|site| site.without("content/populations/elders.md")),
        ("an introduction", &|site| site.file("content/populations/_index.md", "---\ntitle: Peoples\n---\nAll.\n")),
        ("a draft", &|site| site.replace(PAGES[0], "title:", "draft: true\ntitle:")),
    ];
    let (mut preview, mut site, mut history) = (Preview::new(), site(), Vec::new());
    for (what, edit) in edits {
        site = edit(site);
        history.push(what.to_owned());
        assert!(assert_same(&site, &mut preview, &history) || what == "a taxonomy", "{what}");
    }
}
