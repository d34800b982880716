//! The attributes of a folder: what the files and folders that are made in it get, and who may change it.
//!
//! What is staged is made elsewhere and renamed in, and so the system does not hand on the group of the output folder,
//! its permissions, its default access list and its label. Takes a standing folder; gives the same to what will lie in
//! it, so that a web server that may read the one may read the other. [`carry_over`] makes one folder wholly like another.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use super::system;

/// The extended attributes that are handed on to what is made in a folder.
#[cfg(unix)]
const HANDED_ON: [&str; 2] = [DEFAULT_LIST, "security.selinux"];
/// The access list that is handed on to what is made in a folder.
#[cfg(unix)]
const DEFAULT_LIST: &str = "system.posix_acl_default";

/// What tells who may do what with a folder and with what is made in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// The user it belongs to.
    pub(super) owner: u32,
    /// The group it belongs to.
    group: u32,
    /// The permission bits.
    mode: u32,
    /// The extended attributes that are handed on.
    handed_on: Vec<(OsString, Vec<u8>)>,
}

impl Attributes {
    /// Tells whether user `me` may add and remove names in the folder, as far as owner and permission bits tell.
    ///
    /// A folder without any write bit is left alone by everybody, the superuser included: somebody meant it so. Group
    /// membership is not looked up; a folder its group may write to is taken for writable.
    pub(super) fn lets_write(&self, me: u32) -> bool {
        match (self.mode & 0o222, self.owner) {
            (0, _) => false,
            (_, owner) if owner == me => me == 0 || self.mode & 0o200 != 0,
            _ => me == 0 || self.mode & 0o022 != 0,
        }
    }

    /// Tells whether the system itself gives permissions to what is made in the folder.
    #[cfg(unix)]
    fn has_default_list(&self) -> bool {
        self.handed_on.iter().any(|(name, _)| name == DEFAULT_LIST)
    }
}

#[cfg(unix)]
impl Attributes {
    /// The bit of a folder by which what is made in it belongs to its group.
    const SET_GROUP: u32 = 0o2000;

    /// Returns the attributes of the folder at `path`.
    pub(super) fn of(path: &Path, metadata: &Metadata) -> io::Result<Attributes> {
        use std::os::unix::fs::MetadataExt;
        let mut handed_on = system::extended(path)?;
        handed_on.retain(|(name, _)| HANDED_ON.iter().any(|known| name == known));
        Ok(Attributes { owner: metadata.uid(), group: metadata.gid(), mode: metadata.mode(), handed_on })
    }

    /// Makes a new folder hand on the same; tells whether that was to be had.
    pub(super) fn give_to_folder(&self, path: &Path) -> io::Result<bool> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let made = fs::symlink_metadata(path)?;
        let mut given = made.gid() == self.group || system::give(path, None, Some(self.group)).is_ok();
        // What the access list allows must not be cut by bits, which would be its mask.
        let wanted = if self.has_default_list() { made.mode() } else { self.mode | 0o700 };
        let mode = (wanted | self.mode & Self::SET_GROUP) & 0o7777;
        if mode != made.mode() & 0o7777 {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        }
        for (name, value) in &self.handed_on {
            given &= system::set_extended(path, name, value).is_ok() || name != DEFAULT_LIST;
        }
        Ok(given || self.mode & Self::SET_GROUP == 0)
    }

    /// Gives a new file what it would have if it were made in the folder; tells whether that was to be had.
    ///
    /// Its permissions are those of the folder, but that nobody runs it: who may list the folder may read the file.
    pub(super) fn give_to_file(&self, file: &File) -> io::Result<bool> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let made = file.metadata()?;
        let given = made.gid() == self.group || system::give_to_group(file, self.group).is_ok();
        let mode = self.mode & 0o666 | 0o600;
        if mode != made.mode() & 0o777 && !self.has_default_list() {
            file.set_permissions(fs::Permissions::from_mode(mode))?;
        }
        // Without that bit the system would not have given the group either.
        Ok(given || self.mode & Self::SET_GROUP == 0)
    }
}

#[cfg(not(unix))]
impl Attributes {
    /// Returns the attributes of the folder at `path`.
    pub(super) fn of(_: &Path, metadata: &Metadata) -> io::Result<Attributes> {
        let mode = if metadata.permissions().readonly() { 0 } else { 0o222 };
        Ok(Attributes { mode, ..Attributes::default() })
    }

    /// Makes a new folder hand on the same; tells whether that was to be had.
    pub(super) fn give_to_folder(&self, _: &Path) -> io::Result<bool> {
        Ok(true)
    }

    /// Gives a new file what it would have if it were made in the folder; tells whether that was to be had.
    pub(super) fn give_to_file(&self, _: &File) -> io::Result<bool> {
        Ok(true)
    }
}

/// Gives the folder `to` the owner, the group, the permissions and the extended attributes of `from`.
///
/// # Errors
/// When it cannot be had; but labels that only the system gives are left to it.
pub(super) fn carry_over(from: &Path, metadata: &Metadata, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let made = fs::symlink_metadata(to)?;
        let changed = |wanted, made| (wanted != made).then_some(wanted);
        let (owner, group) = (changed(metadata.uid(), made.uid()), changed(metadata.gid(), made.gid()));
        if owner.is_some() || group.is_some() {
            system::give(to, owner, group)?;
        }
    }
    fs::set_permissions(to, metadata.permissions())?;
    for (name, value) in system::extended(from)? {
        let set = system::set_extended(to, &name, &value);
        if name.to_string_lossy().starts_with("system.") || name.to_string_lossy().starts_with("user.") {
            set?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_is_writable_by_owner_group_or_all() {
        let lets = |owner, mode, me| Attributes { owner, mode, ..Attributes::default() }.lets_write(me);
        assert!(lets(7, 0o755, 7));
        assert!(!lets(7, 0o575, 7));
        assert!(!lets(7, 0o755, 8));
        assert!(lets(7, 0o775, 8));
        assert!(lets(7, 0o755, 0));
        assert!(!lets(7, 0o555, 0));
        assert!(!lets(0, 0o555, 0));
    }
}
