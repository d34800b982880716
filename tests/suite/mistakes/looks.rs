//! Mistakes in the colours and fonts of a site.

use snapbox::str;

use super::check;
use super::settings::settings_line;
use crate::looks::{PLAIN, font};

#[test]
fn fonts_are_in_woff2() {
    check(
        &settings_line("fonts: {text: fonts/a.ttf, titles: fonts/b.woff2, heading: {bold: fonts/c.woff2}}"),
        str![[r#"
error[bad-font]: `fonts/a.ttf` is not a font in WOFF2
 --> content/site.yaml:5:15
  |
5 | fonts: {text: fonts/a.ttf, titles: fonts/b.woff2, heading: {bold: fonts/c.woff2}}
  |               ^^^^^^^^^^^
  |
  = hint: name a file in WOFF2, as foundries have it for the web, or make one: `woff2_compress font.ttf`

error[unknown-key]: unknown key `titles`
 --> content/site.yaml:5:28
  |
5 | fonts: {text: fonts/a.ttf, titles: fonts/b.woff2, heading: {bold: fonts/c.woff2}}
  |                            ^^^^^^
  |
  = hint: the keys here are `text`, `heading`, `interface`

error[missing-key]: the key `regular` of `heading` is missing
 --> content/site.yaml:5:51
  |
5 | fonts: {text: fonts/a.ttf, titles: fonts/b.woff2, heading: {bold: fonts/c.woff2}}
  |                                                   ^^^^^^^
  |
  = hint: add `regular: …`

error[missing-file]: there is no file `fonts/c.woff2`
 --> content/site.yaml:5:67
  |
5 | fonts: {text: fonts/a.ttf, titles: fonts/b.woff2, heading: {bold: fonts/c.woff2}}
  |                                                                   ^^^^^^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`
"#]],
    );
}

#[test]
fn fonts_are_there_and_whole() {
    let site = settings_line("fonts: {text: fonts/a.woff2, heading: fonts/b.woff2, interface: fonts/c.woff2}");
    let cut = font(PLAIN)[..50].to_vec();
    check(
        &site.file("content/fonts/b.woff2", cut).file("content/fonts/c.woff2", "OTTO and more"),
        str![[r#"
error[missing-file]: there is no file `fonts/a.woff2`
 --> content/site.yaml:5:15
  |
5 | fonts: {text: fonts/a.woff2, heading: fonts/b.woff2, interface: fonts/c.woff2}
  |               ^^^^^^^^^^^^^
  |
  = hint: did you mean `fonts/b.woff2`?

error[bad-font]: the font `fonts/b.woff2` cannot be used: it is not as long as it says, so something of it is lost
 --> content/site.yaml:5:39
  |
5 | fonts: {text: fonts/a.woff2, heading: fonts/b.woff2, interface: fonts/c.woff2}
  |                                       ^^^^^^^^^^^^^
  |
  = hint: name a file in WOFF2, as foundries have it for the web, or make one: `woff2_compress font.ttf`

error[bad-font]: the font `fonts/c.woff2` cannot be used: it is a font in OpenType
 --> content/site.yaml:5:65
  |
5 | fonts: {text: fonts/a.woff2, heading: fonts/b.woff2, interface: fonts/c.woff2}
  |                                                                 ^^^^^^^^^^^^^
  |
  = hint: name a file in WOFF2, as foundries have it for the web, or make one: `woff2_compress font.ttf`
"#]],
    );
}

#[test]
fn font_that_readers_wait_for_is_told() {
    let mut large = font(PLAIN);
    large.resize(431_000, 1);
    let length = (large.len() as u32).to_be_bytes();
    large[8..12].copy_from_slice(&length);
    check(
        &settings_line("fonts: {text: {regular: large.woff2}}").file("content/large.woff2", large),
        str![[r#"
warning[large-font]: the font `large.woff2` has 431 kB, which every reader loads; 200 kB do for most
 --> content/site.yaml:5:25
  |
5 | fonts: {text: {regular: large.woff2}}
  |                         ^^^^^^^^^^^
  |
  = hint: leave out the letters of scripts that the site does not write: `pyftsubset font.ttf --unicodes=0-24F,1E00-20CF --layout-features='*' --flavor=woff2`
"#]],
    );
}

#[test]
fn colours_that_cannot_be_read_are_told_with_the_ratio() {
    check(
        &settings_line(
            "colours: {paper: \"#808080\", ink: \"#909090\", edge: \"#858585\", deep: \"#999999\", dark: {soft: \"#444444\", ink: white}}",
        ),
        str![[r##"
warning[unreadable-colour]: the green of what is done, `#1c6b3c` on `#808080`: a contrast of 1.65:1, and 4.5:1 is needed
 --> content/site.yaml:5:18
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                  ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)

warning[unreadable-colour]: text in `#909090` on `#808080`: a contrast of 1.23:1, and 4.5:1 is needed
 --> content/site.yaml:5:34
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                                  ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)

warning[unreadable-colour]: edges in `#858585` on `#808080`: a contrast of 1.07:1, and 3:1 is needed
 --> content/site.yaml:5:51
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                                                   ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)

warning[unreadable-colour]: text of the foot in `#cdd3d6` on `#999999`: a contrast of 1.88:1, and 4.5:1 is needed
 --> content/site.yaml:5:68
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                                                                    ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)

warning[unreadable-colour]: text in `#444444` on `#1c2226`: a contrast of 1.65:1, and 4.5:1 is needed
 --> content/site.yaml:5:92
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                                                                                            ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)

error[bad-colour]: `white` is not a colour
 --> content/site.yaml:5:108
  |
5 | colours: {paper: "#808080", ink: "#909090", edge: "#858585", deep: "#999999", dark: {soft: "#444444", ink: white}}
  |                                                                                                            ^^^^^
  |
  = hint: write it like "#1d5c72", between quotes
"##]],
    );
}

#[test]
fn what_no_site_chooses_can_be_read_on_its_paper() {
    check(
        &settings_line(
            "colours: {paper: \"#c8c8c8\", ink: \"#000000\", soft: \"#111111\", edge: \"#333333\", dark: {raised: \"#3a3a3a\"}}",
        ),
        str![[r##"
warning[unreadable-colour]: the green of what is done, `#1c6b3c` on `#c8c8c8`: a contrast of 3.9:1, and 4.5:1 is needed
 --> content/site.yaml:5:18
  |
5 | colours: {paper: "#c8c8c8", ink: "#000000", soft: "#111111", edge: "#333333", dark: {raised: "#3a3a3a"}}
  |                  ^^^^^^^^^
  |
  = hint: take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)
"##]],
    );
    let style = include_str!("../../../layouts/assets/style.css");
    assert!(style.contains("  --yes: #1c6b3c;\n"), "the check knows another");
}

#[test]
fn colours_are_between_quotes() {
    check(
        &settings_line("colours:\n  paper: #ffffff\n  papre: \"#ffffff\""),
        str![[r##"
error[bad-colour]: there is no colour here: what follows a `#` is a comment
 --> content/site.yaml:6:3
  |
6 |   paper: #ffffff
  |   ^^^^^
  |
  = hint: write it like "#1d5c72", between quotes

error[unknown-key]: unknown key `papre`
 --> content/site.yaml:7:3
  |
7 |   papre: "#ffffff"
  |   ^^^^^
  |
  = hint: did you mean `paper`?
"##]],
    );
}

#[test]
fn logo_is_seen_on_dark_screens() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>";
    check(
        &settings_line("logo: {src: logo.svg, alt: A}").file("content/logo.svg", drawing),
        str![[r#"
warning[logo-not-seen]: most of the logo `logo.svg` cannot be seen on dark screens, where it stands on `#14181b`
 --> content/site.yaml:5:13
  |
5 | logo: {src: logo.svg, alt: A}
  |             ^^^^^^^^
  |
  = hint: name one for dark screens: `logo: {light: …, dark: …, alt: …}`
"#]],
    );
}
