//! What `config show` prints: settings, keys and theme in force, each part a file that reads back to the same.
//!
//! The settings are the lines of `config/default.toml` with the values in force, so that the comments come along.

use std::fmt::Write as _;

use super::Config;
use super::action::Context;
use super::keys::{KeyTable, sequence};
use super::settings::file::{DEFAULT, Values};
use super::theme::file::ATTRIBUTES;
use super::theme::{Role, RoleStyle, Theme};

/// Returns the configuration in force as commented TOML, each setting with its origin.
///
/// The three parts begin with a line of `# ──`; each is a file of its own kind.
#[must_use]
pub fn render(config: &Config) -> String {
    let [settings, keys, theme] = parts(config);
    let heading = |name: &str| format!("# ── {name} ──\n\n");
    [heading("config.toml"), settings, heading("keys.toml"), keys, heading(&theme_file(config)), theme].concat()
}

/// Returns settings, keys and theme.
fn parts(config: &Config) -> [String; 3] {
    [settings(&config.values), keys(&config.keys), theme(&config.theme)]
}

/// Returns the name of the theme's file.
fn theme_file(config: &Config) -> String {
    format!("themes/{}.toml", config.theme.name)
}

/// Writes the settings with their comments and origins.
fn settings(values: &Values) -> String {
    let mut out = String::new();
    let mut table = String::new();
    // The value in force stands on one line, whatever lines the default one takes.
    let continues = |line: &&str| line.starts_with([' ', ']']);
    let lines = DEFAULT.lines().skip_while(|line| line.starts_with('#')).skip_while(|line| line.is_empty());
    for line in lines.filter(|line| !continues(line)) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{name}.");
        }
        let key = line.split_once(" = ").map(|(key, _)| key).filter(|_| !line.starts_with('#'));
        match key.and_then(|key| Some((key, values.get(&format!("{table}{key}"))?))) {
            Some((key, (value, origin))) => push(&mut out, &format!("{key} = {value}"), &origin.to_string()),
            None => push(&mut out, line, ""),
        }
    }
    out + "\n"
}

/// Writes the key table, each key with what it does.
fn keys(table: &KeyTable) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        push(&mut out, &format!("[{}]", context.name()), "");
        for binding in table.bindings().iter().filter(|binding| binding.context == context) {
            let line = format!("{} = \"{}\"", quoted(&sequence(&binding.keys)), binding.action.name());
            push(&mut out, &line, binding.action.description());
        }
        for silenced in table.silenced().iter().filter(|silenced| silenced.context == context) {
            push(&mut out, &format!("{} = \"none\"", quoted(&sequence(&silenced.keys))), "");
        }
        out.push('\n');
    }
    out
}

/// Writes the theme, each role with what it is for.
fn theme(theme: &Theme) -> String {
    let mut out = format!("name = {}\nlight = {}\n\n[roles]\n", quoted(&theme.name), theme.light);
    for role in Role::ALL {
        push(&mut out, &format!("{} = {}", role.name(), style(theme.style(*role))), role.description());
    }
    out
}

/// Writes a style as a theme file has it.
fn style(mut style: RoleStyle) -> String {
    let colour = |(name, colour): (&str, Option<_>)| Some(format!("{name} = \"{}\"", colour?));
    let mut said: Vec<String> = [("fg", style.fg), ("bg", style.bg)].into_iter().filter_map(colour).collect();
    let set = ATTRIBUTES.into_iter().filter(|name| style.attribute(name).is_some_and(|attribute| *attribute));
    said.extend(set.map(|name| format!("{name} = true")));
    if said.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", said.join(", ")) }
}

/// Writes a string as TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Writes a line, and a comment at its end where there is one to make.
fn push(out: &mut String, line: &str, comment: &str) {
    let _ = if comment.is_empty() { writeln!(out, "{line}") } else { writeln!(out, "{line:<40} # {comment}") };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use std::path::Path;

    use super::*;
    use crate::config::document::Document;
    use crate::config::settings::Settings;
    use crate::config::settings::file::{FIELDS, Origin, Reading, Value};
    use crate::config::{Overrides, Places, defaults, keys as key_table, load};

    fn document(text: &str) -> Document<'_> {
        Document { path: Path::new("/shown.toml"), text }
    }

    #[test]
    fn every_setting_is_shown_with_its_origin() {
        let overrides = Overrides { theme: Some("nocturne".into()), ..Overrides::default() };
        let mut config = load(&Places::default(), &overrides).0;
        config.values.set("mouse", Value::Switch(false), Origin::File("/c.toml".into(), 3, 1));
        let [shown, ..] = parts(&config);
        let line = |start: &str| shown.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
        assert!(line("theme = \"nocturne\" ").ends_with("# command line"));
        assert!(line("mouse = false ").ends_with("# /c.toml:3"));
        assert!(line("ascii = false ").ends_with("# default"));
        let origins = shown.lines().filter(|line| !line.starts_with('#') && line.contains(" # ")).count();
        assert_eq!(origins, FIELDS.len());
    }

    #[test]
    fn what_is_shown_reads_back_to_the_same() {
        let config = defaults();
        let [shown_settings, shown_keys, shown_theme] = parts(&config);
        let mut values = Values::default();
        let reading = Reading { document: document(&shown_settings), home: None, default: false };
        assert_eq!(values.lay_over(reading), []);
        assert_eq!(Settings::from(&values), config.settings);
        let mut table = KeyTable::default();
        assert_eq!(key_table::file::lay_over(&mut table, document(&shown_keys)), []);
        assert_eq!(table, config.keys);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("dark.toml"), shown_theme).unwrap();
        let mut found = Vec::new();
        let shelf = crate::config::theme::file::Shelf { folder: Some(folder.path()) };
        assert_eq!((shelf.theme("dark", &mut found).unwrap(), found), (config.theme, Vec::new()));
    }

    #[test]
    fn the_parts_have_headings() {
        let shown = render(&defaults());
        let headings: Vec<_> = shown.lines().filter(|line| line.starts_with("# ──")).collect();
        assert_eq!(headings, ["# ── config.toml ──", "# ── keys.toml ──", "# ── themes/dark.toml ──"]);
    }
}
