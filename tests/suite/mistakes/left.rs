//! Files that other programs leave, and texts with the suffixes of other programs.

use snapbox::str;

use super::{LETTER_FILE, PICTURE, check};
use crate::site_test::{LETTER, SETTINGS, SiteTest};

/// Returns the letter with another title.
fn titled(title: &str) -> String {
    LETTER.replace("Recommendations for UPR 49", title)
}

#[test]
fn conflicted_copy_is_named_and_left_out() {
    let site = SiteTest::new()
        .file("content/letters/upr-49 (Anna's conflicted copy 2026-01-05).md", titled("A secret wording"))
        .file("content/letters/upr-49.sync-conflict-20260105-120000-ABCDEFG.md", titled("Another secret wording"));
    check(
        &site,
        str![[r#"
warning[left-behind]: this is the copy that a shared folder makes when two people write at once; it is left out; so is another one in this folder
--> content/letters/upr-49 (Anna's conflicted copy 2026-01-05).md:1:1
 = hint: take over what it says into the text itself, and remove it
"#]],
    );
    let built = site.build();
    assert_eq!(built.holds("secret wording"), None);
    assert_eq!(built.holds("conflict"), None);
}

#[test]
fn what_other_programs_leave_beside_a_page_is_not_published() {
    let site = SiteTest::new()
        .without(LETTER_FILE)
        .file("content/letters/upr-49/index.md", LETTER)
        .file("content/letters/upr-49/~$annex.docx", "Anna")
        .file("content/letters/upr-49/annex.csv.rej", "a,b")
        .file("content/letters/upr-49/map (Copie en conflit de Anna 2026-01-05).svg", PICTURE)
        .file("content/letters/upr-49/annex.csv", "a,b");
    check(
        &site,
        str![[r#"
warning[left-behind]: a merge of two wordings has left this behind; it is left out
--> content/letters/upr-49/annex.csv.rej:1:1
 = hint: look whether it holds words that are missing, and remove it

warning[left-behind]: this is the copy that a shared folder makes when two people write at once; it is left out
--> content/letters/upr-49/map (Copie en conflit de Anna 2026-01-05).svg:1:1
 = hint: take over what it says into the text itself, and remove it

warning[left-behind]: a program has marked here that a document is open; the mark is left out
--> content/letters/upr-49/~$annex.docx:1:1
 = hint: close the document, or remove the file
"#]],
    );
    let files = site.build().files;
    let beside: Vec<&String> = files.keys().filter(|path| path.starts_with("letters/upr-49/")).collect();
    assert_eq!(
        beside,
        [
            "letters/upr-49/annex.csv",
            "letters/upr-49/index.html",
            "letters/upr-49/newsletter.eml",
            "letters/upr-49/newsletter.html",
            "letters/upr-49/newsletter.txt",
        ]
    );
}

#[test]
fn folder_that_is_a_conflicted_copy_is_left_out_whole() {
    let folder = "content/letters (Anna's conflicted copy 2026-01-05)";
    check(
        &SiteTest::new().file(&format!("{folder}/a.md"), LETTER).file(&format!("{folder}/b.md"), LETTER),
        str![[r#"
warning[left-behind]: this is the copy that a shared folder makes when two people write at once; it is left out; so is another one in this folder
--> content/letters (Anna's conflicted copy 2026-01-05)/a.md:1:1
 = hint: take over what it says into the text itself, and remove it
"#]],
    );
}

#[test]
fn text_with_the_name_of_a_copy_is_refused_beside_what_it_copies() {
    check(
        &SiteTest::new().file("content/letters/upr-49 (1).md", titled("Once more")),
        str![[r#"
error[copy-of-page]: the name says that this is a copy of `content/letters/upr-49.md`
--> content/letters/upr-49 (1).md:1:1
 = hint: remove it, or give it a name of its own
"#]],
    );
    let built = SiteTest::new().file("content/letters/resolution (1).md", titled("Resolution 1")).build();
    assert!(built.text("letters/resolution-1/index.html").contains("Resolution 1"));
}

#[test]
fn suffixes_of_other_programs_are_those_of_pages() {
    let site = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/letters/a.markdown", titled("A"))
        .file("content/letters/a.fr.MARKDOWN", titled("A en français"))
        .file("content/letters/b.MD", titled("B").replace("We write", "[We](a.markdown) and [you](c/index.Md) write"))
        .file("content/letters/c/index.Md", titled("C").replace("We write", "![A map](map.gif) We write"))
        .file("content/letters/c/map.gif", crate::site_test::GIF)
        .file("content/letters/d.mdown", titled("D"))
        .file("content/letters/e.mkd", titled("E"));
    let built = site.build();
    for (address, title) in [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D"), ("e", "E")] {
        let page = built.text(&format!("letters/{address}/index.html"));
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{address}");
    }
    assert!(built.text("fr/letters/a/index.html").contains("A en français"));
    let page = built.text("letters/b/index.html");
    assert!(page.contains("href=\"/letters/a/\"") && page.contains("href=\"/letters/c/\""), "{page}");
}

#[test]
fn two_suffixes_are_one_page() {
    check(
        &SiteTest::new().file("content/letters/upr-49.markdown", LETTER),
        str![[r#"
error[duplicate-id]: two files are the page `letters/upr-49`
--> content/letters/upr-49.md:1:1
::: content/letters/upr-49.markdown:1:1
 = hint: `x.md`, `x.markdown` and `x/index.md` are the same page: keep one of them
"#]],
    );
}

#[test]
fn link_to_the_other_suffix_gets_the_right_one() {
    let site =
        SiteTest::new().file("content/letters/a.markdown", LETTER.replace("We write", "[We](upr-49.markdown) write"));
    check(
        &site,
        str![[r#"
error[dangling-link]: the link `upr-49.markdown` leads nowhere
 --> content/letters/a.markdown:6:6
  |
6 | [We](upr-49.markdown) write ahead of the session.
  |      ^^^^^^^^^^^^^^^
  |
  = hint: did you mean `upr-49.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}
