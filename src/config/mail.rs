//! The settings of mails: who sends them, and how one unsubscribes.

use super::addresses::{is_email, read_email, read_web_url};
use super::read_colour;
use crate::diag::mistakes;
use crate::yaml::{self, Map, Node, What};

/// The newsletter versions of letters, briefs and issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// Whether there are any.
    pub on: bool,
    /// The address that mails come from; default: the organisation's.
    pub from: Option<String>,
    /// Where one unsubscribes: a web address, or `mailto:`.
    pub unsubscribe: Option<String>,
    /// Whether a request to that address is enough, without a further question (RFC 8058).
    pub one_click: bool,
    /// The accent colour by night, `#rrggbb`; default: made of the accent.
    pub dark_accent: Option<String>,
}

impl Default for MailSettings {
    fn default() -> MailSettings {
        MailSettings { on: true, from: None, unsubscribe: None, one_click: false, dark_accent: None }
    }
}

/// Reads `mail`: `false`, or what newsletter versions take.
pub(super) fn read_mail(node: Node<'_>) -> Option<MailSettings> {
    let defaults = MailSettings::default();
    match node.value().what() {
        What::Bool(on) => Some(MailSettings { on: *on, ..defaults }),
        _ if !node.value().is_map() => node.wrong("`false`, or keys with values"),
        _ => node.map(|map| {
            Some(MailSettings {
                on: true,
                from: map.field("from", read_sender),
                unsubscribe: map.field("unsubscribe", read_unsubscribe),
                one_click: map.field("one_click", yaml::boolean).unwrap_or(false),
                dark_accent: map.field("dark_accent", read_colour),
            })
        }),
    }
}

/// Reads where one unsubscribes: a web address or `mailto:`.
fn read_unsubscribe(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    match text.strip_prefix("mailto:") {
        Some(address)
            if is_email(address.split('?').next().unwrap_or("")) && !address.contains(char::is_whitespace) =>
        {
            Some(text)
        }
        Some(address) => {
            let address = address.to_owned();
            node.note(move |span| mistakes::bad_email(span, &address));
            None
        }
        _ => read_web_url(node),
    }
}

/// Returns an e-mail address as messages have it, in ASCII: its host by IDNA.
///
/// # Errors
/// When messages cannot have it, and why.
pub(crate) fn mail_address(text: &str) -> Result<String, String> {
    let (name, host) = text.rsplit_once('@').ok_or_else(|| format!("`{text}` is no address"))?;
    if !name.is_ascii() {
        return Err(format!("before the `@` of `{text}` stands more than unaccented Latin letters, digits and signs"));
    }
    let host = idna::domain_to_ascii(host).map_err(|_| format!("there can be no host `{host}`, as in `{text}`"))?;
    let address = format!("{name}@{host}");
    address.parse::<lettre::Address>().map_err(|_| format!("`{text}` is not written as addresses are"))?;
    Ok(address)
}

/// Reads the address of a sender: one that messages can have.
fn read_sender(node: Node<'_>) -> Option<String> {
    let email = read_email(node)?;
    if let Err(why) = mail_address(&email) {
        node.note(move |span| mistakes::no_sender(span, &why));
        return None;
    }
    Some(email)
}

/// Tells whether the address of the organisation can be what it is for mails, and notes where it cannot be their sender.
pub(super) fn check_sender(map: &Map<'_>, email: &str, mail: &MailSettings) -> bool {
    let Err(why) = mail_address(email) else { return true };
    if !mail.on || mail.from.is_some() {
        return true;
    }
    // One under `mail:` that cannot be read was told already.
    let own = map.node().value().get("mail").and_then(|mail| mail.get("from"));
    if own.is_none() {
        map.note_pair("email", "email", move |span, _| mistakes::no_sender(span, &why));
    }
    false
}
