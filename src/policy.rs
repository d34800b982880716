//! Content Security Policy (Level 3): what pages may load, said in one place for the pages themselves, for the hosts that serve them and
//! for the preview.
//!
//! Pages carry their policy as a `meta` element. What works only as a header, `frame-ancestors`, hosts are told in `_headers`,
//! whose policy has to let mails pass as well, which carry their styles in their elements.

use crate::config::Config;

/// What every page of the site allows: its own pictures, its own style sheet.
const PAGE: &str = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'";

/// What a page allows that only leads on.
pub(crate) const REDIRECT: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/// What hosts are told of all files.
const HOST: &str = "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What the preview says of its own answers that are no page: they load nothing, and nothing frames them.
pub(crate) const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// What the preview says of its own pages: only its own parts.
pub(crate) const PREVIEW_PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What the preview says of the site's own files; pages have more of it in themselves.
pub(crate) const PREVIEW_FILE: &str = "frame-ancestors 'none'";

/// Returns what pages allow of a site with these settings: besides their own parts, what the settings name.
pub(crate) fn page(config: &Config) -> String {
    format!("{PAGE}{}", named(config))
}

/// Returns what hosts are told of all files of a site with these settings.
pub(crate) fn host(config: &Config) -> String {
    format!("{HOST}{}", named(config))
}

/// Returns the parts of a policy that allow what the settings name.
fn named(config: &Config) -> String {
    config.statistics.as_ref().map_or_else(String::new, |statistics| {
        format!("; script-src {}; connect-src {}", statistics.script_source(), statistics.sends_to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Statistics;

    #[test]
    fn policies_allow_what_the_settings_name_and_nothing_else() {
        let mut config = Config::default();
        assert_eq!((page(&config).as_str(), host(&config).as_str()), (PAGE, HOST));
        config.statistics = Some(Statistics {
            name: "Counts".into(),
            script: "https://stats.example.net/s.js?v=1".into(),
            sends_to: "https://in.example.net".into(),
            attributes: Vec::new(),
        });
        let named = "; script-src https://stats.example.net/s.js; connect-src https://in.example.net";
        assert_eq!((page(&config), host(&config)), (format!("{PAGE}{named}"), format!("{HOST}{named}")));
    }

    #[test]
    fn hosts_are_told_what_pages_say_but_for_styles_of_mails_and_frames() {
        let expected = PAGE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
        assert_eq!(HOST, format!("{expected}; frame-ancestors 'none'"));
        for policy in [PAGE, REDIRECT, HOST, NOTHING, PREVIEW_PAGE] {
            assert!(policy.starts_with("default-src 'none';") && !policy.contains('"'), "{policy}");
        }
    }
}
