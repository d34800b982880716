//! Hosts of addresses that pass for other hosts, or hide whose they are.

use url::{Host, Url};

use super::scripts::{Script, latin_twin, script};
use crate::address::authority;

/// What is doubtful in the host of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostDoubt {
    /// Something stands before an `@`, and the host behind it.
    NameBefore {
        /// What stands there.
        name: String,
        /// The host.
        host: String,
    },
    /// The host is a number.
    Number {
        /// As it is written.
        written: String,
        /// As it is usually written.
        usual: String,
    },
    /// A part of the name has letters of several scripts.
    Mixed(String),
    /// A part of the name is written in letters that look like Latin ones.
    Lookalike {
        /// The name, in letters.
        host: String,
        /// What it passes for.
        twin: String,
        /// The name in ASCII.
        ascii: String,
    },
    /// A sign that looks like one of an address and is a part of the name.
    Sign {
        /// The name, in letters.
        host: String,
        /// The sign.
        sign: char,
    },
}

/// Returns what is doubtful in the host of an address outside of this site; nothing where all is well, and where it has no
/// host.
pub fn doubt(address: &str) -> Option<HostDoubt> {
    let (name, host) = authority(address)?;
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        return Some(HostDoubt::NameBefore { name: name.to_owned(), host: host.to_owned() });
    }
    if is_number(host) {
        let usual = match Url::parse(&format!("http://{host}/")).ok()?.host()? {
            Host::Ipv4(number) => number.to_string(),
            Host::Ipv6(number) => format!("[{number}]"),
            Host::Domain(_) => return None,
        };
        return Some(HostDoubt::Number { written: host.to_owned(), usual });
    }
    let is_encoded = host.len() > 4 && host.to_ascii_lowercase().contains("xn--");
    if host.is_ascii() && !is_encoded {
        return None;
    }
    named(without_port(host))
}

/// Returns what is doubtful in the name of a host.
fn named(host: &str) -> Option<HostDoubt> {
    let ascii = idna::domain_to_ascii(host).ok()?;
    let shown = idna::domain_to_unicode(&ascii).0;
    let end = shown.trim_end_matches('.').rsplit('.').next().unwrap_or("");
    let end = end.chars().find_map(script);
    for label in shown.split('.') {
        if let Some(sign) = label.chars().find(|c| !c.is_ascii() && is_odd(*c)) {
            return Some(HostDoubt::Sign { host: shown.clone(), sign });
        }
        let mut scripts: Vec<Script> = label.chars().filter_map(script).collect();
        scripts.sort_unstable();
        scripts.dedup();
        match scripts[..] {
            [] | [Script::EastAsian] | [Script::Latin, Script::EastAsian] => {}
            [only] => {
                // Where the whole address is in one script, nobody takes it for Latin.
                let whole = only != Script::Latin && Some(only) != end;
                let mut letters = label.chars().filter(|c| script(*c).is_some());
                let passes = match only {
                    Script::Latin => letters.any(|c| latin_twin(c).is_some()),
                    _ => whole && letters.all(|c| latin_twin(c).is_some()),
                };
                if passes {
                    let twin = shown.chars().map(|c| latin_twin(c).unwrap_or(c)).collect();
                    return Some(HostDoubt::Lookalike { twin, ascii, host: shown });
                }
            }
            _ => return Some(HostDoubt::Mixed(host_as_written(host, &shown))),
        }
    }
    None
}

/// Returns the host as it stands in the address where that can be read, else in letters.
fn host_as_written(host: &str, shown: &str) -> String {
    if host.is_ascii() { shown.to_owned() } else { host.to_owned() }
}

/// Tells whether a character is none of a name: such as a slash that is none.
fn is_odd(c: char) -> bool {
    let is_joiner =
        matches!(c, '\u{200c}' | '\u{200d}' | '·' | '・' | 'ー' | '々' | '〆' | '〇' | '׳' | '״' | 'ʻ' | 'ʼ');
    !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c) && !is_joiner
}

/// Tells whether browsers take a host for a number: its last part is one, in whatever way it is written (URL Standard,
/// section 3.5, "ends in a number").
fn is_number(host: &str) -> bool {
    let host = without_port(host);
    if host.starts_with('[') {
        return true;
    }
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or("");
    let hexadecimal = last.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("0x"));
    // Digits may be full-width ones, or encoded.
    !last.is_empty() && (last.chars().all(char::is_numeric) || hexadecimal) || host.contains('%')
}

/// The last parts of names of hosts that there are (IANA, Root Zone Database), and those kept for examples and tests.
const ENDINGS: &str = include_str!("endings.txt");

/// Tells whether names of hosts end in this part, given in small letters: `ст.ст` and `op.cit` are none.
pub fn is_ending(last: &str) -> bool {
    let is_encoded = last.starts_with("xn--");
    is_encoded || ENDINGS.split_whitespace().any(|ending| ending == last)
}

/// Returns a host without its port.
pub fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Returns a host as names are compared: in ASCII, without port and `www.`.
pub fn compared(host: &str) -> String {
    let host = without_port(host);
    let ascii = idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_lowercase());
    ascii.trim_end_matches('.').trim_start_matches("www.").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_pass_for_others_are_doubtful() {
        let name = |doubt: Option<HostDoubt>| match doubt {
            Some(HostDoubt::NameBefore { name, host }) => format!("{name} before {host}"),
            Some(HostDoubt::Number { usual, .. }) => usual,
            Some(HostDoubt::Mixed(host)) => format!("mixed {host}"),
            Some(HostDoubt::Lookalike { twin, .. }) => format!("like {twin}"),
            Some(HostDoubt::Sign { sign, .. }) => format!("sign {sign}"),
            None => String::new(),
        };
        for (address, expected) in [
            ("https://bank.example@evil.example/", "bank.example before evil.example"),
            ("https://a:b@evil.example:80", "a:b before evil.example:80"),
            ("http://192.0.2.1/x", "192.0.2.1"),
            ("http://192.0.2.1:8080/x", "192.0.2.1"),
            ("http://3221225985/", "192.0.2.1"),
            ("http://0xC0000201/", "192.0.2.1"),
            ("http://0300.0.2.1/", "192.0.2.1"),
            ("http://1.2.3.0x4", "1.2.3.4"),
            ("http://１９２.0.2.１/", "192.0.2.1"),
            ("http://%31%39%32.0.2.1/", "192.0.2.1"),
            ("http://[2001:db8::1]:80/", "[2001:db8::1]"),
            ("https://pаypal.example/", "mixed pаypal.example"),
            ("https://xn--pypal-4ve.example/", "mixed pаypal.example"),
            ("https://gοοgle.example/", "mixed gοοgle.example"),
            ("https://аррӏе.com/", "like apple.com"),
            ("https://xn--80ak6aa92e.com/", "like apple.com"),
            ("https://ɡoogle.com/", "like google.com"),
            ("https://bank.example⁄login.evil.example/", "sign ⁄"),
            ("https://ᏢᎪᏴ.example/", "like pab.example"),
            ("https://ꓑꓮꓬ.example/", "like pay.example"),
            ("https://gⲟⲟgle.example/", "mixed gⲟⲟgle.example"),
        ] {
            assert_eq!(name(doubt(address)), expected, "{address}");
        }
        for address in [
            "https://example.org/",
            "https://example.org:8080/a@b?c@d",
            "https://medium.example/@user",
            "mailto:a@b.example",
            "/letters/",
            "https://bücher.example/",
            "https://xn--bcher-kva.example/",
            "https://президент.рф/",
            "https://сахар.рф/",
            "https://правда.com/",
            "https://ελλάδα.gr/",
            "https://日本abc.jp/",
            "https://한국.kr/",
            "https://例え.テスト/",
            "https://موقع.وزارة-الاتصالات.مصر/",
            "https://भारत.example/",
            "https://עברית.example/",
            "https://łódź.pl/",
            "https://việt-nam.vn/",
            "https://col·legi.cat/",
            "https://4chan.example/",
            "https://ᏣᎳᎩ.example/",
            "https://ꓡꓲꓢꓴ-ꓥ.example/",
            "https://1.example/",
            "https://v1.2.example/",
        ] {
            assert_eq!(doubt(address), None, "{address}");
        }
    }
}
