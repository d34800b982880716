//! Mutations: an input that is nearly a good one, the same in every run.

/// Pieces that do harm where single bytes seldom do.
const PIECES: [&[u8]; 40] = [
    b"---\n",
    b"\n\n",
    b"\r\n",
    b"\t",
    b"    ",
    b"- ",
    b"> ",
    b"1. ",
    b"(a) ",
    b"# ",
    b"|",
    b"|-|-|\n",
    b"*",
    b"**",
    b"~~",
    b"`",
    b"```\n",
    b"[",
    b"](",
    b"![",
    b"[^1]",
    b"[^1]: ",
    b"{#a}",
    b"{# b #}",
    b"<!--",
    b"-->",
    b"<b>",
    b"</div>",
    b"&#1;",
    b": ",
    b"{a: ",
    b"&x [*x, *x]",
    b"\"",
    b"'",
    b"\0",
    b"\xff\xff\xff\xff",
    b"\xe2\x80\xae",
    b"\xcc\x81",
    b"\xf0\x9f\x95\x8a",
    b"%2e%2e/",
];

/// A row of numbers that is the same in every run (PCG, O'Neill 2014, the small variant).
pub(super) struct Row(pub(super) u64);

impl Row {
    /// Returns a number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32) as usize % limit.max(1)
    }
}

/// Returns a seed with a few changes, some of them taken from another seed.
pub(super) fn mutated(row: &mut Row, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=row.below(6) {
        let at = row.below(bytes.len() + 1);
        let end = (at + row.below(64)).min(bytes.len());
        match row.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << row.below(8),
            1 if at < bytes.len() => bytes[at] = row.below(256) as u8,
            2 => _ = bytes.drain(at..end),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = row.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            4 => {
                let from = row.below(other.len() + 1);
                let piece = &other[from..(from + row.below(64)).min(other.len())];
                bytes.splice(at..end, piece.iter().copied());
            }
            5 => bytes.truncate(at),
            _ => {
                let piece = PIECES[row.below(PIECES.len())].repeat(1 + row.below(3));
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}
