//! How many colours the terminal shows, and a theme brought down to that.

use super::colour::{Lab, nearest_index};
use super::{Colour, Role, RoleStyle, Theme, file};
use crate::config::settings::ColorChoice;

/// How many colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: attributes alone.
    None,
    /// The terminal's own 16.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green, blue.
    True,
}

/// Terminals that show true colour and are known by `TERM` where `COLORTERM` gets lost, as it does over ssh.
const TRUE_COLOUR: &[&str] = &["alacritty", "contour", "foot", "rio", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// Terminals without colour.
const COLOURLESS: &[&str] = &["", "dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "xterm-mono"];

/// Decides on the depth from the setting and the environment, which `variable` looks up.
///
/// `NO_COLOR` holds unless colour is asked for by name (<https://no-color.org>).
#[must_use]
pub fn depth(choice: ColorChoice, variable: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    match choice {
        ColorChoice::Never => Depth::None,
        ColorChoice::Always => shown(set).max(Depth::Sixteen),
        ColorChoice::Auto if set("NO_COLOR").is_some() => Depth::None,
        ColorChoice::Auto => shown(set),
    }
}

/// Returns what the terminal shows, as far as its environment says.
fn shown(set: impl Fn(&str) -> Option<String>) -> Depth {
    let term = set("TERM").unwrap_or_default();
    let is_one_of = |names: &[&str]| names.contains(&term.as_str());
    let windows = set("WT_SESSION").is_some() || (term.is_empty() && cfg!(windows));
    let says_true = set("COLORTERM").is_some_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
    if windows {
        Depth::True
    } else if is_one_of(COLOURLESS) {
        Depth::None
    } else if says_true || term.ends_with("-direct") || is_one_of(TRUE_COLOUR) {
        Depth::True
    } else if term.ends_with("-256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

impl Theme {
    /// Returns the theme as it is drawn with so many colours.
    ///
    /// Without colour the roles have the attributes of the monochrome theme; with 16, a role that has a background of
    /// its own has them instead of the background, whose colour the terminal's palette could make unreadable.
    #[must_use]
    pub fn at_depth(&self, depth: Depth) -> Self {
        let style = |role: &Role| match depth {
            Depth::None => attributes_of(*role),
            Depth::Sixteen => self.sixteen(*role),
            Depth::Indexed => self.style(*role).map_colours(indexed),
            Depth::True => self.style(*role),
        };
        Self { name: self.name.clone(), light: self.light, styles: Role::ALL.iter().map(style).collect() }
    }

    /// Returns the style of `role` in the terminal's own 16 colours.
    fn sixteen(&self, role: Role) -> RoleStyle {
        let style = self.style(role);
        let own = |colour: Option<Colour>| colour.is_none_or(|colour| colour.rgb().is_none());
        if own(style.fg) && own(style.bg) {
            return style;
        }
        let band = style.bg.filter(|bg| bg.rgb().is_some() && role != Role::Text);
        match band {
            None => RoleStyle { fg: style.fg.map(|fg| sixteen(fg, self.light)), bg: None, ..style },
            Some(bg) => {
                let fg = [Some(bg), style.fg].into_iter().flatten().map(|colour| sixteen(colour, self.light));
                RoleStyle { fg: fg.into_iter().find(|fg| *fg != Colour::Default), ..attributes_of(role) }
            }
        }
    }
}

/// Returns the style of `role` in the monochrome theme.
fn attributes_of(role: Role) -> RoleStyle {
    file::monochrome().style(role)
}

/// Brings a colour down to the 256.
fn indexed(colour: Colour) -> Colour {
    match colour {
        Colour::Rgb(r, g, b) => Colour::Indexed(nearest_index([r, g, b])),
        other => other,
    }
}

/// Brings a foreground down to the 16.
///
/// The palette is the user's, so lightness cannot be chosen, only hue. Greys become the default foreground: "bright
/// black" is the background itself in some palettes. On dark, the bright colours are the readable ones; on light, the
/// plain ones, of which yellow and cyan are too pale for text.
fn sixteen(colour: Colour, light: bool) -> Colour {
    const RED: u8 = 1;
    const GREEN: u8 = 2;
    const YELLOW: u8 = 3;
    const BLUE: u8 = 4;
    const MAGENTA: u8 = 5;
    const CYAN: u8 = 6;
    let Some(rgb) = colour.rgb() else { return colour };
    let lab = Lab::of(rgb);
    if lab.chroma() < 0.045 {
        return Colour::Default;
    }
    let index = match lab.hue() {
        hue if hue < 50.0 => RED,
        hue if hue < 115.0 => YELLOW,
        hue if hue < 160.0 => GREEN,
        hue if hue < 225.0 => CYAN,
        hue if hue < 285.0 => BLUE,
        hue if hue < 355.0 => MAGENTA,
        _ => RED,
    };
    match (index, light) {
        (YELLOW, true) => Colour::Default,
        (CYAN, true) => Colour::Indexed(GREEN),
        (index, true) => Colour::Indexed(index),
        (index, false) => Colour::Indexed(index + 8),
    }
}

impl RoleStyle {
    /// Changes both colours.
    fn map_colours(self, change: impl Fn(Colour) -> Colour) -> Self {
        Self { fg: self.fg.map(&change), bg: self.bg.map(&change), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Role::*;
    use super::*;

    fn theme(name: &str) -> Theme {
        file::Shelf { folder: None }.built_in(name)
    }

    #[test]
    fn the_environment_says_how_many_colours() {
        for (environment, wanted) in [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..], Depth::True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "24bit")], Depth::True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "yes")], Depth::Indexed),
            (&[("TERM", "screen-256color")], Depth::Indexed),
            (&[("TERM", "xterm-direct")], Depth::True),
            (&[("TERM", "xterm-kitty")], Depth::True),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "vt100")], Depth::None),
            (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
            (&[("WT_SESSION", "x")], Depth::True),
        ] {
            let variable = |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(depth(ColorChoice::Auto, variable), wanted, "{environment:?}");
            assert_eq!(depth(ColorChoice::Never, variable), Depth::None);
            assert!(depth(ColorChoice::Always, variable) >= Depth::Sixteen.max(wanted), "{environment:?}");
        }
    }

    #[test]
    fn true_colour_changes_nothing() {
        assert_eq!(theme("nocturne").at_depth(Depth::True), theme("nocturne"));
    }

    #[test]
    fn without_colour_every_theme_is_as_the_monochrome_one() {
        for (name, _) in file::BUILT_IN {
            let bare = theme(name).at_depth(Depth::None);
            assert_eq!(bare.styles, theme("monochrome").styles);
            assert_eq!(bare.name, *name);
        }
    }

    #[test]
    fn in_256_colours_none_is_of_the_terminals_own_palette() {
        for style in theme("broadsheet").at_depth(Depth::Indexed).styles {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(matches!(colour, Colour::Indexed(16..)), "{colour:?}");
            }
        }
    }

    #[test]
    fn in_16_colours_no_background_is_painted_and_no_grey_is_used() {
        for (name, _) in file::BUILT_IN {
            let theme = theme(name).at_depth(Depth::Sixteen);
            for role in Role::ALL {
                let style = theme.style(*role);
                assert_eq!(style.bg, None, "{name}: {role:?}");
                let readable = match style.fg {
                    None | Some(Colour::Default) => true,
                    Some(Colour::Indexed(index)) if theme.light => matches!(index, 1 | 2 | 4 | 5),
                    Some(Colour::Indexed(index)) => (9..=14).contains(&index),
                    Some(Colour::Rgb(..)) => false,
                };
                assert!(readable, "{name}: {role:?} {:?}", style.fg);
            }
        }
    }

    #[test]
    fn in_16_colours_meanings_keep_their_hue() {
        let dark = theme("dark").at_depth(Depth::Sixteen);
        assert_eq!(dark.style(Conflict).fg, Some(Colour::Indexed(9)));
        assert_eq!(dark.style(Accent).fg, Some(Colour::Indexed(12)));
        assert_eq!(dark.style(Sure).fg, Some(Colour::Indexed(14)));
        assert_eq!(dark.style(OnlyHere).fg, Some(Colour::Indexed(13)));
        let light = theme("light").at_depth(Depth::Sixteen);
        assert_eq!(light.style(Conflict).fg, Some(Colour::Indexed(1)));
        assert_eq!(light.style(Accent).fg, Some(Colour::Indexed(4)));
    }

    #[test]
    fn in_16_colours_what_had_a_background_is_told_apart_by_attributes() {
        for (name, _) in file::BUILT_IN {
            let theme = theme(name).at_depth(Depth::Sixteen);
            let bands = [Text, Cursor, Selection, Hit, HitCurrent, Note1, Note2, Note3, Note4, Note5];
            for (at, one) in bands.iter().enumerate() {
                for other in bands.iter().skip(at + 1) {
                    assert_ne!(theme.style(*one), theme.style(*other), "{name}: {one:?} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn colours_of_the_terminals_own_palette_stay() {
        let mut own = theme("dark");
        let style = RoleStyle { fg: Some(Colour::Indexed(3)), bg: Some(Colour::Indexed(0)), ..RoleStyle::default() };
        own.styles.fill(style);
        assert_eq!(own.at_depth(Depth::Sixteen).styles, own.styles);
        assert_eq!(own.at_depth(Depth::Indexed).styles, own.styles);
    }
}
