//! Rotates and flips.

use super::instruction::Change;
use crate::picture::Picture;

/// Rotates or flips a picture; other changes leave it unchanged.
pub fn turn(picture: &Picture, change: &Change) -> Picture {
    let (w, h) = (picture.width, picture.height);
    match change {
        Change::Mirror => remap(picture, (w, h), |x, y| (w - 1 - x, y)),
        Change::UpsideDown => remap(picture, (w, h), |x, y| (x, h - 1 - y)),
        Change::Turn(1) => remap(picture, (h, w), |x, y| (y, h - 1 - x)),
        Change::Turn(3) => remap(picture, (h, w), |x, y| (w - 1 - y, x)),
        Change::Turn(_) => remap(picture, (w, h), |x, y| (w - 1 - x, h - 1 - y)),
        _ => picture.clone(),
    }
}

fn remap(picture: &Picture, (width, height): (u32, u32), source: impl Fn(u32, u32) -> (u32, u32)) -> Picture {
    let mut turned = Picture::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let (from_x, from_y) = source(x, y);
            turned.set(x, y, picture.pixel(from_x, from_y));
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_go_where_they_should() {
        let mut picture = Picture::new(3, 2);
        picture.set(0, 0, [255, 0, 0]);
        let red = |picture: &Picture, x, y| picture.pixel(x, y) == [255, 0, 0];
        assert!(red(&turn(&picture, &Change::Mirror), 2, 0));
        assert!(red(&turn(&picture, &Change::UpsideDown), 0, 1));
        assert!(red(&turn(&picture, &Change::Turn(1)), 1, 0));
        assert!(red(&turn(&picture, &Change::Turn(2)), 2, 1));
        assert!(red(&turn(&picture, &Change::Turn(3)), 0, 2));
    }
}
