//! `demarche newsletter`.

use super::{AT, Ground};

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
