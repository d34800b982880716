//! What is asked of whom.

use super::*;

/// The edits.
const CASES: &[Case] = &[
    (
        "a page becomes a standing recommendation",
        |site| {
            add(
                site.file("content/pages/report.md", page("Report", "", "Report.")),
                ABOUT,
                "\n- Report it. {#report states=KEN}\n",
            )
        },
        &[
            |site| key(site, "content/pages/report.md", "type: recommendation"),
            |site| unkey(site, "content/pages/report.md", "type: recommendation"),
        ],
    ),
    (
        "a standing recommendation comes, moves and goes",
        |site| add(site, ABOUT, "\n- Report it. {#report states=KEN}\n"),
        &[
            |site| site.file("content/recommendations/report.md", page("Report", "", "Report.")),
            |site| site.file("content/recommendations/report.fr.md", page("Rapport", "", "Rapport.")),
            |site| site.file("content/pages/about.fr.md", page("Nous", "", "Nous.\n\n- Rapport. {#report states=KEN}")),
            |site| site.without("content/recommendations/report.md"),
            |site| site.without("content/recommendations/report.fr.md"),
        ],
    ),
    (
        "a standing recommendation has another rule",
        |site| add(site, LETTER, "\n- Ratify it. {#ratify}\n"),
        &[
            |site| site.replace("content/recommendations/ratify.md", "genocide-convention", "rome-statute"),
            |site| site.replace("content/recommendations/ratify.md", "instruments: [rome-statute]\n", ""),
            |site| {
                site.replace("content/recommendations/ratify.md", "applies: {not_party_to_any: [rome-statute]}\n", "")
            },
            |site| key(site, "content/recommendations/ratify.md", "applies: {no_focal_point: true}"),
            |site| key(site, "content/recommendations/ratify.md", "instruments: [rome-statute]"),
            |site| {
                site.replace(
                    "content/recommendations/ratify.md",
                    "instruments: [rome-statute]",
                    "instruments: [genocide-convention]",
                )
            },
        ],
    ),
    (
        "a mark gets an original without one",
        |site| {
            site.without(OLDER)
                .file(FRENCH, page("Lettre", "session: upr-48\n", "Nous.\n\n- Nommez. {#focal-point}"))
                .replace(PLAN, "upr-48.md", "upr-49.md")
        },
        &[
            |site| site.file(OLDER, page("Letter", "session: upr-48\n", "We write.")),
            |site| site.replace(OLDER, "2025-02-02", "2025-02-03"),
            |site| site.replace(OLDER, "session: upr-48", "session: upr-49"),
            |site| site.without(OLDER),
        ],
    ),
    (
        "an original is the later one",
        |site| {
            site.file(
                FRENCH,
                page("Lettre", "session: upr-48\n", "Nous.\n\n- Nommez. {#focal-point}\n- Autre. {#autre}"),
            )
        },
        &[
            |site| site.replace(OLDER, "2024-12-01", "2025-02-03"),
            |site| add(site, OLDER, "\n- Other. {#autre}\n"),
            |site| site.without(OLDER).replace(PLAN, "upr-48.md", "upr-49.md"),
        ],
    ),
    (
        "a mark is another",
        |site| add(site, LETTER, "\n- Ratify it. {#ratify states=KEN,GUY}\n  - Soon. {#soon}\n"),
        &[
            |site| site.replace(LETTER, "  - Soon. {#soon}", "- Soon. {#soon}"),
            |site| site.replace(LETTER, "- Soon. {#soon}", "  - Soon. {#soon}"),
            |site| site.replace(LETTER, "  - Soon. {#soon}", "- Soon. {#soon}"),
            |site| site.replace(LETTER, "{#soon}", "{#soon priority}"),
            |site| site.replace(LETTER, "{#soon priority}", "{#late priority}"),
            |site| site.replace(LETTER, "{#late priority}", "{#name-one priority}"),
            |site| site.replace(LETTER, "- Report. {#report}\n", ""),
            |site| site.replace(LETTER, "states=KEN,GUY", "states=GUY"),
            |site| site.replace(LETTER, "- Soon. {#name-one priority}\n", ""),
            |site| site.replace(LETTER, "- Name an official. {#focal-point priority states=KEN}\n", ""),
            |site| site.replace(LETTER, "- Ratify it. {#ratify states=GUY}\n", ""),
            |site| site.replace(KEN, "- Ratify it. {#ratify}\n", ""),
            |site| site.without(GUY),
            |site| site.file(GUY, page("Guyana", "state: GUY\nsession: upr-49\n", "Text.")),
        ],
    ),
    (
        "a mark of a translation is another",
        |site| {
            site.file(
                "content/letters/upr-49.fr.md",
                page(
                    "Lettre",
                    "session: upr-49\n",
                    "Nous.\n\n- Nommez. {#focal-point priority states=KEN}\n- Rapport. {#report}",
                ),
            )
        },
        &[
            |site| site.replace("content/letters/upr-49.fr.md", "{#report}", "{#report priority}"),
            |site| site.replace("content/letters/upr-49.fr.md", "{#report priority}", "{#report}"),
            |site| site.replace("content/letters/upr-49.fr.md", "states=KEN", "states=GUY"),
            |site| site.replace("content/letters/upr-49.fr.md", "Nous.\n", "Nous.\n\nEncore.\n"),
        ],
    ),
    (
        "marks are in another order",
        |site| {
            let site = add(site, OLDER, "\n- Report. {#report}\n  - Soon. {#soon}\n");
            add(
                site,
                "content/data/sessions.yaml",
                "- {id: upr-50, number: 50, cycle: 4, starts: 2025-11-04, states: [KEN, GUY, GIN]}\n",
            )
        },
        &[
            |site| site.replace(OLDER, "  - Soon.", "- Soon."),
            |site| site.replace(OLDER, "- Soon.", "  - Soon."),
            |site| site.replace(LETTER, "date: 2025-03-14", "date: 2024-03-14"),
            |site| site.replace(LETTER, "session: upr-49", "session: upr-50"),
            |site| site.replace(LETTER, "session: upr-50", "session: upr-49"),
            |site| site.replace(OLDER, "date: 2024-12-01", "date: 2024-12-02"),
            |site| {
                site.file(
                    "content/letters/newest.md",
                    page("Newest", "session: upr-49\n", "Text.").replace("2025-02-02", "2025-06-01"),
                )
            },
            |site| site.replace(ISSUE, "Dear reader.", "Dear readers."),
            |site| site.without("content/letters/newest.md"),
            |site| {
                site.file(
                    "content/recommendations/a.md",
                    page("Newest", "", "Text.").replace("2025-02-02", "2025-06-01"),
                )
            },
        ],
    ),
    (
        "what is wrong with a mark stands elsewhere",
        |site| add(site, LETTER, "\n- Ratify it. {#ratify states=GIN}\n"),
        &[
            |site| site.replace(LETTER, "We write ahead", "We write.\n\nAhead"),
            |site| site.replace(LETTER, "Ratify it.", "Do ratify it."),
            |site| site.replace(LETTER, "states=GIN", "states=KEN"),
        ],
    ),
    (
        "a letter to the same States asks another of them",
        |site| {
            let site = add(site, ABOUT, "\nSee [the sheet](/states/ita/upr-49/).\n");
            key(site, LETTER, "states: [ITA]")
        },
        &[
            |site| site.replace(LETTER, "states: [ITA]", "scope: states\nstates: [GIN, GUY, ITA, KEN]"),
            |site| site.replace(LETTER, "scope: states\nstates: [GIN, GUY, ITA, KEN]", "states: [ITA]"),
        ],
    ),
    (
        "what a State has done since it was asked goes by the date of the page, which has another place",
        |site| {
            let join =
                "---\ntitle: Join\ndate: 2004-01-01\napplies: {not_party_to_any: [rome-statute]}\n---\nJoin it.\n";
            let old = page("Old", "session: upr-49\n", "We write.\n\n- Join it. {#join states=KEN}");
            let site = site.file("content/recommendations/join.md", join);
            site.file("content/letters/old.md", old.replace("2025-02-02", "2004-02-02"))
        },
        &[
            |site| site.file("content/letters/new.md", page("New", "session: upr-48\n", "We write.")),
            |site| site.without("content/letters/new.md"),
        ],
    ),
    (
        "a letter is addressed otherwise",
        |site| site,
        &[
            |site| key(site, LETTER, "scope: states\nstates: [GIN, GUY, KEN]"),
            |site| site.replace(LETTER, "states: [GIN, GUY, KEN]", "states: [GUY, KEN]"),
            |site| unkey(site, LETTER, "scope: states\nstates: [GUY, KEN]"),
        ],
    ),
];

#[test]
fn what_is_asked_is_related_anew_where_it_is_another() {
    check_all(CASES);
}
