//! Names and their places: which of a few dozen names a text is, found by one hash and one comparison.
//!
//! Takes names in a fixed order, each once; gives the place of a name in that order. It promises the answer of a search
//! one by one: the hash only says where to begin.

/// Where each name is looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// For each hash one more than a place, or 0; at least three of four are 0.
    slots: Box<[u32]>,
    /// The bytes of each name, in order.
    packed: Box<[Packed]>,
}

impl Places {
    /// Returns the places of these names.
    pub(super) fn new<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Places {
        let size = (names.len() * 4).next_power_of_two();
        let mut slots = vec![0; size].into_boxed_slice();
        let packed: Box<[Packed]> = names.map(Packed::new).collect();
        for (place, name) in packed.iter().enumerate() {
            let mut at = name.hash() & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = place as u32 + 1;
        }
        Places { slots, packed }
    }

    /// Returns the place of a name; `named` gives the name at a place.
    pub(super) fn find<'a>(&self, name: &str, named: impl Fn(usize) -> &'a str) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let wanted = Packed::new(name);
        let mut at = wanted.hash() & last;
        loop {
            let place = (*self.slots.get(at)? as usize).checked_sub(1)?;
            if self.packed.get(place) == Some(&wanted) && (name.len() <= PACKED || named(place) == name) {
                return Some(place);
            }
            at = (at + 1) & last;
        }
    }
}

/// How long a name may be of which all bytes are packed.
const PACKED: usize = 16;

/// A name in three numbers: its length and its bytes, of a long one the first and the last. Comparing them takes a few
/// instructions, and most names are short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed {
    length: usize,
    first: u64,
    last: u64,
}

impl Packed {
    /// Packs a name.
    fn new(name: &str) -> Packed {
        let bytes = name.as_bytes();
        let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
                (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
                _ => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
            },
        };
        Packed { length: bytes.len(), first, last }
    }

    /// Returns a number made of all three.
    fn hash(self) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29) ^ self.length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_place_and_no_other_has_one() {
        let names = [
            "url",
            "title",
            "t",
            "",
            "date",
            "date_text",
            "data_text",
            "été",
            "recommendation_link",
            "recommendation_limit_a_link",
            "recommendation_limit_b_link",
        ];
        let places = Places::new(names.iter().copied());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(places.find(name, |at| names[at]), Some(at), "{name}");
        }
        for other in ["uri", "titles", "T", "dates", "recommendation_limit_c_link", "tt", "\0"] {
            assert_eq!(places.find(other, |at| names[at]), None, "{other}");
        }
        assert_eq!(Places::default().find("url", |_| ""), None);
    }
}
