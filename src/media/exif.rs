//! The orientation in Exif metadata: a block of Exif comes in, one of eight orientations goes out,
//! and the smallest block that says no more than that.

/// A way in which a picture is turned or mirrored before it is shown, other than not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

/// The number of the orientation tag.
const TAG: u16 = 0x0112;

/// The number that stands for a value of two bytes.
const SHORT: u16 = 3;

impl Orientation {
    /// Finds the orientation in a block of Exif that begins with its byte order.
    ///
    /// A block that makes no sense has no orientation. Browsers look no further either: they take
    /// the first value of the first directory, and only if it has the type of two bytes.
    pub(super) fn find(block: &[u8]) -> Option<Self> {
        let big = match block.first_chunk()? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        let two = |at: usize| {
            let bytes = *block.get(at..)?.first_chunk()?;
            Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
        };
        let four = *block.get(4..)?.first_chunk()?;
        let directory = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        let directory = usize::try_from(directory).ok()?;
        let entries = directory.checked_add(2)?;
        for index in 0..usize::from(two(directory)?) {
            let entry = entries.checked_add(index * 12)?;
            if two(entry)? == TAG {
                return (two(entry + 2)? == SHORT).then(|| two(entry + 8)).flatten().and_then(Self::new);
            }
        }
        None
    }

    /// Accepts the seven values that change anything.
    fn new(value: u16) -> Option<Self> {
        let value = u8::try_from(value).ok()?;
        (2..=8).contains(&value).then_some(Self(value))
    }

    /// Returns the number that stands for it, 2 to 8.
    pub(super) fn number(self) -> u8 {
        self.0
    }

    /// Returns a block of Exif that holds the orientation and nothing else.
    pub(super) fn block(self) -> [u8; 26] {
        let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        block[19] = self.0;
        block
    }

    /// Returns the size at which a picture of a stored size is shown.
    pub(super) fn apply(self, (width, height): (u32, u32)) -> (u32, u32) {
        // The four values from five on lay the picture on its side.
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_says_the_orientation_that_it_was_made_for() {
        for value in 2..=8 {
            let orientation = Orientation(value);
            assert_eq!(Orientation::find(&orientation.block()), Some(orientation));
        }
    }

    #[test]
    fn upright_and_impossible_values_are_no_orientation() {
        for value in [0, 1, 9, 255] {
            assert_eq!(Orientation::find(&Orientation(value).block()), None, "{value}");
        }
    }

    #[test]
    fn little_endian_is_read() {
        let block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(Orientation::find(block), Some(Orientation(6)));
    }

    #[test]
    fn directory_outside_the_block_is_no_orientation() {
        for at in [26_u32, 0x7fff_ffff, u32::MAX] {
            let mut block = Orientation(6).block();
            block[4..8].copy_from_slice(&at.to_be_bytes());
            assert_eq!(Orientation::find(&block), None, "{at}");
        }
    }

    #[test]
    fn only_a_value_of_two_bytes_counts() {
        let mut block = Orientation(6).block();
        block[13] = 4;
        assert_eq!(Orientation::find(&block), None);
    }

    #[test]
    fn sides_change_places_from_five_on() {
        assert_eq!(Orientation(4).apply((3, 2)), (3, 2));
        assert_eq!(Orientation(5).apply((3, 2)), (2, 3));
        assert_eq!(Orientation(8).apply((3, 2)), (2, 3));
    }
}
