//! The table of the keys of `site.yaml`: what each takes and what it is for.

use super::looks::{COLOUR_KEYS, CUT_KEYS};
use crate::yaml::{Key, Shape};

/// The keys of `site.yaml`.
pub const SETTINGS: [Key; 33] = [
    Key::required("name", Shape::Translated, "The organisation's name."),
    Key::required("base_url", Shape::Url, "The address of the home page."),
    Key::new("tagline", Shape::Translated, "A few words under the name."),
    Key::new("description", Shape::Translated, "One or two sentences on the site."),
    Key::new("language", Shape::Language, "The language of the site; default `en`."),
    Key::new("languages", Shape::List(&Shape::Language), "All languages in which there are pages."),
    Key::new("time_zone", Shape::Text, "The zone in which dates are meant (IANA): `Europe/Zurich`; default UTC."),
    Key::new("notice", Shape::Translated, "A sentence shown on every page, such as that the site is a demonstration."),
    Key::new("address", Shape::List(&Shape::Translated), "The postal address, line by line."),
    Key::new("banner", Shape::Map(&BANNER), "An announcement at the top of every page, as long as it is to be there."),
    Key::new("phone", Shape::Text, "The telephone number, between quotes."),
    Key::new("email", Shape::Email, "The e-mail address."),
    Key::new("social", Shape::List(&NAMED), "Where else the organisation can be found."),
    Key::new("newsletter", Shape::Map(&SIGN_UP), "The newsletter that readers can sign up for."),
    Key::new(
        "mail",
        Shape::Either(&[Shape::Boolean, Shape::Map(&MAIL)]),
        "The mail versions of pages; `false` for none.",
    ),
    Key::new("licence", NAMED, "The licence of the texts."),
    Key::new("accent", Shape::Colour, "The colour of links and buttons, between quotes: `\"#1d5c72\"`."),
    Key::new("colours", Shape::Map(&COLOUR_KEYS), "Colours in place of those of the style sheet, each like `accent`."),
    Key::new("fonts", Shape::Map(&FONTS), "Fonts of the site's own, by what they are for: files in WOFF2."),
    Key::new("logo", Shape::OneKeyOf(&["light", "src"], &LOGO), "The logo."),
    Key::new("favicon", Shape::Either(&[Shape::File(".svg"), Shape::File(".png")]), "The icon that browsers show."),
    Key::new("menu", Shape::List(&ENTRY), "The menu: at most 12 entries side by side, in two levels."),
    Key::new("footer", Shape::List(&ENTRY), "The columns of the foot."),
    Key::new("nav", Shape::List(&Shape::Text), "The sections of the menu; earlier sites have it in place of `menu`."),
    Key::new(
        "footer_nav",
        Shape::List(&Shape::Text),
        "The pages of the foot; earlier sites have it in place of `footer`.",
    ),
    Key::new(
        "security",
        Shape::Map(&SECURITY),
        "Where faults in the security of the site are told of, for `security.txt`.",
    ),
    Key::new(
        "statistics",
        Shape::Map(&STATISTICS),
        "The service that counts visits, one that sets no cookies; pages load nothing from elsewhere without it.",
    ),
    Key::new(
        "embeds",
        Shape::List(&Shape::Text),
        "Hosts of players of films, such as `player.vimeo.com`: a block `video` with `player` shows one once a reader asks for it.",
    ),
    Key::new("taxonomies", Shape::List(&Shape::Map(&TAXONOMY)), "By what pages are sorted besides topics."),
    Key::new("unsafe_html", Shape::Boolean, "Whether HTML in texts is kept, sanitised; it is shown as text otherwise."),
    Key::new("active_files", Shape::List(&Shape::Text), "Files that are published although they can run something."),
    Key::new("keep_metadata", Shape::List(&Shape::Text), "Files that are published with their metadata."),
    Key::new("per_page", Shape::Number(1, 1_000), "How many pages a page of a list has; default 20."),
];

/// A name with an address.
const NAMED: Shape = Shape::Map(&[
    Key::required("name", Shape::Text, "The name shown."),
    Key::required("url", Shape::Url, "The address."),
]);

/// The keys of `statistics`.
const STATISTICS: [Key; 4] = [
    Key::required("name", Shape::Text, "What the service is called, for readers."),
    Key::required("script", Shape::Url, "The address of its script, with `https:`."),
    Key::new("sends_to", Shape::Url, "The host to which the script sends; default: that of the script."),
    Key::new(
        "attributes",
        Shape::Named(&Shape::Text),
        "What the service asks for on the script: `data-domain: example.org`.",
    ),
];

/// The keys of a taxonomy.
const TAXONOMY: [Key; 3] = [
    Key::required("id", Shape::Id, "Its id: a key of pages, the name of its file in `content/data/`, its folder."),
    Key::required("title", Shape::Translated, "What it is called."),
    Key::required("singular", Shape::Translated, "What one of its terms is called."),
];

/// The keys of `newsletter`.
const SIGN_UP: [Key; 2] = [
    Key::required("signup_url", Shape::Url, "The address where one signs up."),
    Key::new("text", Shape::Translated, "What readers get, in a sentence."),
];

/// The keys of `mail`.
const MAIL: [Key; 4] = [
    Key::new("from", Shape::Email, "The address of the sender; default: `email`."),
    Key::new("unsubscribe", Shape::Text, "Where one unsubscribes: a web address, or `mailto:`."),
    Key::new("one_click", Shape::Boolean, "Whether a request to that address is enough."),
    Key::new("dark_accent", Shape::Colour, "The accent by night; default: made of `accent`."),
];

/// The keys of `fonts`.
const FONTS: [Key; 3] = [
    Key::new("text", FONT, "Texts."),
    Key::new("heading", FONT, "Titles and headings; default: that of texts."),
    Key::new("interface", FONT, "Menus, labels, facts and tables."),
];

/// A font: a file, or several.
const FONT: Shape = Shape::Either(&[Shape::File(".woff2"), Shape::Map(&CUT_KEYS)]);

/// The keys of `logo`.
const LOGO: [Key; 4] = [
    Key::new("light", Shape::Text, "The path of the picture from `content/`."),
    Key::new("dark", Shape::Text, "The path of the picture for dark screens."),
    Key::new("src", Shape::Text, "The same as `light`, where there is one picture."),
    Key::required("alt", Shape::Text, "What it shows, for those who cannot see it."),
];

/// An entry of the menu or the foot.
const ENTRY: Shape = Shape::Either(&[Shape::Text, Shape::Map(&ENTRY_KEYS)]);

/// The keys of an entry.
const ENTRY_KEYS: [Key; 3] = [
    Key::required("title", Shape::Translated, "Its words."),
    Key::new("link", Shape::Text, LINK),
    Key::new(
        "items",
        Shape::List(&Shape::Either(&[Shape::Text, Shape::Map(&ITEM_KEYS)])),
        "The entries of its second level.",
    ),
];

/// The keys of an entry of the second level.
const ITEM_KEYS: [Key; 2] =
    [Key::required("title", Shape::Translated, "Its words."), Key::required("link", Shape::Text, LINK)];

/// What `link` of an entry is for.
const LINK: &str = "Where it leads: a section, the path of a page, an address of this site, or one elsewhere.";

/// The keys of `banner`.
const BANNER: [Key; 4] = [
    Key::required("text", Shape::Translated, "What it says."),
    Key::new("link", Shape::Text, LINK),
    Key::new("from", Shape::Date, "The day or the instant from which on it is shown."),
    Key::new("until", Shape::Date, "The day or the instant until which it is shown; a day counts to its end."),
];

/// The keys of `security`.
const SECURITY: [Key; 3] = [
    Key::required(
        "contact",
        Shape::Either(&[Shape::Text, Shape::Filled(&Shape::Text)]),
        "Addresses to write to, the best first.",
    ),
    Key::required("expires", Shape::Date, "Until when this holds."),
    Key::new("policy", Shape::Url, "What is asked of those who look for faults."),
];
