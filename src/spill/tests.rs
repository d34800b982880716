//! What was given to a spill comes back, room is used again, and a disk that does not do its part loses nothing.
#![expect(clippy::disallowed_methods, reason = "tests open the files that they are about")]

use super::*;

/// Returns a spill with a file of the test's own, and the file.
fn spill() -> (Spill, File) {
    let file = tempfile::tempfile().expect("a good disk");
    (Spill::of(file.try_clone().expect("a handle more")), file)
}

/// Returns bytes that others of another number or length are not.
fn bytes(number: usize, length: usize) -> Vec<u8> {
    (0..length).map(|at| (at ^ number.wrapping_mul(31) ^ (at >> 8)) as u8).collect()
}

/// Returns the bytes.
fn read(spilled: &Spilled) -> Vec<u8> {
    spilled.read().expect("a good disk").into_owned()
}

#[test]
fn bytes_come_back_and_are_known_by_what_they_are() {
    let (spill, file) = spill();
    let kept: Vec<Spilled> = (0..50).map(|number| spill.keep(bytes(number, number * 700))).collect();
    for (number, spilled) in kept.iter().enumerate() {
        let expected = bytes(number, number * 700);
        assert_eq!((spilled.len(), read(spilled)), (expected.len(), expected.clone()));
        assert_eq!(*spilled, Spilled::from(expected.clone()), "in memory or not");
        assert_ne!(*spilled, Spilled::from([&expected[..], b"x"].concat()));
        let part = expected.len() / 3..expected.len() / 2;
        assert_eq!(spilled.read_part(part.clone()).expect("a good disk")[..], expected[part]);
        assert!(spilled.read_part(0..expected.len() + 1).is_err());
    }
    assert!(file.metadata().expect("it is open").len() > 0 && spill.has_file());
    assert!(matches!(kept[7].read().expect("a good disk"), Cow::Owned(_)), "it is in the file");
    assert!(spill.take_failure().is_none());
}

#[test]
fn without_a_file_bytes_are_in_memory() {
    let spill = Spill::default();
    let spilled = spill.keep(b"a page".to_vec());
    assert!(matches!(spilled.read(), Ok(Cow::Borrowed(b"a page"))));
    assert!(!spill.has_file() && spill.length() == 0);
}

#[test]
fn room_is_used_again_and_nothing_is_written_over() {
    let (spill, file) = spill();
    // A number for each step, from which lengths and places come.
    let mut dice = 1_u64;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % below
    };
    let mut kept: Vec<(usize, usize, Spilled)> = Vec::new();
    let length = |roll: usize| roll + 1;
    for number in 0..300 {
        let length = length(roll(20_000));
        kept.push((number, length, spill.keep(bytes(number, length))));
    }
    let first = spill.length();
    for number in 300..5_000 {
        let (at, length) = (roll(kept.len()), length(roll(20_000)));
        kept[at] = (number, length, spill.keep(bytes(number, length)));
        if number % 500 == 0 {
            for (number, length, spilled) in &kept {
                assert_eq!(read(spilled), bytes(*number, *length), "{number}");
            }
        }
    }
    assert!(spill.length() < first * 3 / 2, "{} bytes, and {first} at first", spill.length());
    assert!(file.metadata().expect("it is open").len() <= spill.length());
    drop(kept);
    assert_eq!((spill.length(), file.metadata().expect("it is open").len()), (0, 0));
}

#[test]
fn bytes_stay_while_anybody_holds_them() {
    let (spill, _) = spill();
    let first = spill.keep(bytes(1, 5_000));
    let held = first.clone();
    drop(first);
    let others: Vec<Spilled> = (2..9).map(|number| spill.keep(bytes(number, 5_000))).collect();
    assert_eq!(read(&held), bytes(1, 5_000));
    drop(held);
    let end = spill.length();
    let again = spill.keep(bytes(10, 5_000));
    assert_eq!((read(&again), spill.length()), (bytes(10, 5_000), end), "it takes the place of the first");
    drop(others);
}

#[test]
#[cfg(target_os = "linux")]
fn disk_that_is_full_loses_nothing_and_is_told_once() {
    let full = File::options().read(true).write(true).open("/dev/full").expect("Linux has it");
    let spill = Spill::of(full);
    for number in 0..3 {
        let spilled = spill.keep(bytes(number, 9_000));
        assert_eq!(read(&spilled), bytes(number, 9_000));
        let failure = spill.take_failure().map(|failure| failure.kind());
        assert_eq!(failure, (number == 0).then_some(io::ErrorKind::StorageFull));
    }
    assert_eq!(spill.length(), 0, "what was not written takes no room");
}

#[test]
fn file_that_was_cut_off_or_altered_is_an_error() {
    let (spill, file) = spill();
    let (first, second) = (spill.keep(bytes(1, 4_000)), spill.keep(bytes(2, 4_000)));
    write_all_at(&file, b"x", 4_100).expect("a good disk");
    assert_eq!(read(&first), bytes(1, 4_000));
    assert_eq!(second.read().expect_err("it is altered").kind(), io::ErrorKind::InvalidData);
    file.set_len(2_000).expect("a good disk");
    assert_eq!(first.read().expect_err("it is cut off").kind(), io::ErrorKind::UnexpectedEof);
    assert_eq!(first.read_part(0..1_000).expect("that stands").len(), 1_000);
    assert!(second.read_part(0..1).is_err());
}

#[test]
fn many_threads_write_and_read_at_once() {
    let (spill, _) = spill();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let spill = spill.clone();
            scope.spawn(move || {
                let mut last = None;
                for number in 0..200 {
                    let (number, length) = (thread * 1_000 + number, 1 + (number * 977 + thread * 131) % 9_000);
                    let spilled = spill.keep(bytes(number, length));
                    if let Some((number, length, spilled)) = last.replace((number, length, spilled)) {
                        assert_eq!(read(&spilled), bytes(number, length));
                    }
                }
            });
        }
    });
    assert_eq!(spill.length(), 0);
}
