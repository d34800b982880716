//! `demarche schema`: what front matter, settings and data may hold, as JSON Schema for editors.

use demarche::Error;
use demarche::config::{Config, SITE_FILE};
use demarche::content::Kinds;
use demarche::diag::{Palette, Severity, closest, render_text};
use demarche::engine::kinds_of_site;
use demarche::schema::Schemas;
use demarche::source::Sources;
use demarche::yaml::Source;

use super::arguments::SchemaCommand;
use super::report;
use super::site::root_from;

/// Prints all schemas, or one of them; those of built-in folders alone where there is no site.
pub(super) fn run(command: &SchemaCommand) -> Result<bool, Error> {
    let (kinds, config) = match root_from(command.root.as_deref()) {
        Ok(root) => of_site(&Sources::read(&root)?.0)?,
        Err(_) if command.root.is_none() => (Kinds::default(), Config::default()),
        Err(error) => return Err(error),
    };
    let schemas = Schemas::of(&kinds, &config);
    let text = match &command.name {
        None => schemas.all(),
        Some(name) => schemas.one(name).ok_or_else(|| unknown(&schemas, name))?,
    };
    report::output(text.as_bytes());
    Ok(true)
}

/// Returns the kinds of pages of a site, and its settings.
fn of_site(sources: &Sources) -> Result<(Kinds, Config), Error> {
    let (kinds, found) = kinds_of_site(sources);
    if let Some(first) = found.iter().find(|found| found.severity == Severity::Error) {
        let text = render_text(first, Palette::Plain);
        return Err(Error::new(format!("an `_index.md` has mistakes; mend them first\n\n{text}")));
    }
    let config = sources.get(SITE_FILE).and_then(|file| Some((file, file.held()?))).map(|(file, text)| {
        let source = Source { file: file.path.clone(), range: 0..text.len(), text };
        Config::read(&source, &mut Vec::new())
    });
    Ok((kinds, config.unwrap_or_default()))
}

/// Returns the error for a name of which there is no schema.
fn unknown(schemas: &Schemas, name: &str) -> Error {
    let hint = match closest(name, schemas.names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", schemas.names().collect::<Vec<_>>().join(", ")),
    };
    Error::new(format!("there is no schema `{name}`; {hint}"))
}
