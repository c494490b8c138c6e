//! The aspect ratio of the picture: the choices and the default.

/// A choice in the group "Aspect ratio".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ratio {
    /// Sends no ratio, so that the picture has the shape of the last input image.
    Auto,
    /// Sends this ratio, written `width:height`.
    Fixed(&'static str),
}

/// The default ratio of the service, used if no other is known.
const SQUARE: Ratio = Ratio::Fixed("1:1");

impl Ratio {
    /// Returns the value for the request, if there is one to send.
    pub fn wire(&self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Fixed(ratio) => Some(ratio),
        }
    }

    /// Returns the value of the radio button.
    pub fn id(&self) -> &'static str {
        self.wire().unwrap_or("auto")
    }

    /// Parses the value of a radio button, if `known` contains it.
    pub fn from_id(id: &str, known: &[&'static str]) -> Option<Self> {
        match id {
            "auto" => Some(Self::Auto),
            id => known.iter().find(|ratio| **ratio == id).map(|ratio| Self::Fixed(ratio)),
        }
    }

    /// Returns the width and height of the shape, or `None` for [`Ratio::Auto`], whose shape depends on the input
    /// image.
    pub fn sides(&self) -> Option<(u32, u32)> {
        let (width, height) = self.wire()?.split_once(':')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    }
}

/// Returns the choices: the model's ratios, and "Auto" if there is an input image.
pub fn choices(legal: &[&'static str], has_images: bool) -> Vec<Ratio> {
    let auto = has_images.then_some(Ratio::Auto);
    auto.into_iter().chain(legal.iter().map(|ratio| Ratio::Fixed(ratio))).collect()
}

/// Returns the ratio in effect: the user's choice while it is offered, or else the first sensible choice.
pub fn settle(chosen: Option<&Ratio>, choices: &[Ratio]) -> Ratio {
    match chosen {
        Some(ratio) if choices.contains(ratio) => ratio.clone(),
        _ if choices.contains(&Ratio::Auto) => Ratio::Auto,
        _ if choices.contains(&SQUARE) => SQUARE,
        _ => choices.first().cloned().unwrap_or(Ratio::Auto),
    }
}

/// Returns the size of a small drawing of this shape that fits a square of `side`.
pub fn fit(sides: (u32, u32), side: f64) -> (f64, f64) {
    let (width, height) = (f64::from(sides.0.max(1)), f64::from(sides.1.max(1)));
    let scale = side / width.max(height);
    (width * scale, height * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEGAL: &[&str] = &["1:1", "16:9", "9:16"];

    #[test]
    fn auto_is_offered_and_preferred_only_with_an_image() {
        assert_eq!(choices(LEGAL, false).len(), 3);
        assert_eq!(settle(None, &choices(LEGAL, false)), SQUARE);
        assert_eq!(settle(None, &choices(LEGAL, true)), Ratio::Auto);
    }

    #[test]
    fn a_choice_is_kept_while_it_is_available() {
        let wide = Ratio::Fixed("16:9");
        assert_eq!(settle(Some(&wide), &choices(LEGAL, true)), wide);
        assert_eq!(settle(Some(&wide), &choices(&["1:1"], false)), SQUARE);
        assert_eq!(settle(Some(&Ratio::Auto), &choices(LEGAL, false)), SQUARE);
    }

    #[test]
    fn a_model_without_ratios_sends_none() {
        assert_eq!(settle(None, &choices(&[], false)).wire(), None);
    }

    #[test]
    fn unknown_choices_are_dropped_when_read() {
        assert_eq!(Ratio::from_id("auto", LEGAL), Some(Ratio::Auto));
        assert_eq!(Ratio::from_id("16:9", LEGAL), Some(Ratio::Fixed("16:9")));
        assert_eq!(Ratio::from_id("5:4", LEGAL), None);
    }

    #[test]
    fn the_drawing_fits_its_square() {
        assert_eq!(Ratio::Fixed("16:9").sides(), Some((16, 9)));
        assert_eq!(fit((16, 8), 24.0), (24.0, 12.0));
        assert_eq!(fit((1, 8), 24.0), (3.0, 24.0));
    }
}
