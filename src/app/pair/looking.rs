//! How one looks at the findings of a pair: the trail, the layers of marks, the list of findings.

use crate::app::pair::findings::{Layers, Tab};
use crate::app::pair::trail::Trail;

/// What of the findings is shown, and how one goes along them.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// What `]` and `[` go along.
    pub trail: Trail,
    /// Which marks are shown in the text.
    pub layers: Layers,
    /// The tab of the list of findings.
    pub tab: Tab,
    /// The line that was last looked at, of each tab.
    cursors: [usize; Tab::ALL.len()],
    /// Whether keys go to the list.
    pub in_list: bool,
    /// Whether the words are marked in which the passage under the cursor differs from its other end.
    pub difference: bool,
    /// Whether only checks without a ruling are listed.
    pub open_only: bool,
    /// Whether what only one side has is listed as its text runs, and not the heaviest first.
    pub as_text: bool,
}

impl Looking {
    /// Returns the line of `tab` that was last looked at, from 0.
    #[must_use]
    pub fn cursor(&self, tab: Tab) -> usize {
        self.cursors.get(tab.index()).copied().unwrap_or(0)
    }

    /// Goes to a line of `tab`.
    pub(super) fn go_to(&mut self, tab: Tab, line: usize) {
        if let Some(cursor) = self.cursors.get_mut(tab.index()) {
            *cursor = line;
        }
    }

    /// Goes back to the first line of every tab: what they list is new.
    pub(super) fn forget_lines(&mut self) {
        self.cursors = [0; Tab::ALL.len()];
    }
}
