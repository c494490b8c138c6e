//! Names that always resolve within the user's own network, or to an address that they contain.
//!
//! A page cannot resolve names, so other names of private hosts cannot be distinguished from public ones.

use crate::text::rfind;

/// Top-level domains that do not exist on the Internet: special-use domain names (IANA), names that networks use
/// internally (RFC 6762, appendix G; reserved or postponed by ICANN for that reason), and common names of routers.
const OWN_DOMAINS: &[&str] = &[
    "alt",
    "arpa",
    "internal",
    "invalid",
    "local",
    "localhost",
    "onion",
    "test",
    "corp",
    "home",
    "intranet",
    "lan",
    "mail",
    "private",
    "cpe",
    "domain",
    "intra",
    "ip",
    "loc",
    "localdomain",
    "openstacklocal",
    "priv",
    "router",
    "svc",
    "workgroup",
];

/// Names under which routers are reachable from their own network.
const ROUTERS: &[&str] = &[
    "asusrouter.com",
    "easy.box",
    "fritz.box",
    "giga.cube",
    "linksyssmartwifi.com",
    "mabbox.bytel.fr",
    "mafreebox.freebox.fr",
    "miwifi.com",
    "mywifiext.com",
    "mywifiext.net",
    "o2.box",
    "orbilogin.com",
    "orbilogin.net",
    "pi.hole",
    "repeater.asus.com",
    "router.asus.com",
    "routerlogin.com",
    "routerlogin.net",
    "synologyrouter.com",
    "tplinkap.net",
    "tplinkextender.net",
    "tplinklogin.net",
    "tplinkmodem.net",
    "tplinkrepeater.net",
    "tplinkwifi.net",
];

/// Public domains whose names resolve to the address that they contain, or to the loopback address.
const ENCODED_ADDRESSES: &[&str] = &[
    "backname.io",
    "lacolhost.com",
    "local.gd",
    "localho.st",
    "localtest.me",
    "lvh.me",
    "nip.io",
    "plex.direct",
    "sslip.io",
    "traefik.me",
    "ts.net",
    "vcap.me",
    "xip.io",
];

/// Returns `true` for a name that belongs to a private network. `host` has no trailing dot.
pub fn is_private(host: &str) -> bool {
    let Some(domain) = rfind(host, ".").map(|at| &host[at + 1..]) else {
        // A name without a dot belongs to the local network.
        return true;
    };
    OWN_DOMAINS.contains(&domain)
        || ROUTERS.iter().chain(ENCODED_ADDRESSES).any(|known| is_or_is_below(host, known))
}

fn is_or_is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
