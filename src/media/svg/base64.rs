//! Base64, in which a drawing holds a photo: text comes in and bytes go out, or the other way.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// What browsers read: with padding or without, whatever the bits say that are left over.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Returns the bytes that a text stands for, if it is base64; white space counts nowhere.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    FORGIVING.decode(digits).ok()
}

/// Returns the text that stands for some bytes.
pub(in super::super) fn encode(bytes: &[u8]) -> String {
    FORGIVING.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_read_is_read() {
        assert_eq!(encode(b"fo"), "Zm8=");
        for text in ["Zm8=", "Zm8", "Zm\n 8 =", "Zm9="] {
            assert_eq!(decode(text).as_deref(), Some(&b"fo"[..]), "{text}");
        }
        for text in ["Zm9v%3D", "Zg==Zg==", "Z"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
