//! What pages refer to: items, links, translations and hints.

use super::*;

/// An issue.
const THIRD: &str = "---\ntitle: Autumn\ndate: 2025-05-25\nnumber: 3\npreheader: What mail programs show beside the subject.\nitems:\n  - {title: Own, text: An item of its own.}\n---\nDear reader.\n";

/// The edits.
const CASES: &[Case] = &[
    (
        "an item could not be read",
        |site| {
            site.file("content/letters/new.md", page("New", "session: upr-48\ntype: leter\n", "Text.")).replace(
                OWN,
                "items:\n",
                "items:\n  - letters/new.md\n",
            )
        },
        &[
            |site| site.replace("content/letters/new.md", "type: leter\n", ""),
            |site| site.replace("content/letters/new.md", "session:", "type: leter\nsession:"),
            |site| site.without("content/letters/new.md"),
            |site| site.file("content/letters/new.md", page("New", "session: upr-48\n", "Text.")),
        ],
    ),
    (
        "a link leads to what could not be read",
        |site| {
            site.file("content/letters/new.md", page("New", "session: upr-48\ntype: leter\n", "Text.")).replace(
                PLAN,
                "upr-48.md",
                "new.md",
            )
        },
        &[
            |site| site.replace("content/letters/new.md", "type: leter\n", ""),
            |site| site.replace("content/letters/new.md", "session:", "type: leter\nsession:"),
            |site| site.without("content/letters/new.md"),
        ],
    ),
    (
        "a page has two files",
        |site| {
            site.without(PLAN).file("content/pages/plan/index.md", page("One", "", "See [us](../about.md).")).replace(
                OWN,
                "items:\n",
                "items:\n  - pages/plan.md\n",
            )
        },
        &[
            |site| site.file(PLAN, page("Two", "", "See [us](about.md).")),
            |site| add(site, ABOUT, "\nSee [it](plan.md) and [that](plan/index.md).\n"),
            |site| site.without("content/pages/plan/index.md").replace(ABOUT, " and [that](plan/index.md)", ""),
            |site| site.file("content/pages/plan/index.md", page("Three", "", "Text.")),
            |site| site.without(PLAN),
        ],
    ),
    (
        "a field of a translation leads to a page that comes in its language, and to one that goes and comes",
        |site| {
            let site = site.without("content/pages/about.fr.md").replace(
                "content/statements/first.md",
                "with: [about]",
                "with: [about, plan]",
            );
            let site = site.without("layouts/page.html");
            site.file("content/statements/first.fr.md", "---\ntitle: Première\nwith: [about, plan]\n---\nTexte.\n")
        },
        &[
            |site| site.file("content/pages/about.fr.md", "---\ntitle: Nous\n---\nTexte.\n"),
            |site| site.without("content/pages/about.fr.md"),
            |site| site.without(PLAN),
            |site| site.file(PLAN, page("Plan", "", "Text.")),
        ],
    ),
    (
        "the text of a State stands in another file",
        |site| site.file("content/states/ken.md", "---\ntitle: Kenya\n---\nOne.\n"),
        &[
            |site| {
                site.without("content/states/ken.md")
                    .file("content/states/ken/index.md", "---\ntitle: Kenya\n---\nTwo.\n")
            },
            |site| {
                site.without("content/states/ken/index.md")
                    .file("content/states/ken.md", "---\ntitle: Kenya\n---\nTwo.\n")
            },
        ],
    ),
    (
        "others sign, by a file",
        |site| {
            let site = site.file("content/letters/signed.csv", "name,organisation\nAda,Office\n");
            site.file("content/letters/joint.md", page("Joint", "session: upr-48\nsignatories: signed.csv\n", "Text."))
        },
        &[
            |site| site.file("content/letters/signed.csv", "name,organisation\nBea,Office\n"),
            |site| site.file("content/letters/signed.csv", "name,organisation\nBea,Office\nCem,Desk\n"),
        ],
    ),
    (
        "a link leads to a record that is held back, and is shown",
        |site| {
            let index = "---\ntitle: Staff\ncollection: {singular: Person, render: false}\n---\n";
            let site = site.file("content/staff/_index.md", index).file("content/staff/ada.md", page("Ada", "", ""));
            add(key(site, "content/staff/ada.md", "draft: true"), ABOUT, "\nSee [her](../staff/ada.md).\n")
        },
        &[
            |site| unkey(site, "content/staff/ada.md", "draft: true"),
            |site| key(site, "content/staff/ada.md", "draft: true"),
        ],
    ),
    (
        "a draft makes way for another file of the page",
        |site| add(key(site, PLAN, "slug: later\ndraft: true"), ABOUT, "\nSee [it](plan.md).\n"),
        &[
            |site| site.file("content/pages/plan/index.md", page("Other", "", "Text.")),
            |site| site.without(PLAN),
            |site| site.file(PLAN, page("Plan", "draft: true\n", "Text.")),
        ],
    ),
    (
        "a translation comes and goes",
        |site| {
            let site = site
                .file("content/letters/more.fr.md", page("Plus", "session: upr-48\n", "Voir [la](../pages/plan.md)."));
            site.replace(ISSUE, "items: [", "items: [pages/plan.md, ").replace(
                ABOUT,
                "Who we are",
                "See [the plan](plan.md)",
            )
        },
        &[
            |site| site.file("content/pages/plan.fr.md", page("Le plan", "", "## X {#x}\n\nTexte.")),
            |site| site.replace("content/letters/more.fr.md", "plan.md", "plan.md#x"),
            |site| site.replace("content/pages/plan.fr.md", "{#x}", "{#y}"),
            |site| site.replace("content/pages/plan.fr.md", "{#y}", "{#x}"),
            |site| site.replace("content/letters/more.fr.md", "plan.md#x", "plan.md"),
            |site| site.without("content/pages/plan.fr.md"),
            |site| site.without("content/pages/about.fr.md"),
        ],
    ),
    (
        "pages are renamed",
        same,
        &[
            |site| {
                let text = site.source(KEN).unwrap_or_default();
                site.without(KEN).file("content/briefs/upr-49/kenya.md", text)
            },
            |site| site.replace(LETTER, "ken.md", "kenya.md").replace(ISSUE, "ken.md", "kenya.md"),
            |site| {
                let text = site.source("content/recommendations/ratify.md").unwrap_or_default();
                site.without("content/recommendations/ratify.md").file("content/recommendations/ratify-now.md", text)
            },
            |site| site.replace("content/briefs/upr-49/kenya.md", "{#ratify}", "{#ratify-now}"),
            |site| {
                let text = site.source(PLAN).unwrap_or_default();
                site.without(PLAN).file("content/pages/plan/index.md", text.replace("../letters", "../../letters"))
            },
        ],
    ),
    (
        "a page gets the id of another",
        |site| {
            let site = site.file("content/pages/tw.md", page("One", "", "Text."));
            site.file("content/pages/two/index.md", page("Two", "", "Text."))
        },
        &[
            |site| site.without("content/pages/tw.md").file("content/pages/two.md", page("One", "", "Text.")),
            |site| site.without("content/pages/two.md").file("content/pages/tw.md", page("One", "", "Text.")),
        ],
    ),
    (
        "keys of which the checks of all pages say something",
        same,
        &[
            |site| site.replace(PLAN, "date: 2024-06-02", "date: 2030-06-02"),
            |site| add(site, ABOUT, "\nMore.\n"),
            |site| site.replace(PLAN, "date: 2030-06-02", "date: 2024-06-02"),
            |site| site.file("content/letters/bad.md", "---\ntitle: [\n---\nText.\n"),
            |site| site.file("content/letters/bad.md", "---\n---\nText.\n"),
        ],
    ),
    (
        "an issue gets the language and number of another",
        |site| site.file("content/newsletters/003.md", THIRD).file("content/newsletters/004.fr.md", THIRD),
        &[
            |site| site.without("content/newsletters/003.md").file("content/newsletters/003.fr.md", THIRD),
            |site| site.without("content/newsletters/003.fr.md").file("content/newsletters/003.md", THIRD),
        ],
    ),
    (
        "a name in two forms",
        |site| {
            let site = site.file("content/pages/cafe\u{301}.md", page("Decomposed", "", "Text."));
            let site = site.replace(OWN, "items:\n", "items:\n  - pages/caf\u{e9}.md\n");
            add(site, ABOUT, "\nSee [it](caf\u{e9}.md).\n")
        },
        &[
            |site| site.file("content/pages/caf\u{e9}.md", page("Composed", "draft: true\n", "Text.")),
            |site| site.without("content/pages/caf\u{e9}.md"),
            |site| site.file("content/pages/caf\u{e9}.md", page("Composed", "slug: composed\n", "Text.")),
            |site| site.without("content/pages/cafe\u{301}.md"),
            |site| site.without("content/pages/caf\u{e9}.md"),
            |site| site.file("content/pages/caf\u{e9}/index.md", page("Folder", "", "Text.")),
            |site| {
                site.without("content/pages/caf\u{e9}/index.md")
                    .file("content/pages/cafe\u{301}/index.md", page("Folder", "", "Text."))
            },
        ],
    ),
    (
        "a draft has the address of a page that is shown",
        |site| {
            let site = site.file("content/pages/other.md", page("Other", "slug: plan\n", "Text."));
            add(key(site, PLAN, "draft: true"), ABOUT, "\nSee [it](plan.md).\n")
        },
        &[
            |site| site.replace(PLAN, "draft: true", "embargo: 2099-01-01"),
            |site| unkey(site, PLAN, "embargo: 2099-01-01"),
            |site| key(site, PLAN, "draft: true"),
            |site| site.without(PLAN),
        ],
    ),
    (
        "a hint at what an item may be",
        |site| site.replace(OWN, "items:\n", "items:\n  - letters/upr-50.md\n"),
        &[
            |site| site.file("content/letters/upr-5.md", page("Five", "session: upr-48\n", "Text.")),
            |site| site.without("content/letters/upr-5.md"),
            |site| site.file("content/letters/upr-50.md", page("Fifty", "session: upr-48\n", "Text.")),
        ],
    ),
    (
        "a hint at what a mark may be",
        |site| add(site, ABOUT, "\n- Report it. {#report-now states=KEN}\n"),
        &[
            |site| site.file("content/recommendations/report-no.md", page("Report", "", "Report.")),
            |site| {
                site.without("content/recommendations/report-no.md")
                    .file("content/recommendations/report-nov.md", page("Report", "", "Report."))
            },
            |site| site.without("content/recommendations/report-nov.md"),
        ],
    ),
];

#[test]
fn references_are_resolved_anew_where_they_lead_elsewhere() {
    check_all(CASES);
}
