//! What is kept of a drawing, what is dropped, and what is refused, as a reader of the site sees
//! it: text in, text or message out.

use super::super::samples::{jpeg, png, svg};
use super::*;

/// Returns a drawing with something inside it.
fn drawing(inside: &str) -> String {
    let xlink = "xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    format!("<svg xmlns=\"{SVG}\" {xlink} viewBox=\"0 0 3 2\">{inside}</svg>")
}

/// Returns a drawing without metadata, or the message of its error.
fn stripped(text: &str) -> Result<String, String> {
    let stripped = strip(text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(stripped).expect("text goes in"))
}

#[track_caller]
fn check_kept(inside: &str) {
    assert_eq!(stripped(&drawing(inside)), Ok(drawing(inside)));
}

#[track_caller]
fn check_dropped(inside: &str, left: &str) {
    assert_eq!(stripped(&drawing(inside)), Ok(drawing(left)));
}

#[track_caller]
fn check_refused(inside: &str, message: &str) {
    let error = stripped(&drawing(inside)).expect_err(inside);
    let start = "the SVG is not safe to publish: ";
    assert!(error.starts_with(start) && error.contains(message), "`{inside}`: {error}");
}

#[track_caller]
fn check_malformed(text: &str, message: &str) {
    assert_eq!(stripped(text).expect_err(text), message);
}

#[test]
fn drawing_of_a_program_keeps_its_shapes_and_nothing_else() {
    let whole = String::from_utf8(svg()).expect("the sample is text");
    let text = stripped(&whole).expect("the sample is sound");
    for kept in [
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n",
        "width=\"40mm\" height=\"20mm\" viewBox=\"0 0 400 200\" >\n",
        "<title>A title &amp; more</title>",
        "<style>.a { fill: url(\"#g\") } <![CDATA[ .b > .c { fill: red } ]]></style>",
        "<g id=\"g\" style=\"fill:url( #g )\">",
        "<image width=\"1\" xlink:href=\"data:image/png;base64,",
        "<use href=\"#g\"/><a href=\"https://example.org/\">link</a >",
    ] {
        assert!(text.contains(kept), "`{kept}` in\n{text}");
    }
    for dropped in ["inkscape", "sodipodi", "metadata", "<!--", "DOCTYPE", "xpacket", "content="] {
        assert!(!text.contains(dropped), "`{dropped}` in\n{text}");
    }
}

#[test]
fn plain_drawing_is_left_as_it_is() {
    check_kept("<path d='M0 0 L1 1' fill='url(#g)' transform = \"rotate(9)\" />\n<g></g >");
    check_kept("<text aria-label='image(1)' id='src(1)'>1 &lt; 2 &#x26; &#51; © 中</text>");
    check_kept("<animate attributeName='fill' values='red;blue'/>");
    check_kept("<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>");
    check_kept("<a href='mailto:info@example.org'/><a xlink:href=' #top'/><use href=''/>");
    let prefixed = format!("\u{feff}<s:svg xmlns:s='{SVG}'><s:g/></s:svg>\n");
    assert_eq!(stripped(&prefixed), Ok(prefixed));
}

#[test]
fn names_of_other_programs_are_dropped() {
    check_dropped("<g xmlns:x='urn:x' x:a='1' id='g' x:b='2'/>", "<g id='g'/>");
    check_dropped("a<x:y xmlns:x='urn:x'><g><x:z/></g></x:y>b", "ab");
    check_dropped("a<y xmlns='urn:x'><g/></y>b", "ab");
    check_dropped("a<unknown:g/>b", "ab");
    check_dropped("<g xml:base='http://x' xml:lang='en'/>", "<g xml:lang='en'/>");
    check_dropped("<g>a<!-- words -->b<?php words ?></g>", "<g>ab</g>");
    check_dropped("<g data-name='x' id='g'><desc>Made with x <b/></desc></g>", "<g id='g'></g>");
    check_dropped("<g><metadata>&amp;<g/></metadata></g>", "<g></g>");
}

#[test]
fn photo_inside_loses_its_metadata_and_a_clean_one_stays() {
    let image = |bytes: &[u8]| {
        let photo = base64::encode(bytes);
        format!("<image href=\"data:image/jpeg;base64,{photo}\" x=\"1\"/>")
    };
    let photo = jpeg();
    let clean = super::super::strip(&photo).expect("the sample is sound");
    check_dropped(&image(&photo), &image(&clean));
    // It is left as it stands, with its line ends.
    check_kept(&image(&clean).replace("base64,", "base64,\n "));
    check_refused(&image(b"<svg/>"), "an embedded photo is of another format than it says");
    check_refused(&image(b"").replace(";base64,", ",%ff"), "something other than a photo");
    check_refused(&image(&png()).replace("x=", "href='data:image/png;base64,%3D' x="), "base64");
    let error = stripped(&drawing(&image(&photo[..40]))).expect_err("the photo is cut short");
    assert!(error.contains("a broken photo (the JPEG is cut short at byte 40) inside"), "{error}");
}

#[test]
fn programs_are_refused() {
    check_refused("<script>alert(1)</script>", "a `script` element can run a program");
    check_refused("<script xlink:href='#a'/>", "a `script` element");
    check_refused("<ScRiPt/>", "a `ScRiPt` element");
    check_refused("<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>", "a `script` element");
    check_refused("<foreignObject><p/></foreignObject>", "a `foreignObject` element");
    check_refused("<g onload='alert(1)'/>", "the attribute `onload` runs a program");
    check_refused("<g OnClick='alert(1)'/>", "the attribute `OnClick` runs a program");
    check_refused("<a href='javascript:alert(1)'/>", "a link leads to `javascript:alert(1)`");
    check_refused("<a xlink:href='&#106;ava\nscript:a()'/>", "a link leads to `javascript:a()`");
    check_refused("<set attributeName='href' to='x'/>", "an animation changes `href`");
    check_refused("<animate attributeName=' xlink:href '/>", "an animation changes");
    check_refused("<set attributeName='&#x6f;nclick' to='x'/>", "an animation changes `onclick`");
}

#[test]
fn references_that_leave_the_drawing_are_refused() {
    check_refused("<image href='photo.jpg'/>", "a reference loads `photo.jpg`");
    check_refused("<use xlink:href='other.svg#a'/>", "a reference loads `other.svg#a`");
    check_refused("<use HREF='other.svg#a'/>", "a reference loads");
    check_refused("<feImage href='//example.org/a'/>", "a reference loads `//example.org/a`");
    check_refused("<use href='data:image/svg+xml;base64,AAAA'/>", "a reference loads `data:");
    check_refused("<image href='data:image/svg+xml;base64,AAAA'/>", "other than a photo");
    check_refused("<g xmlns:l='http://www.w3.org/1999/xlink'><use l:href='a.svg'/></g>", "a reference loads `a.svg`");
}

#[test]
fn styles_that_load_are_refused() {
    check_refused("<g fill='url(a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<g style='fill:URL( \"http://a/\" )'/>", "a style loads `http://a/`");
    check_refused("<g fill='url&#40;a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<g fill='u\\72l(a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<g fill='u\\72&#13;&#10;l(a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<g fill='u\\000072l(a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<g mask='image-set(\"a.png\" 1x)'/>", "loads something with `image-set(`");
    check_refused("<set attributeName='fill' to='url(a.svg#b)'/>", "a style loads `a.svg#b`");
    check_refused("<style>@import 'a.css';</style>", "loads something with `@import`");
    check_refused("<style>@im<!-- -->port 'a.css';</style>", "loads something with `@import`");
    check_refused("<style>@im<![CDATA[port 'a.css']]></style>", "with `@import`");
    check_refused("<style>@imp&#111;rt 'a.css';</style>", "loads something with `@import`");
    check_refused("<style>a{fill:url(#a)} b{fill:url(b.svg#a)}</style>", "loads `b.svg#a`");
    let before = format!("<?xml-stylesheet href='a.css'?>{}", drawing(""));
    assert!(stripped(&before).expect_err("it loads").contains("`xml-stylesheet`"));
    let entity = format!("<!DOCTYPE svg [<!ENTITY a 'words'>]>{}", drawing(""));
    assert!(stripped(&entity).expect_err("it defines").contains("defines entities"));
}

#[test]
fn what_is_not_well_formed_is_named() {
    check_malformed("<html></html>", "the SVG has no `svg` element in the namespace of SVG at byte 0");
    check_malformed("<svg/>", "the SVG has no `svg` element in the namespace of SVG at byte 0");
    check_malformed("<!-- -->", "the SVG has no `svg` element in the namespace of SVG at byte 8");
    check_malformed("<!-- a -- b -->", "the SVG has two hyphens inside a comment at byte 0");
    let at = drawing("").len() - "</svg>".len();
    let inside = |text: &str, message: &str| {
        check_malformed(&drawing(text), &format!("the SVG has {message} at byte {at}"));
    };
    inside("</g>", "a closing tag that closes nothing");
    inside("&nbsp;", "a reference to an unknown entity");
    inside("&#+65;", "a reference to an unknown entity");
    inside("a & b", "an `&` that begins no reference");
    inside("<!ELEMENT a>", "a declaration that no drawing has");
    inside("<1>", "a tag without a name");
}

#[test]
fn elements_that_do_not_end_in_order_are_named() {
    let at = drawing("").len() - "</svg>".len();
    let two = format!("{}{}", drawing(""), drawing(""));
    check_malformed(&two, &format!("the SVG has no `svg` element in the namespace of SVG at byte {}", at + 6));
    let open = drawing("<g>");
    check_malformed(&open, &format!("the SVG has a closing tag that closes nothing at byte {}", at + 3));
    let short = &open[..open.len() - 6];
    check_malformed(short, &format!("the SVG is cut short at byte {}", short.len()));
    let deep = drawing(&"<g>".repeat(DEEPEST));
    assert!(stripped(&deep).expect_err("it is deep").contains("too many elements"));
    let latin = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{}", drawing(""));
    check_malformed(&latin, "the SVG has another encoding than UTF-8 at byte 0");
    let many: String = (0..=MOST_PREFIXES).map(|n| format!("<g xmlns:p{n}='urn:p'/>")).collect();
    assert!(stripped(&drawing(&many)).expect_err("it has many").contains("too many prefixes"));
    let twice = drawing("<g xmlns:s='urn:a'/><g xmlns:s='http://www.w3.org/2000/svg'/>");
    assert!(stripped(&twice).expect_err("it means two").contains("a prefix of two meanings"));
    let error = strip(b"<svg>\xff</svg>").expect_err("it is no text");
    assert_eq!(error.to_string(), "the SVG has no UTF-8 at byte 5");
}

#[test]
fn broken_drawing_is_still_taken_for_one() {
    let utf16: Vec<u8> = drawing("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(is_drawing(&[b"\xff\xfe", &utf16[..]].concat()));
    assert!(is_drawing(&utf16));
    assert!(is_drawing(b"<svg>\xff</svg>"));
    for text in [
        "\u{feff} <?a?><!-- b --> <s:svg>",
        "<!DOCTYPE html><svg/>",
        "<!DOCTYPE svg [<!ENTITY a 'words'>]><svg/>",
        "<!-- a -- b --><svg/>",
        "<svg a=b>",
        "<s\u{301}:svg>",
        "<svg",
    ] {
        assert!(is_drawing(text.as_bytes()), "`{text}`");
    }
    for text in ["<", "<svgs>", "<a a=<svg>", "words <svg>", "<!doctype html><svg>", "<html lang=en><svg>", "</svg>"] {
        assert!(!is_drawing(text.as_bytes()), "`{text}`");
    }
}

#[test]
fn attributes_are_read_as_xml_has_them() {
    let at = drawing("").len() - "</svg>".len() + 3;
    let inside = |text: &str, message: &str| {
        check_malformed(&drawing(text), &format!("the SVG has {message} at byte {at}"));
    };
    inside("<g a/>", "an attribute without a value");
    inside("<g a=b/>", "an attribute without quotes");
    inside("<g a='<'/>", "a `<` in an attribute");
    inside("<g 1='a'/>", "an attribute without a name of its own");
    check_dropped("<g a='1' >'b' > c</g >", "<g a='1' >'b' > c</g >");
    check_kept("<g a='/>' b=\"'>\"/>");
}

#[test]
fn size_comes_from_the_root_or_its_view_box() {
    let check = |attributes: &str, expected: Option<(u32, u32)>| {
        let text = format!("<!-- a --><svg {attributes}><svg width='9' height='9'/></svg>");
        assert_eq!(size(text.as_bytes()).ok(), expected, "{attributes}");
    };
    check("width='30' height='20px'", Some((30, 20)));
    check("width='1in' height='2.54cm'", Some((96, 96)));
    check("width='72pt' height='6pc'", Some((96, 96)));
    check("viewBox='0 0 300 200'", Some((300, 200)));
    check("viewBox=' -1,-2 , 3e1 20.4 '", Some((30, 20)));
    check("width='150' viewBox='0 0 300 200'", Some((150, 100)));
    check("height='100' viewBox='0 0 300 200'", Some((150, 100)));
    check("width='100%' height='100%' viewBox='0 0 300 200'", Some((300, 200)));
    check("width='0.1' height='1e99'", Some((1, u32::MAX)));
    check("width='0' height='20'", None);
    check("width='inf' height='NaN'", None);
    check("width='30'", None);
    check("viewBox='0 0 0 200'", None);
    check("", None);
}

#[test]
fn comments_in_styles_are_dropped() {
    check_dropped("<style>a &gt; b{}/* C:\\Users\\A &amp; B */c{}</style>", "<style>a > b{}/**/c{}</style>");
    check_dropped(
        "<style><![CDATA[a > b/* x */]]>c/* <![CDATA[y */d]]></style>",
        "<style><![CDATA[a > b/**/]]>c/*<![CDATA[*/d]]></style>",
    );
    check_dropped("<g style='a:b/* x */;c:\"d\"'/>", "<g style='a:b/**/;c:\"d\"'/>");
    check_dropped("<g style='a:b/* x */'/>", "<g style=\"a:b/**/\"/>");
    check_kept("<style>.a{content:\"/* x */\"}/**/ .b>.c{d:'&amp;'}</style><g style='a:\"/* x */\"'/>");
    check_kept("<text>/* x */</text><g id='/* x */'/>");
}
