//! `demarche why` and `why-not`: what a page was made of, and why nothing stands at an address.

use std::sync::Arc;

use demarche::engine::{Engine, Standing, standing};
use demarche::source::Sources;
use demarche::{Error, Progress};

use super::arguments::{WhyCommand, WhyNotCommand};
use super::{report, site};

/// Prints what a page was made of; `false` when there is no such page or the site has errors.
pub(super) fn run(command: &WhyCommand) -> Result<bool, Error> {
    let root = site::root(&command.site)?;
    let (sources, found) = Sources::read(&root)?;
    let options = site::options(&command.site, &sources);
    let mut engine = Engine::new();
    let update = engine.update(&sources, found, &options, &Progress::default())?;
    if !update.is_good() {
        report::diagnostics(&update.diagnostics, command.site.format);
    }
    let page = site::name_in_site(&root, &command.page)?;
    let made = engine.made_of(&page);
    if made.is_empty() {
        let hint = match engine.closest_name(&page) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`demarche why-not {}` may say why", command.page),
        };
        return Err(Error::new(format!("`{}` is no page of the site; {hint}", command.page)));
    }
    for made in made {
        report::line(&format!("{} is made of", made.route));
        for (name, fields) in made.asked {
            match fields.is_empty() {
                true => report::line(&format!("  {name}")),
                false => report::line(&format!("  {name}: {}", fields.join(", "))),
            }
        }
    }
    report::note("the page is made anew when one of these changes, and only then");
    Ok(update.is_good())
}

/// Prints why nothing stands at an address, or what does; `false` when there is no such page at all, or when the site has
/// errors.
pub(super) fn run_not(command: &WhyNotCommand) -> Result<bool, Error> {
    let root = site::root(&command.site)?;
    let (sources, found) = Sources::read(&root)?;
    let options = site::options(&command.site, &sources);
    let address = &command.address;
    let standing = standing(&sources, &found, &options, &site::name_in_site(&root, address)?)?;
    if let Standing::Faulty(_, mistakes) = &standing {
        report::diagnostics(mistakes, command.site.format);
    }
    let of = |path: &Option<Arc<str>>| path.as_ref().map_or_else(String::new, |path| format!(", made of `{path}`"));
    let (text, explained) = match &standing {
        Standing::Shown(route, path) => (format!("`{address}` is published: `{route}`{}", of(path)), true),
        Standing::Waiting(route, path) => {
            let until = "the site has mistakes, and nothing is published before they are mended";
            let text = format!(
                "`{address}` is not published yet: `{route}`{} would be, but {until}; `demarche check` names them",
                of(path)
            );
            (text, false)
        }
        Standing::Hidden(path, why) => (format!("`{address}` is not published: `{path}` is {why}"), true),
        Standing::Faulty(path, _) => {
            let until = "has mistakes, and nothing is published before they are mended";
            (format!("`{address}` is not published: `{path}` {until}"), false)
        }
        Standing::Listed(name, place, is_held_back) => {
            let what = if *is_held_back { "all that stands" } else { "nothing stands" };
            let rest = if *is_held_back { " is held back" } else { "" };
            let text = format!(
                "`{address}` is not published: {what} on a page on {name}{rest}; its place in the list is `{place}`"
            );
            (text, true)
        }
        Standing::Never(Some(near)) => (format!("there is no page at `{address}`; did you mean `{near}`?"), false),
        Standing::Never(None) => (format!("there is no page at `{address}`, and nothing would be there"), false),
    };
    report::line(&text);
    Ok(explained)
}
