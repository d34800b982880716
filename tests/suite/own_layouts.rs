//! Layouts of a site's own that change a part of the built-in ones.

use crate::site_test::SiteTest;

#[test]
fn one_block_stands_in_for_that_of_the_built_in_layout() {
    let built_in = SiteTest::new().build().text("letters/upr-49/index.html");
    let own = "{% extends \"default/letter.html\" %}{% block cite %}\n<p>Cite {{ page.title }}.</p>\n{% endblock %}";
    let built = SiteTest::new().file("layouts/letter.html", own).build().text("letters/upr-49/index.html");
    let start = built_in.find("<section class=\"cite\">").expect("how to cite it");
    let end = start + built_in[start..].find("</section>\n").expect("its end") + "</section>\n".len();
    let expected = [&built_in[..start], "<p>Cite Recommendations for UPR 49.</p>\n", &built_in[end..]].concat();
    assert_eq!(built, expected);
}

#[test]
fn changed_frames_stand_around_built_in_layouts() {
    let site = SiteTest::new()
        .file(
            "layouts/base.html",
            "{% extends \"default/base.html\" %}{% block head %}<meta name=\"own\" content=\"1\">\n{% endblock %}",
        )
        .file(
            "layouts/publication.html",
            "{% extends 'default/publication.html' %}{% block source %}{{ super() }}<p>Own.</p>\n{% endblock %}",
        );
    let built = site.build();
    let letter = built.text("letters/upr-49/index.html");
    assert!(letter.contains("<meta name=\"own\" content=\"1\">\n</head>"), "{letter}");
    assert!(letter.contains("</span> Example Centre</p>\n<p>Own.</p>\n"), "{letter}");
    assert!(built.text("states/ken/index.html").contains("<meta name=\"own\""));
}

#[test]
fn misspelt_names_of_built_in_layouts_are_told() {
    let built = SiteTest::new().file("layouts/letter.html", "{% extends \"default/leter.html\" %}").build();
    assert!(built.report().contains("default/leter.html"), "{}", built.report());
}
