//! Books that this program has not written: what fuzzing gives for a manifest and a journal.

use super::journal::Journal;
use super::manifest::Manifest;

/// Reads any bytes as a manifest and as a journal, whole or with the checksum that their lines should have; what can be read
/// comes back from its text.
pub(crate) fn read_any(bytes: &[u8]) {
    _ = (Manifest::parse(bytes), Manifest::reach_of(bytes), Journal::parse(bytes));
    let Ok(lines) = std::str::from_utf8(bytes) else { return };
    if let Some(manifest) = Manifest::parse(Manifest::with_checksum_of(lines).as_bytes()) {
        assert_eq!(Manifest::parse(manifest.render().as_bytes()), Some(manifest));
    }
    if let Some(journal) = Journal::parse(Journal::with_checksum_of(lines).as_bytes()) {
        assert_eq!(Journal::parse(journal.render().as_bytes()), Some(journal));
    }
}
