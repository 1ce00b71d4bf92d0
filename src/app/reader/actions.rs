//! What the keys do in the reader.

use super::ReaderScreen;
use crate::app::core::geometry::{Area, Cell, Page};
use crate::app::core::jumps::Place;
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::{Actor, Loading};
use crate::app::ctx::flow::Flow;
use crate::app::pane::Pane;
use crate::app::pane::find::Find;
use crate::app::pane::motion::is_leap;
use crate::app::pane::slot::Slot;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::Origin;
use crate::text::scalars;

impl Actor for ReaderScreen {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if is_leap(action) {
            ctx.leave(self.place(ctx.shelf));
        }
        if let Some(pane) = self.pane_mut()
            && (pane.motion(action, count) || pane.select(action))
        {
            self.seen(ctx);
            return Flow::Done;
        }
        let times = count.unwrap_or(1) as isize;
        match action {
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::Copy => self.act_on_text(action, ctx),
            Action::TakeForCompare => return self.compare(ctx),
            Action::Versions => return self.versions(ctx),
            Action::Narrower => return Flow::Widen(-times),
            Action::Wider => return Flow::Widen(times),
            Action::NextArticle => return Flow::Along(times),
            Action::PreviousArticle => return Flow::Along(-times),
            Action::NextUnread => return Flow::AlongUnread(times),
            Action::PreviousUnread => return Flow::AlongUnread(-times),
            Action::Zen => self.toggle_zen(ctx.page),
            Action::LayerNotes => self.toggle_notes(ctx),
            Action::Export => ctx.open_export(self.title().as_deref(), "notes.md"),
            Action::FollowLink => return self.follow_link(ctx),
            Action::Links => ctx.list_links(self.pane()),
            other => return ctx.act_on_notes(other, count, self.hand()),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        let selecting = self.pane().is_some_and(|pane| pane.selection.is_some());
        selecting.then_some(Context::Selection).into_iter().chain([Context::Reader]).collect()
    }

    fn footer(&self, _shelf: &Shelf) -> Footer {
        if self.pane().is_some_and(|pane| pane.selection.is_some()) { Footer::Selection } else { Footer::Reader }
    }

    fn fit(&mut self, page: Page) {
        let area = page.reader(self.zen);
        if let Some(pane) = self.pane_mut() {
            pane.resize(area);
        }
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        let area = ctx.page.reader(self.zen);
        if let (true, Some(pane)) = (area.contains(cell), self.pane_mut()) {
            pane.click(cell.y - area.y, cell.x - area.x);
        }
        Flow::Done
    }

    fn wheel(&mut self, _cell: Cell, rows: isize, ctx: &mut Ctx<'_>) {
        if let Some(pane) = self.pane_mut() {
            pane.scroll(rows);
        }
        self.seen(ctx);
    }

    fn place(&self, _shelf: &Shelf) -> Option<Place> {
        Some(Place::Reader(self.slot.origin.clone(), self.pane()?.cursor()))
    }

    fn revisit(&mut self, place: &Place) -> bool {
        let Place::Reader(origin, offset) = place else { return false };
        let here = self.slot.origin == *origin;
        if let (true, Some(pane)) = (here, self.pane_mut()) {
            pane.go_to(*offset);
        }
        here
    }

    fn slots(&self) -> Vec<&Slot> {
        vec![&self.slot]
    }

    fn slots_mut(&mut self) -> Vec<&mut Slot> {
        vec![&mut self.slot]
    }

    fn pane(&self) -> Option<&Pane> {
        self.slot.pane.as_deref()
    }

    fn pane_mut(&mut self) -> Option<&mut Pane> {
        self.slot.pane.as_deref_mut()
    }

    fn pane_area(&self, page: Page) -> Option<Area> {
        Some(page.reader(self.zen))
    }

    fn clear(&mut self, _ctx: &mut Ctx<'_>) -> bool {
        self.pane_mut().is_some_and(Pane::clear)
    }

    fn keep(&self, ctx: &mut Ctx<'_>) {
        if let Some(pane) = self.pane() {
            ctx.keep_place(pane);
        }
    }

    /// An article whose end was reached becomes read, and is only so once a visit, so that `r` has the last word.
    fn seen(&mut self, ctx: &mut Ctx<'_>) {
        let at_end = self.pane().is_some_and(Pane::end_shown);
        if at_end && !std::mem::replace(&mut self.finished, true) {
            self.pane().into_iter().for_each(|pane| ctx.read_to_the_end(&pane.entry));
        }
    }

    fn loaded(&mut self, _id: RequestId, loaded: Loading, ctx: &mut Ctx<'_>) -> Flow {
        // A newer text of what is on the screen keeps the place that it has there.
        let opened = loaded.as_ref().ok().filter(|_| self.slot.pane.is_none());
        let place = opened.map_or(0, |loaded| ctx.shelf.state.of(&loaded.entry.id).place);
        ctx.tell_trouble(&loaded);
        if self.slot.is_changed_by(&loaded) {
            ctx.say("the text changed on disk: this is the new one, at the same place");
        }
        self.slot.fill(loaded, ctx.page.reader(self.zen), &ctx.config.settings.reader);
        self.arrive(place);
        Flow::Arrived
    }

    fn scopes(&self, shelf: &Shelf) -> Vec<Scope> {
        let Some(entry) = self.pane().map(|pane| &pane.entry) else { return Vec::new() };
        std::iter::once(Scope::Article(entry.id.clone())).chain(shelf.story_of(entry)).collect()
    }

    fn picked(&mut self, origin: Origin, ctx: &mut Ctx<'_>) -> Flow {
        self.keep(ctx);
        ctx.leave(self.place(ctx.shelf));
        Flow::Compare(self.slot.origin.clone(), origin)
    }
}

impl ReaderScreen {
    fn act_on_text(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(pane) = self.pane_mut() else { return ctx.say("the article is still being read") };
        match action {
            Action::Copy => ctx.copy(pane),
            _ => ctx.act_on_article(action, &pane.entry),
        }
    }

    fn toggle_zen(&mut self, page: Page) {
        self.zen = !self.zen;
        self.fit(page);
    }

    /// Goes on to the next way of showing notes.
    fn toggle_notes(&mut self, ctx: &mut Ctx<'_>) {
        let Some(pane) = self.pane_mut() else { return };
        let shown = pane.notes.shown.next();
        pane.show_notes(shown);
        ctx.say(shown.says());
    }

    fn follow_link(&mut self, ctx: &mut Ctx<'_>) -> Flow {
        let here = self.place(ctx.shelf);
        if let Some(flow) = ctx.follow_link(&self.hand(), here.clone()) {
            return flow;
        }
        if let Some(pane) = self.pane_mut()
            && !ctx.open_link_of(pane, here)
        {
            ctx.say("no link begins here");
        }
        Flow::Done
    }

    /// Compares with the only other account of the story, or asks which.
    fn compare(&self, ctx: &mut Ctx<'_>) -> Flow {
        let Some(entry) = self.pane().map(|pane| &pane.entry) else { return Flow::Done };
        let others = ctx.shelf.same_story(entry);
        let [only] = others.as_slice() else {
            ctx.pick(entry);
            return Flow::Done;
        };
        self.keep(ctx);
        ctx.leave(self.place(ctx.shelf));
        let other = ctx.shelf.entries.get(*only).map(|other| other.origin.clone());
        other.map_or(Flow::Done, |other| Flow::Compare(entry.origin.clone(), other))
    }

    /// Goes to the versions of the article.
    fn versions(&self, ctx: &mut Ctx<'_>) -> Flow {
        let Some(entry) = self.pane().map(|pane| &pane.entry) else { return Flow::Done };
        self.keep(ctx);
        ctx.leave(self.place(ctx.shelf));
        ctx.versions(entry)
    }

    /// Goes to where the article was opened for, or where it was left at scalar `place`.
    fn arrive(&mut self, place: usize) {
        let Some(pane) = self.slot.pane.as_deref_mut() else { return };
        let kept = (place > 0).then(|| scalars::byte_offset(&pane.article.text, place));
        if let Some(offset) = self.slot.then.go_to.take().or(kept) {
            pane.go_to(offset);
        }
        if let Some(query) = self.slot.then.search.take() {
            pane.find = Find::new(&query, &pane.article);
            pane.find.current = pane.find.after(pane.cursor().saturating_sub(1));
        }
    }
}
