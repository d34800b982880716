//! Blocks of a site's own layouts that the layouts they extend do not have.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

#[test]
fn misspelt_block() {
    check(
        &SiteTest::new()
            .file("layouts/topics.html", "{% extends \"default/topics.html\" %}\n{% block headin %}x{% endblock %}\n"),
        str![[r#"
warning[unknown-layout-block]: `default/topics.html` has no block `headin`, and nobody sees what stands in it
 --> layouts/topics.html:2:10
  |
2 | {% block headin %}x{% endblock %}
  |          ^^^^^^
  |
  = hint: did you mean `heading`?
"#]],
    );
}

#[test]
fn block_that_is_like_none() {
    check(
        &SiteTest::new()
            .file("layouts/topics.html", "{% extends \"default/topics.html\" %}\n{% block sidebar %}x{% endblock %}\n"),
        str![[r#"
warning[unknown-layout-block]: `default/topics.html` has no block `sidebar`, and nobody sees what stands in it
 --> layouts/topics.html:2:10
  |
2 | {% block sidebar %}x{% endblock %}
  |          ^^^^^^^
  |
  = hint: its blocks are `footer`, `head`, `header`, `heading`, `introduction`, `list`, `main`, `og_type`, `title`, `trail`
"#]],
    );
}
