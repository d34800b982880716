//! Values as bytes: how the program keeps what it will read again itself.
//!
//! Takes values; gives bytes, and from such bytes the same values again. What the bytes say is checked as they are read, and
//! no bytes panic. Numbers are written seven bits at a time, the low ones first (LEB128), numbers in rising lists as the
//! distance from the one before, texts with their length before them.

mod stream;

use std::ops::Range;

pub(crate) use self::stream::{Inlet, Outlet};

/// The bytes so far.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// What was written.
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    /// Writes a number.
    pub(crate) fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Writes a number that may be any, in eight bytes.
    pub(crate) fn fixed(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes numbers, the least first.
    pub(crate) fn ascending(&mut self, numbers: &[u32]) {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        self.number(numbers.len());
        let mut before = 0;
        for number in numbers {
            self.number((number - before) as usize);
            before = number;
        }
    }
}

/// The bytes that were not read yet.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// Reads some bytes.
    pub(crate) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Reads a number.
    pub(crate) fn number(&mut self) -> Option<usize> {
        let mut number = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return usize::try_from(number).ok();
            }
        }
        None
    }

    /// Reads a number in eight bytes.
    pub(crate) fn fixed(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// Reads how many of something follow; each takes a byte at least.
    pub(crate) fn count(&mut self) -> Option<usize> {
        self.number().filter(|count| *count <= self.0.len())
    }

    /// Reads a text.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Reads numbers below a limit.
    pub(crate) fn ascending(&mut self, limit: usize) -> Option<Box<[u32]>> {
        let count = self.count()?;
        let (mut before, mut numbers) = (0_usize, Vec::with_capacity(count));
        for _ in 0..count {
            before = before.checked_add(self.number()?).filter(|number| *number < limit)?;
            numbers.push(u32::try_from(before).ok()?);
        }
        Some(numbers.into())
    }
}

/// For how many values room is made before they are read.
const ROOM: usize = 1_024;

/// A value that can be kept as bytes.
pub(crate) trait Packed: Sized {
    /// Writes the value.
    fn pack(&self, out: &mut Writer);

    /// Reads a value; `None` where the bytes are not those of one.
    fn unpack(from: &mut Reader<'_>) -> Option<Self>;
}

/// Makes a structure one that can be kept: its fields one after the other.
macro_rules! packed {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl $crate::packed::Packed for $type {
            fn pack(&self, out: &mut $crate::packed::Writer) {
                $($crate::packed::Packed::pack(&self.$field, out);)*
            }

            fn unpack(from: &mut $crate::packed::Reader<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::packed::Packed::unpack(from)?),* })
            }
        }
    };
}
pub(crate) use packed;

impl Packed for bool {
    fn pack(&self, out: &mut Writer) {
        out.bytes.push(u8::from(*self));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<bool> {
        match from.take(1)? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
}

impl Packed for u8 {
    fn pack(&self, out: &mut Writer) {
        out.bytes.push(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<u8> {
        from.take(1)?.first().copied()
    }
}

impl Packed for u32 {
    fn pack(&self, out: &mut Writer) {
        out.number(*self as usize);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<u32> {
        from.number()?.try_into().ok()
    }
}

impl Packed for usize {
    fn pack(&self, out: &mut Writer) {
        out.number(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<usize> {
        from.number()
    }
}

impl Packed for String {
    fn pack(&self, out: &mut Writer) {
        out.text(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<String> {
        from.text().map(str::to_owned)
    }
}

impl Packed for Box<str> {
    fn pack(&self, out: &mut Writer) {
        out.text(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Box<str>> {
        from.text().map(Box::from)
    }
}

impl Packed for Range<usize> {
    fn pack(&self, out: &mut Writer) {
        out.number(self.start);
        out.number(self.end - self.start);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Range<usize>> {
        let start = from.number()?;
        Some(start..start.checked_add(from.number()?)?)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Writer) {
        self.is_some().pack(out);
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Option<T>> {
        Some(if bool::unpack(from)? { Some(T::unpack(from)?) } else { None })
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Writer) {
        out.number(self.len());
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Vec<T>> {
        let count = from.count()?;
        // A value may take a byte and become many: no more room than for what is likely is made before it is seen.
        let mut values = Vec::with_capacity(count.min(ROOM));
        for _ in 0..count {
            values.push(T::unpack(from)?);
        }
        Some(values)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, out: &mut Writer) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Sample {
        name: String,
        places: Vec<(u32, Option<Box<str>>)>,
        range: Range<usize>,
        is_right: bool,
    }
    packed!(Sample { name, places, range, is_right });

    #[test]
    fn what_is_packed_comes_back_and_other_bytes_never_panic() {
        let places = vec![(0, None), (u32::MAX, Some("é".into()))];
        let sample = Sample { name: "a name".into(), places, range: 7..300, is_right: true };
        let mut out = Writer::default();
        sample.pack(&mut out);
        let mut from = Reader(&out.bytes);
        assert_eq!((Sample::unpack(&mut from), from.0), (Some(sample), &[][..]));
        for at in 0..out.bytes.len() {
            assert_eq!(Sample::unpack(&mut Reader(&out.bytes[..at])), None, "cut off at {at}");
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut altered = out.bytes.clone();
                altered[at] = byte;
                let _ = Sample::unpack(&mut Reader(&altered));
            }
        }
    }
}
