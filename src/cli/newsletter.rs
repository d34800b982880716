//! `demarche newsletter`: one mail for one service.

use std::path::Path;

use demarche::Error;
use demarche::emit::{may_write, note_drafts, write_files};
use demarche::engine::{Asked, Mailing, mailing};
use demarche::mail::Profile;
use demarche::route::OutPath;
use demarche::source::Sources;

use super::arguments::{NewsletterCommand, NewsletterTask};
use super::{draft, report, site};

/// Prints or writes the mail; `false` when the site has errors.
pub(super) fn run(command: &NewsletterCommand) -> Result<bool, Error> {
    if let Some(NewsletterTask::Draft(command)) = &command.task {
        return draft::run(command);
    }
    let issue = command.issue.as_deref().unwrap_or_default();
    let root = site::root(&command.site)?;
    if let Some(folder) = &command.out {
        site::keep_mails_apart(&root, folder, command.site.drafts)?;
    }
    let (sources, mut found) = Sources::read(&root)?;
    let options = site::options(&command.site, &sources);
    let asked = mailing(&sources, &options, &site::name_in_site(&root, issue)?, &mut found)?;
    demarche::diag::sort_diagnostics(&mut found);
    report::diagnostics(&found, command.site.format);
    let mail = match asked {
        Asked::Found(mail) => mail,
        Asked::Faulty => return Ok(false),
        Asked::Hidden(path, why) => {
            return Err(Error::new(format!(
                "`{issue}` has no mail for the public: `{path}` is {why}; hint: `--drafts` makes one for those who write, and \
                 nobody else"
            )));
        }
        Asked::Unknown(near) => {
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(Error::new(format!("`{issue}` is no letter, brief or issue with a newsletter version{near}")));
        }
    };
    match &command.out {
        Some(folder) => write(folder, &mail, command.profile.0, command.site.drafts)?,
        None if command.text => report::output(mail.text(command.profile.0).as_bytes()),
        None => report::output(mail.html(command.profile.0).as_bytes()),
    }
    report::note(&format!("subject: {}", mail.subject));
    Ok(true)
}

/// Writes HTML and text into a folder; with `drafts` it is noted beside it what may be in them.
fn write(folder: &Path, mail: &Mailing, profile: Profile, drafts: bool) -> Result<(), Error> {
    let parts = [(mail.html(profile), "newsletter.html"), (mail.text(profile), "newsletter.txt")];
    let route = |name| OutPath::parse(name).expect("a name without signs is a path");
    let files = parts.each_ref().map(|(text, name)| (route(name), text.as_bytes()));
    may_write(folder, &files)?;
    if drafts && let Err(error) = note_drafts(folder, &files) {
        report::note(&format!("{error}; never publish `{}`, which holds drafts", folder.display()));
    }
    write_files(folder, &files)?;
    for (_, name) in &parts {
        report::line(&folder.join(name).display().to_string());
    }
    Ok(())
}
