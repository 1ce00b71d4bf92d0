//! `diptych stories`: which articles are about one event, on standard output.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::args::{Format, StoriesArgs};
use super::error::{CliError, status};
use super::list::{read_library, tell, what_failed};
use super::output::{print, terminal_width};
use super::setting::Setting;
use crate::article::When;
use crate::library::state::{ReadingState, StateLog};
use crate::library::versions::Versions;
use crate::library::{Entry, corrections, store};
use crate::newsroom::stories::listing::Listing;
use crate::newsroom::stories::{Account, Profile, Stems, Told, group};

/// Prints the stories of the library, or of a folder.
pub fn run(setting: &Setting, wanted: &StoriesArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let library = wanted.dir.clone().map_or_else(|| setting.library(), Setting::library_of);
    let (entries, mut problems) = read_library(setting, &library);
    // An earlier version is no second account of the event.
    let versions = Versions::of(&entries);
    let newest = entries.into_iter().enumerate().filter(|(index, _)| versions.is_shown(*index));
    let entries: Vec<Entry> = newest.map(|(_, entry)| entry).collect();
    let accounts = accounts(setting, &entries);
    let (corrections, unread) = corrections::read(&setting.places.stories);
    problems.extend(unread);
    let named: Vec<_> =
        entries.iter().zip(&accounts).map(|(entry, account)| (&entry.id, account.named.as_deref())).collect();
    let told = Told::new(&corrections, &named, versions.behind());
    let mut groups = group(&accounts, &told);
    let latest = |group: &Vec<usize>| group.iter().filter_map(|index| accounts.get(*index)?.at).max();
    groups.sort_by_key(|group| Reverse(latest(group)));
    let state = StateLog::open(&setting.places.reading, "list")
        .map_or_else(|_| ReadingState::default(), |log| log.state().clone());
    let listing = Listing::new(&entries, &accounts, &groups, &told, &state);
    match wanted.format {
        Format::Json => print(&listing.to_json())?,
        Format::Text => print(&listing.to_text(terminal_width(), setting.config.settings.ascii))?,
    }
    problems.iter().for_each(|problem| tell(what_failed(problem, setting, &library), problem));
    Ok(status(
        problems
            .iter()
            .any(|problem| problem.place.is_none() && !problem.is_notice() && library.roots.contains(&problem.path)),
    ))
}

/// Reads what each article is about. One that cannot be read any more is about what its headline says.
fn accounts(setting: &Setting, entries: &[Entry]) -> Vec<Account> {
    let limits = setting.limits();
    let one = |stems: &mut Stems, entry: &Entry| {
        let account = match store::load_entry(entry, &limits) {
            Ok(loaded) => Account::of(&loaded.article, stems),
            Err(_) => Account::new(Profile::new(entry.meta.title.as_deref().unwrap_or_default(), [], stems)),
        };
        // What the reader set lies beside the file.
        let (named, at) = (entry.meta.story.as_deref().map(str::to_owned), entry.meta.published.map(When::seconds));
        Account { named, at, ..account }
    };
    entries.par_iter().map_init(Stems::default, one).collect()
}
