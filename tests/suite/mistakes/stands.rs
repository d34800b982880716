//! States, topics and instruments without a page, and their places in the lists.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

#[test]
fn link_to_a_state_without_a_page() {
    check(
        &SiteTest::new().file("content/pages/more.md", "---\ntitle: More\n---\nSee [France](/states/fra/).\n"),
        str![[r#"
warning[leads-to-list]: `/states/fra/` leads to `/states/#fra`: nothing stands on a page on France
 --> content/pages/more.md:4:14
  |
4 | See [France](/states/fra/).
  |              ^^^^^^^^^^^^
  |
  = hint: it leads to the page by itself as long as there is one, in the language of the address
"#]],
    );
}

#[test]
fn heading_with_the_anchor_of_what_is_listed() {
    check(
        &SiteTest::new()
            .file("content/instruments/_index.md", "---\ntitle: Instruments\n---\n## Rome Statute\n\nA text on it.\n"),
        str![[r#"
warning[anchor-of-listed]: `#rome-statute` is the place of Rome Statute in the list below
 --> content/instruments/_index.md:4:1
  |
4 | ## Rome Statute
  | ^^^^^^^^^^^^^^^
  |
  = hint: give what stands here another id: `## Title {#on-rome-statute}`
"#]],
    );
}
