//! A file without a name in the folder for caches, for one process: it goes with it, however that ends.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::{make_folder, own_options};
use crate::diag::Error;

/// Makes an empty file in `folder`, outside of the site at `root`, that this user alone may read and change and nobody else can
/// open: it has no name.
///
/// # Errors
/// When the folder lies in the site, which is watched, or no such file can be made there.
pub fn nameless_file(folder: &Path, root: &Path) -> Result<File, Error> {
    if folder.starts_with(root) {
        return Err(Error::new(format!("`{}` lies in the site", folder.display())));
    }
    let made = make_folder(folder).and_then(|()| unnamed(folder).or_else(|_| with_name_removed(folder)));
    made.map_err(|error| Error::io("cannot make a file in", folder, error))
}

/// Makes a file that never has a name, and can be given none.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::TMPFILE | OFlags::EXCL;
    own_options().custom_flags(flags.bits() as i32).open(folder)
}

/// Makes a file that never has a name: only Linux can, and there not every file system.
#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes a file and takes its name away before anything is in it.
#[cfg(unix)]
fn with_name_removed(folder: &Path) -> io::Result<File> {
    let path = folder.join(format!("preview.{}.new", std::process::id()));
    let file = super::make_own(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// Makes a file that nobody else can open and that the system removes when it is closed, also where the process is ended.
#[cfg(windows)]
fn with_name_removed(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    /// `GENERIC_READ`, `GENERIC_WRITE` and `DELETE`.
    const ACCESS: u32 = 0x8000_0000 | 0x4000_0000 | 0x0001_0000;
    /// `FILE_FLAG_DELETE_ON_CLOSE`.
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let path = folder.join(format!("preview.{}.new", std::process::id()));
    _ = fs::remove_file(&path);
    let mut options = own_options();
    options.access_mode(ACCESS).share_mode(0).custom_flags(DELETE_ON_CLOSE).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    #[cfg(unix)]
    fn file_has_no_name_and_is_this_users_alone() {
        use std::os::unix::fs::MetadataExt;
        let temp = tempfile::tempdir().expect("a folder for the test");
        let folder = temp.path().join("cache");
        let files = [
            nameless_file(&folder, &temp.path().join("site")).expect("a good disk"),
            with_name_removed(&folder).expect("a good disk"),
        ];
        for mut file in files {
            file.write_all(b"a draft").expect("a good disk");
            let metadata = file.metadata().expect("it is open");
            assert_eq!((metadata.nlink(), metadata.mode() & 0o777, metadata.len()), (0, 0o600, 7));
            assert_eq!(fs::read_dir(&folder).expect("it was made").count(), 0);
        }
    }

    #[test]
    fn no_file_is_made_in_the_site_or_where_none_can_be() {
        let temp = tempfile::tempdir().expect("a folder for the test");
        let site = temp.path().join("site");
        assert!(nameless_file(&site.join("cache"), &site).is_err());
        assert!(!site.exists());
        let file = temp.path().join("file");
        fs::write(&file, "no folder").expect("a good disk");
        let said = nameless_file(&file, &site).expect_err("it is no folder").to_string();
        assert!(said.starts_with("cannot make a file in `"), "{said}");
    }
}
