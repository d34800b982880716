//! Filters that look up fields by a name in a text: they fail like the dot does where there is no such field. And those
//! that make much of little: they fail before the work where the text would be larger than any page.
//!
//! The engine's own hand on the failure as a value, which then counts as nothing, or makes the engine panic where two of
//! them are compared.

use minijinja::value::{Kwargs, Rest, StringInput, ValueKind, ValueOrKwargs, from_args};
use minijinja::{AutoEscape, Environment, Error, State, Value, filters, functions};

use super::bounds::{charge_lists, charge_whole, check_size, made_now};
use super::counted::count;
use super::invalid::valid;

/// Puts the filters into an environment.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    environment.add_filter("attr", attr);
    // Each with the place of the argument that names the field, where it need not be called `attribute`.
    let by_name: [(&'static str, Value, Option<usize>); 10] = [
        ("groupby", Value::from_function(filters::groupby), Some(1)),
        ("join", Value::from_function(filters::join), Some(2)),
        ("map", Value::from_function(filters::map), None),
        ("max", Value::from_function(filters::max), None),
        ("min", Value::from_function(filters::min), None),
        ("rejectattr", Value::from_function(filters::rejectattr), Some(1)),
        ("selectattr", Value::from_function(filters::selectattr), Some(1)),
        ("sort", Value::from_function(filters::sort), None),
        ("sum", Value::from_function(filters::sum), Some(1)),
        ("unique", Value::from_function(filters::unique), None),
    ];
    for (name, filter, place) in by_name {
        environment.add_filter(name, move |state: &mut State<'_, '_>, args: Rest<ValueOrKwargs>| {
            let args = args.into_values();
            check_fields(state, &args, place)?;
            match name {
                "join" => {
                    check_size(joined_size(&args))?;
                    charge_whole(state, &args)?;
                }
                // These look into lists of lists to compare them.
                "sum" => return added(state, &filter, &args),
                "groupby" => {
                    check_there(state, &args)?;
                    charge_nested(state, &args)?;
                }
                "map" | "max" | "min" | "sort" | "unique" => charge_nested(state, &args)?,
                _ => {}
            }
            let made = filter.call(state, &args)?;
            if name == "groupby" {
                count(state, &made, &[])?;
            }
            Ok(made)
        });
    }
    add_nesting_to(environment);
    let replace = Value::from_function(filters::replace);
    environment.add_filter("replace", move |state: &mut State<'_, '_>, args: Rest<ValueOrKwargs>| {
        let args = args.into_values();
        let (texts, most) = counted_apart(&args)?;
        charge_lists(state, texts)?;
        check_size(replaced_size(texts))?;
        match (most, texts) {
            (Some(most), [text, from, to]) => replaced(state, &replace, [text, from, to], most),
            _ => replace.call(state, texts),
        }
    });
}

/// Returns the arguments of `replace` without the one that says how often at most, and that.
fn counted_apart(args: &[Value]) -> Result<(&[Value], Option<usize>), Error> {
    let (texts, named): (&[Value], Kwargs) = from_args(args)?;
    let (texts, count): (&[Value], Option<i64>) = match texts {
        [first @ .., count] if first.len() == 3 => (first, from_args::<(Option<i64>,)>(std::slice::from_ref(count))?.0),
        _ => (texts, named.get("count")?),
    };
    named.assert_all_used()?;
    // A number below 0 stands for all.
    Ok((texts, count.and_then(|count| usize::try_from(count).ok())))
}

/// Replaces in a text, but only so often, which the engine's function for others does not: it is given the text up to there.
fn replaced(
    state: &mut State<'_, '_>,
    replace: &Value,
    [text, from, to]: [&Value; 3],
    most: usize,
) -> Result<Value, Error> {
    let looked_for = StringInput::new(state, from)?;
    let is_escaped = !matches!(state.auto_escape(), AutoEscape::None) && [text, from, to].iter().any(|it| it.is_safe());
    let whole = StringInput::new(state, text)?;
    let whole = if is_escaped { whole.format(state)? } else { whole.as_str().into() };
    let like_text = |words: &str| if is_escaped { Value::from_safe_string(words.into()) } else { Value::from(words) };
    let Some(last) = most.checked_sub(1) else { return Ok(like_text(&whole)) };
    let end = whole.match_indices(looked_for.as_str()).nth(last).map_or(whole.len(), |(at, found)| at + found.len());
    let (changed, rest) = whole.split_at(end);
    let made = replace.call(state, &[like_text(changed), from.clone(), to.clone()])?;
    Ok(like_text(&[made.as_str().unwrap_or_default(), rest].concat()))
}

/// Puts those into an environment that make lists of lists, or what holds any value.
fn add_nesting_to(environment: &mut Environment<'static>) {
    let nesting: [(&'static str, Value); 6] = [
        ("batch", Value::from_function(filters::batch)),
        ("chain", Value::from_function(filters::chain)),
        ("dictsort", Value::from_function(filters::dictsort)),
        ("items", Value::from_function(filters::items)),
        ("slice", Value::from_function(filters::slice)),
        ("zip", Value::from_function(filters::zip)),
    ];
    for (name, filter) in nesting {
        environment.add_filter(name, move |state: &mut State<'_, '_>, args: Rest<ValueOrKwargs>| {
            let args = args.into_values();
            if name == "dictsort" {
                // It compares keys or values, each with as many others as there are bits in their number.
                charge_nested(state, &args)?;
                charge_lists(state, args.get(..1).unwrap_or(&[]))?;
                state.consume_fuel(sorting(args.first().and_then(Value::len).unwrap_or(0)))?;
            }
            if name == "items" {
                check_there(state, &args)?;
            }
            let mut made = filter.call(state, &args)?;
            if matches!(name, "chain" | "zip") {
                made = made_now(state, &made)?;
            }
            count(state, &made, &[])?;
            Ok(made)
        });
    }
    let holding: [(&'static str, Value); 2] =
        [("dict", Value::from_function(functions::dict)), ("namespace", Value::from_function(functions::namespace))];
    for (name, function) in holding {
        environment.add_function(name, move |state: &mut State<'_, '_>, args: Rest<ValueOrKwargs>| {
            let made = function.call(state, &args.into_values())?;
            count(state, &made, &[])?;
            Ok::<_, Error>(made)
        });
    }
}

/// Fails for a value that is not there, as the engine's own filter of the name does; the function that others may call takes it
/// for an empty one.
fn check_there(state: &State<'_, '_>, args: &[Value]) -> Result<(), Error> {
    match args.first() {
        Some(value) if value.is_undefined() => filters::string(state, value).map(|_| ()),
        _ => Ok(()),
    }
}

/// Returns how much work it is to sort so many values.
fn sorting(count: usize) -> u64 {
    count as u64 * u64::from(usize::BITS - count.leading_zeros())
}

/// The filter `sum`: it copies all that it has so far where it adds texts, and where it adds lists now and then.
fn added(state: &mut State<'_, '_>, filter: &Value, args: &[Value]) -> Result<Value, Error> {
    let (values, attribute, start, named): (Value, Option<&str>, Option<Value>, Kwargs) = from_args(args)?;
    let attribute = attribute.or_else(|| named.peek("attribute").ok());
    let start = start.or_else(|| named.peek("start").ok());
    if start.is_none_or(|start| start.is_number()) {
        return filter.call(state, args);
    }
    let mut size = 0;
    for item in values.try_iter()? {
        let path = attribute.into_iter().flat_map(|path| path.split('.'));
        let item = path.fold(item, |item, name| item.get_attr(name).unwrap_or_default());
        let more = item.as_str().map_or_else(|| item.len().unwrap_or(0), str::len);
        size += more;
        state.consume_fuel((1 + more + size / 32) as u64)?;
    }
    let sum = filter.call(state, args)?;
    if sum.kind() == ValueKind::Iterable { made_now(state, &sum) } else { Ok(sum) }
}

/// Takes fuel for the lists within the list that a filter is given.
fn charge_nested(state: &State<'_, '_>, args: &[Value]) -> Result<(), Error> {
    let Some(items) = args.first().and_then(|list| list.try_iter().ok()) else { return Ok(()) };
    for item in items {
        // Texts are compared as small letters, which are made of all of them.
        charge_whole(state, &[item])?;
    }
    Ok(())
}

/// Returns how large the text becomes that `join` makes, in bytes; what is no text counts as one.
fn joined_size(args: &[Value]) -> usize {
    let Some(items) = args.first().and_then(|list| list.try_iter().ok()) else { return 0 };
    let separator = args.get(1).and_then(Value::as_str).map_or(0, str::len);
    let sizes = items.map(|item| item.as_str().map_or(1, str::len).saturating_add(separator));
    sizes.fold(0, usize::saturating_add)
}

/// Returns how large the text becomes that `replace` makes, in bytes.
fn replaced_size(args: &[Value]) -> usize {
    let [text, from, to, ..] = args else { return 0 };
    let (Some(text), Some(from), Some(to)) = (text.as_str(), from.as_str(), to.as_str()) else { return 0 };
    if to.len() <= from.len() {
        return text.len();
    }
    text.len().saturating_add(text.matches(from).count().saturating_mul(to.len() - from.len()))
}

/// The filter `attr`.
fn attr(value: &Value, key: &Value) -> Result<Value, Error> {
    valid(value.get_item(key)?)
}

/// Fails where an item of the list that a filter is given has no field of the name that it is to look up.
///
/// The name is the argument `attribute`, or the one at `place`.
fn check_fields(state: &State<'_, '_>, args: &[Value], place: Option<usize>) -> Result<(), Error> {
    let (values, named): (&[Value], Kwargs) = from_args(args)?;
    let unnamed = place.and_then(|place| values.get(place)?.as_str());
    let Some(names) = named.peek("attribute").ok().or(unnamed) else { return Ok(()) };
    let Some(items) = values.first().and_then(|list| list.try_iter().ok()) else { return Ok(()) };
    for item in items {
        state.consume_fuel(1)?;
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let mut found = item.clone();
            for part in name.split('.') {
                state.consume_fuel(1)?;
                let Ok(inner) = part.parse().map_or_else(|_| found.get_attr(part), |at| found.get_item_by_index(at))
                else {
                    break;
                };
                found = valid(inner)?;
            }
        }
    }
    Ok(())
}
