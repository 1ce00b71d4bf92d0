//! The program in a pseudo-terminal, with a clock: when which piece of the screen arrived.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// The longest that anything may take before the run is given up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A terminal is quiet when nothing came for so long.
const QUIET: Duration = Duration::from_millis(120);

/// The program, its screen, and the clock that started with it.
pub struct Pty {
    screen: vt100::Parser,
    output: Receiver<(Instant, Vec<u8>)>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    began: Instant,
    /// When the last output came.
    last: Instant,
    _home: TempDir,
}

impl Pty {
    /// Starts the program on `path` in a home of its own, on a terminal of 120 columns and 40 rows.
    pub fn start(path: &Path) -> Self {
        Self::start_on(&[path])
    }

    /// Starts the program on paths: one library or article, or two articles to compare.
    pub fn start_on(paths: &[&Path]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_diptych"));
        for name in ["DIPTYCH_LIBRARY", "NO_COLOR", "COLORTERM", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        for name in ["CONFIG", "DATA", "STATE", "CACHE"] {
            command.env(format!("XDG_{name}_HOME"), home.path().join(name));
        }
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        // The question for light or dark is timed out by this terminal and is no part of the program's own speed.
        command.args(["--theme", "dark"]);
        command.args(paths);
        let pair = native_pty_system().openpty(size(40, 120)).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = blank(40, 120);
        Self { screen, output, master: pair.master, keys, child, began, last: began, _home: home }
    }

    /// Waits until `wanted` holds of the screen's text; returns how long after the start that was drawn.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> Duration {
        while !wanted(&self.screen.screen().contents()) {
            let drawn = self.take(PATIENCE).is_some();
            assert!(drawn, "{what} never came:\n{}", self.screen.screen().contents());
        }
        self.last - self.began
    }

    /// Says whether `wanted` holds of the screen's text now.
    pub fn shows(&self, wanted: impl Fn(&str) -> bool) -> bool {
        wanted(&self.screen.screen().contents())
    }

    fn take(&mut self, patience: Duration) -> Option<Instant> {
        match self.output.recv_timeout(patience) {
            Ok((at, bytes)) => {
                self.screen.process(&bytes);
                self.last = at;
                Some(at)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Waits until nothing more is drawn.
    pub fn settle(&mut self) {
        while self.take(QUIET).is_some() {}
    }

    /// Types `keys` and returns how long it takes until something is drawn; none where nothing is.
    pub fn answer(&mut self, keys: &str) -> Option<Duration> {
        let typed = Instant::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.take(Duration::from_secs(2)).map(|at| at - typed)
    }

    /// Takes what still belongs to the last answer.
    pub fn breathe(&mut self) {
        while self.take(Duration::from_millis(5)).is_some() {}
    }

    /// Gives the terminal a new size and returns how long it takes until something is drawn.
    pub fn resize(&mut self, rows: u16, columns: u16) -> Option<Duration> {
        self.screen = blank(rows, columns);
        let changed = Instant::now();
        self.master.resize(size(rows, columns)).unwrap();
        self.take(Duration::from_secs(2)).map(|at| at - changed)
    }

    /// Returns the most memory that the program has held so far, in KiB; none but on Linux.
    pub fn peak(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn blank(rows: u16, columns: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}
