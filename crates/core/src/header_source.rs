//! Headers that are requested from the caller before every attempt, such as session tokens.

use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use tintype_protocol::Error;

/// Headers as pairs of name and value.
pub type Headers = Vec<(String, String)>;
type PendingHeaders = Pin<Box<dyn Future<Output = Result<Headers, Error>>>>;

/// The caller's function that provides headers. `Debug` never shows them.
#[derive(Clone)]
pub struct HeaderSource(Rc<dyn Fn() -> PendingHeaders>);

impl HeaderSource {
    pub fn new<F>(provider: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<Headers, Error>> + 'static,
    {
        Self(Rc::new(move || Box::pin(provider())))
    }

    pub async fn get(&self) -> Result<Headers, Error> {
        (self.0)().await
    }
}

impl fmt::Debug for HeaderSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeaderSource(…)")
    }
}
