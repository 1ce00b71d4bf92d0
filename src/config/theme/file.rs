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
pub(in crate::config) const BUILT_IN: &[(&str, &str)] = &[
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
        let text = crate::config::read_file(&path, found)?;
        let document = Document { path: &path, text: &text };
        let table = document.table().map_err(|broken| found.push(broken)).ok()?;
        let mut reader = Reader { document, palette: Vec::new(), found };
        let base = match reader.text(&table, "inherits") {
            Some((parent, span)) => self.theme_above(&parent, heirs, reader.found).or_else(|| {
                let names = self.names();
                let hint = nearest::hint("the themes are", &parent, names.iter().map(String::as_str));
                reader.found.push(document.report(span, format!("there is no theme `{parent}` to inherit from"), hint));
                None
            }),
            None => None,
        };
        Some(
            reader.theme(name, &table, |light| {
                base.unwrap_or_else(|| self.built_in(if light { "light" } else { "dark" }))
            }),
        )
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
        theme.name = self.text(table, "name").map_or_else(|| name.to_owned(), |(name, _)| name);
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
