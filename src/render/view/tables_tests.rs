//! Tests of the lists of fields.

use super::schema::KINDS;
use super::tables::{names, position};
use crate::track::FIELD_LIMIT;

#[test]
fn fields_are_in_order_and_fit_a_mask() {
    for kind in KINDS {
        let names = names(kind);
        assert!(names.is_sorted() && names.len() <= usize::from(FIELD_LIMIT), "{kind:?}");
        assert!(names.iter().enumerate().all(|(at, name)| position(kind, name) == Some(at)), "{kind:?}");
    }
}
