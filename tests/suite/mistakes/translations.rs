//! Mistakes in what a page and its translations say of one thing.

use snapbox::str;

use super::{LETTER_FILE, check};
use crate::site_test::{LETTER, SETTINGS, SiteTest};

/// Returns a letter in two languages, with lines added to the front matter of each and items to the text of each.
fn translated((line, items): (&str, &str), (other_line, other_items): (&str, &str)) -> SiteTest {
    let letter = |line: &str, items: &str| {
        let line = if line.is_empty() { String::new() } else { format!("{line}\n") };
        LETTER.replace("session: upr-49\n", &format!("session: upr-49\n{line}")) + "\n" + items
    };
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file(LETTER_FILE, letter(line, items))
        .file("content/letters/upr-49.fr.md", letter(other_line, other_items))
}

/// Returns a letter in two languages with a line added to the front matter of each.
fn lines(line: &str, other: &str) -> SiteTest {
    translated((line, ""), (other, ""))
}

#[test]
fn translation_of_a_page_under_embargo_is_public() {
    check(
        &lines("embargo: 2026-01-19T09:00:00+01:00", ""),
        str![[r#"
error[translation-leaks]: the translation is public while the page itself is under embargo until 2026-01-19T09:00:00+01:00
 --> content/letters/upr-49.fr.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/letters/upr-49.md:5:10
  |
5 | embargo: 2026-01-19T09:00:00+01:00
  |          ------------------------- held back here
  |
  = hint: write `embargo: 2026-01-19T09:00:00+01:00` in the translation too
"#]],
    );
}

#[test]
fn translation_comes_before_the_page() {
    let site = lines("embargo: 2026-01-19T09:00:00+01:00", "embargo: 2026-01-18T09:00:00+01:00");
    check(
        &site,
        str![[r#"
error[translation-leaks]: the translation is public while the page itself is under embargo until 2026-01-19T09:00:00+01:00
 --> content/letters/upr-49.fr.md:5:10
  |
5 | embargo: 2026-01-18T09:00:00+01:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:10
  |
5 | embargo: 2026-01-19T09:00:00+01:00
  |          ------------------------- held back here
  |
  = hint: write `embargo: 2026-01-19T09:00:00+01:00` in the translation too
"#]],
    );
}

#[test]
fn translation_comes_after_the_page() {
    check(
        &lines("", "embargo: 2026-01-18T09:00:00+01:00"),
        str![[r#"
warning[translations-differ]: the translation is under embargo until 2026-01-18T09:00:00+01:00, longer than the page itself
 --> content/letters/upr-49.fr.md:5:10
  |
5 | embargo: 2026-01-18T09:00:00+01:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:1:1
  |
1 | ---
  | --- the page itself
  |
  = hint: if the page itself is to wait as long, write `embargo: 2026-01-18T09:00:00+01:00` there too
"#]],
    );
}

#[test]
fn translation_of_a_draft_is_public() {
    check(
        &lines("draft: true", ""),
        str![[r#"
error[translation-leaks]: the translation is public while the page itself is a draft
 --> content/letters/upr-49.fr.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/letters/upr-49.md:5:8
  |
5 | draft: true
  |        ---- held back here
  |
  = hint: write `draft: true` in the translation too
"#]],
    );
}

#[test]
fn translation_in_the_making_or_released_alike_is_no_mistake() {
    lines("", "draft: true").build().assert_silent();
    lines("draft: true", "draft: false").build().assert_silent();
    let past = "embargo: 2025-01-19T09:00:00+01:00";
    lines(past, "").build().assert_silent();
    lines("", past).build().assert_silent();
    let ahead = "embargo: 2026-01-19T09:00:00+01:00";
    lines(ahead, ahead).build().assert_silent();
    lines(ahead, "embargo: 2026-01-19T08:00:00Z").build().assert_silent();
    lines("topics: [prevention]", "").build().assert_silent();
}

#[test]
fn translation_does_not_expire() {
    check(
        &lines("expires: 2025-02-01T09:00:00+01:00", ""),
        str![[r#"
warning[translations-differ]: the translation expires at another time than the page itself
 --> content/letters/upr-49.fr.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/letters/upr-49.md:5:10
  |
5 | expires: 2025-02-01T09:00:00+01:00
  |          ------------------------- the page itself
  |
  = hint: write `expires: 2025-02-01T09:00:00+01:00` in both
"#]],
    );
}

#[test]
fn translation_expires_at_another_time() {
    check(
        &lines("expires: 2026-02-01T09:00:00+01:00", "expires: 2026-02-02T09:00:00+01:00"),
        str![[r#"
warning[translations-differ]: the translation expires at another time than the page itself
 --> content/letters/upr-49.fr.md:5:10
  |
5 | expires: 2026-02-02T09:00:00+01:00
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:10
  |
5 | expires: 2026-02-01T09:00:00+01:00
  |          ------------------------- the page itself
  |
  = hint: write `expires: 2026-02-01T09:00:00+01:00` in both
"#]],
    );
}

#[test]
fn translation_has_another_date_and_other_topics() {
    let site = lines("topics: [prevention]", "topics: [accountability]").replace(
        "content/letters/upr-49.fr.md",
        "date: 2025-03-14",
        "date: 2025-03-15",
    );
    check(
        &site,
        str![[r#"
warning[translations-differ]: `date` is another than that of the page itself
 --> content/letters/upr-49.fr.md:3:7
  |
3 | date: 2025-03-15
  |       ^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:3:7
  |
3 | date: 2025-03-14
  |       ---------- the page itself says so here
  |
  = hint: a page and its translations are one page; give both the same value

warning[translations-differ]: `topics` is another than that of the page itself
 --> content/letters/upr-49.fr.md:5:9
  |
5 | topics: [accountability]
  |         ^^^^^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:5:9
  |
5 | topics: [prevention]
  |         ------------ the page itself says so here
  |
  = hint: a page and its translations are one page; give both the same value
"#]],
    );
}

#[test]
fn translation_is_of_another_session() {
    let site = lines("", "").replace("content/letters/upr-49.fr.md", "upr-49", "upr-48");
    check(
        &site,
        str![[r#"
warning[translations-differ]: `session` is another than that of the page itself
 --> content/letters/upr-49.fr.md:4:10
  |
4 | session: upr-48
  |          ^^^^^^
  |
 ::: content/letters/upr-49.md:4:10
  |
4 | session: upr-49
  |          ------ the page itself says so here
  |
  = hint: a page and its translations are one page; give both the same value
"#]],
    );
}

#[test]
fn translation_alone_says_to_whom_it_is_addressed() {
    check(
        &lines("", "scope: states\nstates: [KEN]"),
        str![[r#"
warning[translations-differ]: `scope` does not stand in the page itself
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/letters/upr-49.fr.md:5:8
  |
5 | scope: states
  |        ------ and here it does
  |
  = hint: write `scope` here: a translation has what it does not write of the page itself

warning[translations-differ]: `states` does not stand in the page itself
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/letters/upr-49.fr.md:6:9
  |
6 | states: [KEN]
  |         ----- and here it does
  |
  = hint: write `states` here: a translation has what it does not write of the page itself
"#]],
    );
}

#[test]
fn translation_of_a_standing_recommendation_alone_says_to_whom_it_applies() {
    let text = |rule: &str| format!("---\ntitle: Name one\ndate: 2024-01-01\n{rule}---\nText.\n");
    let site = lines("", "")
        .file("content/recommendations/name-one.md", text(""))
        .file("content/recommendations/name-one.fr.md", text("applies: {no_focal_point: true}\n"));
    check(
        &site,
        str![[r#"
warning[translations-differ]: `applies` does not stand in the page itself
 --> content/recommendations/name-one.md:1:1
  |
1 | ---
  | ^^^
  |
 ::: content/recommendations/name-one.fr.md:4:10
  |
4 | applies: {no_focal_point: true}
  |          ---------------------- and here it does
  |
  = hint: write `applies` here: a translation has what it does not write of the page itself
"#]],
    );
}

#[test]
fn mark_of_a_translation_names_other_states() {
    let site = translated(("", "- Report. {#report states=KEN}\n"), ("", "- Rapport. {#report states=KEN,GUY}\n"));
    check(
        &site,
        str![[r#"
warning[translations-differ]: `report` names other States than on the page itself
 --> content/letters/upr-49.fr.md:8:14
  |
8 | - Rapport. {#report states=KEN,GUY}
  |              ^^^^^^
  |
 ::: content/letters/upr-49.md:8:13
  |
8 | - Report. {#report states=KEN}
  |             ------ the page itself says so here
  |
  = hint: what counts is the page itself; name the same States in both
"#]],
    );
}

#[test]
fn mark_stands_in_a_translation_alone() {
    let site = translated(("", "- Report. {#report}\n"), ("", "- Rapport. {#rapport}\n"));
    check(
        &site,
        str![[r#"
warning[translations-differ]: `rapport` is marked in this translation alone
 --> content/letters/upr-49.fr.md:8:14
  |
8 | - Rapport. {#rapport}
  |              ^^^^^^^
  |
 ::: content/letters/upr-49.md:1:1
  |
1 | ---
  | --- and is missing from the page itself
  |
  = hint: it is asked all the same; mark it there too, or correct the id
"#]],
    );
}

#[test]
fn mark_that_a_translation_lacks_is_taken_from_the_page() {
    let site = translated(("", "- Report. {#report}\n- Name one. {#name}\n"), ("", "- Rapport. {#report}\n"));
    site.build().assert_silent();
}

#[test]
fn mark_of_a_translation_has_priority_alone() {
    let site = translated(("", "- Report. {#report}\n"), ("", "- Rapport. {#report priority}\n"));
    check(
        &site,
        str![[r#"
warning[translations-differ]: `report` has priority in this translation alone
 --> content/letters/upr-49.fr.md:8:14
  |
8 | - Rapport. {#report priority}
  |              ^^^^^^
  |
 ::: content/letters/upr-49.md:8:13
  |
8 | - Report. {#report}
  |             ------ the page itself says so here
  |
  = hint: readers of each language see their own mark; write `priority` in both, or in none
"#]],
    );
    let same = translated(("", "- Report. {#report priority}\n"), ("", "- Rapport. {#report priority}\n"));
    same.build().assert_silent();
}

#[test]
fn translation_is_of_another_type() {
    let site = translated(("type: letter\n", "Text.\n"), ("type: page\n", "Texte.\n"));
    assert!(site.build().codes().contains(&"translations-differ"), "{}", site.build().report());
}
