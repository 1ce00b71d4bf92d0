//! The settings of `config/default.toml`.

pub(super) mod file;
mod hyperlinks;
pub mod labels;

use std::path::PathBuf;

use crate::library::order::{Group, Sort};
use file::{Value, Values};
use labels::Label;

/// Every setting, resolved; the defaults are those of `config/default.toml`, nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Folders and files of the library; empty for the default place.
    pub library: Vec<PathBuf>,
    /// A theme's name, or `auto`.
    pub theme: String,
    /// The theme that `auto` stands for on a dark background.
    pub theme_dark: String,
    /// The theme that `auto` stands for on a light background.
    pub theme_light: String,
    /// When to use colour.
    pub color: ColorChoice,
    /// Whether box and block characters are replaced by ASCII.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the network may be used.
    pub network: bool,
    /// An address by which a site may reach the reader; empty for none.
    pub contact: String,
    /// Whether the terminal follows links itself (OSC 8).
    pub hyperlinks: HyperlinkChoice,
    /// The key preset: `default` or `newsboat`.
    pub keys: String,
    /// The keyboard's layout: `latin`, or one of `config/layouts.txt`.
    pub layout: String,
    /// The labels of notes, in the order in which they are offered.
    pub labels: Vec<Label>,
    /// What concerns the reader's page.
    pub reader: ReaderSettings,
    /// What concerns the list.
    pub list: ListSettings,
    /// What concerns two articles side by side.
    pub compare: CompareSettings,
    /// What concerns loading.
    pub store: StoreSettings,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// As the terminal and `NO_COLOR` say.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// When the terminal is told where links lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HyperlinkChoice {
    /// Where the terminal is known to follow them.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What concerns the reader's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderSettings {
    /// Columns of the text, 20 to 200.
    pub measure: usize,
    /// Words a minute, for reading times.
    pub words_per_minute: usize,
    /// Rows kept between the cursor and the edge of the screen.
    pub scroll_margin: usize,
}

/// What concerns the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSettings {
    /// How it is grouped at the start.
    pub group: Group,
    /// How it is sorted at the start.
    pub sort: Sort,
    /// Whether the preview is shown where the terminal is wide.
    pub preview: bool,
}

/// What concerns two articles side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareSettings {
    /// Columns of the screen from which both are shown.
    pub min_width: usize,
    /// Whether both sides scroll together at the start.
    pub lock: bool,
}

/// What concerns loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreSettings {
    /// The largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// How deep folders are followed.
    pub max_depth: usize,
    /// Whether changes on disk are watched for.
    pub watch: bool,
}

/// The names of [`ColorChoice`].
pub const COLORS: &[(&str, ColorChoice)] =
    &[("auto", ColorChoice::Auto), ("always", ColorChoice::Always), ("never", ColorChoice::Never)];

/// The names of [`HyperlinkChoice`].
pub const HYPERLINKS: &[(&str, HyperlinkChoice)] =
    &[("auto", HyperlinkChoice::Auto), ("always", HyperlinkChoice::Always), ("never", HyperlinkChoice::Never)];

/// The names of [`Group`].
pub const GROUPS: &[(&str, Group)] = &[
    ("story", Group::Story),
    ("source", Group::Source),
    ("date", Group::Date),
    ("state", Group::State),
    ("none", Group::None),
];

/// The names of [`Sort`].
pub const SORTS: &[(&str, Sort)] = &[
    ("date", Sort::Date),
    ("source", Sort::Source),
    ("title", Sort::Title),
    ("length", Sort::Length),
    ("state", Sort::State),
];

/// Returns the names of a table of names.
fn names_of<T>(table: &'static [(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(name, _)| *name).collect()
}

/// Makes the settings of values that hold every field, each of its kind.
impl From<&Values> for Settings {
    fn from(values: &Values) -> Self {
        Self {
            library: values.paths("library"),
            theme: values.name("theme").to_owned(),
            theme_dark: values.name("theme-dark").to_owned(),
            theme_light: values.name("theme-light").to_owned(),
            color: values.choice("color", COLORS),
            ascii: values.switch("ascii"),
            mouse: values.switch("mouse"),
            network: values.switch("network"),
            contact: values.name("contact").trim().to_owned(),
            hyperlinks: values.choice("hyperlinks", HYPERLINKS),
            keys: values.name("keys").to_owned(),
            layout: values.name("layout").to_owned(),
            labels: values.labels("labels"),
            reader: ReaderSettings {
                measure: values.size("reader.measure"),
                words_per_minute: values.size("reader.words-per-minute"),
                scroll_margin: values.size("reader.scroll-margin"),
            },
            list: ListSettings {
                group: values.choice("list.group", GROUPS),
                sort: values.choice("list.sort", SORTS),
                preview: values.switch("list.preview"),
            },
            compare: CompareSettings {
                min_width: values.size("compare.min-width"),
                lock: values.switch("compare.lock"),
            },
            store: StoreSettings {
                max_file_bytes: values.number("store.max-file-bytes"),
                max_depth: values.size("store.max-depth"),
                watch: values.switch("store.watch"),
            },
        }
    }
}

/// The kind of every value is checked when it is read, and the compiled-in file has them all (a test checks it).
const CHECKED: &str = "every setting is in config/default.toml, of its kind";

impl Values {
    fn switch(&self, name: &str) -> bool {
        let value = self.get(name).and_then(|(value, _)| if let Value::Switch(on) = value { Some(*on) } else { None });
        value.expect(CHECKED)
    }

    fn number(&self, name: &str) -> u64 {
        let value = self.get(name).and_then(|(value, _)| if let Value::Number(n) = value { Some(*n) } else { None });
        value.expect(CHECKED)
    }

    fn size(&self, name: &str) -> usize {
        usize::try_from(self.number(name)).unwrap_or(usize::MAX)
    }

    fn name(&self, name: &str) -> &str {
        let value = self.get(name).and_then(|(value, _)| if let Value::Name(n) = value { Some(n) } else { None });
        value.expect(CHECKED)
    }

    fn paths(&self, name: &str) -> Vec<PathBuf> {
        let value = self.get(name).and_then(|(value, _)| if let Value::Paths(p) = value { Some(p) } else { None });
        value.expect(CHECKED).clone()
    }

    fn labels(&self, name: &str) -> Vec<Label> {
        let value = self.get(name).and_then(|(value, _)| if let Value::Labels(l) = value { Some(l) } else { None });
        value.expect(CHECKED).clone()
    }

    fn choice<T: Copy>(&self, name: &str, table: &[(&str, T)]) -> T {
        let chosen = self.name(name);
        table.iter().find(|(known, _)| *known == chosen).map(|(_, value)| *value).expect(CHECKED)
    }
}
