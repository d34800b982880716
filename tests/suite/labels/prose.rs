//! Prose in which labels stand as words: it stays prose.

use super::{built_in, shown};

/// Sentences in which labels, numbers and initials stand as words.
const PROSE: &str = "\
The Working Group adopted its report on 30 January 2024. The State noted (a) and supported (b) in part, as it had in
2023. Article 6 (1) and Article 6 (2) of the Covenant are not the same, and neither is section 12(a) nor 12 (b) of the
Act. J. Smith and K. Jones of the Ministry (M. L. Brown was absent) answered that No. 5 and No. 6 of the list had been
met by 2.5 million and 2.6 million people, see paras. 4.1 and 4.2, and that § 4 and § 5 of the Law of 12.5.2021 apply.
Copyright (c) 2024 by the Centre (d/b/a Example). We asked whether (i) the figures are public or (ii) they are not; the
answer was: yes (see A/HRC/49/12, paras. 3. and 4. thereof). Some say i) one thing, others ii) another. In (1) of the
list, and in (2) as well, the words of 1948, 1949 and 1951 stand unchanged. Between 1.1 and 1.2 degrees of warming, or
a) much or b) little, there is (x) what was promised and (y) what was done. A. Smith wrote to B. Jones about it in May.
She said - 1 - that it was late; he said - 2 - that it was not. At 9.30 the Chair opened the meeting, at 9.31 it closed.
The State should (a) ratify the Convention and (b) report on it, or so the Committee found in (2018) and (2019) alike.
";

#[test]
fn prose_stays_prose_wherever_it_is_wrapped() {
    for width in 60..=110 {
        let mut text = String::new();
        let mut used = 0;
        for word in PROSE.split_whitespace() {
            if used + 1 + word.len() > width {
                text.push('\n');
                used = 0;
            } else if used > 0 {
                text.push(' ');
                used += 1;
            }
            text.push_str(word);
            used += word.len();
        }
        let page = shown(&text).page;
        assert!(!page.contains("class=\"labels\""), "{width}: {page}");
    }
}

#[test]
fn labels_that_do_not_follow_each_other_stay_prose() {
    let lines = [
        // One alone, and two that do not follow.
        "We ask:\n(a) that it stop.",
        "The State said that\n(b) was not its view.",
        "(a) one\n(c) three",
        "(a) one\n(B) two",
        "(a) one\nb) two",
        "(b) one\n(a) two",
        "(c) 2024 the Centre\nAll rights reserved.",
        "(2023) one\n(2024) two",
        "A. Smith\nC. Jones",
        // Names in the order of the alphabet.
        "A. Smith\nB. Jones",
        "A. Smith\nB. Jones\nC. Brown",
        "With respect,\nA. Smith, Director\nB. van der Berg, head of programmes\nC. M. Brown",
        "A. Smith\\\nB. Jones\\\nC. Brown",
        "B. Jones,\nC. Brown and\nD. O’Neill",
        "J. Smith,\nK. Jones",
        "It came in\n2024. It went in\n2025. So.",
        "No. 5 one\nNo. 6 two",
        "See points\na) and\nb) of it.",
        "See paragraph 3\n(a) of the law, which says that\nit is so, and paragraph 3\n(b) of it.",
        "Between\n1.1 million and\n1.2 million people.",
        "Under\n§ 4 and\n§ 5 of it.",
        "(a)\n(b)",
        "(a)b one\n(b)c two",
        "*(a) one\n(b) two*",
        "`(a) one\n(b) two`",
        "[(a) one\n(b) two](https://example.org/)",
        "# (a) one\n",
        "| (a) one | x |\n|---|---|\n| (b) two | y |",
        "```\n(a) one\n(b) two\n```",
        "    (a) one\n    (b) two",
    ];
    for line in lines {
        let built = built_in("en", &format!("{line}\n"));
        let page = String::from_utf8_lossy(&built.files.get("letters/upr-49/index.html").cloned().unwrap_or_default())
            .into_owned();
        assert!(!page.contains("class=\"labels\""), "{line}: {page}");
    }
}

#[test]
fn demands_with_capital_letters_are_a_list() {
    for lines in [
        "We ask the State to:\nA. Ratify it\nB. Publish it",
        "A. Ratify the Convention;\nB. Publish the report;\nC. Free them.",
        "We write about:\nA. Poverty\nB. Hunger\nC. Housing",
        "A. The State should act\nB. The Council should follow\nC. The courts should judge",
    ] {
        let page = shown(&format!("{lines}\n")).page;
        assert!(page.contains("class=\"labels\""), "{lines}: {page}");
    }
}
