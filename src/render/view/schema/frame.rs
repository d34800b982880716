//! What every layout has: the site, the words of the language, the frame of the page.

use super::types::{ADDRESS, DATE, ENTITY, FLAG, HTML, NUMBER, TEXT, entities, entity, list, one, word};
use super::{Field, Kind, Thing, kept, transient};

/// The site.
pub(super) static SITE: Thing = Thing {
    name: "site",
    plural: "sites",
    says: "The site in the language of the page: `site` in every layout and in partials.",
    fields: SITE_FIELDS,
};

/// What a site has.
static SITE_FIELDS: &[Field] = &[
    kept("accent", TEXT.or_none(), "The colour of the site: `#rrggbb`."),
    kept("address", TEXT.many(), "The postal address, by lines."),
    kept("address_lines", list(&LINE), "The same with the language of each line."),
    kept(
        "audience",
        word(&["public", "drafts"]),
        "For whom this build is: \"drafts\" where drafts are among the pages.",
    ),
    kept("banner", one(&BANNER).or_none(), "The announcement at the top of every page, while it is shown."),
    kept("dark_paper", TEXT, "What pages stand on on dark screens: `#rrggbb`."),
    kept("description", TEXT, "One or two sentences on it."),
    kept("description_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("description_lang", TEXT.or_none(), "The language of these words, where it is not that of the page."),
    kept("email", TEXT.or_none(), "The address for mails."),
    kept(
        "favicon",
        one(&FAVICON).or_none(),
        "The icon that browsers show: that of the settings, or made of the logo; none where it is `/favicon.svg`.",
    ),
    kept("feed", ADDRESS.or_none(), "The feed of all publications in this language (Atom)."),
    kept("fonts", ADDRESS.many(), "The fonts of the site's own that pages need at once."),
    kept("footer", list(&COLUMN), "The columns of the foot, each with its links."),
    kept("footer_nav", list(&FOOTER_LINK), "The pages among these links, whatever column they stand in."),
    kept("has_atom", FLAG, "Whether there is one."),
    kept("home", ADDRESS, "The home page of this language."),
    kept("lang", TEXT, "The language of the page that is rendered."),
    kept("languages", TEXT.many(), "The languages of the site."),
    kept("licence", one(&LINK).or_none(), "The licence of its texts."),
    kept("logo", one(&SITE_LOGO).or_none(), "The logo."),
    kept("mail", one(&MAIL_SETTINGS), "What mails show of the settings."),
    kept("menu", list(&MENU_ENTRY), "The menu, in one level or two."),
    kept("name", TEXT, "Its name."),
    kept("nav", list(&MENU_LINK), "The links of the menu, whatever entry they stand below."),
    kept("newsletter", one(&SIGN_UP).or_none(), "Where one can subscribe to the newsletter."),
    kept("notice", TEXT.or_none(), "What a banner on every page says."),
    kept("notice_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("notice_lang", TEXT.or_none(), "The language of these words, where it is not that of the page."),
    kept("paper", TEXT, "What pages stand on on light screens: `#rrggbb`."),
    kept("phone", TEXT.or_none(), "The telephone number."),
    kept("policy", TEXT, "What hosts are told that its files may load (Content Security Policy)."),
    kept("social", list(&LINK), "Where else the organisation is found."),
    kept("statistics", one(&STATISTICS).or_none(), "The service that counts visits, where the settings name one."),
    kept("tagline", TEXT, "The line below the name; may be empty."),
    kept("tagline_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("tagline_lang", TEXT.or_none(), "The language of these words, where it is not that of the page."),
    kept("url", ADDRESS, "The absolute address of the site, with the base path, ending with `/`."),
];

/// A line of the address.
static LINE: Thing = Thing::record(&[
    kept("text", TEXT, "Its words."),
    kept("lang", TEXT.or_none(), "The language of its words, where it is not that of the page."),
    kept(
        "dir",
        word(&["ltr", "rtl", "auto"]).or_none(),
        "The direction of that language; \"auto\" for a line of a page that is read from the right.",
    ),
]);

/// A page linked in the foot.
static FOOTER_LINK: Thing = Thing::record(&[
    kept("title", TEXT, "The title of the page."),
    kept("url", ADDRESS, "Its address."),
    kept("page", entity(Kind::Page), "The page."),
]);

/// An announcement.
static BANNER: Thing = Thing::record(&[
    kept("text", TEXT, "Its words."),
    kept("lang", TEXT.or_none(), "The language of its words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("url", ADDRESS.or_none(), "Where it leads."),
]);

/// A name and where it leads.
static LINK: Thing = Thing::record(&[kept("name", TEXT, "The name."), kept("url", ADDRESS, "Where it leads.")]);

/// An entry of the menu: what a link has, and a second level.
static MENU_ENTRY: Thing = Thing::record(&[
    kept("title", TEXT, "Its words."),
    kept("lang", TEXT.or_none(), "The language of its words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("url", ADDRESS.or_none(), "Where it leads; none where it opens a second level."),
    kept("id", TEXT, "The id of the section that it leads to: `letters`; empty for all else."),
    kept("page", entity(Kind::Page).or_none(), "The page that it leads to."),
    kept("items", list(&MENU_LINK), "The links of the second level."),
]);

/// A link of the menu or of the foot.
static MENU_LINK: Thing = Thing::record(&[
    kept("title", TEXT, "Its words."),
    kept("lang", TEXT.or_none(), "The language of its words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("url", ADDRESS, "Where it leads."),
    kept("id", TEXT, "The id of the section that it leads to: `letters`; empty for all else."),
    kept("page", entity(Kind::Page).or_none(), "The page that it leads to."),
]);

/// A column of the foot.
static COLUMN: Thing = Thing::record(&[
    kept("title", TEXT.or_none(), "What stands above it."),
    kept("lang", TEXT.or_none(), "The language of these words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("items", list(&MENU_LINK), "Its links."),
]);

/// Where one can subscribe.
static SIGN_UP: Thing = Thing::record(&[
    kept("signup_url", ADDRESS, "The form."),
    kept("text", TEXT, "What is said of it; may be empty."),
    kept("lang", TEXT.or_none(), "The language of these words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
]);

/// The icon that browsers show.
static FAVICON: Thing = Thing::record(&[
    kept("url", ADDRESS, "Its address."),
    kept("type", TEXT, "Its type: `image/svg+xml` or `image/png`."),
    kept("touch", ADDRESS.or_none(), "That of the screens of telephones, a PNG."),
]);

/// The service that counts visits.
static STATISTICS: Thing = Thing::record(&[
    kept("name", TEXT, "What it is called."),
    kept("host", TEXT, "The host of its script."),
    kept("script", TEXT, "The address of its script."),
    kept("attributes", list(&ATTRIBUTE), "What it asks for on the element of the script."),
]);

/// An attribute.
static ATTRIBUTE: Thing = Thing::record(&[kept("name", TEXT, "Its name."), kept("value", TEXT, "Its value.")]);

/// The logo of the site.
static SITE_LOGO: Thing = Thing::record(&[
    kept("url", ADDRESS, "Its address."),
    kept("width", NUMBER, "Its width in pixels."),
    kept("height", NUMBER, "Its height in pixels."),
    kept("alt", TEXT, "What it shows."),
    kept("dark", ADDRESS.or_none(), "The address of the one for dark screens."),
]);

/// A logo in mails.
static LOGO: Thing = Thing::record(&[
    kept("url", ADDRESS, "Its absolute address."),
    kept("width", NUMBER, "Its width in pixels."),
    kept("height", NUMBER, "Its height in pixels."),
    kept("alt", TEXT, "What it shows."),
]);

/// What mails show of the settings.
static MAIL_SETTINGS: Thing = Thing::record(&[
    kept("accent", TEXT, "The colour of links and buttons, as it can be read."),
    kept("on_accent", TEXT, "The colour of text on it."),
    kept("dark_accent", TEXT, "The same colour for mails shown dark."),
    kept("on_dark_accent", TEXT, "The colour of text on that."),
    kept("logo", one(&LOGO).or_none(), "The logo as mail programs can show it."),
    kept(
        "unsubscribe",
        ADDRESS,
        "A place that a mailing service fills with the address to unsubscribe; print it as it is.",
    ),
    kept("view", ADDRESS, "A place that a mailing service fills with the address of the mail on the web."),
    kept("first_name", TEXT, "A place that a mailing service fills with the first name of the reader."),
    kept("from", TEXT.or_none(), "The address of the sender."),
    kept("unsubscribe_url", ADDRESS.or_none(), "Where one unsubscribes, if the settings say it."),
    kept("without_service", ADDRESS, "What stands in the place to unsubscribe where no service fills it."),
    kept("one_click", FLAG, "Whether a request to that address is enough."),
]);

/// The words of the interface.
pub(super) static STRINGS: Thing = Thing {
    name: "t",
    plural: "words",
    says: "The words of the interface in the language of the page: `t.read_more`. They stand in `strings/<lang>.yaml`; keys \
           that a language lacks are taken from English. A site may have keys of its own.",
    fields: &[],
};

/// The frame of a page.
pub(super) static META: Thing = Thing {
    name: "meta",
    plural: "frames",
    says: "What the frame of the page that is rendered shows: `meta` in every layout.",
    fields: META_FIELDS,
};

/// What the frame of a page has.
static META_FIELDS: &[Field] = &[
    transient("alternates", list(&ALTERNATE), "The same page in other languages."),
    transient(
        "breadcrumbs",
        list(&CRUMB),
        "The way from the home page to the parent; the page itself is not among them, and on the home page there are none.",
    ),
    transient("calendar", ADDRESS.or_none(), "The calendar of what this page lists (iCalendar)."),
    transient("canonical", ADDRESS, "The absolute address of the page."),
    transient(
        "current",
        ENTITY,
        "What the menu marks as where the reader is, for `partial(\"header\", meta.current)`: the page, state, session, topic or \
         instrument itself where the menu names it, else its section. Its `url` is that of the entry.",
    ),
    transient("description", TEXT, "One or two sentences on it; may be empty."),
    transient(
        "dir",
        word(&["ltr", "rtl"]),
        "The direction of its language. In mails there is no `start` and `end`: ask this.",
    ),
    transient("entries", entities(Kind::Page).or_none(), "For a feed: the publications in it, the newest first."),
    transient("event_pages", entities(Kind::Page).or_none(), "For a calendar: the pages of events in it."),
    transient("events", entities(Kind::Session).or_none(), "For a calendar: the sessions in it."),
    transient("feed", ADDRESS.or_none(), "The feed of what this page lists (Atom)."),
    transient("image", ADDRESS.or_none(), "The absolute address of its photo."),
    transient("image_alt", TEXT.or_none(), "What the photo shows."),
    transient(
        "json_ld",
        HTML.or_none(),
        "What machines are told, to be put into `<script type=\"application/ld+json\">`.",
    ),
    transient("kind", TEXT, "The name of the layout: `letter`."),
    transient("lang", TEXT, "The language."),
    transient("leads_to", ADDRESS.or_none(), "For an old address: where it leads."),
    transient("modified", DATE.or_none(), "When the page was last changed."),
    transient("noindex", FLAG, "Whether search engines are to leave it out."),
    transient("path", ADDRESS, "Its address on this host: `/letters/upr-49/`."),
    transient("policy", HTML, "The Content-Security-Policy of the page, for its `meta` element."),
    transient(
        "preview",
        TEXT.or_none(),
        "What holds the page back, in a sentence, where a build with drafts shows it.",
    ),
    transient("published", DATE.or_none(), "When the page was published."),
    transient("section", TEXT, "The id of the section it belongs to."),
    transient("title", TEXT, "Its title, without the name of the site."),
    transient("zone", TEXT.or_none(), "For a calendar: the time zone of the site."),
];

/// A page in another language.
static ALTERNATE: Thing = Thing::record(&[
    kept("lang", TEXT, "The language."),
    kept("url", ADDRESS, "The absolute address."),
    kept("title", TEXT, "The title."),
    kept("name", TEXT, "The name of the language in itself: `français`."),
]);

/// A step on the way to a page.
static CRUMB: Thing = Thing::record(&[kept("title", TEXT, "The title."), kept("url", ADDRESS, "The address.")]);
