//! The API key, either fixed or requested from the caller before every attempt.

use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use tintype_protocol::Error;
use tintype_protocol::secret::Secret;

type PendingKey = Pin<Box<dyn Future<Output = Result<String, Error>>>>;

/// The source of the API key. `Debug` never shows the key.
///
/// ```no_run
/// # async fn example() -> Result<(), tintype::Error> {
/// use tintype::ApiKey;
///
/// let fixed = ApiKey::from("sk-…");
/// # async fn short_lived_key() -> Result<String, tintype::Error> { Ok(String::new()) }
/// let dynamic = ApiKey::from_fn(|| short_lived_key());
/// assert!(!format!("{fixed:?}").contains("sk-"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ApiKey(Source);

#[derive(Clone)]
enum Source {
    Fixed(Secret),
    Dynamic(Rc<dyn Fn() -> PendingKey>),
}

impl ApiKey {
    /// Creates a key that expires. `provider` is called before every attempt.
    pub fn from_fn<F>(provider: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<String, Error>> + 'static,
    {
        Self(Source::Dynamic(Rc::new(move || Box::pin(provider()))))
    }

    pub(crate) async fn get(&self) -> Result<Secret, Error> {
        match &self.0 {
            Source::Fixed(key) => Ok(key.clone()),
            Source::Dynamic(provider) => Ok(Secret::new(&provider().await?)),
        }
    }
}

impl From<&str> for ApiKey {
    fn from(key: &str) -> Self {
        Self(Source::Fixed(Secret::new(key)))
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self::from(key.as_str())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}
