//! What mails show of pages and of the site: bodies and pictures as mail programs can show them, subject lines, colours.

use std::cell::OnceCell;
use std::collections::HashMap;

use minijinja::Value;

use super::direction::marked_key;
use super::entity::Entity;
use super::fields::Builder;
use super::filled::fill_holes;
use super::referred::Referred;
use super::value::{html, map, text_or_none};
use super::{Snapshot, current};
use crate::mail::{
    BodyCx, Change, MERGE, MailImage, Places, SHOWN_WIDTH, TextCx, change, made_name, mail_body, one_line, palette,
    preheader, shown, text_of, underlined, wrapped,
};
use crate::model::{PageId, SitePage, Visibility};
use crate::parse::{Document, Mail};
use crate::render::languages::text_direction;
use crate::route::OutPath;
use crate::track::{self, Question};

/// The widest that a logo is shown, and the highest.
const LOGO: (u32, u32) = (240, 64);

/// What the headers of a message are made of.
#[derive(Clone, Debug, Default)]
pub struct MailHead {
    /// The name of the sender.
    pub sender: String,
    /// The address of the sender.
    pub address: String,
    /// The host of the site.
    pub host: String,
    /// The subject.
    pub subject: String,
    /// The date as headers tell it (RFC 5322, section 3.3).
    pub date: String,
    /// The address of the page on its host.
    pub path: String,
    /// The language.
    pub lang: String,
    /// Where one unsubscribes, if the settings say it.
    pub unsubscribe: Option<String>,
    /// Whether a request to that address is enough.
    pub one_click: bool,
    /// What stands in the places that a service would fill.
    pub places: Places,
}

/// Sets a field of a page that mails show.
pub(super) fn set_transient(snapshot: &Snapshot, id: PageId, name: &str, fields: &mut Builder) {
    let page = snapshot.site.page(id);
    match name {
        "mail_photo" => fields.set("mail_photo", photo(snapshot, page)),
        _ => fields.set("mail", newsletter_version(snapshot, page)),
    }
}

/// Returns the photo of a page for mail.
fn photo(snapshot: &Snapshot, page: &SitePage) -> Value {
    let found = page.photo.as_deref().and_then(|path| image(snapshot, path, (SHOWN_WIDTH, u32::MAX)));
    let (Some(photo), Some(image)) = (&page.document.front.photo, found) else { return Value::from(()) };
    let [lang, dir] = marked_key(&page.document, "photo");
    map([
        ("url", Value::from(image.url)),
        ("width", Value::from(image.width)),
        ("height", Value::from(image.height)),
        ("alt", Value::from(photo.alt.as_str())),
        ("credit", Value::from(photo.credit.as_str())),
        ("caption", text_or_none(photo.caption.as_deref())),
        ("licence", text_or_none(photo.licence.as_deref())),
        ("lang", lang),
        ("dir", dir),
    ])
}

/// Returns the picture that mails show of a file; none if they cannot.
fn image(snapshot: &Snapshot, path: &str, (width, height): (u32, u32)) -> Option<MailImage> {
    let file = snapshot.site.file(path)?;
    let original = file.original?;
    let route = match change(original, file.width, file.height) {
        Change::Same => file.route.clone(),
        Change::Made(..) => OutPath::parse(&made_name(path, original)).ok()?,
        Change::None => return None,
    };
    let (mut wide, mut high) = shown(file.width, file.height, width);
    if high > height {
        (wide, high) = ((wide * height / high).max(1), height);
    }
    Some(MailImage { url: snapshot.absolute(&snapshot.url(&route)), width: wide, height: high })
}

/// Returns the body, subject and preheader of the newsletter version of a page.
fn newsletter_version(snapshot: &Snapshot, page: &SitePage) -> Value {
    let document = &page.document;
    let words = snapshot.words(snapshot.language(&document.lang));
    let filled =
        |referred: Referred<'_>| fill_holes(snapshot, referred, words, &document.body.html.get(), &document.body.holes);
    let of_text = Referred::of_text(page);
    let of_text = of_text.has_own_text(snapshot).then_some(of_text);
    // By address, the first of each; made for the first that is looked for, since most pages have none.
    let paths: OnceCell<HashMap<String, &str>> = OnceCell::new();
    let of_url = |url: &str| {
        let paths = paths.get_or_init(|| {
            let mut paths = HashMap::new();
            for path in page.images.iter().flatten() {
                if let Some(file) = snapshot.site.file(path) {
                    paths.entry(snapshot.url(&file.route)).or_insert(path.as_str());
                }
            }
            paths
        });
        image(snapshot, paths.get(url)?, (SHOWN_WIDTH, u32::MAX))
    };
    let canonical = snapshot.absolute(&page.url);
    let absolute = |url: &str| snapshot.absolute(url);
    let letters = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let slug: String = page.short_id().chars().filter(letters).collect();
    let cx = BodyCx { page: &canonical, slug: &slug, absolute: &absolute, image: &of_url };
    let made = |referred: Referred<'_>| {
        let body = filled(referred).map(|filled| mail_body(&filled.into_plain(), &cx));
        body.map_or_else(
            |failed| [failed.into_value(), html(String::new())],
            |body| [html(body.text), html(body.notes)],
        )
    };
    let [body, notes] = made(Referred::of_mail(page));
    let text_body = of_text.map_or_else(|| body.clone(), |referred| made(referred)[0].clone());
    // Whoever gets a mail to look at sees the subject before all else.
    let subject = match page.visibility {
        Visibility::Public => subject_of(document),
        _ => format!("[{}] {}", one_line(words.get("held")), subject_of(document)),
    };
    map([
        ("subject", Value::from(subject)),
        ("preheader", Value::from(preheader_of(document, snapshot.site.config().name_in(&document.lang)))),
        ("body", body),
        ("text_body", text_body),
        ("notes", notes),
        ("date", Value::from(header_date(snapshot, page))),
    ])
}

/// Returns the date of a page as headers tell it, in the zone of the site; the beginning of 1970 for a page without one.
fn header_date(snapshot: &Snapshot, page: &SitePage) -> String {
    let instant = page.date.map_or(jiff::Timestamp::UNIX_EPOCH, |_| page.instant);
    let zoned = instant.to_zoned_datetime(snapshot.site.config().time_zone.clone());
    zoned.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// Returns the subject line of the newsletter version of a page.
pub fn subject_of(document: &Document) -> String {
    let front = &document.front;
    let own = match &front.newsletter {
        Some(Mail::On { subject, .. }) => subject.as_deref(),
        _ => None,
    };
    one_line(own.or(front.subject.as_deref()).or(front.title.as_deref()).unwrap_or(""))
}

/// Returns what mail programs show beside the subject of the newsletter version of a page; the description, cut or filled
/// up, where nothing is named.
pub fn preheader_of(document: &Document, site_name: &str) -> String {
    let front = &document.front;
    let own = match &front.newsletter {
        Some(Mail::On { preheader, .. }) => preheader.as_deref(),
        _ => None,
    };
    if let Some(own) = own.or(front.preheader.as_deref()) {
        return one_line(own);
    }
    preheader(document.told(), &[front.title.as_deref().unwrap_or(""), site_name])
}

/// Returns what mails show of the settings.
pub(super) fn settings(snapshot: &Snapshot) -> Value {
    let config = &snapshot.site.config();
    let colours = palette(config.looks.accent.as_deref(), config.mail.dark_accent.as_deref());
    let place = |name: &str| Value::from([MERGE, name].concat());
    let logo =
        config.logo.as_ref().and_then(|logo| Some((logo, image(snapshot, &format!("content/{}", logo.src), LOGO)?)));
    let logo = logo.map_or_else(
        || Value::from(()),
        |(logo, image)| {
            map([
                ("url", Value::from(image.url)),
                ("width", Value::from(image.width)),
                ("height", Value::from(image.height)),
                ("alt", Value::from(logo.alt.as_str())),
            ])
        },
    );
    let own_stop = config.mail.unsubscribe.clone();
    let by_mail = || config.email.as_ref().map(|email| format!("mailto:{email}?subject=unsubscribe"));
    let sign_up = || config.newsletter.as_ref().map(|newsletter| newsletter.signup_url.clone());
    let stop = own_stop.or_else(by_mail).or_else(sign_up).unwrap_or_else(|| config.base_url.clone());
    map([
        ("accent", Value::from(colours.accent)),
        ("on_accent", Value::from(colours.on_accent)),
        ("dark_accent", Value::from(colours.dark_accent)),
        ("on_dark_accent", Value::from(colours.on_dark_accent)),
        ("logo", logo),
        ("unsubscribe", place("unsubscribe")),
        ("view", place("view")),
        ("first_name", place("first-name")),
        ("from", text_or_none(config.mail.from.as_deref().or(config.email.as_deref()))),
        ("unsubscribe_url", text_or_none(config.mail.unsubscribe.as_deref())),
        ("without_service", Value::from(stop)),
        ("one_click", Value::from(config.mail.one_click)),
    ])
}

impl Snapshot {
    /// Returns what the headers of the mail of a page are made of; noted.
    pub(in crate::render) fn mail_head(&self, page: PageId) -> MailHead {
        let id = self.entities.id(Entity::Page(page));
        let mail = self.read(id, "mail").unwrap_or_default();
        let settings = self.read(self.entities.id(Entity::Site(0)), "mail").unwrap_or_default();
        let text = |of: &Value, name: &str| {
            let value = of.get_attr(name).unwrap_or_default();
            value.as_str().unwrap_or("").to_owned()
        };
        let filled = |text: String| if text.is_empty() { None } else { Some(text) };
        let (base_url, lang) = (self.site_text("url"), self.page_text(page, "lang"));
        let host = base_url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("");
        MailHead {
            sender: self.site_name(&lang),
            address: text(&settings, "from"),
            host: host.to_owned(),
            subject: text(&mail, "subject"),
            date: text(&mail, "date"),
            path: self.page_text(page, "url"),
            lang,
            unsubscribe: filled(text(&settings, "unsubscribe_url")),
            one_click: settings.get_attr("one_click").is_ok_and(|value| value.is_true()),
            places: Places { unsubscribe: text(&settings, "without_service"), view: self.page_text(page, "canonical") },
        }
    }

    /// Returns the path of the source of a page.
    pub(in crate::render) fn source_of(&self, page: PageId) -> std::sync::Arc<str> {
        std::sync::Arc::clone(&self.site.unseen().page(page).document.path)
    }

    /// Tells whether somebody wants to know what renders ask.
    pub(in crate::render) fn is_observed(&self) -> bool {
        self.observed
    }
}

/// Notes questions that a shared render asked, on behalf of one that uses what came of it.
pub(in crate::render) fn note_all(questions: &[Question]) {
    for question in questions {
        track::note(*question);
    }
}

/// The function `plain(html)` of layouts: the text of the body of a mail.
pub(in crate::render) fn plain(html: &str) -> Option<String> {
    current(|snapshot, lang| {
        snapshot.note_words(lang);
        let rtl = text_direction(snapshot.lang(lang)) == "rtl";
        let words = snapshot.words(lang);
        text_of(html, TextCx { rtl, image: words.get("image"), deleted: words.get("deleted") })
    })
}

/// The function `wrap(text)` of layouts: a text in lines.
pub(in crate::render) fn wrap(text: &str) -> Option<String> {
    current(|snapshot, lang| wrapped(text, text_direction(snapshot.lang(lang)) == "rtl"))
}

/// The function `underline(text, mark)` of layouts: a heading in lines, with a line of marks under it.
pub(in crate::render) fn underline(text: &str, mark: &str) -> Option<String> {
    current(|snapshot, lang| underlined(text, mark, text_direction(snapshot.lang(lang)) == "rtl"))
}
