//! Statistics of visits: `statistics` in `site.yaml`, one script of a service that sets no cookies.

use super::addresses::read_web_url;
use crate::diag::mistakes;
use crate::yaml::{self, Map, Node};

/// The service that counts visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// What it is called.
    pub name: String,
    /// The address of its script.
    pub script: String,
    /// To which host the script sends what it counts: scheme and host.
    pub sends_to: String,
    /// The attributes that the service asks for on the element of the script.
    pub attributes: Vec<(String, String)>,
}

impl Statistics {
    /// Returns the host of the script, for readers.
    pub fn host(&self) -> &str {
        host_of(&self.script)
    }

    /// Returns the address of the script as a policy names it, which knows no query.
    pub fn script_source(&self) -> &str {
        self.script.split(['?', '#']).next().unwrap_or(&self.script)
    }
}

/// Reads `{name, script, sends_to, attributes}`.
pub(super) fn read_statistics(map: &mut Map<'_>) -> Option<Statistics> {
    let name = map.required("name", yaml::words);
    let script = map.required("script", read_secure);
    let sends_to = map.field("sends_to", read_secure);
    let attributes = map.field("attributes", read_attributes).unwrap_or_default();
    let script = script?;
    let sends_to = origin(sends_to.as_deref().unwrap_or(&script));
    Some(Statistics { name: name?, script, sends_to, attributes })
}

/// Returns the host of an address, which ends where a path, a query or a fragment begins.
fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '\\', '?', '#']).next().unwrap_or(rest)
}

/// Returns scheme and host of an address over TLS.
fn origin(url: &str) -> String {
    format!("https://{}", host_of(url))
}

/// Reads an address that a policy can name: over TLS, of one host, and without the signs that end a part of one. A policy takes `*`
/// for any host, and knows no name before one.
fn read_secure(node: Node<'_>) -> Option<String> {
    let url = read_web_url(node)?;
    let path = url.split(['?', '#']).next().unwrap_or(&url);
    if !url.starts_with("https://") || path.contains([';', ',', '\'', '"', '\\']) || host_of(&url).contains(['*', '@'])
    {
        node.note(move |span| mistakes::statistics_not_secure(span, &url));
        return None;
    }
    Some(url)
}

/// Reads attributes by name.
fn read_attributes(node: Node<'_>) -> Option<Vec<(String, String)>> {
    let mut all = Vec::new();
    node.entries(|name, node| {
        let rest = name.strip_prefix("data-").unwrap_or("");
        let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if rest.is_empty() || !rest.bytes().all(is_good) {
            let name = name.to_owned();
            node.note_key(move |span| mistakes::statistics_attribute(span, &name));
            return;
        }
        all.extend(node.filled_text().map(|value| (name.to_owned(), value)));
    })?;
    Some(all)
}
