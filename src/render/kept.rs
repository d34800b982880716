//! What a layout makes and compares: the filters that are put around its expressions, and the tests that compare.
//!
//! Each is given the value of an expression and gives it back, also where there is none. On the way it counts what is in the
//! value, or pays for what the engine is about to do with it. Values that hold no others cost next to nothing.

use std::cell::RefCell;
use std::sync::Arc;

use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value, tests};

use super::bounds::{UNIT, charge_text, charge_whole};
use super::counted::{count, is_list};
use super::invalid::valid;
use super::places::{AMONG, BRIEF, KEPT, MADE, PAID, SOUGHT};

/// How many bytes of text are compared for a unit of fuel.
const COMPARED: usize = 1024;
/// How many values a key of a map may hold, and what is looked for in a row of comparisons.
const BRIEF_VALUES: u64 = 64;
/// How many bytes such a text may have.
const BRIEF_BYTES: usize = 16 * 1024;

thread_local! {
    /// How much work it is to compare each of the values that are being looked for, on this thread.
    static SOUGHT_FOR: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Begins with nothing that is looked for.
pub(super) fn begin() {
    SOUGHT_FOR.with_borrow_mut(Vec::clear);
}

/// Puts the filters into an environment, and the tests that compare.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    type Args = Rest<Value>;
    // The value that a filter stands behind is no text, for the engine takes fuel for such; ours is the next one.
    environment.add_filter(KEPT, |state: &mut State<'_, '_>, _: Value, value: Value, holders: Args| {
        count(state, &value, &holders)?;
        Ok::<_, Error>(value)
    });
    environment.add_filter(MADE, |state: &mut State<'_, '_>, _: Value, value: Value| made(state, value));
    environment.add_filter(PAID, |state: &mut State<'_, '_>, _: Value, value: Value| {
        if is_list(&value) {
            charge_whole(state, std::slice::from_ref(&value))?;
        }
        Ok::<_, Error>(value)
    });
    environment.add_filter(SOUGHT, |state: &mut State<'_, '_>, _: Value, value: Value| {
        let work = work_of(state, &value)?;
        SOUGHT_FOR.with_borrow_mut(|sought| sought.push(work));
        Ok::<_, Error>(value)
    });
    environment.add_filter(AMONG, |state: &mut State<'_, '_>, _: Value, value: Value| {
        let work = SOUGHT_FOR.with_borrow_mut(Vec::pop).unwrap_or(0);
        charge_search(state, work, &value)?;
        Ok::<_, Error>(value)
    });
    environment.add_filter(BRIEF, |state: &mut State<'_, '_>, _: Value, value: Value| {
        let is_brief = match value.as_str() {
            Some(text) => text.len() <= BRIEF_BYTES,
            None => work_of(state, &value)? <= BRIEF_VALUES,
        };
        if is_brief {
            return Ok(value);
        }
        let message = format!("a list of more than {BRIEF_VALUES} values or a text of more than {BRIEF_BYTES} bytes is compared often here");
        Err(Error::new(ErrorKind::InvalidOperation, message))
    });
    add_tests_to(environment);
}

/// Puts the tests that compare into an environment.
fn add_tests_to(environment: &mut Environment<'static>) {
    let compared: [(&[&'static str], Value); 10] = [
        (&["eq", "equalto", "=="], Value::from_function(tests::is_eq)),
        (&["ne", "!="], Value::from_function(tests::is_ne)),
        (&["lt", "lessthan", "<"], Value::from_function(tests::is_lt)),
        (&["le", "<="], Value::from_function(tests::is_le)),
        (&["gt", "greaterthan", ">"], Value::from_function(tests::is_gt)),
        (&["ge", ">="], Value::from_function(tests::is_ge)),
        (&["startingwith"], Value::from_function(tests::is_startingwith)),
        (&["endingwith"], Value::from_function(tests::is_endingwith)),
        (&["lower"], Value::from_function(tests::is_lower)),
        (&["upper"], Value::from_function(tests::is_upper)),
    ];
    for (names, test) in compared {
        for name in names {
            let test = test.clone();
            environment.add_test(*name, move |state: &mut State<'_, '_>, args: Rest<Value>| {
                charge_compared(state, &args)?;
                if matches!(*name, "lower" | "upper") {
                    // These look at each letter.
                    charge_text(state, args.first().and_then(Value::as_str).unwrap_or(""), UNIT)?;
                }
                test.call(state, &args).map(|found| found.is_true())
            });
        }
    }
    let is_in = Value::from_function(tests::is_in);
    environment.add_test("in", move |state: &mut State<'_, '_>, args: Rest<Value>| {
        if let [value, among, ..] = args.as_slice() {
            let work = work_of(state, value)?;
            charge_search(state, work, among)?;
        }
        is_in.call(state, &args).map(|found| found.is_true())
    });
}

/// Takes fuel for comparing values with one another.
fn charge_compared(state: &State<'_, '_>, values: &[Value]) -> Result<(), Error> {
    for value in values {
        match value.as_str() {
            Some(text) if text.len() < COMPARED => {}
            Some(text) => state.consume_fuel((text.len() / COMPARED) as u64)?,
            None if is_list(value) => charge_whole(state, std::slice::from_ref(value))?,
            None => {}
        }
    }
    Ok(())
}

/// Takes fuel for going through a value once, and returns how much that was.
fn work_of(state: &State<'_, '_>, value: &Value) -> Result<u64, Error> {
    let taken = || state.fuel_levels().map_or(0, |(taken, _)| taken);
    let before = taken();
    charge_compared(state, std::slice::from_ref(value))?;
    Ok(taken() - before)
}

/// Takes fuel for looking for a value, which it is so much work to compare, in another.
fn charge_search(state: &State<'_, '_>, work: u64, among: &Value) -> Result<(), Error> {
    if work > 0 && matches!(among.kind(), ValueKind::Seq | ValueKind::Iterable) {
        let items = among.len().unwrap_or_else(|| among.try_iter().map_or(0, Iterator::count));
        state.consume_fuel(work.saturating_mul(items as u64))?;
    }
    Ok(())
}

/// Makes what would be made anew whenever it is asked for: of products of products, on a stack as deep as they are many.
fn made(state: &State<'_, '_>, value: Value) -> Result<Value, Error> {
    if value.kind() != ValueKind::Iterable {
        count(state, &value, &[])?;
        return Ok(value);
    }
    let items = value.try_iter()?.map(|item| {
        state.consume_fuel(1)?;
        valid(item)
    });
    let items: Arc<[Value]> = items.collect::<Result<_, Error>>()?;
    let made = Value::make_iterable(move || {
        let items = Arc::clone(&items);
        (0..items.len()).map(move |at| items[at].clone())
    });
    count(state, &made, &[])?;
    Ok(made)
}
