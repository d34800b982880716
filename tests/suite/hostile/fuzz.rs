//! Three hundred documents with random damage, the same in every run: never a panic, and a message for each error.

use super::{SiteTest, shortened};

/// How many documents are damaged.
const DOCUMENTS: usize = 300;
/// How many stand in one site.
const TOGETHER: usize = 50;

/// A letter that uses everything a letter can.
const RICH: &str = "\
---
title: \"Recommendations: \u{c9}lan, \u{646}\u{635} and 49\"
date: 2025-03-14T09:30:00+01:00
updated: 2025-03-20
description: A letter that uses everything.
session: upr-49
scope: states
states: [KEN, GUY]
topics: [prevention, accountability]
embargo: 2025-03-14T08:00:00Z
expires: 2027-01-01T00:00:00Z
addressee: To the missions
place: Geneva
salutation: Excellency,
closing: With respect
signatories:
  - {name: A. Example, role: Director}
corrections:
  - date: 2025-03-20
    note: >
      A date was wrong;
      it is mended.
aliases: [/old/NUMBER/]
newsletter: {subject: \"A subject\", preheader: A text of more than forty characters that says what it is about.}
extra: {own: [1, 2.5, true, null, {a: b}]}
---
First paragraph with *emphasis*, **strong**, ~~struck~~, `code` and a [link](#own \"a title\").

## Own words {#own}

> [!NOTE]
> An alert with a [reference][r] and <https://a.example/x?y=z&w>.

1. One
   - Two {#two-NUMBER}

     More of two.
- Name a focal point. {#focal-point priority states=KEN,GUY}
- Join. {#join}

| Left | Right |
|:-----|------:|
| a\\|b | `c`   |

Term
: Definition with a note.[^1] And another.[^long]

```rust
fn main() {}
```

### Deeper \u{2067}\u{639}\u{631}\u{628}\u{64a}\u{2069} text

<div class=\"x\">raw <b>html</b></div> <!-- a comment -->

Hard\\
break &amp; entity &#x41; \"quotes\" ... --- end.

[r]: https://a.example/ 'title'
[^1]: A note with *emphasis*.
[^long]: Two paragraphs.

    The second.
";

/// Pieces that damage documents in ways single bytes seldom do.
const TOKENS: [&str; 64] = [
    "---\n",
    "\n---\n",
    "...\n",
    "{#",
    "}",
    "{#a}",
    "{#a priority}",
    "[^1]",
    "[^1]:",
    "[",
    "]",
    "](",
    "![",
    ")",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "~~~",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "|",
    "|-|\n",
    ": ",
    "#",
    "## ",
    "<!--",
    "-->",
    "<script>",
    "</div>",
    "<",
    ">",
    "&",
    "&#x0;",
    "&#1;",
    "&x: ",
    "*x",
    "!t",
    "? ",
    "{a: ",
    "[[",
    "'",
    "\"",
    "\\",
    "%",
    "@",
    "\u{feff}",
    "\u{202e}",
    "\u{2069}",
    "\u{e000}0\u{e001}",
    "\u{301}",
    "\u{1f54a}",
    "\r",
    "\r\n",
    "\0",
    "\u{85}",
    "\u{fffe}",
];

/// A row of numbers that is the same in every run (PCG, O'Neill 2014, the small variant).
struct Row(u64);

impl Row {
    /// Returns a number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32) as usize % limit.max(1)
    }
}

/// Returns the letter with between one and a dozen damages.
fn damaged(row: &mut Row, number: usize) -> Vec<u8> {
    let mut bytes = RICH.replace("NUMBER", &number.to_string()).into_bytes();
    for _ in 0..=row.below(12) {
        let at = row.below(bytes.len());
        match row.below(7) {
            0 => bytes[at] ^= 1 << row.below(8),
            1 => bytes[at] = row.below(256) as u8,
            2 => _ = bytes.remove(at),
            3 => {
                let end = (at + row.below(200)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + row.below(120)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = row.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            5 => {
                let piece = TOKENS[row.below(TOKENS.len())].repeat(1 + row.below(4));
                bytes.splice(at..at, piece.into_bytes());
            }
            _ => bytes.truncate(at.max(40)),
        }
        if bytes.is_empty() {
            bytes.push(b'-');
        }
    }
    bytes
}

/// Returns a site of damaged documents, from the given number on.
fn site(from: usize, raw_html: bool) -> SiteTest {
    let mut site = SiteTest::new();
    if raw_html {
        site = site.file("content/site.yaml", format!("{}unsafe_html: true\n", crate::site_test::SETTINGS));
    }
    for number in from..from + TOGETHER {
        let mut row = Row(number as u64 * 7919 + 17);
        site = site.file(&format!("content/letters/d-{number}.md"), damaged(&mut row, number));
    }
    site
}

#[test]
fn no_damage_makes_the_program_panic() {
    for from in (0..DOCUMENTS).step_by(TOGETHER) {
        let raw_html = from / TOGETHER % 2 == 1;
        let built = site(from, raw_html).build();
        // Every message can be shown, whatever its excerpt holds.
        assert!(!built.report().is_empty());
        for found in &built.diagnostics {
            let json = demarche::diag::render_json(found);
            assert!(!json.contains('\n') && json.starts_with('{') && json.ends_with('}'), "{}", shortened(&json));
        }
    }
}

#[test]
fn the_undamaged_document_is_a_page() {
    let site = SiteTest::new().file("content/letters/rich.md", RICH.replace("NUMBER", "1"));
    let built = site.build();
    assert_eq!(built.codes(), ["html-as-text"; 2], "{}", built.report());
    let page = String::from_utf8_lossy(&built.files["letters/rich/index.html"]).into_owned();
    for expected in
        ["<em>emphasis</em>", "id=\"focal-point\"", "class=\"alert alert-note\"", "&lt;div class=&quot;x&quot;&gt;"]
    {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
}
