//! The site itself, as layouts see it.

use minijinja::Value;

use super::Snapshot;
use super::entity::Entity;
use super::fields::{Builder, Fields};
use super::index::{section_number, section_url};
use super::schema::Kind;
use super::value::{map, text_or_none};
use crate::route::FEED;

/// Makes the fields of the site in a language.
pub(super) fn fields(snapshot: &Snapshot, lang: usize) -> Fields {
    let config = &snapshot.site.config();
    let words = snapshot.words(lang);
    let link = |name: &str, url: &str| map([("name", Value::from(name)), ("url", Value::from(url))]);
    let mut site = Builder::new(Kind::Site);
    site.set("name", config.name.as_str());
    site.set("tagline", config.tagline.as_str());
    site.set("description", config.description.as_str());
    site.set("url", config.base_url.as_str());
    site.set("home", section_url(snapshot, lang, "home"));
    site.set("lang", snapshot.lang(lang));
    site.set("languages", config.languages.iter().map(String::as_str).collect::<Value>());
    site.set("notice", text_or_none(config.notice.as_deref()));
    site.set("address", config.address.iter().map(String::as_str).collect::<Value>());
    site.set("phone", text_or_none(config.phone.as_deref()));
    site.set("email", text_or_none(config.email.as_deref()));
    site.set("social", config.social.iter().map(|social| link(&social.name, &social.url)).collect::<Value>());
    if let Some(newsletter) = &config.newsletter {
        let signup_url = Value::from(newsletter.signup_url.as_str());
        site.set("newsletter", map([("signup_url", signup_url), ("text", Value::from(newsletter.text.as_str()))]));
    }
    if let Some(licence) = &config.licence {
        site.set("licence", link(&licence.name, &licence.url));
    }
    let prefix = config.language_prefix(snapshot.lang(lang)).map_or_else(String::new, |lang| format!("{lang}/"));
    let feed = snapshot.feed_url(&format!("{prefix}{FEED}"));
    site.set("has_atom", feed.is_some());
    site.set("feed", text_or_none(feed.as_deref()));
    site.set("audience", if snapshot.site.shows_drafts() { "drafts" } else { "public" });
    site.set("accent", text_or_none(config.accent.as_deref()));
    site.set("logo", logo(snapshot));
    site.set("mail", super::mail::settings(snapshot));
    let nav = config.nav.iter().filter(|id| section_number(id).is_some()).map(|id| {
        let title = words.get(id).to_owned();
        let url = section_url(snapshot, lang, id);
        map([("id", Value::from(id.as_str())), ("title", Value::from(title)), ("url", Value::from(url))])
    });
    site.set("nav", nav.collect::<Value>());
    site.set("footer_nav", footer_nav(snapshot, lang));
    site.finish()
}

/// Returns the logo with its size.
fn logo(snapshot: &Snapshot) -> Value {
    let site = &snapshot.site;
    let Some(logo) = &site.config().logo else { return Value::from(()) };
    let Some(file) = site.file(&format!("content/{}", logo.src)) else { return Value::from(()) };
    map([
        ("url", Value::from(snapshot.url(&file.route))),
        ("width", Value::from(file.width)),
        ("height", Value::from(file.height)),
        ("alt", Value::from(logo.alt.as_str())),
    ])
}

/// Returns the pages linked in the foot, in the language where there is a translation.
fn footer_nav(snapshot: &Snapshot, lang: usize) -> Value {
    let site = &snapshot.site;
    let pages = site.footer();
    pages
        .into_iter()
        .map(|id| {
            let translations = site.listed(id).translations();
            let own = translations.iter().find(|other| site.listed(**other).lang() == snapshot.lang(lang));
            let page = snapshot.handle(Entity::Page(own.copied().unwrap_or(id)));
            let shown = site.page(own.copied().unwrap_or(id));
            map([("title", Value::from(shown.title())), ("url", Value::from(shown.url.as_str())), ("page", page)])
        })
        .collect()
}
