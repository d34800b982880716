//! Addresses in settings, front matter and data: of the site, on the web, of mail.
//!
//! Takes a value; gives the address as it stands in every output, or notes what is wrong with it. What a host can be is told by
//! the URL Standard, for browsers go by it.

use url::Host;

use crate::address;
use crate::diag::mistakes;
use crate::disguise;
use crate::yaml::Node;

/// Reads the base address: http or https, a host, no query; a final `/` is added.
pub(super) fn read_base_url(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    match normalise_base_url(&text) {
        Some(url) => Some(url),
        None => {
            node.note(move |span| mistakes::bad_base_url(span, &text));
            None
        }
    }
}

/// Returns the base address with a final `/`, or `None` if it is not an absolute http(s) address of a folder.
pub fn normalise_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or("");
    let is_whole = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains("..");
    let good = is_whole(host)
        && !host.contains('@')
        && !host.ends_with(':')
        && rest.chars().all(|c| c.is_ascii_graphic() && !"?#\"<>\\^`{|}".contains(c))
        && !rest.split('/').any(|segment| segment == "." || segment == "..")
        && !rest.trim_end_matches('/').contains("//")
        && address::normalised(text).is_ok_and(|url| url == text);
    good.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// Reads an e-mail address: something, one `@`, a host with a dot (RFC 5322 allows far more, of which links would read some
/// as something else than an address).
pub(crate) fn read_email(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if let Some(c) = address::unseen(&text) {
        node.note(move |span| mistakes::unseen_in_address(span, &text, c));
        return None;
    }
    if !is_email(&text) {
        node.note(move |span| mistakes::bad_email(span, &text));
        return None;
    }
    Some(text)
}

/// Tells whether a text is an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_dotted = |text: &str| !text.split('.').any(str::is_empty);
    let stands = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>[]:;@\\,\"?#%".contains(c);
    let is_host = |host: &str| host.contains('.') && is_dotted(host) && !host.contains('%');
    is_dotted(name)
        && name.chars().all(stands)
        && is_host(host)
        && host.chars().all(stands)
        && matches!(Host::parse(host), Ok(Host::Domain(_)))
}

/// Reads a web address.
pub(crate) fn read_web_url(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    let scheme = text.split(':').next().unwrap_or("");
    if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) || text.contains(char::is_whitespace) {
        node.note(move |span| mistakes::bad_url(span, &text));
        return None;
    }
    if let Some(c) = address::unseen(&text) {
        node.note(move |span| mistakes::unseen_in_address(span, &text, c));
        return None;
    }
    match address::normalised(&text) {
        Ok(url) => {
            if let Some(doubt) = disguise::host::doubt(&text) {
                node.note(move |span| mistakes::doubtful_host(span, &doubt));
            }
            Some(url)
        }
        Err(fault) => {
            node.note(move |span| mistakes::bad_address(span, &text, &fault));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_addresses_are_those_that_browsers_read() {
        for text in [
            "https://example.org",
            "https://example.org/sub/",
            "http://127.0.0.1:8080",
            "http://localhost:1313/",
            "http://[::1]:80/",
            "https://xn--bcher-kva.example/",
            "https://example.org:443/a%20b/",
        ] {
            assert!(normalise_base_url(text).is_some_and(|url| url.starts_with(text.trim_end_matches('/'))), "{text}");
        }
        for text in [
            "",
            "example.org",
            "https://",
            "https:///x",
            "https://example.org:abc/",
            "https://example.org:99999/",
            "https://example.org:/",
            "https://[::1/",
            "https://[::g]/",
            "http://%/",
            "http://a%zz.example/",
            "https://example.org/%zz/",
            "https://a..b/",
            "https://.example/",
            "https://us@example.org/",
            "https://bücher.example/",
            "https://exa mple.org/",
            "https://example.org/?a",
            "https://example.org/#a",
            "https://example.org/a/../b",
            "https://1.2.3.400/",
            "ftp://example.org/",
        ] {
            assert_eq!(normalise_base_url(text), None, "{text}");
        }
    }

    #[test]
    fn e_mail_addresses_have_a_name_and_a_host() {
        for text in
            ["a@b.example", "first.last+tag@sub.b.example", "o'neil@b.example", "büro@bücher.example", "1@2.example"]
        {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a@b.",
            "a@.b",
            "a@b..example",
            "a@b.example.",
            ".a@b.example",
            "a.@b.example",
            "a..b@c.example",
            "a@b@c.example",
            "a b@c.example",
            "<a@b.example>",
            "a@b.example>",
            "a@b_!.exa mple",
            "a@1.2.3.4",
            "a@[::1]",
            "a@b%41.example",
            "mailto:a@b.example",
            "a@b.example,c@d.example",
            "a?bcc=c@b.example",
            "a#b@c.example",
            "a%40b@c.example",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
