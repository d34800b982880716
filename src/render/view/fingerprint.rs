//! The fingerprints of values, by which it is told whether an answer is another.

use minijinja::Value;
use minijinja::value::ValueKind;

use super::Snapshot;
use super::handle::Handle;
use super::marked::Marked;
use super::value::Record;
use super::with_partials::WithPartials;
use crate::track::{Fingerprint, combine, fingerprint};

/// Returns the fingerprint of a value; an entity counts by what it is, not by what it holds.
pub(super) fn fingerprint_value(snapshot: &Snapshot, value: &Value) -> Fingerprint {
    if let Some(handle) = value.downcast_object_ref::<Handle>() {
        return handle.identity(snapshot);
    }
    if let Some(record) = value.downcast_object_ref::<Record>() {
        // Which names there are is a matter of this program alone.
        let seed = 0x200 + record.0.len() as u64;
        return record.0.iter().fold(seed, |seed, (_, value)| combine(seed, fingerprint_value(snapshot, value)));
    }
    if let Some(made) = value.downcast_object_ref::<Marked>() {
        return made.fingerprint(snapshot);
    }
    if let Some(text) = value.downcast_object_ref::<WithPartials>() {
        return text.fingerprint();
    }
    let kind = value.kind();
    let seed = kind as u64 + 1;
    match kind {
        ValueKind::None => combine(seed, 0),
        ValueKind::Bool => combine(seed, u64::from(value.is_true())),
        ValueKind::String => {
            let safe = u64::from(value.is_safe());
            combine(seed + safe * 64, fingerprint(value.as_str().unwrap_or("").as_bytes()))
        }
        ValueKind::Seq | ValueKind::Iterable => {
            let items = value.try_iter().into_iter().flatten();
            items.fold(seed, |seed, item| combine(seed, fingerprint_value(snapshot, &item)))
        }
        ValueKind::Map => {
            let keys = value.try_iter().into_iter().flatten();
            keys.fold(seed, |seed, key| {
                let inner = value.get_item(&key).unwrap_or_default();
                combine(combine(seed, fingerprint_value(snapshot, &key)), fingerprint_value(snapshot, &inner))
            })
        }
        _ => match value.as_i64() {
            Some(number) if kind == ValueKind::Number && value.is_integer() => combine(seed, number as u64),
            _ => combine(seed, fingerprint(value.to_string().as_bytes())),
        },
    }
}
