//! Mistakes in hosts of players, and players on hosts that are not named.

use snapbox::str;

use super::{SITE_FILE, check, letter_body};
use crate::site_test::SETTINGS;

#[test]
fn hosts_are_hosts() {
    check(
        &letter_body("Text.\n").file(
            SITE_FILE,
            format!("{SETTINGS}embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']\n"),
        ),
        str![[r#"
error[embed-host]: `https://player.example.net/e/` is no host
 --> content/site.yaml:5:10
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write the host alone, in small letters: `player.example.net`

warning[embed-unused]: no block `video` has a `player` of `player.example.net`
 --> content/site.yaml:5:10
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take the host out, so that pages allow no more than they show

error[embed-host]: `*.example.net` is no host
 --> content/site.yaml:5:43
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                           ^^^^^^^^^^^^^^^
  |
  = hint: write a host, such as `player.vimeo.com`

error[embed-host]: `player` is no host
 --> content/site.yaml:5:60
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                                            ^^^^^^
  |
  = hint: write a host, such as `player.vimeo.com`

error[embed-host]: `Player.Example.net` is no host
 --> content/site.yaml:5:68
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                                                    ^^^^^^^^^^^^^^^^^^
  |
  = hint: write the host alone, in small letters: `player.example.net`

warning[embed-unused]: no block `video` has a `player` of `player.example.net`
 --> content/site.yaml:5:68
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                                                    ^^^^^^^^^^^^^^^^^^
  |
  = hint: take the host out, so that pages allow no more than they show

error[embed-host]: `a;b.net` is no host
 --> content/site.yaml:5:88
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                                                                        ^^^^^^^^^
  |
  = hint: write a host, such as `player.vimeo.com`

error[empty-text]: `embeds` is empty
 --> content/site.yaml:5:99
  |
5 | embeds: ['https://player.example.net/e/', '*.example.net', player, Player.Example.net, 'a;b.net', '']
  |                                                                                                   ^^
  |
  = hint: fill it in, or remove the key
"#]],
    );
}

#[test]
fn players_are_of_hosts_that_the_settings_name() {
    let film = |player: &str| format!("::: video url=https://video.example.net/7 title=A player={player}\n:::\n\n");
    let body = [
        film("https://player.example.net/7"),
        film("http://player.example.net/7"),
        film("https://a@player.example.net/7"),
    ]
    .concat();
    check(
        &letter_body(&body),
        str![[r#"
error[player-host]: the settings allow no player of `player.example.net`
 --> content/letters/upr-49.md:6:58
  |
6 | ::: video url=https://video.example.net/7 title=A player=https://player.example.net/7
  |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `embeds: [player.example.net]` to `content/site.yaml`, or take `player` out: the link stays

error[player-host]: a player has an address that begins with `https://` and a host
 --> content/letters/upr-49.md:9:58
  |
9 | ::: video url=https://video.example.net/7 title=A player=http://player.example.net/7
  |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: copy the address from `src=` of what the other site offers for embedding

error[player-host]: a player has an address that begins with `https://` and a host
  --> content/letters/upr-49.md:12:58
   |
12 | ::: video url=https://video.example.net/7 title=A player=https://a@player.example.net/7
   |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: copy the address from `src=` of what the other site offers for embedding
"#]],
    );
}

#[test]
fn hint_on_a_host_is_right_beside_others() {
    let film =
        |host: &str| format!("::: video url=https://video.example.net/7 title=A player=https://{host}/7\n:::\n\n");
    let body = [film("player.example.net"), film("other.example.net"), "::: privacy\n:::\n".to_owned()].concat();
    check(
        &letter_body(&body).file(SITE_FILE, format!("{SETTINGS}embeds: [player.example.net]\n")),
        str![[r#"
error[player-host]: the settings allow no player of `other.example.net`
 --> content/letters/upr-49.md:9:58
  |
9 | ::: video url=https://video.example.net/7 title=A player=https://other.example.net/7
  |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add `other.example.net` to `embeds` in `content/site.yaml`, or take `player` out: the link stays
"#]],
    );
}

#[test]
fn films_on_a_host_that_is_written_wrongly_are_right() {
    let body = "::: video url=https://video.example.net/7 title=A player=https://player.example.net/7\n:::\n\n::: privacy\n:::\n";
    let built =
        letter_body(body).file(SITE_FILE, format!("{SETTINGS}embeds: ['https://player.example.net/']\n")).build();
    assert_eq!(built.codes(), ["embed-host"]);
    let built =
        letter_body("Text.\n").file(SITE_FILE, format!("{SETTINGS}embeds: [player, other.example.net]\n")).build();
    assert!(built.report().contains("warning[embed-unused]: no block `video` has a `player` of `other.example.net`\n --> content/site.yaml:5:18\n"), "{}", built.report());
}

#[test]
fn hosts_are_used_and_told_of() {
    let film = "::: video url=https://video.example.net/7 title=A player=https://player.example.net/7\n:::\n";
    let site =
        letter_body(film).file(SITE_FILE, format!("{SETTINGS}embeds: [player.example.net, other.example.net]\n"));
    check(
        &site,
        str![[r#"
warning[embed-untold]: pages show players of `player.example.net` to those who ask for it, and none tells readers what that means
 --> content/site.yaml:5:10
  |
5 | embeds: [player.example.net, other.example.net]
  |          ^^^^^^^^^^^^^^^^^^
  |
  = hint: put a block `::: privacy` into the page that says what becomes of data: it says what is loaded, and when

warning[embed-unused]: no block `video` has a `player` of `other.example.net`
 --> content/site.yaml:5:30
  |
5 | embeds: [player.example.net, other.example.net]
  |                              ^^^^^^^^^^^^^^^^^
  |
  = hint: take the host out, so that pages allow no more than they show
"#]],
    );
}
