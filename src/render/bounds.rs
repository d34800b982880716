//! Filters and functions whose work the engine does not see before it is done: each pays for it first.
//!
//! The engine takes fuel for texts and lists that it knows the size of. Not for the pieces of a text that is cut up, nor for
//! a text that grows by being escaped, nor for all that is within a list of lists when it becomes text.

use std::cell::Cell;
use std::collections::BTreeMap;

use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

use super::alone::FUEL;
use super::invalid::valid;

/// The largest page, in bytes.
pub(super) const OUTPUT_LIMIT: usize = 32 * 1024 * 1024;
/// How many lists may stand within one another where all of them become text, each with room on the stack.
pub(super) const DEPTH_LIMIT: usize = 100;
/// How much of a name is said that is not there, in bytes.
const NAME_LIMIT: usize = 200;
/// How many bytes of text are worth a unit of fuel.
pub(super) const UNIT: usize = 64;

/// The name of the layout that stands for all others once too many were looked up; no file has such a name.
pub(super) const ENDLESS: &str = "\u{0}";
/// What it is: the engine takes no fuel for looking up a layout, so this takes all that is left.
pub(super) const ENDLESS_TEXT: &str = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}";

thread_local! {
    /// How much work it was so far to look up layouts by their names, for the one that is being rendered on this thread.
    static LOOKED_UP: Cell<u64> = const { Cell::new(0) };
}

/// Begins to count what is looked up.
pub(super) fn begin() {
    LOOKED_UP.set(0);
}

/// Returns the name of the layout to look up for a name: itself, if it and those before are not too much work.
pub(super) fn looked_up(name: &str) -> &str {
    let work = LOOKED_UP.get() + 4 + (name.len() / UNIT) as u64;
    LOOKED_UP.set(work);
    if work > FUEL { ENDLESS } else { name }
}

/// Puts the filters and functions into an environment.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    let cut: [(&'static str, Value); 2] =
        [("lines", Value::from_function(filters::lines)), ("split", Value::from_function(filters::split))];
    for (name, filter) in cut {
        environment.add_filter(name, move |state: &mut State<'_, '_>, args: Rest<Value>| {
            charge_lists(state, &args)?;
            state.consume_fuel(pieces(name, &args) as u64)?;
            filter.call(state, &args)
        });
    }
    let whole: [(&'static str, Value); 5] = [
        ("e", Value::from_function(filters::escape)),
        ("escape", Value::from_function(filters::escape)),
        ("format", Value::from_function(filters::format)),
        ("pprint", Value::from_function(filters::pprint)),
        ("string", Value::from_function(filters::string)),
    ];
    for (name, filter) in whole {
        environment.add_filter(name, move |state: &mut State<'_, '_>, args: Rest<Value>| {
            charge_whole(state, &args)?;
            filter.call(state, &args)
        });
    }
    // For texts the engine takes fuel, but not for the lists that become some.
    let texts: [(&'static str, Value); 5] = [
        ("capitalize", Value::from_function(filters::capitalize)),
        ("lower", Value::from_function(filters::lower)),
        ("safe", Value::from_function(filters::safe)),
        ("title", Value::from_function(filters::title)),
        ("upper", Value::from_function(filters::upper)),
    ];
    for (name, filter) in texts {
        environment.add_filter(name, move |state: &mut State<'_, '_>, args: Rest<Value>| {
            charge_lists(state, &args)?;
            filter.call(state, &args)
        });
    }
    let trim = Value::from_function(filters::trim);
    environment.add_filter("trim", move |state: &mut State<'_, '_>, args: Rest<Value>| {
        charge_lists(state, &args)?;
        // Each character at the ends is looked for among those that go.
        let [text, marks] = [0, 1].map(|at| args.get(at).and_then(Value::as_str).map_or(0, str::len));
        state.consume_fuel((text.saturating_mul(marks) / 1024) as u64)?;
        trim.call(state, &args)
    });
    environment.add_function("debug", debug);
}

/// Makes what a filter would make anew whenever it is asked for: of chains of chains, far more than there is in them.
pub(super) fn made_now(state: &State<'_, '_>, lazy: &Value) -> Result<Value, Error> {
    let items = lazy.try_iter()?.map(|item| {
        state.consume_fuel(1)?;
        valid(item)
    });
    if lazy.kind() != ValueKind::Map {
        return items.collect::<Result<Vec<_>, _>>().map(Value::from);
    }
    let pairs = items.map(|key| {
        let key = key?;
        let value = valid(lazy.get_item(&key)?)?;
        Ok((key, value))
    });
    pairs.collect::<Result<BTreeMap<_, _>, Error>>().map(Value::from_object)
}

/// Returns as much of a name as is said of it: a name may be all that a layout can make.
pub(super) fn cut(name: &str) -> &str {
    let end = name.char_indices().map(|(at, _)| at).find(|at| *at >= NAME_LIMIT);
    &name[..end.unwrap_or(name.len())]
}

/// Fails for a text that would be larger than any page may be.
pub(super) fn check_size(bytes: usize) -> Result<(), Error> {
    if bytes <= OUTPUT_LIMIT {
        return Ok(());
    }
    let message = format!("a text would be made here that is larger than a page may be, {} MiB", OUTPUT_LIMIT >> 20);
    Err(Error::new(ErrorKind::InvalidOperation, message))
}

/// Takes fuel for work on a text, one unit for so many bytes.
pub(super) fn charge_text(state: &State<'_, '_>, text: &str, bytes: usize) -> Result<(), Error> {
    state.consume_fuel((text.len() / bytes) as u64)
}

/// Takes fuel for all that is within values, lists and the lists in them, and for what the texts grow to by being escaped.
pub(super) fn charge_whole(state: &State<'_, '_>, values: &[Value]) -> Result<(), Error> {
    for value in values {
        charge_within(state, value, 0)?;
    }
    Ok(())
}

/// Does as [`charge_whole`] for those of the values that are lists.
pub(super) fn charge_lists(state: &State<'_, '_>, values: &[Value]) -> Result<(), Error> {
    values.iter().filter(|value| value.as_str().is_none()).try_for_each(|value| charge_within(state, value, 0))
}

/// Does as [`charge_whole`] for one value that stands so deep.
fn charge_within(state: &State<'_, '_>, value: &Value, depth: usize) -> Result<(), Error> {
    if let Some(text) = value.as_str() {
        // Most texts are short, and cost no more than the engine takes for them anyhow.
        return if text.len() < UNIT {
            Ok(())
        } else {
            state.consume_fuel((escaped_size(text) / UNIT) as u64 * indent(depth))
        };
    }
    let kind = value.kind();
    if !matches!(kind, ValueKind::Seq | ValueKind::Iterable | ValueKind::Map) {
        return Ok(());
    }
    if depth == DEPTH_LIMIT {
        let message = format!("more than {DEPTH_LIMIT} lists stand within one another here, which is the most");
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    let Ok(items) = value.try_iter() else { return Ok(()) };
    for item in items {
        state.consume_fuel(indent(depth))?;
        charge_within(state, &item, depth + 1)?;
        if kind == ValueKind::Map {
            charge_within(state, &value.get_item(&item)?, depth + 1)?;
        }
    }
    Ok(())
}

/// Returns how often what stands so deep is paid for: it may be shown on lines that are indented, each step by work of its
/// own.
fn indent(depth: usize) -> u64 {
    1 + depth as u64 / 8
}

/// Returns how large a text is once it is escaped, in bytes.
fn escaped_size(text: &str) -> usize {
    let is_escaped = |byte: &u8| matches!(byte, ..b' ' | b'<' | b'>' | b'&' | b'"' | b'\'' | b'/' | b'\\' | 0x7f);
    let grown = text.bytes().filter(is_escaped).count();
    text.len() + grown * 5
}

/// Returns how many pieces come of the text that a filter cuts up; blanks are counted one by one where any are cut at.
fn pieces(filter: &str, args: &[Value]) -> usize {
    let Some(text) = args.first().and_then(Value::as_str) else { return 0 };
    let cuts = match args.get(1).and_then(Value::as_str) {
        _ if filter == "lines" => text.bytes().filter(|byte| *byte == b'\n').count(),
        Some(mark) => text.matches(mark).count(),
        None => text.chars().filter(|c| c.is_whitespace()).count(),
    };
    cuts + 1
}

/// The function `debug(value, …)`: what values are made of. That of minijinja prints all it knows when it is given none, the
/// list of layouts among it, which nobody has asked for.
fn debug(state: &State<'_, '_>, values: Rest<Value>) -> Result<String, Error> {
    charge_whole(state, &values)?;
    match values.as_slice() {
        [] => {
            Err(Error::new(ErrorKind::MissingArgument, "`debug()` shows a value; name it, as in `debug(page.extra)`"))
        }
        [value] => Ok(format!("{value:#?}")),
        values => Ok(format!("{values:#?}")),
    }
}
