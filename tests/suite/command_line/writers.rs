//! What commands beside `build` write: nothing of somebody else's, and nothing through a link.

use std::fs;

use super::{AT, Ground, LETTER_FILE};

/// Runs `newsletter` into a folder.
fn mail_to(ground: &Ground, out: &str) -> super::Ran {
    ground.run(["newsletter", LETTER_FILE, "--at", AT, "--out", out])
}

#[test]
fn newsletter_replaces_its_own_files_and_no_others() {
    let ground = Ground::new();
    mail_to(&ground, "mail").assert_status(0);
    let first = fs::read(ground.path("mail/newsletter.html")).expect("it is written");
    ground.write(LETTER_FILE, &crate::site_test::LETTER.replace("We write", "They write"));
    mail_to(&ground, "mail").assert_status(0);
    assert_ne!(fs::read(ground.path("mail/newsletter.html")).expect("it is written"), first);
    // Somebody else's, and one of its own that somebody has changed.
    ground.write("other/newsletter.txt", "a list of names");
    ground.write("mail/newsletter.html", "by hand");
    for (out, path) in [("other", "other/newsletter.txt"), ("mail", "mail/newsletter.html")] {
        let before = ground.files();
        let ran = mail_to(&ground, out);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains(path) && ran.err.contains("would be overwritten"), "{}", ran.err);
        assert_eq!(ground.files(), before, "nothing was changed");
    }
}

#[cfg(unix)]
#[test]
fn newsletter_writes_through_no_link() {
    let ground = Ground::new();
    ground.write("content/data/topics.yaml", "[]\n");
    fs::create_dir(ground.path("mail")).expect("a folder is made");
    let link = ground.path("mail/newsletter.html");
    std::os::unix::fs::symlink(ground.path("content/data/topics.yaml"), &link).expect("a link is made");
    let ran = mail_to(&ground, "mail");
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("is a symbolic link"), "{}", ran.err);
    assert_eq!(ground.files()["content/data/topics.yaml"], b"[]\n");
    assert!(!ground.path("mail/newsletter.txt").exists(), "all is written or nothing");
}

#[cfg(unix)]
#[test]
fn pages_are_begun_through_no_link() {
    let (ground, outside) = (Ground::new(), crate::site_test::folder());
    for folder in ["content/pages", "content/newsletters"] {
        std::os::unix::fs::symlink(outside.path(), ground.path(folder)).expect("a link is made");
    }
    let ran = ground.run(["new", "page", "How we work"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("content/pages` is a symbolic link"), "{}", ran.err);
    ground.run(["new", "newsletter", "After the session"]).assert_refused("is a symbolic link");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
}
