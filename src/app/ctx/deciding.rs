//! A decision as a deed: every screen that shows the pair hears of it, the disk too, and it can be undone.

use super::Ctx;
use crate::app::core::decided::Decided;
use crate::app::core::history::{Act, Deed};

impl Ctx<'_> {
    /// Makes a decision; `backward` is what takes it back.
    pub fn decide(&mut self, label: String, forward: Decided, backward: Decided) {
        self.session.news.decided.push(forward.clone());
        let (forward, backward) = (Act::Decide(Box::new(forward)), Act::Decide(Box::new(backward)));
        self.session.history.push(Deed { label: label.clone(), forward, backward });
        self.say_undoable(label);
    }
}
