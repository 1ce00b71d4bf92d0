//! How one looks at the findings of a pair: the trail, the layers of marks, the panel.

use crate::app::pair::findings::{Layers, Tab};
use crate::app::pair::trail::Trail;

/// What of the findings is shown, and how one goes along them.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// What `]` and `[` go along.
    pub trail: Trail,
    /// Which marks are shown in the text.
    pub layers: Layers,
    /// The findings panel, if it is open.
    pub panel: Option<Panel>,
}

/// The findings panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// The tab.
    pub tab: Tab,
    /// The line under the cursor.
    pub cursor: usize,
}
