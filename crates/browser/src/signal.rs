//! The caller's AbortSignal as a future. The signal is observed, but never passed on.

use crate::caller::member;
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// Ends `work` as soon as the caller's signal is aborted.
///
/// # Errors
/// `aborted` if the signal is aborted, and otherwise the error of the work.
pub async fn unless_aborted<T>(
    signal: Option<AbortSignal>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(signal) = signal else { return work.await };
    let (mut aborted, mut work) = (Aborted::of(&signal), pin!(work));
    poll_fn(|context| match Pin::new(&mut aborted).poll(context) {
        Poll::Ready(()) => {
            Poll::Ready(Err(Error::new(ErrorKind::Aborted, "The call was aborted by its signal.")))
        }
        Poll::Pending => work.as_mut().poll(context),
    })
    .await
}

/// A future that completes when the signal is aborted. Dropping it removes the event listener.
pub struct Aborted {
    signal: AbortSignal,
    waker: Rc<RefCell<Option<Waker>>>,
    listener: Closure<dyn FnMut()>,
}

impl Aborted {
    /// Adds an event listener to `signal`.
    pub fn of(signal: &AbortSignal) -> Self {
        let waker = Rc::new(RefCell::new(None::<Waker>));
        let listener = {
            let waker = Rc::clone(&waker);
            Closure::new(move || {
                if let Some(waker) = waker.borrow_mut().take() {
                    waker.wake();
                }
            })
        };
        // If the event listener cannot be added, the signal is still checked whenever the call makes progress.
        let _ = signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        Self { signal: signal.clone(), waker, listener }
    }
}

impl Future for Aborted {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if member(&self.signal, "aborted").is_truthy() {
            return Poll::Ready(());
        }
        *self.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Aborted {
    fn drop(&mut self) {
        let _ =
            self.signal.remove_event_listener_with_callback("abort", self.listener.as_ref().unchecked_ref());
    }
}
