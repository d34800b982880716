//! Mistakes in `content/redirects.csv`.

use demarche::diag::{Palette, Span, mistakes, render_text};
use snapbox::IntoData as _;
use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// Returns a site with these redirects, a page and a draft.
fn csv(csv: impl AsRef<[u8]>) -> SiteTest {
    SiteTest::new()
        .file("content/redirects.csv", csv)
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/who/]\n---\n## Board {#board}\n")
        .file("content/pages/held.md", "---\ntitle: Held\ndraft: true\n---\nText.\n")
}

#[test]
fn old_addresses_are_addresses_of_a_site_once() {
    check(
        &csv(
            "from,to\n2019/x,/letters/\n/a#b,/letters/\n/a/*,/letters/\n/../a,/letters/\n/b,/letters/\nhttps://old.example/B/,/states/\n/,/letters/",
        ),
        str![[r#"
error[bad-redirect-from]: `2019/x` cannot be redirected: it does not begin with `/`
 --> content/redirects.csv:2:1
  |
2 | 2019/x,/letters/
  | ^^^^^^
  |
  = hint: write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`

error[bad-redirect-from]: `/a#b` cannot be redirected: what stands behind a `#` never reaches a server
 --> content/redirects.csv:3:1
  |
3 | /a#b,/letters/
  | ^^^^
  |
  = hint: write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`

error[bad-redirect-from]: `/a/*` cannot be redirected: `*` has a meaning of its own in `_redirects`
 --> content/redirects.csv:4:1
  |
4 | /a/*,/letters/
  | ^^^^
  |
  = hint: write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`

error[bad-redirect-from]: `/../a` cannot be redirected: `..` cannot be a segment of a path
 --> content/redirects.csv:5:1
  |
5 | /../a,/letters/
  | ^^^^^
  |
  = hint: write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`

error[redirect-twice]: `https://old.example/B/` is redirected twice
 --> content/redirects.csv:7:1
  |
7 | https://old.example/B/,/states/
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/redirects.csv:6:1
  |
6 | /b,/letters/
  | -- first here
  |
  = hint: remove one of the two rows; capitals, the last slash and the encoding make no difference

error[bad-redirect-from]: `/` cannot be redirected: it is the home page
 --> content/redirects.csv:8:1
  |
8 | /,/letters/
  | ^
  |
  = hint: write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`
"#]],
    );
}

#[test]
fn old_addresses_are_not_those_of_now() {
    check(
        &csv("from,to\n/about,/letters/\n/who,/letters/\n/letters,/states/\n/held/,/letters/\n"),
        str![[r#"
error[redirect-onto]: `/about/` is an address of this site: it is the page `content/pages/about.md`
 --> content/redirects.csv:2:1
  |
2 | /about,/letters/
  | ^^^^^^
  |
  = hint: take the row out; nothing is redirected where something stands

error[redirect-onto]: `/who/` is an address of this site: it is an alias of `content/pages/about.md`
 --> content/redirects.csv:3:1
  |
3 | /who,/letters/
  | ^^^^
  |
  = hint: take the row out; nothing is redirected where something stands

error[redirect-onto]: `/letters/` is an address of this site: it is the list of letters
 --> content/redirects.csv:4:1
  |
4 | /letters,/states/
  | ^^^^^^^^
  |
  = hint: take the row out; nothing is redirected where something stands

error[redirect-onto]: `/held/` is an address of this site: it is that of a page which is a draft
 --> content/redirects.csv:5:1
  |
5 | /held/,/letters/
  | ^^^^^^
  |
  = hint: take the row out; nothing is redirected where something stands
"#]],
    );
}

#[test]
fn new_addresses_are_there() {
    check(
        &csv(
            "from,to\n/a,pages/abuot.md\n/b,pages/about.md#baord\n/c,/leters/\n/d,http://example.net/\n/e,\n/f,pages/held.md\n/g,/held/\n/h,letters",
        ),
        str![[r#"
error[redirect-to-nowhere]: there is no page `pages/abuot.md`
 --> content/redirects.csv:2:4
  |
2 | /a,pages/abuot.md
  |    ^^^^^^^^^^^^^^
  |
  = hint: did you mean `pages/about.md`?
  = hint: name it by its path from `content/`, such as `letters/upr-49.md`

error[missing-anchor]: there is no `#baord` on `pages/about.md`
 --> content/redirects.csv:3:4
  |
3 | /b,pages/about.md#baord
  |    ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `#board`?

error[redirect-to-nowhere]: nothing stands at `/leters/`
 --> content/redirects.csv:4:4
  |
4 | /c,/leters/
  |    ^^^^^^^^
  |
  = hint: did you mean `/letters/`?
  = hint: name the page by its path from `content/`; the redirect then follows it

error[bad-redirect-to]: an old address cannot lead to `http://example.net/`
 --> content/redirects.csv:5:4
  |
5 | /d,http://example.net/
  |    ^^^^^^^^^^^^^^^^^^^
  |
  = hint: write a page by its path from `content/`, such as `letters/upr-49.md`, an address of this site, `/letters/`, or one that begins with `https://`

error[bad-redirect-to]: nothing says where the old address leads
 --> content/redirects.csv:6:4
  |
6 | /e,
  |    ^
  |
  = hint: write a page by its path from `content/`, such as `letters/upr-49.md`, an address of this site, `/letters/`, or one that begins with `https://`

error[redirect-to-hidden]: `pages/held.md` is a draft, so nothing may lead there
 --> content/redirects.csv:7:4
  |
7 | /f,pages/held.md
  |    ^^^^^^^^^^^^^
  |
  = hint: take the row out until the page is published

error[redirect-to-hidden]: `/held/` is a draft, so nothing may lead there
 --> content/redirects.csv:8:4
  |
8 | /g,/held/
  |    ^^^^^^
  |
  = hint: take the row out until the page is published

error[bad-redirect-to]: an old address cannot lead to `letters`
 --> content/redirects.csv:9:4
  |
9 | /h,letters
  |    ^^^^^^^
  |
  = hint: write a page by its path from `content/`, such as `letters/upr-49.md`, an address of this site, `/letters/`, or one that begins with `https://`
"#]],
    );
}

#[test]
fn redirects_do_not_lead_round() {
    check(
        &csv("from,to\n/a,/b/\n/b,/a\n/c,/c/\n/d,/a/\n"),
        str![[r#"
error[redirect-loop]: `/a/` leads round, and never to a page
 --> content/redirects.csv:2:1
  |
2 | /a,/b/
  | ^^
  |
 ::: content/redirects.csv:2:4
  |
2 | /a,/b/
  |    --- by way of this
  |
  = hint: let it lead to a page

error[redirect-loop]: `/c/` leads round, and never to a page
 --> content/redirects.csv:4:1
  |
4 | /c,/c/
  | ^^
  |
 ::: content/redirects.csv:4:4
  |
4 | /c,/c/
  |    --- by way of this
  |
  = hint: let it lead to a page
"#]],
    );
}

#[test]
fn rows_have_two_values_below_their_heads() {
    check(
        &csv("/a,/letters/\n"),
        str![[r#"
error[redirects-head]: the first line does not name the two columns, `from` and `to`
 --> content/redirects.csv:1:1
  |
1 | /a,/letters/
  | ^^^^^^^^^^^^
  |
  = hint: write `from,to` above the first address, and no other column
"#]],
    );
    check(
        &csv("from,to\n/a\n/b,/letters/,301\n/c,/letters/,\n"),
        str![[r#"
error[redirect-row]: the row has 1 value, and not two
 --> content/redirects.csv:2:1
  |
2 | /a
  | ^^
  |
  = hint: write the old address, a comma and the new one; an address with a comma stands between quotation marks

error[redirect-row]: the row has 3 values, and not two
 --> content/redirects.csv:3:1
  |
3 | /b,/letters/,301
  | ^^^^^^^^^^^^^^^^
  |
  = hint: write the old address, a comma and the new one; an address with a comma stands between quotation marks
"#]],
    );
    check(
        &csv("from,to\n\"/a,/letters/\n"),
        str![[r#"
error[bad-csv]: a quotation mark is not closed
 --> content/redirects.csv:2:1
  |
2 | "/a,/letters/
  | ^
  |
  = hint: close it, or write it twice where it is part of the text
"#]],
    );
    check(
        &csv("from,to\n\"/a\"b,/letters/\n"),
        str![[r#"
error[bad-csv]: something stands behind the closing quotation mark
 --> content/redirects.csv:2:5
  |
2 | "/a"b,/letters/
  |     ^
  |
  = hint: put a comma between, or write the mark twice where it is part of the text
"#]],
    );
    check(
        &csv(b"from,to\n/\xe9t\xe9,/letters/\n"),
        str![[r#"
error[csv-not-utf8]: the file is not in UTF-8
--> content/redirects.csv:1:1
 = hint: save it once more as "CSV UTF-8"
"#]],
    );
}

#[test]
fn addresses_that_no_page_can_answer_are_counted() {
    let span = Span::whole(&"content/redirects.csv".into());
    let told = [1, 3].map(|count| render_text(&mistakes::redirects_of_hosts(span.clone(), count), Palette::Plain));
    snapbox::assert_data_eq!(
        told.join("\n\n"),
        str![[r#"
warning[redirects-of-hosts]: 1 old address with a query or the name of a file works only where the host reads `_redirects`
--> content/redirects.csv:1:1
 = hint: Netlify reads all of them, Cloudflare Pages those without a query; other hosts answer that there is no page

warning[redirects-of-hosts]: 3 old addresses with a query or the name of a file work only where the host reads `_redirects`
--> content/redirects.csv:1:1
 = hint: Netlify reads all of them, Cloudflare Pages those without a query; other hosts answer that there is no page
"#]].raw()
    );
}
