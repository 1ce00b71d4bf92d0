//! The arguments of `diptych add`.

use std::path::PathBuf;

use clap::ValueHint;

use super::Format;

/// What is told below the options.
pub(super) const ADD_HELP: &str = "\
The text is kept as it came, letter by letter, in the first folder of the library, under its date and title; the path is \
printed. What is known of it (title, source, date, address) is written at its head, where none is there. A text that \
is in the library already is not added again: the path where it lies is printed. Of the source of a web page the article \
is kept, as Markdown; --format json tells what was left out. An address is fetched with one request, unless an article \
of that address is in the library.

Examples:
  diptych add https://quay.example/2026/ferry
  diptych add ~/Downloads/ferry.txt
  wl-paste | diptych add - --source 'The Quay' --story 'The ferry'
  diptych add a.md b.md --story 'The ferry'
  curl -s ADDRESS | diptych add -
  diptych add - --dry-run < draft.txt";

/// What `add` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct AddArgs {
    /// The texts and web pages to add, files or addresses; `-` is standard input
    #[arg(value_name = "FILE|URL", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,

    /// The story that they belong to
    #[arg(long, value_name = "S")]
    pub story: Option<String>,

    /// Who published them
    #[arg(long, value_name = "S")]
    pub source: Option<String>,

    /// The headline, of one text
    #[arg(long, value_name = "T")]
    pub title: Option<String>,

    /// Print what would be kept, and keep nothing
    #[arg(long)]
    pub dry_run: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
