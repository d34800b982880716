//! Days and instants in settings.

use crate::diag::mistakes;
use crate::moment::Moment;
use crate::yaml::Node;

/// Reads a day, or a day and a time.
pub(super) fn read_moment(node: Node<'_>) -> Option<Moment> {
    let text = node.date_text()?;
    let moment = Moment::parse(&text);
    if moment.is_none() {
        let key = node.name().to_owned();
        node.note(move |span| {
            let near: Vec<String> = Moment::near(&text).iter().map(Moment::written).collect();
            mistakes::bad_date(span, &key, &text, &near)
        });
    }
    moment
}
