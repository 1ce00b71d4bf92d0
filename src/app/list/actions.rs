//! What the keys do in the list.

use crate::app::core::geometry;
use crate::app::core::message::Effect;
use crate::app::list::ListScreen;
use crate::app::overlay::brief::Brief;
use crate::app::overlay::{Confirm, Overlay, PromptKind, Then};
use crate::app::reader::pane::Pane;
use crate::app::{App, Screen};
use crate::config::action::Action;
use crate::library::order::Group;
use crate::library::store::Loaded;
use crate::library::{Entry, Origin, url};

/// Articles above so many words are not loaded for the preview.
const PREVIEW_WORDS: usize = 100_000;

impl App {
    pub(crate) fn act_on_list(&mut self, action: Action, count: Option<usize>) {
        let height = self.list_height();
        if matches!(action, Action::Top | Action::Bottom) {
            self.leave();
        }
        let Some(list) = self.list_mut() else { return };
        if list.motion(action, count, height) {
            self.refresh_preview();
            return;
        }
        match action {
            Action::Open => self.open_current(),
            Action::Filter => self.open_prompt(PromptKind::Filter),
            Action::ToggleRead => self.with_current(Self::toggle_read),
            Action::ToggleStar => self.with_current(Self::toggle_star),
            Action::OpenUrl => self.with_current(|app, entry| app.ask_to_open(&entry)),
            Action::TakeForCompare => self.with_current(Self::take_for_comparing),
            Action::Reload => self.reload(),
            Action::TogglePreview => self.toggle_preview(),
            Action::GroupNext => self.group_next(),
            Action::SortNext => self.sort_next(),
            Action::SortReverse => self.sort_reverse(),
            Action::NextUnread => self.go_to_unread(true, count.unwrap_or(1)),
            Action::PreviousUnread => self.go_to_unread(false, count.unwrap_or(1)),
            Action::MarkAllRead => self.ask_to_mark_all(true),
            Action::MarkAllUnread => self.ask_to_mark_all(false),
            other => self.works_elsewhere(other),
        }
    }

    /// Says where an action works that does not work here.
    pub(crate) fn works_elsewhere(&mut self, action: Action) {
        let places: Vec<_> = action.contexts().iter().map(|c| c.name()).collect();
        self.say(format!("“{}” works in: {}", action.name(), places.join(", ")));
    }

    /// Returns the list, which is the first screen where there is one.
    #[must_use]
    pub fn list(&self) -> Option<&ListScreen> {
        if let Some(Screen::Library(list)) = self.screens.first() { Some(list) } else { None }
    }

    pub(crate) fn list_mut(&mut self) -> Option<&mut ListScreen> {
        if let Some(Screen::Library(list)) = self.screens.first_mut() { Some(list) } else { None }
    }

    /// Arranges the list by what is known now.
    pub(crate) fn rearrange(&mut self) {
        let height = self.list_height();
        if let Some(Screen::Library(list)) = self.screens.first_mut() {
            list.arrange(&self.shelf, height);
        }
        self.refresh_preview();
    }

    fn with_current(&mut self, act: impl FnOnce(&mut Self, Entry)) {
        match self.list().and_then(|list| list.current(&self.shelf)).cloned() {
            Some(entry) => act(self, entry),
            None => self.say("no article under the cursor"),
        }
    }

    fn open_current(&mut self) {
        let Some(list) = self.list() else { return };
        if let Some(crate::app::list::ListRow::Problem(index)) = list.rows.get(list.cursor) {
            let problem = self.shelf.problems.get(*index).cloned();
            self.overlay = problem
                .map(|problem| Overlay::Brief(Brief::new("A problem", crate::app::overlay::brief::problem(&problem))));
            return;
        }
        let Some(entry) = list.current(&self.shelf).cloned() else {
            if self.shelf.entries.is_empty() && !self.shelf.is_loading() {
                self.show_library(crate::app::core::message::Roots::Samples);
            }
            return;
        };
        let index = self.shelf.index_of(&entry.origin);
        let hit = index.and_then(|index| list.hit(index)).map(|hit| hit.offset);
        let query = list.search.as_ref().map(|search| search.query.clone());
        self.leave();
        self.open_reader(entry.origin);
        if let (Some(Screen::Reader(reader)), Some(offset)) = (self.screens.last_mut(), hit) {
            reader.slot.go_to = offset;
            reader.slot.search = query;
        }
    }

    /// Takes an article for comparing; the second one opens the pair. In a story of two, one is enough.
    fn take_for_comparing(&mut self, entry: Entry) {
        let taken = self.list_mut().and_then(|list| list.taken.take());
        match taken {
            Some(first) if first == entry.origin => self.say("no longer taken for comparing"),
            Some(first) => {
                self.leave();
                self.open_pair(first, entry.origin);
            }
            None => match self.shelf.same_story(&entry).as_slice() {
                [only] => {
                    let other = self.shelf.entries.get(*only).map(|e| e.origin.clone());
                    self.leave();
                    self.open_pair_of(entry.origin, other);
                }
                _ => {
                    if let Some(list) = self.list_mut() {
                        list.taken = Some(entry.origin);
                    }
                    let key = self.config.keys.shown(&self.screen_contexts(), Action::TakeForCompare);
                    self.say(format!("taken; {} on another article compares the two", key.unwrap_or_default()));
                }
            },
        }
    }

    pub(crate) fn open_pair_of(&mut self, left: Origin, right: Option<Origin>) {
        if let Some(right) = right {
            self.open_pair(left, right);
        }
    }

    fn reload(&mut self) {
        self.scan();
        self.say("reading the library anew");
    }

    fn toggle_preview(&mut self) {
        let Some(list) = self.list_mut() else { return };
        list.preview.on = !list.preview.on;
        if self.preview_area().is_none() && self.list().is_some_and(|list| list.preview.on) {
            self.say("the preview appears where the terminal is at least 116 columns wide");
        }
        self.refresh_preview();
    }

    fn group_next(&mut self) {
        let Some(list) = self.list_mut() else { return };
        list.arrangement.group = list.arrangement.group.next();
        let name = list.arrangement.group.name();
        self.rearrange();
        self.say(format!("grouped by {name}"));
    }

    fn sort_next(&mut self) {
        let Some(list) = self.list_mut() else { return };
        list.arrangement.sort = list.arrangement.sort.next();
        let (name, grouped) = (list.arrangement.sort.name(), list.arrangement.group);
        self.rearrange();
        let inside = if grouped == Group::None { "" } else { " inside each group" };
        self.say(format!("sorted by {name}{inside}"));
    }

    fn sort_reverse(&mut self) {
        let Some(list) = self.list_mut() else { return };
        list.arrangement.reverse = !list.arrangement.reverse;
        self.rearrange();
        self.say("order turned round");
    }

    fn go_to_unread(&mut self, forward: bool, times: usize) {
        let height = self.list_height();
        let Some(Screen::Library(list)) = self.screens.first_mut() else { return };
        if list.go_to_unread(&self.shelf, forward, times, height) {
            self.refresh_preview();
        } else {
            self.say(if forward { "no unread article further down" } else { "no unread article further up" });
        }
    }

    fn ask_to_mark_all(&mut self, read: bool) {
        let Some(list) = self.list() else { return };
        let count = list.order().len();
        let question = format!("Mark all {count} listed articles as {}?", if read { "read" } else { "unread" });
        let detail = "It can be undone.".to_owned();
        self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then: Then::MarkAll(read) }));
    }

    /// Shows the article's address and asks before it is opened.
    pub(crate) fn ask_to_open(&mut self, entry: &Entry) {
        let Some(address) = &entry.meta.url else {
            self.say("this article names no address");
            return;
        };
        match url::openable(address) {
            Ok(url) => {
                let host = url.host_str().unwrap_or_default();
                let question = format!("Open the page at {host} in the browser?");
                let detail = url.to_string();
                self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then: Then::OpenUrl(url) }));
            }
            Err(why) => self.warn(format!("the address is not opened: {why}")),
        }
    }

    /// Drops search and filter of the list; says whether there was one.
    pub(crate) fn clear_list(&mut self) -> bool {
        let Some(list) = self.list_mut() else { return false };
        let search = list.search.take();
        let cleared = search.is_some() || !list.filter.is_empty() || list.taken.is_some();
        list.filter.clear();
        list.taken = None;
        if let Some(id) = search.and_then(|search| search.request) {
            self.ask(Effect::CallOff(id));
        }
        if cleared {
            self.rearrange();
        }
        cleared
    }

    /// Returns where the preview stands, if it is shown.
    #[must_use]
    pub fn preview_area(&self) -> Option<geometry::Area> {
        geometry::list(self.size, self.list().is_some_and(|list| list.preview.on)).preview
    }

    /// Loads the article under the cursor for the preview, where there is one and it is another than before.
    pub(crate) fn refresh_preview(&mut self) {
        let shown = self.preview_area().is_some() && matches!(self.screens.last(), Some(Screen::Library(_)));
        let wanted = self.list().and_then(|list| list.current(&self.shelf)).filter(|e| e.words <= PREVIEW_WORDS);
        let wanted = wanted.map(|e| e.origin.clone()).filter(|_| shown);
        let Some(list) = self.list() else { return };
        if list.preview.origin == wanted {
            return;
        }
        let id = self.request();
        let Some(list) = self.list_mut() else { return };
        list.preview.pane = None;
        list.preview.origin = wanted.clone();
        let old = std::mem::replace(&mut list.preview.request, wanted.as_ref().map(|_| id));
        if let Some(old) = old {
            self.ask(Effect::CallOff(old));
        }
        if let Some(origin) = wanted {
            self.ask(Effect::Load(id, origin));
        }
    }

    pub(crate) fn preview_loaded(&mut self, loaded: Result<Box<Loaded>, String>) {
        let area = self.preview_area();
        let words = self.config.settings.reader.words_per_minute;
        let Some(list) = self.list_mut() else { return };
        list.preview.request = None;
        if let (Some(area), Ok(loaded)) = (area, loaded) {
            list.preview.pane = Some(Box::new(Pane::new(*loaded, area, words, 0)));
        }
    }
}
