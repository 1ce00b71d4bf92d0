//! Keys that say of stories what belongs to them.

use super::{ListRow, ListScreen};
use crate::app::ctx::Ctx;
use crate::library::Origin;
use crate::library::order::Group;

impl ListScreen {
    /// Says that the article under the cursor is one story with the one that is taken; where none is, asks with which.
    pub(super) fn same_story(&mut self, ctx: &mut Ctx<'_>) {
        let Some(entry) = self.current(ctx.shelf).cloned() else { return ctx.say("no article under the cursor") };
        match self.taken.take_if(|taken| *taken != entry.origin) {
            Some(taken) => self.belongs_with(&taken, ctx),
            None if ctx.shelf.entries.len() < 2 => ctx.say("there is no other article"),
            None => ctx.choose_story(&entry),
        }
    }

    /// Says that the article under the cursor is one story with the one from `origin`.
    pub(crate) fn belongs_with(&mut self, origin: &Origin, ctx: &mut Ctx<'_>) {
        let Some((here, there)) = self.current_index().zip(ctx.shelf.index_of(origin)) else {
            return ctx.say("that article is gone");
        };
        if ctx.say_together(here, there) {
            self.stay(ctx);
        }
    }

    /// Says that the article under the cursor is not of its story.
    pub(super) fn not_this_story(&mut self, ctx: &mut Ctx<'_>) {
        let Some(here) = self.current_index() else { return ctx.say("no article under the cursor") };
        if ctx.say_apart(here) {
            self.stay(ctx);
        }
    }

    /// The list stays where it is, though the article under the cursor goes elsewhere in it: the one below comes up.
    fn stay(&mut self, ctx: &Ctx<'_>) {
        let placed = &ctx.session.news.placed;
        let goes = |index: &usize| placed.contains(index);
        if self.arrangement.group != Group::Story || !self.current_index().is_some_and(|here| goes(&here)) {
            return;
        }
        let stays = |(_, row): &(usize, &ListRow)| matches!(row, ListRow::Entry(index) if !goes(index));
        let rows = || self.rows.iter().enumerate();
        if let Some((below, _)) = rows().skip(self.cursor + 1).find(stays) {
            self.top += below - self.cursor;
            self.cursor = below;
        } else if let Some((above, _)) = rows().take(self.cursor).rev().find(stays) {
            self.cursor = above;
        }
        self.moved = true;
    }
}
