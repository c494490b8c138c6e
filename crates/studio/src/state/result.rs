//! The results: newest first, each knowing what it was made from.

use std::rc::Rc;

/// Names a result for as long as the page lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResultId(pub u32);

/// A picture that a result was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The result it was, if it was one and not a file.
    pub result: Option<ResultId>,
    /// What to call it.
    pub name: String,
    /// A `blob:` URL that lives as long as the result's handle.
    pub url: String,
}

/// What is shown of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultFacts {
    /// Its name within the page.
    pub id: ResultId,
    /// What was asked for, as sent.
    pub prompt: String,
    /// A `blob:` URL that lives as long as the handle beside these facts.
    pub url: String,
    /// In pixels, from the bytes.
    pub width: u32,
    /// In pixels, from the bytes.
    pub height: u32,
    /// From the bytes.
    pub mime_type: String,
    /// For file names, without the dot.
    pub extension: String,
    /// Size of the file.
    pub byte_length: u64,
    /// The model that answered, as it calls itself, or else the one that was asked.
    pub model: String,
    /// From pressing Generate to the picture.
    pub elapsed_ms: f64,
    /// Tokens in all, when the service said so.
    pub tokens: Option<u64>,
    /// In US dollars, when the model's price is known; `None` for the sandbox.
    pub cost_usd: Option<f64>,
    /// Words that came with the picture.
    pub said: String,
    /// What the library noticed about the picture, such as another size than was asked for.
    pub warnings: Vec<String>,
    /// Whether the sandbox drew it.
    pub sandbox: bool,
    /// What it was made from, if it is an edit.
    pub origin: Option<Origin>,
}

/// A result: facts to show, and `H`, the handle that keeps its bytes and URLs alive.
#[derive(Debug, PartialEq)]
pub struct Outcome<H> {
    /// What is shown.
    pub facts: ResultFacts,
    /// What is kept.
    pub handle: H,
}

/// A result taken out of the list, with its place, so that it can go back.
#[derive(Debug, PartialEq)]
pub struct Removed<H> {
    index: usize,
    outcome: Rc<Outcome<H>>,
}

/// The results, newest first.
#[derive(Debug, PartialEq)]
pub struct ResultList<H>(Vec<Rc<Outcome<H>>>);

impl<H> Clone for ResultList<H> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<H> Default for ResultList<H> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<H> ResultList<H> {
    /// Puts a new one first.
    pub fn add(&mut self, outcome: Outcome<H>) {
        self.0.insert(0, Rc::new(outcome));
    }

    /// Takes one out.
    pub fn remove(&mut self, id: ResultId) -> Option<Removed<H>> {
        let index = self.0.iter().position(|outcome| outcome.facts.id == id)?;
        Some(Removed { index, outcome: self.0.remove(index) })
    }

    /// Puts one back where it was, or as near as the list still allows.
    pub fn restore(&mut self, removed: Removed<H>) {
        self.0.insert(removed.index.min(self.0.len()), removed.outcome);
    }

    /// The one of that name.
    pub fn get(&self, id: ResultId) -> Option<&Rc<Outcome<H>>> {
        self.0.iter().find(|outcome| outcome.facts.id == id)
    }

    /// All of them, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Outcome<H>>> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Facts for tests of whatever works on results.
#[cfg(test)]
pub fn facts_for_test(id: u32) -> ResultFacts {
    ResultFacts {
        id: ResultId(id),
        prompt: format!("prompt {id}"),
        url: format!("blob:{id}"),
        width: 1024,
        height: 1024,
        mime_type: "image/png".into(),
        extension: "png".into(),
        byte_length: 1_900_000,
        model: "gemini-2.5-flash-image".into(),
        elapsed_ms: 8_200.0,
        tokens: Some(1_322),
        cost_usd: Some(0.039),
        said: String::new(),
        warnings: Vec::new(),
        sandbox: false,
        origin: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[u32]) -> ResultList<()> {
        let mut list = ResultList::default();
        ids.iter().for_each(|id| list.add(Outcome { facts: facts_for_test(*id), handle: () }));
        list
    }

    fn ids(list: &ResultList<()>) -> Vec<u32> {
        list.iter().map(|outcome| outcome.facts.id.0).collect()
    }

    #[test]
    fn the_newest_comes_first() {
        assert_eq!(ids(&list(&[1, 2, 3])), [3, 2, 1]);
    }

    #[test]
    fn what_was_deleted_goes_back_to_its_place() {
        let mut list = list(&[1, 2, 3]);
        let removed = list.remove(ResultId(2));
        assert_eq!(ids(&list), [3, 1]);
        assert!(removed.map(|removed| list.restore(removed)).is_some());
        assert_eq!(ids(&list), [3, 2, 1]);
        assert!(list.remove(ResultId(9)).is_none());
    }

    #[test]
    fn a_place_that_is_gone_becomes_the_last() {
        let mut list = list(&[1, 2, 3]);
        let oldest = list.remove(ResultId(1));
        assert!(list.remove(ResultId(2)).is_some() && list.remove(ResultId(3)).is_some());
        assert!(oldest.map(|removed| list.restore(removed)).is_some());
        assert_eq!(ids(&list), [1]);
    }

    #[test]
    fn the_handle_is_let_go_with_the_removal() {
        let handle = Rc::new(());
        let mut list = ResultList::default();
        list.add(Outcome { facts: facts_for_test(1), handle: Rc::clone(&handle) });
        drop(list.remove(ResultId(1)));
        assert_eq!(Rc::strong_count(&handle), 1);
    }
}
