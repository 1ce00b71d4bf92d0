//! The findings of a comparison as the screen shows them: lines for the panel, marks for the text, stops for the trails.
//!
//! Worked out once, when the comparison is there; drawing and motions only look things up.

mod build;

use self::build::Both;
use crate::app::core::marked::Marked;
use crate::article::Article;
use crate::compare::{Comparison, Side};
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::text::Span;

/// What stands for a list without members of its own.
pub const NO_OTHERS: &str = "no others";

/// A tab of the findings panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Utterances quoted on both sides.
    #[default]
    Quotations,
    /// Figures about one thing.
    Figures,
    /// Who and what is named.
    Names,
    /// Lists of members.
    Lists,
    /// What only one side reports.
    OnlyHere,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 5] = [Self::Quotations, Self::Figures, Self::Names, Self::Lists, Self::OnlyHere];

    /// Returns its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations",
            Self::Figures => "Figures",
            Self::Names => "Names",
            Self::Lists => "Lists",
            Self::OnlyHere => "Only here",
        }
    }

    /// Returns the tab `by` places on, round the ends.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let next = at.saturating_add_signed(Self::ALL.len() as isize + by) % Self::ALL.len();
        Self::ALL.get(next).copied().unwrap_or_default()
    }
}

/// One side of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Half {
    /// Its words, not sanitised; empty where the side has nothing.
    pub text: String,
    /// Where it stands in the article's text, in bytes.
    pub at: Option<usize>,
    /// The passage that a note about it is tied to: from its first word to its last.
    pub passage: Option<Span>,
}

/// A line of the findings panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind it is, in a word: "wording", "conflict", "left only".
    pub kind: &'static str,
    /// How the kind is drawn.
    pub role: Role,
    /// The left side.
    pub left: Half,
    /// The right side.
    pub right: Half,
}

impl Finding {
    /// Returns one side of it.
    #[must_use]
    pub const fn on(&self, side: Side) -> &Half {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// A kind of mark in the text that can be shown and hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Quotations of both sides and the words in which they differ.
    Quotations,
    /// Figures in conflict.
    Figures,
    /// Sentences without a counterpart.
    OnlyHere,
}

impl Layer {
    /// Returns the layer that an action shows or hides.
    #[must_use]
    pub const fn toggled_by(action: Action) -> Option<Self> {
        match action {
            Action::LayerQuotations => Some(Self::Quotations),
            Action::LayerFigures => Some(Self::Figures),
            Action::LayerOnlyHere => Some(Self::OnlyHere),
            _ => None,
        }
    }

    /// Returns what it marks, in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotations => "quotations",
            Self::Figures => "figures in conflict",
            Self::OnlyHere => "what only one side has",
        }
    }
}

/// Which layers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    /// Quotations.
    pub quotations: bool,
    /// Figures in conflict.
    pub figures: bool,
    /// Sentences without a counterpart.
    pub only_here: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self { quotations: true, figures: true, only_here: false }
    }
}

impl Layers {
    /// Says whether `layer` is shown.
    #[must_use]
    pub const fn shows(self, layer: Layer) -> bool {
        match layer {
            Layer::Quotations => self.quotations,
            Layer::Figures => self.figures,
            Layer::OnlyHere => self.only_here,
        }
    }

    /// Shows or hides `layer` and returns whether it is shown now.
    pub const fn toggle(&mut self, layer: Layer) -> bool {
        let shown = match layer {
            Layer::Quotations => &mut self.quotations,
            Layer::Figures => &mut self.figures,
            Layer::OnlyHere => &mut self.only_here,
        };
        *shown = !*shown;
        *shown
    }
}

/// The findings of a pair.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    tabs: [Vec<Finding>; 5],
    marks: [Vec<(Layer, Marked)>; 2],
}

impl Findings {
    /// Works out what the screen shows of `comparison`.
    #[must_use]
    pub fn new(comparison: &Comparison, left: &Article, right: &Article) -> Self {
        let both = Both { left, right };
        let tabs = [
            both.quotations(&comparison.quotes),
            both.figures(&comparison.figures),
            both.names(comparison),
            both.lists(&comparison.lists),
            both.only_here(comparison),
        ];
        let marks = [Side::Left, Side::Right].map(|side| both.marks(comparison, side));
        Self { tabs, marks }
    }

    /// Returns the lines of a tab.
    #[must_use]
    pub fn of(&self, tab: Tab) -> &[Finding] {
        let [quotations, figures, names, lists, only_here] = &self.tabs;
        match tab {
            Tab::Quotations => quotations,
            Tab::Figures => figures,
            Tab::Names => names,
            Tab::Lists => lists,
            Tab::OnlyHere => only_here,
        }
    }

    /// Returns how many figures are in conflict.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        self.of(Tab::Figures).iter().filter(|finding| finding.role == Role::Conflict).count()
    }

    /// Returns the marks of `side` that touch `view`, those of `layers` only.
    #[must_use]
    pub fn marks(&self, side: Side, view: Span, layers: Layers) -> Vec<Marked> {
        let [left, right] = &self.marks;
        let marks = if side == Side::Left { left } else { right };
        let until = marks.partition_point(|(_, mark)| mark.span.start < view.end);
        let marks = marks.iter().take(until).filter(|(layer, mark)| layers.shows(*layer) && mark.span.end > view.start);
        marks.map(|(_, mark)| *mark).collect()
    }
}
