//! A program in a pseudo-terminal, its screen, and its end.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_diptych");

/// Rows of the terminal.
pub const ROWS: u16 = 24;

/// Columns of the terminal.
pub const COLUMNS: u16 = 80;

/// How long anything may take on a busy machine, before it is taken to hang.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// What has been drawn so far.
struct Drawn {
    parser: vt100::Parser,
    written: Vec<u8>,
    over: bool,
}

/// A program in a pseudo-terminal, with a home of its own.
pub struct Pty {
    drawn: Arc<(Mutex<Drawn>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    keys: Option<Box<dyn Write + Send>>,
    child: Option<Box<dyn Child + Send + Sync>>,
    pid: Pid,
    /// The terminal's settings as they were found.
    pub before: String,
    home: TempDir,
}

impl Pty {
    /// Starts the program with `arguments`.
    pub fn diptych(arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start(command, tempfile::tempdir().unwrap())
    }

    /// Starts the program with a file in its home.
    pub fn diptych_with(path: &str, content: &str, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start(command, home)
    }

    /// Starts the program in a home that was made beforehand.
    #[allow(dead_code, reason = "not every test has something in its home")]
    pub fn diptych_in(home: TempDir, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start(command, home)
    }

    /// Starts a line of shell.
    pub fn shell(line: &str, variables: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        variables.iter().for_each(|(name, value)| command.env(name, value));
        Self::start(command, tempfile::tempdir().unwrap())
    }

    /// Starts an ignored test of this very file.
    pub fn this_test(name: &str) -> Self {
        Self::this_test_in(tempfile::tempdir().unwrap(), name)
    }

    /// Starts an ignored test of this very file in a home that was made beforehand.
    pub fn this_test_in(home: TempDir, name: &str) -> Self {
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args([name, "--exact", "--ignored", "--nocapture"]);
        Self::start(command, home)
    }

    fn start(command: CommandBuilder, home: TempDir) -> Self {
        Self::start_at(command, home, size(ROWS, COLUMNS))
    }

    /// Starts the program in a terminal that says that it is so large; what is drawn is seen as far as it fits the
    /// usual one.
    pub fn diptych_at(rows: u16, columns: u16, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        Self::start_at(command, tempfile::tempdir().unwrap(), size(rows, columns))
    }

    fn start_at(mut command: CommandBuilder, home: TempDir, size: PtySize) -> Self {
        settle(&mut command, &home);
        let pair = native_pty_system().openpty(size).unwrap();
        let before = termios(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        let parser = blank(ROWS, COLUMNS);
        let drawn = Arc::new((Mutex::new(Drawn { parser, written: Vec::new(), over: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let shared = Arc::clone(&drawn);
        thread::spawn(move || follow(reader, &shared));
        Self { drawn, master: pair.master, keys: Some(keys), child: Some(child), pid, before, home }
    }

    /// Waits until the screen is as `wanted`.
    pub fn wait_for(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let (drawn, changed) = &*self.drawn;
        let guard = drawn.lock().unwrap();
        let (guard, timeout) =
            changed.wait_timeout_while(guard, PATIENCE, |drawn| !drawn.over && !wanted(drawn.parser.screen())).unwrap();
        let screen = guard.parser.screen();
        assert!(wanted(screen), "{what} (timed out: {}):\n{}", timeout.timed_out(), screen.contents());
    }

    /// Writes a file of the home again and again, because watching begins some time after the first frame, until the
    /// screen is as `wanted`.
    pub fn write_until(&self, path: &str, content: &str, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let (drawn, changed) = &*self.drawn;
        let began = Instant::now();
        let mut guard = drawn.lock().unwrap();
        while !wanted(guard.parser.screen()) {
            assert!(began.elapsed() < PATIENCE, "{what}:\n{}", guard.parser.screen().contents());
            // As whoever synchronises writes: a file that is read half-written would be told instead.
            let (file, new) = (self.home.path().join(path), self.home.path().join("new"));
            fs::write(&new, content).unwrap();
            fs::rename(&new, &file).unwrap();
            let step = Duration::from_millis(500);
            guard = changed.wait_timeout_while(guard, step, |drawn| !wanted(drawn.parser.screen())).unwrap().0;
        }
    }

    /// Returns the folder that the program takes for the reader's home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Returns the screen as it is now.
    pub fn screen(&self) -> vt100::Screen {
        self.drawn.0.lock().unwrap().parser.screen().clone()
    }

    /// Returns every byte that the program has written.
    pub fn written(&self) -> Vec<u8> {
        self.drawn.0.lock().unwrap().written.clone()
    }

    /// Types `keys`.
    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Sends bytes, however many: the terminal takes a few thousand at once, and the rest as they are read.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let (bytes, mut keys) = (bytes.to_vec(), self.keys.take().unwrap());
        let (sender, written) = mpsc::channel();
        thread::spawn(move || {
            let done = keys.write_all(&bytes).and_then(|()| keys.flush());
            sender.send((done, keys))
        });
        let (done, keys) = written.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("nobody reads what is typed"));
        done.unwrap();
        self.keys = Some(keys);
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Gives the terminal a new size, and forgets what it showed.
    pub fn resize(&self, rows: u16, columns: u16) {
        self.drawn.0.lock().unwrap().parser = blank(rows, columns);
        self.master.resize(size(rows, columns)).unwrap();
    }

    /// Makes the terminal say that it is so large, and leaves its picture as it is.
    pub fn claim_size(&self, rows: u16, columns: u16) {
        self.master.resize(size(rows, columns)).unwrap();
    }

    /// Waits until the program has stopped itself.
    pub fn wait_until_stopped(&self) {
        let (_, status) = waitpid(Some(self.pid), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{status:?}");
    }

    /// Waits for the program's end and for the last of its output, and returns its exit status.
    pub fn end(&mut self) -> u32 {
        let status = wait(self.child.take().unwrap());
        let (drawn, changed) = &*self.drawn;
        let guard = drawn.lock().unwrap();
        // On Linux the reader sees the end when the last holder of the other side is gone.
        let (_guard, timeout) = changed.wait_timeout_while(guard, PATIENCE, |drawn| !drawn.over).unwrap();
        assert!(!timeout.timed_out(), "the terminal is still held");
        status
    }

    /// Kills what runs.
    pub fn kill(&mut self) {
        self.child.take().unwrap().kill().unwrap();
    }

    /// Returns the terminal's settings.
    pub fn termios(&self) -> String {
        termios(&*self.master)
    }

    /// Asserts that the terminal is as it was found.
    pub fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "alternate screen");
        assert!(!screen.hide_cursor(), "cursor");
        assert!(!screen.bracketed_paste(), "bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(self.termios(), self.before, "terminal settings");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
        }
    }
}

/// How the program hangs on its terminal.
#[derive(Clone, Copy, Debug)]
pub enum Closing {
    /// It is its controlling terminal: the system sends SIGHUP.
    Controlling,
    /// It is not: nothing but the hang-up itself tells.
    Foreign,
}

/// Runs the program, closes its terminal, and waits for its end.
pub fn close_the_terminal_of_a_running_program(closing: Closing) {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(PROGRAM);
    command.arg("--samples");
    command.set_controlling_tty(matches!(closing, Closing::Controlling));
    settle(&mut command, &home);
    let pair = native_pty_system().openpty(size(ROWS, COLUMNS)).unwrap();
    let child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut parser = blank(ROWS, COLUMNS);
    let mut bytes = [0; 4096];
    while !parser.screen().contents().contains("diptych") {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "{}", parser.screen().contents());
        parser.process(&bytes[..count]);
    }
    drop((reader, pair.master));
    wait(child);
}

/// Gives the program a home of its own and nothing of the environment that it looks at.
fn settle(command: &mut CommandBuilder, home: &TempDir) {
    for name in ["DIPTYCH_LIBRARY", "NO_COLOR", "COLORTERM", "DISPLAY", "WAYLAND_DISPLAY", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    for name in ["CONFIG", "DATA", "STATE", "CACHE"] {
        command.env(format!("XDG_{name}_HOME"), home.path().join(name.to_lowercase()));
    }
    command.env("HOME", home.path());
    command.env("TERM", "xterm-256color");
    command.cwd(home.path());
}

fn blank(rows: u16, columns: u16) -> vt100::Parser {
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Returns the terminal's settings in a form that can be compared.
fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

/// Draws what the program writes until its side is closed.
fn follow(mut reader: Box<dyn Read + Send>, shared: &(Mutex<Drawn>, Condvar)) {
    let (drawn, changed) = shared;
    let mut bytes = [0; 4096];
    loop {
        let count = reader.read(&mut bytes).unwrap_or(0);
        let mut drawn = drawn.lock().unwrap();
        drawn.parser.process(&bytes[..count]);
        drawn.written.extend_from_slice(&bytes[..count]);
        drawn.over = count == 0;
        changed.notify_all();
        if count == 0 {
            return;
        }
    }
}

/// Waits for the end of `child` and returns its exit status.
fn wait(mut child: Box<dyn Child + Send + Sync>) -> u32 {
    let mut killer = child.clone_killer();
    let (sender, status) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait()));
    let status = status.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        let _ = killer.kill();
        panic!("the program does not end")
    });
    status.unwrap().exit_code()
}
