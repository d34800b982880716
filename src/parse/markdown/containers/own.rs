//! The arguments of a site's own blocks, each checked by the type that the layout declares.

use super::fence::Argument;
use crate::diag::{Diagnostic, mistakes};
use crate::moment::Moment;
use crate::parse::markdown::Writer;
use crate::parse::urls::{Dest, classify};
use crate::parse::{FieldType, Image};

impl Writer<'_> {
    /// Reports a value that is not of its type, and notes the file that it names; tells whether it is right.
    pub(super) fn check_field(&mut self, of: &FieldType, argument: &Argument) -> bool {
        let (key, value) = (argument.key.as_str(), argument.value.trim());
        // Only what is wrong has a place: to find its line takes the longer the further down it stands.
        let span = || self.span(&argument.range);
        let wrong = |expected: &str| Some(mistakes::argument_type(span(), key, value, expected));
        let found: Option<Diagnostic> = match of {
            FieldType::Text(Some(pattern)) if !pattern.matches(value) => {
                wrong(&format!("what fits `{}`", pattern.written))
            }
            FieldType::Number if !value.parse().is_ok_and(f64::is_finite) => wrong("a number, as in `12.5`"),
            FieldType::Boolean if !["true", "false"].contains(&value) => wrong("`true` or `false`"),
            FieldType::Date if Moment::parse(value).is_none_or(|moment| moment.has_time()) => {
                wrong("a day, as in `2025-05-02`")
            }
            FieldType::Datetime if Moment::parse(value).is_none() => {
                wrong("a day and a time, as in `2025-05-02T14:30`")
            }
            FieldType::Choice(options) if !options.iter().any(|(id, _)| id == value) => {
                let ids: Vec<&str> = options.iter().map(|(id, _)| id.as_str()).collect();
                Some(mistakes::argument_choice(span(), key, value, &ids))
            }
            FieldType::Url if !is_web(value) => wrong("a whole address, as in `https://example.org/`"),
            FieldType::Email if !is_email(value) => wrong("an address for mails, as in `office@example.org`"),
            FieldType::File => return self.link_to_file(argument).is_some(),
            FieldType::Image(_) => return self.note_picture(argument),
            _ => None,
        };
        let is_right = found.is_none();
        found.into_iter().for_each(|found| self.report(found));
        is_right
    }

    /// Notes a picture of which the layout of the block makes something; tells whether it is a file of this site.
    fn note_picture(&mut self, argument: &Argument) -> bool {
        let is_ours = classify(&argument.value) == Dest::Internal;
        if is_ours {
            let (src, range) = (argument.value.clone(), argument.range.clone());
            self.body.images.push(Image { src, alt: String::new(), title: String::new(), range });
        } else {
            let span = self.span(&argument.range);
            self.report(mistakes::no_file_in_argument(span, &argument.key, &argument.value));
        }
        is_ours
    }
}

/// Tells whether a text is an address of the web.
fn is_web(text: &str) -> bool {
    let scheme = text.split("://").next().unwrap_or("");
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web && !text.contains(char::is_whitespace) && crate::address::normalised(text).is_ok()
}

/// Tells whether a text is an address for mails.
fn is_email(text: &str) -> bool {
    crate::config::is_email(text)
}
