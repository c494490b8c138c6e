//! Names that lead into the reader's own network wherever they are looked up, or to whatever address they contain.
//!
//! A page cannot resolve a name, so any other name of a private host cannot be distinguished from a public one.

use crate::text::rfind;

/// Top-level domains that the Internet does not have: special-use domain names (IANA), those that networks use for
/// themselves (RFC 6762, appendix G; reserved or put off by ICANN for that reason), and the habits of routers.
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

/// Names of routers that they answer to themselves within their network.
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

/// Public domains whose names resolve to the address that they contain, or the loopback address.
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

/// True for a name that is one of a private network by rule; `host` has no dot at its end.
pub fn is_private(host: &str) -> bool {
    let Some(domain) = rfind(host, ".").map(|at| &host[at + 1..]) else {
        // A name without a dot is one of the network's own.
        return true;
    };
    OWN_DOMAINS.contains(&domain)
        || ROUTERS.iter().chain(ENCODED_ADDRESSES).any(|known| is_or_is_below(host, known))
}

fn is_or_is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
