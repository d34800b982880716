//! A template, as a file of the site or the program has it.

use std::sync::Arc;

use crate::track::Fingerprint;

/// One template.
#[derive(Clone, Debug)]
pub struct Template {
    /// The path shown in messages.
    pub path: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
}
