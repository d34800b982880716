//! A site in which everything is asked in every way.

use crate::site_test::{SETTINGS, SiteTest};

/// The states of the session in which the ways are tried, in the order of the grid.
pub(super) const STATES: [(&str, &str); 3] = [("GIN", "Guinea"), ("GUY", "Guyana"), ("KEN", "Kenya")];

/// What became of one State.
const ACTIONS: &str = "\
- {state: KEN, instrument: genocide-convention, status: none}
- {state: GUY, instrument: genocide-convention, status: unknown}
- {state: GIN, instrument: genocide-convention, status: party, acts: [{act: accession, date: 2000-09-07}]}
- {state: KEN, instrument: rome-statute, status: party, acts: [{act: accession, date: 2025-03-15}]}
- {state: GUY, instrument: rome-statute, status: party, acts: [{act: accession, date: 2025-03-14}]}
- {state: GIN, instrument: rome-statute, status: party, acts: [{act: accession, date: 2025}]}
";

/// The files in which something is asked, or is not.
const FILES: [(&str, &str); 23] = [
    (
        "letters/all.md",
        "title: To all\ndate: 2025-03-14\nsession: upr-49\n---\nWe write.\n\n\
         - Words of by-scope. {#by-scope}\n- Words of by-mark. {#by-mark states=KEN}\n- Words of to-all. {#to-all}\n\
         - Words of treaty. {#treaty}\n- Words of treaty-named. {#treaty-named states=GIN,KEN}\n- Words of later. {#later}\n\
         - Words of no-focal. {#no-focal}\n\
         - Letter's words of both. {#both}\n- Old words of reworded. {#reworded}\n- Words of translated. {#translated}\n\
         - Words of untranslated. {#untranslated}\n- Words of held-back standing. {#standing-draft}\n",
    ),
    (
        "letters/all.fr.md",
        "title: À tous\ndate: 2025-03-14\nsession: upr-49\n---\nNous écrivons.\n\n\
         - Mots de translated. {#translated}\n- Mots de to-all. {#to-all}\n",
    ),
    (
        "letters/listed.md",
        "title: To some\ndate: 2025-04-01\nsession: upr-49\nscope: states\nstates: [GUY]\n---\nWe write.\n\n\
         - Words of by-list. {#by-list}\n- New words of reworded. {#reworded}\n",
    ),
    (
        "letters/embargo.md",
        "title: Later\ndate: 2025-03-20\nsession: upr-49\nembargo: 2030-01-01T00:00:00Z\n---\nW.\n\n- Words of embargoed. {#embargoed}\n- Embargoed words. {#reworded}\n",
    ),
    (
        "letters/draft.md",
        "title: Draft\ndate: 2025-03-20\nsession: upr-49\ndraft: true\n---\nW.\n\n- Words of drafted. {#drafted}\n",
    ),
    (
        "letters/expired.md",
        "title: Over\ndate: 2025-03-20\nsession: upr-49\nexpires: 2025-05-01T00:00:00Z\n---\nW.\n\n- Words of expired. {#expired}\n",
    ),
    ("letters/half.md", "title: Half\ndate: 2025-03-21\nsession: upr-49\n---\nW.\n\n- Words of half. {#half}\n"),
    (
        "letters/half.fr.md",
        "title: Moitié\ndate: 2025-03-21\nsession: upr-49\nembargo: 2030-01-01T00:00:00Z\n---\nM.\n\n- Mots de half. {#half}\n",
    ),
    (
        "letters/upr-48.md",
        "title: To Italy\ndate: 2024-12-01\nsession: upr-48\n---\nW.\n\n- Words of elsewhere. {#elsewhere states=ITA}\n",
    ),
    (
        "briefs/upr-49/ken.md",
        "title: Kenya\ndate: 2025-02-01\nstate: KEN\nsession: upr-49\n---\nB.\n\n- Words of in-brief. {#in-brief}\n- Brief's words of both. {#both}\n- Brief's words of later. {#later}\n",
    ),
    (
        "briefs/upr-48/gmb.md",
        "title: The Gambia\ndate: 2024-12-02\nstate: GMB\nsession: upr-48\n---\nNothing is asked here.\n",
    ),
    (
        "pages/open.md",
        "title: Open\ndate: 2025-02-02\n---\nP.\n\n- Words of no-session. {#no-session states=KEN}\n- Words of nobody. {#nobody}\n",
    ),
    (
        "newsletters/001.md",
        "title: Issue\ndate: 2025-05-02\nnumber: 1\npreheader: What mail programs show beside the subject of the first.\n---\nN.\n\n- Words of in-issue. {#in-issue}\n",
    ),
    ("recommendations/both.md", "title: Title of both\ndate: 2024-01-01\n---\nText.\n"),
    ("recommendations/reworded.md", "title: Title of reworded\ndate: 2024-01-01\n---\nText.\n"),
    ("recommendations/to-all.md", "title: Title of to-all\ndate: 2024-01-01\n---\nText.\n"),
    ("recommendations/to-all.fr.md", "title: Titre de to-all\ndate: 2024-01-01\n---\nTexte.\n"),
    (
        "recommendations/treaty.md",
        "title: Title of treaty\ndate: 2024-01-01\napplies: {not_party_to_any: [genocide-convention]}\n---\nText.\n",
    ),
    (
        "recommendations/treaty-named.md",
        "title: Title of treaty-named\ndate: 2024-01-01\napplies: {not_party_to_any: [genocide-convention]}\n---\nText.\n",
    ),
    (
        "recommendations/later.md",
        "title: Title of later\ndate: 2024-01-01\napplies: {not_party_to_any: [rome-statute]}\n---\nText.\n",
    ),
    (
        "recommendations/no-focal.md",
        "title: Title of no-focal\ndate: 2024-01-01\napplies: {no_focal_point: true}\n---\nText.\n",
    ),
    ("recommendations/unasked.md", "title: Title of unasked\ndate: 2025-05-31\n---\nText.\n"),
    ("recommendations/standing-draft.md", "title: Title of held-back\ndate: 2024-01-01\ndraft: true\n---\nText.\n"),
];

/// What is known of focal points: none, one since after the letter, one since before it.
const FOCAL_POINTS: &str = "\
- {state: KEN, answer: \"no\"}
- {state: GUY, answer: \"yes\", since: 2025-05-02}
- {state: GIN, answer: \"yes\", since: 2025-01-01}
";

/// Returns the site.
pub(super) fn site() -> SiteTest {
    let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    let site =
        site.file("content/data/treaty-actions.yaml", ACTIONS).file("content/data/focal-points.yaml", FOCAL_POINTS);
    let site = site.without("content/letters/upr-49.md");
    FILES.iter().fold(site, |site, (path, text)| site.file(&format!("content/{path}"), format!("---\n{text}")))
}
