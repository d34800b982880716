//! Mistakes of the program itself, and what the system lacks.

use demarche::diag::mistakes::{no_memory, no_room, own_mistake};
use demarche::diag::{Palette, render_text};
use snapbox::{assert_data_eq, str};

#[test]
fn mistake_of_the_program_names_what_it_was_doing() {
    let found = own_mistake("making `letters/a/index.html`", "index out of bounds (body.rs:12)");
    assert_data_eq!(
        render_text(&found, Palette::Plain),
        str![[r#"
error[own-mistake]: this is a mistake of demarche's own, met while making `letters/a/index.html`: index out of bounds (body.rs:12)
 |
 = hint: report it to those who make demarche, with this message and the files that it takes to see it
 = hint: nothing of the site was changed
"#]]
    );
}

#[test]
fn system_without_room_is_named() {
    assert_data_eq!(
        render_text(&no_room("Resource temporarily unavailable"), Palette::Plain),
        str![[r#"
error[no-room]: the system has no thread or memory left for the layouts: Resource temporarily unavailable
 |
 = hint: end other programs, or ask who runs this machine for more
"#]]
    );
}

#[test]
fn system_that_has_ended_a_command_is_named() {
    assert_data_eq!(
        render_text(&no_memory(), Palette::Plain),
        str![[r#"
error[no-room]: the system has ended this, most likely because there was not enough memory for it
 |
 = hint: end other programs, or allow this one more memory (`ulimit -v`, or the limit of the container)
"#]]
    );
}
