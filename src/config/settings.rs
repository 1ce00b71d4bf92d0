//! The settings of `config/default.toml`.

use std::path::PathBuf;

/// Every setting, resolved; the defaults are those of `config/default.toml`, nowhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Folders and files of the library; empty for the default place.
    pub library: Vec<PathBuf>,
    /// A theme's name, or `auto`.
    pub theme: String,
    /// When to use colour.
    pub color: ColorChoice,
    /// Whether box and block characters are replaced by ASCII.
    pub ascii: bool,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The key preset: `default` or `newsboat`.
    pub keys: String,
    /// What concerns the reader's page.
    pub reader: ReaderSettings,
    /// What concerns the list.
    pub list: ListSettings,
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
    pub group: crate::library::order::Group,
    /// How it is sorted at the start.
    pub sort: crate::library::order::Sort,
    /// Whether the preview is shown where the terminal is wide.
    pub preview: bool,
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
