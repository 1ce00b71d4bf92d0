//! The arguments of `diptych list`.

use super::Format;

/// What a query may be: the one filter language, which the program has too.
pub(super) const LIST_HELP: &str = "\
QUERY is what the filter of the program takes. Everything in it must hold:
  ferry strike           both words, at the beginning of a word of title, source, author, story, section, tags, file name
  '\"night ferry\"'        these words, whole, one after the other
  source:tide            the source; so too author: section: story: lang: feed: tag:
  'source:\"lake post\"'   more than a word
  '#sea'                 a tag, as tag:sea
  is:unread              a state: unread, read, starred, noted, lost (a note has lost its passage),
                         updated (there are earlier versions)
  label:claim            has a note with that label
  since:2026-03          published that day, month or year or later; so too until:
  -sport                 not that, before anything of the above; at the beginning after --

Accents, capitals and apostrophes never count. What cannot be understood is an error. Where no article has it exactly, \
those whose titles are like it are printed, the likest first, and that is told. Texts are not looked through: / in the \
program does that.

Examples:
  diptych list
  diptych list summit --format json
  diptych list is:unread since:2026-03 'source:\"lake post\"'
  diptych list --view 'unread ferries'
  diptych list -- ferry -strike '#sea'";

/// What `list` takes.
#[derive(Clone, Debug, PartialEq, Eq, clap::Args)]
pub struct ListArgs {
    /// Only articles that have all of this: words, fields, states; see below
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,

    /// Only what a saved view lists (, v in the list): QUERY narrows that further
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
