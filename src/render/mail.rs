//! The mails of a page: HTML and text by the layouts under `newsletter/`, made once for all files that hold them.
//!
//! A page has three mail files, and they stand next to one another in the plan, so that one thread mostly makes them one
//! after the other: it keeps the last page's parts as they stand in files, with the questions they asked, which every file
//! that holds a part asks.

use std::cell::RefCell;
use std::convert::Infallible;
use std::sync::Arc;

use memchr::memchr;

use super::view::{MailHead, note_all};
use super::{RenderCx, environment};
use crate::diag::{Diagnostic, mistakes};
use crate::mail::{Inlined, Part, Profile, for_service, inline_styles};
use crate::model::PageId;
use crate::plan::Target;
use crate::track::{Question, observe, unobserved};

/// A part of a mail that was made, with what it asked.
struct Made<T: ?Sized> {
    part: Arc<T>,
    questions: Arc<[Question]>,
}

impl<T: ?Sized> Clone for Made<T> {
    fn clone(&self) -> Made<T> {
        Made { part: Arc::clone(&self.part), questions: Arc::clone(&self.questions) }
    }
}

/// The parts of the page whose mail was made last on this thread.
#[derive(Default)]
struct Kept {
    /// The edition of the snapshot.
    edition: u64,
    page: Option<PageId>,
    html: Option<Made<Inlined>>,
    text: Option<Made<str>>,
    head: Option<Made<MailHead>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

impl RenderCx<'_> {
    /// Returns the HTML of a page's mail as it stands in files: its styles in its elements, and for no service in particular.
    ///
    /// # Errors
    /// When the layout fails.
    pub fn file_html(&self, target: &Target, page: PageId) -> Result<Arc<Inlined>, Box<Diagnostic>> {
        self.part(
            page,
            |kept| &mut kept.html,
            || {
                let Inlined { html, faults } = self.mail_html(target)?;
                let html = for_service(Profile::Neutral, Part::Html, &html, &self.mail_head(page).places);
                Ok(Arc::new(Inlined { html, faults }))
            },
        )
    }

    /// Returns the plain text of a page's mail as it stands in files, for no service in particular.
    ///
    /// # Errors
    /// When the layout fails.
    pub fn file_text(&self, target: &Target, page: PageId) -> Result<Arc<str>, Box<Diagnostic>> {
        self.part(
            page,
            |kept| &mut kept.text,
            || {
                let text = self.mail_text(target)?;
                Ok(for_service(Profile::Neutral, Part::Text, &text, &self.mail_head(page).places).into())
            },
        )
    }

    /// Returns the HTML of a page's mail before it is made for a service; the layout is `<layout>.html`.
    ///
    /// # Errors
    /// When the layout fails.
    pub fn mail_html(&self, target: &Target) -> Result<Inlined, Box<Diagnostic>> {
        let name = format!("{}.html", target.layout);
        let html = self.layout_text(target, &name)?;
        inline_styles(&html).map_err(|why| {
            let message = format!("the style sheet of `layouts/{name}` cannot be read: {why}");
            Box::new(mistakes::layout_without_place(&message, None))
        })
    }

    /// Returns the plain text of a page's mail before it is made for a service; the layout is `<layout>.txt`.
    ///
    /// # Errors
    /// When the layout fails.
    pub fn mail_text(&self, target: &Target) -> Result<String, Box<Diagnostic>> {
        self.layout_text(target, &format!("{}.txt", target.layout)).map(|text| tidied(&text))
    }

    /// Returns what the headers of a page's mail are made of.
    pub fn mail_head(&self, page: PageId) -> Arc<MailHead> {
        let make = || Ok::<_, Infallible>(Arc::new(self.snapshot.mail_head(page)));
        let Ok(head) = self.part(page, |kept| &mut kept.head, make);
        head
    }

    /// Returns the path of the source of a page.
    pub fn source_of(&self, page: PageId) -> Arc<str> {
        self.snapshot.source_of(page)
    }

    /// Renders a layout as text, in the frame of the HTML file: or what a mail shows of its frame would be that of the file
    /// which a thread made first.
    fn layout_text(&self, target: &Target, name: &str) -> Result<String, Box<Diagnostic>> {
        let plan = self.snapshot.plan();
        let html = target.route.as_str().rsplit_once('.').map(|(stem, _)| format!("{stem}.html"));
        let framed = html.and_then(|route| plan.position_of(&route)).map_or(target, |at| &plan.targets[at]);
        let bytes = environment::render(self.environment, self.snapshot, framed, name)?;
        Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Returns a part that was kept, or makes it; in either case the questions count as those of the running render.
    fn part<T: ?Sized, E>(
        &self,
        page: PageId,
        place: fn(&mut Kept) -> &mut Option<Made<T>>,
        make: impl FnOnce() -> Result<Arc<T>, E>,
    ) -> Result<Arc<T>, E> {
        let known = KEPT.with_borrow_mut(|kept| {
            if kept.page != Some(page) || kept.edition != self.snapshot.edition() {
                *kept = Kept { edition: self.snapshot.edition(), page: Some(page), ..Kept::default() };
            }
            place(kept).clone()
        });
        if let Some(made) = known {
            note_all(&made.questions);
            return Ok(made.part);
        }
        let (result, questions) =
            if self.snapshot.is_observed() { observe(make) } else { (unobserved(make), Vec::new()) };
        note_all(&questions);
        let part = result?;
        let made = Made { part: Arc::clone(&part), questions: questions.into() };
        KEPT.with_borrow_mut(|kept| *place(kept) = Some(made));
        Ok(part)
    }
}

/// Returns a text without blanks at the ends of lines and without more than one blank line in a row.
fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..end].trim_end_matches([' ', '\t', '\r']);
        rest = rest.get(end + 1..).unwrap_or("");
        if !(blank && line.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::tidied;

    #[test]
    fn blank_lines_stand_alone() {
        assert_eq!(tidied("\n\na  \n\n\n b\n\n"), "a\n\n b\n");
        assert_eq!(tidied(""), "\n");
    }
}
