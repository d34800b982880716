//! `demarche serve --lan`: at which address of this machine others may ask.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use demarche::Error;
use demarche::serve::{Lan, Server};

use super::arguments::ServeCommand;
use super::report;

/// Addresses that stand in documentation and belong to nobody (RFC 5737, RFC 3849), with the port of nothing.
const ELSEWHERE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];

/// Returns the door that is asked for, if one is.
pub(super) fn door(command: &ServeCommand) -> Result<Option<Lan>, Error> {
    let address = match command.lan {
        None => return Ok(None),
        Some(Some(address)) => address,
        Some(None) => own_address()?,
    };
    Lan::open(address).map(Some)
}

/// Says where other machines may ask, and what that means.
pub(super) fn announce(server: &Server, command: &ServeCommand) {
    let Some(link) = server.lan_link() else { return };
    let drafts = if command.public { "" } else { ", drafts and embargoed pages included," };
    report::aside_line(&format!("for other machines on the network: {link}"));
    report::warning(&format!(
        "whoever on the network has this link can see the preview{drafts} until it ends; nothing on the way is encrypted"
    ));
}

/// Returns the address that this machine has in its network.
fn own_address() -> Result<IpAddr, Error> {
    let Some(address) = ELSEWHERE.iter().find_map(|elsewhere| towards(*elsewhere)) else {
        return Err(Error::new("this machine is in no network; if it is, name its address: --lan=ADDRESS".to_owned()));
    };
    match is_local(address) {
        true => Ok(address),
        false => Err(Error::new(format!(
            "`{address}` can be asked from everywhere and not from one network; if that is meant, say --lan={address}"
        ))),
    }
}

/// Returns the address that this machine has towards another.
///
/// To connect a socket for datagrams sends nothing: the system says by which way it would.
fn towards(elsewhere: IpAddr) -> Option<IpAddr> {
    let any = match elsewhere {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    socket.connect(SocketAddr::new(elsewhere, 9)).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_unspecified() && !address.is_loopback())
}

/// Tells whether an address is one of a network of one's own, which the whole world cannot ask.
fn is_local(address: IpAddr) -> bool {
    match address {
        // Beside the private ones those that carriers share among customers (RFC 6598).
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            v4.is_private() || v4.is_link_local() || v4.is_documentation() || is_shared
        }
        IpAddr::V6(v6) => v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn addresses_of_the_whole_world_are_told_apart() {
        let check = |text: &str, local| assert_eq!(is_local(text.parse().expect("an address")), local, "{text}");
        for text in ["10.1.2.3", "172.16.0.1", "192.168.1.5", "169.254.1.1", "100.64.0.1", "fd00::1", "fe80::1"] {
            check(text, true);
        }
        for text in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2001:4860::1"] {
            check(text, false);
        }
    }
}
