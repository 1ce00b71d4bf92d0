//! Which addresses are the reader's own network, or no one's: what a public page must not lead to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Says whether an address is not a public one: the machine itself, its network, what is reserved, and addresses of the
/// one kind inside those of the other.
#[must_use]
pub fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_near_four(four),
        IpAddr::V6(six) => is_near_six(six),
    }
}

fn is_near_four(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    four.is_private()
        || four.is_loopback()
        || four.is_link_local()
        || four.is_multicast()
        || a == 0
        || a >= 240
        // Behind a carrier's own translation (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544).
        || (a == 100 && b & 0xC0 == 64)
        || (a, b, c) == (192, 0, 0)
        || (a == 198 && b & 0xFE == 18)
}

fn is_near_six(six: Ipv6Addr) -> bool {
    let parts = six.segments();
    let four = |high: u16, low: u16| is_near_four(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match parts {
        // Mapped, compatible and translated addresses (RFC 4291, 6052); 6to4 (RFC 3056).
        [0, 0, 0, 0, 0, 0 | 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => four(high, low),
        [0x2002, high, low, ..] => four(high, low),
        _ => six.is_multicast() || six.is_unique_local() || six.is_unicast_link_local() || parts[0] == 0x64,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    #[test]
    fn own_networks_are_told_from_public_ones_in_every_clothing() {
        for (address, near) in [
            ("127.0.0.1", true),
            ("127.255.0.9", true),
            ("0.0.0.0", true),
            ("10.1.2.3", true),
            ("172.16.0.1", true),
            ("172.32.0.1", false),
            ("192.168.1.1", true),
            ("169.254.169.254", true),
            ("100.64.0.1", true),
            ("100.128.0.1", false),
            ("192.0.0.8", true),
            ("192.0.1.8", false),
            ("198.19.0.1", true),
            ("198.20.0.1", false),
            ("224.0.0.1", true),
            ("255.255.255.255", true),
            ("93.184.216.34", false),
            ("::1", true),
            ("::", true),
            ("::ffff:10.0.0.1", true),
            ("::ffff:93.184.216.34", false),
            ("64:ff9b::10.0.0.1", true),
            ("64:ff9b::93.184.216.34", false),
            ("2002:c0a8:0101::1", true),
            ("2002:5db8:d822::1", false),
            ("fc00::1", true),
            ("fd12:3456::1", true),
            ("fe80::1", true),
            ("ff02::1", true),
            ("2606:2800:220:1::1", false),
        ] {
            assert_eq!(is_near(address.parse().unwrap()), near, "{address}");
        }
    }
}
