//! `demarche why` and `why-not`: what a page was made of, and why nothing stands at an address.

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
    let made = engine.made_of(&command.page);
    if made.is_empty() {
        let message = format!("`{0}` is no page of the site; `demarche why-not {0}` may say why", command.page);
        return Err(Error::new(message));
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

/// Prints why nothing stands at an address, or what does; `false` when there is no such page at all.
pub(super) fn run_not(command: &WhyNotCommand) -> Result<bool, Error> {
    let root = site::root(&command.site)?;
    let (sources, found) = Sources::read(&root)?;
    let options = site::options(&command.site, &sources);
    let address = &command.address;
    let (text, known) = match standing(&sources, &found, &options, address)? {
        Standing::Shown(route, Some(path)) => (format!("`{address}` is published: `{route}`, made of `{path}`"), true),
        Standing::Shown(route, None) => (format!("`{address}` is published: `{route}`"), true),
        Standing::Hidden(path, why) => (format!("`{address}` is not published: `{path}` is {why}"), true),
        Standing::Never(Some(near)) => (format!("there is no page at `{address}`; did you mean `{near}`?"), false),
        Standing::Never(None) => (format!("there is no page at `{address}`, and nothing would be there"), false),
    };
    report::line(&text);
    Ok(known)
}
