//! The shutdown of the server, requested from another thread.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A handle that shuts down a server. Clones refer to the same server.
#[derive(Clone, Debug)]
pub struct ShutdownHandle {
    is_requested: Arc<AtomicBool>,
    address: Option<SocketAddr>,
}

impl ShutdownHandle {
    /// Creates a handle for the server of this listener.
    pub fn of(listener: &TcpListener) -> Self {
        let mut address = listener.local_addr().ok();
        if let Some(address) = address.as_mut().filter(|address| address.ip().is_unspecified()) {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        Self { is_requested: Arc::default(), address }
    }

    /// Returns whether a shutdown was requested.
    pub fn is_requested(&self) -> bool {
        self.is_requested.load(Ordering::SeqCst)
    }

    /// Requests a shutdown. Returns whether one was requested before.
    pub fn request(&self) -> bool {
        let before = self.is_requested.swap(true, Ordering::SeqCst);
        // A connection wakes the thread that is blocked in `accept`.
        if let Some(address) = &self.address {
            let _ = TcpStream::connect_timeout(address, Duration::from_millis(200));
        }
        before
    }
}
