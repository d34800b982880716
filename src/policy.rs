//! Content Security Policy (Level 3): what pages may load, said in one place for the pages themselves, for the hosts that serve them and
//! for the preview.
//!
//! Pages carry their policy as a `meta` element. What works only as a header, `frame-ancestors`, hosts are told in `_headers`,
//! whose policy has to let mails pass as well, which carry their styles in their elements.

/// What every page of the site allows: its own pictures, its own style sheet.
pub(crate) const PAGE: &str =
    "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'";

/// What a page allows that only leads on.
pub(crate) const REDIRECT: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/// What hosts are told of all files.
pub(crate) const HOST: &str = "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What the preview says of its own answers that are no page: they load nothing, and nothing frames them.
pub(crate) const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// What the preview says of its own pages: only its own parts.
pub(crate) const PREVIEW_PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What the preview says of the site's own files; pages have more of it in themselves.
pub(crate) const PREVIEW_FILE: &str = "frame-ancestors 'none'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_what_pages_say_but_for_styles_of_mails_and_frames() {
        let expected = PAGE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
        assert_eq!(HOST, format!("{expected}; frame-ancestors 'none'"));
        for policy in [PAGE, REDIRECT, HOST, NOTHING, PREVIEW_PAGE] {
            assert!(policy.starts_with("default-src 'none';") && !policy.contains('"'), "{policy}");
        }
    }
}
