//! Mail: what letters, briefs and newsletter issues look like in mail programs, and in which form services take them.
//!
//! Takes the HTML of bodies and of layouts, words and settings; gives HTML with inline styles, plain text, messages
//! (RFC 5322) and pictures. Knows no sites and no layouts: `render` asks it for bodies, `output` for the rest. Whatever
//! comes in, something comes out, and the same from the same.

mod absolute;
mod base_direction;
mod below;
mod body;
mod body_elements;
mod body_lists;
mod body_numbers;
mod body_table;
#[cfg(test)]
mod body_tests;
mod breaks;
mod check;
mod colour;
mod eml;
mod grid;
mod headline;
mod image;
mod inline;
mod inline_pass;
#[cfg(test)]
mod inline_tests;
mod markup;
mod nesting;
mod profile;
mod quoted;
mod references;
mod sheet;
mod styles;
mod table;
mod text;
mod text_link;
mod text_open;
mod text_parts;
mod text_table;
#[cfg(test)]
mod text_tests;
mod wrap;
#[cfg(test)]
mod wrap_tests;

pub use absolute::with_absolute_addresses;
pub use below::below_anchor;
pub use body::{BodyCx, MailBody, MailImage, mail_body};
pub use check::{Fault, HEAVY, TOO_HEAVY, Weight, faults, weight};
pub use colour::{CONTRAST, DARK, LIGHT, Palette, contrast, palette, readable as readable_colour};
pub use eml::{Letter, message, one_line};
pub use headline::{PREHEADER, SUBJECT_LIMIT, preheader, subject_of_titles};
pub use image::{Change, SHOWN_WIDTH, change, is_large, made_name, remake, shown};
pub use inline::{Inlined, inline_by_library, inline_by_table, inline_styles};
pub use profile::{MERGE, PROFILES, Part, Places, Profile, for_service};
pub use text::{TextCx, text_of};
pub use wrap::{WIDTH, underlined, width, wrap, wrapped};
