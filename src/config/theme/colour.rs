//! Colours: how they are written, and how far apart two of them look.

use std::fmt;
use std::str::FromStr;

use super::Colour;

/// The names of the terminal's first 16 colours.
pub(super) const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl FromStr for Colour {
    type Err = ();

    /// Reads `default`, one of the 16 names, `0` to `255`, or `#rrggbb`.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "default" {
            return Ok(Self::Default);
        }
        if let Some(index) = NAMES.iter().position(|name| *name == text) {
            return u8::try_from(index).map(Self::Indexed).map_err(|_| ());
        }
        match text.strip_prefix('#') {
            Some(hex) if hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()) => {
                let [_, r, g, b] = u32::from_str_radix(hex, 16).map_err(|_| ())?.to_be_bytes();
                Ok(Self::Rgb(r, g, b))
            }
            Some(_) => Err(()),
            None => text.parse().map(Self::Indexed).map_err(|_| ()),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => out.write_str("default"),
            Self::Indexed(index) => match NAMES.get(usize::from(*index)) {
                Some(name) => out.write_str(name),
                None => write!(out, "{index}"),
            },
            Self::Rgb(r, g, b) => write!(out, "#{r:02x}{g:02x}{b:02x}"),
        }
    }
}

impl Colour {
    /// Returns red, green, blue where they are known: the first 16 and the default are the terminal's own.
    pub(super) fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Self::Rgb(r, g, b) => Some([r, g, b]),
            Self::Indexed(index) if index >= 16 => Some(fixed(index)),
            _ => None,
        }
    }
}

/// Returns the colour that xterm gives to one of the indices 16 to 255: a cube of six levels, then 24 greys.
fn fixed(index: u8) -> [u8; 3] {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index.saturating_sub(16) {
        cube @ ..216 => [level(cube / 36), level(cube / 6 % 6), level(cube % 6)],
        grey => [8 + 10 * (grey - 216); 3],
    }
}

/// Returns the index from 16 to 255 whose colour looks nearest.
pub(super) fn nearest_index(rgb: [u8; 3]) -> u8 {
    let wanted = Lab::of(rgb);
    let distance = |index: &u8| wanted.distance(Lab::of(fixed(*index)));
    (16..=255).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(16)
}

/// A colour in Oklab, where distances are as they look (Björn Ottosson, <https://bottosson.github.io/posts/oklab/>).
#[derive(Clone, Copy, Debug)]
pub(super) struct Lab {
    /// Lightness, 0 to 1.
    pub lightness: f32,
    /// Green to red.
    pub a: f32,
    /// Blue to yellow.
    pub b: f32,
}

impl Lab {
    /// Converts from sRGB.
    pub fn of(rgb: [u8; 3]) -> Self {
        let [r, g, b] = rgb.map(linear);
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            lightness: 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            a: 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            b: 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        }
    }

    /// Returns how colourful it is: 0 for greys, about 0.3 at most.
    pub fn chroma(self) -> f32 {
        self.a.hypot(self.b)
    }

    /// Returns the hue in degrees, 0 to 360.
    pub fn hue(self) -> f32 {
        self.b.atan2(self.a).to_degrees().rem_euclid(360.0)
    }

    /// Returns the square of the distance.
    fn distance(self, other: Self) -> f32 {
        let [l, a, b] = [self.lightness - other.lightness, self.a - other.a, self.b - other.b];
        l * l + a * a + b * b
    }
}

/// Undoes the gamma of sRGB.
fn linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Returns the contrast of two colours, 1 to 21 (WCAG 2.2).
#[cfg(test)]
pub(super) fn contrast(one: [u8; 3], other: [u8; 3]) -> f32 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_colour() -> impl Strategy<Value = Colour> {
        prop_oneof![
            Just(Colour::Default),
            any::<u8>().prop_map(Colour::Indexed),
            any::<[u8; 3]>().prop_map(|[r, g, b]| Colour::Rgb(r, g, b)),
        ]
    }

    proptest! {
        #[test]
        fn a_colour_reads_back_as_written(colour in any_colour()) {
            prop_assert_eq!(colour.to_string().parse(), Ok(colour));
        }

        #[test]
        fn any_text_is_a_colour_with_one_name_or_none(text in "#?.{0,8}|#[0-9a-fA-F]{3,6}|[0-9]{1,4}|(bright-)?(red|blue|black)") {
            let colour = text.parse::<Colour>();
            prop_assert!(colour.as_ref().is_ok_and(|colour| colour.to_string().parse() == Ok(*colour)) || colour.is_err());
        }
    }

    #[test]
    fn a_colour_of_the_256_is_nearest_to_itself() {
        for index in 16..=255 {
            assert_eq!(fixed(nearest_index(fixed(index))), fixed(index));
        }
    }

    #[test]
    fn contrast_is_as_wcag_says() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn nonsense_is_no_colour() {
        for text in ["", "#fff", "#gggggg", "256", "-1", "Red", "#\u{e9}\u{e9}\u{e9}", "+5 "] {
            assert_eq!(text.parse::<Colour>(), Err(()), "{text:?}");
        }
    }
}
