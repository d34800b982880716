//! Mistakes in whom a page is for: its session, its scope, whom it is addressed to.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

#[test]
fn scope_of_all_under_review_needs_a_session() {
    check(
        &SiteTest::new().file(
            "content/letters/open.md",
            "---\ntitle: Open\ndate: 2025-03-14\nscope: all-under-review\n---\nText.\n",
        ),
        str![[r#"
error[scope-without-session]: the scope is `all-under-review`, and the letter names no session
 --> content/letters/open.md:4:8
  |
4 | scope: all-under-review
  |        ^^^^^^^^^^^^^^^^
  |
  = hint: take the line out, or name the session to whose States the letter goes with `session:`
"#]],
    );
}
