//! Addresses that are not public unicast addresses, according to the registries of IANA:
//! <https://www.iana.org/assignments/iana-ipv4-special-registry> and
//! <https://www.iana.org/assignments/iana-ipv6-special-registry>.

use crate::decimal::whole;
use crate::text::{among, cut, hex};

/// IPv4 blocks that are not globally reachable or contain no hosts, as address and prefix length.
const SPECIAL_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // Carrier-grade NAT, shared by the customers of one provider.
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    // Documentation. The blocks do not exist on the Internet, so any host that answers is a local one.
    ([192, 0, 2, 0], 24),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // 6to4 relays, which the user's own network may run.
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    // Benchmarks.
    ([198, 18, 0, 0], 15),
    // Multicast, reserved, broadcast.
    ([224, 0, 0, 0], 3),
];

/// IPv6 blocks inside the global unicast range, as the first 32 bits and the prefix length.
const SPECIAL_V6: &[(u32, u32)] = &[
    // IETF protocols: Teredo, benchmarks, ORCHID. The few reachable addresses are included.
    (0x2001_0000, 23),
    // Documentation.
    (0x2001_0db8, 32),
    (0x3fff_0000, 20),
    // 6to4 addresses contain an IPv4 address, which may be private.
    (0x2002_0000, 16),
];

/// Parses an IPv4 address of four decimal numbers.
pub fn v4(host: &str) -> Option<u32> {
    let mut numbers = host.split(among(".")).map(|number| u8::try_from(whole(number)?).ok());
    let address = [numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then(|| u32::from_be_bytes(address))
}

/// Parses an IPv6 address of eight hexadecimal groups, of which `::` replaces a sequence of zeros.
pub fn v6(text: &str) -> Option<[u16; 8]> {
    let (front, back) = cut(text, "::").map_or((text, None), |(front, back)| (front, Some(back)));
    let (front, rest) = (groups(front)?, groups(back.unwrap_or_default())?);
    let is_whole = if back.is_some() { front.len() + rest.len() < 8 } else { front.len() == 8 };
    let mut address = [0; 8];
    if !is_whole {
        return None;
    }
    address[..front.len()].copy_from_slice(&front);
    address[8 - rest.len()..].copy_from_slice(&rest);
    Some(address)
}

fn groups(text: &str) -> Option<Vec<u16>> {
    let mut groups = Vec::new();
    if !text.is_empty() {
        for group in text.split(among(":")) {
            groups.push(u16::try_from(hex(group)?).ok()?);
        }
    }
    Some(groups)
}

/// Returns `true` for an address that is reachable from the whole Internet.
pub fn is_global_v4(address: u32) -> bool {
    !SPECIAL_V4.iter().any(|(block, prefix)| is_within(address, u32::from_be_bytes(*block), *prefix))
}

/// Returns `true` for an address that is reachable from the whole Internet. Only 2000::/3 is assigned to such
/// addresses. NAT64, loopback, link-local and site-local addresses are outside of it.
pub fn is_global_v6(address: [u16; 8]) -> bool {
    let first = u32::from(address[0]) << 16 | u32::from(address[1]);
    // ISATAP (RFC 5214) embeds an IPv4 address of the user's own site after any prefix.
    let is_isatap = matches!(address[4..6], [0 | 0x0200, 0x5efe]);
    is_within(first, 0x2000_0000, 3)
        && !is_isatap
        && !SPECIAL_V6.iter().any(|(block, prefix)| is_within(first, *block, *prefix))
}

fn is_within(address: u32, block: u32, prefix: u32) -> bool {
    (address ^ block) >> (32 - prefix) == 0
}
