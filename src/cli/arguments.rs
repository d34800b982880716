//! What can be said on the command line.
//!
//! Whatever can be judged without looking at a site is judged here, before any command does anything; the program ends with
//! the status for wrong arguments.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use demarche::mail::{PROFILES, Profile};
use demarche::moment::Moment;
use demarche::serve::{Editor, Lan};

use super::clock::{date, instant};
use super::new::NewCommand;
use super::report::Format;
use super::site::SiteArguments;

/// Turns letters, briefs and newsletters written in Markdown into a website.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  demarche new site our-site        make a site to begin with
  demarche build                    build the site around here into its public/
  demarche build --drafts --out /tmp/preview
                                    build with drafts and embargoed pages, elsewhere
  demarche serve --open             show the site in the browser, built again after each save
  demarche check                    report every mistake, write nothing
  demarche new letter \"UPR 51\"      begin a letter

Exit status: 0 if all went well, 1 if the site has errors or something failed, 2 for wrong arguments.";

/// A command.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into its output folder
    Build(BuildCommand),
    /// Show the site in the browser and build it again after each save
    Serve(ServeCommand),
    /// Report every mistake in the site and write nothing
    Check(CheckCommand),
    /// Begin a site, a letter, a brief, a newsletter issue, a recommendation or a page
    New(NewCommand),
    /// Make the HTML and text of a letter, brief or issue for a mailing service, or begin the next issue
    Newsletter(NewsletterCommand),
    /// Say what a page was made of, and so what would make it anew
    Why(WhyCommand),
    /// Say why there is nothing at an address
    WhyNot(WhyNotCommand),
    /// Print what layouts can ask: the fields of pages, states and all else, functions and filters
    Layouts(LayoutsCommand),
    /// Print what front matter, settings and data may hold, as JSON Schema for editors
    Schema(SchemaCommand),
    /// Print the completions for a shell
    Completions(CompletionsCommand),
}

impl Command {
    /// Returns how mistakes are to be written.
    pub(super) fn format(&self) -> Format {
        match self {
            Command::Build(command) => command.site.format,
            Command::Serve(command) => command.format,
            Command::Check(command) => command.site.format,
            Command::Newsletter(command) => command.site.format,
            Command::Why(command) => command.site.format,
            Command::WhyNot(command) => command.site.format,
            Command::New(_) | Command::Layouts(_) | Command::Schema(_) | Command::Completions(_) => Format::Text,
        }
    }
}

/// The arguments of `build`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche build
  demarche build --root our-site --out /srv/www
  demarche build --drafts --out /tmp/preview
  demarche build --at 2026-01-19T08:00:00+01:00
  demarche build --base-url https://staging.example.org/
  demarche build --atomic --out /srv/www      where a web server serves that folder itself
  demarche build --verify                     after somebody may have changed files of the output

A site with errors is not written: what stands in the output folder stays as it was. Only files that an
earlier build has made are replaced or removed.")]
pub(super) struct BuildCommand {
    #[command(flatten)]
    pub(super) site: SiteArguments,
    /// Where the site goes [default: public, beside content]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Where to keep what the next build may ask [default: the system's folder for caches]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(super) cache_dir: Option<PathBuf>,
    /// Build everything anew, and keep nothing for the next build
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Replace the whole folder in one step, so that no visitor finds new pages beside old ones
    #[arg(long)]
    pub(super) atomic: bool,
    /// Read every file of the output, and make anew what is not as the last build left it; read every file of the site
    #[arg(long)]
    pub(super) verify: bool,
}

/// The arguments of `serve`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche serve --open
  demarche serve --root our-site --port 8080
  demarche serve --public             without drafts and embargoed pages, as the public would see the site
  demarche serve --at 2026-01-19T08:00:00+01:00
  demarche serve --lan                for a look with a telephone in the same network
  demarche serve --editor 'zed://file/{path}:{line}:{column}'

Nothing is written. Only browsers on this machine can see the preview, and with --lan those that follow the link
that is printed, which is another one each time. A site with errors is not shown: the last good one stays, and the
browser shows what is wrong until it is mended.

Editors: bbedit, cursor, emacs, idea, macvim, phpstorm, pycharm, rustrover, sublime, textmate, vscode,
vscode-insiders, vscodium, webstorm, windsurf, zed; none for no links. In the address of another one, {file} stands
for the path of the file, {path} for the same without its first slash, {line} and {column} for the place.")]
pub(super) struct ServeCommand {
    /// The folder that holds content/site.yaml [default: the nearest one from here upward]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// The port; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 3030)]
    pub(super) port: u16,
    /// Open the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Let other machines of the network look, with a link that is printed; at one address of this machine
    /// [default: the one it has towards others]
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, require_equals = true, value_parser = lan_address)]
    pub(super) lan: Option<Option<IpAddr>>,
    /// The editor that a click on a mistake opens: a name, or an address with {file} and {line}
    /// [default: DEMARCHE_EDITOR, else VISUAL or EDITOR if it has such addresses, else vscode]
    #[arg(long, value_name = "EDITOR", value_parser = Editor::parse)]
    pub(super) editor: Option<Editor>,
    /// Show the site of this instant, such as 2025-03-14 or 2025-03-14T09:30:00+01:00 [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(super) at: Option<Moment>,
    /// Leave out drafts, embargoed and expired pages, which are shown with a mark otherwise
    #[arg(long)]
    pub(super) public: bool,
    /// How mistakes are written: for people, or as one JSON object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// The arguments of `check`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche check
  demarche check --drafts           look at drafts and embargoed pages too
  demarche check --format json | jq .message")]
pub(super) struct CheckCommand {
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

/// The arguments of `newsletter`.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    after_help = "\
Examples:
  demarche newsletter 12 --profile mailchimp --out /tmp/issue-12
  demarche newsletter letters/upr-49.md --profile civicrm > letter.html
  demarche newsletter /letters/upr-49/ --text
  demarche newsletter draft --since 2026-02-01

The profiles are neutral, mailchimp, listmonk, mautic, civicrm, campaign-monitor, buttondown and brevo. Each puts the
tags of its service where the mail has a place for them, and keeps words that look like tags from being taken for such.
The files that `demarche build` makes beside each page are those of the profile neutral."
)]
pub(super) struct NewsletterCommand {
    #[command(subcommand)]
    pub(super) task: Option<NewsletterTask>,
    /// The number of an issue, the path of a Markdown file, or the address of a page
    #[arg(required = true)]
    pub(super) issue: Option<String>,
    /// The mailing service
    #[arg(long, value_name = "NAME", default_value = "neutral", value_parser = profile)]
    pub(super) profile: ProfileName,
    /// Write newsletter.html and newsletter.txt into this folder
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Print the HTML, or with --text the plain text; this is what is done without --out
    #[arg(long, conflicts_with = "out")]
    pub(super) stdout: bool,
    /// Print the plain text in place of the HTML
    #[arg(long, conflicts_with = "out")]
    pub(super) text: bool,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

/// What else `newsletter` does.
#[derive(Debug, Subcommand)]
pub(super) enum NewsletterTask {
    /// Begin the next issue, with what was published since a date as its items
    Draft(DraftCommand),
}

/// The arguments of `newsletter draft`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche newsletter draft                       since the last issue
  demarche newsletter draft --since 2026-02-01
  demarche newsletter draft --since 2026-02-01 --stdout

Listed are letters, briefs and dated pages that the public sees, newest first, each in the language of the site and
none that an earlier issue lists. The file goes into content/newsletters and is a draft: `demarche serve` shows it,
and it is published once its line `draft: true` is gone. Nothing that is there is ever overwritten.")]
pub(super) struct DraftCommand {
    /// The first day that counts, such as 2026-02-01 [default: the day of the last issue]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) since: Option<Moment>,
    /// Print the issue in place of writing its file
    #[arg(long)]
    pub(super) stdout: bool,
    /// The folder that holds content/site.yaml [default: the nearest one from here upward]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Begin it as if it were this instant, such as 2025-03-14 or 2025-03-14T09:30:00+01:00 [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(super) at: Option<Moment>,
}

/// The profile of a mailing service.
#[derive(Clone, Copy, Debug)]
pub(super) struct ProfileName(pub(super) Profile);

/// Reads the name of a profile.
fn profile(name: &str) -> Result<ProfileName, String> {
    let names = PROFILES.map(Profile::name).join(", ");
    Profile::named(name).map(ProfileName).ok_or_else(|| format!("the profiles are {names}"))
}

/// The arguments of `why`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche why /states/ken/
  demarche why content/letters/upr-49.md
  demarche why sitemap.xml")]
pub(super) struct WhyCommand {
    /// The address of a page, the path of a file of the site, or that of a Markdown file
    pub(super) page: String,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

/// The arguments of `why-not`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche why-not /letters/upr-51/
  demarche why-not https://example.org/letters/upr-51/ --at 2026-01-19")]
pub(super) struct WhyNotCommand {
    /// The address
    pub(super) address: String,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

/// The arguments of `layouts`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche layouts | less
  demarche layouts page             what a page has
  demarche layouts page.photo       one field of it, with what is within
  demarche layouts letter.html      the names that a layout finds at its top
  demarche layouts groupby          a filter

Told are site, t, meta, page, state, session, sheet, row, topic, instrument, section, pager, home; recommendation,
lead, status and photo, which stand within these; layouts, their blocks, functions, filters and tests.")]
pub(super) struct LayoutsCommand {
    /// Of what to tell [default: of everything]
    pub(super) name: Option<String>,
}

/// The arguments of `schema`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche schema letters           the front matter of the pages in content/letters/
  demarche schema _index            that of _index.md files
  demarche schema site > .schema/site.json
  demarche schema data/sessions
  demarche schema                   one document that defines all

A collection of the site has its schema under the name of its folder, with the keys that it declares.")]
pub(super) struct SchemaCommand {
    /// Of what to print the schema [default: of everything]
    pub(super) name: Option<String>,
    /// The folder that holds content/site.yaml [default: the nearest one from here upward; without one, what is built in]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// The arguments of `completions`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche completions bash > ~/.local/share/bash-completion/completions/demarche
  demarche completions zsh > ~/.zfunc/_demarche
  demarche completions fish > ~/.config/fish/completions/demarche.fish")]
pub(super) struct CompletionsCommand {
    /// The shell
    pub(super) shell: Shell,
}

/// Reads an address of this machine that others may ask.
fn lan_address(text: &str) -> Result<IpAddr, String> {
    let address = text.parse().map_err(|error: std::net::AddrParseError| error.to_string())?;
    Lan::check(address).map_err(|error| error.to_string())?;
    Ok(address)
}
