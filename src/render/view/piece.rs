//! The subject that is a rendered partial: a layout, a language and an entity in one number.

/// The mark of a subject that is a rendered partial: what follows are its layout, language and entity.
const PIECE: u64 = 1 << 56;
const LAYOUT_SHIFT: u32 = 37;
const LANG_SHIFT: u32 = 28;

/// The subject that is a rendered partial: its number says what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PieceId {
    /// The number of its layout.
    pub(super) layout: usize,
    /// Its language.
    pub(super) lang: usize,
    /// The number of its entity.
    pub(super) entity: u32,
}

impl PieceId {
    /// Returns the piece that is a subject, if the subject is one.
    pub(super) fn of_subject(subject: u64) -> Option<PieceId> {
        let piece = subject.checked_sub(PIECE)?;
        Some(PieceId {
            layout: (piece >> LAYOUT_SHIFT) as usize,
            lang: (piece >> LANG_SHIFT) as usize % (1 << (LAYOUT_SHIFT - LANG_SHIFT)),
            entity: (piece % (1 << LANG_SHIFT)) as u32,
        })
    }

    /// Returns the number of its layout, its language and its entity.
    pub(super) fn made_of(self) -> (usize, usize, u32) {
        (self.layout, self.lang, self.entity)
    }

    /// Returns the subject.
    pub(super) fn subject(self) -> u64 {
        PIECE + ((self.layout as u64) << LAYOUT_SHIFT) + ((self.lang as u64) << LANG_SHIFT) + u64::from(self.entity)
    }
}
