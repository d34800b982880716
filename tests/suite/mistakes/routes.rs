//! Mistakes in addresses: two things at one address, addresses that cannot be, old addresses.

use snapbox::str;

use super::{check, letter_line};
use crate::site_test::{LETTER, SiteTest};

/// A page.
const PAGE: &str = "---\ntitle: About\n---\nText.\n";

#[test]
fn file_and_folder_are_not_one_page() {
    check(
        &SiteTest::new().file("content/letters/upr-49/index.md", LETTER),
        str![[r#"
error[duplicate-id]: two files are the page `letters/upr-49`
--> content/letters/upr-49/index.md:1:1
::: content/letters/upr-49.md:1:1
 = hint: `x.md`, `x.markdown` and `x/index.md` are the same page: keep one of them
"#]],
    );
}

#[test]
fn slug_is_taken_once() {
    check(
        &letter_line("slug: spring").file("content/letters/spring.md", LETTER),
        str![[r#"
error[duplicate-route]: `letters/spring/index.html` is made twice; the other is the page `content/letters/spring.md`
 --> content/letters/upr-49.md:5:7
  |
5 | slug: spring
  |       ^^^^^^
 ::: content/letters/spring.md:1:1
  = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn second_brief_on_a_state_gets_a_slug() {
    let brief = "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\n---\nText.\n";
    let site = SiteTest::new().file("content/briefs/ken.md", brief);
    check(
        &site.clone().file("content/briefs/ken-update.md", brief),
        str![[r#"
error[duplicate-route]: `briefs/ken/index.html` is made twice; the other is the brief `content/briefs/ken.md`
--> content/briefs/ken-update.md:1:1
::: content/briefs/ken.md:1:1
 = hint: add `slug: ken-update` to one of them, which then stands at `/briefs/ken/ken-update/`
"#]],
    );
    let with_slug = brief.replace("state: KEN\n", "state: KEN\nslug: ken-update\n");
    let built = site.file("content/briefs/ken-update.md", with_slug).build();
    assert!(built.files.contains_key("briefs/ken/ken-update/index.html"), "{}", built.report());
}

#[test]
fn slugs_are_taken_once() {
    let second = LETTER.replace("session: upr-49\n", "session: upr-49\nslug: spring\n");
    check(
        &letter_line("slug: spring").file("content/letters/second.md", second),
        str![[r#"
error[duplicate-route]: `letters/spring/index.html` is made twice; the other is the page `content/letters/second.md`
 --> content/letters/upr-49.md:5:7
  |
5 | slug: spring
  |       ^^^^^^
  |
 ::: content/letters/second.md:5:7
  |
5 | slug: spring
  |       ------ the other one
  |
  = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn names_that_differ_in_case_are_one() {
    let pages = SiteTest::new().file("content/pages/about.md", PAGE).file("content/pages/About.md", PAGE);
    check(
        &pages,
        str![[r#"
error[duplicate-route]: `about/index.html` is made twice; the other is the page `content/pages/About.md`
--> content/pages/about.md:1:1
::: content/pages/About.md:1:1
 = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn file_names_that_differ_in_case_are_one() {
    let site = letter_line("attachments:\n  - {src: Annex.pdf, title: One}\n  - {src: annex.pdf, title: Two}");
    check(
        &site.file("content/letters/Annex.pdf", "PDF").file("content/letters/annex.pdf", "PDF"),
        str![[r#"
error[metadata-stays]: `content/letters/Annex.pdf` may say by whom, where and with what it was made, and that cannot be taken out here
 --> content/letters/upr-49.md:6:11
  |
6 |   - {src: Annex.pdf, title: One}
  |           ^^^^^^^^^
  |
  = hint: print it into a new PDF; or clean it with `exiftool` and `qpdf`
  = hint: where that is meant, `keep_metadata: [letters/Annex.pdf]` in `content/site.yaml` says so

error[duplicate-route]: `letters/annex.pdf` and `letters/Annex.pdf` are one file on some systems; the other is the file `content/letters/Annex.pdf`
 --> content/letters/upr-49.md:7:11
  |
7 |   - {src: annex.pdf, title: Two}
  |           ^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:11
  |
6 |   - {src: Annex.pdf, title: One}
  |           --------- the other one
  |
  = hint: give one of them another `slug:`, name or alias

error[metadata-stays]: `content/letters/annex.pdf` may say by whom, where and with what it was made, and that cannot be taken out here
 --> content/letters/upr-49.md:7:11
  |
7 |   - {src: annex.pdf, title: Two}
  |           ^^^^^^^^^
  |
  = hint: print it into a new PDF; or clean it with `exiftool` and `qpdf`
  = hint: where that is meant, `keep_metadata: [letters/annex.pdf]` in `content/site.yaml` says so
"#]],
    );
}

#[test]
fn page_does_not_stand_where_a_list_stands() {
    check(
        &SiteTest::new().file("content/pages/letters.md", PAGE),
        str![[r#"
error[duplicate-route]: `letters/index.html` is made twice; the other is the list of letters
--> content/pages/letters.md:1:1
 = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn alias_is_not_the_address_of_a_page() {
    check(
        &letter_line("aliases: [/old/, /about/]").file("content/pages/about.md", PAGE),
        str![[r#"
error[duplicate-route]: `about/index.html` is made twice; the other is the page `content/pages/about.md`
 --> content/letters/upr-49.md:5:18
  |
5 | aliases: [/old/, /about/]
  |                  ^^^^^^^
 ::: content/pages/about.md:1:1
  = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn alias_is_taken_once() {
    let page = PAGE.replace("title: About\n", "title: About\naliases:\n  - /2019/letter/\n");
    check(
        &letter_line("aliases: [/2019/letter/]").file("content/pages/about.md", page),
        str![[r#"
error[duplicate-route]: `2019/letter/index.html` is made twice; the other is an alias of `content/letters/upr-49.md`
 --> content/pages/about.md:4:5
  |
4 |   - /2019/letter/
  |     ^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:11
  |
5 | aliases: [/2019/letter/]
  |           ------------- the other one
  |
  = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn alias_is_not_the_home_page() {
    check(
        &letter_line("aliases: [/]"),
        str![[r#"
error[bad-alias]: `/` cannot be an alias: it is the home page
 --> content/letters/upr-49.md:5:11
  |
5 | aliases: [/]
  |           ^
  |
  = hint: write the old address as a path, such as `/2019/letter/`
"#]],
    );
}

#[test]
fn alias_does_not_leave_the_site() {
    check(
        &letter_line("aliases: [../secret]"),
        str![[r#"
error[bad-alias]: `../secret` cannot be an alias: `..` cannot be a segment of a path
 --> content/letters/upr-49.md:5:11
  |
5 | aliases: [../secret]
  |           ^^^^^^^^^
  |
  = hint: write the old address as a path, such as `/2019/letter/`
"#]],
    );
}

#[test]
fn alias_is_no_address_of_another_site() {
    check(
        &letter_line("aliases: ['https://old.example.org/letter']"),
        str![[r#"
error[bad-alias]: `https://old.example.org/letter` cannot be an alias: the character `:` cannot stand in a path
 --> content/letters/upr-49.md:5:11
  |
5 | aliases: ['https://old.example.org/letter']
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write the old address as a path, such as `/2019/letter/`
"#]],
    );
}

#[test]
fn name_of_a_device_is_no_address() {
    check(
        &SiteTest::new().file("content/pages/con.md", PAGE),
        str![[r#"
error[bad-route]: the page has no possible address: `con` is a device name on Windows
--> content/pages/con.md:1:1
 = hint: give it another `slug:` or file name
"#]],
    );
}

#[test]
fn long_name_is_no_address() {
    check(
        &SiteTest::new().file(&format!("content/pages/{}.md", "a".repeat(120)), PAGE),
        str![[r#"
error[bad-route]: the page has no possible address: a segment has 120 bytes, more than 100
--> content/pages/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md:1:1
 = hint: give it another `slug:` or file name
"#]],
    );
}

#[test]
fn file_does_not_stand_where_a_folder_stands() {
    let site = letter_line("attachments:\n  - {src: /about, title: About}").file("content/about", "text");
    check(
        &site.file("content/pages/about.md", PAGE),
        str![[r#"
error[duplicate-route]: `about/index.html` and `about` cannot both be: one is a folder of the other's name, which is the file `content/about`
 --> content/pages/about.md:1:1
  |
 ::: content/letters/upr-49.md:6:11
  |
6 |   - {src: /about, title: About}
  |           ------ the other one
  |
  = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn own_file_at_the_root_does_not_hide_a_page() {
    let site = SiteTest::new().file("content/pages/about.md", PAGE);
    check(
        &site.file("layouts/static/about/index.html", "<p>About</p>"),
        str![[r#"
error[duplicate-route]: `about/index.html` is made twice; the other is the page `content/pages/about.md`
--> layouts/static/about/index.html:1:1
::: content/pages/about.md:1:1
 = hint: give one of them another `slug:`, name or alias
"#]],
    );
}
