//! Profiles: the last step before a mail goes to a mailing service.
//!
//! Layouts write the places that a service fills as addresses at `merge.invalid`, a host that cannot exist (RFC 2606), so
//! that every parser on the way takes them for what they are: addresses. Here they become the tags of one service; for
//! none in particular, an address that works. Whatever else looks like a tag of the service is words, and stays words.

use std::fmt::Write as _;

use memchr::memmem;

use crate::html::push_escaped;

/// What the places begin with that a service fills.
pub const MERGE: &str = "https://merge.invalid/";
/// The name of the place of the reader's first name, which is no address.
pub(super) const FIRST_NAME: &str = "first-name";

/// A mailing service, or none in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// No service in particular: every place holds an address that works.
    Neutral,
    /// Mailchimp.
    Mailchimp,
    /// listmonk.
    Listmonk,
    /// Mautic.
    Mautic,
    /// CiviCRM.
    Civicrm,
    /// Campaign Monitor.
    CampaignMonitor,
    /// Buttondown.
    Buttondown,
    /// Brevo.
    Brevo,
}

/// All profiles.
pub const PROFILES: [Profile; 8] = [
    Profile::Neutral,
    Profile::Mailchimp,
    Profile::Listmonk,
    Profile::Mautic,
    Profile::Civicrm,
    Profile::CampaignMonitor,
    Profile::Buttondown,
    Profile::Brevo,
];

/// A part of a mail: each has its own way to say that something is words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

/// What stands in the places where no service fills them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Where one unsubscribes.
    pub unsubscribe: String,
    /// The page on the web.
    pub view: String,
}

impl Profile {
    /// Returns the name, as it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Neutral => "neutral",
            Profile::Mailchimp => "mailchimp",
            Profile::Listmonk => "listmonk",
            Profile::Mautic => "mautic",
            Profile::Civicrm => "civicrm",
            Profile::CampaignMonitor => "campaign-monitor",
            Profile::Buttondown => "buttondown",
            Profile::Brevo => "brevo",
        }
    }

    /// Returns the profile with this name.
    pub fn named(name: &str) -> Option<Profile> {
        PROFILES.into_iter().find(|profile| profile.name() == name)
    }

    /// Returns the tags for unsubscribing, for the mail on the web and for the reader's first name.
    fn tags(self) -> [&'static str; 3] {
        match self {
            Profile::Neutral => ["", "", ""],
            Profile::Mailchimp => ["*|UNSUB|*", "*|ARCHIVE|*", "*|FNAME|*"],
            Profile::Listmonk => ["{{ UnsubscribeURL }}", "{{ MessageURL }}", "{{ .Subscriber.FirstName }}"],
            Profile::Mautic => ["{unsubscribe_url}", "{webview_url}", "{contactfield=firstname}"],
            Profile::Civicrm => ["{action.unsubscribeUrl}", "{mailing.viewUrl}", "{contact.first_name}"],
            Profile::CampaignMonitor => ["[unsubscribe]", "[webversion]", "[firstname,fallback=]"],
            Profile::Buttondown => ["{{ unsubscribe_url }}", "{{ email_url }}", "{{ subscriber.metadata.first_name }}"],
            Profile::Brevo => ["{{ unsubscribe }}", "{{ mirror }}", "{{ contact.FIRSTNAME }}"],
        }
    }

    /// Returns how many bytes at the beginning of a text are to be kept apart from the next, if a tag seems to begin there.
    fn opens(self, text: &str) -> Option<usize> {
        let next = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b' ');
        let seems = match self {
            Profile::Neutral => false,
            Profile::Mailchimp => text.starts_with("*|"),
            Profile::Listmonk => text.starts_with("{{"),
            Profile::Buttondown | Profile::Brevo => next(0) == b'{' && matches!(next(1), b'{' | b'%' | b'#'),
            Profile::Mautic => next(0) == b'{' && next(1).is_ascii_alphabetic(),
            Profile::Civicrm => {
                next(0) == b'{' && (next(1).is_ascii_alphabetic() || matches!(next(1), b'$' | b'/' | b'*'))
            }
            Profile::CampaignMonitor => {
                let word = text.get(1..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count());
                next(0) == b'[' && next(1).is_ascii_alphabetic() && matches!(next(1 + word), b']' | b',')
            }
        };
        seems.then_some(1)
    }
}

/// Returns a part of a mail as a service takes it.
pub fn for_service(profile: Profile, part: Part, text: &str, places: &Places) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    let mut rest = text;
    while let Some(at) = memmem::find(rest.as_bytes(), MERGE.as_bytes()) {
        push_words(profile, part, &rest[..at], &mut out);
        rest = &rest[at + MERGE.len()..];
        let name = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'-').count();
        let (name, after) = rest.split_at(name);
        let [unsubscribe, view, first_name] = profile.tags();
        let (tag, address) = match name {
            "unsubscribe" => (unsubscribe, places.unsubscribe.as_str()),
            FIRST_NAME => (first_name, ""),
            _ => (view, places.view.as_str()),
        };
        match (profile, part) {
            (Profile::Neutral, Part::Html) => push_escaped(&mut out, address),
            (Profile::Neutral, Part::Text) => out.push_str(address),
            _ => out.push_str(tag),
        }
        rest = after;
    }
    push_words(profile, part, rest, &mut out);
    out
}

/// Appends what is no place, so that the service finds no tag in it.
fn push_words(profile: Profile, part: Part, text: &str, out: &mut String) {
    if profile == Profile::Neutral {
        return out.push_str(text);
    }
    let mut rest = text;
    let mut word = Word::default();
    while let Some(at) = rest.find(['{', '*', '[', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // Neither style sheets nor comments know character references, and nothing in them is an author's.
        let fixed = match part {
            Part::Html if rest.starts_with("<!--") => rest.find("-->").map(|at| at + 3),
            Part::Html if rest.starts_with("<style") => rest.find("</style>"),
            _ => None,
        };
        let length = fixed.or_else(|| profile.opens(rest));
        match (fixed, length, part) {
            (None, Some(_), Part::Html) if rest.starts_with('*') => out.push_str("&#42;"),
            (None, Some(_), Part::Html) if rest.starts_with('[') => out.push_str("&#91;"),
            (None, Some(_), Part::Html) => out.push_str("&#123;"),
            // In an address everything has a number.
            (None, Some(_), Part::Text) if word.is_address(text, text.len() - rest.len()) => {
                let _ = write!(out, "%{:02X}", rest.as_bytes()[0]);
            }
            // Text has no references; a blank without width parts the two.
            (None, Some(length), Part::Text) => {
                out.push_str(&rest[..length]);
                out.push('\u{200b}');
            }
            _ => out.push_str(&rest[..length.unwrap_or(1)]),
        }
        rest = &rest[length.unwrap_or(1)..];
    }
    out.push_str(rest);
}

/// The word in which something was found that looks like a tag.
#[derive(Default)]
struct Word {
    /// Up to where the text was looked at.
    seen: usize,
    /// Whether the word is an address so far.
    is_address: bool,
}

impl Word {
    /// Tells whether the word before a place of a text is an address; the places come in order.
    fn is_address(&mut self, text: &str, at: usize) -> bool {
        let new = &text[self.seen.min(at)..at];
        self.seen = at;
        let own = match new.rfind(char::is_whitespace) {
            Some(blank) => {
                self.is_address = false;
                &new[blank..]
            }
            None => new,
        };
        self.is_address |= ["://", "mailto:", "tel:"].iter().any(|mark| own.contains(mark));
        self.is_address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mail with the three places, and with words that look like the tags of every service.
    const MAIL: &str = "<style>a{color:red}.x{{}}</style><!--[if mso]><p>{contact.x}<![endif]-->\
        <p>Dear https://merge.invalid/first-name, {{ x }} {% y %} {contact.z} *|X|* [unsubscribe] [1] [Note: a] {unsubscribe_url}</p>\
        <a href=\"https://merge.invalid/unsubscribe\">stop</a> <a href=\"https://merge.invalid/view\">web</a>";

    fn places() -> Places {
        Places { unsubscribe: "https://example.org/stop?a=1&b".to_owned(), view: "https://example.org/a/".to_owned() }
    }

    #[test]
    fn every_place_is_filled() {
        for profile in PROFILES {
            let html = for_service(profile, Part::Html, MAIL, &places());
            assert!(!html.contains("merge.invalid"), "{html}");
            let [unsubscribe, view, first_name] = profile.tags();
            if profile != Profile::Neutral {
                assert!(
                    html.contains(&format!("<a href=\"{unsubscribe}\">stop</a> <a href=\"{view}\">web</a>")),
                    "{html}"
                );
                assert!(html.contains(&format!("Dear {first_name}, ")), "{html}");
            }
            assert_eq!(Profile::named(profile.name()), Some(profile));
        }
        let html = for_service(Profile::Neutral, Part::Html, MAIL, &places());
        assert!(html.contains("<a href=\"https://example.org/stop?a=1&amp;b\">stop</a>"), "{html}");
    }

    #[test]
    fn words_that_look_like_tags_stay_words() {
        let looks = [
            (Profile::Mailchimp, "&#42;|X|*", "*\u{200b}|X|*"),
            (Profile::Listmonk, "&#123;{ x }}", "{\u{200b}{ x }}"),
            (Profile::Mautic, "&#123;unsubscribe_url}", "{\u{200b}unsubscribe_url}"),
            (Profile::Civicrm, "&#123;contact.z}", "{\u{200b}contact.z}"),
            (Profile::CampaignMonitor, "&#91;unsubscribe] [1] [Note: a]", "[\u{200b}unsubscribe] [1] [Note: a]"),
            (Profile::Buttondown, "&#123;{ x }} &#123;% y %}", "{\u{200b}{ x }} {\u{200b}% y %}"),
            (Profile::Brevo, "&#123;{ x }} &#123;% y %}", "{\u{200b}{ x }} {\u{200b}% y %}"),
        ];
        for (profile, html, text) in looks {
            let made = for_service(profile, Part::Html, MAIL, &places());
            assert!(made.contains(html), "{profile:?} {made}");
            assert!(
                made.starts_with("<style>a{color:red}.x{{}}</style><!--[if mso]><p>{contact.x}<![endif]-->"),
                "{made}"
            );
            let made = for_service(profile, Part::Text, MAIL, &places());
            assert!(made.contains(text), "{profile:?} {made}");
        }
    }

    #[test]
    fn addresses_in_texts_keep_working() {
        let text = "See <https://a.example/?q={term}&a[b]=1&c=*|x|*&d={{e}}> or {{x}} or https://a.example/{term}/{x}, [firstname]\n";
        let check = |profile: Profile, expected: &[&str]| {
            let made = for_service(profile, Part::Text, text, &places());
            for piece in expected {
                assert!(made.contains(piece), "{piece} in {made}");
            }
            assert!(!made.split_whitespace().any(|word| word.contains("://") && word.contains('\u{200b}')), "{made}");
        };
        check(Profile::Mautic, &["?q=%7Bterm}&a[b]=1", "{%7Be}}>", "{{\u{200b}x}}", "/%7Bterm}/%7Bx},"]);
        check(Profile::CampaignMonitor, &["&a%5Bb]=1", " [\u{200b}firstname]"]);
        check(Profile::Mailchimp, &["&c=%2A|x|*&"]);
        check(Profile::Listmonk, &["&d=%7B{e}}>", "{\u{200b}{x}}"]);
        let long = format!("https://a.example/{}", "{x}".repeat(50_000));
        assert!(!for_service(Profile::Mautic, Part::Text, &long, &places()).contains("{x"));
    }

    #[test]
    fn all_else_is_the_same_bytes() {
        let plain = "<p>é {} [] ** {\n} [x y] 2*|</p>";
        for profile in PROFILES {
            if profile != Profile::Mailchimp {
                assert_eq!(for_service(profile, Part::Html, plain, &places()), plain, "{profile:?}");
            }
        }
    }
}
