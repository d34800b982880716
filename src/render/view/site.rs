//! The site itself, as layouts see it.

use minijinja::Value;

use super::Snapshot;
use super::addresses::section_url;
use super::direction::marked;
use super::fields::{Builder, Fields};
use super::menus;
use super::schema::Kind;
use super::value::{map, text_or_none};
use crate::config::{Statistics, Translated};
use crate::media::Kind as Format;
use crate::model::{Icon, TAB, TOUCH};
use crate::policy;
use crate::render::FAVICON;
use crate::render::languages::text_direction;
use crate::route::{FEED, OutPath};

/// Makes the fields of the site in a language.
pub(super) fn fields(snapshot: &Snapshot, lang: usize) -> Fields {
    let config = &snapshot.site.config();
    let link = |name: &str, url: &str| map([("name", Value::from(name)), ("url", Value::from(url))]);
    let mut site = Builder::new(Kind::Site);
    let tag = snapshot.lang(lang);
    let said = |words: Option<&Translated>, none: Value| {
        let Some(words) = words else { return [none, Value::from(()), Value::from(())] };
        let (text, of) = words.words(tag, &config.language);
        let [lang, dir] = marked(snapshot, lang, of);
        [Value::from(text), lang, dir]
    };
    site.set("name", config.name_in(tag));
    for (fields, words, none) in [
        (["tagline", "tagline_lang", "tagline_dir"], &config.tagline, Value::from("")),
        (["description", "description_lang", "description_dir"], &config.description, Value::from("")),
        (["notice", "notice_lang", "notice_dir"], &config.notice, Value::from(())),
    ] {
        fields.into_iter().zip(said(words.as_ref(), none)).for_each(|(field, value)| site.set(field, value));
    }
    site.set("url", config.base_url.as_str());
    site.set("home", section_url(snapshot, lang, "home"));
    site.set("lang", snapshot.lang(lang));
    site.set("languages", config.languages.iter().map(String::as_str).collect::<Value>());
    site.set("banner", menus::banner(snapshot, lang).unwrap_or_else(|| Value::from(())));
    site.set("address", config.address.iter().map(|line| line.words(tag, &config.language).0).collect::<Value>());
    site.set("address_lines", address(snapshot, lang));
    site.set("phone", text_or_none(config.phone.as_deref()));
    site.set("email", text_or_none(config.email.as_deref()));
    site.set("social", config.social.iter().map(|social| link(&social.name, &social.url)).collect::<Value>());
    if let Some(newsletter) = &config.newsletter {
        let signup_url = Value::from(newsletter.signup_url.as_str());
        let [text, lang, dir] = said(newsletter.text.as_ref(), Value::from(""));
        site.set("newsletter", map([("signup_url", signup_url), ("text", text), ("lang", lang), ("dir", dir)]));
    }
    if let Some(licence) = &config.licence {
        site.set("licence", link(&licence.name, &licence.url));
    }
    let prefix = config.language_prefix(snapshot.lang(lang)).map_or_else(String::new, |lang| format!("{lang}/"));
    let feed = snapshot.feed_url(&format!("{prefix}{FEED}"));
    site.set("has_atom", feed.is_some());
    site.set("feed", text_or_none(feed.as_deref()));
    site.set("audience", if snapshot.site.shows_drafts() { "drafts" } else { "public" });
    site.set("accent", text_or_none(config.looks.accent.as_deref()));
    site.set("paper", config.looks.paper(false));
    site.set("dark_paper", config.looks.paper(true));
    site.set("fonts", fonts(snapshot));
    site.set("logo", logo(snapshot));
    site.set("favicon", icon(snapshot).unwrap_or_else(|| Value::from(())));
    site.set("policy", policy::host(config, snapshot.site.uses()));
    site.set("statistics", config.statistics.as_ref().map_or_else(|| Value::from(()), statistics));
    site.set("mail", super::mail::settings(snapshot));
    site.set("menu", menus::menu(snapshot, lang));
    site.set("footer", menus::columns(snapshot, lang));
    site.set("nav", menus::menu_links(snapshot, lang));
    site.set("footer_nav", menus::pages_of_foot(snapshot, lang));
    site.finish()
}

/// Returns the service that counts visits.
fn statistics(of: &Statistics) -> Value {
    let attribute = |(name, value): &(String, String)| {
        map([("name", Value::from(name.as_str())), ("value", Value::from(value.as_str()))])
    };
    map([
        ("name", Value::from(of.name.as_str())),
        ("host", Value::from(of.host())),
        ("script", Value::from(of.script.as_str())),
        ("attributes", of.attributes.iter().map(attribute).collect::<Value>()),
    ])
}

/// Returns the lines of the address, each with its language where it is not that of the page; on pages that are read from the right, one that is
/// has the direction of its first letter, as a street in Latin letters may.
fn address(snapshot: &Snapshot, lang: usize) -> Value {
    let (tag, default) = (snapshot.lang(lang), &snapshot.site.config().language);
    let line = |line: &Translated| {
        let (text, of) = line.words(tag, default);
        let [of, dir] = marked(snapshot, lang, of);
        let dir = if dir.is_none() && text_direction(tag) == "rtl" { Value::from("auto") } else { dir };
        map([("text", Value::from(text)), ("lang", of), ("dir", dir)])
    };
    snapshot.site.config().address.iter().map(line).collect()
}

/// Returns the addresses of the fonts that pages need at once.
fn fonts(snapshot: &Snapshot) -> Value {
    let fonts = snapshot.site.config().looks.fonts.iter().filter(|font| font.is_first());
    let files = fonts.filter_map(|font| snapshot.site.file(&format!("content/{}", font.src)));
    files.map(|file| Value::from(snapshot.url(&file.route))).collect()
}

/// Returns the icon that browsers show: that of the settings, or what was made of the logo; nothing where it is the
/// `favicon.svg` at the root of the site.
fn icon(snapshot: &Snapshot) -> Option<Value> {
    let (site, config) = (&snapshot.site, snapshot.site.config());
    // The files that decide it, noted.
    let src = config.favicon.as_ref().or(config.logo.as_ref().map(|logo| &logo.src))?;
    let _ = site.file(&format!("content/{src}"));
    if config.favicon.is_none() && snapshot.keeps_icon() {
        return None;
    }
    let (url, kind, touch) = match site.unseen().icon() {
        Icon::File(file) => {
            let url = snapshot.url(&file.route);
            let is_drawing = file.original.is_some_and(|original| original.kind == Format::Svg);
            let kind = if is_drawing { "image/svg+xml" } else { "image/png" };
            let touch = (!is_drawing).then(|| url.clone());
            (url, kind, touch)
        }
        Icon::Made(_, original) => {
            let url =
                |side| OutPath::parse(&site.unseen().icon_path(original, side)).ok().map(|path| snapshot.url(&path));
            (url(TAB)?, "image/png", url(TOUCH))
        }
        Icon::Initials => return None,
    };
    Some(map([("url", Value::from(url)), ("type", Value::from(kind)), ("touch", text_or_none(touch.as_deref()))]))
}

impl Snapshot {
    /// Tells whether the site has a `favicon.svg` of its own, which is then published as it is; noted.
    fn keeps_icon(&self) -> bool {
        let Ok(route) = OutPath::parse(FAVICON) else { return true };
        self.is_planned(&route);
        self.plan.position(&route).is_some_and(|at| self.plan.targets[at].format == "static")
    }
}

/// Returns the logo with its size.
fn logo(snapshot: &Snapshot) -> Value {
    let site = &snapshot.site;
    let Some(logo) = &site.config().logo else { return Value::from(()) };
    let Some(file) = site.file(&format!("content/{}", logo.src)) else { return Value::from(()) };
    let dark = logo.dark.as_ref().and_then(|dark| site.file(&format!("content/{dark}")));
    let dark = dark.map(|file| snapshot.url(&file.route));
    map([
        ("url", Value::from(snapshot.url(&file.route))),
        ("width", Value::from(file.width)),
        ("height", Value::from(file.height)),
        ("alt", Value::from(logo.alt.as_str())),
        ("dark", text_or_none(dark.as_deref())),
    ])
}
