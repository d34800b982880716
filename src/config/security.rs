//! Where faults in the security of the site are told of: `security` in `site.yaml`, from which `security.txt` is made (RFC 9116).

use super::addresses::{is_email, read_web_url};
use super::moments::read_moment;
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::yaml::{Map, Node};

/// Where to tell of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// The addresses, the best first.
    pub contact: Vec<String>,
    /// Until when this holds.
    pub expires: Moment,
    /// What is asked of those who look for faults.
    pub policy: Option<String>,
}

/// Reads `{contact, expires, policy}`.
pub(super) fn read_security(map: &mut Map<'_>) -> Option<Security> {
    let contact = map.required("contact", |node| match node.value().items().next().is_some() {
        true => node.list(read_contact),
        false => read_contact(node).map(|address| vec![address]),
    });
    let expires = map.required("expires", read_moment);
    let policy = map.field("policy", read_web_url);
    Some(Security { contact: contact.filter(|contact| !contact.is_empty())?, expires: expires?, policy })
}

/// Reads an address to write to: of mail, or of a page.
fn read_contact(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    match text.strip_prefix("mailto:").unwrap_or(&text) {
        email if is_email(email) => Some(format!("mailto:{email}")),
        _ if text.contains('@') && !text.contains("://") => {
            node.note(move |span| mistakes::bad_email(span, &text));
            None
        }
        _ => read_web_url(node),
    }
}
