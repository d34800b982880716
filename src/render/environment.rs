//! The environment in which layouts run: strict, bounded, with the few functions that layouts have.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use minijinja::{Environment, Error, ErrorKind, Output, State, Value};

use super::bounds::OUTPUT_LIMIT;
use super::failed_block::FailedBlock;
use super::failure::layout_failure;
use super::layouts::Layouts;
use super::operators::{self, OPERATOR_LIMIT};
use super::printed::print_value;
use super::stack::{self, LAYOUT_LIMIT};
use super::template::Template;
use super::view::{
    Root, Snapshot, current, misspelt_error, plain, print_with_partials, render_partial, set_language, text_of_value,
    underline, whole_value, wrap,
};
use super::whole::{Slip, without_slips};
use super::{alone, bounded, bounds, imports, insertions, kept};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::plan::Target;

/// The room that a page has at first, in bytes: more than most need, for each time it grows it is copied.
const PAGE_CAPACITY: usize = 32 * 1024;

/// Makes the environment for layouts; templates that do not compile are reported.
pub(super) fn build(layouts: &Layouts) -> (Environment<'static>, Vec<Diagnostic>) {
    let mut environment = bounded::environment();
    environment.set_formatter(format_value);
    environment.set_path_join_callback(|name, _parent| {
        current(|snapshot, _| snapshot.note_layout(name));
        Cow::Borrowed(bounds::looked_up(name))
    });
    environment
        .add_function("partial", |state: &mut State<'_, '_>, name: &str, it: Value| render_partial(state, name, it));
    environment.add_function("asset", asset);
    environment.add_function("absolute", |url: &str| on_base(|snapshot| snapshot.absolute(url)));
    environment.add_function("url", |path: &str| on_base(|snapshot| snapshot.on_host(path)));
    environment.add_function("n_of", n_of);
    environment.add_function("plain", |state: &State<'_, '_>, html: Value| {
        let refused = || {
            let no_text = || Error::new(ErrorKind::InvalidOperation, "value is not a string");
            FailedBlock::printed(&html).unwrap_or_else(no_text)
        };
        let html = text_of_value(&html).ok_or_else(refused)?;
        bounds::charge_text(state, &html, 4)?;
        plain(&html).ok_or_else(outside)
    });
    environment.add_function("wrap", |state: &State<'_, '_>, text: &str| {
        bounds::charge_text(state, text, 8)?;
        wrap(text).ok_or_else(outside)
    });
    environment.add_function("underline", |state: &State<'_, '_>, text: &str, mark: &str| {
        bounds::charge_text(state, text, 8)?;
        bounds::check_size(text.len().saturating_mul(mark.len()))?;
        underline(text, mark).ok_or_else(outside)
    });
    environment.add_function("latest", |folder: &str, count: usize| {
        let found = current(|snapshot, lang| {
            snapshot.latest(folder, count, lang).ok_or_else(|| misspelt_error(folder, snapshot.archives()))
        });
        found.ok_or_else(outside)?
    });
    environment.add_template(bounds::ENDLESS, bounds::ENDLESS_TEXT).expect("it is right");
    let diagnostics = compile(&mut environment, layouts);
    (environment, diagnostics)
}

/// Compiles the layouts into the environment; gives what is wrong with them.
fn compile(environment: &mut Environment<'static>, layouts: &Layouts) -> Vec<Diagnostic> {
    let work = move || {
        let mut diagnostics = Vec::new();
        for (name, template) in &layouts.templates {
            if template.text.len() > LAYOUT_LIMIT {
                diagnostics.push(mistakes::file_too_large(
                    &template.path,
                    template.text.len() as u64,
                    LAYOUT_LIMIT as u64,
                ));
            } else if let Some(place) = operators::one_too_many(&template.text) {
                diagnostics.push(too_many_operators(template, place));
            } else if let Some(place) = imports::misnamed(&template.text) {
                diagnostics.push(misnamed_import(template, place));
            } else if let Err(error) =
                environment.add_template_owned(name.clone(), insertions::compiled(name, &template.text).into_owned())
            {
                diagnostics.push(layout_failure(layouts, name, &error));
            }
        }
        diagnostics
    };
    let longest = layouts.templates.values().map(|template| template.text.len()).max().unwrap_or(0);
    stack::for_layout(longest, work).unwrap_or_else(|error| vec![mistakes::no_room(&error.to_string())])
}

/// Reports a layout with an operator too many at a place.
fn too_many_operators(template: &Template, place: Range<usize>) -> Diagnostic {
    let message = format!("more than {OPERATOR_LIMIT} operators stand in one expression here, which is the most");
    let hint = "keep a part of it by `{% set %}`, or make a list and `|join` it";
    mistakes::layout(Span::new(&template.path, &template.text, place), &message, Some(hint))
}

/// Reports a layout that calls what it imports by something that is no name for it.
fn misnamed_import(template: &Template, place: Range<usize>) -> Diagnostic {
    let name = bounds::cut(&template.text[place.clone()]);
    let message = format!("`{name}` is no name for what is imported");
    let hint = "write a word that means nothing else, as in `{% import \"macros.html\" as macros %}`";
    mistakes::layout(Span::new(&template.path, &template.text, place), &message, Some(hint))
}

/// Returns the error for a function that is called while nothing is rendered.
fn outside() -> Error {
    Error::new(ErrorKind::InvalidOperation, "no page is being rendered")
}

/// Makes an address for a layout: of the base address, which is noted.
fn on_base(make: impl FnOnce(&Snapshot) -> String) -> Result<String, Error> {
    let made = current(|snapshot, _| {
        snapshot.note_base();
        make(snapshot)
    });
    made.ok_or_else(outside)
}

/// The function `asset(name)`.
fn asset(name: &str) -> Result<Value, Error> {
    let found = current(|snapshot, _| match snapshot.asset(name) {
        Some(url) => Ok(Value::from_safe_string(url)),
        None => Err(misspelt_error(name, snapshot.asset_names().collect::<Vec<_>>().into_iter())),
    });
    found.ok_or_else(outside)?
}

/// The function `n_of(n, key)`.
fn n_of(n: u64, key: &str) -> Result<String, Error> {
    let found = current(|snapshot, lang| {
        snapshot.note_words(lang);
        let words = snapshot.words(lang);
        words.plural(n, key).ok_or_else(|| misspelt_error(key, words.counted().into_iter()))
    });
    found.ok_or_else(outside)?
}

/// Writes a value into the page.
fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if let Some(printed) = print_with_partials(out, state, value) {
        return printed;
    }
    print_value(out, state, value, |value| {
        let whole = || whole_value(value).map(|whole| Slip { whole, place: None }.into_error());
        FailedBlock::printed(value).or_else(whole)
    })
}

/// Renders the layout of a target.
pub(super) fn render(
    environment: &Environment<'static>,
    snapshot: &Arc<Snapshot>,
    target: &Target,
    name: &str,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let layouts = snapshot.layouts();
    snapshot.note_layout(name);
    set_language(snapshot.language(&target.lang));
    let Some(at) = snapshot.position(target) else {
        return Err(Box::new(mistakes::missing_layout(name)));
    };
    let template = match environment.get_template(name) {
        Ok(template) => template,
        Err(_) if !layouts.templates.contains_key(name) => return Err(Box::new(mistakes::missing_layout(name))),
        Err(error) => return Err(Box::new(layout_failure(layouts, name, &error))),
    };
    let mut page = Page(Vec::with_capacity(PAGE_CAPACITY));
    let root = Value::from_object(Root::Target(at));
    bounds::begin();
    kept::begin();
    let write = || template.render_captured_to(root.clone(), &mut page).map(|_| ());
    match without_slips(environment, name, &root, write) {
        Ok(()) => Ok(page.0),
        Err(error) if page.0.len() >= OUTPUT_LIMIT && Slip::of(&error).is_none() => {
            let file: Arc<str> = format!("layouts/{name}").into();
            Err(Box::new(mistakes::layout_output_too_large(Span::whole(&file), target.route.as_str(), OUTPUT_LIMIT)))
        }
        Err(error) => {
            alone::note(environment, &error);
            // What may have been meant is one of the layouts that there are.
            snapshot.note_layout_names();
            Err(Box::new(layout_failure(layouts, name, &error)))
        }
    }
}

/// The page under way; refuses to grow beyond the limit.
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // The engine writes whole texts.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.0.len() + bytes.len() > OUTPUT_LIMIT {
            self.0.resize(OUTPUT_LIMIT, b' ');
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
