//! The keys that stand at the bottom of each screen: which actions, and the one word that each gets there.

use super::action::{Action, Context};

/// A bottom line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    /// There is no library yet.
    NoLibrary,
    /// The list has no row.
    NothingListed,
    /// The list, its cursor on a problem.
    Problem,
    /// The list.
    Library,
    /// A text with a selection.
    Selection,
    /// The reader.
    Reader,
    /// The reader on a single article, without a list.
    ReaderAlone,
    /// The comparison.
    Compare,
    /// Its findings.
    Findings,
    /// The list of notes.
    Notes,
    /// The trash.
    Trash,
    /// The list of feeds.
    Feeds,
    /// The list of feeds, where there is none.
    NoFeeds,
}

impl Footer {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::NoLibrary,
        Self::NothingListed,
        Self::Problem,
        Self::Library,
        Self::Selection,
        Self::Reader,
        Self::ReaderAlone,
        Self::Compare,
        Self::Findings,
        Self::Notes,
        Self::Trash,
        Self::Feeds,
        Self::NoFeeds,
    ];

    /// Returns the bottom line where there is no list.
    #[must_use]
    pub const fn alone(self) -> Self {
        if matches!(self, Self::Reader) { Self::ReaderAlone } else { self }
    }

    /// Returns the actions in the order in which they stand, each with its word.
    #[must_use]
    pub const fn keys(self) -> &'static [(Action, &'static str)] {
        match self {
            Self::NoLibrary => &[(Action::Add, "add an article"), (Action::Open, "samples"), (Action::Help, "keys")],
            Self::NothingListed => &[(Action::Help, "keys")],
            Self::Problem => &[(Action::Open, "tell in full"), (Action::Reload, "read anew"), (Action::Help, "keys")],
            Self::Library => &[
                (Action::Open, "read"),
                (Action::TakeForCompare, "compare"),
                (Action::Filter, "filter"),
                (Action::Search, "search"),
                (Action::Help, "keys"),
            ],
            Self::Selection => &[
                (Action::WriteNote, "note"),
                (Action::MarkLabel, "mark"),
                (Action::LinkPassages, "link"),
                (Action::Copy, "copy"),
                (Action::Cancel, "drop"),
            ],
            Self::Reader => &[
                (Action::PageDown, "page"),
                (Action::Search, "search"),
                (Action::TakeForCompare, "compare"),
                (Action::NextArticle, "next"),
                (Action::Help, "keys"),
            ],
            Self::ReaderAlone => &[
                (Action::PageDown, "page"),
                (Action::Search, "search"),
                (Action::TakeForCompare, "compare"),
                (Action::Help, "keys"),
            ],
            Self::Compare => &[
                (Action::TrailNext, "next"),
                (Action::RuleFine, "ruling"),
                (Action::Findings, "list"),
                (Action::WriteNote, "note"),
                (Action::Export, "report"),
                (Action::Help, "keys"),
            ],
            Self::Findings => &[
                (Action::NextTab, "tab"),
                (Action::GoToFinding, "go there"),
                (Action::RuleFine, "ruling"),
                (Action::WriteNote, "note"),
                (Action::Findings, "texts"),
                (Action::Help, "keys"),
            ],
            Self::Notes => &[
                (Action::OpenNote, "go there"),
                (Action::NextScope, "which notes"),
                (Action::FilterNotes, "filter"),
                (Action::Export, "export"),
                (Action::Help, "keys"),
            ],
            Self::Trash => &[
                (Action::OpenNote, "give back"),
                (Action::NextScope, "which notes"),
                (Action::Trash, "the notes"),
                (Action::Help, "keys"),
            ],
            Self::Feeds => &[
                (Action::OpenFeed, "articles"),
                (Action::FetchFeed, "fetch"),
                (Action::FetchAll, "fetch all"),
                (Action::AddFeed, "add"),
                (Action::RemoveFeed, "remove"),
                (Action::Help, "keys"),
            ],
            Self::NoFeeds => &[(Action::AddFeed, "add one"), (Action::Help, "keys")],
        }
    }

    /// Returns the contexts whose keys hold there, the strongest first.
    #[must_use]
    pub const fn contexts(self) -> &'static [Context] {
        match self {
            Self::NoLibrary | Self::NothingListed | Self::Problem | Self::Library => {
                &[Context::Library, Context::Everywhere]
            }
            Self::Selection => &[Context::Selection, Context::Reader, Context::Everywhere],
            Self::Reader | Self::ReaderAlone => &[Context::Reader, Context::Everywhere],
            Self::Compare => &[Context::Compare, Context::Reader, Context::Everywhere],
            Self::Findings => &[Context::Findings, Context::Everywhere],
            Self::Notes | Self::Trash => &[Context::Notes, Context::Everywhere],
            Self::Feeds | Self::NoFeeds => &[Context::Feeds, Context::Everywhere],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::defaults;

    #[test]
    fn every_bottom_line_has_keys_that_work_there_and_ends_with_help_or_a_way_out() {
        let table = defaults().keys;
        for footer in Footer::ALL {
            for (action, word) in footer.keys() {
                assert!(table.shown(footer.contexts(), *action).is_some(), "{footer:?}: {word} has no key");
            }
            let last = footer.keys().last().map(|(action, _)| *action);
            let way_out = if footer == Footer::Selection { Action::Cancel } else { Action::Help };
            assert_eq!(last, Some(way_out), "{footer:?}");
        }
    }

    #[test]
    fn every_screen_has_a_bottom_line() {
        for context in Context::ALL.into_iter().filter(|c| !matches!(c, Context::Editor | Context::Overlay)) {
            assert!(Footer::ALL.iter().any(|footer| footer.contexts().contains(&context)), "{context:?}");
        }
    }
}
