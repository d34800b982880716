//! Files, what is held back, and pictures.

use super::*;

/// A draft in a folder of its own with a drawing, and a translation that is shown.
fn held_folder(site: SiteTest) -> SiteTest {
    let site = site.file("content/pages/held/index.md", page("Held", "draft: true\n", "Text."));
    let site = site.file("content/pages/held/index.fr.md", page("Tenu", "draft: false\n", "Texte."));
    add(site.file("content/pages/held/own.svg", super::super::picture(5)), ABOUT, "\n![Own](held/own.svg)\n")
}

/// The edits.
const CASES: &[Case] = &[
    (
        "a picture could not be taken, and is gone",
        |site| add(site.file("content/pages/bad.yaml", b"\xff\xfe\xff"), ABOUT, "\n![Bad](bad.yaml)\n"),
        &[|site| site.without("content/pages/bad.yaml"), |site| site.file("content/pages/bad.yaml", b"\xff\xff")],
    ),
    (
        "the last of all files could not be taken, and can be now",
        |site| {
            let site = site.without("layouts/page.html").file("content/zz/bad.yaml", b"\xff\xfe\xff");
            add(site, ABOUT, "\n![Bad](/zz/bad.yaml)\n")
        },
        &[|site| site.file("content/zz/bad.yaml", "a: b\n"), |site| site.file("content/zz/bad.yaml", b"\xff\xfe\xff")],
    ),
    (
        "an item could not be taken, and is gone",
        |site| {
            let site = site.file("content/letters/new.md", b"\xff\xfe\xff");
            site.replace(OWN, "items:\n", "items:\n  - letters/new.md\n")
        },
        &[
            |site| site.without("content/letters/new.md"),
            |site| site.file("content/letters/new.md", b"\xff\xff"),
            |site| site.file("content/letters/new.md", page("New", "session: upr-48\n", "Text.")),
            |site| site.file("content/letters/new.md", b"\xff\xff"),
        ],
    ),
    (
        "an address of a draft",
        |site| add(key(site, PLAN, "draft: true"), ABOUT, "\nSee [it](/old/plan/).\n"),
        &[
            |site| key(site, PLAN, "aliases: [/old/plan/]"),
            |site| unkey(site, PLAN, "aliases: [/old/plan/]"),
            |site| key(site, PLAN, "aliases: [/old/plan/]"),
            |site| unkey(site, PLAN, "draft: true"),
            |site| key(site, PLAN, "draft: true"),
        ],
    ),
    (
        "a file of a folder is read by another page, and goes with its own no more",
        |site| {
            let site = site.file("content/pages/open/index.md", page("Open", "", "Text."));
            let site = site.file("content/pages/open/signed.csv", "name,organisation\nAda,Office\n");
            site.file("content/letters/joint.md", page("Joint", "session: upr-48\n", "Text."))
        },
        &[
            |site| key(site, "content/letters/joint.md", "signatories: ../pages/open/signed.csv"),
            |site| unkey(site, "content/letters/joint.md", "signatories: ../pages/open/signed.csv"),
        ],
    ),
    (
        "a draft names a file",
        held_folder,
        &[
            |site| add(site, "content/pages/held/index.md", "\n![Own](own.svg)\n"),
            |site| site.replace("content/pages/held/index.md", "![Own](own.svg)", "Own."),
            |site| key(site.without("content/pages/held/index.fr.md"), PLAN, "topics: [prevention]"),
            |site| unkey(site, "content/pages/held/index.md", "draft: true"),
        ],
    ),
    (
        "a file comes to lie beside a page",
        |site| {
            let site = site.file("content/field.svg", super::super::picture(2));
            let site =
                add(key(site, PLAN, "extra: {note: note.txt}"), PLAN, "\n![A field](field.svg) ![Other](/field.svg)\n");
            let site = site.without("content/pages/field.svg").replace(ABOUT, "field.svg", "../field.svg");
            site.file("content/pages/own/index.md", page("Own", "", "Text."))
        },
        &[
            |site| site.file("content/pages/note.txt", "A note."),
            |site| site.file("content/pages/own/more.pdf", b"%PDF-1.4\n%%EOF\n"),
            |site| site.file("content/pages/field.svg", super::super::picture(3)),
            |site| site.without("content/pages/field.svg"),
            |site| site.without("content/pages/own/more.pdf"),
            |site| site.without("content/pages/note.txt"),
            |site| site.without("content/field.svg"),
        ],
    ),
    (
        "a file beside a page that is used already",
        |site| {
            let site = site.file("content/pictures/a.gif", GIF).file("content/a.gif", GIF);
            let site = site
                .file("content/letters/b.svg", super::super::picture(9))
                .file("content/b.svg", super::super::picture(8));
            let site = add(site, ABOUT, "\n![A](/letters/b.svg) ![B](/b.svg)\n");
            add(site, OLDER, "\n![C](b.svg)\n")
        },
        &[
            |site| site.without("content/letters/b.svg").replace(ABOUT, "/letters/b.svg", "/b.svg"),
            |site| site.file("content/letters/b.svg", super::super::picture(7)),
            |site| site.replace(ABOUT, "![A](/b.svg)", "![A](/letters/b.svg)"),
        ],
    ),
    (
        "a page shows another picture that mails have made",
        |site| {
            let site = site.file("content/letters/one.webp", webp(1)).file("content/letters/two.webp", webp(2));
            let site = add(site, ABOUT, "\n![One](/letters/one.webp) ![Two](/letters/two.webp)\n");
            add(key(site, OLDER, "photo: {src: one.webp, alt: One, credit: Us}"), LETTER, "\n![One](one.webp)\n")
        },
        &[
            |site| site.replace(LETTER, "![One](one.webp)", "![Two](two.webp)"),
            |site| site.replace(OLDER, "src: one.webp", "src: two.webp"),
            |site| site.replace(LETTER, "![Two](two.webp)", "![One](one.webp)"),
            |site| site.replace(LETTER, "![One](one.webp)", "One."),
            |site| site.replace(OLDER, "photo: {src: two.webp, alt: One, credit: Us}\n", ""),
            |site| key(site, PLAN, "photo: {src: ../letters/one.webp, alt: One, credit: Us}"),
            |site| site.replace(OWN, "items:\n", "items:\n  - pages/plan.md\n"),
            |site| site.replace(OWN, "items:\n  - pages/plan.md\n", "items:\n"),
            |site| site.file("content/letters/one.webp", webp(3)),
            |site| site.replace(ABOUT, "![One](/letters/one.webp)", "[One](/letters/one.webp)"),
        ],
    ),
    (
        "a picture is one no more",
        |site| site.file("content/pages/a.pdf", GIF),
        &[
            |site| add(site, PLAN, "\n[A file](a.pdf)\n"),
            |site| site.replace(PLAN, "[A file](a.pdf)", "![A file](a.pdf)"),
            |site| site.replace(PLAN, "![A file](a.pdf)", "[A file](a.pdf)"),
            |site| site.file("content/pages/a.pdf", b"%PDF-1.4\n%%EOF\n"),
            |site| site.file("content/pages/field.svg", "<svg"),
            |site| site.file("content/pages/field.svg", super::super::picture(7)),
        ],
    ),
    (
        "a picture is used by two pages, of which one goes",
        |site| {
            let site = site.file("content/pages/one.gif", [GIF, b"trailing"].concat());
            add(add(site, PLAN, "\n![A](one.gif)\n"), ABOUT, "\n![A](one.gif)\n")
        },
        &[
            |site| site.replace(ABOUT, "Who we", "Today.\n\nWho we"),
            |site| site.replace(ABOUT, "![A](one.gif)", ""),
            |site| site.without(PLAN),
        ],
    ),
    (
        "an unread text is mentioned",
        |site| site.file("content/pages/notes.txt", "Notes."),
        &[
            |site| add(site, ABOUT, "\nThe notes.txt are ours.\n"),
            |site| site.replace(ABOUT, "notes.txt", "notes"),
            |site| add(site, ABOUT, "\n[Notes](notes.txt)\n"),
        ],
    ),
];

#[test]
fn files_are_found_anew_where_others_are_meant() {
    check_all(CASES);
}
