//! What a build that was killed has left undone, completed before any command does its own work.
//!
//! Takes a command; leaves the folder that its site is published from whole. `build` without `--out` sees to it itself
//! once it holds the folder, and `new site` and `completions` know no site.

use std::path::Path;

use demarche::emit::{Recovery, recover};

use super::arguments::{Command, NewsletterTask};
use super::{report, site};

/// Brings the folder that the site is published from out of the state in which a killed build may have left it.
///
/// A failure is told and stops nobody: the folder may lie on a share that is not mounted now, or what was left may
/// belong to another user, and what the command is asked for needs none of it.
pub(super) fn complete(command: &Command) {
    let Some(root) = site_of(command).and_then(|given| site::root_from(given).ok()) else { return };
    let public = root.join("public");
    // What is no folder is none of ours; a build says so.
    if public.exists() && !public.is_dir() {
        return;
    }
    match recover(&public) {
        Ok(Recovery::Completed) => {
            report::note("an earlier build was cut off while it replaced files; that is completed");
        }
        Ok(Recovery::MovedAway) => report::note(&format!(
            "an earlier build was cut off while it replaced files, and `{}` was moved away or removed since; that build is \
             completed once the folder is back, and given up by the next one",
            public.display()
        )),
        Ok(Recovery::Nothing | Recovery::Removed | Recovery::InUse) => {}
        Err(error) => report::note(&error.to_string()),
    }
}

/// Returns the `--root` of a command that works on a site, which is the inner nothing where none was given.
fn site_of(command: &Command) -> Option<Option<&Path>> {
    let root = match command {
        Command::Build(command) => command.out.as_ref().and(Some(&command.site.root))?,
        Command::Serve(command) => &command.root,
        Command::Check(command) => &command.site.root,
        Command::New(command) => command.root()?,
        Command::Newsletter(command) => match &command.task {
            Some(NewsletterTask::Draft(command)) => &command.root,
            None => &command.site.root,
        },
        Command::Why(command) => &command.site.root,
        Command::WhyNot(command) => &command.site.root,
        Command::Completions(_) => return None,
    };
    Some(root.as_deref())
}
