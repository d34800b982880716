//! How pages are listed and planned.

use super::*;

/// Many letters, each of a day and a topic, so that pages are near others and far from some.
fn many(site: SiteTest) -> SiteTest {
    let letter = |day: u32| {
        let topics = if day.is_multiple_of(3) { "topics: [prevention]\n" } else { "" };
        format!("---\ntitle: Day {day}\ndate: 2023-05-{day:02}\nsession: upr-48\n{topics}---\nText.\n")
    };
    (1..=29).fold(site, |site, day| site.file(&format!("content/letters/day-{day}.md"), letter(day)))
}

/// The edits.
const CASES: &[Case] = &[
    (
        "a page is another in lists",
        |site| many(site),
        &[
            |site| site.replace(PLAN, "date: 2024-06-02", "date: 2024-05-01"),
            |site| site.replace("content/letters/day-9.md", "session: upr-48", "session: upr-49"),
            |site| site.replace("content/letters/day-8.md", "---\nText", "topics: [accountability]\n---\nText"),
            |site| site.replace("content/letters/day-9.md", "topics: [prevention]\n", ""),
            |site| key(site, "content/letters/day-20.md", "scope: states\nstates: [ITA]"),
            |site| unkey(site, "content/letters/day-20.md", "scope: states\nstates: [ITA]"),
            |site| site.replace("content/letters/day-20.md", "2023-05-20", "2023-05-02"),
            |site| site.without("content/letters/day-15.md"),
            |site| {
                site.file(
                    "content/letters/day-15.md",
                    page("Day 15", "session: upr-48\ntopics: [prevention]\n", "Text.")
                        .replace("2025-02-02", "2023-05-15"),
                )
            },
            |site| {
                site.without("content/letters/day-3.md").without("content/letters/day-4.md").replace(
                    "content/letters/day-5.md",
                    "2023-05-05",
                    "2023-05-25",
                )
            },
            |site| key(site, "content/letters/day-7.md", "draft: true"),
            |site| {
                site.file(
                    "content/letters/day-7.fr.md",
                    page("Jour 7", "session: upr-48\ntopics: [prevention]\n", "Texte."),
                )
            },
            |site| unkey(site, "content/letters/day-7.md", "draft: true"),
        ],
    ),
    (
        "a page is in another list of a text",
        |site| {
            let list = |words: &str| format!("\n::: list from=letters where=\"{words}\"\n:::\n");
            let lists = ["session=upr-48", "state=ITA", "year=2023", "topic=accountability"].map(list);
            add(many(site), PLAN, &lists.concat())
        },
        &[
            |site| site.replace("content/letters/day-9.md", "session: upr-48", "session: upr-49"),
            |site| key(site, "content/letters/day-20.md", "scope: states\nstates: [ITA]"),
            |site| site.replace("content/letters/day-1.md", "2023-05-01", "2022-05-01"),
            |site| key(site, "content/letters/day-2.md", "topics: [accountability]"),
        ],
    ),
    (
        "a translation has what it does not write of the page itself",
        |site| site.file(FRENCH, "---\ntitle: Lettre\n---\nNous écrivons.\n\n- Nommez. {#focal-point}\n"),
        &[
            |site| site.replace(OLDER, "2024-12-01", "2024-12-03"),
            |site| key(site, OLDER, "topics: [prevention]"),
            |site| site.replace(OLDER, "session: upr-48", "session: upr-49"),
            |site| key(site, FRENCH, "topics: [accountability]"),
            |site| unkey(site, FRENCH, "topics: [accountability]"),
            |site| add(site, OLDER, "\nMore.\n"),
            |site| key(site, OLDER, "extra: {a: b}"),
            |site| key(site, OLDER, "photo: {src: ../pages/field.svg, alt: A field, credit: Us}"),
            |site| key(site, OLDER, "scope: states\nstates: [KEN]"),
            |site| add(site, FRENCH, "\nEncore.\n"),
            |site| site.replace(OLDER, "title: Rec", "titel: Rec"),
            |site| site.replace(OLDER, "titel: Rec", "title: Rec"),
            |site| site.replace(OLDER, "session: upr-49", "session: upr-94"),
            |site| site.replace(OLDER, "session: upr-94", "session: upr-48"),
            |site| key(site.without(OLDER), FRENCH, "date: 2024-12-01"),
        ],
    ),
    (
        "a brief is about another of its states",
        |site| key(site.without(GUY).replace(KEN, "state: KEN", "state: KEN\nstates: [GUY]"), KEN, "slug: brief"),
        &[|site| site.replace(KEN, "state: KEN\nstates: [GUY]", "state: GUY\nstates: [KEN]")],
    ),
    (
        "a page has another slug",
        |site| site.replace(ABOUT, "Who we are", "See [the plan](plan.md)"),
        &[|site| key(site, PLAN, "slug: plans"), |site| unkey(site, PLAN, "slug: plans")],
    ),
    (
        "a page to which a link has come has another slug",
        same,
        &[
            |site| site.replace(ABOUT, "Who we are", "See [the plan](plan.md)"),
            |site| key(site, PLAN, "slug: plans"),
            |site| unkey(site, PLAN, "slug: plans"),
        ],
    ),
    (
        "a page has another type",
        |site| site.file("content/pages/more.md", page("More", "session: upr-49\n", "Text.")),
        &[
            |site| key(site, "content/pages/more.md", "type: letter"),
            |site| unkey(site, "content/pages/more.md", "type: letter"),
        ],
    ),
    (
        "a page at an address of its own has another type",
        |site| site.file("content/pages/more.md", page("More", "permalink: /more/\n", "Text.")),
        &[
            |site| key(site, "content/pages/more.md", "type: letter"),
            |site| unkey(site, "content/pages/more.md", "type: letter"),
        ],
    ),
    (
        "a page has another type, and stands where it stood: the newest of its type is the oldest of the other",
        |site| {
            let site = site.replace(PLAN, "2024-06-02", "2020-06-02").replace(ABOUT, "2024-05-02", "2020-05-02");
            let site = site.replace("content/pages/about.fr.md", "2024-05-02", "2020-05-02");
            let more = page("More", "permalink: /more/\n", "Text.").replace("2025-02-02", "2023-01-01");
            site.file("content/pages/more.md", more)
        },
        &[
            |site| key(site, "content/pages/more.md", "type: recommendation"),
            |site| unkey(site, "content/pages/more.md", "type: recommendation"),
        ],
    ),
    (
        "pages stand in another order on the list of their collection, and nowhere else",
        |site| {
            let ranked = "---\ntitle: Ranked\ncollection:\n  singular: Rank\n  sort_by: rank\n  fields: {rank: {type: number}}\n---\n";
            let dated = "---\ntitle: Dated\ncollection:\n  singular: Day\n  split_by: starts\n  fields: {starts: {type: date}}\n---\n";
            let site = site.file("content/ranks/_index.md", ranked).file("content/days/_index.md", dated);
            let site = site.file("content/ranks/one.md", page("One", "rank: 1\n", "Text."));
            let site = site.file("content/ranks/two.md", page("Two", "rank: 2\n", "Text."));
            site.file("content/days/day.md", page("Day", "starts: 2025-07-01\n", "Text."))
        },
        &[
            |site| site.replace("content/ranks/one.md", "rank: 1", "rank: 3"),
            |site| site.replace("content/days/day.md", "starts: 2025-07-01", "starts: 2025-05-01"),
            |site| site.replace("content/days/day.md", "starts: 2025-05-01", "starts: 2025-07-02"),
        ],
    ),
    (
        "topics change places",
        |site| {
            let site = key(site.without("layouts/page.html"), PLAN, "topics: [prevention, accountability]");
            site.file(
                "content/data/topics.yaml",
                "- {id: prevention, title: Prevention}\n- {id: accountability, title: Accountability}\n",
            )
        },
        &[|site| {
            site.file(
                "content/data/topics.yaml",
                "- {id: accountability, title: Accountability}\n- {id: prevention, title: Prevention}\n",
            )
        }],
    ),
    (
        "pages below another change places",
        |site| {
            let nested = |site: SiteTest, name: &str| {
                site.file(&format!("content/pages/about/{name}.md"), page(name, "order: 2\n", "Text."))
            };
            ["one", "two", "three"].into_iter().fold(site.without("layouts/page.html"), nested)
        },
        &[
            |site| site.replace("content/pages/about/two.md", "order: 2", "order: 1"),
            |site| site.replace("content/pages/about/one.md", "order: 2", "order: 3"),
        ],
    ),
    (
        "old addresses lead elsewhere",
        |site| site.file("content/redirects.csv", "from,to\n/was/,pages/about.md\n/was.pdf,/letters/\n"),
        &[
            |site| site.replace("content/redirects.csv", "pages/about.md", "pages/plan.md"),
            |site| site.replace("content/redirects.csv", "/was/", "/had-been/"),
            |site| site.replace("content/redirects.csv", "/was.pdf", "/was.doc"),
            |site| site.without("content/redirects.csv"),
        ],
    ),
    (
        "a card leads elsewhere",
        |site| site.file("content/statements/there.md", page("There", "link: https://example.net/one/\n", "")),
        &[|site| site.replace("content/statements/there.md", "/one/", "/two/")],
    ),
    (
        "a letter is addressed to another of its states, and to another body",
        |site| {
            let bodies = "- {id: upr, name: Review}\n- {id: unsc, name: Council}\n- {id: hrc, name: Rights}\n";
            let letter = page("Open", "to: [KEN, unsc]\nstates: [GUY]\n", "We write.\n\n- Do it. {#do-it}");
            site.file("content/data/bodies.yaml", bodies).file("content/letters/open.md", letter)
        },
        &[
            |site| {
                site.replace(
                    "content/letters/open.md",
                    "to: [KEN, unsc]\nstates: [GUY]",
                    "to: [GUY, unsc]\nstates: [KEN]",
                )
            },
            |site| site.replace("content/letters/open.md", "to: [GUY, unsc]", "to: [GUY, hrc]"),
            |site| site.replace("content/letters/open.md", "{#do-it}", "{#do-it to=unsc}"),
            |site| add(site, "content/letters/open.md", "- Do more. {#do-more to=unsc}\n"),
            |site| site.replace("content/letters/open.md", "- Do more.", "- Do much more."),
            |site| add(site, "content/statements/first.md", "- Say it there. {#say-there to=unsc}\n"),
            // Another asks as much.
            |site| {
                let site = site.replace("content/statements/first.md", "- Say it there. {#say-there to=unsc}\n", "");
                add(site, "content/statements/second.md", "\n- Say it here. {#say-here to=unsc}\n")
            },
            // What is asked stands in the order of the pages.
            |site| site.replace("content/statements/second.md", "date: 2025-03-03", "date: 2025-01-03"),
            |site| site.replace("content/letters/open.md", "{#do-it to=unsc}", "{#do-it to=hrc}"),
        ],
    ),
    (
        "a file without keys has nothing wrong in its text any more",
        |site| site.file("content/briefs/upr-49/none.md", "---\n---\nA text {#mark} in the middle.\n"),
        &[|site| site.replace("content/briefs/upr-49/none.md", " {#mark} in", " in")],
    ),
    (
        "a standing recommendation is on another instrument",
        |site| {
            let path = "content/data/instruments.yaml";
            let all = site.source(path).unwrap_or_default() + "- {id: protocol, title: Protocol}\n";
            site.file(path, all)
        },
        &[|site| {
            site.replace("content/recommendations/ratify.md", "instruments: [rome-statute]", "instruments: [protocol]")
        }],
    ),
    (
        "a state has a page and has none",
        |site| {
            // Fields lead to the page of a state, or to its place in the list.
            let fields = "fields: {concerns: {type: reference, label: Of, to: states}}";
            let index = format!("---\ntitle: Notes\ncollection: {{singular: Note, {fields}}}\n---\n");
            site.file("content/pages/world.md", page("The world", "", "Text."))
                .file("content/notes/_index.md", index)
                .file("content/notes/one.md", page("One", "concerns: FRA\n", "Text."))
                .file("content/notes/two.md", page("Two", "concerns: DEU\n", "Text."))
        },
        &[
            |site| key(site, "content/pages/world.md", "states: [FRA]"),
            |site| site.file("content/states/deu.md", "---\ntitle: Germany\n---\nText.\n"),
            |site| key(site, "content/pages/world.md", "topics: [accountability]"),
            |site| site.replace(KEN, "topics: [accountability]\n", ""),
            |site| unkey(site, "content/pages/world.md", "topics: [accountability]"),
            |site| unkey(site, "content/pages/world.md", "states: [FRA]"),
            |site| site.without("content/states/deu.md"),
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
        "an event begins some day, and has no day any more",
        |site| {
            let index = "---\ntitle: Events\ncollection:\n  singular: Event\n  fields: {starts: {type: date}}\n---\n";
            let event = page("Evening", "states: [FRA]\nstarts: 2025-05-05\n", "Text.");
            site.file("content/events/_index.md", index).file("content/events/evening.md", event)
        },
        &[
            |site| unkey(site, "content/events/evening.md", "starts: 2025-05-05"),
            |site| key(site, "content/events/evening.md", "starts: 2025-05-06"),
            |site| site.replace("content/events/evening.md", "2025-05-06", "2025-05-07"),
        ],
    ),
    (
        "a field leads to another page, which says so",
        |site| site.without("layouts/page.html"),
        &[
            |site| site.replace("content/statements/first.md", "with: [about]", "with: [plan]"),
            |site| site.replace("content/statements/first.md", "with: [plan]", "with: [plan, about]"),
        ],
    ),
    (
        "a translation takes the place of another",
        |site| {
            let settings = site.source("content/site.yaml").unwrap_or_default().replace("[en, fr]", "[en, fr, es]");
            let spanish = page("El plan", "", "Véase [quiénes](about.md).");
            site.file("content/site.yaml", settings).file("content/pages/plan.es.md", spanish)
        },
        &[|site| {
            let text = page("Quiénes somos", "", "Somos.").replace("2025-02-02", "2024-05-02");
            site.without("content/pages/about.fr.md").file("content/pages/about.es.md", text)
        }],
    ),
    (
        "a page has no mail",
        |site| site,
        &[
            |site| key(site, OLDER, "newsletter: false"),
            |site| unkey(site, OLDER, "newsletter: false"),
            |site| key(site, OLDER, "newsletter: off"),
        ],
    ),
    (
        "a page has another old address",
        |site| site,
        &[
            |site| site.replace(OLDER, "aliases: [/old/48/]", "aliases: [/older/48/]"),
            |site| site.replace(OLDER, "aliases: [/older/48/]\n", ""),
        ],
    ),
    (
        "two pages have one address",
        |site| key(site, PLAN, "slug: about"),
        &[
            |site| key(site, PLAN, "description: What we mean to do."),
            |site| site.replace(PLAN, "title:", "topics: [prevention]\ntitle:"),
            |site| site.replace(ABOUT, "title:", "topics: [prevention]\ntitle:"),
            |site| site.replace(PLAN, "slug: about", "slug: old\naliases: [/about/]"),
            |site| site.replace(PLAN, "topics: [prevention]\n", ""),
            |site| site.replace(PLAN, "aliases: [/about/]\n", ""),
        ],
    ),
];

#[test]
fn pages_are_listed_and_planned_anew_where_they_are_others() {
    check_all(CASES);
}
