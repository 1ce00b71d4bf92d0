//! The arguments of `diptych fetch`.

use super::Format;

/// What is told below the options.
pub(super) const FETCH_HELP: &str = "\
Each feed is asked with what its site said last time, so that nothing is sent where nothing has changed. Eight sites are \
asked at a time, one request at a time each. New entries become articles of the library, a file each, under \
feeds/SOURCE/YEAR-MONTH; what is there or was there comes no second time. A site that asks to be left alone is, and a feed \
that is gone for good is paused; both are told by `diptych feed list`. With --due a feed waits for its time: by its own \
rhythm, what its site asks for, and later and later where it fails, between an hour and a day.

A problem is a line on standard error, and the status is then 1.

Examples:
  diptych fetch
  diptych fetch 'Lissa Post' https://quay.example/feed
  */15 * * * * diptych fetch --due > /dev/null      (a line of crontab)";

/// What `fetch` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct FetchArgs {
    /// The feeds to ask, by address or title; without any, all of them
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,

    /// Ask only the feeds whose time has come
    #[arg(long, conflicts_with = "feeds")]
    pub due: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
