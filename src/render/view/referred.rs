//! What the text of a page refers to, by the place where it stands.

use std::sync::Arc;

use super::Snapshot;
use super::table_block::TableBlock;
use crate::model::{Query, Resolved, SitePage, TableRows};
use crate::parse::{Block, Image};

/// Where the text of a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// On a page of the site.
    Page,
    /// In a mail, which shows the beginning of what is long, and no drawings.
    Mail,
    /// In the plain text of a mail, which is made of HTML.
    Text,
    /// In a feed, which shows no drawings.
    Feed,
}

/// What the text of a page refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referred<'a> {
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) url: &'a str,
    pub(super) links: &'a [Resolved],
    pub(super) images: &'a [Image],
    pub(super) files: &'a [Option<String>],
    pub(super) blocks: &'a [Block],
    pub(super) tables: &'a [Option<Arc<TableRows>>],
    pub(super) queries: &'a [Option<Query>],
    pub(super) lang: &'a str,
    /// Where the text stands.
    pub(super) medium: Medium,
}

impl<'a> Referred<'a> {
    /// Returns what the text of a page refers to.
    pub(super) fn of(page: &'a SitePage) -> Referred<'a> {
        let document = &page.document;
        let (path, images) = (&*document.path, document.body.images.as_slice());
        Referred {
            path,
            title: page.title(),
            url: &page.url,
            links: &page.links,
            images,
            files: &page.images,
            blocks: &document.body.blocks,
            tables: &page.tables,
            queries: &page.queries,
            lang: &document.lang,
            medium: Medium::Page,
        }
    }

    /// Returns what the text of a page refers to, for its mail.
    pub(super) fn of_mail(page: &'a SitePage) -> Referred<'a> {
        Referred { medium: Medium::Mail, ..Referred::of(page) }
    }

    /// Returns what the text of a page refers to, for the plain text of its mail.
    pub(super) fn of_text(page: &'a SitePage) -> Referred<'a> {
        Referred { medium: Medium::Text, ..Referred::of(page) }
    }

    /// Tells whether the plain text of a mail is another than the HTML of it: a block has a layout for it.
    pub(super) fn has_own_text(&self, snapshot: &Snapshot) -> bool {
        let kinds = snapshot.site.kinds().blocks();
        self.blocks.iter().any(|block| kinds.get(block.name).is_some_and(|kind| kind.is_own))
    }

    /// Returns what the text of a page refers to, for feeds.
    pub(super) fn of_feed(page: &'a SitePage) -> Referred<'a> {
        Referred { medium: Medium::Feed, ..Referred::of(page) }
    }

    /// Tells whether a table is drawn.
    pub(super) fn is_drawn(&self, of: TableBlock<'_>) -> bool {
        of.block.name == "chart" && self.medium == Medium::Page
    }

    /// Returns a block that is a table; nothing where that could not be read.
    pub(super) fn table(&self, index: usize) -> Option<TableBlock<'a>> {
        let (block, table) = (self.blocks.get(index)?, self.tables.get(index)?.as_deref()?);
        Some(TableBlock {
            block,
            table,
            lang: self.lang,
            whole: matches!(self.medium, Medium::Mail | Medium::Text).then_some(self.url),
        })
    }
}
