//! The order of work: pictures, which take a hundred times as long as a page, are begun first and beside all else.
//!
//! So no thread waits for another that has all of them, and none is late when the rest is done. What comes of the work
//! shows nothing of its order.

use rayon::prelude::*;

use crate::diag::Error;
use crate::model::Site;
use crate::output::{is_large_picture, is_picture};
use crate::plan::Target;

/// How much work a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// A picture so large that one of them is made at a time.
    Large,
    /// Any other picture.
    Picture,
    /// All else.
    Other,
}

/// Does a job for each of some targets, given by their places, in parallel; gives what came of each in the order given.
///
/// # Errors
/// When a job fails.
pub(super) fn for_each_target<T: Send>(
    site: &Site,
    targets: &[Target],
    places: &[usize],
    job: impl Fn(usize) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let work = |at: usize| match &targets[at] {
        target if !is_picture(target) => Work::Other,
        target if is_large_picture(site, target) => Work::Large,
        _ => Work::Picture,
    };
    by_work(places, work, job)
}

/// Does as [`for_each_target`], for work of which a function tells how much it is.
fn by_work<T: Send>(
    places: &[usize],
    work: impl Fn(usize) -> Work,
    job: impl Fn(usize) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let (mut large, mut pictures, mut others) = (Vec::new(), Vec::new(), Vec::with_capacity(places.len()));
    for (n, at) in places.iter().enumerate() {
        match work(*at) {
            Work::Large => large.push((n, *at)),
            Work::Picture => pictures.push((n, *at)),
            Work::Other => others.push((n, *at)),
        }
    }
    if large.is_empty() && pictures.is_empty() {
        return others.into_par_iter().map(|(_, at)| job(at)).collect();
    }
    let job = |(n, at): (usize, usize)| job(at).map(|made| (n, made));
    // Of the large ones one is made at a time, so they are one piece of work.
    let one_by_one = || large.into_iter().map(job).collect::<Result<Vec<_>, Error>>();
    let each_alone = || pictures.into_par_iter().with_max_len(1).map(job).collect::<Result<Vec<_>, Error>>();
    let rest = || others.into_par_iter().map(job).collect::<Result<Vec<_>, Error>>();
    let ((large, pictures), others) = rayon::join(|| rayon::join(one_by_one, each_alone), rest);
    let mut made: Vec<(usize, T)> = [large?, pictures?, others?].into_iter().flatten().collect();
    made.sort_unstable_by_key(|(n, _)| *n);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    /// How far the work is.
    #[derive(Default)]
    struct State {
        /// How many pictures were begun.
        begun: usize,
        /// How many pictures are being made.
        running: usize,
        /// How many other targets were made.
        others: usize,
    }

    /// Does the work of a hundred targets on two threads. The first `some` are of one kind, and each of these waits until
    /// the work is so far. Tells for each whether that came, and how many of its kind were being made when it did.
    fn work(kind: Work, some: usize, until: impl Fn(&State) -> bool + Sync) -> Vec<(bool, usize)> {
        let state = Mutex::new(State::default());
        let changed = Condvar::new();
        let job = |at: usize| {
            let mut now = state.lock().expect("no job falls");
            changed.notify_all();
            if at >= some {
                now.others += 1;
                return Ok((at, None));
            }
            now.begun += 1;
            now.running += 1;
            let far = |now: &mut State| !until(now);
            let waited = changed.wait_timeout_while(now, Duration::from_secs(20), far);
            let (mut now, ended) = waited.expect("no job falls");
            let seen = (!ended.timed_out(), now.running);
            now.running -= 1;
            Ok((at, Some(seen)))
        };
        let places: Vec<usize> = (0..100).collect();
        let kinds = |at: usize| if at < some { kind } else { Work::Other };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads");
        let made = pool.install(|| by_work(&places, kinds, job)).expect("no job fails");
        assert!(made.iter().map(|(at, _)| *at).eq(0..100), "in the order given");
        made.into_iter().filter_map(|(_, seen)| seen).collect()
    }

    #[test]
    fn pictures_are_shared_among_threads() {
        let seen = work(Work::Picture, 2, |now| now.begun == 2);
        assert!(seen.iter().all(|(came, _)| *came), "none waits until the other is made");
        let seen = work(Work::Picture, 1, |now| now.others == 99);
        assert!(seen.iter().all(|(came, _)| *came), "all else is made beside it");
    }

    #[test]
    fn large_pictures_are_made_one_by_one_beside_all_else() {
        let seen = work(Work::Large, 3, |now| now.others == 97);
        assert_eq!(seen, [(true, 1); 3]);
    }
}
