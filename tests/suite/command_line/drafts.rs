//! Drafts and folders: what is hidden comes into no folder that was published, whichever command writes and by whatever name
//! the folder is called; and a folder of drafts that is published is clean of them.

use std::fs;
use std::path::PathBuf;

use super::{AT, Ground, LETTER_FILE};
use crate::site_test::LETTER;

/// What no published folder may hold.
const SECRET: &str = "unseen-until-the-morning";

/// A site with a letter that is a draft, and a public page.
fn ground() -> Ground {
    let ground = Ground::new();
    let hidden = LETTER.replace("session:", "draft: true\nsession:");
    ground.write(LETTER_FILE, &format!("{hidden}\n{SECRET}\n"));
    ground.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n");
    ground
}

impl Ground {
    /// Builds the site with drafts; returns how that went.
    fn drafts_to(&self, out: &str) -> super::Ran {
        self.run(["build", "--at", AT, "--drafts", "--out", out])
    }

    /// Publishes the site.
    fn publish_to(&self, out: &str) -> super::Ran {
        self.run(["build", "--at", AT, "--out", out])
    }

    /// Publishes the site with its cache in a folder.
    fn publish_to_with_cache(&self, cache: &str) -> super::Ran {
        self.run(["build", "--at", AT, "--cache-dir", cache])
    }

    /// Returns the files outside of `content` that hold what is hidden.
    fn leaks(&self) -> Vec<String> {
        let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        let files = self.files().into_iter().filter(|(path, _)| !path.starts_with("content/"));
        files.filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
    }

    /// Makes a link to a folder.
    fn link(&self, to: &str, name: &str) {
        std::os::unix::fs::symlink(self.path(to), self.path(name)).expect("a link is made");
    }
}

/// Fails unless drafts are refused at each of these places, and leave nothing there.
#[track_caller]
fn assert_refused(ground: &Ground, places: &[&str]) {
    let before = ground.files();
    for place in places {
        let absolute = ground.path(place).display().to_string();
        for out in [*place, &absolute] {
            let mail = ["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", out];
            for ran in [ground.drafts_to(out), ground.run(mail)] {
                assert_eq!(ran.status, 1, "{out}: {}", ran.err);
                assert!(ran.err.contains("drafts"), "{out}: {}", ran.err);
            }
        }
        let cached = ["build", "--at", AT, "--drafts", "--out", "apart", "--cache-dir", *place];
        assert!(ground.run(cached).assert_status(1).err.contains("drafts"), "a cache in {place}");
    }
    assert!(ground.files() == before, "something was written");
}

#[cfg(unix)]
#[test]
fn drafts_come_into_no_folder_that_was_published() {
    let ground = ground();
    ground.publish_to("public").assert_status(0);
    ground.publish_to("www").assert_status(0);
    ground.publish_to("holder/www").assert_status(0);
    ground.link("public", "front");
    ground.link("www", "holder/door");
    fs::create_dir(ground.path("elsewhere")).expect("a folder is made");
    assert_refused(
        &ground,
        &[
            "public",
            "public/preview",
            "public/letters/deep/er",
            "./elsewhere/../public/preview",
            "front",
            "front/preview",
            "www",
            "www/",
            "www/about",
            "www/preview",
            "holder/www/preview",
            "holder/door",
            "holder/door/preview",
        ],
    );
    ground.drafts_to("holder").assert_refused("where the site was published");
    assert!(!ground.path("public/.preview.demarche").exists(), "no books in what is published");
    assert_eq!(ground.leaks(), Vec::<String>::new());
    // What was published and removed may be served again.
    fs::remove_dir_all(ground.path("www")).expect("it stands");
    assert_refused(&ground, &["www", "www/preview"]);
    // Beside it is another place.
    ground.drafts_to("preview").assert_status(0);
    ground.drafts_to("preview").assert_status(0);
    assert!(ground.leaks().iter().all(|path| path.starts_with("preview/")), "{:?}", ground.leaks());
}

#[cfg(unix)]
#[test]
fn published_folder_is_known_after_it_was_moved_copied_or_replaced_by_a_link() {
    let ground = ground();
    ground.publish_to("www").assert_status(0);
    fs::rename(ground.path("www"), ground.path("moved")).expect("it stands");
    assert_refused(&ground, &["moved", "moved/preview"]);
    fs::create_dir(ground.path("fresh")).expect("a folder is made");
    ground.link("fresh", "www");
    assert_refused(&ground, &["www", "www/preview"]);
    assert_eq!(ground.leaks(), Vec::<String>::new());
}

#[test]
fn public_folder_takes_no_drafts_before_it_is_published() {
    let ground = ground();
    assert_refused(&ground, &["public", "public/preview"]);
    assert_eq!(ground.leaks(), Vec::<String>::new());
}

#[test]
fn folder_of_drafts_is_clean_once_it_is_published() {
    let ground = ground();
    ground.run(["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", "www"]).assert_status(0);
    ground.run(["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", "m"]).assert_status(0);
    ground.publish_to("m").assert_status(0);
    ground.drafts_to("www").assert_status(0);
    ground.run(["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", "www"]).assert_status(0);
    assert!(ground.leaks().contains(&"www/newsletter.html".to_owned()), "{:?}", ground.leaks());
    ground.publish_to("www").assert_status(0);
    assert_eq!(ground.leaks(), Vec::<String>::new());
    let routes = |out: &str| -> Vec<PathBuf> {
        let files = ground.files().into_keys().map(PathBuf::from);
        files.filter_map(|path| path.strip_prefix(out).ok().map(PathBuf::from)).collect()
    };
    assert_eq!(routes("www"), routes("m"));
    assert_refused(&ground, &["www", "m", "www/preview"]);
}

#[test]
fn draft_that_somebody_changed_is_not_published_with_the_rest() {
    let ground = ground();
    ground.drafts_to("www").assert_status(0);
    let page = ground.path("www/letters/upr-49/index.html");
    let text = fs::read_to_string(&page).expect("it stands");
    fs::write(&page, text + "<!-- a note -->").expect("it stands");
    let before = ground.files();
    ground.publish_to("www").assert_refused("a build with drafts made it");
    assert!(ground.files() == before);
    fs::rename(&page, ground.path("page.html")).expect("it stands");
    ground.publish_to("www").assert_status(0);
    assert_eq!(ground.leaks(), ["page.html"]);
}

#[test]
fn folder_of_drafts_is_published_neither_with_what_holds_it_nor_with_what_it_holds() {
    let ground = ground();
    ground.drafts_to("www/preview").assert_status(0);
    ground.publish_to("www").assert_refused("which was built with drafts");
    ground.publish_to("www/preview/public").assert_refused("which was built with drafts");
    fs::remove_dir_all(ground.path("www/preview")).expect("it stands");
    // What a build was killed with is as hidden as what one made.
    ground.write("www/.preview.demarche/stage-7/new/index.html", SECRET);
    ground.publish_to("www").assert_refused("which was built with drafts");
    fs::remove_dir_all(ground.path("www/.preview.demarche")).expect("it stands");
    ground.publish_to("www").assert_status(0);
    assert_eq!(ground.leaks(), Vec::<String>::new());
}

#[test]
fn folders_that_were_moved_without_their_books_say_themselves_what_they_hold() {
    let ground = ground();
    ground.drafts_to("apart").assert_status(0);
    fs::create_dir(ground.path("www")).expect("a folder is made");
    fs::rename(ground.path("apart"), ground.path("www/moved")).expect("it stands");
    ground.publish_to("www").assert_refused("which was built with drafts");
    ground.publish_to("other").assert_status(0);
    fs::rename(ground.path("other"), ground.path("copy")).expect("it stands");
    fs::remove_file(ground.path("copy/sitemap.xml")).expect("it stands");
    assert_refused(&ground, &["copy", "copy/preview"]);
}

#[test]
fn mails_of_drafts_come_into_no_folder_that_is_read_or_holds_the_site() {
    let ground = ground();
    for out in ["layouts/static/nl", "content/pages/nl", "content", ".", "..", "x/../layouts/static"] {
        ground
            .run(["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", out])
            .assert_refused("drafts cannot go to");
    }
    ground.publish_to("public").assert_status(0);
    assert_eq!(ground.leaks(), Vec::<String>::new());
}

#[test]
fn caches_lie_neither_in_the_site_nor_in_what_is_published() {
    let ground = ground();
    ground.write("apart/a", "");
    #[cfg(unix)]
    ground.link("layouts", "apart/linked");
    #[cfg(unix)]
    ground.publish_to_with_cache("apart/linked/static/c").assert_refused("cannot be the cache");
    for cache in ["layouts/static/c", "apart/../public/c", "apart/../layouts/static/c"] {
        ground.publish_to_with_cache(cache).assert_refused("cannot be the cache");
    }
}

#[test]
fn list_of_drafts_that_is_damaged_publishes_none_of_them() {
    let ground = ground();
    ground.drafts_to("www").assert_status(0);
    let manifest = ground.path(".www.demarche/manifest");
    let text = fs::read_to_string(&manifest).expect("it stands");
    fs::write(&manifest, &text[..text.len() - 9]).expect("it stands");
    ground.publish_to("www").assert_refused("remove the folder and build again");
}

#[cfg(unix)]
#[test]
fn texts_are_begun_in_no_published_folder() {
    let ground = ground();
    ground.publish_to("public").assert_status(0);
    ground.publish_to("www").assert_status(0);
    fs::create_dir(ground.path("public/in")).expect("a folder is made");
    ground.link("public/in", "content/recommendations");
    ground.link("public/in", "content/newsletters");
    let before = ground.files();
    ground.run(["new", "recommendation", "Name a focal point"]).assert_status(1);
    ground.run(["newsletter", "draft", "--since", "2025-01-01", "--at", AT]).assert_status(1);
    ground.run(["new", "site", "www/our-site"]).assert_refused("where the site was published");
    assert!(ground.files() == before);
}
