//! Who may read what: new files are what they would be if they were made in the output folder itself.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::{Ground, SITE};

/// The site with one page changed and two added, one of them in a new folder.
const EDITED: &[(&str, &str)] = &[
    ("index.html", "new home"),
    ("letters/a/index.html", "new a"),
    ("letters/a/note.html", "note"),
    ("letters/c/index.html", "c"),
];

/// Sets the permissions of a folder of the output.
fn allow(ground: &Ground, path: &str, mode: u32) {
    fs::set_permissions(ground.path(path), fs::Permissions::from_mode(mode)).expect("our own");
}

/// Returns the permissions of something in the output.
fn mode(ground: &Ground, path: &str) -> u32 {
    fs::metadata(ground.path(path)).expect("it stands").mode() & 0o7777
}

#[test]
fn new_files_have_the_permissions_of_their_folder() {
    for bits in [0o2750, 0o755, 0o700, 0o2775] {
        let ground = Ground::new();
        ground.build(SITE);
        allow(&ground, "", bits);
        allow(&ground, "letters", bits);
        allow(&ground, "letters/a", 0o711);
        ground.build(EDITED);
        ground.assert_stands(EDITED);
        assert_eq!(mode(&ground, "index.html"), bits & 0o666, "{bits:o}");
        assert_eq!(mode(&ground, "letters/c"), bits, "{bits:o}");
        assert_eq!(mode(&ground, "letters/c/index.html"), bits & 0o666, "{bits:o}");
        // A folder that differs from the one above it.
        assert_eq!(mode(&ground, "letters/a/index.html"), 0o600, "{bits:o}");
        assert_eq!(mode(&ground, "letters/a/note.html"), 0o600, "{bits:o}");
        assert_eq!([mode(&ground, ""), mode(&ground, "letters"), mode(&ground, "letters/a")], [bits, bits, 0o711]);
    }
}

#[test]
fn new_files_have_the_group_of_their_folder() {
    let ground = Ground::new();
    ground.build(SITE);
    let group = Some(rustix::fs::Gid::from_raw(4242));
    // Nobody but the superuser gives a folder to a group of others.
    if rustix::fs::chown(ground.out(), None, group).is_err() {
        return;
    }
    rustix::fs::chown(ground.path("letters"), None, group).expect("as before");
    let gid = |path: &str| fs::metadata(ground.path(path)).expect("it stands").gid();
    for (bits, site) in [(0o2750, EDITED), (0o750, SITE)] {
        allow(&ground, "", bits);
        allow(&ground, "letters", bits);
        let others = gid("letters/a");
        ground.build(site);
        let new = if bits == 0o750 { "letters/b" } else { "letters/c" };
        for path in ["index.html", new, &format!("{new}/index.html")] {
            assert_eq!(gid(path), 4242, "{path} with {bits:o}");
        }
        assert_eq!(gid("letters/a/index.html"), others, "this folder belongs to another group");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn new_files_have_the_access_list_of_their_folder() {
    let ground = Ground::new();
    ground.build(SITE);
    // Version 2: the owner, the user 4242, the group, the mask and others, each with what it may do.
    let entry =
        |tag: u16, bits: u16, id: u32| [&tag.to_le_bytes()[..], &bits.to_le_bytes(), &id.to_le_bytes()].concat();
    let none = u32::MAX;
    let entries = [entry(1, 7, none), entry(2, 5, 4242), entry(4, 5, none), entry(16, 7, none), entry(32, 0, none)];
    let list = [&2_u32.to_le_bytes()[..], &entries.concat()].concat();
    let flags = rustix::fs::XattrFlags::empty();
    for folder in ["", "letters"] {
        let set = rustix::fs::setxattr(ground.path(folder), "system.posix_acl_default", &list, flags);
        // Some disks know no such lists.
        if set.is_err() {
            return;
        }
    }
    // What the system itself gives.
    ground.write("made-there.txt", "theirs");
    let of = |path: &str| {
        let mut value = [0; 100];
        rustix::fs::getxattr(ground.path(path), "system.posix_acl_access", &mut value[..])
            .map(|length| value[..length].to_vec())
    };
    let expected = of("made-there.txt").expect("the system gives a list");
    ground.build(EDITED);
    for path in ["index.html", "letters/c/index.html"] {
        assert_eq!(of(path).expect("it has a list"), expected, "{path}");
        assert_eq!(mode(&ground, path), mode(&ground, "made-there.txt"), "{path}");
    }
    assert!(of("letters/a/index.html").is_err(), "this folder has no list");
}
