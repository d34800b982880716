//! What the system can do and the standard library does not ask of it: exchanging two folders, groups, access lists.
//!
//! Takes paths; gives what the system said. Where a system lacks the call, it says so or gives nothing, and the caller
//! has another way.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;

/// Puts each of two folders in the place of the other, in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Puts each of two folders in the place of the other, in one step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Asks whether this process may add and remove names in a folder; the error says why not.
///
/// The system knows more than the permission bits tell: groups, access lists, and disks that are mounted read-only.
#[cfg(unix)]
pub(super) fn ask_to_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Asks whether this process may add and remove names in a folder; the error says why not.
#[cfg(not(unix))]
pub(super) fn ask_to_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Tells whether a folder is the top of a mount, as far as the system tells.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_mount(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let asked = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    asked.is_ok_and(|told| told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// Tells whether a folder is the top of a mount, as far as the system tells.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn is_mount(_: &Path) -> bool {
    false
}

/// Gives a file or folder to a user and a group.
#[cfg(unix)]
pub(super) fn give(path: &Path, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
    use rustix::fs::{Gid, Uid};
    Ok(rustix::fs::chown(path, owner.map(Uid::from_raw), group.map(Gid::from_raw))?)
}

/// Gives an open file to a group.
#[cfg(unix)]
pub(super) fn give_to_group(file: &File, group: u32) -> io::Result<()> {
    Ok(rustix::fs::fchown(file, None, Some(rustix::fs::Gid::from_raw(group)))?)
}

/// Returns the extended attributes of a file or folder, access lists among them; none where the disk knows none.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn extended(path: &Path) -> io::Result<Vec<(OsString, Vec<u8>)>> {
    use rustix::fs::{lgetxattr, lgetxattr_query, llistxattr, llistxattr_query};
    use std::os::unix::ffi::OsStringExt;
    let length = match llistxattr_query(path) {
        Err(rustix::io::Errno::NOTSUP) | Ok(0) => return Ok(Vec::new()),
        length => length?,
    };
    let mut names = vec![0; length];
    let length = llistxattr(path, &mut names[..])?;
    names.truncate(length);
    let mut all = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = vec![0; lgetxattr_query(path, name)?];
        let length = if value.is_empty() { 0 } else { lgetxattr(path, name, &mut value[..])? };
        value.truncate(length);
        all.push((OsString::from_vec(name.to_owned()), value));
    }
    Ok(all)
}

/// Gives an extended attribute to a file or folder.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn set_extended(path: &Path, name: &std::ffi::OsStr, value: &[u8]) -> io::Result<()> {
    Ok(rustix::fs::lsetxattr(path, name, value, rustix::fs::XattrFlags::empty())?)
}

/// Returns the extended attributes of a file or folder, access lists among them; none where the disk knows none.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn extended(_: &Path) -> io::Result<Vec<(OsString, Vec<u8>)>> {
    Ok(Vec::new())
}

/// Gives an extended attribute to a file or folder.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn set_extended(_: &Path, _: &std::ffi::OsStr, _: &[u8]) -> io::Result<()> {
    Ok(())
}
