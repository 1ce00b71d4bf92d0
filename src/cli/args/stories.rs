//! The arguments of `diptych stories`.

use std::path::PathBuf;

use clap::ValueHint;

use super::Format;

/// What is told below the options.
pub(super) const STORIES_HELP: &str = "\
Articles are about one event where their words are alike and no more than three days lie between one and the next. A \
story that an article names in its head comes first: those that name one are together, those that name two are not. \
What you said with = and - in the list comes next. In the output ~ stands before a story that likeness found, = before one \
in which you put articles together (\"by\" in JSON: head, reader, likeness). \
Stories come by their latest article.

Examples:
  diptych stories
  diptych stories ~/news --format json";

/// What `stories` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct StoriesArgs {
    /// A folder to read instead of the library
    #[arg(value_name = "DIR", value_hint = ValueHint::AnyPath, conflicts_with = "samples")]
    pub dir: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
