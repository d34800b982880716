//! Old addresses, evened out: what a former site wrote in several ways is one address here.

use crate::address::{encoded, percent_decoded, unseen};
use crate::route::{OutPath, composed};

/// An address of a former site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The path, encoded, with its query.
    pub address: String,
    /// Where the page stands that answers; nothing where no page can, such as an address with a query.
    pub route: Option<OutPath>,
    /// By what two ways to write one address are known.
    pub(super) key: String,
}

/// Returns an old address, of which a whole one is cut to its path, or what is wrong with it.
pub(super) fn former(text: &str, base_url: &str) -> Result<Former, String> {
    let own = text.strip_prefix(base_url).map(|rest| format!("/{rest}"));
    let elsewhere =
        || text.split_once("://").map(|(_, rest)| rest.find(['/', '?']).map_or("/", |at| &rest[at..]).to_owned());
    let text = own.or_else(elsewhere).unwrap_or_else(|| text.to_owned());
    let text = if text.starts_with('?') { format!("/{text}") } else { text };
    if let Some(c) = unseen(&text) {
        return Err(format!("it holds U+{:04X}, which nobody sees", u32::from(c)));
    }
    if !text.starts_with('/') || text.starts_with("//") {
        return Err("it does not begin with `/`".to_owned());
    }
    if text.contains('#') {
        return Err("what stands behind a `#` never reaches a server".to_owned());
    }
    let (path, query) = text.split_once('?').map_or((text.as_str(), None), |(path, query)| (path, Some(query)));
    let decoded = percent_decoded(path);
    let decoded = composed(&decoded);
    if let Some(c) = decoded.chars().find(|c| matches!(c, '*' | ':')) {
        return Err(format!("`{c}` has a meaning of its own in `_redirects`"));
    }
    let last = decoded.rsplit('/').next().unwrap_or("");
    let is_page = |last: &str| [".html", ".htm"].iter().any(|end| last.to_ascii_lowercase().ends_with(end));
    let is_file = last.contains('.') && !is_page(last);
    let route = match OutPath::of_alias(path) {
        _ if query.is_some() || is_file => None,
        Ok(route) => Some(route),
        Err(why) => return Err(why.to_string()),
    };
    let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{query}")).unwrap_or_default();
    let key = match &route {
        Some(route) => route.collision_key().into_owned(),
        None => format!("{}{query}", decoded.trim_end_matches('/').to_lowercase()),
    };
    let address = route.as_ref().map_or_else(|| encoded(path).into_owned(), OutPath::url);
    Ok(Former { address: format!("{address}{}", encoded(&query)), route, key })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what becomes of an old address: the address, and whether a page answers.
    fn check(text: &str, expected: Result<(&str, bool), &str>) {
        let found = former(text, "https://new.example/sub/");
        match (&found, expected) {
            (Ok(found), Ok(expected)) => {
                assert_eq!((found.address.as_str(), found.route.is_some()), expected, "{text}");
            }
            (Err(why), Err(expected)) => assert!(why.contains(expected), "{text}: {why}"),
            _ => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn old_addresses_are_evened_out() {
        check("/2019/x", Ok(("/2019/x/", true)));
        check("https://old.example/2019/x/", Ok(("/2019/x/", true)));
        check("https://new.example/sub/x", Ok(("/x/", true)));
        check("/a.html", Ok(("/a.html", true)));
        check("/%C3%A9t%C3%A9", Ok(("/%C3%A9t%C3%A9/", true)));
        check("/index.php?id=3&b=c d", Ok(("/index.php?id=3&b=c%20d", false)));
        check("https://old.example/?p=12", Ok(("/?p=12", false)));
        check("/report.pdf", Ok(("/report.pdf", false)));
        check("2019/x", Err("begin"));
        check("/x#y", Err("`#`"));
        check("/x/*", Err("`*`"));
        check("/", Err("home page"));
        check("/../x", Err("`..`"));
    }

    #[test]
    fn ways_to_write_one_address_have_one_key() {
        let key = |text: &str| former(text, "https://new.example/").expect("a good address").key;
        for (one, other) in [
            ("/a", "/A/"),
            ("/a/", "/a/index.html"),
            ("/e\u{301}", "/%C3%A9/"),
            ("/A.pdf", "/a.pdf"),
            ("/?a=1", "/?a=1"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_ne!(key("/?a=1"), key("/?a=2"));
    }
}
