//! Hosts whose players pages may show: `embeds` in `site.yaml`.

use crate::diag::mistakes;
use crate::yaml::Node;

/// Reads the name of a host, as a policy takes it: no address, no `*` for any, and no name before it.
pub(super) fn read_host(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if is_host(&text) {
        return Some(text);
    }
    let rest = text.split_once("://").map_or(&*text, |(_, rest)| rest);
    let meant = rest.split(['/', '?', '#']).next().unwrap_or("").to_lowercase();
    let meant = Some(meant).filter(|meant| is_host(meant));
    // Nothing is made of it; films on the host that is meant are right, and each keeps its place in the list.
    let kept = meant.clone().unwrap_or_else(|| text.clone());
    node.note(move |span| mistakes::embed_host(span, &text, meant.as_deref()));
    Some(kept)
}

/// Tells whether a text is a host in small letters of ASCII.
pub fn is_host(text: &str) -> bool {
    let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.contains('.') && text.split('.').all(|part| !part.is_empty() && part.bytes().all(is_good))
}

/// Returns the host of the address of a player in small letters; nothing where it is not over TLS or no host that can be named.
pub fn player_host(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest).to_ascii_lowercase();
    (scheme.eq_ignore_ascii_case("https") && is_host(&host)).then_some(host)
}
