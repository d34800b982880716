//! Edits of the site's own blocks: the layouts that make them, for pages, mails and plain texts, and what these declare.

use super::super::{Preview, assert_same, site};
use super::{picture, swap, toggle};
use crate::site_test::SiteTest;

/// A letter with such blocks.
const LETTER: &str = "content/letters/steps.md";

/// What the letter says.
const TEXT: &str = "---\ntitle: Steps\ndate: 2025-03-02\n---\nWe write.\n\n::::: steps\n:::: step title=One photo=../pages/field.svg file=notes.csv\nSee [us](../pages/about.md).\n\n::: quote\nA\n:::\n::::\n:::::\n\n::: step title=Two\n- Ask. {#report}\n:::\n";

/// The layout of a block, of the page.
const STEP: &str = "layouts/blocks/step.html";

/// How many kinds of edits there are of them.
pub(super) const OWN_BLOCK_KINDS: usize = 6;

/// Changes a letter with such blocks, or a layout that makes one.
pub(super) fn edit_own_blocks(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    match kind {
        0 => {
            let site = if site.source(STEP).is_some() { site } else { with_steps(site, 0) };
            (
                site.file(LETTER, TEXT.replace("title=Two", &format!("title=\"Two {serial}\""))),
                format!("steps {serial}"),
            )
        }
        1 => (with_steps(site, serial), "layout of a step".into()),
        2 => toggle(site, "layouts/newsletter/blocks/step.html", &format!("<p>{serial}</p>{{{{ content }}}}")),
        3 => toggle(site, "layouts/newsletter/blocks/step.txt", &format!("Step {serial}\n\n{{{{ content }}}}\n")),
        4 => swap(site, STEP, "takes: markdown", "takes: none"),
        _ => swap(site, STEP, "title: {type: text}", "title: {type: text, required: true}\n  more: {type: number}"),
    }
}

/// Returns a site with the layouts of the blocks, and the file that they name.
fn with_steps(site: SiteTest, serial: usize) -> SiteTest {
    let step = "---\ntakes: markdown\narguments:\n  title: {type: text}\n  photo: {type: image}\n  file: {type: file}\n---\n<section data-n=\"SERIAL\"><p>{{ arguments.title }}, {{ page.title }}, {{ t.home }}</p>{{ content }}{% if arguments.photo %}<img src=\"{{ arguments.photo.url }}\" alt=\"\">{% endif %}{% if arguments.file %}<a href=\"{{ arguments.file.url }}\">{{ arguments.file.size_text }}</a>{% endif %}</section>\n";
    site.file(STEP, step.replace("SERIAL", &serial.to_string()))
        .file("layouts/blocks/steps.html", "---\ntakes: [step]\n---\n<div>{{ content }}</div>\n")
        .file("content/letters/notes.csv", format!("A\n{serial}\n"))
}

#[test]
fn own_blocks_are_those_of_a_clean_build_after_each_edit_of_what_makes_them() {
    let begin = with_steps(site(), 1).file(LETTER, TEXT);
    let words = |site: SiteTest, text: &str| site.file("layouts/strings/en.yaml", text);
    let edits: [(&str, &dyn Fn(SiteTest) -> SiteTest); 18] = [
        ("a call-out", &|site| site.file("content/pages/call.md", "---\ntitle: Call\n---\n::: note\nWords.\n:::\n")),
        ("a block with the name of a call-out", &|site| {
            site.file("layouts/blocks/note.html", "---\ntakes: markdown\n---\n<aside>{{ content }}</aside>\n")
        }),
        ("no such block any more", &|site| site.without("layouts/blocks/note.html")),
        ("a layout", &|site| site.replace(STEP, "<section", "<section lang=\"en\"")),
        ("a picture is another", &|site| site.file("content/pages/field.svg", picture(0x12_3456))),
        ("a file is longer", &|site| with_steps(site, 1_000_000)),
        ("the words", &|site| words(site, "home: Our home\n")),
        ("the title", &|site| site.replace(LETTER, "title: Steps", "title: All steps")),
        ("a mail", &|site| {
            site.file("layouts/newsletter/blocks/step.html", "<b>{{ arguments.title }}</b>{{ content }}")
        }),
        ("a text", &|site| site.file("layouts/newsletter/blocks/step.txt", "{{ arguments.title }}!\n{{ content }}\n")),
        ("another text", &|site| site.file("layouts/newsletter/blocks/step.txt", "{{ content }}")),
        ("no mail", &|site| site.without("layouts/newsletter/blocks/step.html")),
        ("no text", &|site| site.without("layouts/newsletter/blocks/step.txt")),
        ("another head", &|site| site.replace(STEP, "title: {type: text}", "title: {type: text, required: true}")),
        ("a mistake", &|site| site.replace(STEP, "arguments.title", "arguments.titel")),
        ("mended", &|site| site.replace(STEP, "arguments.titel", "arguments.title")),
        ("nothing in it", &|site| site.replace(STEP, "takes: markdown", "takes: none")),
        ("no layout", &|site| site.without(STEP)),
    ];
    let (mut preview, mut site, mut history) = (Preview::new(), begin, Vec::new());
    assert!(assert_same(&site, &mut preview, &history), "the site has no mistakes to begin with");
    for (what, edit) in edits {
        site = edit(site);
        history.push(what.to_owned());
        assert_same(&site, &mut preview, &history);
    }
}
