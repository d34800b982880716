//! The door for other machines of the network: where they ask, and what they have to know.
//!
//! Takes one address of this machine; draws a token for this run alone. Promises: whoever does not know the token learns
//! nothing, and the door is asked under its address only, since under a name another site could lead a browser here.
//!
//! The token is handed over once, in the query of a link, and lives on in a cookie. As a part of every path it would stand
//! in the browser's history and on its screen, and no address of the site that begins with `/` would lead anywhere.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::diag::Error;

/// How many bytes a token has: 128 bits, which nobody guesses.
const TOKEN_BYTES: usize = 16;
/// What the token is called in the query of the link.
const PARAMETER: &str = "token";

/// Where other machines of the network may ask, and what they must know.
#[derive(Clone, Debug)]
pub struct Lan {
    address: IpAddr,
    token: Token,
}

impl Lan {
    /// Returns a door at one address of this machine, with a token of its own.
    ///
    /// # Errors
    /// When the address is none that others could ask, or the system gives no random bytes.
    pub fn open(address: IpAddr) -> Result<Lan, Error> {
        Lan::check(address)?;
        Ok(Lan { address, token: Token::draw()? })
    }

    /// Checks that others could ask at an address, if it is one of this machine.
    ///
    /// # Errors
    /// When they could not.
    pub fn check(address: IpAddr) -> Result<(), Error> {
        let refuse = |why: &str| Err(Error::new(format!("`{address}` cannot be opened to the network: {why}")));
        if address.is_unspecified() {
            return refuse("it stands for every address of this machine; name one");
        }
        if address == Ipv4Addr::LOCALHOST || address == Ipv6Addr::LOCALHOST {
            return refuse("only this machine has it, and sees the preview anyway");
        }
        if address.is_multicast() || address == Ipv4Addr::BROADCAST {
            return refuse("it is no machine's own");
        }
        Ok(())
    }

    /// Returns a door with a token that is known.
    #[cfg(any(test, fuzzing))]
    pub(super) fn known() -> Lan {
        let address = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 5));
        Lan { address, token: Token("00112233445566778899aabbccddeeff".into()) }
    }

    /// Returns the address.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Returns the text of the token.
    pub fn token(&self) -> &str {
        &self.token.0
    }

    /// Returns the host that browsers name when they ask here, such as `192.168.1.5:3030` or `[fd00::5]:3030`.
    pub(super) fn host(&self, port: u16) -> String {
        let address = match self.address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        };
        // Browsers leave the port of the scheme away.
        if port == 80 { address } else { format!("{address}:{port}") }
    }

    /// Returns the link that lets a browser in.
    pub(super) fn link(&self, port: u16) -> String {
        format!("http://{}/?{PARAMETER}={}", self.host(port), self.token.0)
    }

    /// Tells whether a query hands the token over, once and as it is.
    pub(super) fn is_in_query(&self, query: &str) -> bool {
        let mut found = query.split('&').filter_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='));
        found.next().is_some_and(|given| self.token.is(given)) && found.next().is_none()
    }

    /// Tells whether cookies hold the token. Of several with the name one is enough: who sent it knows the token.
    pub(super) fn is_in_cookies(&self, cookies: &str, port: u16) -> bool {
        let name = cookie_name(port);
        let mut values = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        values.any(|(found, value)| found == name && self.token.is(value))
    }

    /// Returns the value of the header field by which a browser keeps the token until it is closed.
    ///
    /// No script reads it (`HttpOnly`), and no page of another site makes the browser send it (`SameSite=Strict`).
    pub(super) fn cookie(&self, port: u16) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name(port), self.token.0)
    }
}

/// Returns the name of the cookie: browsers keep those of all ports together, and two previews may run.
fn cookie_name(port: u16) -> String {
    format!("demarche-{port}")
}

/// What opens the door: random bytes as hexadecimal digits in lower case.
#[derive(Clone)]
struct Token(String);

impl Token {
    /// Draws a token from the system's random bytes.
    fn draw() -> Result<Token, Error> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| Error::new(format!("the system gives no random bytes: {error}")))?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Tells whether a text is the token.
    ///
    /// Looks at every byte wherever the first difference is, so that the time taken tells nothing; the length is no secret.
    fn is(&self, given: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), given.as_bytes());
        let differences = own.iter().zip(given).fold(0, |differences, (own, given)| differences | (own ^ given));
        own.len() == given.len() && std::hint::black_box(differences) == 0
    }
}

impl fmt::Debug for Token {
    /// Says that there is one, and not which.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lan() -> Lan {
        Lan::known()
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let draw = || Token::draw().expect("random bytes").0;
        let tokens: std::collections::BTreeSet<String> = (0..100).map(|_| draw()).collect();
        assert_eq!(tokens.len(), 100);
        assert!(tokens.iter().all(|token| token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())));
        assert!(!format!("{:?}", lan()).contains("00112233"), "a token is not for logs");
    }

    #[test]
    fn only_the_token_itself_is_the_token() {
        let own = lan().token.0;
        assert!(lan().is_in_query(&format!("token={own}")) && lan().is_in_query(&format!("a=b&token={own}&c")));
        for given in ["", "token", "token=", &own, &format!("tokens={own}"), &format!("token={own}&token={own}")] {
            assert!(!lan().is_in_query(given), "{given}");
        }
        for at in 0..own.len() {
            let mut other = own.clone().into_bytes();
            other[at] ^= 1;
            assert!(!lan().token.is(&String::from_utf8(other).expect("ASCII")), "{at}");
            assert!(!lan().token.is(&own[..at]), "{at}");
        }
        assert!(!lan().token.is(&own.to_uppercase()) && !lan().token.is(&format!("{own}0")));
    }

    #[test]
    fn cookies_of_others_are_passed_over() {
        let own = lan().token.0;
        for good in [format!("demarche-3030={own}"), format!("a=b; demarche-3030=0;demarche-3030={own} ;c")] {
            assert!(lan().is_in_cookies(&good, 3030), "{good}");
        }
        for bad in [String::new(), own.clone(), format!("demarche-3031={own}"), format!("x-demarche-3030={own}")] {
            assert!(!lan().is_in_cookies(&bad, 3030), "{bad}");
        }
    }

    #[test]
    fn addresses_that_are_no_door_are_refused() {
        for address in ["0.0.0.0", "::", "127.0.0.1", "::1", "224.0.0.1", "ff02::1", "255.255.255.255"] {
            assert!(Lan::open(address.parse().expect("an address")).is_err(), "{address}");
        }
        let lan = |address: &str| Lan::open(address.parse().expect("an address")).expect("a door");
        assert_eq!(lan("192.168.1.5").host(3030), "192.168.1.5:3030");
        assert_eq!(lan("fd00:0::5").host(3030), "[fd00::5]:3030");
        assert_eq!(lan("10.0.0.1").host(80), "10.0.0.1");
    }
}
