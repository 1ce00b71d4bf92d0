//! What people call actions who do not know their names: help and palette find an action by these too.

use super::action::Action;

/// Actions and other words for them, each one word.
const SYNONYMS: &[(Action, &[&str])] = &[
    (Action::Back, &["quit", "exit", "leave", "close"]),
    (Action::Quit, &["exit", "leave", "close"]),
    (Action::Cancel, &["escape", "close", "abort"]),
    (Action::Search, &["find", "look", "grep"]),
    (Action::SearchNext, &["find"]),
    (Action::Help, &["keys", "shortcuts", "legend", "signs", "manual"]),
    (Action::Palette, &["command", "commands", "actions", "menu"]),
    (Action::Undo, &["revert", "back"]),
    (Action::Redo, &["again", "repeat"]),
    (Action::Notes, &["annotations", "comments", "all"]),
    (Action::Redraw, &["refresh", "repaint"]),
    (Action::Suspend, &["background", "shell"]),
    (Action::Open, &["enter", "view", "show"]),
    (Action::Filter, &["limit", "narrow", "find", "search"]),
    (Action::ToggleRead, &["seen", "unseen"]),
    (Action::ToggleStar, &["favourite", "favorite", "bookmark", "flag"]),
    (Action::OpenUrl, &["browser", "web", "link", "website"]),
    (Action::TakeForCompare, &["diff", "pair", "versus", "side"]),
    (Action::Add, &["paste", "import", "fetch", "subscribe"]),
    (Action::Reload, &["refresh", "rescan", "update"]),
    (Action::Feeds, &["subscriptions", "sources", "rss", "channels"]),
    (Action::FetchAll, &["refresh", "update", "download", "sync", "reload"]),
    (Action::FetchFeed, &["refresh", "update", "download", "reload"]),
    (Action::OpenFeed, &["entries", "items", "show", "view"]),
    (Action::RenameFeed, &["title", "name", "call", "edit"]),
    (Action::PauseFeed, &["stop", "resume", "mute", "disable", "enable"]),
    (Action::OpenSite, &["browser", "web", "homepage", "url", "website"]),
    (Action::AddFeed, &["subscribe", "new", "follow"]),
    (Action::RemoveFeed, &["unsubscribe", "delete", "unfollow"]),
    (Action::GroupNext, &["stories", "sections"]),
    (Action::SortNext, &["order", "arrange"]),
    (Action::SortReverse, &["invert", "descending", "ascending"]),
    (Action::MarkAllRead, &["catchup"]),
    (Action::Copy, &["yank", "clipboard"]),
    (Action::Zen, &["focus", "fullscreen", "distraction"]),
    (Action::SelectWords, &["visual"]),
    (Action::SelectSentences, &["visual", "lines"]),
    (Action::WriteNote, &["annotate", "annotation", "comment", "write", "edit"]),
    (Action::MarkLabel, &["highlight", "label", "colour", "color"]),
    (Action::TagNote, &["keyword", "hashtag"]),
    (Action::DeleteNote, &["remove", "erase"]),
    (Action::LinkPassages, &["connect", "relate"]),
    (Action::Links, &["urls", "hyperlinks", "addresses"]),
    (Action::Trash, &["restore", "undelete", "deleted", "bin", "recover"]),
    (Action::Fold, &["collapse", "hide", "unfold"]),
    (Action::FoldAll, &["collapse", "hide", "unfold"]),
    (Action::Export, &["save", "report", "write", "html", "markdown", "hand-in"]),
    (Action::Swap, &["exchange", "flip", "switch"]),
    (Action::ToggleLock, &["scroll", "bind", "sync"]),
    (Action::Counterpart, &["match", "other", "jump"]),
    (Action::TrailNext, &["next", "check"]),
    (Action::TrailPrevious, &["previous", "check"]),
    (Action::TrailChecks, &["checks", "disagreements", "conflicts"]),
    (Action::Difference, &["diff", "words", "changes"]),
    (Action::Pin, &["confirm", "accept"]),
    (Action::Reject, &["wrong", "unmatch"]),
    (Action::Findings, &["list", "panel", "results"]),
    (Action::RuleFine, &["ruling", "verdict", "ok"]),
    (Action::RuleLeftWrong, &["ruling", "verdict"]),
    (Action::RuleRightWrong, &["ruling", "verdict"]),
    (Action::RuleBothWrong, &["ruling", "verdict"]),
    (Action::RuleSetAside, &["ruling", "verdict", "ignore", "skip"]),
    (Action::Brief, &["summary", "overview"]),
    (Action::PickOther, &["choose", "another", "article"]),
    (Action::SaveNote, &["write", "store"]),
    (Action::EditOutside, &["vim", "emacs", "nano", "editor"]),
];

impl Action {
    /// Returns other words for it.
    pub fn synonyms(self) -> impl Iterator<Item = &'static str> {
        let own = SYNONYMS.iter().filter(move |(action, _)| *action == self);
        own.flat_map(|(_, words)| words.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_is_one_folded_word_and_no_name_of_its_own_action() {
        for (action, words) in SYNONYMS {
            assert!(!words.is_empty() && !words.contains(&action.name()), "{}", action.name());
            let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(words.iter().all(is_word), "{}: {words:?}", action.name());
        }
        let actions: std::collections::HashSet<_> = SYNONYMS.iter().map(|(action, _)| action).collect();
        assert_eq!(actions.len(), SYNONYMS.len(), "an action stands there once");
    }
}
