//! The arguments of `diptych feed`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use super::Format;

/// What is told below the options.
pub(super) const FEED_HELP: &str = "\
Examples:
  diptych feed read feed.xml
  curl -s ADDRESS | diptych feed read - --base ADDRESS --format json";

/// What is told below the options of `feed read`.
const READ_HELP: &str = "\
RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed are read, in whatever encoding. What is wrong with a feed is told \
and its entries are read all the same; a web page is no feed. Nothing is kept, and addresses are not fetched yet.

Examples:
  diptych feed read feed.xml
  curl -s ADDRESS | diptych feed read - --base ADDRESS --format json";

/// What `feed` takes.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum FeedCommand {
    /// Print what stands in a feed, and what is wrong with it
    #[command(after_help = READ_HELP)]
    Read(FeedReadArgs),
}

/// What `feed read` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedReadArgs {
    /// The feed; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,

    /// Where it was found, for its relative addresses
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub base: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
