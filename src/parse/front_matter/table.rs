//! The table of the keys of front matter, of all types: what each takes and what it is for.

use super::collection::COLLECTION_TYPES;
use super::declared::FIELD_TYPES;
use super::listing::LIST_SHAPES;
use super::types::SCOPES;
use crate::yaml::{Key, Shape};

/// The longest title, in characters.
pub(super) const TITLE_LIMIT: usize = 200;

/// A list of texts.
const TEXTS: Shape = Shape::List(&Shape::Text);

/// The keys of front matter, of all types.
pub const FRONT_MATTER: [Key; 40] = [
    Key::new("type", Shape::Text, "The type of the page, where it differs from that of its folder."),
    Key::required("title", Shape::TextUpTo(TITLE_LIMIT), "What the page is called."),
    Key::new("date", Shape::Date, "The day of the page; a date ahead holds nothing back."),
    Key::new("updated", Shape::Date, "When the page was last changed; not before `date`."),
    Key::new(
        "description",
        Shape::Text,
        "One or two sentences for lists, feeds and search engines; default: the first paragraph.",
    ),
    Key::new("slug", Shape::Id, "The last part of the address; default: the name of the file."),
    Key::new(
        "permalink",
        Shape::Path,
        "The whole address of the page, kept from a former site: `/2019/letter/`, `/2019/letter.html`.",
    ),
    Key::new(
        "link",
        Shape::Url,
        "Where the page stands elsewhere; one with `link` and no text has no page of its own: what links to it leads there and says so.",
    ),
    Key::new("draft", Shape::Boolean, "Whether the page is left out of everything."),
    Key::new("embargo", Shape::Instant, "Before this instant nothing of the page exists."),
    Key::new("expires", Shape::Instant, "From this instant on nothing of the page exists."),
    Key::new("photo", Shape::Map(&PHOTO), "A photo with its credit."),
    Key::new("topics", TEXTS, "Ids of `data/topics.yaml`."),
    Key::new(
        "states",
        Shape::List(&Shape::State),
        "The States that the page is about, by their codes of three letters.",
    ),
    Key::new("to", TEXTS, "To whom the page is addressed: ids of bodies and codes of States."),
    Key::new("authors", TEXTS, "Who wrote it; default: the organisation."),
    Key::new("source", Shape::Text, "The source that the page names; default: the organisation."),
    Key::new("reference", Shape::Text, "The organisation's own number of the page; no other page has it."),
    Key::new("attachments", Shape::List(&Shape::Map(&ATTACHMENT)), "Files that readers can download."),
    Key::new("aliases", TEXTS, "Old addresses, which lead to the page."),
    Key::new("corrections", Shape::List(&Shape::Map(&CORRECTION)), "What was corrected, shown on the page."),
    Key::new(
        "newsletter",
        Shape::Either(&[Shape::Boolean, Shape::Map(&MAIL)]),
        "Whether the page has a mail version, or its subject and preheader.",
    ),
    Key::new("extra", Shape::Free, "Keys for own layouts; files that it names are published."),
    Key::new(
        "order",
        Shape::Number(0, u32::MAX),
        "The place of a plain page in the menu of those beside it: the lowest first, then all without one, by title.",
    ),
    Key::new("session", Shape::Text, "A session, by its id in `data/sessions.yaml`."),
    Key::new("addressee", Shape::Text, "The words above the salutation."),
    Key::new("place", Shape::Text, "Where the letter was written."),
    Key::new("salutation", Shape::Text, "How the letter begins."),
    Key::new("closing", Shape::Text, "How the letter ends."),
    Key::new(
        "signatories",
        Shape::Either(&[Shape::List(&Shape::OneKeyOf(&["name", "organisation"], &SIGNATORY)), Shape::File(".csv")]),
        "Who signs, or the name of a CSV file with these heads.",
    ),
    Key::new(
        "scope",
        Shape::OneOf(&SCOPES),
        "To which States a letter with a session is addressed: to all under review (default), or to those in `states`.",
    ),
    Key::new("state", Shape::State, "The State that the brief is about."),
    Key::new("summary", Shape::Text, "The brief in a few sentences."),
    Key::new("instruments", TEXTS, "Ids of `data/instruments.yaml`."),
    Key::new("applies", Shape::Map(&APPLIES), "To which States the recommendation is addressed; default: to all."),
    Key::new("number", Shape::Number(0, u32::MAX), "The number of the issue; no other issue has it."),
    Key::new("subject", Shape::Text, "The subject of the mail, at most 78 characters; default: the title."),
    Key::new("preheader", Shape::Text, "What mail programs show beside the subject, 40 to 130 characters."),
    Key::new(
        "items",
        Shape::List(&Shape::Either(&[Shape::Map(&ITEM), Shape::Text])),
        "What the issue is about: paths of content, or texts of their own.",
    ),
    Key::new(
        "collection",
        Shape::Map(&COLLECTION),
        "What makes the folder a collection, or adds keys to a built-in one.",
    ),
];

/// The keys of `photo`.
const PHOTO: [Key; 5] = [
    Key::required("src", Shape::Text, "The path of the file, from the page or from `content/`."),
    Key::required("alt", Shape::Text, "What it shows, for those who cannot see it."),
    Key::required("credit", Shape::Text, "Who made it."),
    Key::new("caption", Shape::Text, "The caption."),
    Key::new("licence", Shape::Text, "The licence."),
];

/// The keys of an attachment.
const ATTACHMENT: [Key; 3] = [
    Key::required("src", Shape::Text, "The path of the file, from the page or from `content/`."),
    Key::required("title", Shape::Text, "What it is called."),
    Key::new("lang", Shape::Text, "The language of the file."),
];

/// The keys of a correction.
const CORRECTION: [Key; 2] = [
    Key::required("date", Shape::Date, "When it was made."),
    Key::required("note", Shape::Text, "What was corrected."),
];

/// The keys of `newsletter`.
const MAIL: [Key; 2] = [
    Key::new("subject", Shape::Text, "The subject of the mail, at most 78 characters; default: the title."),
    Key::new("preheader", Shape::Text, "What mail programs show beside the subject; default: the description."),
];

/// The keys of a signatory, of which one of the first two must be there.
const SIGNATORY: [Key; 4] = [
    Key::new("name", Shape::Text, "The name of the person."),
    Key::new("organisation", Shape::Text, "The organisation, which may sign by itself."),
    Key::new("role", Shape::Text, "What the person is."),
    Key::new("country", Shape::Text, "The country."),
];

/// The keys of `applies`, of which one is there.
const APPLIES: [Key; 2] = [
    Key::new("not_party_to_any", TEXTS, "To States that are not party to at least one of these instruments."),
    Key::new("no_focal_point", Shape::Boolean, "`true`: to States that have not named a focal point."),
];

/// The keys of an item of an issue.
const ITEM: [Key; 3] = [
    Key::required("title", Shape::Text, "Its heading."),
    Key::required("text", Shape::Text, "What it says."),
    Key::new("link", Shape::Url, "Where it leads."),
];

/// The keys of `collection`.
pub(super) const COLLECTION: [Key; 14] = [
    Key::new("singular", Shape::Translated, "What one of its pages is called."),
    Key::new("type", Shape::OneOf(&COLLECTION_TYPES), "Whose keys and layouts its pages have; default `publication`."),
    Key::new("permalink", Shape::Path, "Where its pages stand: `/statements/:year/:slug/`."),
    Key::new("layout", Shape::Id, "The name of its own layouts."),
    Key::new("newsletter", Shape::Boolean, "Whether its pages have a mail version."),
    Key::new("feed", Shape::Boolean, "Whether feeds tell of its pages."),
    Key::new("render", Shape::Boolean, "`false`: its pages have no pages of their own and stand on its list."),
    Key::new(
        "fields",
        Shape::Named(&Shape::Map(&FIELD)),
        "The keys that its pages have besides, and the common ones that they must have.",
    ),
    Key::new("sort_by", Shape::Text, "`date`, `title` or a field; with `-` before it the highest stands first."),
    Key::new(
        "group_by",
        Shape::Text,
        "What the list is grouped by: a choice, `year`, `state`, `topics` or another taxonomy.",
    ),
    Key::new("split_by", Shape::Text, "The date by which pages are coming or past."),
    Key::new("per_page", Shape::Number(1, 1_000), "How many a page of the list has."),
    Key::new("list", Shape::OneOf(&LIST_SHAPES), "The shape of the list."),
    Key::new("card", TEXTS, "The fields that the list shows, and cards elsewhere."),
];

/// What may be said of a type.
const TYPE: Key = Key::new("type", Shape::OneOf(&FIELD_TYPES), "What the values are.");
/// The pattern of a text.
const PATTERN: Key = Key::new("pattern", Shape::Text, "A pattern that the whole text matches.");
/// The options of a choice.
const OPTIONS: Key =
    Key::new("options", Shape::Named(&Shape::Translated), "The options of a choice: ids, each with what readers see.");
/// Where a reference leads.
const TO: Key = Key::new(
    "to",
    Shape::Text,
    "Where a reference leads: a folder, a taxonomy, or `states`, `sessions`, `instruments`.",
);
/// Whether a picture has its maker named.
const CREDIT: Key = Key::new("credit", Shape::OneOf(&["required"]), "`required`: who made a picture must be named.");
/// Whether a field must be there.
const REQUIRED: Key = Key::new("required", Shape::Boolean, "Whether each page must have it.");
/// What readers see before a value.
const LABEL: Key =
    Key::new("label", Shape::Translated, "What readers see before its value; a field without is for layouts alone.");

/// The keys of a field.
const FIELD: [Key; 9] = [
    REQUIRED,
    LABEL,
    TYPE,
    PATTERN,
    OPTIONS,
    TO,
    CREDIT,
    Key::new("of", Shape::Map(&ITEMS), "The type of the items of a list."),
    Key::new("fields", Shape::Named(&Shape::Map(&MEMBER)), "The keys of a record."),
];

/// The keys of the type of items.
const ITEMS: [Key; 6] = [
    TYPE,
    PATTERN,
    OPTIONS,
    TO,
    CREDIT,
    Key::new("fields", Shape::Named(&Shape::Map(&MEMBER)), "The keys of a record."),
];

/// The keys of a field of a record.
const MEMBER: [Key; 7] = [REQUIRED, LABEL, TYPE, PATTERN, OPTIONS, TO, CREDIT];
