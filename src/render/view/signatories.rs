//! Who signs a letter, as layouts see them.

use minijinja::Value;

use super::direction::marked_key;
use super::value::{map, text_or_none};
use crate::model::SitePage;
use crate::parse::Signatory;
use crate::render::strings::Strings;

/// Returns who signs a letter, in order.
pub(super) fn signatories(words: &Strings, page: &SitePage) -> Value {
    let comma = [words.get("comma"), " "].concat();
    let marks = marked_key(&page.document, "signatories");
    page.signatories().iter().map(|signatory| record(signatory, &comma, marks.clone())).collect()
}

/// Returns one of those who sign; where no person signs for it, an organisation does.
fn record(signatory: &Signatory, comma: &str, [lang, dir]: [Value; 2]) -> Value {
    let Signatory { name, role, organisation, country } = signatory;
    let first = name.as_deref().or(organisation.as_deref()).unwrap_or("");
    let organisation = organisation.as_deref().filter(|_| name.is_some());
    let about = [role.as_deref(), organisation, country.as_deref()];
    let line = about.into_iter().flatten().collect::<Vec<_>>().join(comma);
    map([
        ("name", Value::from(first)),
        ("role", text_or_none(role.as_deref())),
        ("organisation", text_or_none(organisation)),
        ("country", text_or_none(country.as_deref())),
        ("line", text_or_none(Some(line.as_str()).filter(|line| !line.is_empty()))),
        ("lang", lang),
        ("dir", dir),
    ])
}
