//! What a build that was killed has left undone, completed before any command does its own work.
//!
//! Takes a command; leaves the folders that its site is published from whole. `new site` and `completions` know no site.

use std::path::{Path, PathBuf};

use demarche::cache::Unfinished;
use demarche::emit::{Recovery, recover};

use super::arguments::{Command, NewsletterTask};
use super::{report, site};

/// Brings the folder that the site is published from, and those that other builds of it were changing, out of the state in
/// which a killed build may have left them.
///
/// A failure is told and stops nobody: the folder may lie on a share that is not mounted now, or what was left may
/// belong to another user, and what the command is asked for needs none of it.
pub(super) fn complete(command: &Command) {
    // A build without `--out` sees to this one itself, once it holds it.
    complete_but(command, matches!(command, Command::Build(command) if command.out.is_none()));
}

/// Does as [`complete`] after a command that the system has ended.
pub(super) fn complete_all(command: &Command) {
    complete_but(command, false);
}

/// Does as [`complete`], and leaves the site's own output as it is if the command sees to that.
fn complete_but(command: &Command, is_seen_to: bool) {
    let Some(root) = site_of(command).and_then(|given| site::root_from(given.as_deref()).ok()) else { return };
    if !is_seen_to {
        complete_in(&root.join("public"));
    }
    let others = site::cache_folder().map(|folder| Unfinished::of(&folder, &root)).unwrap_or_default();
    for unfinished in others {
        if complete_in(&unfinished.out) {
            unfinished.end();
        }
    }
}

/// Completes the commit that was cut off in an output, and tells whether nothing is left to do there.
fn complete_in(out: &Path) -> bool {
    // What is no folder is none of ours; a build says so.
    if out.exists() && !out.is_dir() {
        return true;
    }
    match recover(out) {
        Ok(Recovery::Nothing | Recovery::Removed) => true,
        Ok(Recovery::InUse) => false,
        Ok(Recovery::Completed) => {
            let shown = out.display();
            report::note(&format!(
                "an earlier build was cut off while it replaced files in `{shown}`; that is completed"
            ));
            true
        }
        Ok(Recovery::MovedAway) => {
            report::note(&format!(
                "an earlier build was cut off while it replaced files, and `{}` was moved away or removed since; that \
                 build is completed once the folder is back, and given up by the next one",
                out.display()
            ));
            false
        }
        Err(error) => {
            report::note(&error.to_string());
            false
        }
    }
}

/// Returns the `--root` of a command that works on a site, which is the inner nothing where none was given.
fn site_of(command: &Command) -> Option<Option<PathBuf>> {
    let root = match command {
        Command::Build(command) => &command.site.root,
        Command::Serve(command) => &command.root,
        Command::Check(command) => &command.site.root,
        Command::New(command) => return command.root(),
        Command::Newsletter(command) => match &command.task {
            Some(NewsletterTask::Draft(command)) => &command.root,
            None => &command.site.root,
        },
        Command::Why(command) => &command.site.root,
        Command::WhyNot(command) => &command.site.root,
        Command::Schema(command) => &command.root,
        Command::Layouts(_) | Command::Completions(_) => return None,
    };
    Some(root.clone())
}
