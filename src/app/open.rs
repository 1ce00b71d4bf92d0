//! Opening articles and pairs, and what comes back from loading.

use crate::app::core::geometry;
use crate::app::core::message::{Effect, RequestId, Roots};
use crate::app::pair::PairScreen;
use crate::app::reader::ReaderScreen;
use crate::app::reader::pane::Pane;
use crate::app::reader::slot::Slot;
use crate::app::{App, Screen};
use crate::compare::Side;
use crate::library::identity::Recognised;
use crate::library::store::Loaded;
use crate::library::{Entry, Origin};
use crate::text::scalars;

impl App {
    /// Puts the list on top and starts to read the library.
    pub(super) fn begin_library(&mut self) {
        let settings = &self.config.settings.list;
        let mut list = crate::app::list::ListScreen::default();
        list.arrangement.group = settings.group;
        list.arrangement.sort = settings.sort;
        list.preview.on = settings.preview;
        self.screens.push(Screen::Library(Box::new(list)));
        self.scan();
    }

    /// Reads the library, for the first time or anew.
    pub(super) fn scan(&mut self) {
        let id = self.request();
        self.shelf.begin(id);
        self.ask(Effect::Scan(id, self.shelf.roots));
    }

    /// Shows another library in the list.
    pub(super) fn show_library(&mut self, roots: Roots) {
        self.shelf.clear(roots);
        self.rearrange();
        self.scan();
    }

    /// Opens an article on top of what is there.
    pub(super) fn open_reader(&mut self, origin: Origin) {
        let slot = self.load(origin);
        self.screens.push(Screen::Reader(Box::new(ReaderScreen { slot, zen: false, finished: false })));
    }

    /// Puts another article in the place of the one that is read.
    pub(super) fn turn_to(&mut self, origin: Origin) {
        self.keep_place();
        let slot = self.load(origin);
        if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot = slot;
            reader.finished = false;
        }
    }

    /// Opens a pair on top of what is there.
    pub(super) fn open_pair(&mut self, left: Origin, right: Origin) {
        let slots = [self.load(left), self.load(right)];
        let pair = PairScreen::new(slots, self.config.settings.compare.lock, self.pair_areas());
        self.screens.push(Screen::Compare(Box::new(pair)));
    }

    pub(super) fn load(&mut self, origin: Origin) -> Slot {
        let id = self.request();
        self.ask(Effect::Load(id, origin.clone()));
        Slot::waiting(origin, id)
    }

    /// Gives a loaded article to whoever waits for it.
    pub(super) fn loaded(&mut self, id: RequestId, loaded: Result<Box<Loaded>, String>) {
        let Some(place) = self.waiting_for(id) else { return };
        if let Ok(loaded) = &loaded {
            self.tell_guess(&loaded.entry);
        }
        match place {
            Waiting::Preview => self.preview_loaded(loaded),
            Waiting::Reader(index) => self.reader_loaded(index, loaded),
            Waiting::Pair(index, side) => self.pair_loaded(index, side, loaded),
        }
    }

    fn waiting_for(&self, id: RequestId) -> Option<Waiting> {
        self.screens.iter().enumerate().find_map(|(index, screen)| match screen {
            Screen::Library(list) => (list.preview.request == Some(id)).then_some(Waiting::Preview),
            Screen::Reader(reader) => (reader.slot.request == Some(id)).then_some(Waiting::Reader(index)),
            Screen::Notes(_) => None,
            Screen::Compare(pair) => {
                let side = [Side::Left, Side::Right].into_iter().find(|s| pair.slot(*s).request == Some(id));
                side.map(|side| Waiting::Pair(index, side))
            }
        })
    }

    fn tell_guess(&mut self, entry: &Entry) {
        if let Recognised::Likeness(likeness) = entry.recognised {
            let share = (likeness * 100.0).round();
            self.say(format!(
                "taken for an article seen before ({share} % alike): its state is kept; the palette undoes it"
            ));
        }
    }

    /// Says what is wrong with the front matter, or why a newer text of an open article cannot be read.
    fn tell_trouble(&mut self, loaded: &Result<Box<Loaded>, String>) {
        match loaded {
            Ok(loaded) => {
                if let Some(flaw) = loaded.entry.flaws.first() {
                    let name = crate::app::reader::head::name(&loaded.entry.origin);
                    self.warn(format!("{name}:{}:{}: {}", flaw.line, flaw.column, flaw.message));
                }
            }
            Err(why) => self.warn(why.clone()),
        }
    }

    fn reader_loaded(&mut self, index: usize, loaded: Result<Box<Loaded>, String>) {
        let zen = matches!(self.screens.get(index), Some(Screen::Reader(reader)) if reader.zen);
        let area = geometry::reader(self.size, self.measure, zen);
        let place = loaded.as_ref().map_or(0, |loaded| self.shelf.state.of(&loaded.entry.id).place);
        let reading = self.config.settings.reader.clone();
        self.tell_trouble(&loaded);
        let newer =
            matches!(self.screens.get(index), Some(Screen::Reader(reader)) if reader.slot.is_changed_by(&loaded));
        if newer {
            self.say("the text changed on disk: this is the new one, at the same place");
        }
        let Some(Screen::Reader(reader)) = self.screens.get_mut(index) else { return };
        fill(&mut reader.slot, loaded, area, &reading);
        let slot = &mut reader.slot;
        if let Some(pane) = &mut slot.pane {
            let target = slot.go_to.take();
            let kept = (place > 0).then(|| scalars::byte_offset(&pane.article.text, place));
            if let Some(offset) = target.or(kept) {
                pane.go_to(offset);
            }
            if let Some(query) = slot.search.take() {
                pane.find = crate::app::reader::find::Find::new(&query, &pane.article);
                pane.find.current = pane.find.after(pane.cursor().saturating_sub(1));
            }
        }
        self.note_end_reached();
        self.watch_opened();
        self.notes_opened(index);
    }

    fn pair_loaded(&mut self, index: usize, side: Side, loaded: Result<Box<Loaded>, String>) {
        let areas = self.pair_areas();
        let reading = self.config.settings.reader.clone();
        self.tell_trouble(&loaded);
        let newer =
            matches!(self.screens.get(index), Some(Screen::Compare(pair)) if pair.slot(side).is_changed_by(&loaded));
        if newer {
            self.say("a text changed on disk: the two are compared anew");
        }
        let Some(Screen::Compare(pair)) = self.screens.get_mut(index) else { return };
        let area = pair.area(areas, side);
        fill(pair.slot_mut(side), loaded, area, &reading);
        let slot = pair.slot_mut(side);
        if let (Some(pane), Some(offset)) = (&mut slot.pane, slot.go_to.take()) {
            pane.go_to(offset);
        }
        self.load_decisions(index);
        self.compare_when_ready(index);
        self.watch_opened();
        self.refresh_notes();
    }

    /// Asks for the comparison once both articles are there.
    pub(super) fn compare_when_ready(&mut self, index: usize) {
        let id = self.request();
        let Some(Screen::Compare(pair)) = self.screens.get_mut(index) else { return };
        let articles = [Side::Left, Side::Right].map(|side| pair.pane(side).map(|pane| pane.article.clone()));
        let [Some(left), Some(right)] = articles else { return };
        let called_off = pair.request.replace(id);
        pair.compared = None;
        if let Some(old) = called_off {
            self.ask(Effect::CallOff(old));
        }
        self.ask(Effect::Compare(id, left, right));
    }

    /// Files opened from the command line lie outside the library: they are watched too.
    fn watch_opened(&mut self) {
        if !self.config.settings.store.watch {
            return;
        }
        let slots = self.screens.iter().flat_map(|screen| match screen {
            Screen::Library(_) | Screen::Notes(_) => vec![],
            Screen::Reader(reader) => vec![&reader.slot],
            Screen::Compare(pair) => vec![pair.slot(Side::Left), pair.slot(Side::Right)],
        });
        let path = |slot: &Slot| if let Origin::File(path) = &slot.origin { Some(path.clone()) } else { None };
        let paths: Vec<_> = slots.filter_map(path).collect();
        if !paths.is_empty() {
            self.ask(Effect::Watch(paths));
        }
    }
}

/// Who waits for an article.
enum Waiting {
    Preview,
    Reader(usize),
    Pair(usize, Side),
}

/// Puts what was loaded into its slot; a newer text of the article that is there keeps the place.
fn fill(
    slot: &mut Slot,
    loaded: Result<Box<Loaded>, String>,
    area: geometry::Area,
    reading: &crate::config::settings::ReaderSettings,
) {
    slot.request = None;
    match (loaded, &mut slot.pane) {
        (Ok(loaded), Some(pane)) => pane.replace(*loaded, reading.words_per_minute),
        (Ok(loaded), pane) => {
            *pane = Some(Box::new(Pane::new(*loaded, area, reading.words_per_minute, reading.scroll_margin)));
            slot.failure = None;
        }
        (Err(why), _) => slot.failure = Some(why),
    }
}
