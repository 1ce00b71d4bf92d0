//! Settings, keys and themes: defaults compiled in from `config/`, the user's files laid over them key by key.
//!
//! A mistake in a file is told with its place and leaves the rest of the file in force; nothing is silently defaulted.

pub mod action;
pub mod diagnostic;
mod document;
pub mod footer;
pub mod keys;
pub(crate) mod nearest;
pub mod settings;
mod show;
mod synonyms;
pub mod theme;

use std::io::Read as _;
use std::path::{Path, PathBuf};

pub use diagnostic::{Diagnostic, Level};
use document::Document;
use keys::KeyTable;
use keys::layout::Layout;
use settings::file::{Origin, Reading, Value, Values};
use settings::{ColorChoice, Settings};
pub use show::render;
use theme::Theme;
use theme::file::Shelf;

/// Bytes that a configuration file may have; what is larger is something else.
const MOST_BYTES: u64 = 1 << 20;

/// Everything configurable, resolved.
#[derive(Clone, Debug)]
pub struct Config {
    /// The settings of `config/default.toml`.
    pub settings: Settings,
    /// The key table.
    pub keys: KeyTable,
    /// The theme by name, as in the settings; for `auto` the one for dark backgrounds, until
    /// [`Config::with_background`] is told otherwise by the binary, which asks the terminal.
    pub theme: Theme,
    /// The theme that `auto` stands for on a light background, where the settings say `auto`.
    light: Option<Theme>,
    /// The values of the settings with their origins.
    values: Values,
}

/// Where configuration is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The configuration folder.
    pub config_dir: Option<PathBuf>,
    /// The file that was named instead of `config.toml`; `keys.toml` and `themes` are then looked for beside it.
    pub config_file: Option<PathBuf>,
    /// What `~/` stands for in the file's paths.
    pub home: Option<PathBuf>,
}

/// What the command line and the environment say instead of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The theme.
    pub theme: Option<String>,
    /// When to use colour.
    pub color: Option<ColorChoice>,
    /// Whether box and block characters are replaced by ASCII.
    pub ascii: bool,
    /// Whether the network is forbidden.
    pub offline: bool,
    /// Folders and files of the library; empty for those of the settings.
    pub library: Vec<PathBuf>,
}

impl Places {
    /// Returns the folder of `config.toml`, `keys.toml` and `themes`.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.config_file.as_deref().and_then(Path::parent).or(self.config_dir.as_deref())
    }

    /// Returns the settings file, which need not exist.
    #[must_use]
    pub fn settings_file(&self) -> Option<PathBuf> {
        self.config_file.clone().or_else(|| Some(self.config_dir.as_deref()?.join("config.toml")))
    }

    /// Returns the key file, which need not exist.
    #[must_use]
    pub fn keys_file(&self) -> Option<PathBuf> {
        Some(self.folder()?.join("keys.toml"))
    }

    /// Returns the folder of the user's themes, which need not exist.
    #[must_use]
    pub fn themes_folder(&self) -> Option<PathBuf> {
        Some(self.folder()?.join("themes"))
    }
}

/// Reads the configuration, and returns with it every mistake that was found.
#[must_use]
pub fn load(places: &Places, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let values = load_values(places, overrides, &mut found);
    let settings = Settings::from(&values);
    let mut keys = load_keys(places, &settings.keys, &mut found);
    keys.lay_out(Layout::named(&settings.layout));
    let folder = places.themes_folder();
    let shelf = Shelf { folder: folder.as_deref() };
    let auto = settings.theme == "auto";
    let theme = load_theme(shelf, &values, if auto { "theme-dark" } else { "theme" }, "dark", &mut found);
    let light = auto.then(|| load_theme(shelf, &values, "theme-light", "light", &mut found));
    (Config { settings, keys, theme, light, values }, found)
}

/// Returns the configuration without any file of the user's.
#[must_use]
pub fn defaults() -> Config {
    load(&Places::default(), &Overrides::default()).0
}

impl Config {
    /// Tells whether the theme depends on the terminal's background: [`Config::with_background`] wants to be told.
    #[must_use]
    pub const fn asks_for_background(&self) -> bool {
        self.light.is_some()
    }

    /// Chooses what the theme `auto` stands for; an unknown background counts as dark.
    #[must_use]
    pub fn with_background(mut self, light: Option<bool>) -> Self {
        if let Some(theme) = self.light.take()
            && light == Some(true)
        {
            self.theme = theme;
        }
        self
    }
}

/// Reads the settings: the defaults, the user's file, the command line.
fn load_values(places: &Places, overrides: &Overrides, found: &mut Vec<Diagnostic>) -> Values {
    let home = places.home.as_deref();
    let mut values = Values::default();
    let document = Document { path: Path::new("config/default.toml"), text: settings::file::DEFAULT };
    let own = values.lay_over(Reading { document, home, default: true });
    debug_assert!(own.is_empty(), "{own:?}");
    match (places.settings_file(), places.config_file.is_some()) {
        (Some(path), named) if named || is_there(&path) => {
            if let Some(text) = read_named(&path, named, found) {
                let document = Document { path: &path, text: &text };
                found.extend(values.lay_over(Reading { document, home, default: false }));
            }
        }
        _ => {}
    }
    override_values(&mut values, overrides);
    values
}

/// Lays the command line over the settings.
fn override_values(values: &mut Values, overrides: &Overrides) {
    let mut set = |name, value| values.set(name, value, Origin::CommandLine);
    if let Some(theme) = &overrides.theme {
        set("theme", Value::Name(theme.clone()));
    }
    if let Some(color) = overrides.color {
        let name = settings::COLORS.iter().find(|(_, choice)| *choice == color).map_or("auto", |(name, _)| name);
        set("color", Value::Name(name.to_owned()));
    }
    if overrides.ascii {
        set("ascii", Value::Switch(true));
    }
    if overrides.offline {
        set("network", Value::Switch(false));
    }
    if !overrides.library.is_empty() {
        set("library", Value::Paths(overrides.library.clone()));
    }
}

/// Reads the key table: the default one, the preset, the user's file.
fn load_keys(places: &Places, preset: &str, found: &mut Vec<Diagnostic>) -> KeyTable {
    let mut table = KeyTable::default();
    let newsboat = (preset == "newsboat").then_some(("config/keys-newsboat.toml", keys::file::NEWSBOAT));
    for (path, text) in [("config/keys.toml", keys::file::DEFAULT)].into_iter().chain(newsboat) {
        let own = keys::file::lay_over(&mut table, Document { path: Path::new(path), text });
        debug_assert!(own.is_empty(), "{own:?}");
    }
    let path = places.keys_file().filter(|path| is_there(path));
    if let Some((path, text)) = path.and_then(|path| Some((path.clone(), read_file(&path, found)?))) {
        found.extend(keys::file::lay_over(&mut table, Document { path: &path, text: &text }));
    }
    table
}

/// Reads the theme that the setting `name` names; `instead` is in force where there is none.
fn load_theme(shelf: Shelf<'_>, values: &Values, name: &str, instead: &str, found: &mut Vec<Diagnostic>) -> Theme {
    let Some((Value::Name(theme), origin)) = values.get(name) else { return shelf.built_in(instead) };
    let before = found.len();
    if let Some(theme) = shelf.theme(theme, found) {
        return theme;
    }
    if found.len() == before {
        let names = shelf.names();
        let auto = (name == "theme").then_some("auto");
        let hint = nearest::hint("the themes are", theme, names.iter().map(String::as_str).chain(auto));
        found.push(no_theme(theme, origin, hint));
    }
    shelf.built_in(instead)
}

/// Words a theme that does not exist, at the place that names it.
fn no_theme(theme: &str, origin: &Origin, hint: String) -> Diagnostic {
    let what = format!("there is no theme `{theme}`");
    match origin {
        Origin::File(path, line, column) => {
            let level = Level::Warning;
            Diagnostic { level, path: path.clone(), line: *line, column: *column, what, hint: Some(hint) }
        }
        _ => Diagnostic::whole(Level::Error, "--theme", what, Some(hint)),
    }
}

/// Says whether something stands at `path`, a file or not: what is there and cannot be used shall be told.
fn is_there(path: &Path) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    !std::fs::symlink_metadata(path).is_err_and(|error| matches!(error.kind(), NotFound | NotADirectory))
}

/// Reads a configuration file; what cannot be read is told.
fn read_file(path: &Path, found: &mut Vec<Diagnostic>) -> Option<String> {
    read_named(path, false, found)
}

/// Reads a configuration file, which must be there if it was `named` on the command line.
fn read_named(path: &Path, named: bool, found: &mut Vec<Diagnostic>) -> Option<String> {
    let level = if named { Level::Error } else { Level::Warning };
    // A pipe that was named is meant, as in `--config <(…)`; one that merely lies there would be waited for.
    let usable = named || std::fs::metadata(path).map_or(true, |found| found.is_file());
    let read = if usable { read_bounded(path) } else { Err(std::io::Error::other("not a regular file")) };
    let read = read.map_err(|error| format!("cannot be read: {error}"));
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}")));
    text.map_err(|what| found.push(Diagnostic::whole(level, path, what, None))).ok()
}

/// Reads a file that is no larger than a configuration can sensibly be; a device may have no end.
fn read_bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let why = format!("larger than {} MiB, which no configuration is", MOST_BYTES >> 20);
        return Err(std::io::Error::other(why));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use proptest::prelude::*;

    use super::action::{Action, Context};
    use super::*;

    /// A configuration folder with some files in it.
    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let places = Places { config_dir: Some(folder.path().to_owned()), ..Places::default() };
        (folder, places)
    }

    fn told(found: &[Diagnostic], folder: &tempfile::TempDir) -> Vec<String> {
        let place = format!("{}/", folder.path().display());
        found.iter().map(|mistake| mistake.to_string().replace(&place, "")).collect()
    }

    #[test]
    fn the_compiled_in_files_have_no_mistake() {
        let (config, found) = load(&Places::default(), &Overrides::default());
        assert_eq!(found, []);
        assert_eq!((config.settings.theme.as_str(), config.theme.name.as_str()), ("auto", "dark"));
    }

    #[test]
    fn the_users_files_are_laid_over_key_by_key() {
        let (_folder, places) = folder(&[
            ("config.toml", "theme = \"mine\"\n[reader]\nmeasure = 72\n"),
            ("keys.toml", "[library]\n\"x\" = \"open\"\n"),
            ("themes/mine.toml", "inherits = \"nocturne\"\n[roles]\naccent = \"red\"\n"),
        ]);
        let (config, found) = load(&places, &Overrides::default());
        assert_eq!(found, []);
        assert_eq!((config.settings.reader.measure, config.settings.reader.scroll_margin), (72, 3));
        assert_eq!(config.theme.style(theme::Role::Accent).fg, Some(theme::Colour::Indexed(1)));
        assert_eq!(config.theme.style(theme::Role::Dim), defaults_theme("nocturne").style(theme::Role::Dim));
        assert_eq!(config.keys.shown(&[Context::Library], Action::Open).as_deref(), Some("Enter"));
        assert!(config.keys.all_shown(&[Context::Library], Action::Open).any(|keys| keys == "x"));
    }

    fn defaults_theme(name: &str) -> Theme {
        Shelf { folder: None }.built_in(name)
    }

    #[test]
    fn the_command_line_comes_last() {
        let (_folder, places) = folder(&[("config.toml", "theme = \"light\"\ncolor = \"never\"\nlibrary = [\"a\"]\n")]);
        let overrides = Overrides {
            theme: Some("broadsheet".into()),
            color: Some(ColorChoice::Always),
            ascii: true,
            offline: true,
            library: vec!["b".into()],
        };
        let (config, found) = load(&places, &overrides);
        assert_eq!(found, []);
        assert!(!config.settings.network);
        assert_eq!(config.theme.name, "broadsheet");
        assert_eq!((config.settings.color, config.settings.ascii), (ColorChoice::Always, true));
        assert_eq!(config.settings.library, [PathBuf::from("b")]);
    }

    #[test]
    fn auto_waits_for_the_background() {
        let (_folder, places) = folder(&[("config.toml", "theme-light = \"broadsheet\"\n")]);
        let config = load(&places, &Overrides::default()).0;
        assert!(config.asks_for_background());
        assert_eq!(config.clone().with_background(None).theme.name, "dark");
        assert_eq!(config.clone().with_background(Some(false)).theme.name, "dark");
        assert_eq!(config.with_background(Some(true)).theme.name, "broadsheet");
        let named = Overrides { theme: Some("nocturne".into()), ..Overrides::default() };
        let config = load(&places, &named).0;
        assert!(!config.asks_for_background());
        assert_eq!(config.with_background(Some(true)).theme.name, "nocturne");
    }

    #[test]
    fn a_missing_default_file_is_nothing_and_a_missing_named_one_an_error() {
        let (folder, mut places) = folder(&[]);
        assert_eq!(load(&places, &Overrides::default()).1, []);
        places.config_file = Some(folder.path().join("none.toml"));
        let found = load(&places, &Overrides::default()).1;
        assert_eq!(found.iter().map(|mistake| mistake.level).collect::<Vec<_>>(), [Level::Error]);
        assert!(told(&found, &folder).concat().starts_with("none.toml: cannot be read: "), "{found:?}");
    }

    #[test]
    fn what_stands_in_the_place_of_a_file_and_is_none_is_told() {
        let (folder, places) = folder(&[]);
        std::fs::create_dir(folder.path().join("config.toml")).unwrap();
        std::fs::create_dir(folder.path().join("keys.toml")).unwrap();
        let (_, found) = load(&places, &Overrides::default());
        let told = told(&found, &folder);
        assert_eq!(
            told,
            ["config.toml: cannot be read: not a regular file", "keys.toml: cannot be read: not a regular file"]
        );
    }

    #[test]
    fn a_file_too_large_for_a_configuration_is_told_and_not_read() {
        let (folder, places) = folder(&[("keys.toml", &"#".repeat(MOST_BYTES as usize + 1))]);
        let (_, found) = load(&places, &Overrides::default());
        assert_eq!(told(&found, &folder), ["keys.toml: cannot be read: larger than 1 MiB, which no configuration is"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_named_file_without_an_end_is_an_error() {
        let (_folder, mut places) = folder(&[]);
        places.config_file = Some("/dev/zero".into());
        let (_, found) = load(&places, &Overrides::default());
        assert!(
            found.iter().any(|mistake| mistake.level == Level::Error && mistake.what.contains("1 MiB")),
            "{found:?}"
        );
    }

    #[test]
    fn keys_and_themes_lie_beside_the_named_file() {
        let (folder, mut places) = folder(&[
            ("keys.toml", "[library]\n\"x\" = \"opne\"\n"),
            ("other/mine.toml", "theme = \"t\"\n"),
            ("other/themes/t.toml", ""),
        ]);
        places.config_file = Some(folder.path().join("other/mine.toml"));
        let (config, found) = load(&places, &Overrides::default());
        assert_eq!((config.theme.name.as_str(), found.as_slice()), ("t", &[] as &[Diagnostic]));
    }

    #[test]
    fn an_unknown_theme_is_told_where_it_is_named() {
        let (folder, places) =
            folder(&[("config.toml", "ascii = true\ntheme = \"broadshet\"\n"), ("themes/b.toml", "")]);
        let (config, found) = load(&places, &Overrides::default());
        assert_eq!(told(&found, &folder), ["config.toml:2:9: there is no theme `broadshet`"]);
        let hint = found[0].hint.clone().unwrap();
        assert!(hint.starts_with("did you mean `broadsheet`? the themes are: b, dark, "), "{hint}");
        assert_eq!(config.theme.name, "dark");
        let overrides = Overrides { theme: Some("../x".into()), ..Overrides::default() };
        let found = load(&places, &overrides).1;
        assert_eq!(
            (found[0].level, found[0].to_string().as_str()),
            (Level::Error, "--theme: there is no theme `../x`")
        );
    }

    #[test]
    fn broken_toml_leaves_that_file_out_and_no_other() {
        let (folder, places) = folder(&[
            ("config.toml", "ascii = true\ntheme = = \"light\"\n"),
            ("keys.toml", "[library]\n\"x\" = \"open\"\n"),
        ]);
        let (config, found) = load(&places, &Overrides::default());
        assert_eq!(found.len(), 1);
        assert!(told(&found, &folder).concat().starts_with("config.toml:2:"), "{found:?}");
        assert!(!config.settings.ascii);
        assert!(config.keys.all_shown(&[Context::Library], Action::Open).any(|keys| keys == "x"));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told() {
        let (folder, places) = folder(&[]);
        std::fs::write(folder.path().join("keys.toml"), b"\xff\xfe").unwrap();
        assert!(told(&load(&places, &Overrides::default()).1, &folder).concat().starts_with("keys.toml: not UTF-8"));
    }

    /// Files of pieces that mean something, in any order.
    fn any_file() -> impl Strategy<Value = String> {
        const PIECES: &[&str] = &[
            "\n",
            " = ",
            "[reader]",
            "[roles]",
            "[palette]",
            "[library]",
            "measure",
            "theme",
            "dim",
            "light",
            "inherits",
            "\"g g\"",
            "\"top\"",
            "\"\u{e9}\"",
            "{ fg = \"red\" }",
            "{",
            "}",
            "[",
            "]",
            "-5",
            "66",
            "1.5",
            "true",
            "\"mine\"",
            "2026-03-07",
            ".",
            ",",
            "#",
            "\"\"\"",
            "\t",
            "\r\n",
            "\u{feff}",
            "\u{1b}",
        ];
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_files_are_read_or_told(settings in any_file(), keys in any_file(), theme in any_file()) {
            let files = [("config.toml", settings), ("keys.toml", keys), ("themes/mine.toml", theme)];
            let (_folder, places) = folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
            let overrides = Overrides { theme: Some("mine".into()), ..Overrides::default() };
            let (config, found) = load(&places, &overrides);
            prop_assert!(!render(&config).is_empty());
            for mistake in found.iter().filter(|mistake| mistake.line > 0) {
                let text = files.iter().find(|(name, _)| mistake.path.ends_with(name)).map(|(_, text)| text).unwrap();
                prop_assert!(mistake.line <= text.matches('\n').count() + 1);
                prop_assert!(!mistake.to_string().contains('\n'), "{mistake}");
            }
        }
    }
}
