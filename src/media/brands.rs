//! The brands of files in boxes: by them stills are told from films.

/// The brands of files that are stills, or rows of stills.
const BRANDS: [&[u8]; 10] = [b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

/// Tells whether a file begins like one that holds stills.
pub(super) fn is_still(bytes: &[u8]) -> bool {
    if bytes.get(4..8) != Some(b"ftyp") || !bytes.starts_with(&[0, 0]) {
        return false;
    }
    let length = bytes.first_chunk().map_or(0, |four| u32::from_be_bytes(*four) as usize);
    let brands = bytes.get(8..length.clamp(12, 4096).min(bytes.len())).unwrap_or_default();
    brands.chunks_exact(4).any(|brand| BRANDS.contains(&brand))
}
