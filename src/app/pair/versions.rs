//! Two versions of one article side by side: which is the newer one, and what was changed.

use std::cmp::Ordering;

use super::PairScreen;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::ctx::flow::Flow;
use crate::compare::Side;
use crate::library::versions::changes::Changes;
use crate::library::versions::order;

impl PairScreen {
    /// Returns the side of the newer version, where the two are versions of one article.
    #[must_use]
    pub fn newer(&self) -> Option<Side> {
        let (left, right) = (self.side(Side::Left)?, self.side(Side::Right)?);
        order(&left.entry, &right.entry).map(|order| if order == Ordering::Greater { Side::Left } else { Side::Right })
    }

    /// Goes to the versions of the article that has the keys.
    pub(super) fn versions(&self, ctx: &mut Ctx<'_>) -> Flow {
        let Some(entry) = self.pane().map(|pane| &pane.entry) else { return Flow::Done };
        if self.changes.is_some() && ctx.shelf.versions.count(entry) <= 2 {
            ctx.say("these are its versions: ] and [ go along what was changed");
            return Flow::Done;
        }
        self.keep(ctx);
        ctx.leave(self.place(ctx.shelf));
        ctx.versions(entry)
    }

    /// Finds what was changed; the words are marked from the beginning, for they are what two versions are opened for.
    pub(super) fn find_changes(&mut self) {
        let is_first = self.changes.is_none();
        let sides = self.newer().and_then(|_| self.side(Side::Left).zip(self.side(Side::Right)));
        self.changes = sides.map(|(left, right)| Changes::of(&left.article, &right.article));
        self.looking.difference |= is_first && self.changes.is_some();
    }
}
