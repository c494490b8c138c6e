//! The caller's hook before a retry.

use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use tintype_protocol::Error;

type Decision = Pin<Box<dyn Future<Output = bool>>>;

/// A hook that receives the error of an attempt and decides whether to retry.
#[derive(Clone)]
pub struct BeforeRetry(Rc<dyn Fn(Error) -> Decision>);

impl BeforeRetry {
    pub fn new<F: Future<Output = bool> + 'static>(decide: impl Fn(Error) -> F + 'static) -> Self {
        Self(Rc::new(move |error| Box::pin(decide(error))))
    }

    pub async fn allows(&self, error: Error) -> bool {
        (self.0)(error).await
    }
}

impl fmt::Debug for BeforeRetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BeforeRetry(…)")
    }
}
