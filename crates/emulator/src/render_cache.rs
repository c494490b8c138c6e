//! A cache of rendered pictures. Drawing is most of the work of a response, and tests of a client request the same few
//! pictures hundreds of times.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// All inputs of a picture that is drawn from a prompt alone.
#[derive(Debug, PartialEq, Eq)]
pub struct RenderKey {
    /// The prompt.
    pub prompt: String,
    /// The seed of the random numbers.
    pub seed: u64,
    /// Width and height.
    pub size: (u32, u32),
    /// Whether the file is as large as the service's.
    pub is_heavy: bool,
    /// True for JPEG, false for PNG.
    pub as_jpeg: bool,
}

/// The last pictures up to a capacity, which is 0 by default.
#[derive(Debug, Default)]
pub struct RenderCache {
    capacity: usize,
    kept: Mutex<VecDeque<(RenderKey, Arc<Vec<u8>>)>>,
}

impl RenderCache {
    /// Creates a cache for this number of bytes.
    #[cfg(any(test, feature = "serve"))]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { capacity: bytes, ..Self::default() }
    }

    /// Returns the cached picture, or draws it.
    pub fn get(&self, key: RenderKey, draw: impl FnOnce() -> Vec<u8>) -> Arc<Vec<u8>> {
        if let Some(known) = self.known(&key) {
            return known;
        }
        let picture = Arc::new(draw());
        self.keep(key, &picture);
        picture
    }

    fn known(&self, key: &RenderKey) -> Option<Arc<Vec<u8>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| other == key).map(|(_, picture)| Arc::clone(picture))
    }

    fn keep(&self, key: RenderKey, picture: &Arc<Vec<u8>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, Arc::clone(picture)));
        while kept.iter().map(|(_, picture)| picture.len()).sum::<usize>() > self.capacity {
            kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(prompt: &str) -> RenderKey {
        RenderKey { prompt: prompt.to_owned(), seed: 1, size: (2, 1), is_heavy: false, as_jpeg: false }
    }

    /// Lists the pictures that were not in the cache; each has three bytes.
    fn render_cache(capacity: usize, prompts: &[&str]) -> String {
        let (kept, mut render_cache) = (RenderCache::with_capacity(capacity), String::new());
        for prompt in prompts {
            let picture = kept.get(key(prompt), || {
                render_cache += prompt;
                prompt.repeat(3).into_bytes()
            });
            assert_eq!(*picture, prompt.repeat(3).into_bytes());
        }
        render_cache
    }

    #[test]
    fn a_picture_is_drawn_once_as_long_as_there_is_capacity() {
        assert_eq!(render_cache(6, &["a", "b", "a", "b"]), "ab");
        assert_eq!(render_cache(6, &["a", "b", "c", "b", "a"]), "abca");
        assert_eq!(render_cache(2, &["a", "a"]), "aa");
    }

    #[test]
    fn whatever_differs_is_another_picture() {
        let kept = RenderCache::with_capacity(100);
        let others = [
            key("a"),
            key("b"),
            RenderKey { seed: 2, ..key("a") },
            RenderKey { size: (1, 2), ..key("a") },
            RenderKey { is_heavy: true, ..key("a") },
            RenderKey { as_jpeg: true, ..key("a") },
        ];
        for (number, other) in (0..).zip(others) {
            assert_eq!(*kept.get(other, || vec![number]), [number]);
        }
    }
}
