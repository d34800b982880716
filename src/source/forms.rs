//! Names in other forms of Unicode: `é` as one character, or as `e` and an accent.
//!
//! Some systems, archives and programs that synchronise change the form, and nobody sees it. Links and keys therefore name
//! a file in either form. Two files whose names differ in nothing else are an error, since nobody could tell them apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::SourceFile;
use crate::diag::{Diagnostic, mistakes};

/// The files whose paths are not in the composed form, by that form.
#[derive(Debug, Default)]
pub(super) struct Forms(BTreeMap<String, Arc<str>>);

impl Forms {
    /// Returns the forms of all paths; two files with one name are reported.
    pub(super) fn new(files: &BTreeMap<Arc<str>, SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Forms {
        let mut forms = BTreeMap::new();
        for path in files.keys().filter(|path| !path.is_ascii() && !is_nfc(path)) {
            let composed: String = path.nfc().collect();
            let other = files.get_key_value(composed.as_str()).map(|(other, _)| other);
            if let Some(other) = other.or_else(|| forms.get(&composed)) {
                diagnostics.push(mistakes::names_in_two_forms(path, other));
            }
            forms.insert(composed, Arc::clone(path));
        }
        Forms(forms)
    }

    /// Returns the path of the file in whose name nothing but the form differs from `path`.
    pub(super) fn find<'a>(&'a self, files: &'a BTreeMap<Arc<str>, SourceFile>, path: &str) -> Option<&'a str> {
        if path.is_ascii() {
            return None;
        }
        let composed: String = path.nfc().collect();
        let found = files.get_key_value(composed.as_str()).map(|(path, _)| path);
        found.or_else(|| self.0.get(&composed)).map(|path| &**path)
    }
}
