//! Theme files: those compiled in, and the user's.

use std::path::Path;
use std::sync::LazyLock;

use toml::de::{DeTable, DeValue};

use super::colour::NAMES;
use super::{Colour, Role, RoleStyle, Theme};
use crate::config::diagnostic::Diagnostic;
use crate::config::document::{Document, EntryKey, EntryValue, in_file_order, type_name};
use crate::config::nearest;

/// The themes compiled in, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark", include_str!("../../../config/themes/dark.toml")),
    ("light", include_str!("../../../config/themes/light.toml")),
    ("high-contrast", include_str!("../../../config/themes/high-contrast.toml")),
    ("monochrome", include_str!("../../../config/themes/monochrome.toml")),
    ("broadsheet", include_str!("../../../config/themes/broadsheet.toml")),
    ("nocturne", include_str!("../../../config/themes/nocturne.toml")),
];

/// The monochrome theme is asked for every role when colours are brought down, so it is read once.
static MONOCHROME: LazyLock<Theme> = LazyLock::new(|| Shelf { folder: None }.built_in("monochrome"));

/// Returns the monochrome theme.
pub(super) fn monochrome() -> &'static Theme {
    &MONOCHROME
}

/// Where themes are found: the user's folder, then those compiled in.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) struct Shelf<'a> {
    /// The user's folder of themes.
    pub folder: Option<&'a Path>,
}

/// What a theme file says of itself before its roles.
const KEYS: [&str; 5] = ["name", "light", "inherits", "palette", "roles"];

impl Shelf<'_> {
    /// Returns the names of all themes, the user's first.
    pub fn names(self) -> Vec<String> {
        let files = self.folder.and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
        let toml = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
        let stem = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
        let mut names: Vec<_> =
            files.map(|file| file.path()).filter(|path| toml(path)).filter_map(|path| stem(&path)).collect();
        names.sort();
        let others: Vec<_> =
            BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).filter(|name| !names.contains(name)).collect();
        names.extend(others);
        names
    }

    /// Reads the theme `name`; none where there is no such theme, or its file is broken.
    pub fn theme(self, name: &str, found: &mut Vec<Diagnostic>) -> Option<Theme> {
        self.theme_above(name, &mut Vec::new(), found)
    }

    /// Reads a theme from which those of `heirs` inherit; a user's theme may inherit from the built-in one it replaces.
    fn theme_above(self, name: &str, heirs: &mut Vec<String>, found: &mut Vec<Diagnostic>) -> Option<Theme> {
        let is_file_name = !name.starts_with('.') && !name.contains(['/', '\\', ':']);
        let file = self.folder.filter(|_| is_file_name && !heirs.iter().any(|heir| heir == name));
        let path = file.map(|folder| folder.join(format!("{name}.toml"))).filter(|path| path.is_file());
        let Some(path) = path else {
            let known = BUILT_IN.iter().any(|(known, _)| *known == name);
            return known.then(|| self.built_in(name));
        };
        heirs.push(name.to_owned());
        self.users(name, &path, heirs, found)
    }

    /// Reads a user's theme from its file.
    fn users(self, name: &str, path: &Path, heirs: &mut Vec<String>, found: &mut Vec<Diagnostic>) -> Option<Theme> {
        let text = crate::config::read_file(path, found)?;
        let document = Document { path, text: &text };
        let table = document.table().map_err(|broken| found.push(broken)).ok()?;
        let mut reader = Reader { document, palette: Vec::new(), found };
        let parent = reader.text(&table, "inherits");
        let base = parent.and_then(|(parent, span)| {
            let base = self.theme_above(&parent, heirs, reader.found);
            if base.is_none() {
                let names = self.names();
                let hint = nearest::hint("the themes are", &parent, names.iter().map(String::as_str));
                reader.wrong(span, format!("there is no theme `{parent}` to inherit from"), hint);
            }
            base
        });
        let default = |light| self.built_in(if light { "light" } else { "dark" });
        Some(reader.theme(name, &table, |light| base.unwrap_or_else(|| default(light))))
    }

    /// Reads a theme that is compiled in; without the name, the dark one.
    pub fn built_in(self, name: &str) -> Theme {
        let text = BUILT_IN.iter().find(|(known, _)| *known == name).or(BUILT_IN.first()).map_or("", |(_, text)| text);
        let mut found = Vec::new();
        let document = Document { path: Path::new("config/themes"), text };
        let table = document.table().unwrap_or_default();
        let blank = |light| Theme { name: name.to_owned(), light, styles: vec![RoleStyle::default(); Role::ALL.len()] };
        let theme = Reader { document, palette: Vec::new(), found: &mut found }.theme(name, &table, blank);
        debug_assert!(found.is_empty(), "{found:?}");
        theme
    }
}

/// Reads one file.
struct Reader<'d, 'f> {
    document: Document<'d>,
    palette: Vec<(String, Colour)>,
    found: &'f mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    /// Notes a mistake.
    fn wrong(&mut self, span: std::ops::Range<usize>, what: impl Into<String>, hint: impl Into<String>) {
        self.found.push(self.document.report(span, what, hint));
    }

    /// Reads the file's table into a theme; `base` gives the roles that it does not name.
    fn theme(mut self, name: &str, table: &DeTable<'_>, base: impl FnOnce(bool) -> Theme) -> Theme {
        let light = self.switch(table, "light");
        let mut theme = base(light.unwrap_or(false));
        theme.light = light.unwrap_or(theme.light);
        // A theme is called as it is asked for, by its file: under another name it would not be found again.
        self.text(table, "name");
        name.clone_into(&mut theme.name);
        for (key, _) in in_file_order(table) {
            if !KEYS.contains(&key.get_ref().as_ref()) {
                let hint = nearest::hint("a theme has", key.get_ref(), KEYS);
                self.wrong(key.span(), format!("there is no setting `{}` in a theme", key.get_ref()), hint);
            }
        }
        for (key, value) in self.table(table, "palette") {
            if let Some(colour) = self.colour(value) {
                self.palette.push((key.get_ref().to_string(), colour));
            }
        }
        for (key, value) in self.table(table, "roles") {
            if let Some((role, style)) = self.role(key, value)
                && let Some(slot) = theme.styles.get_mut(role as usize)
            {
                *slot = style;
            }
        }
        theme
    }

    /// Returns the entries of the table `name`.
    fn table<'a, 't>(&mut self, table: &'a DeTable<'t>, name: &str) -> Vec<(&'a EntryKey<'t>, &'a EntryValue<'t>)> {
        let Some(value) = table.get(name) else { return Vec::new() };
        let Some(inner) = value.get_ref().as_table() else {
            let what = format!("`{name}` is a table, not {}", type_name(value.get_ref()));
            self.wrong(value.span(), what, format!("write [{name}] on a line of its own"));
            return Vec::new();
        };
        in_file_order(inner)
    }

    /// Returns the text of `name`, with its place.
    fn text(&mut self, table: &DeTable<'_>, name: &str) -> Option<(String, std::ops::Range<usize>)> {
        let value = table.get(name)?;
        let text = value.get_ref().as_str().map(|text| (text.to_owned(), value.span()));
        if text.is_none() {
            self.wrong(
                value.span(),
                format!("`{name}` cannot be {}", type_name(value.get_ref())),
                "write it in quotes",
            );
        }
        text
    }

    /// Returns whether `name` is on.
    fn switch(&mut self, table: &DeTable<'_>, name: &str) -> Option<bool> {
        let value = table.get(name)?;
        let on = value.get_ref().as_bool();
        if on.is_none() {
            let what = format!("`{name}` cannot be {}", type_name(value.get_ref()));
            self.wrong(value.span(), what, "write true or false, without quotes");
        }
        on
    }

    /// Reads a role: a table of colours and attributes, or a foreground alone.
    fn role(&mut self, key: &EntryKey<'_>, value: &EntryValue<'_>) -> Option<(Role, RoleStyle)> {
        let name: &str = key.get_ref();
        let Some(role) = Role::ALL.iter().copied().find(|role| role.name() == name) else {
            let all: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
            self.wrong(key.span(), format!("there is no role `{name}`"), nearest::hint("the roles are", name, all));
            return None;
        };
        match value.get_ref() {
            DeValue::Table(table) => Some((role, self.style(table))),
            DeValue::String(_) => Some((role, RoleStyle { fg: Some(self.colour(value)?), ..RoleStyle::default() })),
            other => {
                let what = format!("`{name}` cannot be {}", type_name(other));
                self.wrong(value.span(), what, "write a colour in quotes, or { fg = …, bg = …, bold = true }");
                None
            }
        }
    }

    /// Reads `{ fg = "#d8dee9", bold = true }`.
    fn style(&mut self, table: &DeTable<'_>) -> RoleStyle {
        let mut style = RoleStyle::default();
        for (key, value) in in_file_order(table) {
            let name: &str = key.get_ref();
            match name {
                "fg" => style.fg = self.colour(value),
                "bg" => style.bg = self.colour(value),
                _ => match style.attribute(name) {
                    Some(attribute) => *attribute = self.switch(table, name).unwrap_or(false),
                    None => {
                        let known = ["fg", "bg"].into_iter().chain(ATTRIBUTES);
                        self.wrong(
                            key.span(),
                            format!("there is no `{name}` in a role"),
                            nearest::hint("a role has", name, known),
                        );
                    }
                },
            }
        }
        style
    }

    /// Reads a colour, or the name of one in the palette.
    fn colour(&mut self, value: &EntryValue<'_>) -> Option<Colour> {
        const HINT: &str =
            "a colour is `default`, a name (`red`, `bright-red`), \"0\" to \"255\", `#rrggbb`, or named in [palette]";
        let written = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            other => {
                self.wrong(value.span(), format!("a colour cannot be {}", type_name(other)), HINT);
                return None;
            }
        };
        let named = self.palette.iter().find(|(name, _)| *name == written).map(|(_, colour)| *colour);
        let colour = named.or_else(|| written.parse().ok());
        if colour.is_none() {
            let names: Vec<_> = self.palette.iter().map(|(name, _)| name.as_str()).chain(NAMES).collect();
            let meant = nearest::nearest(&written, &names).map(|name| format!("did you mean `{name}`? "));
            let hint = format!("{}{HINT}", meant.unwrap_or_default());
            self.wrong(value.span(), format!("there is no colour `{written}`"), hint);
        }
        colour
    }
}

/// The names of the attributes.
pub(in crate::config) const ATTRIBUTES: [&str; 6] = ["bold", "dim", "italic", "underline", "reverse", "strike"];

impl RoleStyle {
    /// Returns the attribute `name`.
    pub(in crate::config) const fn attribute(&mut self, name: &str) -> Option<&mut bool> {
        match name.as_bytes() {
            b"bold" => Some(&mut self.bold),
            b"dim" => Some(&mut self.dim),
            b"italic" => Some(&mut self.italic),
            b"underline" => Some(&mut self.underline),
            b"reverse" => Some(&mut self.reverse),
            b"strike" => Some(&mut self.strike),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::super::colour::contrast;
    use super::super::{Depth, Role::*};
    use super::*;

    fn built_in(name: &str) -> Theme {
        Shelf { folder: None }.built_in(name)
    }

    fn all() -> Vec<Theme> {
        BUILT_IN.iter().map(|(name, _)| built_in(name)).collect()
    }

    /// Reads user's themes; returns the first and the mistakes with their hints.
    fn users(files: &[(&str, &str)]) -> (Option<Theme>, Vec<(String, String)>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
        }
        let mut found = Vec::new();
        let theme = Shelf { folder: Some(folder.path()) }.theme(files[0].0, &mut found);
        let place = format!("{}/", folder.path().display());
        let told = |mistake: Diagnostic| (mistake.to_string().replace(&place, ""), mistake.hint.unwrap_or_default());
        (theme, found.into_iter().map(told).collect())
    }

    #[test]
    fn a_theme_is_called_as_its_file_whatever_it_says_itself() {
        let (theme, told) = users(&[("mine", "name = \"dark\"\ninherits = \"nocturne\"\n")]);
        assert_eq!((theme.map(|theme| theme.name).as_deref(), told.len()), (Some("mine"), 0));
        let (theme, told) = users(&[("mine", "name = 5\n")]);
        assert_eq!((theme.map(|theme| theme.name).as_deref(), told.len()), (Some("mine"), 1));
    }

    /// The backgrounds that a theme is read on: its own, or those that terminals have.
    fn pages(theme: &Theme) -> Vec<[u8; 3]> {
        match theme.style(Text).bg.and_then(Colour::rgb) {
            Some(page) => vec![page],
            None if theme.light => vec![[0xff; 3], [0xfa, 0xf4, 0xed], [0xf2, 0xf2, 0xf2]],
            None => vec![[0; 3], [0x1e; 3], [0x1e, 0x1e, 0x2e], [0x28, 0x2c, 0x34]],
        }
    }

    /// The foreground of `role`: its own, the theme's, or a terminal's usual one.
    fn ink(theme: &Theme, role: Role) -> [u8; 3] {
        let own = theme.style(role).fg.or(theme.style(Text).fg).and_then(Colour::rgb);
        own.unwrap_or(if theme.light { [0x1e; 3] } else { [0xe0; 3] })
    }

    #[test]
    fn every_built_in_theme_names_every_role() {
        for (name, text) in BUILT_IN {
            let document = Document { path: Path::new(name), text };
            let table = document.table().unwrap();
            let roles = table.get("roles").and_then(|roles| roles.get_ref().as_table().cloned()).unwrap();
            let missing: Vec<_> = Role::ALL.iter().filter(|role| !roles.contains_key(role.name())).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
            assert_eq!(built_in(name).name, *name);
            let mut found = Vec::new();
            let blank =
                |light| Theme { name: String::new(), light, styles: vec![RoleStyle::default(); Role::ALL.len()] };
            let _ = Reader { document, palette: Vec::new(), found: &mut found }.theme(name, &table, blank);
            assert_eq!(found, []);
        }
    }

    #[test]
    fn text_has_seven_to_one_and_every_role_four_and_a_half() {
        for theme in all().iter().filter(|theme| theme.name != "monochrome") {
            let least = if theme.name == "high-contrast" { 7.0 } else { 4.5 };
            for page in pages(theme) {
                for role in Role::ALL {
                    // A rule is ornament, nothing to read: it may be faint, but must be seen.
                    let least = match role {
                        Text | Heading | Strong | Emphasis => 7.0,
                        Rule => 1.8,
                        _ => least,
                    };
                    let beneath = theme.style(*role).bg.and_then(Colour::rgb).unwrap_or(page);
                    let got = contrast(ink(theme, *role), beneath);
                    assert!(got >= least, "{}: {role:?} has {got:.2} on {beneath:?}", theme.name);
                }
            }
        }
    }

    #[test]
    fn every_colour_stays_readable_under_the_cursor() {
        for theme in all().iter().filter(|theme| theme.name != "monochrome") {
            let band = theme.style(Cursor).bg.and_then(Colour::rgb).unwrap();
            for role in Role::ALL.iter().filter(|role| theme.style(**role).bg.is_none() && **role != Rule) {
                let got = contrast(ink(theme, *role), band);
                assert!(got >= 4.5, "{}: {role:?} has {got:.2} under the cursor", theme.name);
            }
        }
    }

    #[test]
    fn the_cursor_is_seen_and_leaves_the_text_its_colour() {
        for theme in all().iter().filter(|theme| theme.name != "monochrome") {
            let cursor = theme.style(Cursor);
            assert!(cursor.fg.is_none() && !cursor.reverse, "{}", theme.name);
            for page in pages(theme) {
                let got = contrast(cursor.bg.and_then(Colour::rgb).unwrap(), page);
                assert!((1.05..3.0).contains(&got), "{}: the band has {got:.2} on {page:?}", theme.name);
            }
        }
    }

    #[test]
    fn only_the_dark_default_leaves_the_terminals_background_alone() {
        // A light sentence band under the light letters of a dark terminal could not be read.
        for theme in all().iter().filter(|theme| theme.name != "monochrome") {
            let leaves = matches!(theme.style(Text).bg, None | Some(Colour::Default));
            assert_eq!(leaves, theme.name == "dark", "{}", theme.name);
        }
    }

    #[test]
    fn monochrome_has_no_colour_and_tells_roles_apart() {
        let theme = built_in("monochrome");
        // These stand in places of their own: a title and the number of a match are no bold words, a rule and the
        // bottom line are no words at all.
        let mut alone =
            vec![(Heading, Strong), (Heading, Sure), (Strong, Sure), (Dim, Rule), (Dim, Status), (Rule, Status)];
        // Signs have shapes of their own, a kicker stands above everything, and what is alike is told by nothing more.
        alone.extend([(Kicker, Link), (Accent, Likely), (Possible, OnlyHere), (Emphasis, Quotation)]);
        for one in Role::ALL {
            let style = theme.style(*one);
            assert_eq!((style.fg, style.bg), (None, None), "{one:?}");
            for other in Role::ALL.iter().filter(|other| *other > one && !alone.contains(&(*one, **other))) {
                assert_ne!(style, theme.style(*other), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn what_colour_tells_an_attribute_tells_too() {
        for theme in all() {
            for role in [Accent, Sure, Conflict, OnlyHere, Quotation, Added, Removed, Warning, Link, Possible] {
                let style = RoleStyle { fg: None, bg: None, ..theme.style(role) };
                assert_ne!(style, RoleStyle::default(), "{}: {role:?}", theme.name);
            }
        }
    }

    #[test]
    fn an_underline_means_that_something_differs() {
        for theme in all() {
            let underlined = Role::ALL.iter().filter(|role| theme.style(**role).underline);
            // Six labels and the word under the cursor run out of other attributes without colour.
            let told = |role: Role| theme.name == "monochrome" && theme.style(role).reverse;
            let other = |role: &&Role| !matches!(role, Conflict | Added) && !told(**role);
            let others: Vec<_> = underlined.filter(other).collect();
            assert!(others.is_empty(), "{}: {others:?}", theme.name);
            assert!(theme.style(Conflict).underline && theme.style(Added).underline, "{}", theme.name);
        }
    }

    #[test]
    fn in_256_colours_the_cursor_and_the_contrast_stay() {
        for theme in all().iter().filter(|theme| theme.name != "monochrome") {
            let (theme, whole) = (theme.at_depth(Depth::Indexed), theme);
            assert_ne!(theme.style(Cursor).bg, theme.style(Text).bg, "{}", theme.name);
            for role in Role::ALL.iter().filter(|role| **role != Rule) {
                let beneath = |theme: &Theme| theme.style(*role).bg.and_then(Colour::rgb).unwrap_or(pages(whole)[0]);
                let (got, was) =
                    (contrast(ink(&theme, *role), beneath(&theme)), contrast(ink(whole, *role), beneath(whole)));
                assert!(got >= 4.2 || got >= was, "{}: {role:?} has {got:.2}, was {was:.2}", theme.name);
            }
        }
    }

    #[test]
    fn a_users_theme_inherits_and_names_colours() {
        let text = "inherits = \"broadsheet\"\n[palette]\nsea = \"#004060\"\n[roles]\naccent = { fg = \"sea\", bold = true }\ndim = 245\nrule = \"bright-black\"\n";
        let (theme, found) = users(&[("mine", text.replace("245", "\"245\"").as_str())]);
        let (theme, base) = (theme.unwrap(), built_in("broadsheet"));
        assert_eq!((found, theme.name.as_str(), theme.light), (Vec::new(), "mine", true));
        assert_eq!(
            theme.style(Accent),
            RoleStyle { fg: Some(Colour::Rgb(0, 0x40, 0x60)), bold: true, ..RoleStyle::default() }
        );
        assert_eq!(theme.style(Dim).fg, Some(Colour::Indexed(245)));
        assert_eq!(theme.style(Rule).fg, Some(Colour::Indexed(8)));
        assert_eq!(theme.style(Text), base.style(Text));
    }

    #[test]
    fn roles_that_are_missing_are_those_of_the_default_for_the_background() {
        for (text, base) in [("", "dark"), ("light = true", "light"), ("light = false", "dark")] {
            let (theme, found) = users(&[("mine", text)]);
            assert_eq!((found, theme.unwrap().styles), (Vec::new(), built_in(base).styles));
        }
    }

    #[test]
    fn a_users_theme_may_stand_before_the_built_in_one_and_inherit_from_it() {
        let (theme, found) = users(&[("dark", "inherits = \"dark\"\n[roles]\ndim = \"red\"\n")]);
        let theme = theme.unwrap();
        assert_eq!((found, theme.style(Dim).fg), (Vec::new(), Some(Colour::Indexed(1))));
        assert_eq!(theme.style(Accent), built_in("dark").style(Accent));
    }

    #[test]
    fn themes_that_inherit_from_each_other_are_told() {
        let (theme, found) = users(&[("a", "inherits = \"b\""), ("b", "inherits = \"a\"")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.starts_with("b.toml:1:12: there is no theme `a` to inherit from"), "{found:?}");
        assert_eq!(theme.unwrap().styles, built_in("dark").styles);
    }

    #[test]
    fn mistakes_are_told_with_what_is_allowed() {
        for (text, told, hint) in [
            ("colour = 1", "t.toml:1:1: there is no setting `colour` in a theme", "a theme has: name"),
            ("light = 1", "t.toml:1:9: `light` cannot be a whole number", "true or false"),
            ("roles = 1", "t.toml:1:9: `roles` is a table, not a whole number", "[roles]"),
            ("inherits = \"drak\"", "t.toml:1:12: there is no theme `drak` to inherit from", "did you mean `dark`?"),
            ("[roles]\naccnt = \"red\"", "t.toml:2:1: there is no role `accnt`", "did you mean `accent`?"),
            ("[roles]\ndim = \"rde\"", "t.toml:2:7: there is no colour `rde`", "did you mean `red`?"),
            ("[roles]\ndim = \"#12345\"", "t.toml:2:7: there is no colour `#12345`", "#rrggbb"),
            ("[roles]\ndim = { fg = 256 }", "t.toml:2:14: there is no colour `256`", "\"255\""),
            ("[roles]\ndim = { fg = true }", "t.toml:2:14: a colour cannot be true or false", "#rrggbb"),
            ("[roles]\ndim = { blod = true }", "t.toml:2:9: there is no `blod` in a role", "did you mean `bold`?"),
            ("[roles]\ndim = { bold = 1 }", "t.toml:2:16: `bold` cannot be a whole number", "true or false"),
            ("[roles]\ndim = [1]", "t.toml:2:7: `dim` cannot be a list", "bold = true"),
            ("[palette]\nsea = \"wet\"", "t.toml:2:7: there is no colour `wet`", "#rrggbb"),
        ] {
            let (theme, found) = users(&[("t", text)]);
            assert_eq!(found.iter().map(|(told, _)| told.as_str()).collect::<Vec<_>>(), [told], "{text}");
            assert!(found[0].1.contains(hint), "{found:?}");
            assert!(theme.is_some());
        }
    }

    #[test]
    fn a_mistake_leaves_the_other_roles_in_force() {
        let (theme, found) = users(&[("t", "[roles]\nx = 1\ndim = { fg = \"red\", y = 1 }\n")]);
        assert_eq!((found.len(), theme.unwrap().style(Dim).fg), (2, Some(Colour::Indexed(1))));
    }

    #[test]
    fn a_broken_theme_is_left_out() {
        let (theme, found) = users(&[("t", "[roles\n")]);
        assert_eq!((theme, found.len()), (None, 1));
    }
}
