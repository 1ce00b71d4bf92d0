//! The stories that an article may belong to.

use std::collections::HashSet;

use crate::app::core::shelf::Shelf;
use crate::app::overlay::chooser::{Choice, Chooser};
use crate::app::pane::head;
use crate::config::theme::Role;
use crate::library::order::folded;
use crate::library::{ArticleId, Entry, InStory, Origin};
use crate::text::cells::one_line;

/// Who a story is, where an article is in one.
#[derive(PartialEq, Eq, Hash)]
enum Story {
    Named(String),
    Found(ArticleId),
}

fn story(entry: &Entry) -> Option<Story> {
    Some(match entry.meta.in_story()? {
        InStory::Named(name) => Story::Named(folded(name).into_owned()),
        InStory::Found(alike) => Story::Found(alike.oldest.clone()),
    })
}

/// Returns the names of the stories that there are, other than the one that `entry` names, the most alike first.
#[must_use]
pub fn story_names(shelf: &Shelf, entry: &Entry) -> Vec<String> {
    let own = entry.meta.story.as_deref().map(|name| folded(name).into_owned());
    let mut names: Vec<String> = Vec::new();
    for other in shelf.beside(entry).0.into_iter().filter_map(|index| shelf.entries.get(index)) {
        let name = match other.meta.in_story() {
            Some(InStory::Named(name)) => one_line(name.trim()).into_owned(),
            Some(InStory::Found(alike)) => one_line(alike.title.trim()).into_owned(),
            None => continue,
        };
        let is_new = names.last() != Some(&name) && !names.contains(&name);
        if is_new && own.as_deref() != Some(&*folded(&name)) && names.len() < MOST_NAMES {
            names.push(name);
        }
    }
    names
}

/// Names of stories that are gone through.
const MOST_NAMES: usize = 50;

/// Lists the stories and the articles alone that `entry` is not in one story with, the most alike first.
#[must_use]
pub fn stories(shelf: &Shelf, entry: &Entry) -> Chooser<Origin> {
    let (beside, of_story) = shelf.beside(entry);
    let mut seen = HashSet::new();
    let mut sizes = std::collections::HashMap::new();
    for story in shelf.entries.iter().filter_map(story) {
        *sizes.entry(story).or_insert(0_usize) += 1;
    }
    let choice = |index: usize| {
        let other = shelf.entries.get(index)?;
        let story = story(other);
        let size = story.as_ref().and_then(|story| sizes.get(story)).copied().unwrap_or(1);
        if story.is_some_and(|story| !seen.insert(story)) {
            return None;
        }
        let name = match other.meta.in_story() {
            Some(InStory::Named(name)) => name.to_owned(),
            Some(InStory::Found(alike)) => alike.title.to_string(),
            None => head::title(other).to_owned(),
        };
        let source = || other.meta.source.as_deref().map_or_else(|| head::name(&other.origin), str::to_owned);
        let about = if size > 1 { format!("{size} articles") } else { source() };
        let date = other.meta.published.as_ref().map_or_else(String::new, |when| format!(" · {}", when.short()));
        Some(Choice {
            key: if size > 1 { "story".to_owned() } else { String::new() },
            role: Role::Accent,
            text: name,
            also: Vec::new(),
            aside: format!("{about}{date}"),
            enabled: true,
            value: other.origin.clone(),
        })
    };
    Chooser::new("One story with", beside.into_iter().skip(of_story).filter_map(choice).collect())
}
