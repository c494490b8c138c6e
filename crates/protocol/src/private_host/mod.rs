//! Hosts that are visible only from the user's own machine or network. The URL of a hosted image comes from the
//! service, and it must not make a page send requests to hosts that the service itself cannot reach.
//!
//! The rules follow the registries of IANA: special-purpose IPv4 and IPv6 addresses, special-use domain names.

mod address;
mod name;

/// Returns `true` for a private host. `host` has the form of the WHATWG URL parser: lower case, IPv4 in four decimal
/// numbers, IPv6 in brackets.
#[must_use]
pub fn is_private_host(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    if let Some(address) = host.strip_prefix('[') {
        return !address::v6(address.trim_end_matches(']')).is_some_and(address::is_global_v6);
    }
    match address::v4(host) {
        Some(address) => !address::is_global_v4(address),
        None => name::is_private(host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_the_readers_own_network_are_private() {
        for host in [
            "localhost",
            "localhost.",
            "a.localhost",
            "printer",
            "nas.local",
            "x.internal",
            "router.lan",
            "fritz.home.arpa",
            "fritz.box",
            "fritz.box.",
            "nas.fritz.box",
            "router.corp",
            "a.b.corp",
            "speedport.ip",
            "tplinkwifi.net",
            "www.routerlogin.net",
            "router.asus.com",
            "metadata.google.internal",
            "x.intranet",
            "x.private",
            "x.home",
            "x.localdomain",
            "x.test",
            "x.invalid",
            "x.onion",
            "x.alt",
            "1.0.0.10.in-addr.arpa",
            "127.0.0.1.nip.io",
            "10-0-0-1.sslip.io",
            "localtest.me",
            "a.localtest.me",
            "127-0-0-1.0123456789abcdef.plex.direct",
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[::7f00:1]",
            "[fe80::1]",
            "[fec0::1]",
            "[fd00::1]",
            "[ff02::1]",
            "[::ffff:7f00:1]",
            "[::ffff:0:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[100::1]",
            "[5f00::1]",
            "[2::1]",
            "[2001::1]",
            "[2001:0:7f00:1::]",
            "[2001:2::1]",
            "[2001:10::1]",
            "[2001:20::1]",
            "[2001:1ff:ffff::1]",
            "[2001:db8::1]",
            "[2002:7f00:1::]",
            "[2002:c0a8:101::1]",
            "[3fff::1]",
            "[3fff:fff::1]",
            "[2606:4700::5efe:7f00:1]",
            "[2606:4700::200:5efe:a00:1]",
            "",
            "[",
            "[]",
            "[x]",
            "[1:2]",
            "[::1::2]",
        ] {
            assert!(is_private_host(host), "{host}");
        }
    }

    #[test]
    fn hosts_of_the_internet_are_not() {
        for host in [
            "images.example",
            "a.b.images.example",
            "my.box",
            "notfritz.box",
            "local.example",
            "corp.example",
            "lan.example",
            "fritz.box.example",
            "localhost.example",
            "127.0.0.1.example",
            "8.8.8.8",
            "11.0.0.1",
            "126.255.255.255",
            "128.0.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "169.253.1.1",
            "192.0.1.1",
            "192.0.3.1",
            "192.88.98.1",
            "192.167.1.1",
            "198.17.1.1",
            "198.20.1.1",
            "198.51.99.1",
            "203.0.112.1",
            "223.255.255.255",
            "[2606:4700::1111]",
            "[2000::1]",
            "[2001:200::1]",
            "[2001:4860:4860::8888]",
            "[2001:db7::1]",
            "[2003::1]",
            "[2a00:1450:4001:80b::200e]",
            "[3ffe::1]",
            "[2606:4700:0:0:0:0:0:1111]",
        ] {
            assert!(!is_private_host(host), "{host}");
        }
    }
}
