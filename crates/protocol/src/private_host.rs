//! Hosts that only the reader's own machine or network can see. An address of a hosted image comes from the service,
//! and must not make a page knock at doors that the service itself cannot reach.

/// True for `host` as the WHATWG URL parser writes it: lower case, IPv4 in four decimal numbers, IPv6 in brackets.
#[must_use]
pub fn is_private_host(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    if let Some(address) = host.strip_prefix('[') {
        return !is_global_v6(address);
    }
    match v4(host) {
        Some(address) => is_private_v4(address),
        // A name without a dot is one of the network's own.
        None => !host.contains('.') || OWN_ENDS.iter().any(|end| host.ends_with(end)),
    }
}

const OWN_ENDS: [&str; 6] = [".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa"];

/// Only 2000::/3 is the Internet's; everything else is a loop, a link, a site, or another notation of IPv4.
fn is_global_v6(address: &str) -> bool {
    let first = address.split(':').next().unwrap_or_default();
    first.len() == 4 && first.starts_with(['2', '3'])
}

fn v4(host: &str) -> Option<[u8; 4]> {
    let mut numbers = host.split('.').map(|number| number.parse().ok());
    let address = [numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(address)
}

fn is_private_v4(address: [u8; 4]) -> bool {
    match address {
        [0 | 10 | 127, ..] | [169, 254, ..] | [192, 168, ..] | [224..=255, ..] => true,
        [172, second, ..] => (16..32).contains(&second),
        // Shared by the customers of one provider.
        [100, second, ..] => (64..128).contains(&second),
        // Set aside for protocols and for measuring.
        [192, 0, 0, _] | [198, 18 | 19, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_reader_can_see_is_private() {
        for host in [
            "localhost",
            "localhost.",
            "a.localhost",
            "printer",
            "nas.local",
            "x.internal",
            "router.lan",
            "fritz.home.arpa",
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[2::1]",
            "",
        ] {
            assert!(is_private_host(host), "{host}");
        }
    }

    #[test]
    fn the_internet_is_not() {
        for host in [
            "images.example",
            "a.b.images.example",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "192.0.2.1",
            "223.255.255.255",
            "[2606:4700::1111]",
            "[3fff::1]",
            "localhost.example",
            "127.0.0.1.example",
        ] {
            assert!(!is_private_host(host), "{host}");
        }
    }
}
