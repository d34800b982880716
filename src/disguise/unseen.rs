//! Characters that nobody sees, wherever they stand (Unicode, `Default_Ignorable_Code_Point`).

/// Tells whether a character is not seen and says nothing between letters that do not join. Marks that change the direction
/// of text, and the soft hyphen, are none of them.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Tells whether an unseen character stands between two letters with reason.
pub(super) fn parts_rightly(unseen: char, before: char, after: char) -> bool {
    match unseen {
        // German printers part letters by it that would join, as in `Auflage`.
        '\u{200c}' => before == 'f' && "bfhijklt".contains(after),
        // Lists in Slovak and Welsh tell by it that two letters are not one.
        '\u{34f}' => {
            matches!((before, after), ('c' | 'C', 'h') | ('d' | 'D', 'd' | 'z') | ('l' | 'L', 'l') | ('n' | 'N', 'g'))
        }
        _ => false,
    }
}

/// Tells whether three bytes may be, or begin, a character that nobody sees or a mark of direction; hardly any other do.
pub(super) fn may_be_unseen(a: u8, b: u8, c: u8) -> bool {
    let within = |byte: u8, from: u8, count: u8| byte.wrapping_sub(from) < count;
    let two = (a == 0xd8) & (b == 0x9c) | (a == 0xcd) & (b == 0x8f);
    let general =
        (a == 0xe2) & ((b == 0x80) & (within(c, 0x8b, 5) | within(c, 0xaa, 5)) | (b == 0x81) & within(c, 0xa0, 16));
    let fillers = (a == 0xe1)
        & ((b == 0x85) & within(c, 0x9f, 2) | (b == 0x9e) & within(c, 0xb4, 2) | (b == 0xa0) & within(c, 0x8b, 5));
    let hangul = (a == 0xe3) & (b == 0x85) & (c == 0xa4);
    let forms = (a == 0xef)
        & ((b == 0xb8) & within(c, 0x80, 16)
            | (b == 0xbb) & (c == 0xbf)
            | (b == 0xbe) & (c == 0xa0)
            | (b == 0xbf) & within(c, 0xb0, 9));
    let high = (a == 0xf3) & (b == 0xa0) | (a == 0xf0) & ((b == 0x9b) & (c == 0xb2) | (b == 0x9d) & (c == 0x85));
    two | general | fillers | hangul | forms | high
}
