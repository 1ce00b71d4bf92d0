//! The command line as a table: bare paths open the reader, commands print.

mod add;
mod feed;
mod fetch;
mod list;
mod notes;
mod stories;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser as _;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum, ValueHint};

use crate::config::Overrides;
use crate::config::settings::ColorChoice;
use add::ADD_HELP;
pub use add::AddArgs;
use feed::FEED_HELP;
pub use feed::{
    Articles, FeedAddArgs, FeedCommand, FeedImportArgs, FeedListArgs, FeedReadArgs, FeedRemoveArgs, FeedRestoreArgs,
};
use fetch::FETCH_HELP;
pub use fetch::FetchArgs;
use list::LIST_HELP;
pub use list::ListArgs;
use notes::NOTES_HELP;
pub use notes::{NotesArgs, NotesCommand, NotesFormat};
use stories::STORIES_HELP;
pub use stories::StoriesArgs;

/// What is told below the options, one part each: the help joins them, the manual page makes sections of them. A line of a
/// part is what is meant, two spaces or more, and what is told of it.
macro_rules! told {
    (examples) => {
        "\
  diptych                           read the library
  diptych --samples                 look at the samples
  diptych ~/news                    read the articles of a folder
  diptych a.txt b.txt               compare two articles side by side
  curl -s URL | diptych - b.txt     compare what comes in with a file
  diptych compare a.txt b.txt       print the comparison
  diptych compare a.txt b.txt --format html > pair.html
  diptych list --format json        print the library
  diptych add article.txt           add a text, or the article at an address, to the library
  diptych feed read feed.xml        print what stands in a feed
  diptych feed import feeds.opml    take over the feeds of another reader
  diptych fetch                     ask the feeds, and keep what is new
  diptych stories                   print which articles are about one event
  diptych notes > notes.md          print your notes
  diptych ./list                    read a file that is named like a command"
    };
    (files) => {
        "\
  ~/.config/diptych/config.toml     settings
  ~/.config/diptych/keys.toml       keys
  ~/.config/diptych/themes/*.toml   themes
  ~/.config/diptych/feeds.toml      your feeds
  ~/.local/share/diptych/articles/  the library, where no other is named
  ~/.local/share/diptych/notes/     your notes, a file each
  ~/.local/share/diptych/decisions/   what you decided about pairs
  ~/.local/share/diptych/identities/  who the articles are that you read or noted
  ~/.local/state/diptych/           what was read and starred, and how far; drafts; when feeds were asked
  ~/.cache/diptych/index.sqlite     what lists need of the articles; may be deleted at any time"
    };
    (environment) => {
        "\
  DIPTYCH_LIBRARY   folders of the library, separated as in PATH; --library comes first
  NO_COLOR          no colour, unless --color says otherwise
  VISUAL, EDITOR    what Ctrl-e opens on a note
  XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME   where the folders above lie instead"
    };
    (exit) => {
        "0 done, 1 failed, 2 wrong usage, 3 something is left to check (compare --exit-code)"
    };
    (keys) => {
        "In the program, ? shows the keys that work there."
    };
}

/// The parts by name, for the manual page.
pub mod parts {
    /// Commands worth trying.
    pub const EXAMPLES: &str = told!(examples);
    /// Files and folders.
    pub const FILES: &str = told!(files);
    /// Variables.
    pub const ENVIRONMENT: &str = told!(environment);
    /// What the exit status says.
    pub const EXIT: &str = told!(exit);
}

/// What is told below the options by `-h`.
const AFTER_HELP: &str = concat!("Examples:\n", told!(examples), "\n\n", told!(keys));

/// What is told below the options by `--help`.
const AFTER_LONG_HELP: &str = concat!(
    "Examples:\n",
    told!(examples),
    "\n\n",
    told!(keys),
    "\n\nFiles (under the folders of XDG; `diptych config path` prints yours):\n",
    told!(files),
    "\n\nEnvironment:\n",
    told!(environment),
    "\n\nExit status: ",
    told!(exit),
    "."
);

/// A terminal news reader that puts two accounts of one event side by side
#[derive(Clone, Debug, Parser, PartialEq)]
#[command(name = "diptych", version, max_term_width = 100, after_help = AFTER_HELP, after_long_help = AFTER_LONG_HELP)]
#[command(override_usage = "\
diptych [OPTIONS]
       diptych [OPTIONS] DIR
       diptych [OPTIONS] ARTICLE
       diptych [OPTIONS] LEFT RIGHT
       diptych [OPTIONS] COMMAND")]
pub struct Args {
    /// A folder to read as the library, an article to read, or two to compare; `-` is standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Read the samples, whatever the library is: in the program, in list, and by their paths in compare
    #[arg(long, global = true, conflicts_with = "library")]
    pub samples: bool,

    /// What holds everywhere.
    #[command(flatten)]
    pub common: Common,

    /// What to do instead of opening the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The options that every command takes.
#[derive(Clone, Debug, Default, clap::Args, PartialEq, Eq)]
#[command(next_help_heading = "Options everywhere")]
pub struct Common {
    /// A folder or file of the library; may be given several times
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub library: Vec<PathBuf>,

    /// Read settings from FILE instead; keys.toml, feeds.toml and themes are then looked for beside it
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,

    /// The theme: auto, dark, light, high-contrast, monochrome, broadsheet, nocturne, or one of yours
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_parser = color_parser())]
    pub color: Option<ColorChoice>,

    /// Draw with ASCII alone
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Do not use the network
    #[arg(long, global = true)]
    pub offline: bool,

    /// Write a log to FILE; it holds no text of articles or notes
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub log: Option<PathBuf>,
}

/// What prints something and ends.
#[derive(Clone, Debug, PartialEq, Subcommand)]
pub enum Command {
    /// Print the comparison of two articles
    #[command(after_help = "\
Examples:
  diptych compare a.txt b.txt
  diptych compare a.txt b.txt --format json --min-score 0
  diptych compare a.txt b.txt --decisions --notes --format html > report.html
  diptych compare a.txt b.txt --decisions --exit-code > /dev/null || echo look again
  diptych compare --samples doral/meridian-post.md doral/harbour-gazette.md")]
    Compare(CompareArgs),

    /// Print the articles of the library
    #[command(after_help = LIST_HELP)]
    List(ListArgs),

    /// Add texts and web pages to the library
    #[command(after_help = ADD_HELP)]
    Add(AddArgs),

    /// Add, list and read feeds
    #[command(after_help = FEED_HELP)]
    Feed {
        /// What with them.
        #[command(subcommand)]
        command: FeedCommand,
    },

    /// Ask the feeds, and keep what is new
    #[command(after_help = FETCH_HELP)]
    Fetch(FetchArgs),

    /// Print which articles of the library, or of a folder, are about one event
    #[command(after_help = STORIES_HELP)]
    Stories(StoriesArgs),

    /// Print your notes, take in notes from a file, or check them all
    #[command(after_help = NOTES_HELP, override_usage = "\
diptych notes [OPTIONS] [ARTICLE]
       diptych notes import [OPTIONS] FILE
       diptych notes check [OPTIONS]")]
    Notes(NotesArgs),

    /// Print the configuration in force, where its files are, or their mistakes
    Config {
        /// Which of them.
        #[command(subcommand)]
        command: ConfigCommand,
    },

    /// Print completions for a shell
    #[command(after_help = "Example:\n  diptych completions fish > ~/.config/fish/completions/diptych.fish")]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },

    /// Print the manual page
    #[command(after_help = "Example:\n  diptych man | man -l -")]
    Man,
}

/// What `compare` takes.
#[derive(Clone, Debug, PartialEq, clap::Args)]
pub struct CompareArgs {
    /// The article on the left; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub left: PathBuf,

    /// The article on the right
    #[arg(value_hint = ValueHint::FilePath)]
    pub right: PathBuf,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: CompareFormat,

    /// List the matches from this score up, 0 to 1; 0 lists every pair that shares anything
    #[arg(long, value_name = "S", value_parser = score, allow_negative_numbers = true)]
    pub min_score: Option<f64>,

    /// Lay your own decisions over the comparison: pinned matches are listed, rejected ones are not, checks have rulings
    #[arg(long)]
    pub decisions: bool,

    /// Put your notes on both articles into it
    #[arg(long)]
    pub notes: bool,

    /// Say in text, Markdown and HTML where the articles lie; JSON always has their paths as given
    #[arg(long)]
    pub paths: bool,

    /// End with status 3 where a check in conflict, or one that differs, has no ruling; rulings are read with --decisions
    #[arg(long)]
    pub exit_code: bool,

    /// Columns of the text format, 40 to 400
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: Option<u16>,
}

/// What `config` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings, keys and theme in force, and where each came from
    Show,
    /// Print where the files of the configuration are looked for
    Path,
    /// Report mistakes in the files of the configuration
    Check,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For a terminal or a pipe
    #[default]
    Text,
    /// For an editor's notes
    Markdown,
    /// For a browser, one page that needs nothing else
    Html,
    /// For programs
    Json,
}

/// How something is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// What bare paths ask for, before anything is known of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The library of the settings.
    Library,
    /// The samples.
    Samples,
    /// A folder as the library, or one article.
    One(PathBuf),
    /// Two articles side by side.
    Two(PathBuf, PathBuf),
}

impl Args {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    /// What clap's `Error::exit` prints: wrong usage (status 2), or the help and version that were asked for (status 0).
    pub fn read<T: Into<OsString> + Clone>(line: impl IntoIterator<Item = T>) -> Result<Self, clap::Error> {
        let args = Self::try_parse_from(line)?;
        let wrong = |kind, message: String| Err(Self::command().error(kind, message));
        if let (Some(command), Some(path)) = (&args.command, args.paths.first()) {
            let (path, name) = (path.display(), command.name());
            let message = format!(
                "'{name}' is a command and takes no path before it, but '{path}' is given; a file of that name is './{name}'"
            );
            return wrong(ErrorKind::ArgumentConflict, message);
        }
        if let Some(Command::Notes(NotesArgs { article, format, paths, command: Some(command) })) = &args.command
            && (article.is_some() || format.is_some() || *paths)
        {
            let name = command.name();
            let message =
                format!("'{name}' takes neither an article nor a format before it; a file of that name is './{name}'");
            return wrong(ErrorKind::ArgumentConflict, message);
        }
        if args.samples && !args.paths.is_empty() {
            return wrong(ErrorKind::ArgumentConflict, "'--samples' cannot be used with a path".to_owned());
        }
        if let Some(command) = args.command.as_ref().filter(|command| args.samples && !command.takes_samples()) {
            let message = format!("'--samples' goes with list, stories and compare, not with '{}'", command.name());
            return wrong(ErrorKind::ArgumentConflict, message);
        }
        if args.paths.len() > 2 {
            let message = format!("{} paths are given, but only two articles can be compared", args.paths.len());
            return wrong(ErrorKind::TooManyValues, message);
        }
        if args.inputs().filter(|path| is_stdin(path)).count() > 1 {
            return wrong(ErrorKind::ArgumentConflict, "standard input ('-') can only be read once".to_owned());
        }
        Ok(args)
    }

    /// Returns what the bare paths ask for.
    #[must_use]
    pub fn opening(&self) -> Opening {
        match self.paths.as_slice() {
            _ if self.samples => Opening::Samples,
            [] => Opening::Library,
            [one] => Opening::One(one.clone()),
            [left, right, ..] => Opening::Two(left.clone(), right.clone()),
        }
    }

    /// Returns what the command line and the environment, which `variable` looks up, say instead of the settings.
    #[must_use]
    pub fn overrides(&self, variable: impl Fn(&str) -> Option<OsString>) -> Overrides {
        let mut library = self.common.library.clone();
        if library.is_empty() {
            let named = variable("DIPTYCH_LIBRARY").unwrap_or_default();
            library = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect();
        }
        let Common { theme, color, ascii, offline, .. } = self.common.clone();
        Overrides { theme, color, ascii, offline, library }
    }

    /// Returns the articles that are named.
    fn inputs(&self) -> impl Iterator<Item = &Path> {
        let compared = match &self.command {
            Some(Command::Compare(compare)) => vec![compare.left.as_path(), compare.right.as_path()],
            _ => Vec::new(),
        };
        self.paths.iter().map(PathBuf::as_path).chain(compared)
    }
}

/// The names of all commands.
pub const COMMANDS: &[&str] =
    &["compare", "add", "feed", "fetch", "list", "stories", "notes", "config", "completions", "man", "help"];

impl Command {
    /// Says whether it reads articles that may be the samples.
    const fn takes_samples(&self) -> bool {
        matches!(self, Self::Compare(_) | Self::List(_) | Self::Stories(_))
    }

    /// Returns its name on the command line.
    const fn name(&self) -> &'static str {
        match self {
            Self::Compare(_) => "compare",
            Self::Add(_) => "add",
            Self::Fetch(_) => "fetch",
            Self::List(_) => "list",
            Self::Feed { .. } => "feed",
            Self::Stories(_) => "stories",
            Self::Notes(_) => "notes",
            Self::Config { .. } => "config",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }
}

/// Tells whether `path` stands for standard input.
#[must_use]
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == OsStr::new("-")
}

/// Reads `auto`, `always`, `never`; the names are those of the settings.
fn color_parser() -> impl clap::builder::TypedValueParser<Value = ColorChoice> {
    let names = crate::config::settings::COLORS;
    clap::builder::PossibleValuesParser::new(names.iter().map(|(name, _)| *name)).map(move |chosen| {
        names.iter().find(|(name, _)| *name == chosen).map_or(ColorChoice::Auto, |(_, choice)| *choice)
    })
}

/// Reads a score.
fn score(text: &str) -> Result<f64, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a number from 0 to 1 is expected, such as 0.4".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn read(line: &str) -> Result<Args, clap::Error> {
        Args::read(std::iter::once("diptych").chain(line.split_whitespace()))
    }

    fn refusal(line: &str) -> String {
        let error = read(line).unwrap_err();
        assert_eq!(error.exit_code(), 2, "{line}");
        error.to_string()
    }

    #[test]
    fn the_table_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn bare_paths_open_the_reader() {
        for (line, opening) in [
            ("", Opening::Library),
            ("--samples", Opening::Samples),
            ("news", Opening::One("news".into())),
            ("-", Opening::One("-".into())),
            ("./list", Opening::One("./list".into())),
            ("./stories", Opening::One("./stories".into())),
            ("-- list", Opening::One("list".into())),
            ("a.txt b.txt", Opening::Two("a.txt".into(), "b.txt".into())),
            ("a.txt list", Opening::Two("a.txt".into(), "list".into())),
            ("a.txt -", Opening::Two("a.txt".into(), "-".into())),
            ("--ascii a.txt --theme dark b.txt", Opening::Two("a.txt".into(), "b.txt".into())),
            ("--library x --library y", Opening::Library),
        ] {
            let args = read(line).unwrap();
            assert_eq!((args.opening(), args.command), (opening, None), "{line}");
        }
    }

    #[test]
    fn commands_take_what_they_name() {
        let compare = CompareArgs {
            left: "a".into(),
            right: "b".into(),
            format: CompareFormat::Json,
            min_score: Some(0.25),
            decisions: true,
            notes: true,
            paths: true,
            exit_code: true,
            width: Some(100),
        };
        let list = |query: &[&str], format| {
            Command::List(ListArgs { query: query.iter().map(|&word| word.to_owned()).collect(), view: None, format })
        };
        let feed_read = Command::Feed {
            command: FeedCommand::Read(FeedReadArgs {
                file: "f.xml".into(),
                base: Some("https://quay.example".to_owned()),
                format: Format::Json,
            }),
        };
        let config = |command| Command::Config { command };
        let notes = |article: Option<&str>, format, file: Option<&str>| {
            let command = file.map(|file| NotesCommand::Import { file: file.into() });
            Command::Notes(NotesArgs { article: article.map(Into::into), format, paths: false, command })
        };
        for (line, command) in [
            (
                "compare a b --format json --min-score 0.25 --width 100 --decisions --notes --paths --exit-code",
                Command::Compare(compare),
            ),
            ("list", list(&[], Format::Text)),
            ("list summit is:unread --format json", list(&["summit", "is:unread"], Format::Json)),
            ("list summit -- -strike", list(&["summit", "-strike"], Format::Text)),
            ("notes", notes(None, None, None)),
            ("notes a.txt --format w3c", notes(Some("a.txt"), Some(NotesFormat::W3c), None)),
            ("notes ./import", notes(Some("./import"), None, None)),
            ("notes import f.json", notes(None, None, Some("f.json"))),
            ("notes --ascii import -", notes(None, None, Some("-"))),
            ("feed read f.xml --base https://quay.example --format json", feed_read),
            ("config show", config(ConfigCommand::Show)),
            ("config path", config(ConfigCommand::Path)),
            ("config check", config(ConfigCommand::Check)),
            ("completions zsh", Command::Completions { shell: clap_complete::Shell::Zsh }),
            ("man", Command::Man),
        ] {
            assert_eq!(read(line).unwrap().command, Some(command), "{line}");
        }
    }

    #[test]
    fn options_hold_before_and_after_the_command() {
        let wanted = Common {
            library: vec!["x".into(), "y".into()],
            config: Some("c.toml".into()),
            theme: Some("dark".into()),
            color: Some(ColorChoice::Never),
            ascii: true,
            offline: true,
            log: Some("l".into()),
        };
        let options = "--library x --library y --config c.toml --theme dark --color never --ascii --offline --log l";
        for line in
            [format!("{options} list"), format!("list {options}"), format!("config {options} show"), options.into()]
        {
            assert_eq!(read(&line).unwrap().common, wanted, "{line}");
        }
    }

    #[test]
    fn wrong_usage_is_refused_with_the_reason() {
        for (line, reason) in [
            ("a b c", "3 paths are given, but only two articles can be compared"),
            ("a.txt --ascii list", "'list' is a command and takes no path before it, but 'a.txt' is given"),
            ("a --ascii list", "a file of that name is './list'"),
            ("- -", "standard input ('-') can only be read once"),
            ("compare - -", "standard input ('-') can only be read once"),
            ("--samples a", "cannot be used with"),
            ("--samples --library x", "cannot be used with"),
            ("--samples notes", "'--samples' goes with list, stories and compare, not with 'notes'"),
            ("list --samples --library x", "cannot be used with"),
            ("compare a", "<RIGHT>"),
            ("compare a b c", "'c'"),
            ("compare a b --format pdf", "[possible values: text, markdown, html, json]"),
            ("list --format html", "[possible values: text, json]"),
            ("compare a b --min-score 1.5", "a number from 0 to 1 is expected"),
            ("compare a b --min-score NaN", "a number from 0 to 1 is expected"),
            ("compare a b --min-score -1", "a number from 0 to 1 is expected"),
            ("compare a b --width 3", "40..=400"),
            ("--color sometimes", "[possible values: auto, always, never]"),
            ("--colour never", "--color"),
            ("config", "diptych config"),
            ("feed", "diptych feed"),
            ("feed read", "<FILE|URL>"),
            ("notes --format html", "[possible values: markdown, json, csv, w3c]"),
            ("notes a.txt import f", "'import' takes neither an article nor a format before it"),
            ("notes --format json import f", "'import' takes neither"),
            ("notes a.txt check", "'check' takes neither an article nor a format before it"),
            ("notes check --format html", "[possible values: text, json]"),
            ("notes import", "<FILE>"),
            ("completions tcsh", "possible values"),
        ] {
            let told = refusal(line);
            assert!(told.contains(reason), "{line}: {told}");
        }
    }

    #[test]
    fn help_and_version_are_no_failure() {
        for line in [
            "--help",
            "-h",
            "--version",
            "help",
            "help compare",
            "compare --help",
            "notes --help",
            "notes import --help",
            "notes check --help",
            "config show --help",
        ] {
            assert_eq!(read(line).unwrap_err().exit_code(), 0, "{line}");
        }
    }

    #[test]
    fn help_has_examples_places_and_every_option() {
        let help = Args::command().render_long_help().to_string();
        let words = ["diptych a.txt b.txt", "keys.toml", "DIPTYCH_LIBRARY", "NO_COLOR", "Exit status"];
        for word in
            words.into_iter().chain(["--library", "--config", "--theme", "--color", "--ascii", "--log", "--samples"])
        {
            assert!(help.contains(word), "{word}\n{help}");
        }
        for command in Args::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
        }
        for (name, _) in crate::config::theme::BUILT_IN {
            assert!(help.contains(name), "{name}\n{help}");
        }
    }

    #[test]
    fn help_fits_eighty_columns() {
        let help = Args::command().term_width(80).render_long_help().to_string();
        let widest = help.lines().max_by_key(|line| line.len()).unwrap();
        assert!(widest.len() <= 80, "{widest}");
    }

    #[test]
    fn the_library_of_the_environment_holds_where_none_is_given() {
        let paths = std::env::join_paths(["/a", "/b"]).unwrap();
        let variable = |name: &str| (name == "DIPTYCH_LIBRARY").then(|| paths.clone());
        assert_eq!(read("").unwrap().overrides(variable).library, ["/a", "/b"].map(PathBuf::from));
        assert_eq!(read("--library c").unwrap().overrides(variable).library, [PathBuf::from("c")]);
        assert!(read("").unwrap().overrides(|_| Some(OsString::new())).library.is_empty());
    }
}
