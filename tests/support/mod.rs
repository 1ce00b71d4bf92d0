//! Drives the state machine without a terminal: keys in, screens out, effects carried out at once.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests; not every test uses every one"
)]

pub mod sound;
mod state;
mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diptych::app::geometry::Size;
use diptych::app::message::Decided;
use diptych::app::message::{Effect, Msg, Roots};
use diptych::app::{App, Start};
use diptych::config::keys::Key;
use diptych::config::theme::{Colour, Role, RoleStyle, Theme};
use diptych::config::{self, Config};
use diptych::library::identity::Identities;
use diptych::library::{Limits, Origin};
use diptych::notes::draft::Draft;
use diptych::notes::{Note, NoteId};
use diptych::ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use tempfile::TempDir;

/// The program with a world that answers at once, or when it is told to.
pub struct Harness {
    pub app: App,
    /// Effects that reach outside, in order: saved states, copies, opened addresses, quitting.
    pub outside: Vec<Effect>,
    /// The last question for the stories.
    pub asked_for_stories: Option<diptych::app::message::RequestId>,
    /// The last question for what is nearest to an article.
    pub asked_for_near: Option<diptych::app::message::RequestId>,
    /// The folders of the library; none for an empty one.
    pub roots: Vec<PathBuf>,
    /// The identities that were kept.
    pub identities: Identities,
    /// Decisions that were saved, in order.
    pub decided: Vec<Decided>,
    /// The saved views as they lie on disk.
    pub views: Vec<diptych::library::views::View>,
    /// What was set about articles, in order.
    pub edited: Vec<diptych::library::editing::Edits>,
    /// The notes as they lie on disk, by their id.
    pub notes: BTreeMap<NoteId, Note>,
    /// Drafts as they lie on disk.
    pub drafts: BTreeMap<NoteId, Draft>,
    /// Why no note can be saved, where none can.
    pub failing: Option<String>,
    /// Questions that wait for an answer, in order, since [`Harness::hold`].
    pub held: Vec<Effect>,
    /// The list of feeds.
    pub feeds: diptych::app::core::feeds::FeedList,
    holding: bool,
    folder: Option<TempDir>,
}

impl Harness {
    pub fn new(start: Start, width: usize, height: usize) -> Self {
        Self::with(start, width, height, config(), Vec::new())
    }

    pub fn with(start: Start, width: usize, height: usize, config: Config, roots: Vec<PathBuf>) -> Self {
        let (mut app, effects) = App::new(Arc::new(config), start, Size { width, height });
        app.lies_in = vec![PathBuf::from("/home/reader/.local/share/diptych/articles")];
        let mut harness = Self {
            app,
            outside: Vec::new(),
            asked_for_stories: None,
            asked_for_near: None,
            roots,
            held: Vec::new(),
            notes: BTreeMap::new(),
            drafts: BTreeMap::new(),
            failing: None,
            identities: Identities::default(),
            decided: Vec::new(),
            views: Vec::new(),
            edited: Vec::new(),
            feeds: diptych::app::core::feeds::FeedList::default(),
            holding: false,
            folder: None,
        };
        harness.perform(effects);
        harness
    }

    pub fn samples(width: usize, height: usize) -> Self {
        Self::new(Start::Library(Roots::Samples), width, height)
    }

    /// Opens a library of files, each a path and what it holds.
    pub fn library(files: &[(&str, &str)], width: usize, height: usize) -> Self {
        let folder = TempDir::new().unwrap();
        write(folder.path(), files);
        let roots = vec![folder.path().to_path_buf()];
        let harness = Self::with(Start::Library(Roots::Own), width, height, config(), roots);
        Self { folder: Some(folder), ..harness }
    }

    /// Opens one text, as `diptych FILE` does.
    pub fn reading(text: &str, width: usize, height: usize) -> Self {
        let folder = TempDir::new().unwrap();
        write(folder.path(), &[("article.md", text)]);
        let harness = Self::new(Start::Read(Origin::File(folder.path().join("article.md"))), width, height);
        Self { folder: Some(folder), ..harness }
    }

    /// Opens two texts side by side, as `diptych LEFT RIGHT` does.
    pub fn comparing(left: &str, right: &str, width: usize, height: usize) -> Self {
        let folder = TempDir::new().unwrap();
        write(folder.path(), &[("left.md", left), ("right.md", right)]);
        let origin = |name| Origin::File(folder.path().join(name));
        let harness = Self::new(Start::Compare(origin("left.md"), origin("right.md")), width, height);
        Self { folder: Some(folder), ..harness }
    }

    /// Returns the path of a file of [`Harness::library`] and its like.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.as_ref().unwrap().path().join(name)
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.perform(effects);
    }

    /// Presses keys written as in the key file: `g g`, `Ctrl-d`, `Enter`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap_or_else(|_| panic!("no such key: {key}"));
            self.send(Msg::Key(key));
        }
        self
    }

    /// Presses keys with a count before them.
    pub fn times(&mut self, count: usize, keys: &str) -> &mut Self {
        let digits: Vec<String> = count.to_string().chars().map(String::from).collect();
        self.keys(&digits.join(" ")).keys(keys)
    }

    /// Types text as it is.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let name = if c == ' ' { "Space".to_owned() } else { c.to_string() };
            self.keys(&name);
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    pub fn resize(&mut self, width: usize, height: usize) -> &mut Self {
        self.send(Msg::Resize(Size { width, height }));
        self
    }

    /// Draws the screen.
    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width as u16, height as u16));
        ui::render_buffer(&self.app, &mut buffer);
        buffer
    }

    /// Returns the screen's text, a line a row, without trailing white space.
    pub fn text(&self) -> String {
        grid(&self.buffer(), |cell| cell.symbol().to_owned())
    }

    /// Returns the screen's roles, a letter a cell.
    pub fn roles(&self) -> String {
        grid(&self.buffer(), |cell| match cell.fg {
            Color::Indexed(index) => Role::ALL.get(usize::from(index)).map_or('?', |role| role.letter()).to_string(),
            _ => "?".to_owned(),
        })
    }

    /// Returns text and roles, for snapshots.
    pub fn picture(&self) -> String {
        let roles: Vec<String> = self.roles().lines().map(|row| row.replace('.', " ").trim_end().to_owned()).collect();
        format!("{}\n{}\n{}", self.text(), "=".repeat(20), roles.join("\n"))
    }

    pub fn quits(&self) -> bool {
        self.outside.iter().any(|effect| matches!(effect, Effect::Quit))
    }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

fn grid(buffer: &Buffer, show: impl Fn(&ratatui::buffer::Cell) -> String) -> String {
    let area = buffer.area;
    let row = |y| {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let cell = buffer.cell((x, y)).unwrap();
            skip = diptych::text::cells::width(cell.symbol()).saturating_sub(1);
            line.push_str(&show(cell));
        }
        line.trim_end().to_owned()
    };
    (0..area.height).map(row).collect::<Vec<_>>().join("\n")
}

pub fn limits() -> Limits {
    let store = config::defaults().settings.store;
    Limits { max_file_bytes: store.max_file_bytes, max_depth: store.max_depth }
}

/// The default configuration with a theme in which every role can be told from the colour of a cell.
pub fn config() -> Config {
    let mut config = config::defaults();
    let style = |index: usize| RoleStyle { fg: Some(Colour::Indexed(index as u8)), ..RoleStyle::default() };
    config.theme = Theme { name: "probe".to_owned(), light: false, styles: (0..Role::ALL.len()).map(style).collect() };
    config
}

/// Returns the folder of shared material, or none (saying so) where it is absent.
pub fn shared() -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}
