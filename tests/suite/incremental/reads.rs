//! Layouts that read in every way there is, and edits of what they read and of nothing else.

use super::edits::{toggle, turn_text};
use super::{Preview, assert_same, site};
use crate::site_test::SiteTest;

/// A layout that shows what is made of the base address, and nothing else.
const ADDRESSES: &str = "{{ absolute(\"/x\") }} {{ url(\"/about/\") }} {{ asset(\"style.css\") }}";
/// A layout that orders the pages of an issue by themselves.
const SORTED: &str = "{% for page in page.items|map(attribute=\"page\")|sort if page %}{{ page.url }};{% endfor %}";
/// An issue with two pages of one type, the newer one first.
const ISSUE: &str = "---\ntitle: Autumn\ndate: 2025-05-25\nnumber: 3\npreheader: What mail programs show beside the subject of the third.\nitems: [letters/upr-49.md, letters/upr-48.md]\n---\nDear reader.\n";
/// A partial that fails for one title.
const FRAGILE: &str = "{% if it.title == \"Bad\" %}{{ it.nope }}{% endif %}<b>{{ it.title }}</b>";

/// Returns the site with layouts of its own that read what the built-in ones read with much else besides.
pub(super) fn reading_site() -> SiteTest {
    site()
        .file("content/newsletters/003.md", ISSUE)
        .file("layouts/404.html", ADDRESSES)
        .file("layouts/newsletter.html", SORTED)
        .file("layouts/partials/fragile.html", FRAGILE)
        .file("layouts/page.html", "<h1>{{ page.title }}</h1>{{ page.body }}{{ partial(\"fragile\", page) }}")
}

/// How many kinds of edits there are of such layouts.
pub(super) const READS_KINDS: usize = 6;

/// Changes a layout that reads much, or what it fails on.
pub(super) fn edit_reads(site: SiteTest, kind: usize, path: &str, serial: usize) -> (SiteTest, String) {
    match kind {
        0 => {
            let text = site.source(path).unwrap_or_default();
            let bad =
                |line: &str| if line.starts_with("title:") { "title: Bad\n".to_owned() } else { format!("{line}\n") };
            (site.file(path, text.lines().map(bad).collect::<String>()), format!("the title of {path} is bad"))
        }
        1 => toggle(site, "layouts/404.html", &format!("{ADDRESSES} {serial}")),
        2 => turn_text(site, "layouts/newsletter.html", &format!("{SORTED} {serial}")),
        3 => turn_text(site, "layouts/partials/fragile.html", "{{ it.titel }}"),
        4 => turn_text(site, "layouts/page.html", "{{ page.title }}{{ partial(\"fragil\", page) }}"),
        _ => toggle(site, "layouts/partials/fragil.html", "<i>{{ it.title }}</i>"),
    }
}

/// A site and what is another in it afterwards.
struct Case {
    what: &'static str,
    before: SiteTest,
    after: SiteTest,
}

/// Returns a case in which a file is another.
fn other_file(what: &'static str, before: SiteTest, path: &str, text: &str) -> Case {
    Case { what, after: before.clone().file(path, text), before }
}

/// Returns a case in which the title of a page is another.
fn other_title(what: &'static str, before: SiteTest) -> Case {
    Case { what, after: before.clone().replace("content/pages/plan.md", "title: Plan", "title: Map"), before }
}

/// Returns a case in which a letter is older than the one it was newer than.
fn other_date(what: &'static str, layout: &str) -> Case {
    let before = site().file("content/newsletters/003.md", ISSUE).file("layouts/newsletter.html", layout);
    let after = before.clone().replace("content/letters/upr-49.md", "date: 2025-03-14", "date: 2024-03-14");
    Case { what, after, before }
}

/// Returns a case in which the base address is another.
fn other_base(what: &'static str, layout: &str) -> Case {
    let before = site().file("layouts/404.html", layout);
    Case { what, after: before.clone().base_url("https://other.example/sub/"), before }
}

/// Fails unless each case comes out as a build from nothing has it, there and back again.
#[track_caller]
fn check(cases: impl IntoIterator<Item = Case>) {
    for Case { what, before, after } in cases {
        let (one, other) = (before.build(), after.build());
        let differs = one.files != other.files || one.diagnostics != other.diagnostics;
        assert!(differs, "{what}: nothing is another");
        let mut preview = Preview::new();
        let mut history = vec![what.to_owned()];
        for site in [&before, &after, &before, &after] {
            assert_same(site, &mut preview, &history);
            history.push("the other way".to_owned());
        }
    }
}

#[test]
fn functions_that_make_addresses_ask_for_the_base_address() {
    check([
        other_base("absolute", "{{ absolute(\"/x\") }}"),
        other_base("url", "{{ url(\"/about/\") }}"),
        other_base("asset", "{{ asset(\"style.css\") }}"),
        other_base(
            "asset of a default",
            "{{ page.url|default(asset(\"style.css\")) if false else asset(\"style.css\") }}",
        ),
    ]);
}

#[test]
fn order_of_entities_is_none_of_their_numbers() {
    check([
        other_date("sort", SORTED),
        other_date(
            "sort, reversed",
            "{% for p in page.items|map(attribute=\"page\")|sort(reverse=true) if p %}{{ p.url }}{% endfor %}",
        ),
        other_date(
            "sort by an attribute",
            "{% for item in page.items|sort(attribute=\"page\") %}{{ item.title }};{% endfor %}",
        ),
        other_date("groups", "{% for group in page.items|groupby(\"page\") %}{{ group.list[0].title }};{% endfor %}"),
        other_date("the least", "{{ (page.items|min(attribute=\"page\")).title }}"),
        other_date("the greatest", "{{ (page.items|max(attribute=\"page\")).title }}"),
        other_date(
            "less than",
            "{% if page.items|length > 1 %}{{ page.items[0].page < page.items[1].page }}{% endif %}",
        ),
        other_date(
            "keys of a map",
            "{% if page.items|length > 1 %}{% for p in {page.items[0].page: 1, page.items[1].page: 2} %}{{ p.url }}{% endfor %}{% endif %}",
        ),
        other_date(
            "values of a map",
            "{% if page.items|length > 1 %}{% for p in {\"a\": page.items[0].page, \"b\": page.items[1].page}|dictsort(by=\"value\") %}{{ p[0] }}{% endfor %}{% endif %}",
        ),
    ]);
}

#[test]
fn entity_has_its_place_beside_whatever_it_is_compared_with() {
    let layout = "{{ [page, {\"a\": 1}, page.photo, [page], \"x\", 3, site, t]|sort|length }} {{ page < {\"a\": 1} }} \
                  {{ page == {\"a\": 1} }} {{ page == page }} {{ [page, site, page]|unique|length }}";
    let built = site().file("layouts/404.html", "x").file("layouts/page.html", layout).build();
    assert_eq!(built.text("about/index.html"), "8 false false true 2");
}

#[test]
fn partial_that_fails_has_read_something() {
    let shown = |partial: &str| {
        site().file("layouts/page.html", "{{ partial(\"zz\", page) }}").file("layouts/partials/zz.html", partial)
    };
    let of_title = "{% if it.title == \"Plan\" %}{{ it.nope }}{% endif %}";
    let body = "{% if \"Who\" in it.body %}{{ it.nope }}{% endif %}";
    let word = "{% if t.home == \"Home\" %}{{ it.nope }}{% endif %}";
    let address = "{% if \"other\" in absolute(\"/x\") %}{{ it.nope }}{% endif %}";
    let mail = "<html lang=\"en\"><title>x</title>{{ partial(\"zz\", page) }}</html>";
    let moved = shown(address);
    check([
        other_title("a field", shown(of_title)),
        other_title("an error that quotes a value", shown("{{ it[it.title] }}")),
        other_title(
            "a partial in a partial",
            site()
                .file("layouts/page.html", "{{ partial(\"aa\", page) }}")
                .file("layouts/partials/aa.html", "{{ partial(\"zz\", it) }}")
                .file("layouts/partials/zz.html", of_title),
        ),
        other_title(
            "a layout that a partial includes",
            shown("{% include \"more.html\" %}").file("layouts/more.html", of_title),
        ),
        other_file("the partial", shown("{{ it.nope }}"), "layouts/partials/zz.html", "{{ it.title }}"),
        other_file(
            "the text",
            shown(body),
            "content/pages/about.md",
            "---\ntitle: About\ndate: 2024-05-02\n---\nUs.\n",
        ),
        other_file("a word", shown(word), "layouts/strings/en.yaml", "home: Start\n"),
        Case { what: "the base address", after: moved.clone().base_url("https://other.example/"), before: moved },
        other_file(
            "a partial of a mail",
            site().file("layouts/newsletter/letter.html", mail).file("layouts/partials/zz.html", "{{ it.nope }}"),
            "layouts/partials/zz.html",
            "{{ it.title }}",
        ),
    ]);
}

#[test]
fn what_may_have_been_meant_is_asked_for() {
    let added = |what, layout: &str, path: &str| other_file(what, site().file("layouts/page.html", layout), path, "x");
    check([
        added("a partial", "{{ partial(\"teasr\", page) }}", "layouts/partials/teaser.html"),
        added("a layout that is included", "{% include \"teasr.html\" %}", "layouts/teaser.html"),
        added(
            "a layout that is included, if it is there",
            "{% include [\"a.html\", \"b.html\"] ignore missing %}",
            "layouts/b.html",
        ),
        added("a layout that is extended", "{% extends \"teasr.html\" %}", "layouts/teaser.html"),
        added("a layout that is imported", "{% import \"teasr.html\" as x %}{{ x.y }}", "layouts/teaser.html"),
        added("a layout that words come from", "{% from \"teasr.html\" import x %}", "layouts/teaser.html"),
        added("an asset", "{{ asset(\"prnt.css\") }}", "layouts/assets/print.css"),
        added("a word", "{{ n_of(2, \"lettrs\") }}", "layouts/strings/en.yaml"),
    ]);
}

#[test]
fn what_stands_at_the_top_of_a_layout_is_asked_for() {
    let moved = "---\ntitle: Moved\ndate: 2024-01-04\naliases: [/old/moved/]\n---\nText.\n";
    let section = site().file("layouts/redirect.html", "{{ nav_section.id }}").file("content/pages/moved.md", moved);
    let issue = |layout: &str| site().file("layouts/404.html", layout);
    let letter = "---\ntitle: Newest\ndate: 2025-06-01\nsession: upr-48\n---\nText.\n";
    check([
        other_file(
            "the section of a page that says its type",
            section,
            "content/pages/moved.md",
            &moved.replace("title", "type: recommendation\ntitle"),
        ),
        other_file(
            "the latest",
            issue("{{ latest(\"letters\", 1)|length }}{% for p in latest(\"letters\", 1) %}{{ p.title }}{% endfor %}"),
            "content/letters/new.md",
            letter,
        ),
        other_file("words", issue("{{ t.home }}"), "layouts/strings/en.yaml", "home: Start\n"),
        other_file(
            "words of mails",
            issue("{{ plain(\"<p><img src='x' alt=''></p>\") }}"),
            "layouts/strings/en.yaml",
            "image: Bild\nhome: Start\n",
        ),
    ]);
}
