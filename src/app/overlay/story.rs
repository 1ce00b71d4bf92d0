//! The stories that an article may belong to.

use std::collections::HashSet;

use crate::app::core::shelf::Shelf;
use crate::app::overlay::chooser::{Choice, Chooser};
use crate::app::pane::head;
use crate::config::theme::Role;
use crate::library::order::folded;
use crate::library::{ArticleId, Entry, InStory, Origin};

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
