//! The versions of an article: opened side by side, or chosen from.

use super::Ctx;
use super::flow::Flow;
use crate::app::overlay::Overlay;
use crate::app::overlay::chooser::{Choice, Chooser};
use crate::app::pane::head;
use crate::config::theme::Role;
use crate::library::versions::dated;
use crate::library::{Entry, Origin};

impl Ctx<'_> {
    /// Opens the earlier version of an article beside the newer one; of more than two, asks which.
    pub fn versions(&mut self, entry: &Entry) -> Flow {
        if !self.shelf.was_scanned() {
            self.scan();
        }
        let there =
            self.shelf.index_of(&entry.origin).map(|index| self.shelf.versions.among(&self.shelf.entries, index));
        let there: Vec<&Entry> =
            there.unwrap_or_default().iter().filter_map(|index| self.shelf.entries.get(*index)).collect();
        match there.as_slice() {
            [earlier, newer] => Flow::Compare(earlier.origin.clone(), newer.origin.clone()),
            [_, _, ..] => {
                let chooser = Chooser::new("Versions: what was changed", choices(&there));
                *self.overlay = Some(Overlay::Versions(chooser));
                Flow::Done
            }
            _ => {
                let reading = self.shelf.is_loading();
                let says =
                    if reading { "the library is still being read" } else { "there is one version of this article" };
                self.say(says);
                Flow::Done
            }
        }
    }
}

/// What there is to compare: all that was changed, then step by step, the last one first.
fn choices(versions: &[&Entry]) -> Vec<Choice<(Origin, Origin)>> {
    let choice = |key: String, (earlier, newer): (&Entry, &Entry)| Choice {
        key,
        role: Role::Accent,
        text: format!("{} → {}", when(earlier), when(newer)),
        also: Vec::new(),
        aside: head::title(newer).to_owned(),
        enabled: true,
        value: (earlier.origin.clone(), newer.origin.clone()),
    };
    let steps = versions.windows(2).enumerate().rev().filter_map(|(at, pair)| match pair {
        [earlier, newer] => Some(choice(format!("{} → {}", at + 1, at + 2), (earlier, newer))),
        _ => None,
    });
    let all = versions.first().zip(versions.last()).map(|(first, last)| choice("all".to_owned(), (first, last)));
    all.into_iter().chain(steps).collect()
}

/// Says when a version is of, as closely as it says itself.
fn when(entry: &Entry) -> String {
    let Some(when) = dated(entry) else { return head::name(&entry.origin) };
    let time = when.time.map_or_else(String::new, |time| time.strftime(" %H:%M").to_string());
    format!("{}{time}", when.short())
}
