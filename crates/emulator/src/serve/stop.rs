//! The end of the server, asked for from another thread.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Ends a server. Clones end the same one.
#[derive(Clone, Debug)]
pub struct Stop {
    is_asked: Arc<AtomicBool>,
    address: Option<SocketAddr>,
}

impl Stop {
    /// For the server that accepts from this listener.
    pub fn of(listener: &TcpListener) -> Self {
        let mut address = listener.local_addr().ok();
        if let Some(address) = address.as_mut().filter(|address| address.ip().is_unspecified()) {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        Self { is_asked: Arc::default(), address }
    }

    /// Whether it has been asked for.
    pub fn is_asked(&self) -> bool {
        self.is_asked.load(Ordering::SeqCst)
    }

    /// Asks for it. Gives whether it had been asked for before.
    pub fn ask(&self) -> bool {
        let before = self.is_asked.swap(true, Ordering::SeqCst);
        // A connection wakes the thread that waits for one.
        if let Some(address) = &self.address {
            let _ = TcpStream::connect_timeout(address, Duration::from_millis(200));
        }
        before
    }
}
