//! Arguments of blocks: missing, misspelt, twice, without their quotation marks, leading nowhere.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn arguments_are_keys_with_values() {
    check(
        &letter_body(
            "::: details More\nA\n:::\n\n::: details summary=\nB\n:::\n\n::: details summary=“More”\nC\n:::\n\n::: details summary=\"More\nD\n:::\n\n::: details summary=a=b\nE\n:::\n",
        ),
        str![[r#"
error[bad-argument]: `More` is no argument: it has no `=`
 --> content/letters/upr-49.md:6:13
  |
6 | ::: details More
  |             ^^^^
  |
  = hint: a value of several words stands in `"`, as in `::: details summary="How we know"`

error[empty-argument]: the argument `summary` has no value
  --> content/letters/upr-49.md:10:13
   |
10 | ::: details summary=
   |             ^^^^^^^
   |
   = hint: as in `::: details summary="How we know"`

error[bad-argument]: a value stands in the quotation marks of a typewriter: `"`
  --> content/letters/upr-49.md:14:21
   |
14 | ::: details summary=“More”
   |                     ^^^^^^
   |
   = hint: type them anew, as in `::: details summary="How we know"`

error[bad-argument]: the quotation mark before this value is not closed
  --> content/letters/upr-49.md:18:21
   |
18 | ::: details summary="More
   |                     ^^^^^
   |
   = hint: write `"` behind the value, in the same line

error[bad-argument]: the value `a=b` needs quotation marks around all of it
  --> content/letters/upr-49.md:22:21
   |
22 | ::: details summary=a=b
   |                     ^^^
   |
   = hint: write `"a=b"`, with `\"` for a quotation mark in it
"#]],
    );
}

#[test]
fn blank_between_arguments_is_an_ordinary_one() {
    check(
        &letter_body("::: details\u{a0}summary=More\nA\n:::\n\n::: details summary=More\u{a0}here\nB\n:::\n"),
        str![[r#"
error[bad-argument]: an unusual space (U+00A0) parts nothing here
 --> content/letters/upr-49.md:6:12
  |
6 | ::: details summary=More
  |            ^
  |
  = hint: type an ordinary blank in its place

error[bad-argument]: an unusual space (U+00A0) parts nothing here
  --> content/letters/upr-49.md:10:25
   |
10 | ::: details summary=More here
   |                         ^
   |
   = hint: type an ordinary blank in its place
"#]],
    );
}

#[test]
fn arguments_are_those_of_the_block() {
    check(
        &letter_body(
            "::: details sumary=More\nA\n:::\n\n::: details summary=More summary=Less\nB\n:::\n\n::: button to=https://example.org/\n:::\n\n::: quote by=\" \"\nC\n:::\n",
        ),
        str![[r#"
error[unknown-argument]: a block `details` has no argument `sumary`
 --> content/letters/upr-49.md:6:13
  |
6 | ::: details sumary=More
  |             ^^^^^^
  |
  = hint: did you mean `summary`?

error[argument-twice]: the argument `summary` stands twice
  --> content/letters/upr-49.md:10:26
   |
10 | ::: details summary=More summary=Less
   |                          ^^^^^^^
   |
  ::: content/letters/upr-49.md:10:13
   |
10 | ::: details summary=More summary=Less
   |             ------- first here
   |
   = hint: leave one of them out

error[missing-argument]: a block `button` needs the argument `text`
  --> content/letters/upr-49.md:14:1
   |
14 | ::: button to=https://example.org/
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: as in `::: button to=pages/donate.md text="Support our work"`

error[empty-argument]: the argument `by` has no value
  --> content/letters/upr-49.md:17:11
   |
17 | ::: quote by=" "
   |           ^^
   |
   = hint: as in `::: quote by="A survivor, 2024"`
"#]],
    );
}

#[test]
fn id_of_a_block_is_one() {
    check(
        &letter_body(
            "::: details summary=A id=\"How We\"\nA\n:::\n\n::: quote id=x\nB\n:::\n\n::: quote id=x\nC\n:::\n\n::: quote id=fn-1\nD\n:::\n",
        ),
        str![[r#"
error[bad-id]: `How We` is no id: letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:27
  |
6 | ::: details summary=A id="How We"
  |                           ^^^^^^
  |
  = hint: write `id=how-we`

error[duplicate-anchor]: the id `x` stands twice on this page
  --> content/letters/upr-49.md:14:14
   |
14 | ::: quote id=x
   |              ^
   |
  ::: content/letters/upr-49.md:10:14
   |
10 | ::: quote id=x
   |              - first here
   |
   = hint: give it another id, or none: then one is made from its words

error[reserved-anchor]: the id `fn-1` is one that layouts and footnotes use
  --> content/letters/upr-49.md:18:14
   |
18 | ::: quote id=fn-1
   |              ^^^^
   |
   = hint: choose one that begins neither with `_` nor with `fn-` or `fnref-`
"#]],
    );
}

#[test]
fn picture_and_link_of_a_block_are_looked_for() {
    check(
        &letter_body(
            "::: figure src=hall.jpg alt=\"A hall\"\n:::\n\n::: figure src=https://example.org/a.jpg alt=\"A hall\"\n:::\n\n::: button to=../pages/none.md text=More\n:::\n\n::: button to=javascript:x text=More\n:::\n",
        ),
        str![[r#"
error[missing-file]: there is no file `hall.jpg`
 --> content/letters/upr-49.md:6:16
  |
6 | ::: figure src=hall.jpg alt="A hall"
  |                ^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`

error[remote-image]: the image `https://example.org/a.jpg` lies on another host
 --> content/letters/upr-49.md:9:16
  |
9 | ::: figure src=https://example.org/a.jpg alt="A hall"
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers would be seen there; put the file beside the page

error[dangling-link]: the link `../pages/none.md` leads nowhere
  --> content/letters/upr-49.md:12:15
   |
12 | ::: button to=../pages/none.md text=More
   |               ^^^^^^^^^^^^^^^^
   |
   = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[forbidden-scheme]: addresses that begin with `javascript:` are not allowed
  --> content/letters/upr-49.md:15:15
   |
15 | ::: button to=javascript:x text=More
   |               ^^^^^^^^^^^^
   |
   = hint: use `https:`, `http:`, `mailto:` or `tel:`, or a path
"#]],
    );
}

#[test]
fn signs_of_markdown_in_a_value_are_told() {
    check(
        &letter_body(
            "::: quote by=\"**A** [survivor](a.md)\"\nA\n:::\n\n::: details summary=\"All {#all}\"\nB\n:::\n\n::: details summary=\"5 * 3, a_b [sic] (x)\"\nC\n:::\n",
        ),
        str![[r#"
warning[markup-in-argument]: `**` in the argument `by` is shown as it stands: a value is plain text
 --> content/letters/upr-49.md:6:15
  |
6 | ::: quote by="**A** [survivor](a.md)"
  |               ^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take the signs out, or put the words into what the block holds

warning[markup-in-argument]: `{#` in the argument `summary` is shown as it stands: a value is plain text
  --> content/letters/upr-49.md:10:22
   |
10 | ::: details summary="All {#all}"
   |                      ^^^^^^^^^^
   |
   = hint: take the signs out, or put the words into what the block holds
"#]],
    );
}

#[test]
fn download_offers_no_yaml() {
    check(
        &letter_body("::: download src=posts.yaml title=Posts\n:::\n").file("content/letters/posts.yaml", "- {a: x}\n"),
        str![[r#"
error[bad-argument]: `posts.yaml` is YAML, which is read and never published
 --> content/letters/upr-49.md:6:18
  |
6 | ::: download src=posts.yaml title=Posts
  |                  ^^^^^^^^^^
  |
  = hint: save what it says as CSV, and offer that; `::: table` shows it as it is
"#]],
    );
}

#[test]
fn download_names_a_file_of_this_site() {
    check(
        &letter_body(
            "::: download src=upr-50.md title=A\n:::\n\n::: download src=https://example.org/a.pdf title=B\n:::\n\n::: download src=reprot.pdf title=C\n:::\n\n::: download src=\"#a\"\n:::\n",
        ),
        str![[r##"
error[bad-argument]: `src` names a file of this site, and `upr-50.md` is none
 --> content/letters/upr-49.md:6:18
  |
6 | ::: download src=upr-50.md title=A
  |                  ^^^^^^^^^
  |
  = hint: name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`

error[bad-argument]: `src` names a file of this site, and `https://example.org/a.pdf` is none
 --> content/letters/upr-49.md:9:18
  |
9 | ::: download src=https://example.org/a.pdf title=B
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`

error[dangling-link]: the link `reprot.pdf` leads nowhere
  --> content/letters/upr-49.md:12:18
   |
12 | ::: download src=reprot.pdf title=C
   |                  ^^^^^^^^^^
   |
   = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[missing-argument]: a block `download` needs the argument `title`
  --> content/letters/upr-49.md:15:1
   |
15 | ::: download src="#a"
   | ^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: as in `::: download src=report.pdf title="Annual report"`

error[bad-argument]: `src` names a file of this site, and `#a` is none
  --> content/letters/upr-49.md:15:19
   |
15 | ::: download src="#a"
   |                   ^^
   |
   = hint: name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`
"##]],
    );
}

#[test]
fn video_has_an_address_on_another_site() {
    check(
        &letter_body(
            "::: video url=film.mp4 title=A\n:::\n\n::: video url=mailto:a@example.org title=B\n:::\n\n::: video url=https://video.example.net/8 title=C poster=hal.png\n:::\n\n::: video url=https:// poster=https://example.org/a.png\n:::\n",
        ),
        str![[r#"
error[bad-argument]: `url` names a film on another site, and `film.mp4` is none
 --> content/letters/upr-49.md:6:15
  |
6 | ::: video url=film.mp4 title=A
  |               ^^^^^^^^
  |
  = hint: write its whole address, as in `url=https://video.example.net/w/7`; a file of this site is a `::: download`

error[bad-argument]: `url` names a film on another site, and `mailto:a@example.org` is none
 --> content/letters/upr-49.md:9:15
  |
9 | ::: video url=mailto:a@example.org title=B
  |               ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write its whole address, as in `url=https://video.example.net/w/7`; a file of this site is a `::: download`

error[missing-file]: there is no file `hal.png`
  --> content/letters/upr-49.md:12:58
   |
12 | ::: video url=https://video.example.net/8 title=C poster=hal.png
   |                                                          ^^^^^^^
   |
   = hint: put the file beside the page, or name it by its path from `content/`

error[missing-argument]: a block `video` needs the argument `title`
  --> content/letters/upr-49.md:15:1
   |
15 | ::: video url=https:// poster=https://example.org/a.png
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: as in `::: video url=https://video.example.net/w/7 title="The hearing" poster=hearing.jpg`

error[bad-argument]: `url` names a film on another site, and `https://` is none
  --> content/letters/upr-49.md:15:15
   |
15 | ::: video url=https:// poster=https://example.org/a.png
   |               ^^^^^^^^
   |
   = hint: write its whole address, as in `url=https://video.example.net/w/7`; a file of this site is a `::: download`
"#]],
    );
}
