//! The input images: a short ordered list, no longer than the model allows.

use super::adjust::Adjustment;
use super::result::ResultId;

/// The metadata of an input image, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputMetadata {
    /// The id, unique within the page.
    pub id: u32,
    /// The file's name, or a generated one for a pasted image.
    pub name: String,
    /// A `blob:` URL that is valid while the Blob of the input is alive.
    pub url: String,
    /// The width in pixels, read from the bytes.
    pub width: u32,
    /// The height in pixels, read from the bytes.
    pub height: u32,
    /// Whether browsers can display the image. HEIC is sent all the same, but has no thumbnail.
    pub showable: bool,
    /// The result from which "Edit" created the input.
    pub result: Option<ResultId>,
}

impl InputMetadata {
    /// Whether the image is a user's file that browsers can display.
    pub fn is_photo(&self) -> bool {
        self.result.is_none() && self.showable
    }
}

/// An input image: its metadata, and `B`, which keeps its bytes and its URL alive.
#[derive(Debug, Clone, PartialEq)]
pub struct Input<B> {
    /// The metadata, as shown.
    pub metadata: InputMetadata,
    /// The bytes, as sent.
    pub blob: B,
    /// The image before cropping and rotation, if the image was adjusted.
    pub original: Option<Original<B>>,
}

/// An image as it was added, and the adjustments since.
#[derive(Debug, Clone, PartialEq)]
pub struct Original<B> {
    /// The bytes of the image.
    pub blob: B,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The result that is used as input.
    pub result: Option<ResultId>,
    /// The crop and rotation.
    pub adjustment: Adjustment,
}

impl<B> Original<B> {
    /// Converts the Blob.
    pub fn map<C>(&self, other: impl Fn(&B) -> C) -> Original<C> {
        let Self { width, height, result, adjustment, .. } = *self;
        Original { blob: other(&self.blob), width, height, result, adjustment }
    }
}

impl<B: Clone> Input<B> {
    /// Returns the image as it was added: its original, or else the image itself without adjustments.
    pub fn original(&self) -> Original<B> {
        let InputMetadata { width, height, result, .. } = self.metadata;
        let itself =
            || Original { blob: self.blob.clone(), width, height, result, adjustment: Adjustment::default() };
        self.original.clone().unwrap_or_else(itself)
    }
}

/// The input images, in the order of sending.
#[derive(Debug, Clone, PartialEq)]
pub struct InputList<B>(Vec<Input<B>>);

impl<B> Default for InputList<B> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<B> InputList<B> {
    /// Iterates over the images in the order of sending.
    pub fn iter(&self) -> impl Iterator<Item = &Input<B>> + Clone {
        self.0.iter()
    }

    /// Converts the Blobs of all inputs.
    pub fn map<C>(&self, other: impl Fn(&Input<B>) -> Input<C>) -> InputList<C> {
        InputList(self.0.iter().map(other).collect())
    }

    /// Returns the image with this id.
    pub fn get(&self, id: u32) -> Option<&Input<B>> {
        self.0.iter().find(|input| input.metadata.id == id)
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends an image unless `limit` is reached. Returns whether the image was added.
    #[must_use]
    pub fn add(&mut self, input: Input<B>, limit: usize) -> bool {
        let is_added = self.0.len() < limit;
        if is_added {
            self.0.push(input);
        }
        is_added
    }

    /// Removes an image.
    pub fn remove(&mut self, id: u32) {
        self.0.retain(|input| input.metadata.id != id);
    }

    /// Moves an image by so many positions, up to the ends of the list.
    pub fn shift(&mut self, id: u32, places: isize) {
        if let Some(from) = self.0.iter().position(|input| input.metadata.id == id) {
            let to = from.saturating_add_signed(places).min(self.0.len() - 1);
            let input = self.0.remove(from);
            self.0.insert(to, input);
        }
    }

    /// Moves an image to the position of another one.
    pub fn place_at(&mut self, id: u32, target: u32) {
        let place = |id| self.0.iter().position(|input: &Input<B>| input.metadata.id == id);
        if let (Some(from), Some(to)) = (place(id), place(target)) {
            self.shift(id, to as isize - from as isize);
        }
    }

    /// Whether both lists hold the same images in the same order.
    pub fn is_same(&self, other: &Self) -> bool {
        let ids = |list: &Self| list.iter().map(|input| input.metadata.id).collect::<Vec<_>>();
        ids(self) == ids(other)
    }

    /// Returns the number of images.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Replaces an image with another one.
    pub fn exchange(&mut self, id: u32, input: Input<B>) {
        if let Some(old) = self.0.iter_mut().find(|input| input.metadata.id == id) {
            *old = input;
        }
    }

    /// Replaces all images with `input`.
    pub fn replace(&mut self, input: Input<B>) {
        self.0 = vec![input];
    }

    /// Returns the size of the last image, which decides the picture's shape when the ratio is "Auto".
    pub fn shape(&self) -> Option<(u32, u32)> {
        self.0.last().map(|input| (input.metadata.width, input.metadata.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: u32) -> Input<()> {
        let metadata = InputMetadata {
            id,
            name: format!("{id}.png"),
            url: String::new(),
            width: id,
            height: 1,
            showable: true,
            result: None,
        };
        Input { metadata, blob: (), original: None }
    }

    #[test]
    fn the_limit_holds() {
        let mut list = InputList::default();
        assert!(list.add(input(1), 2));
        assert!(list.add(input(2), 2));
        assert!(!list.add(input(3), 2));
        assert_eq!(list.iter().count(), 2);
    }

    #[test]
    fn the_last_gives_the_shape() {
        let mut list = InputList::default();
        assert!(list.add(input(7), 3) && list.add(input(9), 3));
        assert_eq!(list.shape(), Some((9, 1)));
    }

    #[test]
    fn images_move_within_the_row() {
        let mut list = InputList::default();
        assert!((1..=3).all(|id| list.add(input(id), 3)));
        let ids = |list: &InputList<()>| list.iter().map(|input| input.metadata.id).collect::<Vec<_>>();
        list.shift(3, -1);
        assert_eq!(ids(&list), [1, 3, 2]);
        list.shift(1, -1);
        list.shift(2, 5);
        assert_eq!(ids(&list), [1, 3, 2], "there is no place beyond the ends");
        list.place_at(1, 2);
        assert_eq!(ids(&list), [3, 2, 1]);
        list.place_at(1, 3);
        assert_eq!((ids(&list), list.len()), (vec![1, 3, 2], 3));
    }

    #[test]
    fn an_image_takes_the_place_of_another_and_knows_its_original() {
        let mut list = InputList::default();
        assert!((1..=3).all(|id| list.add(input(id), 3)));
        let original = input(2).original();
        assert_eq!((original.width, original.adjustment), (2, Adjustment::default()));
        let turned = Original { adjustment: Adjustment::default().turned(true), ..original };
        list.exchange(2, Input { original: Some(turned.clone()), ..input(7) });
        assert_eq!(list.iter().map(|input| input.metadata.id).collect::<Vec<_>>(), [1, 7, 3]);
        assert_eq!(list.get(7).map(Input::original), Some(turned));
        list.exchange(2, input(9));
        assert_eq!(list.len(), 3);
    }

    #[test]
    fn replacing_leaves_one_image() {
        let mut list = InputList::default();
        assert!(list.add(input(1), 3) && list.add(input(2), 3));
        let before = list.clone();
        list.replace(input(3));
        assert!(!list.is_same(&before) && list.is_same(&list.clone()));
        assert_eq!(list.iter().map(|input| input.metadata.id).collect::<Vec<_>>(), [3]);
        list.remove(1);
        assert_eq!(list.len(), 1);
        list.remove(3);
        assert!(list.is_empty());
    }
}
