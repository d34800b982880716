//! The terms that a page names, by taxonomy.

use minijinja::Value;

use super::Snapshot;
use super::direction::marked;
use super::entity::Entity;
use super::value::map;

/// Returns those of the terms, by their places in the data, that are of a taxonomy.
pub(super) fn terms_in(snapshot: &Snapshot, lang: usize, terms: &[usize], taxonomy: &str) -> Vec<Value> {
    let data = snapshot.site.data();
    let of_it = terms.iter().filter(|at| data.terms[**at].taxonomy == taxonomy);
    of_it.map(|at| snapshot.handle(Entity::Term(lang, *at))).collect()
}

/// Returns the taxonomies of the site's own of which some of these terms are, each with them.
pub(super) fn taxonomies(snapshot: &Snapshot, lang: usize, terms: &[usize]) -> Value {
    let config = snapshot.site.config();
    let named = config.taxonomies.iter().filter_map(|taxonomy| {
        let terms = terms_in(snapshot, lang, terms, taxonomy.id);
        let (title, of) = taxonomy.title.words(snapshot.lang(lang), &config.language);
        let [title_lang, title_dir] = marked(snapshot, lang, of);
        let entry = || {
            map([
                ("id", Value::from(taxonomy.id)),
                ("title", Value::from(title)),
                ("lang", title_lang.clone()),
                ("dir", title_dir.clone()),
                ("terms", Value::from(terms.clone())),
            ])
        };
        (!terms.is_empty()).then(entry)
    });
    named.collect()
}
