//! Packed bytes (RFC 1950 and 1951): where they end and what they unpack to.
//!
//! Takes bytes; gives how many of them belong together, and what they unpack to or how much that is. Promises: no more is
//! unpacked than was asked for, in time in proportion to it, and what is not well formed is told.
//!
//! By hand, because a block may be as short as ten bits: `miniz_oxide` 0.9 makes its tables anew for each, which takes it
//! 3 s for a quarter of a megabyte of empty blocks, and would take a quarter of an hour for the largest picture. Other readers of packed
//! bytes do not tell where these end, or cannot read what has no head of zlib.

use std::sync::LazyLock;

/// The number of bits of a code that are looked up at once.
const FAST: usize = 10;
/// What lengths of copies begin at, by their codes from 257 on.
const LENGTHS: [u16; 29] =
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
/// How many more bits those lengths have.
const LENGTH_BITS: [u8; 29] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/// What distances of copies begin at, by their codes.
const DISTANCES: [u16; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
];
/// The order in which the lengths of codes for lengths stand.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// What unpacked bytes go into.
pub(super) trait Unpacked {
    /// Takes one byte; tells whether it has room.
    fn push(&mut self, byte: u8) -> bool;
    /// Takes bytes once more that were taken before; tells whether it has them, and room.
    fn copy(&mut self, distance: usize, length: usize) -> bool;
}

/// The number of bytes that are unpacked, and the greatest that is wanted.
pub(super) struct Count {
    /// The number so far.
    pub(super) found: u64,
    /// The greatest number.
    pub(super) limit: u64,
}

impl Unpacked for Count {
    fn push(&mut self, _: u8) -> bool {
        self.found += 1;
        self.found <= self.limit
    }

    fn copy(&mut self, distance: usize, length: usize) -> bool {
        let is_there = distance as u64 <= self.found;
        self.found += length as u64;
        is_there && self.found <= self.limit
    }
}

/// The bytes that are unpacked, and how many are wanted.
pub(super) struct Bytes {
    /// The bytes so far.
    pub(super) found: Vec<u8>,
    /// The greatest number of them.
    pub(super) limit: usize,
}

impl Unpacked for Bytes {
    fn push(&mut self, byte: u8) -> bool {
        self.found.push(byte);
        self.found.len() < self.limit
    }

    fn copy(&mut self, distance: usize, length: usize) -> bool {
        let Some(start) = self.found.len().checked_sub(distance) else { return false };
        for at in start..start + length {
            self.found.push(self.found[at]);
        }
        self.found.len() < self.limit
    }
}

/// Unpacks bytes with the head and the sum of zlib around them; returns how many they are, or nothing where they are not
/// well formed or more than there is room for. The sum is not looked at.
pub(super) fn unpack_zlib(bytes: &[u8], into: &mut impl Unpacked) -> Option<usize> {
    let [method, flags, packed @ ..] = bytes else { return None };
    let is_head = method & 0x0f == 8 && method >> 4 <= 7 && flags & 0x20 == 0;
    if !is_head || (u32::from(*method) << 8 | u32::from(*flags)) % 31 != 0 {
        return None;
    }
    let length = 2 + unpack(packed, into)? + 4;
    (length <= bytes.len()).then_some(length)
}

/// Unpacks bytes; returns how many they are, or nothing where they are not well formed or more than there is room for.
pub(super) fn unpack(bytes: &[u8], into: &mut impl Unpacked) -> Option<usize> {
    let mut bits = Bits { bytes, at: 0, held: 0, count: 0 };
    loop {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, into)?,
            1 => coded(&mut bits, &FIXED_CODES, into)?,
            2 => {
                let codes = own_codes(&mut bits)?;
                coded(&mut bits, &codes, into)?;
            }
            _ => return None,
        }
        if is_last {
            return Some(bits.at - (bits.count / 8) as usize);
        }
    }
}

/// Bits of bytes, the lowest first.
struct Bits<'a> {
    bytes: &'a [u8],
    /// The place of the next byte to be held.
    at: usize,
    /// The bits that are held.
    held: u64,
    /// How many they are.
    count: u32,
}

impl Bits<'_> {
    /// Holds as many bits as there is room for; at the end fewer, with zeros above them.
    fn fill(&mut self) {
        while self.count <= 56 && self.at < self.bytes.len() {
            self.held |= u64::from(self.bytes[self.at]) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    /// Passes over some of the bits that are held.
    fn skip(&mut self, count: u32) -> Option<()> {
        self.count = self.count.checked_sub(count)?;
        self.held >>= count;
        Some(())
    }

    /// Takes up to 16 bits.
    fn take(&mut self, count: u32) -> Option<u32> {
        self.fill();
        let bits = self.held as u32 & ((1 << count) - 1);
        self.skip(count)?;
        Some(bits)
    }
}

/// The codes of symbols.
struct Codes {
    /// For the next bits, the symbol and the length of its code; 0 for codes that are longer.
    fast: Vec<u16>,
    /// How many codes there are of each length.
    counts: [u16; 16],
    /// The symbols, in order of their codes.
    symbols: Vec<u16>,
}

impl Codes {
    /// Returns the codes of these lengths; nothing where there cannot be such.
    fn new(lengths: &[u8]) -> Option<Codes> {
        let mut counts = [0_u16; 16];
        lengths.iter().for_each(|length| counts[usize::from(*length)] += 1);
        counts[0] = 0;
        let (mut starts, mut codes) = ([0_u16; 16], [0_u16; 16]);
        let (mut free, mut code) = (1_i32, 0_u32);
        for length in 1..16 {
            free = free * 2 - i32::from(counts[length]);
            if free < 0 {
                return None;
            }
            starts[length] = starts[length - 1] + counts[length - 1];
            code = (code + u32::from(counts[length - 1])) << 1;
            codes[length] = code as u16;
        }
        let mut symbols = vec![0; lengths.len()];
        let mut fast = vec![0_u16; 1 << FAST];
        for (symbol, length) in lengths.iter().map(|length| usize::from(*length)).enumerate() {
            if length == 0 {
                continue;
            }
            symbols[usize::from(starts[length])] = symbol as u16;
            starts[length] += 1;
            let code = codes[length].reverse_bits() >> (16 - length);
            codes[length] = codes[length].wrapping_add(1);
            if length <= FAST {
                (usize::from(code)..1 << FAST)
                    .step_by(1 << length)
                    .for_each(|at| fast[at] = (symbol as u16) << 4 | length as u16);
            }
        }
        Some(Codes { fast, counts, symbols })
    }

    /// Reads the next symbol.
    fn next(&self, bits: &mut Bits<'_>) -> Option<usize> {
        bits.fill();
        let found = self.fast[bits.held as usize & ((1 << FAST) - 1)];
        if found != 0 {
            bits.skip(u32::from(found & 15))?;
            return Some(usize::from(found >> 4));
        }
        let (mut code, mut first, mut index) = (0_i32, 0_i32, 0_i32);
        for length in 1..16 {
            code |= (bits.held >> (length - 1)) as i32 & 1;
            let count = i32::from(self.counts[length]);
            if code - count < first {
                bits.skip(length as u32)?;
                return self.symbols.get((index + code - first) as usize).map(|symbol| usize::from(*symbol));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// Takes bytes that stand as they are.
fn stored(bits: &mut Bits<'_>, into: &mut impl Unpacked) -> Option<()> {
    bits.skip(bits.count % 8)?;
    let length = bits.take(16)?;
    if bits.take(16)? != !length & 0xffff {
        return None;
    }
    for _ in 0..length {
        let byte = bits.take(8)?;
        into.push(byte as u8).then_some(())?;
    }
    Some(())
}

/// Takes symbols up to the one that ends them.
fn coded(bits: &mut Bits<'_>, codes: &(Codes, Codes), into: &mut impl Unpacked) -> Option<()> {
    loop {
        match codes.0.next(bits)? {
            byte @ 0..256 => into.push(byte as u8).then_some(())?,
            256 => return Some(()),
            symbol => {
                let length = LENGTHS.get(symbol - 257)?;
                let length = usize::from(*length) + bits.take(LENGTH_BITS[symbol - 257].into())? as usize;
                let symbol = codes.1.next(bits)?;
                let distance = DISTANCES.get(symbol)?;
                let more = bits.take((symbol as u32 / 2).saturating_sub(1))?;
                into.copy(usize::from(*distance) + more as usize, length).then_some(())?;
            }
        }
    }
}

/// The codes that the format itself sets, made once: a block of theirs may be as short as ten bits.
static FIXED_CODES: LazyLock<(Codes, Codes)> = LazyLock::new(fixed_codes);

/// Makes the codes that the format itself sets.
fn fixed_codes() -> (Codes, Codes) {
    let lengths: Vec<u8> = [(8, 144), (9, 112), (7, 24), (8, 8)]
        .into_iter()
        .flat_map(|(length, count)| std::iter::repeat_n(length, count))
        .collect();
    let codes = |lengths: &[u8]| Codes::new(lengths).expect("the codes of the format are sound");
    (codes(&lengths), codes(&[5; 30]))
}

/// Reads the codes that a block brings with it.
fn own_codes(bits: &mut Bits<'_>) -> Option<(Codes, Codes)> {
    let symbols = bits.take(5)? as usize + 257;
    let distances = bits.take(5)? as usize + 1;
    let count = bits.take(4)? as usize + 4;
    let mut lengths = [0; 19];
    for at in ORDER.iter().take(count) {
        lengths[*at] = bits.take(3)? as u8;
    }
    let codes = Codes::new(&lengths)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(320);
    while lengths.len() < symbols + distances {
        let (length, count) = match codes.next(bits)? {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(length, count as usize));
    }
    if lengths.len() != symbols + distances || lengths[256] == 0 {
        return None;
    }
    Some((Codes::new(&lengths[..symbols])?, Codes::new(&lengths[symbols..])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Unpacks bytes of any length.
    fn unpacked(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
        let mut into = Bytes { found: Vec::new(), limit: 1 << 20 };
        let length = unpack(bytes, &mut into)?;
        let mut count = Count { found: 0, limit: 1 << 20 };
        assert_eq!(unpack(bytes, &mut count), Some(length));
        assert_eq!(count.found, into.found.len() as u64);
        Some((length, into.found))
    }

    #[test]
    fn each_kind_of_block_is_read_to_its_end() {
        let stored = b"\x01\x03\0\xfc\xffabcrest";
        assert_eq!(unpacked(stored), Some((8, b"abc".to_vec())));
        // `aaaaaaaaaa`, as zlib packs it with the codes of the format.
        assert_eq!(unpacked(b"\x4b\x4c\x84\x01\x00rest"), Some((5, vec![b'a'; 10])));
        for end in 0..8 {
            assert_eq!(unpacked(&stored[..end]), None, "{end}");
        }
    }

    #[test]
    fn own_codes_are_those_of_other_packers() {
        // A picture packed by another program: what comes out is as long as its size says.
        let picture =
            image::RgbImage::from_fn(300, 200, |x, y| image::Rgb([(x * y % 251) as u8, (x / 7) as u8, y as u8]));
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).expect("it is written");
        let file = file.into_inner();
        let at = file.windows(4).position(|name| name == b"IDAT").expect("it has pixels") + 4;
        let length = u32::from_be_bytes(file[at - 8..at - 4].try_into().expect("four bytes")) as usize;
        let mut count = Count { found: 0, limit: u64::MAX };
        assert_eq!(unpack_zlib(&file[at..at + length], &mut count), Some(length));
        assert_eq!(count.found, 200 * (1 + 3 * 300));
        assert_eq!(unpack_zlib(&file[at..at + length - 1], &mut Count { found: 0, limit: u64::MAX }), None);
        assert_eq!(unpack_zlib(&file[at..at + length], &mut Count { found: 0, limit: 1000 }), None);
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as u8
        };
        for _ in 0..20_000 {
            let bytes: Vec<u8> = (0..40).map(|_| next()).collect();
            let _ = unpack(&bytes, &mut Count { found: 0, limit: 1 << 16 });
            let _ = unpack(&bytes, &mut Bytes { found: Vec::new(), limit: 1 << 12 });
        }
    }
}
