//! RTF: a document comes in, and the same without what it says of itself goes out.
//!
//! It is made of groups in braces. The groups that say who wrote it, when and with what become ends of lines, which nobody
//! reads; comments and earlier wordings stay, for they belong to its text.

/// The groups that are taken out, by their first word.
const GROUPS: [&[u8]; 12] = [
    b"\\info",
    b"\\*\\userprops",
    b"\\*\\company",
    b"\\*\\generator",
    b"\\*\\template",
    b"\\*\\xmlnstbl",
    b"\\*\\docvar",
    b"\\*\\rsidtbl",
    b"\\*\\revtbl",
    b"\\*\\datastore",
    b"\\*\\mailmerge",
    b"\\*\\protusertbl",
];
/// The words before the numbers of sittings at which something was written.
const SITTINGS: [&[u8]; 8] =
    [b"\\rsid", b"\\insrsid", b"\\delrsid", b"\\charrsid", b"\\pararsid", b"\\sectrsid", b"\\tblrsid", b"\\styrsid"];

/// Tells whether a file begins like one.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf")
}

/// Returns the document without metadata.
pub(super) fn strip(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let (mut at, mut depth) = (0, 0_usize);
    // Where a group began that is taken out, and how deep.
    let mut gone: Option<(usize, usize)> = None;
    while let Some(found) = memchr::memchr3(b'{', b'}', b'\\', &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        match rest[0] {
            b'{' => {
                depth += 1;
                let inside = rest[1..].trim_ascii_start();
                let is_one = |group: &&[u8]| {
                    inside.strip_prefix(*group).is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphabetic))
                };
                if gone.is_none() && GROUPS.iter().any(is_one) {
                    gone = Some((at, depth));
                }
                at += 1;
            }
            b'}' => {
                at += 1;
                if let Some((start, _)) = gone.filter(|(_, begun)| *begun == depth) {
                    out[start..at].fill(b'\n');
                    gone = None;
                }
                depth = depth.saturating_sub(1);
            }
            _ => {
                let sitting = sitting(rest);
                out[at..at + sitting].fill(b'\n');
                at += sitting.max(control(rest));
            }
        }
        if at >= bytes.len() {
            break;
        }
    }
    out
}

/// Returns the length of the number of a sitting at the beginning, with the blank that ends it.
fn sitting(rest: &[u8]) -> usize {
    let Some(word) = SITTINGS.iter().find(|word| rest.starts_with(word)) else { return 0 };
    let figures = rest[word.len()..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = word.len() + figures;
    if figures == 0 { 0 } else { end + usize::from(rest.get(end) == Some(&b' ')) }
}

/// Returns the length of the control word or sign at the beginning, with the bytes that it announces.
fn control(rest: &[u8]) -> usize {
    let Some(after) = rest.strip_prefix(b"\\bin") else { return 2.min(rest.len()) };
    let figures = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count = std::str::from_utf8(&after[..figures]).ok().and_then(|figures| figures.parse::<usize>().ok());
    let head = 4 + figures + usize::from(after.get(figures) == Some(&b' '));
    head.saturating_add(count.unwrap_or(0)).min(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let stripped = strip(text.as_bytes());
        assert_eq!(stripped.len(), text.len());
        let left: Vec<u8> = stripped.iter().copied().filter(|byte| *byte != b'\n').collect();
        assert_eq!(String::from_utf8_lossy(&left), expected);
    }

    #[test]
    fn what_it_says_of_itself_is_gone_and_its_text_stays() {
        check("{\\rtf1{\\info{\\author A}{\\creatim\\yr2026}}Text {\\b bold}}", "{\\rtf1Text {\\b bold}}");
        check("{\\rtf1{\\*\\generator Word {1};}{\\*\\userprops {\\propname P}}x}", "{\\rtf1x}");
        check("{\\rtf1{ \\info {\\title \\} A \\{ B \\\\}}x}", "{\\rtf1x}");
        check("{\\rtf1{\\infotext stays}\\{\\info stays\\}}", "{\\rtf1{\\infotext stays}\\{\\info stays\\}}");
        check("{\\rtf1{\\info{\\bin3 }}}}}x}", "{\\rtf1x}");
        check(
            "{\\rtf1{\\*\\rsidtbl \\rsid1\\rsid2}{\\*\\revtbl {A;}}{\\b\\insrsid12 x}\\rsidroot9 y\\charrsid7}",
            "{\\rtf1{\\bx}\\rsidroot9 y}",
        );
    }

    #[test]
    fn nothing_that_is_broken_does_harm() {
        check("{\\rtf1{\\info{\\author A", "{\\rtf1{\\info{\\author A");
        check("{\\rtf1}}}}{\\info x}\\", "{\\rtf1}}}}\\");
        check("{\\rtf1\\bin99999999999999999999 x", "{\\rtf1\\bin99999999999999999999 x");
        check("{\\rtf1\\bin900 {\\info x}", "{\\rtf1\\bin900 {\\info x}");
    }
}
