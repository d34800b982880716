//! The facts of a file that are values of the fields which its collection declares.

use super::FieldValue;
use crate::packed::{Packed, Reader, Writer};

/// The deepest that values stand within one another.
const DEPTH_LIMIT: usize = 3;

impl Packed for FieldValue {
    fn pack(&self, out: &mut Writer) {
        match self {
            FieldValue::Text(text) => (0_u8, text.clone()).pack(out),
            FieldValue::Number(number) => {
                out.bytes.push(1);
                out.fixed(number.to_bits());
            }
            FieldValue::Boolean(value) => (2_u8, *value).pack(out),
            FieldValue::Date(moment) => (3_u8, *moment).pack(out),
            FieldValue::Choice(text) => (4_u8, text.clone()).pack(out),
            FieldValue::Url(text) => (5_u8, text.clone()).pack(out),
            FieldValue::Email(text) => (6_u8, text.clone()).pack(out),
            FieldValue::File(text) => (7_u8, text.clone()).pack(out),
            FieldValue::Image { src, alt, credit } => {
                (8_u8, src.clone()).pack(out);
                (alt.clone(), credit.clone()).pack(out);
            }
            FieldValue::Reference(text) => (9_u8, text.clone()).pack(out),
            FieldValue::List(items) => {
                out.bytes.push(10);
                items.pack(out);
            }
            FieldValue::Record(entries) => {
                out.bytes.push(11);
                entries.pack(out);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<FieldValue> {
        unpack_field(from, 0)
    }
}

/// Reads the value of a field that stands so deep within others.
fn unpack_field(from: &mut Reader<'_>, depth: usize) -> Option<FieldValue> {
    Some(match u8::unpack(from)? {
        0 => FieldValue::Text(Packed::unpack(from)?),
        1 => FieldValue::Number(f64::from_bits(from.fixed()?)),
        2 => FieldValue::Boolean(Packed::unpack(from)?),
        3 => FieldValue::Date(Packed::unpack(from)?),
        4 => FieldValue::Choice(Packed::unpack(from)?),
        5 => FieldValue::Url(Packed::unpack(from)?),
        6 => FieldValue::Email(Packed::unpack(from)?),
        7 => FieldValue::File(Packed::unpack(from)?),
        8 => {
            FieldValue::Image { src: Packed::unpack(from)?, alt: Packed::unpack(from)?, credit: Packed::unpack(from)? }
        }
        9 => FieldValue::Reference(Packed::unpack(from)?),
        10 if depth < DEPTH_LIMIT => {
            FieldValue::List((0..from.count()?).map(|_| unpack_field(from, depth + 1)).collect::<Option<_>>()?)
        }
        11 if depth < DEPTH_LIMIT => {
            let count = from.count()?;
            let entry = |_| Some((Packed::unpack(from)?, unpack_field(from, depth + 1)?));
            FieldValue::Record((0..count).map(entry).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
