//! Who signs a letter: persons and organisations, in its front matter or in a file beside it.

use crate::site_test::SiteTest;

/// Returns a site with a letter that is signed so.
fn signed(signatories: &str) -> SiteTest {
    let letter =
        format!("---\ntitle: Open\ndate: 2025-03-20\nclosing: Yours,\nsignatories: {signatories}\n---\nWe write.\n");
    SiteTest::new().file("content/letters/open.md", letter)
}

/// Returns a file with so many signatories.
fn many(count: usize) -> String {
    let line = |number: usize| format!("Person {number},Chair,\"Organisation {number}, of many\",Utopia\n");
    format!("name,role,organisation,country\n{}", (1..=count).map(line).collect::<String>())
}

#[test]
fn persons_and_organisations_sign() {
    let list = "[{name: A. Example, role: Director, organisation: Sample Centre, country: Utopia}, {organisation: Second Centre}, {name: B. Example}]";
    let built = signed(list).build();
    assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
    let page = built.text("letters/open/index.html");
    assert!(
        page.contains(
            ">A. Example</span> <span class=\"role\" dir=\"auto\">Director, Sample Centre, Utopia</span></li>"
        ),
        "{page}"
    );
    assert!(page.contains(">Second Centre</span></li>") && page.contains(">B. Example</span></li>"), "{page}");
    assert!(!page.contains("signatories-many"), "{page}");
    let plain = built.text("letters/open/newsletter.txt");
    assert!(plain.contains("A. Example\nDirector, Sample Centre, Utopia\n\nSecond Centre\n"), "{plain}");
    assert!(built.text("letters/open/newsletter.html").contains("Director, Sample Centre, Utopia"));
    assert!(built.text("letters/feed.xml").contains("Second Centre"));
}

#[test]
fn many_stand_in_columns_and_mails_have_the_first_hundred() {
    for count in [48, 1_500] {
        let built = signed("who.csv").file("content/letters/who.csv", many(count)).build();
        assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
        let page = built.text("letters/open/index.html");
        assert!(
            page.contains("<ul class=\"signatories signatories-many\">") && page.contains("signatories</p>"),
            "{page}"
        );
        assert!(page.contains(&format!(">Person {count}</span> <span class=\"role\" dir=\"auto\">Chair, Organisation {count}, of many, Utopia</span>")));
        let plain = built.text("letters/open/newsletter.txt");
        assert!(plain.contains("Person 48, Chair, Organisation 48, of many, Utopia\n"), "{plain}");
        assert_eq!(plain.contains("All signatories are on the web page"), count > 100);
        assert!(!plain.contains("Person 101,"));
        assert!(built.text("letters/open/newsletter.html").len() < 60_000);
        // The file is read and not published.
        assert!(!built.files.keys().any(|path| path.ends_with(".csv")));
    }
}

#[test]
fn file_is_read_as_spreadsheets_write_it() {
    let text = "name;organisation\r\n\"Ann \"\"Example\"\"\";Café\r\n;\"A; B\"\r\n;\r\n";
    let wide = |from: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(from)).collect::<Vec<u8>>()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
        wide(u16::to_le_bytes, [0xff, 0xfe]),
        wide(u16::to_be_bytes, [0xfe, 0xff]),
        text.replace(';', "\t").replace("A\t B", "A; B").into_bytes(),
    ] {
        let built = signed("who.csv").file("content/letters/who.csv", &bytes).build();
        assert_eq!(built.codes(), <[&str; 0]>::default(), "{}", built.report());
        let page = built.text("letters/open/index.html");
        assert!(
            page.contains("Ann &#34;Example&#34;</span>") || page.contains("Ann &quot;Example&quot;</span>"),
            "{page}"
        );
        assert!(page.contains(">Café</span>") && page.contains(">A; B</span>"), "{page}");
    }
}

#[test]
fn file_of_a_letter_in_a_folder_of_its_own_is_not_published() {
    let letter = "---\ntitle: Open\ndate: 2025-03-20\nsignatories: who.csv\n---\nWe write.\n";
    let site =
        SiteTest::new().file("content/letters/open/index.md", letter).file("content/letters/open/who.csv", many(3));
    let built = site.build();
    assert!(built.text("letters/open/index.html").contains("Person 3"), "{}", built.report());
    assert!(!built.files.keys().any(|path| path.ends_with(".csv")));
}

#[test]
fn file_of_one_page_goes_with_no_other_in_the_folder() {
    let page = |keys: &str| format!("---\ntitle: Open\ndate: 2025-03-20\n{keys}---\nWe write.\n");
    let settings = format!("{}languages: [en, fr]\n", crate::site_test::SETTINGS);
    let site = SiteTest::new()
        .file("content/site.yaml", settings)
        .file("content/letters/open/index.md", page(""))
        .file("content/letters/open/index.fr.md", page("signatories: who.csv\n"))
        .file("content/letters/open/who.csv", many(3))
        .file("content/letters/open/below.md", page("signatories: lists/those.csv\n"))
        .file("content/letters/open/lists/those.csv", many(2));
    let hidden = ["content/letters/open/index.fr.md", "content/letters/open/below.md"]
        .into_iter()
        .fold(site.clone(), |site, path| site.replace(path, "title:", "draft: true\ntitle:"));
    for site in [&site, &hidden] {
        let built = site.build();
        assert!(built.files.contains_key("letters/open/index.html"), "{}", built.report());
        assert!(!built.files.keys().any(|path| path.ends_with(".csv")), "{:?}", built.files.keys());
    }
    assert_eq!(hidden.build().holds("Person 2"), None);
    // A link to it is one to a file of a page that is not shown.
    let about = "---\ntitle: About\n---\nSee [who](../letters/open/who.csv).\n";
    let linked = hidden.clone().file("content/pages/about.md", about);
    assert_eq!(linked.build().holds("Person 2"), None);
    // What was a file like others is the list of a page once that is there, and no more once it is gone.
    let mut engine = demarche::engine::Engine::new();
    let without = hidden.clone().without("content/letters/open/index.fr.md").without("content/letters/open/below.md");
    assert!(without.build().files.contains_key("letters/open/who.csv"));
    for site in [&without, &hidden, &site, &without] {
        assert!(site.update(&mut engine).is_good());
        assert!(crate::site_test::made_by(&engine) == site.build().files);
    }
}

#[test]
fn value_in_a_column_without_a_head_is_told() {
    let text = "name,,organisation,\nAda Lo,Director,Sample Centre,\nBo,,Second Centre,,\n";
    let built = signed("who.csv").file("content/letters/who.csv", text).build();
    let told = built.report();
    assert!(told.contains("bad-signatory") && told.contains("content/letters/who.csv:2:8"), "{told}");
    assert_eq!(built.codes(), ["bad-signatory"], "{told}");
}
