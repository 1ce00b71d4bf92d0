//! The arguments of `diptych notes`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum, ValueHint};

use super::Format;

/// What is told of the formats of `notes`.
pub(super) const NOTES_HELP: &str = "\
Every format has the quotation, the note, label, tags, links, title, source, url, dates, and where the passage is now:
  exact      where it was
  moved      its words, elsewhere in the article
  fuzzy      words like its own
  ambiguous  several places are equally good
  orphan     its words are not in the article any more

csv is UTF-8 with a byte-order mark; a cell that a spreadsheet would take for a formula begins with an apostrophe.

Examples:
  diptych notes                        print all notes, to be read
  diptych notes a.txt                  only those of an article
  diptych notes --format json > notes.json
  diptych notes --format w3c           as Web Annotations (JSON-LD)
  diptych notes import notes.json
  diptych notes check                  make sure that all of them are well
  diptych notes ./import               the notes of an article named import";

/// What is told of `notes import`.
const IMPORT_HELP: &str = "\
FILE is what `diptych notes --format json` or w3c prints, other Web Annotations, or an export of Hypothesis. \
Articles are found by id, url, path or the words of the quotation; what cannot be placed is told. Importing twice \
changes nothing, and no note here is replaced by an older one.

Examples:
  diptych notes import notes.json
  curl -s 'https://api.hypothes.is/api/search?user=NAME@hypothes.is' | diptych notes import -";

/// What is told of `notes check`.
const CHECK_HELP: &str = "\
Reads every file of notes, drafts, decisions, identities and reading state, and looks for every passage in its article. \
Tells what cannot be read, which passages are lost or in doubt, which notes have several copies, and what was left \
behind. Nothing is changed. The exit status is 0 where all is well, else 1.

Examples:
  diptych notes check
  diptych notes check --format json";

/// What `notes` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct NotesArgs {
    /// Only the notes of this article; `-` is standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub article: Option<PathBuf>,

    /// Say in CSV and Web Annotations where files lie, not their names alone; JSON always does, as the notes do
    #[arg(long)]
    pub paths: bool,

    /// How to print them; markdown where nothing is said
    #[arg(long, value_enum)]
    pub format: Option<NotesFormat>,

    /// What to do instead of printing.
    #[command(subcommand)]
    pub command: Option<NotesCommand>,
}

/// What `notes` does but print.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum NotesCommand {
    /// Take in notes from our own JSON, Web Annotations or an export of Hypothesis
    #[command(after_help = IMPORT_HELP)]
    Import {
        /// The file; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },

    /// Make sure that every note can be read and every passage found, and tell what cannot
    #[command(after_help = CHECK_HELP)]
    Check {
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
}

impl NotesCommand {
    /// Returns its name on the command line.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Import { .. } => "import",
            Self::Check { .. } => "check",
        }
    }
}

/// How notes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NotesFormat {
    /// For an editor's notes
    #[default]
    Markdown,
    /// For programs, and to be imported again
    Json,
    /// For spreadsheets
    Csv,
    /// Web Annotations, for other annotation programs
    W3c,
}
