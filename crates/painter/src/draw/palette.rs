//! The colours of a picture: hand-picked for each light, then tinted with the colours of the prompt.

use super::color::Color;
use super::kinds::Time;
use super::scene_description::SceneDescription;
use crate::seed::Rng;

/// The colours of one picture.
#[derive(Clone, Debug)]
pub struct Palette {
    /// Top, middle, horizon.
    pub sky: [Color; 3],
    /// Sun or moon.
    pub light: Color,
    /// The colour of the background.
    pub far: Color,
    /// The colour of the foreground.
    pub near: Color,
    /// The one strong colour.
    pub accent: Color,
    /// Paper and walls.
    pub paper: Color,
    /// Whether there are stars and lit windows.
    pub is_night: bool,
    /// Whether clouds hide the sun.
    pub is_overcast: bool,
}

struct Row {
    sky: [u32; 3],
    light: u32,
    far: u32,
    near: u32,
    accent: u32,
    paper: u32,
}

const fn row(sky: [u32; 3], light: u32, far: u32, near: u32, accent: u32, paper: u32) -> Row {
    Row { sky, light, far, near, accent, paper }
}

const DAWN: [Row; 2] = [
    row([0x7f_9f_c9, 0xf2_c9_c0, 0xfb_e6_cf], 0xff_f3_dc, 0xb9_a9_c0, 0x3f_4a_63, 0xe0_7a_5f, 0xf7_ec_df),
    row([0x9c_b4_d8, 0xe9_c7_d8, 0xfd_e0_c4], 0xff_f0_d0, 0xa8_a6_c9, 0x35_45_5c, 0xd9_6c_75, 0xf5_ea_e4),
];
const DAY: [Row; 3] = [
    row([0x3d_8b_c9, 0x8c_c4_e3, 0xe4_f1_ec], 0xff_f9_e6, 0x9f_c0_cc, 0x2d_5a_4e, 0xe6_55_3a, 0xf4_f0_e4),
    row([0x4a_a3_b8, 0xa5_d6_d3, 0xf4_ee_d7], 0xff_f6_d6, 0xa3_c3_b3, 0x34_5c_3f, 0xe8_8c_30, 0xf3_ee_dd),
    row([0x5b_86_c4, 0xb3_cc_e6, 0xf7_ea_dc], 0xff_fa_ee, 0xa9_b4_d0, 0x3a_4a_6e, 0xd9_48_4b, 0xf2_ec_e6),
];
const SUNSET: [Row; 2] = [
    row([0x3f_3d_70, 0xd0_66_5c, 0xfb_c2_6b], 0xff_ec_b8, 0xb0_62_6a, 0x25_1d_38, 0xff_7b_3a, 0xf6_e4_cf),
    row([0x5a_4a_86, 0xe8_85_6b, 0xfe_d7_8c], 0xff_f2_cc, 0xc4_77_70, 0x2c_21_3f, 0xf2_5f_4c, 0xf8_e6_d0),
];
const DUSK: [Row; 2] = [
    row([0x1f_2a_52, 0x5c_58_8f, 0xe5_9f_8a], 0xff_e9_cf, 0x67_63_93, 0x15_1a_30, 0xf0_b4_52, 0xe6_db_dc),
    row([0x22_34_5c, 0x4f_6f_95, 0xe2_b3_9b], 0xff_ec_d6, 0x5d_78_96, 0x12_1e_2f, 0xf5_a2_4b, 0xe4_de_d8),
];
const NIGHT: [Row; 2] = [
    row([0x0a_10_26, 0x16_25_4a, 0x35_4f_7a], 0xf3_ee_d9, 0x2e_42_6b, 0x06_0b_17, 0xf6_c4_5a, 0xd5_d8_e2),
    row([0x0d_12_1f, 0x1b_2f_3f, 0x3e_61_6a], 0xf5_f1_df, 0x2f_4b_57, 0x05_0c_12, 0xff_b8_54, 0xd8_dd_dc),
];
const OVERCAST: [Row; 2] = [
    row([0x7d_8a_97, 0xa9_b4_bb, 0xd9_db_d8], 0xf2_f0_e9, 0x9c_a7_ae, 0x2f_3a_42, 0xc9_5b_45, 0xec_e9_e2),
    row([0x6c_7d_8c, 0x98_aa_b2, 0xcf_d6_d4], 0xee_f0_ec, 0x8b_9d_a6, 0x26_33_3b, 0xd8_a0_3c, 0xe8_e8_e2),
];
const NEON: [Row; 1] =
    [row([0x0d_07_24, 0x3b_12_5e, 0xd0_2f_82], 0xff_d1_6b, 0x5a_1f_7a, 0x0a_06_1c, 0x2f_e6_e6, 0xe5_d9_f2)];

impl Palette {
    /// Chooses the colours for a scene description.
    pub fn of(scene_description: &SceneDescription, rng: &mut Rng) -> Self {
        let rows: &[Row] = match scene_description.time {
            Time::Dawn => &DAWN,
            Time::Day => &DAY,
            Time::Sunset => &SUNSET,
            Time::Dusk => &DUSK,
            Time::Night => &NIGHT,
            Time::Overcast => &OVERCAST,
            Time::Neon => &NEON,
        };
        let row = &rows[rng.below(rows.len())];
        let turn = rng.between(-0.16, 0.16);
        let palette = Self {
            sky: row.sky.map(Color::hex),
            light: Color::hex(row.light),
            far: Color::hex(row.far),
            near: Color::hex(row.near),
            accent: Color::hex(row.accent),
            paper: Color::hex(row.paper),
            is_overcast: scene_description.time == Time::Overcast
                || (scene_description.weather.is_some() && scene_description.time == Time::Day),
            is_night: matches!(scene_description.time, Time::Dusk | Time::Night | Time::Neon),
        };
        let palette = palette.map(|color| color.turned(turn)).with_colors(scene_description);
        if scene_description.is_grey { palette.map(Color::grey) } else { palette }
    }

    /// Tints the scenery with the first colour that belongs to no figure. A second one becomes the accent colour.
    fn with_colors(mut self, scene_description: &SceneDescription) -> Self {
        let Some(tint) = scene_description.tints.first() else { return self };
        let accent = scene_description.tints.get(1).filter(|color| color.chroma() > 0.06);
        self = self.map(|color| color.tinted(*tint, 0.72));
        if let Some(accent) = accent.or(scene_description.figures.is_empty().then_some(tint)) {
            self.accent = *accent;
        }
        self
    }

    fn map(mut self, change: impl Fn(Color) -> Color) -> Self {
        self.sky = self.sky.map(&change);
        for color in [&mut self.light, &mut self.far, &mut self.near, &mut self.accent, &mut self.paper] {
            *color = change(*color);
        }
        self
    }

    /// Returns a colour between far (0) and near (1).
    pub fn depth(&self, share: f32) -> Color {
        self.far.mix(self.near, share)
    }
}

/// The colours of a figure.
#[derive(Clone, Copy, Debug)]
pub struct FigurePalette {
    /// The main colour.
    pub main: Color,
    /// The colour of the shaded side.
    pub dark: Color,
    /// The colour of lights.
    pub light: Color,
}
