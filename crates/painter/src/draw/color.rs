//! Colours that are mixed in Oklab, so that a gradient between any two keeps its lightness and chroma.

/// A colour in sRGB: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Reads `0xrrggbb`.
    pub const fn hex(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// Mixes two colours. A share of 0 returns this colour, and 1 the other one.
    pub fn mix(self, other: Self, share: f32) -> Self {
        let (a, b) = (self.to_lab(), other.to_lab());
        Self::from_lab(std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share))
    }

    /// Moves the hue and chroma towards those of another colour and keeps the lightness.
    pub fn tinted(self, other: Self, share: f32) -> Self {
        let (a, b) = (self.to_lab(), other.to_lab());
        let chroma = a[1].hypot(a[2]).max(0.06);
        let strength = chroma / b[1].hypot(b[2]).max(0.02);
        let toward = |from: f32, to: f32| from + (to * strength.min(1.6) - from) * share;
        Self::from_lab([a[0], toward(a[1], b[1]), toward(a[2], b[2])])
    }

    /// Rotates the hue by an angle in radians.
    pub fn turned(self, angle: f32) -> Self {
        let [l, a, b] = self.to_lab();
        let (sin, cos) = angle.sin_cos();
        Self::from_lab([l, a * cos - b * sin, a * sin + b * cos])
    }

    /// Lightens the colour by a positive amount, or darkens it by a negative one.
    pub fn lit(self, by: f32) -> Self {
        let [l, a, b] = self.to_lab();
        Self::from_lab([(l + by).clamp(0.0, 1.0), a, b])
    }

    /// Returns the chroma, 0 to about 0.3.
    pub fn chroma(self) -> f32 {
        let [_, a, b] = self.to_lab();
        a.hypot(b)
    }

    /// Returns the perceived lightness, 0 to 1.
    pub fn lightness(self) -> f32 {
        self.to_lab()[0]
    }

    /// Removes the chroma and keeps the lightness.
    pub fn grey(self) -> Self {
        Self::from_lab([self.to_lab()[0], 0.0, 0.0])
    }

    fn to_lab(self) -> [f32; 3] {
        let [r, g, b] = [self.0, self.1, self.2].map(|value| linear(f32::from(value) / 255.0));
        let l = (0.412_221_47 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        [
            0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        ]
    }

    fn from_lab([l, a, b]: [f32; 3]) -> Self {
        let x = (l + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let y = (l - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let z = (l - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        let channel = |value: f32| (srgb(value.clamp(0.0, 1.0)) * 255.0).round() as u8;
        Self(
            channel(4.076_741_7 * x - 3.307_711_6 * y + 0.230_969_94 * z),
            channel(-1.268_438 * x + 2.609_757_4 * y - 0.341_319_38 * z),
            channel(-0.004_196_086_3 * x - 0.703_418_6 * y + 1.707_614_7 * z),
        )
    }
}

fn linear(value: f32) -> f32 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn srgb(value: f32) -> f32 {
    if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_keeps_the_ends_and_greys_stay_grey() {
        let (a, b) = (Color::hex(0xd0_40_20), Color::hex(0x10_30_90));
        assert_eq!(a.mix(b, 0.0), a);
        assert_eq!(a.mix(b, 1.0), b);
        let Color(r, g, b) = Color::hex(0x77_22_99).grey();
        assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1);
    }
}
