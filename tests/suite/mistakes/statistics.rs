//! Statistics of visits: addresses that no policy can name, attributes, and that nobody tells readers.

use snapbox::str;

use super::{SITE_FILE, check};
use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site with these statistics.
fn site(statistics: &str) -> SiteTest {
    SiteTest::new().file(SITE_FILE, format!("{SETTINGS}statistics: {{{statistics}}}\n"))
}

#[test]
fn script_is_one_that_a_policy_can_name() {
    check(
        &site("name: Counts, script: 'http://stats.example.net/s.js'"),
        str![[r#"
error[statistics-not-secure]: pages cannot load `http://stats.example.net/s.js`
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'http://stats.example.net/s.js'}
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host
"#]],
    );
    check(
        &site("name: Counts, script: 'https://stats.example.net/a;b.js', attributes: {onload: x, data-: y}"),
        str![[r#"
error[statistics-not-secure]: pages cannot load `https://stats.example.net/a;b.js`
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'https://stats.example.net/a;b.js', attributes: {onload: x, data-: y}}
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host

error[statistics-attribute]: `onload` cannot be an attribute of the script
 --> content/site.yaml:5:85
  |
5 | statistics: {name: Counts, script: 'https://stats.example.net/a;b.js', attributes: {onload: x, data-: y}}
  |                                                                                     ^^^^^^
  |
  = hint: attributes begin with `data-`, as in `data-domain: example.org`

error[statistics-attribute]: `data-` cannot be an attribute of the script
 --> content/site.yaml:5:96
  |
5 | statistics: {name: Counts, script: 'https://stats.example.net/a;b.js', attributes: {onload: x, data-: y}}
  |                                                                                                ^^^^^
  |
  = hint: attributes begin with `data-`, as in `data-domain: example.org`
"#]],
    );
    check(
        &site("script: /s.js, host: x"),
        str![[r#"
error[missing-key]: the key `name` of `statistics` is missing
 --> content/site.yaml:5:1
  |
5 | statistics: {script: /s.js, host: x}
  | ^^^^^^^^^^
  |
  = hint: add `name: Example Centre`

error[bad-url]: `/s.js` is not a web address
 --> content/site.yaml:5:22
  |
5 | statistics: {script: /s.js, host: x}
  |                      ^^^^^
  |
  = hint: put `https://` before it: `https://s.js`

error[unknown-key]: unknown key `host`
 --> content/site.yaml:5:29
  |
5 | statistics: {script: /s.js, host: x}
  |                             ^^^^
  |
  = hint: the keys here are `name`, `script`, `sends_to`, `attributes`
"#]],
    );
}

#[test]
fn host_is_one() {
    check(
        &site("name: Counts, script: 'https://*/s.js', sends_to: 'https://*.example.net/'"),
        str![[r#"
error[statistics-not-secure]: pages cannot load `https://*/s.js`
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'https://*/s.js', sends_to: 'https://*.example.net/'}
  |                                    ^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host

error[statistics-not-secure]: pages cannot load `https://*.example.net/`
 --> content/site.yaml:5:64
  |
5 | statistics: {name: Counts, script: 'https://*/s.js', sends_to: 'https://*.example.net/'}
  |                                                                ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host
"#]],
    );
    check(
        &site("name: Counts, script: 'https://key@stats.example.net/s.js', sends_to: 'https://a.example;script-src/'"),
        str![[r#"
error[statistics-not-secure]: pages cannot load `https://key@stats.example.net/s.js`
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'https://key@stats.example.net/s.js', sends_to: 'https://a.example;script-src/'}
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host

warning[name-before-host]: the address leads to `stats.example.net`; `key` before the `@` is not where it leads
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'https://key@stats.example.net/s.js', sends_to: 'https://a.example;script-src/'}
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take out the `@` and what stands before it, or write the address that is meant

error[statistics-not-secure]: pages cannot load `https://a.example;script-src/`
 --> content/site.yaml:5:84
  |
5 | statistics: {name: Counts, script: 'https://key@stats.example.net/s.js', sends_to: 'https://a.example;script-src/'}
  |                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host
"#]],
    );
}

#[test]
fn readers_are_told() {
    check(
        &site("name: Counts, script: 'https://stats.example.net/s.js'"),
        str![[r#"
warning[statistics-untold]: pages load a script of `stats.example.net`, and none tells readers
 --> content/site.yaml:5:36
  |
5 | statistics: {name: Counts, script: 'https://stats.example.net/s.js'}
  |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put a block `::: privacy` into the page that says what becomes of data: it says what pages load
"#]],
    );
    let draft = "---\ntitle: Privacy\n---\n::: privacy\nWords.\n:::\n";
    check(
        &site("name: Counts, script: 'https://stats.example.net/s.js'").file("content/pages/privacy.md", draft),
        str![[r#"
error[block-content]: a block `privacy` takes nothing in it
 --> content/pages/privacy.md:4:1
  |
4 | ::: privacy
  | ^^^^^^^^^^^
  |
  = hint: put what else stands in it below the line that closes it
"#]],
    );
}
