//! A cache of rendered pictures. Drawing is most of the work of a response, and tests of a client request the same few
//! pictures hundreds of times.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::painter::ImageSpec;

/// The most recent pictures up to a capacity in bytes, which is 0 by default.
#[derive(Debug, Default)]
pub struct RenderCache {
    capacity: usize,
    entries: Mutex<VecDeque<(ImageSpec, Arc<Vec<u8>>)>>,
}

impl RenderCache {
    /// Creates a cache with this capacity in bytes.
    #[cfg(any(test, feature = "serve"))]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { capacity: bytes, ..Self::default() }
    }

    /// Returns the cached picture, or draws it.
    pub fn get(&self, key: ImageSpec, draw: impl FnOnce(&ImageSpec) -> Vec<u8>) -> Arc<Vec<u8>> {
        if let Some(known) = self.find(&key) {
            return known;
        }
        let picture = Arc::new(draw(&key));
        self.insert(key, &picture);
        picture
    }

    fn find(&self, key: &ImageSpec) -> Option<Arc<Vec<u8>>> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().find(|(other, _)| other == key).map(|(_, picture)| Arc::clone(picture))
    }

    fn insert(&self, key: ImageSpec, picture: &Arc<Vec<u8>>) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push_back((key, Arc::clone(picture)));
        while entries.iter().map(|(_, picture)| picture.len()).sum::<usize>() > self.capacity {
            entries.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::painter::Format;

    fn key(prompt: &str) -> ImageSpec {
        let format = Format::Png;
        ImageSpec { prompt: prompt.to_owned(), seed: 1, size: (2, 1), is_heavy: false, format }
    }

    /// Returns the prompts of the pictures that were not in the cache. Each picture has three bytes.
    fn drawn(capacity: usize, prompts: &[&str]) -> String {
        let (cache, mut drawn) = (RenderCache::with_capacity(capacity), String::new());
        for prompt in prompts {
            let picture = cache.get(key(prompt), |_| {
                drawn += prompt;
                prompt.repeat(3).into_bytes()
            });
            assert_eq!(*picture, prompt.repeat(3).into_bytes());
        }
        drawn
    }

    #[test]
    fn a_picture_is_drawn_once_as_long_as_there_is_capacity() {
        assert_eq!(drawn(6, &["a", "b", "a", "b"]), "ab");
        assert_eq!(drawn(6, &["a", "b", "c", "b", "a"]), "abca");
        assert_eq!(drawn(2, &["a", "a"]), "aa");
    }

    #[test]
    fn whatever_differs_is_another_picture() {
        let cache = RenderCache::with_capacity(100);
        let others = [
            key("a"),
            key("b"),
            ImageSpec { seed: 2, ..key("a") },
            ImageSpec { size: (1, 2), ..key("a") },
            ImageSpec { is_heavy: true, ..key("a") },
            ImageSpec { format: Format::Jpeg, ..key("a") },
        ];
        for (number, other) in (0..).zip(others) {
            assert_eq!(*cache.get(other, |_| vec![number]), [number]);
        }
    }
}
