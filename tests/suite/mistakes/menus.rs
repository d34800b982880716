//! Mistakes in the menu and the foot.

use snapbox::str;

use super::check;
use super::settings::settings_line;
use crate::site_test::SiteTest;

/// A page.
const PAGE: &str = "---\ntitle: About\n---\nText.\n";

/// Returns a site with these lines in its settings, and a page to name there.
fn menu(lines: &str) -> SiteTest {
    settings_line(lines).file("content/pages/about.md", PAGE)
}

#[test]
fn slips_in_entries_get_the_right_ones() {
    check(
        &menu(
            "menu:\n  - breifs\n  - about\n  - pages/abuot.md\n  - {title: Kenya, link: /states/kne/}\n  - content/pages/about.md",
        ),
        str![[r#"
error[unknown-section]: there is no section `breifs`
 --> content/site.yaml:6:5
  |
6 |   - breifs
  |     ^^^^^^
  |
  = hint: did you mean `briefs`?
  = hint: the sections are `letters`, `briefs`, `states`, `sessions`, `recommendations`, `topics`, `instruments`, `newsletters`, `bodies`, `home`

error[unknown-section]: there is no section `about`
 --> content/site.yaml:7:5
  |
7 |   - about
  |     ^^^^^
  |
  = hint: write `pages/about.md` for that page
  = hint: the sections are `letters`, `briefs`, `states`, `sessions`, `recommendations`, `topics`, `instruments`, `newsletters`, `bodies`, `home`

error[unknown-menu-page]: there is no page `pages/abuot.md`
 --> content/site.yaml:8:5
  |
8 |   - pages/abuot.md
  |     ^^^^^^^^^^^^^^
  |
  = hint: did you mean `pages/about.md`?
  = hint: name it by its path from `content/`, such as `pages/about.md`

error[unknown-menu-address]: nothing stands at `/states/kne/`
 --> content/site.yaml:9:26
  |
9 |   - {title: Kenya, link: /states/kne/}
  |                          ^^^^^^^^^^^^
  |
  = hint: did you mean `/states/ken/`?
  = hint: name a page by its path from `content/`, such as `pages/about.md`; its address may change then

error[unknown-menu-page]: there is no page `content/pages/about.md`
  --> content/site.yaml:10:5
   |
10 |   - content/pages/about.md
   |     ^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: did you mean `pages/about.md`?
   = hint: name it by its path from `content/`, such as `pages/about.md`
"#]],
    );
}

#[test]
fn former_keys_do_not_stand_beside_new_ones() {
    check(
        &menu("menu: [letters]\nnav: [briefs]\nfooter: [pages/about.md]\nfooter_nav: [pages/about.md]"),
        str![[r#"
error[two-menus]: `nav` cannot stand beside `menu`
 --> content/site.yaml:6:6
  |
6 | nav: [briefs]
  |      ^^^^^^^^
  |
 ::: content/site.yaml:5:7
  |
5 | menu: [letters]
  |       --------- here
  |
  = hint: `menu` says it all: move the sections of `nav` there

error[two-menus]: `footer_nav` cannot stand beside `footer`
 --> content/site.yaml:8:13
  |
8 | footer_nav: [pages/about.md]
  |             ^^^^^^^^^^^^^^^^
  |
 ::: content/site.yaml:7:9
  |
7 | footer: [pages/about.md]
  |         ---------------- here
  |
  = hint: `footer` says it all: move the pages of `footer_nav` there
"#]],
    );
    check(
        &menu("menu: [letters]\nfooter_nav: [pages/about.md]"),
        str![[r#"
error[two-menus]: `footer_nav` cannot stand beside `menu`
 --> content/site.yaml:6:13
  |
6 | footer_nav: [pages/about.md]
  |             ^^^^^^^^^^^^^^^^
  |
 ::: content/site.yaml:5:7
  |
5 | menu: [letters]
  |       --------- here
  |
  = hint: move the pages to `footer`: `footer: [pages/about.md]`
"#]],
    );
}

#[test]
fn menu_has_two_levels_and_no_empty_one() {
    check(
        &menu(
            "menu:\n  - {title: One, items: []}\n  - {title: Two, items: }\n  - title: Three\n    items:\n      - {title: Deep, items: [letters]}\n      - letters",
        ),
        str![[r#"
error[menu-without-items]: `items` is empty
 --> content/site.yaml:6:18
  |
6 |   - {title: One, items: []}
  |                  ^^^^^
  |
  = hint: name sections or pages, `items: [letters, pages/about.md]`, or remove the entry

error[menu-without-items]: `items` is empty
 --> content/site.yaml:7:18
  |
7 |   - {title: Two, items: }
  |                  ^^^^^
  |
  = hint: name sections or pages, `items: [letters, pages/about.md]`, or remove the entry

error[menu-too-deep]: a menu has two levels, and this would be a third
  --> content/site.yaml:10:23
   |
10 |       - {title: Deep, items: [letters]}
   |                       ^^^^^
   |
   = hint: move these entries up, beside the one that they stand below
"#]],
    );
}

#[test]
fn menu_has_as_many_entries_as_can_be_looked_over() {
    let entries: Vec<String> =
        (0..40).map(|at| format!("  - {{title: E{at}, link: 'https://{at}.example.net/'}}")).collect();
    let items: Vec<String> =
        (0..21).map(|at| format!("{{title: E{at}, link: 'https://i{at}.example.net/'}}")).collect();
    check(
        &menu(&format!("menu:\n{}\nfooter:\n  - {{title: All, items: [{}]}}", entries.join("\n"), items.join(", "))),
        str![[r#"
error[menu-too-long]: `menu` has 40 entries, more than 12
 --> content/site.yaml:5:1
  |
5 | menu:
  | ^^^^
  |
  = hint: put those that belong together under a heading: `{title: About us, items: [pages/about.md]}`

error[menu-too-long]: `items` has 21 entries, more than 20
  --> content/site.yaml:47:18
   |
47 |   - {title: All, items: [{title: E0, link: 'https://i0.example.net/'}, {title: E1, link: 'https://i1.example.net...
   |                  ^^^^^
   |
   = hint: part them in two, or leave to the pages of the sections what stands there
"#]],
    );
}

#[test]
fn entry_stands_once_however_it_is_written() {
    check(
        &menu(
            "menu:\n  - letters\n  - {title: Ours, link: /letters/}\n  - pages/about.md\n  - {title: More, items: [{title: Us, link: /about/}, {title: Us, link: pages/about.md}]}",
        ),
        str![[r#"
warning[menu-entry-twice]: `/letters/` leads where another entry leads already
 --> content/site.yaml:7:25
  |
7 |   - {title: Ours, link: /letters/}
  |                         ^^^^^^^^^
  |
 ::: content/site.yaml:6:5
  |
6 |   - letters
  |     ------- first here
  |
  = hint: remove one of the two

warning[menu-entry-twice]: `/about/` leads where another entry leads already
 --> content/site.yaml:9:45
  |
9 |   - {title: More, items: [{title: Us, link: /about/}, {title: Us, link: pages/about.md}]}
  |                                             ^^^^^^^
  |
 ::: content/site.yaml:8:5
  |
8 |   - pages/about.md
  |     -------------- first here
  |
  = hint: remove one of the two

warning[menu-entry-twice]: `pages/about.md` leads where another entry leads already
 --> content/site.yaml:9:73
  |
9 |   - {title: More, items: [{title: Us, link: /about/}, {title: Us, link: pages/about.md}]}
  |                                                                         ^^^^^^^^^^^^^^
  |
 ::: content/site.yaml:8:5
  |
8 |   - pages/about.md
  |     -------------- first here
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn entry_has_words_and_leads_somewhere() {
    check(
        &menu(
            "menu:\n  - https://example.net/\n  - /states/\n  - www.example.net/x\n  - {title: One}\n  - {title: Two, link: letters, items: [briefs]}\n  - {link: letters}\n  - {title: Three, link: 'mailto:'}\n  - 7",
        ),
        str![[r#"
error[menu-link-without-title]: `https://example.net/` is an address without a title
 --> content/site.yaml:6:5
  |
6 |   - https://example.net/
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `{title: …, link: https://example.net/}`

error[menu-link-without-title]: `/states/` is an address without a title
 --> content/site.yaml:7:5
  |
7 |   - /states/
  |     ^^^^^^^^
  |
  = hint: write `{title: …, link: /states/}`

error[bad-url]: `www.example.net/x` is not a web address
 --> content/site.yaml:8:5
  |
8 |   - www.example.net/x
  |     ^^^^^^^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://www.example.net/x`

error[menu-entry-leads-nowhere]: the entry has neither `link` nor `items`
 --> content/site.yaml:9:5
  |
9 |   - {title: One}
  |     ^^^^^^^^^^^^
  |
  = hint: write `letters`, `pages/about.md`, `{title: …, link: …}` or `{title: …, items: […]}`

error[menu-link-and-items]: an entry has `link` or `items`, and not both
  --> content/site.yaml:10:24
   |
10 |   - {title: Two, link: letters, items: [briefs]}
   |                        ^^^^^^^
   |
  ::: content/site.yaml:10:40
   |
10 |   - {title: Two, link: letters, items: [briefs]}
   |                                        -------- the items
   |
   = hint: what opens a second level leads nowhere itself: make the link the first of `items`

error[missing-key]: the key `title` of an item of `menu` is missing
  --> content/site.yaml:11:5
   |
11 |   - {link: letters}
   |     ^^^^^^^^^^^^^^^
   |
   = hint: add `title: A title in plain text`

error[bad-address]: the address `mailto:` has nothing after its colon
  --> content/site.yaml:12:26
   |
12 |   - {title: Three, link: 'mailto:'}
   |                          ^^^^^^^^^
   |
   = hint: write an e-mail address or a telephone number after the colon

error[wrong-type]: an item of `menu` takes text, not the number `7`
  --> content/site.yaml:13:5
   |
13 |   - 7
   |     ^
   |
   = hint: put it between quotes
"#]],
    );
}

#[test]
fn words_stand_in_languages_of_the_site() {
    check(
        &menu(
            "languages: [en, fr, es]\nmenu:\n  - {title: {en: Board, fr: Conseil}, link: pages/about.md}\n  - {title: {fr: Lettres}, link: letters}\n  - {title: {en: Briefs, fr: Notes, es: Notas, de: Kurz}, link: briefs}\n  - {title: {en: States, English: Nations}, link: states}",
        ),
        str![[r#"
warning[missing-words]: there are no words in `es`
 --> content/site.yaml:7:13
  |
7 |   - {title: {en: Board, fr: Conseil}, link: pages/about.md}
  |             ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: pages in `es` show those in `en`, marked as such

error[missing-words]: there are no words in `en`, the language of the site
 --> content/site.yaml:8:6
  |
8 |   - {title: {fr: Lettres}, link: letters}
  |      ^^^^^
  |
  = hint: write `{en: …, …}`; they stand wherever another language has none

error[unknown-language]: the site does not have the language `de`
 --> content/site.yaml:9:48
  |
9 |   - {title: {en: Briefs, fr: Notes, es: Notas, de: Kurz}, link: briefs}
  |                                                ^^
  |
  = hint: its languages are `en`, `fr`, `es`

warning[missing-words]: there are no words in `es`
  --> content/site.yaml:10:13
   |
10 |   - {title: {en: States, English: Nations}, link: states}
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: pages in `es` show those in `en`, marked as such

warning[missing-words]: there are no words in `fr`
  --> content/site.yaml:10:13
   |
10 |   - {title: {en: States, English: Nations}, link: states}
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: pages in `fr` show those in `en`, marked as such

error[bad-language]: `English` is not the code of a language
  --> content/site.yaml:10:26
   |
10 |   - {title: {en: States, English: Nations}, link: states}
   |                          ^^^^^^^
   |
   = hint: write `en`, `fr`, `ar`, `pt-BR`
"#]],
    );
}

#[test]
fn entry_waits_for_its_page() {
    let held = "---\ntitle: Secret\ndraft: true\n---\nText.\n";
    check(
        &menu("menu: [letters, pages/held.md]\nfooter: [{title: Held, items: [{title: Held, link: /held/}]}]")
            .file("content/pages/held.md", held),
        str![[r#"
warning[menu-entry-not-shown]: `pages/held.md` is left out: the page is a draft
 --> content/site.yaml:5:17
  |
5 | menu: [letters, pages/held.md]
  |                 ^^^^^^^^^^^^^
  |
  = hint: the entry is there by itself as long as the page is published

warning[menu-entry-not-shown]: `/held/` is left out: the page is a draft
 --> content/site.yaml:6:52
  |
6 | footer: [{title: Held, items: [{title: Held, link: /held/}]}]
  |                                                    ^^^^^^
  |
  = hint: the entry is there by itself as long as the page is published
"#]],
    );
}
