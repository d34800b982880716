//! Lists in bodies for mail whose labels are text.
//!
//! Gmail takes out the negative indents by which words could hang beside a label, so a list with labels is a table for
//! layout.

use super::body::Writer;
use super::markup::Attributes;

/// What closes a list with labels.
const TABLE_END: &str = "</tbody></table>";
/// What closes an item of one.
const ROW_END: &str = "</td></tr>";
/// What closes a label: the words begin.
const LABEL_END: &str = "</td><td class=\"item-words\">";

impl<'a> Writer<'a, '_> {
    /// Opens a list, or an item or a label of one with labels; returns whether the element was one of these.
    pub(super) fn start_list(&mut self, name: &'a str, attributes: Attributes<'a>) -> bool {
        let in_labels = self.open.last().is_some_and(|(_, closing)| *closing == TABLE_END);
        match name {
            "ul" if attributes.has_class("labels") => {
                self.begin_words();
                self.out.push_str(
                    "<table role=\"presentation\" class=\"labels\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\"><tbody>",
                );
                self.open.push((name, TABLE_END));
            }
            "li" if in_labels => {
                self.push_tag("tr", "", attributes);
                self.unlabelled = true;
                self.open.push((name, ROW_END));
            }
            "span" if self.unlabelled && attributes.has_class("item-label") => {
                self.unlabelled = false;
                self.out.push_str("<td class=\"item-label\">");
                self.open.push((name, LABEL_END));
            }
            _ => {
                self.begin_words();
                return false;
            }
        }
        true
    }

    /// Begins the words of an item that has no label.
    pub(super) fn begin_words(&mut self) {
        if std::mem::take(&mut self.unlabelled) {
            self.out.push_str("<td class=\"item-label\">");
            self.out.push_str(LABEL_END);
        }
    }
}
