//! The names of keys that other programs know, and what they mean.

/// How a key of another program hides a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hides {
    /// Where it is true.
    IfTrue,
    /// Where it is false.
    IfFalse,
    /// Unless it is a word for what is published.
    ByWord,
}

/// What a key of another program means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Words by which pages are sorted.
    Topics,
    /// That a page is hidden.
    Hides(Hides),
    /// That it is not hidden, or since when.
    Published,
    /// The instant before which it is hidden; `dated` is whether it may be its date as well.
    Embargo {
        /// Whether it may be the date of the page as well.
        dated: bool,
    },
    /// The instant from which on it is hidden.
    Expires,
    /// A date of ours.
    Date(&'static str),
    /// A text of ours.
    Text(&'static str),
    /// Who wrote it.
    Authors,
    /// A picture.
    Photo,
    /// Where it stands, or stood.
    Address,
    /// Something for which this is the hint.
    Says(&'static str),
    /// Nothing that a text says.
    Nothing,
}

/// The names in small letters, without hyphens, underscores and blanks.
const NAMES: &[(Meaning, &[&str])] = &[
    (
        Meaning::Topics,
        &["tags", "tag", "categories", "category", "keywords", "taxonomies", "taxonomy", "subjects", "themes", "theme"],
    ),
    (
        Meaning::Hides(Hides::IfTrue),
        &[
            "private",
            "hidden",
            "hide",
            "unlisted",
            "noindex",
            "confidential",
            "internal",
            "secret",
            "restricted",
            "unpublished",
            "wip",
            "hold",
            "onhold",
            "headless",
            "password",
            "protected",
            "brouillon",
            "entwurf",
            "borrador",
            "bozza",
            "rascunho",
            "eleventyexcludefromcollections",
            "excludefromsearch",
            "exclude",
            "ignore",
        ],
    ),
    (
        Meaning::Hides(Hides::IfFalse),
        &[
            "render",
            "sitemap",
            "listed",
            "index",
            "searchable",
            "public",
            "visible",
            "show",
            "enabled",
            "active",
            "publish",
            "output",
            "live",
        ],
    ),
    (Meaning::Hides(Hides::ByWord), &["status", "poststatus", "visibility", "robots", "build", "workflow", "access"]),
    (Meaning::Published, &["published"]),
    (
        Meaning::Embargo { dated: true },
        &[
            "publishdate",
            "publishat",
            "publishon",
            "publishedat",
            "publishedon",
            "publisheddate",
            "publicationdate",
            "datepublished",
            "postdate",
            "releasedate",
            "pubdate",
            "releaseat",
            "release",
            "scheduled",
            "scheduledat",
            "golive",
        ],
    ),
    (
        Meaning::Embargo { dated: false },
        &[
            "embargountil",
            "embargoed",
            "embargoeduntil",
            "embargodate",
            "holduntil",
            "notbefore",
            "sperrfrist",
            "publishafter",
        ],
    ),
    (
        Meaning::Expires,
        &[
            "expirydate",
            "expiry",
            "expire",
            "expiresat",
            "expireson",
            "expirationdate",
            "unpublishdate",
            "unpublishon",
            "unpublishat",
            "validuntil",
        ],
    ),
    (
        Meaning::Date("updated"),
        &[
            "lastmod",
            "lastmodified",
            "lastmodifiedat",
            "modified",
            "modifieddate",
            "modifiedat",
            "datemodified",
            "updatedat",
            "updateddate",
            "updatedon",
            "update",
            "lastupdate",
            "lastupdated",
            "lastupdatedat",
            "dateupdated",
            "revised",
        ],
    ),
    (Meaning::Date("date"), &["created", "createdat", "datecreated", "creationdate", "datetime", "day"]),
    (
        Meaning::Text("description"),
        &[
            "excerpt",
            "subtitle",
            "abstract",
            "lead",
            "lede",
            "teaser",
            "intro",
            "metadescription",
            "seodescription",
            "standfirst",
            "dek",
            "desc",
            "blurb",
            "chapo",
            "shortdescription",
        ],
    ),
    (Meaning::Text("title"), &["headline", "heading", "name"]),
    (Meaning::Authors, &["author", "by", "byline", "writer", "writers", "contributors", "coauthors", "creator"]),
    (
        Meaning::Photo,
        &[
            "image",
            "images",
            "cover",
            "coverimage",
            "thumbnail",
            "thumb",
            "featuredimage",
            "featureimage",
            "hero",
            "heroimage",
            "banner",
            "ogimage",
            "socialimage",
            "header",
            "picture",
            "img",
            "teaserimage",
            "leadimage",
        ],
    ),
    (Meaning::Address, &["url", "uri", "path", "alias", "redirectfrom", "redirectsfrom", "oldurl", "oldurls"]),
    (
        Meaning::Says("put the old address among the `aliases:` of the page to which it leads, and remove this file"),
        &["redirectto", "redirect"],
    ),
    (
        Meaning::Says("take the line out: the file's name says the language, such as `letter.fr.md`"),
        &["language", "lang", "locale", "langcode", "languagecode"],
    ),
    (Meaning::Says("write `states:` instead, with a list of the codes of the states"), &["country", "countries"]),
    (
        Meaning::Says("write `attachments: [{src: annex.pdf, title: …}]` instead"),
        &["documents", "document", "files", "file", "downloads", "download", "pdf", "enclosure"],
    ),
    (Meaning::Says("write `extra:` instead of it"), &["params", "custom", "metadata", "meta", "seo", "og", "twitter"]),
    (
        Meaning::Says(
            "take the line out: pages stand in the order of their dates, and plain pages below others by `order:`",
        ),
        &["weight", "position", "navorder", "menuorder", "sidebarposition"],
    ),
    (
        Meaning::Nothing,
        &[
            "layout",
            "template",
            "view",
            "toc",
            "tableofcontents",
            "comments",
            "comment",
            "disqus",
            "excerptseparator",
            "math",
            "mathjax",
            "katex",
            "sticky",
            "featured",
            "pin",
            "pinned",
            "classes",
            "class",
            "css",
            "js",
            "scripts",
            "sidebar",
            "sidebarlabel",
            "share",
            "sharing",
            "related",
            "readtime",
            "readingtime",
            "id",
            "uuid",
            "guid",
            "postid",
            "wordpressid",
            "navtitle",
            "linktitle",
            "shorttitle",
            "menu",
            "nav",
            "markup",
            "outputs",
            "cascade",
            "pagination",
            "eleventynavigation",
            "format",
            "contenttype",
            "authorprofile",
            "breadcrumbs",
            "analytics",
            "liquid",
        ],
    ),
];

/// Returns a key in small letters, without hyphens, underscores and blanks.
pub(super) fn bare_name(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Returns what a key of another program means.
pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let bare = bare_name(key);
    NAMES.iter().find(|(_, names)| names.contains(&bare.as_str())).map(|(meaning, _)| *meaning)
}
