//! Looking for the stories of the library: every article is read, but for those that are as they were the last time.

use std::collections::HashMap;
use std::fs;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::job::{Desk, Job};
use crate::app::core::shelf::MOST_GROUPED;
use crate::app::message::{Msg, RequestId};
use crate::article::When;
use crate::library::corrections::Corrections;
use crate::library::versions::{Behind, Versions};
use crate::library::{Alike, Entry, Origin};
use crate::newsroom::stories::{Account, Profile, Stems, Told, group, nearest, nearest_middle};

/// Articles that are read before it is asked whether anybody still waits.
const BATCH: usize = 256;

/// What articles are about, by where they come from, each with how its file was.
pub type Accounts = HashMap<Origin, (Seen, Account)>;

/// How a file was: its time of change and its bytes; nothing for what is no file.
pub type Seen = Option<(SystemTime, u64)>;

/// Looks for articles that are about one event.
pub fn find(id: RequestId, entries: Arc<Vec<Entry>>, corrections: Arc<Corrections>) -> Job {
    let work = move |desk: &Desk| {
        // An earlier version is no second account of the event.
        let versions = Versions::of(&entries);
        let shown = |(index, entry): (usize, &Entry)| versions.is_shown(index).then(|| entry.clone());
        let newest: Option<Vec<Entry>> =
            (versions.hidden() > 0).then(|| entries.iter().enumerate().filter_map(shown).collect());
        let entries = newest.as_deref().unwrap_or(&entries);
        let accounts = if entries.len() > MOST_GROUPED { Some(named(entries)) } else { accounts(desk, entries) };
        if let Some(accounts) = accounts {
            desk.answers.send(Msg::Stories(id, stories(entries, &accounts, &corrections, versions.behind())));
        }
    };
    Job { what: "looking for stories", last: None, work: Box::new(work) }
}

/// Finds the articles that tell most of what the one from `of` tells.
pub fn find_near(id: RequestId, entries: Arc<Vec<Entry>>, of: Origin) -> Job {
    let work = move |desk: &Desk| {
        let Some(index) = entries.iter().position(|entry| entry.origin == of) else { return };
        let Some(accounts) = accounts(desk, &entries) else { return };
        let origin = |other: &usize| entries.get(*other).map(|entry| entry.origin.clone());
        desk.answers.send(Msg::Near(id, nearest(&accounts, index).iter().filter_map(origin).collect()));
    };
    Job { what: "looking for accounts of the same", last: None, work: Box::new(work) }
}

/// Returns articles of which only names are known, and nothing of what they are about.
fn named(entries: &[Entry]) -> Vec<Account> {
    let named = |entry: &Entry| Account { named: entry.meta.story.as_deref().map(str::to_owned), ..Account::default() };
    entries.iter().map(named).collect()
}

/// Returns what each article is about; nothing where nobody waits any more.
fn accounts(desk: &Desk, entries: &[Entry]) -> Option<Vec<Account>> {
    let before = std::mem::take(&mut *desk.shared.accounts.lock().unwrap_or_else(PoisonError::into_inner));
    let mut read = Vec::with_capacity(entries.len());
    for batch in entries.chunks(BATCH) {
        if desk.cancel.load(Ordering::Relaxed) {
            // What was known stays known, though nobody waits for this answer.
            *desk.shared.accounts.lock().unwrap_or_else(PoisonError::into_inner) = before;
            return None;
        }
        let one = |stems: &mut Stems, entry: &Entry| {
            let seen = seen(&entry.origin);
            let known = before.get(&entry.origin).filter(|(then, _)| *then == seen);
            let account = known.map_or_else(|| account(desk, entry, stems), |(_, account)| account.clone());
            // What the reader set lies beside the file.
            let (named, at) = (entry.meta.story.as_deref().map(str::to_owned), entry.meta.published.map(When::seconds));
            (entry.origin.clone(), (seen, Account { named, at, ..account }))
        };
        read.par_extend(batch.par_iter().map_init(Stems::default, one));
    }
    let accounts = read.iter().map(|(_, (_, account))| account.clone()).collect();
    *desk.shared.accounts.lock().unwrap_or_else(PoisonError::into_inner) = read.into_iter().collect();
    Some(accounts)
}

/// Reads what an article is about; one that cannot be read is about what its headline says.
fn account(desk: &Desk, entry: &Entry, stems: &mut Stems) -> Account {
    match desk.shared.load_entry(entry) {
        Ok(loaded) => Account::of(&loaded.article, stems),
        Err(_) => Account::new(Profile::new(entry.meta.title.as_deref().unwrap_or_default(), [], stems)),
    }
}

fn seen(origin: &Origin) -> Seen {
    let Origin::File(path) = origin else { return None };
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Returns the stories of two articles and more in which likeness, or what the reader said, has a part.
fn stories(
    entries: &[Entry],
    accounts: &[Account],
    corrections: &Corrections,
    behind: &Behind,
) -> Vec<(Alike, Vec<Origin>)> {
    let named = entries.iter().zip(accounts).map(|(entry, account)| (&entry.id, account.named.as_deref()));
    let told = Told::new(corrections, &named.collect::<Vec<_>>(), behind);
    let groups = group(accounts, &told);
    groups.iter().filter(|group| group.len() > 1).filter_map(|group| story(entries, accounts, group, &told)).collect()
}

fn story(entries: &[Entry], accounts: &[Account], group: &[usize], told: &Told) -> Option<(Alike, Vec<Origin>)> {
    let own = |index: &usize| entries.get(*index);
    let at = |index: &usize| accounts.get(*index).and_then(|account| account.at);
    let oldest = group.iter().min_by_key(|index| (at(index).is_none(), at(index))).and_then(own)?;
    let called = nearest_middle(accounts, group).as_ref().and_then(own)?;
    let alike = Alike {
        named: group.iter().filter_map(own).find_map(|entry| entry.meta.story.clone()),
        oldest: oldest.id.clone(),
        title: called.meta.title.clone().unwrap_or_else(|| called.first_words.clone()),
        by_reader: told.joins(group),
    };
    Some((alike, group.iter().filter_map(own).map(|entry| entry.origin.clone()).collect()))
}
