//! Drives the state machine without a terminal: keys in, screens out, effects carried out at once.

#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "helpers of tests; not every test uses every one")]

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use diptych::app::geometry::Size;
use diptych::app::message::{Effect, Msg, Roots};
use diptych::app::{App, Start};
use diptych::compare;
use diptych::config::keys::Key;
use diptych::config::theme::{Colour, Role, RoleStyle, Theme};
use diptych::config::{self, Config};
use diptych::library::identity::Identities;
use diptych::library::scan::{Found, Limits, scan};
use diptych::library::{Origin, samples, search, store};
use diptych::text::find;
use diptych::ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

/// The program with a world that answers at once.
pub struct Harness {
    pub app: App,
    /// Effects that reach outside, in order: saved states, copies, opened addresses, quitting.
    pub outside: Vec<Effect>,
    /// The folders of the library; none for an empty one.
    pub roots: Vec<PathBuf>,
}

impl Harness {
    pub fn new(start: Start, width: usize, height: usize) -> Self {
        Self::with(start, width, height, config(), Vec::new())
    }

    pub fn with(start: Start, width: usize, height: usize, config: Config, roots: Vec<PathBuf>) -> Self {
        let (app, effects) = App::new(Arc::new(config), start, Size { width, height });
        let mut harness = Self { app, outside: Vec::new(), roots };
        harness.perform(effects);
        harness
    }

    pub fn samples(width: usize, height: usize) -> Self {
        Self::new(Start::Library(Roots::Samples), width, height)
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

    /// Types text as it is.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let name = if c == ' ' { "Space".to_owned() } else { c.to_string() };
            self.keys(&name);
        }
        self
    }

    pub fn resize(&mut self, width: usize, height: usize) -> &mut Self {
        self.send(Msg::Resize(Size { width, height }));
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            for msg in self.answers(effect) {
                queue.extend(self.app.update(msg));
            }
        }
    }

    fn answers(&mut self, effect: Effect) -> Vec<Msg> {
        let limits = limits();
        let identities = Identities::default();
        let never = AtomicBool::new(false);
        match effect {
            Effect::Scan(id, Roots::Samples) => {
                let entry = |(path, text): &(&'static str, &'static str)| {
                    let origin = Origin::Sample(path);
                    Found::Article(Box::new(store::from_bytes(&origin, text.as_bytes(), &identities).unwrap().entry))
                };
                vec![Msg::Scanned(id, samples::samples().iter().map(entry).collect()), Msg::ScanDone(id)]
            }
            Effect::Scan(id, Roots::Own) => {
                let found = std::sync::Mutex::new(Vec::new());
                let keep = |batch| {
                    found.lock().unwrap().push(batch);
                    true
                };
                scan(&self.roots, &limits, &identities, &keep);
                let mut found: Vec<Found> = found.into_inner().unwrap().into_iter().flatten().collect();
                found.sort_by_key(|found| match found {
                    Found::Article(entry) => format!("{:?}", entry.origin),
                    Found::Problem(problem) => format!("{:?}", problem.path),
                });
                vec![Msg::Scanned(id, found), Msg::ScanDone(id)]
            }
            Effect::Load(id, origin) => {
                let loaded = store::load(&origin, &limits, &identities).map(Box::new).map_err(|why| why.to_string());
                vec![Msg::Loaded(id, loaded)]
            }
            Effect::Compare(id, left, right) => {
                vec![Msg::Compared(id, compare::compare(&left, &right, &never).map(Box::new))]
            }
            Effect::SearchLibrary(id, entries, query) => {
                let mut hits = Vec::new();
                search::search(&entries, &query, &limits, &never, &mut |batch| hits.extend(batch));
                vec![Msg::LibraryHits(id, hits), Msg::LibrarySearchDone(id)]
            }
            Effect::SearchText(id, article, query) => vec![Msg::TextHits(id, find::find_all(&article.text, &query, 10_000))],
            other => {
                self.outside.push(other);
                Vec::new()
            }
        }
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
        format!("{}\n{}\n{}", self.text(), "=".repeat(20), self.roles().replace('.', " "))
    }

    pub fn quits(&self) -> bool {
        self.outside.iter().any(|effect| matches!(effect, Effect::Quit))
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
