//! Which terminals follow links that are told to them (OSC 8).

use super::HyperlinkChoice;

/// Terminals that follow links and are known by `TERM`.
const BY_TERM: &[&str] =
    &["alacritty", "contour", "foot", "foot-extra", "rio", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// Those known by `TERM_PROGRAM`.
const BY_PROGRAM: &[&str] = &["ghostty", "Hyper", "iTerm.app", "rio", "vscode", "WezTerm"];

/// The least version of each that is known by a number in the environment: of GNOME's terminals, of KDE's.
const BY_VERSION: [(&str, u32); 2] = [("VTE_VERSION", 5000), ("KONSOLE_VERSION", 201_200)];

/// The first tmux that hands links on, major and minor.
const TMUX: (u32, u32) = (3, 4);

impl HyperlinkChoice {
    /// Decides what is left open by the environment, which `variable` looks up: off where the terminal is not known.
    #[must_use]
    pub fn decided(self, variable: impl Fn(&str) -> Option<String>) -> Self {
        match self {
            Self::Auto if follows(|name| variable(name).filter(|value| !value.is_empty())) => Self::Always,
            Self::Auto => Self::Never,
            decided => decided,
        }
    }
}

fn follows(set: impl Fn(&str) -> Option<String>) -> bool {
    let named = |variable: &str, names: &[&str]| set(variable).is_some_and(|value| names.contains(&value.as_str()));
    // What runs inside sees the variables of the terminal outside: the inner one decides.
    if set("STY").is_some() {
        return false;
    }
    if set("TMUX").is_some() {
        return named("TERM_PROGRAM", &["tmux"])
            && set("TERM_PROGRAM_VERSION").is_some_and(|version| hands_on(&version));
    }
    let recent =
        |(name, least): &(&str, u32)| set(name).and_then(|v| v.parse::<u32>().ok()).is_some_and(|v| v >= *least);
    named("TERM", BY_TERM)
        || named("TERM_PROGRAM", BY_PROGRAM)
        || set("WT_SESSION").is_some()
        || BY_VERSION.iter().any(recent)
}

/// Reads `3.4`, `3.3a`, `next-3.6`.
fn hands_on(version: &str) -> bool {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<u32>().ok());
    numbers.next().is_some_and(|major| (major, numbers.next().unwrap_or(0)) >= TMUX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_only_to_terminals_that_are_known_to_follow_them() {
        let cases: [(&[(&str, &str)], bool); 10] = [
            (&[], false),
            (&[("TERM", "xterm-256color")], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")], true),
            (&[("VTE_VERSION", "4205")], false),
            (&[("TERM_PROGRAM", "iTerm.app")], true),
            (&[("TERM_PROGRAM", "Apple_Terminal")], false),
            (&[("TMUX", "x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4")], true),
            (
                &[("TMUX", "x"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a"), ("VTE_VERSION", "7600")],
                false,
            ),
            (&[("STY", "1.pts"), ("TERM", "xterm-kitty")], false),
        ];
        for (environment, expected) in cases {
            let variable =
                |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            let decided = HyperlinkChoice::Auto.decided(variable);
            assert_eq!(decided == HyperlinkChoice::Always, expected, "{environment:?}");
            assert_eq!(HyperlinkChoice::Never.decided(variable), HyperlinkChoice::Never);
        }
    }
}
