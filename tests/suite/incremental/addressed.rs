//! Random edits of whom pages are for: their session and the briefs beside them.

use super::edits::{swap, toggle};
use crate::site_test::SiteTest;

/// How many kinds of edits there are here.
pub(super) const ADDRESSED_KINDS: usize = 20;

/// Changes for which session a page is, or what stands beside a brief.
pub(super) fn edit_addressed(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let brief = "content/briefs/upr-49/ken.md";
    match kind {
        0 => swap(site, "content/letters/upr-48.md", "session: upr-48\n", "states: [ITA]\n"),
        1 => swap(site, brief, "state: KEN\nsession: upr-49\n", "state: KEN\n"),
        2 => toggle(
            site,
            "content/briefs/upr-49/more.md",
            &format!(
                "---\ntitle: More {serial}\ndate: 2025-03-12\nstate: KEN\nsession: upr-49\nslug: more\n---\nMore.\n"
            ),
        ),
        3 => toggle(site, "content/data/bodies.yaml", &bodies(serial)),
        4 => (site.file("content/data/bodies.yaml", bodies(serial)), "names of bodies".into()),
        5 => {
            let path = "content/data/sessions.yaml";
            let line =
                format!("- {{id: extra, title: Extra {serial}, body: upr, cycle: 4, dates: unknown, states: [SDN]}}\n");
            let text = site.source(path).unwrap_or_default();
            let others: String =
                text.lines().filter(|line| !line.contains("id: extra")).map(|line| format!("{line}\n")).collect();
            let new = if others == text { others + &line } else { others };
            (site.file(path, new), "a session more or less".into())
        }
        6 => swap(site, "content/data/sessions.yaml", "KEN, GUY", "{state: KEN, on: 2025-05-02}, GUY"),
        7 => toggle(
            site,
            "content/letters/to.md",
            &format!(
                "---\ntitle: To {serial}\ndate: 2025-03-15\nto: [upr, KEN]\n---\nW.\n\n- Words {serial}. {{#do}}\n- Name one. {{#focal-point to=upr}}\n"
            ),
        ),
        8 => swap(site, "content/letters/to.md", "to: [upr, KEN]", "to: [upr, KEN, GUY]"),
        9 => swap(site, "content/letters/to.md", "{#do}", "{#do to=KEN}"),
        10 => swap(site, "content/letters/upr-49.md", "{#report}", "{#report to=upr,KEN}"),
        16 => toggle(
            site,
            "content/letters/signed.md",
            "---\ntitle: Signed\ndate: 2025-03-16\nsignatories: who.csv\n---\nW.\n",
        ),
        17 => (site.file("content/letters/who.csv", format!("name,role\nAnn {serial},Chair\n")), "who signs".into()),
        18 => toggle(site, "content/letters/who.csv", "organisation\nA centre\n"),
        12 => toggle(
            site,
            "content/states/ken.md",
            &format!(
                "---\ntitle: On Kenya {serial}\n---\nWords {serial}, see [it](../letters/upr-49.md).\n\n- Do. {{#own-ask to=KEN}}\n"
            ),
        ),
        13 => toggle(site, "content/states/ken.fr.md", &format!("---\ntitle: Sur {serial}\n---\nMots {serial}.\n")),
        14 => toggle(site, "content/topics/prevention.md", &format!("---\ntitle: Own {serial}\n---\nOwn words.\n")),
        15 => toggle(
            site,
            "content/sessions/upr-48.md",
            &format!("---\ntitle: Own {serial}\n---\nSee [Kenya](../states/ken.md).\n"),
        ),
        11 => swap(site, brief, "state: KEN\n", "state: KEN\nto: [upr]\n"),
        _ => toggle(
            site,
            "content/briefs/more.md",
            "---\ntitle: Besides\ndate: 2025-03-12\nstate: KEN\nslug: besides\n---\nSee [it](upr-49/ken.md).\n\n- Do. {#do}\n",
        ),
    }
}

/// Returns bodies, one of which has another name each time.
fn bodies(serial: usize) -> String {
    format!(
        "- {{id: upr, name: Review {serial}, short: {{en: UPR, fr: EPU}}}}\n- {{id: council, name: Council {serial}}}\n"
    )
}
