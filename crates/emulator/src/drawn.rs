//! Pictures that were drawn before. Drawing is most of the work of an answer, and who tests a client asks for the same
//! few pictures hundreds of times.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that decides the bytes of a picture which is drawn from words alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// The words.
    pub prompt: String,
    /// Where the dice start.
    pub seed: u64,
    /// Width and height.
    pub size: (u32, u32),
    /// Whether it weighs what the service's do.
    pub is_heavy: bool,
    /// Whether it is a JPEG.
    pub as_jpeg: bool,
}

/// The last pictures, as far as there is room for them. By default there is none.
#[derive(Debug, Default)]
pub struct Drawn {
    room: usize,
    kept: Mutex<VecDeque<(Order, Arc<Vec<u8>>)>>,
}

impl Drawn {
    /// Keeps so many bytes at most.
    #[cfg(any(test, feature = "serve"))]
    pub fn with_room(bytes: usize) -> Self {
        Self { room: bytes, ..Self::default() }
    }

    /// The picture as it was drawn before, or as it is drawn now.
    pub fn get(&self, order: Order, draw: impl FnOnce() -> Vec<u8>) -> Arc<Vec<u8>> {
        if let Some(known) = self.known(&order) {
            return known;
        }
        let picture = Arc::new(draw());
        self.keep(order, &picture);
        picture
    }

    fn known(&self, order: &Order) -> Option<Arc<Vec<u8>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| other == order).map(|(_, picture)| Arc::clone(picture))
    }

    fn keep(&self, order: Order, picture: &Arc<Vec<u8>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((order, Arc::clone(picture)));
        while kept.iter().map(|(_, picture)| picture.len()).sum::<usize>() > self.room {
            kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(prompt: &str) -> Order {
        Order { prompt: prompt.to_owned(), seed: 1, size: (2, 1), is_heavy: false, as_jpeg: false }
    }

    /// Which of these had to be drawn, each three bytes long.
    fn drawn(room: usize, prompts: &[&str]) -> String {
        let (kept, mut drawn) = (Drawn::with_room(room), String::new());
        for prompt in prompts {
            let picture = kept.get(order(prompt), || {
                drawn += prompt;
                prompt.repeat(3).into_bytes()
            });
            assert_eq!(*picture, prompt.repeat(3).into_bytes());
        }
        drawn
    }

    #[test]
    fn a_picture_is_drawn_once_as_long_as_there_is_room() {
        assert_eq!(drawn(6, &["a", "b", "a", "b"]), "ab");
        assert_eq!(drawn(6, &["a", "b", "c", "b", "a"]), "abca");
        assert_eq!(drawn(2, &["a", "a"]), "aa");
    }

    #[test]
    fn whatever_differs_is_another_picture() {
        let kept = Drawn::with_room(100);
        let others = [
            order("a"),
            order("b"),
            Order { seed: 2, ..order("a") },
            Order { size: (1, 2), ..order("a") },
            Order { is_heavy: true, ..order("a") },
            Order { as_jpeg: true, ..order("a") },
        ];
        for (number, other) in (0..).zip(others) {
            assert_eq!(*kept.get(other, || vec![number]), [number]);
        }
    }
}
