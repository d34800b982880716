//! The site's settings: `content/site.yaml`.
//!
//! Takes the file; gives a [`Config`] with defaults for what is not said or cannot be read, and every mistake in it.

mod addresses;
mod banner;
mod embeds;
mod files;
mod identity;
mod looks;
mod mail;
mod menus;
mod moments;
mod security;
mod statistics;
mod table;
mod taxonomies;
mod translated;

use std::cell::Cell;

use jiff::tz::TimeZone;

use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::yaml::{self, Limits, Map, Mark, Node, Source};

pub use addresses::normalise_base_url;
use addresses::read_base_url;
pub(crate) use addresses::{is_email, read_email, read_web_url};
pub use banner::Banner;
use banner::read_banner;
use embeds::read_host;
pub use embeds::{is_host, player_host};
use files::read_pattern;
pub use files::{FilePattern, FileRule, FileRules};
pub use identity::Logo;
use identity::{read_colour, read_favicon, read_logo};
use looks::read_looks;
pub use looks::{COLOURS, FONT_ROLES, Font, Looks};
pub use mail::MailSettings;
pub(crate) use mail::mail_address;
use mail::{check_sender, read_mail};
use menus::read_menus;
pub use menus::{MenuEntry, Menus, Opens};
pub use security::Security;
use security::read_security;
pub use statistics::Statistics;
use statistics::read_statistics;
pub use table::SETTINGS;
use taxonomies::read_taxonomies;
pub use taxonomies::{TOPICS, Taxonomy};
pub use translated::Translated;
use translated::read_in_default;
pub(crate) use translated::{read_translated, read_translated_in};

/// The path of the settings from the site's root.
pub const SITE_FILE: &str = "content/site.yaml";

/// The sections a navigation can name, in their usual order.
pub const SECTIONS: [&str; 10] = [
    "letters",
    "briefs",
    "states",
    "sessions",
    "recommendations",
    "topics",
    "instruments",
    "newsletters",
    "bodies",
    "home",
];

/// What becomes of raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// It is shown as text.
    Escape,
    /// It is kept, after sanitising.
    Sanitise,
}

/// A name with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLink {
    /// The name shown.
    pub name: String,
    /// The address.
    pub url: String,
}

/// The newsletter readers can sign up for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// The address of the sign-up page.
    pub signup_url: String,
    /// One sentence on what they get.
    pub text: Option<Translated>,
}

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The organisation's name.
    pub name: Translated,
    /// A few words under the name.
    pub tagline: Option<Translated>,
    /// One or two sentences on the site.
    pub description: Option<Translated>,
    /// The address of the home page, with a final `/`.
    pub base_url: String,
    /// The path part of `base_url`, with `/` at both ends.
    pub base_path: String,
    /// The default language (BCP 47).
    pub language: String,
    /// All languages, the default among them.
    pub languages: Vec<String>,
    /// The zone in which bare dates and local times are meant.
    pub time_zone: TimeZone,
    /// A sentence shown on every page, such as "This is a demonstration".
    pub notice: Option<Translated>,
    /// The postal address, line by line.
    pub address: Vec<Translated>,
    /// Whether there seems to be a postal address that could not be read, of which enough was said.
    pub address_unread: bool,
    /// The telephone number.
    pub phone: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Where else the organisation can be found.
    pub social: Vec<NamedLink>,
    /// The newsletter sign-up.
    pub newsletter: Option<SignUp>,
    /// The newsletter versions of pages.
    pub mail: MailSettings,
    /// The licence of the texts.
    pub licence: Option<NamedLink>,
    /// The colours and fonts.
    pub looks: Looks,
    /// The logo.
    pub logo: Option<Logo>,
    /// The content path of the icon that browsers show.
    pub favicon: Option<String>,
    /// Where faults in the security of the site are told of.
    pub security: Option<Security>,
    /// The service that counts visits.
    pub statistics: Option<Statistics>,
    /// The hosts whose players pages may show once a reader asks for it.
    pub embeds: Vec<String>,
    /// The menu, and the links in the foot.
    pub menus: Menus,
    /// The announcement at the top of every page.
    pub banner: Option<Banner>,
    /// What becomes of raw HTML in Markdown.
    pub raw_html: RawHtml,
    /// The files that are published in other ways than all others.
    pub files: FileRules,
    /// The taxonomies of the site's own.
    pub taxonomies: Vec<Taxonomy>,
    /// How many pages an archive page lists.
    pub per_page: usize,
    /// The file itself, to show a place in it; `None` where there is none.
    source: Option<Source>,
}

impl Config {
    /// Reads the settings; what is wrong is reported, and a default stands for it, so that the rest can be checked.
    pub fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Config {
        let config = source.read(Limits::DATA, diagnostics, |node| node.map(read_config));
        Config { source: Some(source.clone()), ..config.unwrap_or_default() }
    }

    /// Returns the name of the organisation for readers of a language.
    pub fn name_in<'a>(&'a self, lang: &'a str) -> &'a str {
        self.name.words(lang, &self.language).0
    }

    /// Returns words for readers of a language; nothing where there are none.
    pub fn words<'a>(&'a self, words: Option<&'a Translated>, lang: &'a str) -> &'a str {
        words.map_or("", |words| words.words(lang, &self.language).0)
    }

    /// Returns the span of a value of the file, such as `footer_nav[1]`.
    pub fn value_span(&self, path: &str) -> Span {
        match &self.source {
            Some(source) => source.locate(path, Mark::Value),
            None => Span::whole(&SITE_FILE.into()),
        }
    }

    /// Returns the span of a key of the file.
    pub fn key_span(&self, path: &str) -> Span {
        match &self.source {
            Some(source) => source.locate(path, Mark::Key),
            None => Span::whole(&SITE_FILE.into()),
        }
    }

    /// Returns all entries of menu, foot and announcement that lead somewhere, in order.
    pub fn entries(&self) -> impl Iterator<Item = &MenuEntry> {
        self.menus.links().chain(self.banner.iter().filter_map(|banner| banner.link.as_ref()))
    }

    /// Returns the paths of all content that is named.
    pub fn paths_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let banner = self.banner.iter_mut().filter_map(|banner| banner.link.as_mut()).flat_map(MenuEntry::pages_mut);
        let logo = self.logo.iter_mut().flat_map(|logo| [&mut logo.src].into_iter().chain(&mut logo.dark));
        let fonts = self.looks.fonts.iter_mut().map(|font| &mut font.src);
        self.menus.pages_mut().chain(banner).chain(logo).chain(&mut self.favicon).chain(fonts)
    }

    /// Tells whether pages of this language stand under `/<lang>/`.
    pub fn language_prefix<'a>(&self, lang: &'a str) -> Option<&'a str> {
        (lang != self.language).then_some(lang)
    }
}

impl Default for Config {
    /// Returns the settings of a site that says nothing.
    fn default() -> Config {
        Config {
            name: Translated::Same(String::new()),
            tagline: None,
            description: None,
            base_url: "https://example.org/".to_owned(),
            base_path: "/".to_owned(),
            language: "en".to_owned(),
            languages: vec!["en".to_owned()],
            time_zone: TimeZone::UTC,
            notice: None,
            address: Vec::new(),
            address_unread: false,
            phone: None,
            email: None,
            social: Vec::new(),
            newsletter: None,
            mail: MailSettings::default(),
            licence: None,
            looks: Looks::default(),
            logo: None,
            favicon: None,
            security: None,
            statistics: None,
            embeds: Vec::new(),
            menus: Menus::default(),
            banner: None,
            raw_html: RawHtml::Escape,
            files: FileRules::default(),
            taxonomies: Vec::new(),
            per_page: 20,
            source: None,
        }
    }
}

/// Reads the keys of `site.yaml`.
fn read_config(map: &mut Map<'_>) -> Option<Config> {
    let defaults = Config::default();
    let language = map.field("language", read_language).unwrap_or(defaults.language);
    let mut languages = map.field("languages", |node| distinct(node, read_language)).unwrap_or_default();
    // In other capitals it is the same language.
    languages.retain(|other| *other == language || !other.eq_ignore_ascii_case(&language));
    if !languages.contains(&language) {
        languages.insert(0, language.clone());
    }
    let words = |node: Node<'_>| read_in_default(node, &language);
    let name = map.required("name", words);
    let base_url = map.required("base_url", read_base_url).unwrap_or(defaults.base_url);
    let time_zone = map.field("time_zone", read_time_zone).unwrap_or(defaults.time_zone);
    let mut address_unread = false;
    let mut config = Config {
        name: name.unwrap_or(defaults.name),
        tagline: map.field("tagline", words),
        description: map.field("description", words),
        base_path: path_of(&base_url),
        base_url,
        language: language.clone(),
        languages,
        banner: map.field("banner", |node| node.map(|map| read_banner(map, &language, &time_zone))),
        time_zone,
        notice: map.field("notice", words),
        address: map.field("address", |node| read_address(node, &language, &mut address_unread)).unwrap_or_default(),
        address_unread: false,
        phone: map.words("phone"),
        email: map.field("email", read_email),
        social: map.field("social", |node| node.list(read_named_link)).unwrap_or_default(),
        newsletter: map.field("newsletter", |node| node.map(|map| read_sign_up(map, &language))),
        mail: map.field("mail", read_mail).unwrap_or(defaults.mail),
        licence: map.field("licence", read_named_link),
        looks: read_looks(map),
        logo: map.field("logo", |node| node.map(read_logo)),
        favicon: map.field("favicon", read_favicon),
        menus: read_menus(map, &language),
        security: map.field("security", |node| node.map(read_security)),
        statistics: map.field("statistics", |node| node.map(read_statistics)),
        embeds: map.field("embeds", |node| node.list(read_host)).unwrap_or_default(),
        raw_html: match map.field("unsafe_html", yaml::boolean) {
            Some(true) => RawHtml::Sanitise,
            _ => RawHtml::Escape,
        },
        files: FileRules {
            active: map.field("active_files", |node| node.list(read_pattern)).unwrap_or_default(),
            keep: map.field("keep_metadata", |node| node.list(read_pattern)).unwrap_or_default(),
        },
        taxonomies: map.field("taxonomies", |node| read_taxonomies(node, &language)).unwrap_or_default(),
        per_page: map.field("per_page", read_per_page).unwrap_or(defaults.per_page),
        source: None,
    };
    config.address_unread = address_unread || map.misspelt().contains(&"address");
    config.email = config.email.filter(|email| check_sender(map, email, &config.mail));
    Some(config)
}

/// Reads the lines of an address; says whether some could not be read.
fn read_address(node: Node<'_>, default: &str, unread: &mut bool) -> Option<Vec<Translated>> {
    let count = Cell::new(0);
    let line = |node: Node<'_>| {
        count.set(count.get() + 1);
        read_in_default(node, default)
    };
    // A town and its land may have one name.
    let lines = node.items(line);
    *unread = lines.as_ref().is_none_or(|lines| lines.len() < count.get());
    lines
}

/// Reads a language tag.
fn read_language(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !is_language(&text) {
        node.note({
            let text = text.clone();
            move |span| mistakes::bad_language(span, &text)
        });
        return None;
    }
    Some(text)
}

/// Tells whether a text is a language tag (BCP 47): parts of letters and digits with hyphens between.
fn is_language(text: &str) -> bool {
    let (primary, others) = text.split_once('-').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && others.is_none_or(|others| others.split('-').all(is_part))
}

/// Reads a list in which nothing stands twice, whatever its capitals; what does is noted and left out.
fn distinct(node: Node<'_>, read: impl Fn(Node<'_>) -> Option<String>) -> Option<Vec<String>> {
    node.distinct(read, |text| text.to_lowercase(), mistakes::listed_twice)
}

/// Returns the path part of a base address, with `/` at both ends.
pub fn path_of(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

/// Reads a time zone by its IANA name.
fn read_time_zone(node: Node<'_>) -> Option<TimeZone> {
    let text = node.filled_text()?;
    match TimeZone::get(&text) {
        Ok(zone) => Some(zone),
        Err(_) => {
            let hint = did_you_mean(
                &text,
                jiff::tz::db().available().map(|name| name.to_string()).collect::<Vec<_>>().iter().map(String::as_str),
            );
            node.note(move |span| mistakes::unknown_time_zone(span, &text).suggest(hint));
            None
        }
    }
}

/// Reads `{name, url}`.
fn read_named_link(node: Node<'_>) -> Option<NamedLink> {
    node.map(|map| {
        let name = map.required("name", yaml::words);
        let url = map.required("url", read_web_url);
        Some(NamedLink { name: name?, url: url? })
    })
}

/// Reads the newsletter sign-up.
fn read_sign_up(map: &mut Map<'_>, language: &str) -> Option<SignUp> {
    let signup_url = map.required("signup_url", read_web_url);
    let text = map.field("text", |node| read_in_default(node, language));
    Some(SignUp { signup_url: signup_url?, text })
}

/// Reads how many pages a page of a list has: 1 to 1,000.
pub(crate) fn read_per_page(node: Node<'_>) -> Option<usize> {
    let number = node.number()?;
    if !(1..=1_000).contains(&number) {
        node.note(move |span| mistakes::out_of_range(span, "per_page", 1, 1_000));
        return None;
    }
    Some(number as usize)
}
