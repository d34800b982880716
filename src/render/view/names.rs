//! Names and their places: which of a few dozen names a text is, found by one hash and one comparison.
//!
//! Takes names in a fixed order, each once; gives the place of a name in that order. It promises the answer of a search
//! one by one: the hash only says where to begin.

/// Where each name is looked for.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Places {
    /// For each hash one more than a place, or 0; at least half of them are 0.
    slots: Box<[u16]>,
}

impl Places {
    /// Returns the places of these names.
    pub(in crate::render) fn new<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Places {
        let size = (names.len() * 4).next_power_of_two();
        let mut slots = vec![0; size].into_boxed_slice();
        for (place, name) in names.enumerate() {
            let mut at = hash(name) & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = u16::try_from(place + 1).unwrap_or(0);
        }
        Places { slots }
    }

    /// Returns the place of a name; `named` gives the name at a place.
    pub(in crate::render) fn find<'a>(&self, name: &str, named: impl Fn(usize) -> &'a str) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut at = hash(name) & last;
        loop {
            let place = usize::from(self.slots[at]).checked_sub(1)?;
            if named(place) == name {
                return Some(place);
            }
            at = (at + 1) & last;
        }
    }
}

/// Returns a number made of the length of a name and four of its bytes.
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
    let last = bytes.len().saturating_sub(1);
    let mixed = byte(0) | byte(last) << 8 | byte(last / 2) << 16 | byte(last.saturating_sub(1)) << 24;
    let spread = (mixed ^ bytes.len() as u32).wrapping_mul(0x9e37_79b1);
    (spread >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_place_and_no_other_has_one() {
        let names = ["url", "title", "t", "", "date", "date_text", "data_text", "été"];
        let places = Places::new(names.iter().copied());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(places.find(name, |at| names[at]), Some(at), "{name}");
        }
        for other in ["uri", "titles", "T", "dates"] {
            assert_eq!(places.find(other, |at| names[at]), None, "{other}");
        }
        assert_eq!(Places::default().find("url", |_| ""), None);
    }
}
