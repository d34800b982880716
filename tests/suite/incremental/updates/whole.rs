//! What concerns the whole site: layouts, time, settings and data.
#![expect(clippy::disallowed_methods, reason = "one of the tests works on a folder of its own")]

use std::path::Path;

use demarche::source::Sources;
use demarche::{BuildOptions, Error, Progress};

use super::*;

/// The edits.
const CASES: &[Case] = &[
    (
        "a site without pages",
        |site| {
            site.paths()
                .into_iter()
                .filter(|path| path.ends_with(".md"))
                .fold(site.clone().replace("content/site.yaml", "footer_nav: [pages/about.md]\n", ""), |site, path| {
                    site.without(&path)
                })
        },
        &[
            |site| site.replace("content/data/sessions.yaml", "states: [ITA, SLV, GMB]", "states: [ITA, SLV]"),
            |site| site.replace("content/data/sessions.yaml", "id: upr-48", "id: upr-48-a"),
            |site| site.file(LETTER, page("New", "session: upr-49\n", "Text.")),
            |site| site.without(LETTER),
            |site| key(site.file(LETTER, page("New", "session: upr-49\n", "Text.")), LETTER, "draft: true"),
            |site| site.with_drafts(true),
            |site| site.with_drafts(false),
            |site| {
                site.replace("content/site.yaml", "name:", "footer: false\nname:").replace(
                    "content/site.yaml",
                    "footer: false\n",
                    "",
                )
            },
        ],
    ),
    (
        "a partial that nobody shows is another, after what nobody asks was forgotten",
        |site| {
            let page = "{% for topic in page.topics %}{{ partial(\"odd\", topic) }}{% endfor %}{{ page.body }}";
            let site = key(site.file("layouts/page.html", page), ABOUT, "topics: [prevention]");
            site.file("layouts/partials/odd.html", "<b>{{ it.title }}</b>")
        },
        &[
            |site| unkey(site, ABOUT, "topics: [prevention]"),
            // So many that there are twice as many questions as in the beginning.
            |site| {
                (0..120).fold(site, |site, number| {
                    site.file(&format!("content/letters/more-{number}.md"), page("More", "session: upr-48\n", "Text."))
                })
            },
            |site| add(site, PLAN, "\nMore.\n"),
            |site| site.replace("content/data/topics.yaml", "title: Prevention", "title: To prevent"),
            |site| key(site, ABOUT, "topics: [prevention]"),
        ],
    ),
    (
        "layouts come, fail and are mended",
        same,
        &[
            |site| site.file("layouts/letter.html", "{% if %}"),
            |site| add(site, PLAN, "\nMore.\n"),
            |site| site.file("layouts/letter.html", "{{ page.title }}"),
            |site| site.file("layouts/static/x.txt", "x"),
            |site| add(site.file("layouts/static/x.txt", "y"), PLAN, "\nMore.\n"),
            |site| site.without("layouts/static/x.txt"),
            |site| site.without("layouts/letter.html").without("layouts/page.html"),
            |site| add(site.file("layouts/strings/en.yaml", "home: Start\n"), PLAN, "\nMore.\n"),
            |site| site.without("layouts/strings/en.yaml"),
            |site| site.file("layouts/letter.html", "{{ page.url }}"),
            |site| site.without("layouts/letter.html").file("layouts/newsletter.html", "{{ page.url }}"),
            |site| site.without("layouts/newsletter.html"),
            |site| add(site.file("layouts/letter.html", b"\xff\xfe"), PLAN, "\nMore.\n"),
            |site| site.without("layouts/letter.html"),
        ],
    ),
    (
        "time passes",
        |site| {
            let site = key(
                key(site, PLAN, "embargo: 2025-06-03T08:00:00+02:00"),
                "content/briefs/upr-48/ita.md",
                "expires: 2025-06-05T08:00:00+02:00",
            );
            add(site, ABOUT, "\nSee [it](/plan/).\n")
        },
        &[
            |site| site.at("2025-06-02"),
            |site| site.at("2025-05-02"),
            |site| site.at("2025-06-04"),
            |site| site.at("2025-06-06"),
            |site| site.at("2025-06-02").with_drafts(true),
            |site| site.at("2025-06-04").with_drafts(true),
            |site| site.at("2025-06-06").with_drafts(true),
            |site| site.at("2025-06-06").with_drafts(false),
            |site| site.at("2026-06-06"),
            |site| site.at("2024-06-06"),
        ],
    ),
    (
        "an embargo ends that was not meant to",
        |site| {
            let late =
                page("Late", "embargo: 2025-06-02T08:00:00+02:00\n", "Text.").replace("2025-02-02", "2026-06-02");
            site.file("content/pages/late.md", late)
        },
        &[|site| site.at("2025-06-03"), |site| site.at("2025-06-01")],
    ),
    (
        "settings are others",
        |site| {
            site.file("content/logo.svg", super::super::picture(4)).file("content/logo2.svg", super::super::picture(4))
        },
        &[
            |site| {
                site.replace("content/site.yaml", "name:", "accent: \"#123456\"\nname:").replace(PLAN, "See", "Do see")
            },
            |site| site.replace(PLAN, "Do see", "See"),
            |site| add(site, "content/site.yaml", "logo: {src: logo.svg, alt: Logo}\n"),
            |site| site.replace("content/site.yaml", "src: logo.svg", "src: logo2.svg"),
            |site| site.replace("content/site.yaml", "time_zone: Europe/Zurich", "time_zone: America/New_York"),
            |site| site.replace("content/site.yaml", "[pages/about.md]", "[pages/plan.md, pages/about.md]"),
            |site| site.without(PLAN),
            |site| site.replace("content/site.yaml", "[pages/plan.md, pages/about.md]", "[pages/about.md]"),
            |site| site.replace("content/site.yaml", "languages: [en, fr]", "languages: [fr, en]"),
            |site| site.replace("content/site.yaml", "languages: [fr, en]\n", ""),
        ],
    ),
    (
        "a file may not be published any more",
        |site| {
            let site = site.file("content/pages/note.doc", "A note.").replace(
                "content/site.yaml",
                "name:",
                "keep_metadata: [note.doc]\nname:",
            );
            key(site, PLAN, "attachments: [{src: note.doc, title: A note}]")
        },
        &[
            |site| site.replace("content/site.yaml", "keep_metadata: [note.doc]\n", ""),
            |site| site.replace("content/site.yaml", "name:", "keep_metadata: [note.doc]\nname:"),
        ],
    ),
    ("drafts are shown where there are none", same, &[|site| site.with_drafts(true), |site| site.with_drafts(false)]),
    (
        "a partial asks something else",
        |site| {
            let site = site.file("layouts/page.html", "{{ partial(\"zz\", page) }}");
            site.file("layouts/partials/zz.html", "{{ it.title }}")
        },
        &[
            |site| site.file("layouts/partials/zz.html", "{{ it.description }}"),
            |site| key(site, PLAN, "description: What we mean to do."),
            |site| site.file("layouts/partials/zz.html", "{{ it.title }}"),
            |site| site.replace(PLAN, "title: Plan", "title: Plans"),
        ],
    ),
    (
        "data are others",
        same,
        &[
            |site| {
                site.replace(
                    "content/data/sessions.yaml",
                    "- {id: upr-48",
                    "- {id: upr-47, number: 47, cycle: 4, starts: 2024-11-04, states: [NOR]}\n- {id: upr-48",
                )
            },
            |site| site.replace("content/data/sessions.yaml", "states: [KEN, GUY, GIN]", "states: [KEN, GIN]"),
            |site| site.replace(PLAN, "See", "Do see"),
            |site| site.replace("content/data/sessions.yaml", "states: [KEN, GIN]", "states: [KEN, GIN"),
            |site| site.replace(PLAN, "Do see", "See"),
            |site| site.replace("content/data/sessions.yaml", "states: [KEN, GIN", "states: [KEN, GUY, GIN]"),
            |site| site.without("content/data/treaty-actions.yaml"),
        ],
    ),
];

#[test]
fn all_is_anew_where_it_has_to_be() {
    check_all(CASES);
}

/// Writes a site into a folder.
fn write(site: &SiteTest, root: &Path) {
    for (path, bytes) in site.files() {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    }
}

/// Builds the site in a folder, of which a file is taken away once all were read.
fn update_without(engine: &mut Engine, root: &Path, gone: Option<&str>) -> Result<demarche::engine::Update, Error> {
    let (sources, found) = Sources::read(root)?;
    gone.into_iter().for_each(|gone| std::fs::remove_file(root.join(gone)).expect("it was there"));
    let at = "2025-06-01T00:00:00Z".parse().expect("an instant");
    let options = BuildOptions { at, drafts: false, base_url: None };
    engine.update(&sources, found, &options, &Progress::default())
}

#[test]
fn update_after_one_that_the_disk_has_failed() {
    let site = site().file("layouts/static/x.txt", "x").file("layouts/assets/x.svg", super::super::picture(6));
    for gone in ["layouts/static/x.txt", "layouts/assets/x.svg", "content/pages/field.svg"] {
        let folder = tempfile::tempdir().expect("a folder");
        // An engine that begins anew deals other numbers.
        let (root, mut engine) = (folder.path(), Engine::shuffled(7));
        write(&site, root);
        update_without(&mut engine, root, None).expect("the disk can be read");
        for round in 0..2 {
            let other = super::super::picture(20 + round);
            let edited = add(site.clone(), PLAN, &format!("\nMore, {round}.\n")).file(gone, other);
            write(&edited, root);
            let is_good = update_without(&mut engine, root, Some(gone)).is_ok_and(|update| update.is_good());
            assert!(!is_good, "{gone}");
            write(&edited, root);
            let update = update_without(&mut engine, root, None).expect("the disk can be read");
            assert_eq!(update.diagnostics, [], "{gone}, round {round}");
            assert_eq!(engine.stale(), <Vec<String>>::new(), "{gone}, round {round}");
            let clean = edited.build();
            let files = made_by(&engine);
            assert!(files.keys().eq(clean.files.keys()), "{gone}, round {round}");
            for (route, bytes) in &files {
                assert!(bytes[..] == clean.files[route][..], "{gone}, round {round}: {route} is stale");
            }
        }
    }
}
