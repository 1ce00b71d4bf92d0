//! Where the tabs of the list of findings stand on its upper rule: drawn there, and clicked.

use crate::app::pair::PairScreen;
use crate::app::pair::findings::Tab;
use crate::text::cells;

/// Columns for the tabs, so many at least, before what is ruled is told beside them.
const BESIDE: usize = 40;

/// Columns of the sign that some are left out before the first.
const BEFORE: usize = 2;

/// The tabs that fit in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tabs {
    /// Each with its first column and its title with a space before and after.
    pub shown: Vec<(Tab, usize, String)>,
    /// Whether some before them are left out.
    pub before: bool,
    /// The columns that the tabs have; what is beyond says how many checks have a ruling.
    pub width: usize,
    /// Whether some after them are left out.
    pub after: bool,
    /// How many checks have a ruling; empty where none is told.
    pub ruled: String,
}

impl Tabs {
    /// Returns the tab at a column; where some are left out, the next of them.
    #[must_use]
    pub fn at(&self, x: usize) -> Option<Tab> {
        let first = self.shown.first().map(|(tab, ..)| tab.index());
        let last = self.shown.last().map(|(tab, ..)| tab.index());
        if self.before && x < BEFORE {
            return Tab::ALL.get(first?.checked_sub(1)?).copied();
        } else if self.after && x + 1 == self.width {
            return Tab::ALL.get(last? + 1).copied();
        }
        let has = |(_, from, title): &&(Tab, usize, String)| (*from..from + cells::width(title)).contains(&x);
        self.shown.iter().find(has).map(|(tab, ..)| *tab)
    }
}

impl PairScreen {
    /// Lays out the tabs on a row of `width` columns, the chosen one always among them.
    #[must_use]
    pub fn tabs(&self, width: usize) -> Tabs {
        let Some(compared) = &self.compared else { return Tabs::default() };
        let findings = &compared.findings;
        let (ruled, all) = findings.ruled();
        let told = ruled > 0 || self.looking.open_only;
        let ruled = if told { format!(" {ruled} of {all} checked ") } else { String::new() };
        let wide = cells::width(&ruled);
        let fits = told && width > wide + BESIDE;
        let ruled = if fits { ruled } else { String::new() };
        let width = if fits { width - wide } else { width };
        let called = |tab: Tab| if tab == Tab::Checks && self.changes.is_some() { "Changes" } else { tab.title() };
        let title = |tab: Tab| format!(" {} {} ", called(tab), findings.count(tab));
        self.placed(Tabs { width, ruled, ..Tabs::default() }, &title)
    }

    fn placed(&self, mut tabs: Tabs, title: &dyn Fn(Tab) -> String) -> Tabs {
        let chosen = self.looking.tab.index();
        let room = tabs.width.saturating_sub(4);
        // What stands before the chosen tab goes where both do not fit.
        let fits = |from: usize| {
            let shown = Tab::ALL.iter().skip(from).take_while(|tab| tab.index() <= chosen);
            shown.map(|tab| cells::width(&title(*tab)) + 1).sum::<usize>() <= room
        };
        let from = (0..chosen).find(|from| fits(*from)).unwrap_or(chosen);
        tabs.before = from > 0;
        let mut x = if tabs.before { BEFORE } else { 0 };
        for tab in Tab::ALL.into_iter().skip(from) {
            let title = title(tab);
            let wide = cells::width(&title);
            tabs.after = x + wide > tabs.width;
            if tabs.after {
                break;
            }
            tabs.shown.push((tab, x, title));
            x += wide + 1;
        }
        tabs
    }
}
