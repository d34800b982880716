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

/// What the texts of a site use besides pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uses {
    /// A script of the site's own, which sorts tables or shows a player.
    pub(crate) script: bool,
    /// Players of other sites, which are shown to those who ask for it.
    pub(crate) players: bool,
}

/// Returns what pages allow of a site with these settings: besides their own parts, what the settings name and texts use.
pub(crate) fn page(config: &Config, uses: Uses) -> String {
    format!("{PAGE}{}", named(config, uses))
}

/// Returns what hosts are told of all files of a site with these settings.
pub(crate) fn host(config: &Config, uses: Uses) -> String {
    format!("{HOST}{}", named(config, uses))
}

/// Returns the parts of a policy that allow what the settings name and texts use.
fn named(config: &Config, uses: Uses) -> String {
    let own = uses.script.then_some("'self'");
    let counts = config.statistics.as_ref().map(|statistics| statistics.script_source());
    let scripts: Vec<&str> = own.into_iter().chain(counts).collect();
    let mut named = String::from(if config.looks.fonts.is_empty() { "" } else { "; font-src 'self'" });
    if !scripts.is_empty() {
        named.push_str(&format!("; script-src {}", scripts.join(" ")));
    }
    if let Some(statistics) = &config.statistics {
        named.push_str(&format!("; connect-src {}", statistics.sends_to));
    }
    if uses.players && !config.embeds.is_empty() {
        let hosts: Vec<String> = config.embeds.iter().map(|host| format!("https://{host}")).collect();
        named.push_str(&format!("; frame-src {}", hosts.join(" ")));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Statistics;

    #[test]
    fn policies_allow_what_the_settings_name_and_nothing_else() {
        let mut config = Config::default();
        let none = Uses::default();
        assert_eq!((page(&config, none), host(&config, none)), (PAGE.to_owned(), HOST.to_owned()));
        let sorts = Uses { script: true, players: false };
        assert_eq!(page(&config, sorts), format!("{PAGE}; script-src 'self'"));
        config.statistics = Some(Statistics {
            name: "Counts".into(),
            script: "https://stats.example.net/s.js?v=1".into(),
            sends_to: "https://in.example.net".into(),
            attributes: Vec::new(),
        });
        let named = "; script-src https://stats.example.net/s.js; connect-src https://in.example.net";
        assert_eq!((page(&config, none), host(&config, none)), (format!("{PAGE}{named}"), format!("{HOST}{named}")));
        config.embeds = vec!["player.example.net".into()];
        let plays = Uses { script: true, players: true };
        assert!(
            page(&config, plays)
                .ends_with("; connect-src https://in.example.net; frame-src https://player.example.net")
        );
        let both = "; script-src 'self' https://stats.example.net/s.js; connect-src https://in.example.net";
        assert_eq!(host(&config, sorts), format!("{HOST}{both}"));
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
