//! The arguments of `diptych feed`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use super::Format;

/// What is told below the options.
pub(super) const FEED_HELP: &str = "\
The list of feeds is feeds.toml in the configuration folder. It is yours: a change by program is the block of one feed, and \
all else stays as you typed it. diptych fetch asks the feeds.

Examples:
  diptych feed add https://quay.example
  diptych feed import subscriptions.opml
  diptych feed list
  diptych feed remove 'The Quay'
  diptych feed export > subscriptions.opml
  diptych feed read feed.xml";

/// What is told below the options of `feed add`.
const ADD_HELP: &str = "\
One request is made. Where a feed lies at the address, it is added and what it holds becomes articles at once; where a web \
page does, the feed that it names is added, and diptych fetch brings its articles. A file of this machine may be a feed \
too: fetch reads it again each time.

Examples:
  diptych feed add https://quay.example/feed.xml
  diptych feed add quay.html --title 'The Quay' --tag harbour
  diptych feed add https://quay.example --full-text";

/// What is told below the options of `feed list`.
const LIST_HELP: &str = "\
Of each feed it is told how it is: when it last had something new, since when it says that nothing has changed, until when \
its site asks to be left alone, what was wrong with its last answer.

Examples:
  diptych feed list
  diptych feed list --format json";

/// What is told below the options of `feed import`.
const IMPORT_HELP: &str = "\
Feeds that are in the list already are left as they are; folders become tags. Nothing is fetched.

Examples:
  diptych feed import subscriptions.opml
  newsboat --export-to-opml | diptych feed import -";

/// What is told below the options of `feed read`.
const READ_HELP: &str = "\
RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed are read, in whatever encoding. What is wrong with a feed is told \
and its entries are read all the same; a web page is no feed. Nothing is kept.

Examples:
  diptych feed read feed.xml
  curl -s ADDRESS | diptych feed read - --base ADDRESS --format json";

/// What is told below the options of `feed remove`.
const REMOVE_HELP: &str = "\
What is forgotten does not come back with the next fetch, and lies in the trash for 30 days: diptych feed restore. An \
article is never forgotten that you noted, starred, decided on, compared, changed by hand or put in a story, nor one that \
another of your feeds brought too. On a terminal you are asked; elsewhere articles stay unless --articles forget is given.

Examples:
  diptych feed remove 'The Quay'
  diptych feed remove https://quay.example/feed.xml --articles forget";

/// What is told below the options of `feed restore`.
const RESTORE_HELP: &str = "\
Without a name, what was done last is taken back. What `keep` in feeds.toml forgot can be had back too, for 30 days.

Examples:
  diptych feed restore
  diptych feed restore 'The Quay'";

/// What `feed` takes.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum FeedCommand {
    /// Add a feed, or the feed of a web page, to the list
    #[command(after_help = ADD_HELP)]
    Add(FeedAddArgs),

    /// Take feeds out of the list; their articles stay, or those are forgotten that you did nothing with
    #[command(after_help = REMOVE_HELP)]
    Remove(FeedRemoveArgs),

    /// Give back a feed that was removed, or articles that were forgotten
    #[command(after_help = RESTORE_HELP)]
    Restore(FeedRestoreArgs),

    /// Print the feeds, and how they are
    #[command(after_help = LIST_HELP)]
    List(FeedListArgs),

    /// Add the feeds of a list (OPML)
    #[command(after_help = IMPORT_HELP)]
    Import(FeedImportArgs),

    /// Print the list of feeds as OPML, without passwords
    #[command(after_help = "Example:\n  diptych feed export > subscriptions.opml")]
    Export,

    /// Print what stands in a feed, and what is wrong with it
    #[command(after_help = READ_HELP)]
    Read(FeedReadArgs),
}

/// What `feed read` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedReadArgs {
    /// The feed, a file or an address; `-` is standard input
    #[arg(value_name = "FILE|URL", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,

    /// Where it was found, for its relative addresses
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub base: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What `feed add` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedAddArgs {
    /// Where the feed lies, or a page that names it: an address or a file
    #[arg(value_name = "URL|FILE", value_hint = ValueHint::AnyPath)]
    pub feed: PathBuf,

    /// What to call it; articles of it are filed under this
    #[arg(long, value_name = "T")]
    pub title: Option<String>,

    /// A tag that its articles get; may be given several times
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,

    /// Fetch the page of an entry that is only a summary, where the site's robots.txt allows it
    #[arg(long)]
    pub full_text: bool,
}

/// What `feed remove` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedRemoveArgs {
    /// The feeds, by address or title
    #[arg(value_name = "FEED", required = true)]
    pub feeds: Vec<String>,

    /// What becomes of their articles; without this you are asked on a terminal, and elsewhere they stay
    #[arg(long, value_enum, value_name = "FATE")]
    pub articles: Option<Articles>,

    /// Print what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What becomes of the articles of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Articles {
    /// They stay
    Stay,
    /// Those are forgotten that you did nothing with
    Forget,
}

/// What `feed restore` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedRestoreArgs {
    /// The feed, by address or title; without one, what was removed or forgotten last
    #[arg(value_name = "FEED")]
    pub feed: Option<String>,
}

/// What `feed list` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedListArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What `feed import` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FeedImportArgs {
    /// The list; `-` is standard input
    #[arg(value_name = "OPML", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}
