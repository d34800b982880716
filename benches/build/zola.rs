//! Writes the sample site as Zola reads it: the same publications, with templates that make the same pages.
//!
//! In goes a number of publications and an empty or absent folder, out comes a Zola site. Templates, settings and fixed
//! content lie in `benches/zola` and are copied. Bodies are the same Markdown, with links as Zola writes them, so that it
//! checks them. Zola makes no pages from data and looks a page up by copying it, so what would cost it most is worked out
//! here: whom a recommendation applies to, what is asked of a state by name, which pages are related.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::facts::{self, STANDING, TOPICS};
use crate::generate::{self, PAGES, described, write_file};
use crate::hugo::{copy_layouts, ids};
use crate::sample::{Kind, Marked, Publication, Sample};
use crate::zola_data::{self, session_dates};

/// All publications of a site, and those of each session, newest first.
pub(crate) struct All {
    pub(crate) sample: Sample,
    pub(crate) publications: Vec<Publication>,
    pub(crate) of_session: BTreeMap<usize, Vec<usize>>,
    of_topic: BTreeMap<&'static str, Vec<usize>>,
    /// The newest wording of each standing recommendation.
    pub(crate) latest: BTreeMap<&'static str, String>,
}

impl All {
    /// Makes all publications of a site.
    fn new(size: usize) -> All {
        let sample = Sample::new(size);
        let publications: Vec<Publication> =
            (0..sample.publications()).into_par_iter().map(|number| sample.publication(number)).collect();
        let mut order: Vec<usize> = (0..publications.len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&publications[a], &publications[b]);
            b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path))
        });
        let (mut of_session, mut of_topic): (BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>) = Default::default();
        let mut latest = BTreeMap::new();
        for place in order {
            let publication = &publications[place];
            if let Some(session) = publication.session {
                of_session.entry(session).or_default().push(place);
            }
            for topic in &publication.topics {
                of_topic.entry(*topic).or_default().push(place);
            }
            for marked in publication.recommendations.iter().filter(|marked| is_standing(marked)) {
                latest.entry(marked.id).or_insert_with(|| marked.text.clone());
            }
        }
        All { sample, publications, of_session, of_topic, latest }
    }

    /// Returns the publications of a session, newest first.
    pub(crate) fn in_session(&self, session: usize) -> impl Iterator<Item = &Publication> {
        self.of_session.get(&session).into_iter().flatten().map(|&place| &self.publications[place])
    }

    /// Returns up to four other pages of the session, or of the first topic.
    fn related(&self, publication: &Publication) -> Vec<&str> {
        let places = match publication.session {
            Some(session) => self.of_session.get(&session),
            None => self.of_topic.get(publication.topics[0]),
        };
        let paths = places.into_iter().flatten().take(5).map(|&place| self.publications[place].path.as_str());
        paths.filter(|path| *path != publication.path).take(4).collect()
    }
}

/// Tells whether a marked recommendation is a standing one.
pub(crate) fn is_standing(marked: &Marked) -> bool {
    STANDING.iter().any(|standing| standing.id == marked.id)
}

/// Writes the Zola site with a number of publications into `root`.
pub(crate) fn write_site(publications: usize, root: &Path) -> io::Result<()> {
    generate::refuse_filled(root)?;
    copy_layouts("zola", root, "static/style.css")?;
    let all = All::new(publications);
    let content = root.join("content");
    for (name, title, template) in [
        ("letters", "Letters", "section"),
        ("briefs", "Briefs", "section"),
        ("newsletters", "Newsletter", "section"),
        ("instruments", "Instruments", "instruments"),
    ] {
        let pages = if template == "section" { "publication" } else { "instrument" };
        let paged = if template == "section" { "sort_by: date\npaginate_by: 20\n" } else { "" };
        let text = format!("---\ntitle: {title}\n{paged}template: {template}.html\npage_template: {pages}.html\n---\n");
        write_file(&content.join(name).join("_index.md"), &text)?;
    }
    for session in 1..=all.sample.sessions {
        let text = "---\nsort_by: date\ntransparent: true\nrender: false\npage_template: publication.html\n---\n";
        write_file(&content.join(format!("briefs/upr-{session}/_index.md")), text)?;
    }
    for (place, (name, title)) in PAGES.iter().enumerate() {
        let text = format!("---\ntitle: {title}\npath: {name}\n---\n\n{}", generate::page_body(place));
        write_file(&content.join(format!("pages/{name}.md")), &text)?;
    }
    zola_data::write(&all, root)?;
    all.publications
        .par_iter()
        .try_for_each(|publication| write_file(&content.join(&publication.path), &source(publication, &all)))
}

/// Writes the source of a publication.
fn source(publication: &Publication, all: &All) -> String {
    let session = publication.session.map(|session| format!("upr-{session}"));
    let standing = publication.recommendations.iter().filter(|marked| is_standing(marked));
    let made: Vec<&str> = standing.map(|marked| marked.id).collect();
    let mut text = format!("---\ntitle: \"{}\"\ndate: {}\n", publication.title, publication.date);
    let _ = writeln!(text, "description: \"{}\"", publication.description);
    if publication.kind == Kind::Newsletter {
        let _ = writeln!(text, "slug: \"{}\"", publication.index + 1);
    }
    let _ = writeln!(
        text,
        "taxonomies:\n  states: {}\n  sessions: {}\n  topics: {}\n  recommendations: {}\nextra:",
        ids(&publication.states),
        ids(session.as_deref().as_slice()),
        ids(&publication.topics),
        ids(&made),
    );
    extra(publication, all, &mut text);
    recommendations(&publication.recommendations, &mut text);
    let _ = writeln!(text, "  related: {}", ids(&all.related(publication)));
    let _ = write!(text, "---\n\n{}", publication.body.replace("](../../", "](@/").replace("](../", "](@/"));
    text
}

/// Writes the keys that Zola does not know.
fn extra(publication: &Publication, all: &All, text: &mut String) {
    let (kind, label) = match publication.kind {
        Kind::Letter => ("letters", "Letter"),
        Kind::Brief => ("briefs", "Brief"),
        Kind::Newsletter => ("newsletters", "Newsletter"),
    };
    let _ = writeln!(text, "  kind: {kind}\n  label: {label}");
    if let Some(session) = publication.session {
        let dates = session_dates(&all.sample, session);
        let _ = writeln!(text, "  session: upr-{session}\n  number: {session}\n  dates: {dates}");
    }
    let states = zola_data::names(publication.states.iter().copied());
    let _ = writeln!(text, "  states: {states}");
    match publication.kind {
        Kind::Letter => {
            let _ = writeln!(
                text,
                "  reference: SAMPLE/L/{:06}\n  addressee: Permanent Missions in Geneva\n  place: Sampleton\n  \
                 salutation: \"Excellency,\"\n  closing: \"Yours sincerely,\"\n  signatories:\n    \
                 - {{name: A. Sample, role: Director}}\n    - {{name: B. Sample, role: Head of Advocacy}}",
                publication.index + 1,
            );
        }
        Kind::Brief => {
            let code = publication.states[0];
            let group = facts::states().iter().find(|state| state.code == code).map_or("", |state| state.group);
            let _ = writeln!(text, "  group: {group}\n  summary: \"{}\"", publication.summary());
        }
        Kind::Newsletter => {
            let number = publication.index + 1;
            let _ = writeln!(
                text,
                "  issue: {number}\n  items: {}\n  elsewhere: {{title: An event elsewhere, text: \"{}\", url: \
                 \"https://example.net/events/{number}\"}}",
                ids(&publication.items),
                publication.description,
            );
        }
    }
}

/// Writes the recommendations with the title of the standing one where there is one.
fn recommendations(all: &[Marked], text: &mut String) {
    if all.is_empty() {
        text.push_str("  recommendations: []\n");
        return;
    }
    text.push_str("  recommendations:\n");
    for marked in all {
        let standing = STANDING.iter().find(|standing| standing.id == marked.id).map_or("", |standing| standing.title);
        let _ = writeln!(
            text,
            "    - {{id: {}, text: \"{}\", standing: \"{standing}\", priority: {}, states: {}, codes: {}}}",
            marked.id,
            marked.text,
            marked.priority,
            zola_data::names(marked.states.iter().copied()),
            ids(&marked.states),
        );
    }
}

/// Writes a sheet: what is asked of one state in one session.
pub(crate) fn sheet(all: &All, session: usize, code: &'static str) -> String {
    let (lower, name) = (code.to_lowercase(), facts::state_name(code));
    let (mut asked, mut asked_ids, mut letters, mut brief) = (String::new(), Vec::new(), String::new(), String::new());
    let mut wordings: BTreeMap<&str, &str> = BTreeMap::new();
    for page in all.in_session(session) {
        let url = format!("/{}/", page.path.trim_end_matches(".md"));
        let is_brief = page.kind == Kind::Brief && page.states == [code];
        if is_brief {
            brief = format!("  brief: {{url: {url}, title: \"{}\"}}\n", page.title);
        } else if page.kind == Kind::Letter && page.states.contains(&code) {
            let _ = writeln!(letters, "    - {{url: {url}, title: \"{}\"}}", page.title);
        }
        for marked in &page.recommendations {
            if is_brief || marked.states.contains(&code) {
                let Marked { id, text, priority, .. } = marked;
                let _ = writeln!(asked, "    - {{url: \"{url}#{id}\", text: \"{text}\", priority: {priority}}}");
                asked_ids.push(*id);
            }
            if is_standing(marked) && page.kind == Kind::Letter {
                wordings.entry(marked.id).or_insert(&marked.text);
            }
        }
    }
    for (id, text) in &all.latest {
        wordings.entry(id).or_insert(text);
    }
    let wordings: String = wordings.iter().map(|(id, text)| format!("    {id}: \"{text}\"\n")).collect();
    let list = |name: &str, rows: &str| match rows {
        "" => format!("  {name}: []\n"),
        _ => format!("  {name}:\n{rows}"),
    };
    format!(
        "---\ntitle: \"{name}: sheet for UPR {session}\"\npath: states/{lower}/upr-{session}\nextra:\n  code: {lower}\n  \
         session: upr-{session}\n  number: {session}\n  dates: {}\n  asked_ids: {}\n{}{}  wordings:\n{wordings}{brief}---\n",
        session_dates(&all.sample, session),
        ids(&asked_ids),
        list("asked", &asked),
        list("letters", &letters),
    )
}

/// Writes the fixed words of a topic, as its page shows them.
pub(crate) fn topic(place: usize) -> String {
    let topic = &TOPICS[place];
    let standing = STANDING.iter().enumerate().filter(|(number, _)| number % TOPICS.len() == place);
    let rows: Vec<String> = standing
        .map(|(_, standing)| {
            let (id, title) = (standing.id, standing.title);
            format!(r#"{{"id": "{id}", "title": "{title}", "description": "{}"}}"#, described(id))
        })
        .collect();
    let (title, description) = (topic.title, described(topic.id));
    format!(r#"{{"title": "{title}", "description": "{description}", "recommendations": [{}]}}"#, rows.join(","))
}
