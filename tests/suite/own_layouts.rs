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

#[test]
fn one_block_of_a_card_and_of_the_band_stands_in_for_that_of_the_built_in_one() {
    let index = "---\ntitle: Vacancies\ncollection:\n  singular: Vacancy\n  layout: vacancy\n---\n";
    let site = SiteTest::new()
        .file("content/vacancies/_index.md", index)
        .file("content/vacancies/a.md", "---\ntitle: A\ndate: 2025-05-01\ndescription: Some words.\n---\nText.\n")
        .file(
            "layouts/partials/vacancy-card.html",
            "{% extends \"default/partials/card.html\" %}{% block line %}{{ super() }}<p>Own.</p>{% endblock %}",
        )
        .file(
            "layouts/partials/header.html",
            "{% extends \"default/partials/header.html\" %}{% block brand %}<p>Brand.</p>{% endblock %}",
        );
    let list = site.build().text("vacancies/index.html");
    assert!(list.contains("<p class=\"card-text-line\">Some words.</p>\n<p>Own.</p></div>"), "{list}");
    assert!(list.contains("<p>Brand.</p>") && !list.contains("brand-link"), "{list}");
}

#[test]
fn blocks_of_lists_and_mails_are_changed() {
    let site = SiteTest::new()
        .file(
            "layouts/section.html",
            "{% extends \"default/section.html\" %}{% block empty %}{% endblock %}{% block heading %}<h1>{{ section.count }}</h1>{% endblock %}",
        )
        .file(
            "layouts/newsletter/letter.html",
            "{% extends \"default/newsletter/letter.html\" %}{% block styles %}.own { color: #123456; }{% endblock %}\
             {% block web %}<p class=\"own\">Own.</p>{% endblock %}",
        )
        .file(
            "layouts/newsletter/letter.txt",
            "{% extends \"default/newsletter/letter.txt\" %}{% block footer %}Own.\n{% endblock %}",
        );
    let built = site.build();
    assert!(built.text("letters/index.html").contains("<h1>1</h1>"));
    assert!(!built.text("briefs/index.html").contains("class=\"empty\""));
    let mail = built.text("letters/upr-49/newsletter.html");
    assert!(mail.contains("<p style=\"") && mail.contains("color:#123456") && mail.contains(">Own.</p>"), "{mail}");
    assert!(built.text("letters/upr-49/newsletter.txt").ends_with("Own.\n"));
}

#[test]
fn blocks_within_blocks_of_a_layout_are_its_own_affair() {
    let inner = "{% extends \"default/topics.html\" %}{% block heading %}{% block own %}x{% endblock %}{% endblock %}";
    SiteTest::new().file("layouts/topics.html", inner).build().assert_silent();
    // What the site itself has in place of a built-in layout has blocks of its own.
    SiteTest::new()
        .file("layouts/base.html", "<title>x</title>{% block main %}{% endblock %}{% block mine %}{% endblock %}")
        .file("layouts/topics.html", "{% extends \"base.html\" %}{% block mine %}x{% endblock %}")
        .file("layouts/section.html", "{% extends \"base.html\" %}{% block main %}x{% endblock %}")
        .build()
        .assert_silent();
}
