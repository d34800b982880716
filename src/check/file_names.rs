//! Names of published files that say more than they should: when and with what a picture was taken.

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, mistakes};

/// Checks the names of images and attachments.
pub(super) struct FileNames;

impl Check for FileNames {
    fn name(&self) -> &'static str {
        "file-names"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        for path in cx.site.files.keys() {
            let name = path.rsplit('/').next().unwrap_or(path);
            if tells_of_a_device(name) {
                diagnostics.push(mistakes::telling_file_name(cx.site.place_of_file(path), name));
            }
        }
    }
}

/// Tells whether a name is one that a camera or a messenger gave.
fn tells_of_a_device(name: &str) -> bool {
    let dated = |prefix: &str| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() >= 8 && rest.as_bytes()[..8].iter().all(u8::is_ascii_digit))
    };
    dated("IMG_")
        || dated("PXL_")
        || dated("VID_")
        || name.starts_with("WhatsApp Image")
        || name.starts_with("Screenshot_20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_given_by_devices_are_known() {
        assert!(tells_of_a_device("IMG_20260101_101010.jpg"));
        assert!(tells_of_a_device("WhatsApp Image 2026.jpg"));
        assert!(!tells_of_a_device("IMG_hall.jpg"));
    }
}
