//! Pages, and the records within.

use super::lists::COLLECTION;
use super::recommendation::{LEAD, RECOMMENDATION};
use super::types::{ADDRESS, DATE, FLAG, HTML, NUMBER, TEXT, VALUES, entities, entity, list, one, word};
use super::{Field, Kind, Thing, kept, transient};

/// A page.
pub(super) static PAGE: Thing = Thing {
    name: "page",
    plural: "pages",
    says: "A letter, a brief, an issue of the newsletter, a standing recommendation or any other page: `page` in the \
           layouts of these and of their mails, and what lists of pages hold.",
    fields: PAGE_FIELDS,
};

/// What a page has.
static PAGE_FIELDS: &[Field] = &[
    kept("about", entities(Kind::State), "The states it is about and not addressed to."),
    transient("addressed", list(&RECOMMENDATION), "Those of its recommendations that name states or bodies."),
    transient("addressee", TEXT.or_none(), "To whom a letter goes."),
    kept(
        "anchor",
        TEXT.or_none(),
        "Its anchor on the list of its collection, where it stands there and has no page of its own (`render: false`).",
    ),
    transient(
        "applies_no",
        entities(Kind::State).or_none(),
        "For a standing recommendation: the states under review to which it does not apply.",
    ),
    transient("applies_text", TEXT.or_none(), "For a standing recommendation: to whom it is addressed, in words."),
    transient(
        "applies_unknown",
        entities(Kind::State).or_none(),
        "For a standing recommendation: the states under review of which too little is recorded to tell.",
    ),
    transient(
        "applies_yes",
        entities(Kind::State).or_none(),
        "For a standing recommendation: the states under review to which it applies.",
    ),
    transient("attachments", list(&ATTACHMENT), "The files that go with it."),
    kept("authors", TEXT.many(), "The authors; the organisation where none is named."),
    transient("body", HTML, "The text."),
    kept("canonical", ADDRESS, "Its absolute address."),
    kept("card_facts", list(&FACT), "Those of its facts that its collection names under `card`."),
    transient("cite", TEXT, "The line by which it is cited."),
    transient("closing", TEXT.or_none(), "The closing of a letter."),
    transient("corrections", list(&CORRECTION), "What was corrected."),
    kept("date", DATE.or_none(), "When it was published."),
    kept("date_text", TEXT.or_none(), "The same in words."),
    kept("description", TEXT, "One or two sentences on it; the beginning of the text where none are written."),
    kept("dir", word(&["ltr", "rtl"]), "The direction of its language."),
    kept("draft", FLAG, "Whether it is a draft."),
    kept(
        "elsewhere",
        FLAG,
        "Whether it has no page of its own: its `url` is that of `link`. Say so where you link to it.",
    ),
    transient("extra", VALUES, "What stands under `extra` in its front matter."),
    transient(
        "facts",
        list(&FACT),
        "Those of the fields of its collection that have a label and a value, in the order in which they are declared.",
    ),
    transient("feed", one(&TOLD), "What feeds tell of it."),
    transient(
        "fields",
        VALUES,
        "The fields that its collection declares: `page.fields.level`. A choice is its id, a date is as `page.date`, a reference is what it leads to, \
         a file has `url`, `name`, `type` and `size_text`, a picture `url`, `width`, `height`, `alt` and `credit`; none where nothing is said.",
    ),
    kept(
        "held",
        TEXT.or_none(),
        "\"Not public\" in the language of the page, where a build with drafts shows it and the public does not see it. \
         Show it wherever you quote the page, or `t.held`.",
    ),
    kept(
        "hero",
        FLAG,
        "Whether its text begins with a block `hero`, which has the heading of the page: leave out yours there.",
    ),
    kept("id", TEXT, "Its id: `letters/upr-49`."),
    kept("instruments", entities(Kind::Instrument), "The instruments it is about."),
    transient("items", list(&ITEM).or_none(), "For an issue of the newsletter: what it tells of."),
    kept("lang", TEXT, "Its language."),
    kept(
        "layout",
        TEXT.or_none(),
        "The name of the own layouts of its collection: `partials/<name>-card.html` stands for `card`.",
    ),
    kept("link", ADDRESS.or_none(), "Where it stands elsewhere."),
    kept("link_host", TEXT.or_none(), "The host of that address."),
    transient(
        "made_in",
        entities(Kind::Page).or_none(),
        "For a standing recommendation: the pages on which it was made.",
    ),
    transient("mail", one(&MAIL), "What its mail is made of."),
    transient("mail_photo", one(&PHOTO).or_none(), "The photo as mails show it, with an absolute address."),
    kept("minutes", NUMBER, "How many minutes it takes to read."),
    transient(
        "nested",
        one(&NESTED).or_none(),
        "For a plain page that stands below another (`pages/about/staff.md`), or has some below it: those beside it and below it.",
    ),
    kept("next", entity(Kind::Page).or_none(), "The next newer page of its type."),
    kept("number", NUMBER.or_none(), "The number of an issue of the newsletter."),
    kept("photo", one(&PHOTO).or_none(), "The photo above the text."),
    kept(
        "picture",
        one(&PICTURE).or_none(),
        "Its photo, or else the first picture among the fields of its collection.",
    ),
    transient("place", TEXT.or_none(), "Where a letter was written."),
    transient(
        "preheader",
        TEXT.or_none(),
        "For an issue of the newsletter: what mail programs show beside the subject, as it is written.",
    ),
    kept("prev", entity(Kind::Page).or_none(), "The next older page of its type."),
    transient("recommendations", list(&RECOMMENDATION), "The recommendations made in the text, in order."),
    kept("reference", TEXT.or_none(), "The reference number."),
    transient("referred_by", list(&COLLECTION), "The pages whose fields refer to it, by section."),
    kept("related", entities(Kind::Page), "Up to four pages on the same."),
    transient("salutation", TEXT.or_none(), "The salutation of a letter."),
    kept("section", TEXT, "The id of its section: the folder of its kind."),
    kept("session", entity(Kind::Session).or_none(), "The session it was written for."),
    kept("sheet_url", ADDRESS.or_none(), "The delegate's sheet of its state in its session."),
    transient("signatories", list(&SIGNATORY), "Who signed a letter."),
    kept("source", TEXT, "Who published it first; the organisation where nobody is named."),
    kept("state", entity(Kind::State).or_none(), "The state that a brief is about."),
    kept("states", entities(Kind::State), "The states it is about or addressed to."),
    kept("summary", TEXT.or_none(), "The summary, where one is written."),
    kept("taxonomies", list(&TAXONOMY), "The taxonomies of the site's own of which it names terms."),
    kept("title", TEXT, "The title."),
    kept("to_bodies", entities(Kind::Body), "The bodies that `to` names."),
    kept("to_states", entities(Kind::State), "The states that `to` names."),
    transient("toc", list(&HEADING), "The headings of the text."),
    kept("topics", entities(Kind::Term), "Its topics."),
    kept("translations", list(&TRANSLATION), "The same page in other languages."),
    kept(
        "type",
        word(&[
            "letter",
            "brief",
            "newsletter",
            "recommendation",
            "page",
            "state",
            "topic",
            "instrument",
            "body",
            "session",
            "publication",
            "section",
        ]),
        "What it is: its type, or that of its collection.",
    ),
    kept("type_label", TEXT, "The same in the language of the page; for a page of a collection its `singular`."),
    kept("updated", DATE.or_none(), "When it was last changed."),
    kept("updated_text", TEXT.or_none(), "The same in words."),
    kept("url", ADDRESS, "Its address on this host, with the base path."),
    transient("wordings", list(&WORDING).or_none(), "For a standing recommendation: how it was worded, newest first."),
];

/// A taxonomy of which a page names terms.
static TAXONOMY: Thing = Thing::record(&[
    kept("id", TEXT, "Its id."),
    kept("title", TEXT, "Its title in the language of the page, or else in the default one."),
    kept("lang", TEXT.or_none(), "The language of the title, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("terms", entities(Kind::Term), "The terms that the page names."),
]);

/// What readers see of a field.
static FACT: Thing = Thing::record(&[
    kept("name", TEXT, "The name of the field."),
    kept("label", TEXT, "Its label in the language of the page, or else in the default one."),
    kept("lang", TEXT.or_none(), "The language of the label, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("values", list(&FACT_VALUE), "What it says: one thing, or those of a list."),
]);

/// One thing that readers see of a field.
static FACT_VALUE: Thing = Thing::record(&[
    kept("text", TEXT, "In words; empty for a picture."),
    kept("lang", TEXT.or_none(), "The language of the words, where it is not that of the page."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("url", ADDRESS.or_none(), "Where it leads."),
    kept("date", DATE.or_none(), "The date that it tells."),
    kept("image", one(&PICTURE).or_none(), "The picture, as in `page.fields`."),
]);

/// A picture of a field.
static PICTURE: Thing = Thing::record(&[
    kept("url", ADDRESS, "Its address."),
    kept("width", NUMBER, "Its width in pixels."),
    kept("height", NUMBER, "Its height in pixels."),
    kept("alt", TEXT, "What it shows, for those who do not see it; the title of the page where nothing is written."),
    kept("credit", TEXT.or_none(), "Who made it."),
]);

/// What feeds tell of a page.
static TOLD: Thing = Thing::record(&[
    kept("html", TEXT, "Its full text with absolute addresses, as HTML that is to be escaped."),
    kept("published", DATE.or_none(), "When it was published, with the time."),
    kept("updated", DATE.or_none(), "When it was changed or corrected last, with the time."),
]);

/// A photo.
pub(super) static PHOTO: Thing = Thing {
    name: "photo",
    plural: "photos",
    says: "The photo of a page: `page.photo`, `page.mail_photo`.",
    fields: &[
        kept("url", ADDRESS, "Its address."),
        kept("width", NUMBER, "Its width in pixels."),
        kept("height", NUMBER, "Its height in pixels."),
        kept("alt", TEXT, "What it shows, for those who do not see it."),
        kept("credit", TEXT, "Who made it."),
        kept("caption", TEXT.or_none(), "What stands below it."),
        kept("licence", TEXT.or_none(), "Under which licence it is."),
        kept("lang", TEXT.or_none(), "The language of these words, where a translation has them of the page itself."),
        kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    ],
};

/// A file that goes with a page.
static ATTACHMENT: Thing = Thing::record(&[
    kept("url", ADDRESS, "Its address."),
    kept("title", TEXT, "Its title."),
    kept("title_lang", TEXT.or_none(), "The language of the title, where a translation has it of the page itself."),
    kept("title_dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
    kept("lang", TEXT.or_none(), "Its language."),
    kept("type", TEXT, "The suffix of its name, in capitals: `PDF`."),
    kept("size_text", TEXT, "Its size: `240 kB`."),
]);

/// A correction.
static CORRECTION: Thing = Thing::record(&[
    kept("date", DATE, "When."),
    kept("date_text", TEXT, "The same in words."),
    kept("note", TEXT, "What was corrected."),
]);

/// An item of an issue of the newsletter.
static ITEM: Thing = Thing::record(&[
    kept("title", TEXT, "Its title."),
    kept("text", TEXT, "One or two sentences on it."),
    kept("url", ADDRESS.or_none(), "Where it leads."),
    kept("page", entity(Kind::Page).or_none(), "The page that it tells of, if it is one of the site."),
]);

/// What the mail of a page is made of.
static MAIL: Thing = Thing::record(&[
    kept("subject", TEXT, "The subject."),
    kept("preheader", TEXT, "What mail programs show beside the subject."),
    kept("body", HTML, "The text as mail programs can show it."),
    kept("text_body", HTML, "The same for the plain text: blocks of the site's own may have a layout for it."),
    kept("notes", HTML, "The footnotes, which a letter has below its closing."),
    kept("date", TEXT, "The date as the header of a message tells it."),
]);

/// Somebody who signed.
static SIGNATORY: Thing = Thing::record(&[
    kept("name", TEXT, "Who; an organisation where no person signs for it."),
    kept("role", TEXT.or_none(), "As what."),
    kept("organisation", TEXT.or_none(), "The organisation of a person."),
    kept("country", TEXT.or_none(), "The country."),
    kept("line", TEXT.or_none(), "Role, organisation and country in one line."),
    kept("lang", TEXT.or_none(), "The language of these words, where a translation has them of the page itself."),
    kept("dir", word(&["ltr", "rtl"]).or_none(), "The direction of that language."),
]);

/// The plain pages beside and below one.
static NESTED: Thing = Thing::record(&[
    kept(
        "top",
        entity(Kind::Page).or_none(),
        "The page above them, which may be the page itself; none where there is none.",
    ),
    kept(
        "pages",
        list(&NESTED_PAGE),
        "The pages right below that one; of very many those near the page itself. By `order`, then by title.",
    ),
]);

/// A plain page beside one.
static NESTED_PAGE: Thing = Thing::record(&[
    kept("page", entity(Kind::Page), "The page."),
    kept("current", FLAG, "Whether it is the page itself."),
    kept("below", entities(Kind::Page), "For the page itself: those right below it, likewise."),
]);

/// A heading of the text.
static HEADING: Thing = Thing::record(&[
    kept("level", NUMBER, "Its level: 2 for the highest in a text."),
    kept("id", TEXT, "Its anchor."),
    kept("text", TEXT, "Its words."),
]);

/// A page in another language.
static TRANSLATION: Thing = Thing::record(&[
    kept("lang", TEXT, "The language."),
    kept("name", TEXT, "The name of the language in itself: `français`."),
    kept("url", ADDRESS, "The address."),
    kept("title", TEXT, "The title."),
]);

/// A wording of a standing recommendation.
static WORDING: Thing = Thing::record(&[
    kept("text", TEXT, "The words."),
    kept("html", HTML, "The same as HTML."),
    kept("lead", one(&LEAD).or_none(), "The words above it."),
    kept("page", entity(Kind::Page), "The page it stands on."),
    kept("date_text", TEXT, "The date of that page, in words of its language."),
    kept("url", ADDRESS, "Its address, with the anchor."),
]);
