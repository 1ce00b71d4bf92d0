//! The findings of a comparison as the screen shows them: lines for the panel, marks for the text, stops for the trails.
//!
//! Worked out once, when the comparison is there; drawing and motions only look things up.

mod build;
mod changed;
mod checks;
mod places;
pub mod signs;

use self::build::Both;
use self::places::Places;
use self::signs::Signed;
use crate::app::core::marked::Marked;
use crate::article::Article;
use crate::compare::blocks::Blocks;
use crate::compare::rulings::Ruling;
use crate::compare::{Comparison, Side, Sign};
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::text::Span;

/// What follows the name of a speaker where the words are a quotation.
pub const QUOTED: &str = " (quotation)";

/// What stands for a list without members of its own.
pub const NO_OTHERS: &str = "no others";

/// A tab of the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What a fact-checker should look at, the heaviest first.
    #[default]
    Checks,
    /// Passages that both sides have.
    Shared,
    /// What only one side reports.
    OnlyHere,
    /// What the other side has in part, or perhaps.
    Partly,
    /// Utterances quoted on both sides.
    Quotations,
    /// Figures about one thing.
    Figures,
    /// Who and what is named.
    Names,
    /// Lists of members.
    Lists,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 8] = [
        Self::Checks,
        Self::Shared,
        Self::OnlyHere,
        Self::Partly,
        Self::Quotations,
        Self::Figures,
        Self::Names,
        Self::Lists,
    ];

    /// Returns its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Checks => "To check",
            Self::Shared => "Shared",
            Self::Quotations => "Quotations",
            Self::Figures => "Figures",
            Self::Names => "Names",
            Self::Lists => "Lists",
            Self::OnlyHere => "Only here",
            Self::Partly => "Partly",
        }
    }

    /// Returns its place among the tabs.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Returns the tab `by` places on, round the ends.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let next = self.index().saturating_add_signed(Self::ALL.len() as isize + by) % Self::ALL.len();
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

/// A line of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// How the sides stand to each other in it; none for what says nothing of the kind, a name.
    pub sign: Option<Sign>,
    /// What kind it is, in a word: "wording", "conflict", "left only".
    pub kind: &'static str,
    /// What it is about, not sanitised; its kind where nothing else is known.
    pub about: String,
    /// How the kind is drawn.
    pub role: Role,
    /// The left side.
    pub left: Half,
    /// The right side.
    pub right: Half,
    /// Whether it is about a word or a few, not about a passage: a figure, a name.
    pub short: bool,
    /// The check that it is, by its place in the comparison's list.
    pub check: Option<usize>,
    /// What the reader ruled on it.
    pub ruling: Option<Ruling>,
    /// Its place among those of its tab by weight, where they can be listed otherwise too.
    pub rank: usize,
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
    tabs: [Vec<Finding>; Tab::ALL.len()],
    marks: [Vec<(Layer, Marked)>; 2],
    signs: [Vec<Signed>; 2],
    places: [Places; 2],
    ruled: (usize, usize),
    /// How many lines of what only one side has are of the left; counted once, as drawing asks for it.
    only_left: usize,
}

impl Findings {
    /// Works out what the screen shows of `comparison`.
    #[must_use]
    pub fn new(comparison: &Comparison, blocks: &Blocks, [left, right]: [&Article; 2], open_only: bool) -> Self {
        let both = Both { left, right };
        let (only_here, partly) = both.only(comparison);
        let only_left = only_here.iter().filter(|line| line.left.at.is_some()).count();
        let mut checks = both.checks(comparison);
        let all = checks.len();
        let ruled = checks.iter().filter(|check| check.ruling.is_some()).count();
        checks.retain(|check| !open_only || check.ruling.is_none());
        let places = [Side::Left, Side::Right].map(|side| Places::of(&checks, side));
        let tabs = [
            checks,
            both.shared(blocks),
            only_here,
            partly,
            both.quotations(&comparison.quotes),
            both.figures(&comparison.figures),
            both.names(comparison),
            both.lists(comparison),
        ];
        let sides = [Side::Left, Side::Right];
        let marks = sides.map(|side| both.marks(comparison, side));
        let signs = sides.map(|side| signs::signs(comparison, blocks, [left, right], side));
        Self { tabs, marks, signs, places, ruled: (ruled, all), only_left }
    }

    /// Lists what only one side has, and what the other has in part, as the texts run, the left one first; or else the
    /// heaviest first.
    pub fn order(&mut self, as_text: bool) {
        for tab in [Tab::OnlyHere, Tab::Partly] {
            let Some(lines) = self.tabs.get_mut(tab.index()) else { continue };
            match as_text {
                true => lines.sort_unstable_by_key(|line| (line.left.at.is_none(), line.left.at.or(line.right.at))),
                false => lines.sort_unstable_by_key(|line| line.rank),
            }
        }
    }

    /// Returns how many checks have a ruling, and how many there are, whether they are listed or not.
    #[must_use]
    pub const fn ruled(&self) -> (usize, usize) {
        self.ruled
    }

    /// Returns the lines of a tab.
    #[must_use]
    pub fn of(&self, tab: Tab) -> &[Finding] {
        self.tabs.get(tab.index()).map_or(&[], Vec::as_slice)
    }

    /// Counts the lines of a tab, in words: of what only one side has, each side by itself.
    #[must_use]
    pub fn count(&self, tab: Tab) -> String {
        let lines = self.of(tab);
        if tab != Tab::OnlyHere {
            return lines.len().to_string();
        }
        format!("{} + {}", self.only_left, lines.len().saturating_sub(self.only_left))
    }

    /// Says whether the sides disagree: whether a check tells of a difference.
    #[must_use]
    pub fn disagree(&self) -> bool {
        self.of(Tab::Checks).iter().any(|finding| finding.sign == Some(Sign::Differs))
    }

    /// Returns the signs of `side`, one a sentence that takes part, in the order of its text.
    #[must_use]
    pub fn signs(&self, side: Side) -> &[Signed] {
        let [left, right] = &self.signs;
        if side == Side::Left { left } else { right }
    }

    /// Returns the sign of the sentence of `side` that begins at byte `start`.
    #[must_use]
    pub fn sign_at(&self, side: Side, start: usize) -> Option<&Signed> {
        let signs = self.signs(side);
        signs.binary_search_by_key(&start, |signed| signed.span.start).ok().and_then(|index| signs.get(index))
    }

    /// Returns the number of the first listed check that has a part in a sentence of `side`.
    #[must_use]
    pub fn check_in(&self, side: Side, sentence: Span) -> Option<usize> {
        let [left, right] = &self.places;
        if side == Side::Left { left } else { right }.first_in(sentence)
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
