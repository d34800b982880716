//! `demarche newsletter`.

use super::{AT, Ground};
use crate::site_test::SETTINGS;

#[test]
fn newsletter_prints_or_writes_a_mail_for_a_service() {
    let ground = Ground::new();
    ground
        .write("content/newsletters/012.md", "---\ntitle: Issue\ndate: 2025-05-02\nnumber: 12\n---\nUse `{{ x }}`.\n");
    let by_number = ground.run(["newsletter", "12", "--at", AT, "--profile", "listmonk"]).assert_status(0);
    assert!(by_number.out.contains("href=\"{{ UnsubscribeURL }}\"") && by_number.out.contains("&#123;{ x }}"));
    assert!(!by_number.out.contains("merge.invalid"), "{}", by_number.out);
    for name in
        ["newsletters/012.md", "content/newsletters/012.md", "/newsletters/12/", "https://example.org/newsletters/12/"]
    {
        let ran = ground.run(["newsletter", name, "--at", AT, "--profile", "listmonk", "--stdout"]).assert_status(0);
        assert_eq!(ran.out, by_number.out, "{name}");
    }
    let text = ground.run(["newsletter", "letters/upr-49", "--at", AT, "--text"]).assert_status(0);
    assert!(text.out.starts_with("Example Centre\n") && text.out.contains("====\n"), "{}", text.out);
    ground.run(["newsletter", "12", "--at", AT, "--out", "mail"]).assert_status(0);
    let files = ground.files();
    assert!(
        files.contains_key("mail/newsletter.html") && files.contains_key("mail/newsletter.txt"),
        "{:?}",
        files.keys()
    );
}

#[test]
fn newsletter_refuses_what_is_none() {
    let ground = Ground::new();
    ground.run(["newsletter", "7", "--at", AT]).assert_refused("is no letter, brief or issue");
    ground.run(["newsletter", "letters/upr-48.md", "--at", AT]).assert_refused("did you mean `letters/upr-49.md`?");
    ground.write("content/letters/upr-49.md", "---\ntitle: A\n---\n");
    ground.run(["newsletter", "letters/upr-49", "--at", AT]).assert_status(1);
}

#[test]
fn newsletter_says_what_holds_a_page_back() {
    let ground = Ground::new();
    let letter = |keys: &str| format!("---\ntitle: A\nsession: upr-49\ndate: 2025-05-01\n{keys}\n---\nWords.\n");
    for (keys, why) in [
        ("draft: true", "is a draft"),
        ("embargo: 2026-05-01T00:00:00+02:00", "is under embargo until 2026-05-01 00:00 CEST"),
        ("expires: 2025-06-01T00:00:00+02:00", "is expired since 2025-06-01 00:00 CEST"),
    ] {
        ground.write("content/letters/held.md", &letter(keys));
        for name in ["letters/held", "content/letters/held.md", "/letters/held/"] {
            let ran = ground.run(["newsletter", name, "--at", AT]).assert_status(1);
            let said = ran.err.contains(&format!("`content/letters/held.md` {why}")) && ran.err.contains("`--drafts`");
            assert!(said && ran.out.is_empty(), "{name}: {}", ran.err);
            ground.run(["newsletter", name, "--at", AT, "--drafts"]).assert_status(0);
        }
    }
    // A page of another kind, held back or not, has no mail.
    ground.write("content/pages/plan.md", "---\ntitle: A plan\ndraft: true\n---\nWords.\n");
    ground.run(["newsletter", "/plan/", "--at", AT]).assert_refused("is no letter, brief or issue");
}

#[test]
fn mails_go_into_no_folder_of_the_site() {
    let ground = Ground::new();
    ground.run(["build", "--at", AT, "--out", "www"]).assert_status(0);
    for _ in 0..2 {
        let before = ground.files();
        for out in ["public", "public/mails", "www", "www/mails", "content", "layouts/static/mails", ".", ".."] {
            let ran = ground.run(["newsletter", super::LETTER_FILE, "--at", AT, "--out", out]).assert_status(1);
            let said = ran.err.contains("mails cannot go to") && ran.err.contains("hint: give a folder");
            assert!(said, "{out}: {}", ran.err);
        }
        assert!(ground.files() == before);
        assert!(!ground.path("www/.mails.demarche").exists() && !ground.path("public/.mails.demarche").exists());
        // Once the site was built, as before.
        ground.run(["build", "--at", AT]).assert_status(0);
    }
    ground.run(["newsletter", super::LETTER_FILE, "--at", AT, "--out", "mails/public"]).assert_status(0);
}

#[test]
fn refused_mails_leave_nothing_behind() {
    let ground = Ground::new();
    ground.write("notes/newsletter.txt", "Ours.");
    let all = |ground: &Ground| {
        let entries = std::fs::read_dir(ground.0.path()).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name()).collect::<std::collections::BTreeSet<_>>()
    };
    let before = all(&ground);
    for drafts in [None, Some("--drafts")] {
        let arguments = ["newsletter", super::LETTER_FILE, "--at", AT, "--out", "notes"].into_iter().chain(drafts);
        ground.run(arguments).assert_refused("newsletter.txt");
        assert_eq!(all(&ground), before, "{drafts:?}");
    }
    // What was refused is no folder of drafts.
    std::fs::remove_file(ground.path("notes/newsletter.txt")).expect("it stands");
    ground.run(["build", "--at", AT, "--out", "notes/www"]).assert_status(0);
}

/// Returns a letter, or a page without a session.
fn page(title: &str, keys: &str) -> String {
    format!("---\ntitle: \"{title}\"\n{keys}\n---\nA text of forty characters or more, to be shown beside it.\n")
}

/// Returns a site in which letters, briefs and pages came and went.
fn busy() -> Ground {
    let ground = Ground::new();
    for (path, title, keys) in [
        ("letters/second.md", "A #second \\\"letter\\\"", "date: 2025-05-02\nsession: upr-49"),
        ("letters/second.fr.md", "Une autre lettre", "date: 2025-05-02\nsession: upr-49"),
        ("letters/draft.md", "Draft", "date: 2025-05-03\nsession: upr-49\ndraft: true"),
        ("letters/later.md", "Later", "date: 2025-05-03\nsession: upr-49\nembargo: 2025-09-01T00:00:00Z"),
        ("letters/gone.md", "Gone", "date: 2025-05-03\nsession: upr-49\nexpires: 2025-06-01T00:00:00Z"),
        ("letters/freed.md", "Freed", "date: 2025-03-01\nsession: upr-49\nembargo: 2025-05-05T09:00:00+02:00"),
        ("briefs/upr-49/ken/index.md", "Kenya", "date: 2025-05-01\nstate: KEN\nsession: upr-49"),
        ("briefs/upr-49/guy.md", "Guyana", "date: 2025-04-30\nstate: GUY\nsession: upr-49"),
        ("recommendations/focal-point.md", "Focal point", "date: 2025-05-04"),
        ("pages/method.md", "Method", "date: 2025-05-01"),
        ("pages/privacy.md", "Privacy", "slug: privacy"),
    ] {
        ground.write(&format!("content/{path}"), &page(title, keys));
    }
    ground.write("content/site.yaml", &format!("{SETTINGS}languages: [en, fr]\n"));
    ground
}

#[test]
fn next_issue_is_drafted_from_what_was_published() {
    let ground = busy();
    let draft = ["newsletter", "draft", "--since", "2025-05-01", "--at", AT];
    let printed = ground.run(draft.iter().chain(&["--stdout"])).assert_status(0);
    assert!(!ground.files().contains_key("content/newsletters/001.md"));
    let ran = ground.run(draft).assert_status(0);
    assert!(ran.out.trim_end().replace('\\', "/").ends_with("content/newsletters/001.md"), "{}", ran.out);
    assert!(ran.err.contains("this is a draft"), "{}", ran.err);
    let text = String::from_utf8(ground.files()["content/newsletters/001.md"].clone()).expect("text");
    assert_eq!(text, printed.out);
    let head = "\
---
title: \"Newsletter 1\"
date: 2025-08-01
draft: true # remove this line to publish
number: 1
subject: \"Freed · A #second \\\"letter\\\" · Kenya · Method\" # at most 78 characters
preheader: \"A text of forty characters or more, to be shown beside it.\" # 40 to 130 characters
items: # in this order; take out what does not belong here
  - letters/freed.md # 2025-05-05, Freed
  - letters/second.md # 2025-05-02, A #second \"letter\"
  - briefs/upr-49/ken/index.md # 2025-05-01, Kenya
  - pages/method.md # 2025-05-01, Method
---
Dear reader,

Write the editorial here";
    assert!(text.starts_with(head), "{text}");
    let checked = ground.run(["check", "--drafts", "--at", AT]).assert_status(0);
    let about = checked.err.split("\n\n").filter(|found| found.contains("newsletters/001.md"));
    assert_eq!(about.collect::<Vec<_>>(), [""; 0], "{}", checked.err);
    let mail = ground.run(["newsletter", "1", "--drafts", "--at", AT, "--text"]).assert_status(0);
    assert!(mail.out.contains("Kenya\n-----") && mail.out.contains("Newsletter · Issue 1"), "{}", mail.out);
}

#[test]
fn next_issue_leaves_out_what_an_earlier_one_lists() {
    let ground = busy();
    ground.write(
        "content/newsletters/0011.md",
        "---\ntitle: Issue\ndate: 2025-05-02\nnumber: 11\nitems: [letters/second.md]\n---\nText.\n",
    );
    // Numbers of other languages count, and so do drafts.
    ground.write("content/newsletters/0012.fr.md", "---\ntitle: Numéro\ndate: 2025-06-02\nnumber: 12\n---\nText.\n");
    let ran = ground.run(["newsletter", "draft", "--at", AT]).assert_status(0);
    assert!(ran.out.trim_end().ends_with("0013.md"), "{}", ran.out);
    assert!(ran.err.contains("note: left out `letters/second.md`: issue 11 lists it\n"), "{}", ran.err);
    let text = String::from_utf8(ground.files()["content/newsletters/0013.md"].clone()).expect("text");
    assert!(
        text.contains("items: # in this order; take out what does not belong here\n  - letters/freed.md #"),
        "{text}"
    );
    assert_eq!(text.matches("\n  - ").count(), 1, "{text}");
    // All is listed now, though the public does not see the draft.
    ground.run(["newsletter", "draft", "--since", "2025-05-02", "--at", AT]).assert_refused(
        "nothing was published since 2025-05-02 but what earlier issues list:\n  `letters/freed.md` (issue 13)\n  `letters/second.md` (issue 11)",
    );
}

#[test]
fn next_issue_speaks_the_language_of_the_site_and_is_not_dated_before_the_last() {
    let ground = Ground::new();
    ground.write("content/site.yaml", &format!("{SETTINGS}language: fr\n"));
    ground.write("content/newsletters/7.md", "---\ntitle: Numéro\ndate: 2025-12-02\nnumber: 7\n---\nTexte.\n");
    let ran = ground.run(["newsletter", "draft", "--since", "2025-01-01", "--at", AT]).assert_status(0);
    assert!(ran.out.trim_end().replace('\\', "/").ends_with("newsletters/8.md"), "{}", ran.out);
    let text = String::from_utf8(ground.files()["content/newsletters/8.md"].clone()).expect("text");
    assert!(text.starts_with("---\ntitle: \"Lettre d’information 8\"\ndate: 2025-12-02\n"), "{text}");
    ground.run(["check", "--drafts", "--at", AT]).assert_status(0);
}

#[test]
fn next_issue_is_refused_where_there_is_none() {
    let ground = Ground::new();
    let before = ground.files();
    for (arguments, why) in [
        (&["--since", "2025-05-01"][..], "error: nothing was published since 2025-05-01\n"),
        (&[], "error: there is no issue yet; say since when with `--since`, such as `--since 2025-03-14`\n"),
    ] {
        ground.run(["newsletter", "draft", "--at", AT].iter().chain(arguments)).assert_refused(why);
    }
    assert_eq!(ground.files(), before);
    // A file that is no issue, under the name that the next one would have.
    ground.write("content/newsletters/001.md", "---\ntitle: A plan\ntype: page\ndate: 2020-01-01\n---\nText.\n");
    ground.run(["newsletter", "draft", "--since", "2025-01-01", "--at", AT]).assert_refused("exists already");
    ground.write("content/letters/upr-49.md", "---\ntitle: A\n---\n");
    let faulty = ground.run(["newsletter", "draft", "--since", "2025-01-01", "--at", AT]).assert_status(1);
    assert!(faulty.err.contains("error[missing-key]"), "{}", faulty.err);
    ground.run(["newsletter"]).assert_status(2);
    let help = ground.run(["newsletter", "draft", "--help"]).assert_status(0);
    assert!(help.out.contains("demarche newsletter draft --since 2026-02-01"), "{}", help.out);
    ground.run(["newsletter", "draft", "--profile", "brevo"]).assert_status(2);
}
