//! Facts, kept for the next build: one file to which a build adds, and from which it takes what it asks for. Facts have a rest,
//! which is read by itself, and while the build that has added it goes on too.
//!
//! What a build does not ask for any more is written over with noughts: a text may since be held back.
//!
//! Behind the name come the facts, each with its rest, one after the other, then a table of where each lies with hashes of both,
//! and where that table begins with a hash of the table. A build writes over the table and sets a new one behind what it has added. A file whose end
//! is not such a table was not written whole, and is begun anew; when more than half of it is of no use, it is written anew.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use twox_hash::XxHash3_64;

use super::{Cache, is_own, make_folder, make_own, open_own};
use crate::diag::Error;
use crate::spill::read_exact_at;
use crate::track::Table;

/// The length of an entry of the table: the key, where the facts begin, how long they and their rest are, and their hashes.
const ENTRY: usize = 48;
/// The length of what ends the file: where the table begins, and its hash.
const END: usize = 16;

/// Where some facts lie, and their rest behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Where they begin.
    start: u64,
    /// How long they are, and their hash.
    head: (u64, u64),
    /// How long the rest is, and its hash.
    rest: (u64, u64),
}

impl Place {
    /// Returns how long both are.
    fn length(&self) -> u64 {
        self.head.0 + self.rest.0
    }
}

/// The facts that a build has found and adds.
#[derive(Debug)]
pub struct Facts {
    path: PathBuf,
    name: Vec<u8>,
    /// What the last build has left.
    known: Table<u64, Known>,
    /// The file, for reading, which several threads do at once; none once the build has ended.
    reader: RwLock<Option<File>>,
    /// None once the build has ended.
    state: Mutex<Option<State>>,
}

/// Facts that the last build has left.
#[derive(Debug)]
struct Known {
    place: Place,
    /// Whether this build has asked for them.
    is_live: AtomicBool,
}

/// The file while a build goes on.
#[derive(Debug)]
struct State {
    file: File,
    /// What this build has added.
    added: Table<u64, Place>,
    /// Where the next facts go.
    end: u64,
    /// The first failure of a write, after which nothing is added.
    failure: Option<io::Error>,
}

impl Cache {
    /// Opens the facts that the last build has left, or begins with none; nothing where that cannot be.
    pub fn facts(&self) -> Option<Facts> {
        let path = self.file.with_extension("facts");
        let name = format!("{}\n", self.name).into_bytes();
        make_folder(&self.folder).ok()?;
        self.remove_unfinished();
        let file = match fs::symlink_metadata(&path) {
            // What cannot be trusted goes, as with the other files of the cache, in whose place new ones come.
            Ok(metadata) if !metadata.is_file() || !is_own(&metadata) => make_own(&path).ok()?,
            _ => open_own(&path).ok()?,
        };
        let (known, end) = match read_table(&file, &name) {
            Some(found) => found,
            // Of what stands there nobody can tell what is held back since, and it might stay, if this build keeps nothing.
            None => file.set_len(0).map(|()| Default::default()).ok()?,
        };
        let reader = RwLock::new(Some(file.try_clone().ok()?));
        let state = State { file, added: Table::default(), end, failure: None };
        Some(Facts { path, name, known, reader, state: Mutex::new(Some(state)) })
    }
}

impl Facts {
    /// Returns the facts with a key, if there are some and they are whole; they are kept on.
    pub fn find(&self, key: u64) -> Option<Vec<u8>> {
        let Known { place, is_live } = self.known.get(&key)?;
        let bytes = self.whole(place.start, place.head)?;
        is_live.store(true, Ordering::Relaxed);
        Some(bytes)
    }

    /// Returns the rest of the facts with a key that this build has found or added, if it is whole.
    pub fn rest(&self, key: u64) -> Option<Vec<u8>> {
        let added = self.state().as_ref()?.added.get(&key).copied();
        let known = || self.known.get(&key).filter(|known| known.is_live.load(Ordering::Relaxed));
        let place = added.or_else(|| known().map(|known| known.place))?;
        let bytes = self.whole(place.start + place.head.0, place.rest);
        if bytes.is_none() {
            // The next build is not to find the facts.
            self.known.get(&key).inspect(|known| known.is_live.store(false, Ordering::Relaxed));
            self.state().as_mut()?.added.remove(&key);
        }
        bytes
    }

    /// Adds facts and their rest with a key; tells whether they are kept. A failure is told at the end.
    pub fn add(&self, key: u64, head: &[u8], rest: &[u8]) -> bool {
        let hashed = |bytes: &[u8]| (bytes.len() as u64, XxHash3_64::oneshot(bytes));
        let (head_place, rest_place) = (hashed(head), hashed(rest));
        let mut state = self.state();
        let Some(state) = state.as_mut().filter(|state| state.failure.is_none()) else { return false };
        if state.end == 0 {
            state.end = self.name.len() as u64;
            let begun = write_at(&mut state.file, 0, &self.name);
            state.failure = begun.err();
        }
        let place = Place { start: state.end, head: head_place, rest: rest_place };
        match write_at(&mut state.file, place.start, head).and_then(|()| state.file.write_all(rest)) {
            Ok(()) => {
                state.end += place.length();
                state.added.insert(key, place);
            }
            Err(error) => state.failure = Some(error),
        }
        state.failure.is_none()
    }

    /// Ends the build: what it has neither asked for nor added is forgotten.
    ///
    /// # Errors
    /// When the facts cannot be written; they are removed then, and the build itself is none the worse for it.
    pub fn finish(&self) -> Result<(), Error> {
        let Some(mut state) = self.state().take() else { return Ok(()) };
        // Some systems replace no file that is open.
        *self.reader.write().unwrap_or_else(PoisonError::into_inner) = None;
        let is_live =
            |(key, known): &(&u64, &Known)| known.is_live.load(Ordering::Relaxed) && !state.added.contains_key(key);
        let (live, gone): (Vec<_>, Vec<_>) = self.known.iter().partition(is_live);
        let written = match state.failure.take() {
            Some(failure) => Err(failure),
            None if gone.is_empty() && state.added.is_empty() => Ok(()),
            None => {
                let live =
                    live.into_iter().map(|(key, known)| (*key, known.place)).chain(state.added.drain()).collect();
                let gone = gone.into_iter().map(|(_, known)| known.place).collect();
                finish(&self.path, &self.name, state, (live, gone))
            }
        };
        written.map_err(|error| {
            // On a full disk a part of it would take the last room.
            _ = fs::remove_file(&self.path);
            Error::io("cannot write the cache", &self.path, error)
        })
    }

    /// Returns the state.
    fn state(&self) -> MutexGuard<'_, Option<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the bytes at a place with a length and a hash, if they are whole and the build goes on.
    fn whole(&self, at: u64, (length, hash): (u64, u64)) -> Option<Vec<u8>> {
        let reader = self.reader.read().unwrap_or_else(PoisonError::into_inner);
        let bytes = read_at(reader.as_ref()?, at, length).ok()?;
        (XxHash3_64::oneshot(&bytes) == hash).then_some(bytes)
    }
}

/// Writes the table behind the facts, over which those that are gone are written; or all that is of use, into a new file, where that
/// is less than half of the file.
fn finish(
    path: &Path,
    name: &[u8],
    mut state: State,
    (mut live, mut gone): (Vec<(u64, Place)>, Vec<Place>),
) -> io::Result<()> {
    gone.sort_unstable();
    for place in gone {
        write_at(&mut state.file, place.start, &vec![0; usize::try_from(place.length()).map_err(io::Error::other)?])?;
    }
    live.sort_unstable_by_key(|(_, place)| place.start);
    let used: u64 = live.iter().map(|(_, place)| place.length()).sum();
    if state.end <= used * 2 + name.len() as u64 {
        return write_table(&mut state.file, state.end, &live);
    }
    let new = path.with_extension(format!("facts.{}.new", std::process::id()));
    let copied = make_own(&new).and_then(|mut file| {
        let mut end = name.len() as u64;
        write_at(&mut file, 0, name)?;
        for (_, place) in &mut live {
            let bytes = read_at(&state.file, place.start, place.length())?;
            write_at(&mut file, end, &bytes)?;
            place.start = end;
            end += place.length();
        }
        write_table(&mut file, end, &live)
    });
    // Some systems replace no file that is open.
    drop(state);
    copied.and_then(|()| fs::rename(&new, path)).inspect_err(|_| _ = fs::remove_file(&new))
}

/// Writes the table of some facts at a place, as the end of the file.
fn write_table(file: &mut File, at: u64, live: &[(u64, Place)]) -> io::Result<()> {
    let mut table: Vec<u8> = Vec::with_capacity(live.len() * ENTRY + END);
    for (key, Place { start, head, rest }) in live {
        [key, start, &head.0, &head.1, &rest.0, &rest.1].iter().for_each(|number| table.extend(number.to_le_bytes()));
    }
    let hash = XxHash3_64::oneshot(&table);
    table.extend(at.to_le_bytes());
    table.extend(hash.to_le_bytes());
    write_at(file, at, &table)?;
    file.set_len(at + table.len() as u64)
}

/// Reads the table at the end of a file with this name, and where it begins; `None` where there is none.
fn read_table(file: &File, name: &[u8]) -> Option<(Table<u64, Known>, u64)> {
    let length = file.metadata().ok()?.len();
    let numbers =
        |bytes: &[u8]| -> Vec<u64> { bytes.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect() };
    if read_at(file, 0, name.len() as u64).ok()? != name {
        return None;
    }
    let end = numbers(&read_at(file, length.checked_sub(END as u64)?, END as u64).ok()?);
    let size = length.checked_sub(END as u64)?.checked_sub(end[0])?;
    let table = read_at(file, end[0], size).ok()?;
    if end[0] < name.len() as u64 || table.len() % ENTRY != 0 || XxHash3_64::oneshot(&table) != end[1] {
        return None;
    }
    let table = numbers(&table);
    let entry = |[key, start, head, head_hash, rest, rest_hash]: &[u64; ENTRY / 8]| {
        let behind = start.checked_add(*head)?.checked_add(*rest)?;
        let place = Place { start: *start, head: (*head, *head_hash), rest: (*rest, *rest_hash) };
        (behind <= end[0]).then_some((*key, place))
    };
    let mut known = Table::default();
    known.reserve(table.len() / (ENTRY / 8));
    for found in table.as_chunks().0.iter().map(entry) {
        let (key, place) = found?;
        known.insert(key, Known { place, is_live: AtomicBool::new(false) });
    }
    Some((known, end[0]))
}

/// Reads some bytes of a file, of which there are so many: a table whose hash is right says where.
fn read_at(file: &File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    read_exact_at(file, &mut bytes, at)?;
    Ok(bytes)
}

/// Writes some bytes into a file.
fn write_at(file: &mut File, at: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a cache in a folder of the test.
    fn cache(folder: &Path) -> Cache {
        Cache::at(&folder.join("cache"), &folder.join("site"), &folder.join("out")).expect("a good place")
    }

    #[test]
    fn facts_come_back_and_what_is_not_asked_for_goes() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let cache = cache(folder.path());
        let facts = cache.facts().expect("a good disk");
        assert_eq!(facts.find(1), None);
        (1..=9).for_each(|key| {
            facts.add(key, format!("facts {key}").as_bytes(), format!("rest {key}").as_bytes());
        });
        facts.finish().expect("a good disk");
        let facts = cache.facts().expect("a good disk");
        let kept: Vec<u64> = (1..=7).filter(|key| facts.find(*key).is_some()).collect();
        assert_eq!(kept.len(), 7);
        facts.finish().expect("a good disk");
        // No word of what was not asked for stands there, though the file was not written anew.
        let bytes = fs::read(cache.file.with_extension("facts")).expect("it stands");
        let stands = |word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert_eq!(["facts 7", "facts 8", "facts 9"].map(stands), [true, false, false]);
        let facts = cache.facts().expect("a good disk");
        assert_eq!(facts.find(3), Some(b"facts 3".to_vec()));
        facts.add(10, b"more", b"");
        facts.finish().expect("a good disk");
        let facts = cache.facts().expect("a good disk");
        let found: Vec<u64> = (0..=10).filter(|key| facts.find(*key).is_some()).collect();
        assert_eq!(found, [3, 10]);
        facts.finish().expect("a good disk");
        let size = |cache: &Cache| fs::metadata(cache.file.with_extension("facts")).expect("it stands").len();
        assert!(size(&cache) < 200 + 2 * ENTRY as u64, "{} bytes, which is more than is of use", size(&cache));
    }

    #[test]
    fn rest_comes_by_itself_and_is_lost_with_the_facts_where_it_is_damaged() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let cache = cache(folder.path());
        let facts = cache.facts().expect("a good disk");
        assert!(facts.add(1, b"facts", b"the rest of them") && facts.add(2, b"others", b""));
        assert_eq!(facts.rest(1).as_deref(), Some(&b"the rest of them"[..]), "while the build goes on");
        assert_eq!((facts.rest(2), facts.rest(3)), (Some(Vec::new()), None));
        facts.finish().expect("a good disk");
        assert_eq!(facts.rest(1), None, "the build has ended");
        let path = cache.file.with_extension("facts");
        let damaged = fs::read(&path).expect("it stands");
        let at = damaged.windows(8).position(|part| part == b"the rest").expect("it is in there");
        fs::write(&path, [&damaged[..at], b"THE", &damaged[at + 3..]].concat()).expect("a good disk");
        let facts = cache.facts().expect("a good disk");
        assert_eq!(facts.rest(1), None, "nobody has asked for the facts");
        assert!(facts.find(1).is_some() && facts.find(2).is_some());
        assert_eq!(facts.rest(1), None, "it is damaged");
        facts.finish().expect("a good disk");
        let facts = cache.facts().expect("a good disk");
        assert_eq!((facts.find(1), facts.find(2).as_deref()), (None, Some(&b"others"[..])));
    }

    #[test]
    fn file_that_was_not_written_whole_is_begun_anew() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let cache = cache(folder.path());
        let facts = cache.facts().expect("a good disk");
        facts.add(1, b"some facts", b"their rest");
        facts.finish().expect("a good disk");
        let path = cache.file.with_extension("facts");
        let whole = fs::read(&path).expect("it stands");
        for at in 0..whole.len() {
            fs::write(&path, &whole[..at]).expect("a good disk");
            assert_eq!(cache.facts().expect("a good disk").find(1), None, "cut off at {at}");
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&path, &altered).expect("a good disk");
            let facts = cache.facts().expect("a good disk");
            assert_eq!(facts.find(1).and(facts.rest(1)), None, "altered at {at}");
        }
        // One that a killed build has added to has no table at its end.
        fs::write(&path, &whole).expect("a good disk");
        cache.facts().expect("a good disk").add(
            2,
            b"other facts, which are longer than the table that they lie over",
            b"",
        );
        assert_eq!(cache.facts().expect("a good disk").find(1), None);
        let facts = cache.facts().expect("a good disk");
        facts.add(3, b"new", b"");
        facts.finish().expect("a good disk");
        assert_eq!(cache.facts().expect("a good disk").find(3), Some(b"new".to_vec()));
    }
}
