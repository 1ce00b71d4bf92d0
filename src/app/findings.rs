//! The findings of a comparison as the screen shows them: lines for the panel, marks for the text, stops for the trails.
//!
//! Worked out once, when the comparison is there; drawing and motions only look things up.

use super::pane::Marked;
use crate::article::Article;
use crate::compare::{
    Comparison, Coverage, DiffOp, FigurePair, ListPair, Name, OnlyHere, Place, Quote, QuoteKind, QuotePair, Side,
    Verdict,
};
use crate::config::theme::Role;
use crate::text::Span;

/// What stands for a list without members of its own.
pub const NO_OTHERS: &str = "no others";

/// Bytes of an excerpt in the panel, about.
const EXCERPT: usize = 240;

/// Bytes of an excerpt before the first difference, about.
const BEFORE: usize = 24;

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

/// Both articles of a pair.
#[derive(Clone, Copy)]
struct Both<'a> {
    left: &'a Article,
    right: &'a Article,
}

impl Both<'_> {
    const fn of(&self, side: Side) -> &Article {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// The most telling kinds come first; inside a kind the order of the left article.
    fn quotations(&self, pairs: &[QuotePair]) -> Vec<Finding> {
        let mut pairs: Vec<&QuotePair> = pairs.iter().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.same_speaker == Some(false), pair.kind)));
        pairs.into_iter().map(|pair| self.quotation(pair)).collect()
    }

    fn quotation(&self, pair: &QuotePair) -> Finding {
        let differs = pair.diff.iter().find(|part| !matches!(part.op, DiffOp::Equal));
        let telling = matches!(pair.kind, QuoteKind::Wording | QuoteKind::Spelling);
        let from = |span: Option<Span>| span.filter(|_| telling).map(|span| span.start);
        let (kind, role) = quotation_kind(pair);
        Finding {
            kind,
            role,
            left: quoted(self.left, &pair.left, from(differs.and_then(|d| d.left))),
            right: quoted(self.right, &pair.right, from(differs.and_then(|d| d.right))),
        }
    }

    fn figures(&self, pairs: &[FigurePair]) -> Vec<Finding> {
        let mut pairs: Vec<&FigurePair> = pairs.iter().collect();
        pairs.sort_by_key(|pair| match pair.verdict {
            Verdict::Conflict => 0,
            Verdict::Agree => 1,
            Verdict::Incomparable => 2,
        });
        let finding = |pair: &FigurePair| {
            let (kind, role) = match pair.verdict {
                Verdict::Conflict => ("conflict", Role::Conflict),
                Verdict::Agree => ("agree", Role::Sure),
                Verdict::Incomparable => ("differ", Role::Dim),
            };
            let half = |article: &Article, place: Place, about: Option<&String>| {
                let words = place.span.of(&article.text);
                let text = match about.filter(|about| !words.contains(about.as_str())) {
                    Some(about) => format!("{words}  ({about})"),
                    None => words.to_owned(),
                };
                Half { text, at: Some(place.span.start) }
            };
            Finding {
                kind,
                role,
                left: half(self.left, pair.left.place, pair.about.as_ref()),
                right: half(self.right, pair.right.place, None),
            }
        };
        pairs.into_iter().map(finding).collect()
    }

    fn names(&self, comparison: &Comparison) -> Vec<Finding> {
        let half = |name: &Name, places: &[Place]| match places {
            [] => Half::default(),
            [first, ..] => Half { text: format!("{} ×{}", name.name, places.len()), at: Some(first.span.start) },
        };
        let finding = |name: &Name, kind, role| Finding {
            kind,
            role,
            left: half(name, &name.left),
            right: half(name, &name.right),
        };
        let names = &comparison.names;
        let both = names.both.iter().map(|name| finding(name, "both", Role::Sure));
        let left = names.left.iter().map(|name| finding(name, "left only", Role::OnlyHere));
        let right = names.right.iter().map(|name| finding(name, "right only", Role::OnlyHere));
        both.chain(left).chain(right).collect()
    }

    fn lists(&self, lists: &[ListPair]) -> Vec<Finding> {
        let half = |only: &[String], place: Place| {
            let text = if only.is_empty() { NO_OTHERS.to_owned() } else { only.join(", ") };
            Half { text, at: Some(place.span.start) }
        };
        let mut found = Vec::new();
        for list in lists {
            let both = list.both.join(", ");
            let at = |place: Place| Some(place.span.start);
            let halves = (Half { text: both.clone(), at: at(list.left) }, Half { text: both, at: at(list.right) });
            found.push(Finding { kind: "on both", role: Role::Sure, left: halves.0, right: halves.1 });
            found.push(Finding {
                kind: "on one",
                role: Role::OnlyHere,
                left: half(&list.only_left, list.left),
                right: half(&list.only_right, list.right),
            });
        }
        found
    }

    /// Both sides together, the heaviest first.
    fn only_here(&self, comparison: &Comparison) -> Vec<Finding> {
        let sided = |side: Side| comparison.only(side).iter().map(move |only| (side, only));
        let mut only: Vec<(Side, &OnlyHere)> = sided(Side::Left).chain(sided(Side::Right)).collect();
        let rank = |only: &OnlyHere| u8::from(only.state != Coverage::None);
        only.sort_by(|(_, a), (_, b)| rank(a).cmp(&rank(b)).then(b.weight.total_cmp(&a.weight)));
        only.into_iter().filter_map(|(side, only)| self.only(side, only)).collect()
    }

    fn only(&self, side: Side, only: &OnlyHere) -> Option<Finding> {
        let article = self.of(side);
        let span = *article.paragraphs.get(only.at.paragraph)?.sentences.get(only.at.sentence)?;
        let half = Half { text: excerpt(&article.text, span, span.start), at: Some(span.start) };
        let (kind, role) = match only.state {
            Coverage::None => ("only here", Role::OnlyHere),
            Coverage::Partial => ("in part", Role::Possible),
            Coverage::Unsure => ("unsure", Role::Dim),
        };
        let (left, right) = match side {
            Side::Left => (half, Half::default()),
            Side::Right => (Half::default(), half),
        };
        Some(Finding { kind, role, left, right })
    }

    fn marks(&self, comparison: &Comparison, side: Side) -> Vec<(Layer, Marked)> {
        let mut marks = Vec::new();
        for pair in &comparison.quotes {
            marks.extend(quote_marks(pair, side).into_iter().map(|mark| (Layer::Quotations, mark)));
        }
        for pair in comparison.figures.iter().filter(|pair| pair.verdict == Verdict::Conflict) {
            let figure = if side == Side::Left { &pair.left } else { &pair.right };
            marks.push((Layer::Figures, Marked { span: figure.place.span, role: Role::Conflict }));
        }
        for only in comparison.only(side).iter().filter(|only| only.state == Coverage::None) {
            let sentences = self.of(side).paragraphs.get(only.at.paragraph).map(|p| p.sentences.as_slice());
            let span = sentences.and_then(|sentences| sentences.get(only.at.sentence)).copied();
            marks.extend(span.map(|span| (Layer::OnlyHere, Marked { span, role: Role::OnlyHere })));
        }
        marks.sort_by_key(|(_, mark)| mark.span);
        marks
    }
}

/// A quotation is marked as a whole, and the words that only this side has over it.
fn quote_marks(pair: &QuotePair, side: Side) -> Vec<Marked> {
    let quote = if side == Side::Left { &pair.left } else { &pair.right };
    let mut marks: Vec<Marked> =
        quote.parts.iter().map(|part| Marked { span: part.span, role: Role::Quotation }).collect();
    if matches!(pair.kind, QuoteKind::Wording | QuoteKind::Spelling) {
        let own = |part: &crate::compare::DiffPart| match (part.op, side) {
            (DiffOp::Replace | DiffOp::Delete | DiffOp::Move, Side::Left) => part.left,
            (DiffOp::Replace | DiffOp::Insert | DiffOp::Move, Side::Right) => part.right,
            _ => None,
        };
        let spans = pair.diff.iter().filter_map(own).filter(|span| !span.is_empty());
        marks.extend(spans.map(|span| Marked { span, role: Role::Added }));
    }
    marks
}

const fn quotation_kind(pair: &QuotePair) -> (&'static str, Role) {
    if matches!(pair.same_speaker, Some(false)) {
        return ("speakers", Role::Conflict);
    }
    match pair.kind {
        QuoteKind::Wording => ("wording", Role::Conflict),
        QuoteKind::Spelling => ("spelling", Role::Quotation),
        QuoteKind::Cut => ("cut", Role::Quotation),
        QuoteKind::Punctuation => ("points", Role::Dim),
        QuoteKind::Identical => ("same", Role::Sure),
    }
}

/// Returns a quotation's words, from a little before byte `from` if that lies far in.
fn quoted(article: &Article, quote: &Quote, from: Option<usize>) -> Half {
    let parts: Vec<Span> = quote.parts.iter().map(|part| part.span).collect();
    let first = parts.first().copied().unwrap_or_default();
    let start = from.unwrap_or(first.start);
    let at = parts.iter().position(|part| part.contains(start)).unwrap_or(0);
    let here = parts.get(at).copied().unwrap_or(first);
    let mut text = format!("“{}", excerpt(&article.text, here, start.max(here.start)));
    for part in parts.iter().skip(at + 1) {
        text.push_str(" … ");
        text.push_str(&excerpt(&article.text, *part, part.start));
    }
    text.push('”');
    Half { text, at: Some(first.start) }
}

/// Returns the words of `span` from a little before byte `from`, at most about [`EXCERPT`] bytes.
fn excerpt(text: &str, span: Span, from: usize) -> String {
    let near = from.saturating_sub(BEFORE).max(span.start);
    let head = Span::new(text.floor_char_boundary(near), from).of(text);
    let cut = if near > span.start { head.find(' ').map_or(0, |space| space + 1) } else { 0 };
    let start = from.saturating_sub(head.len() - cut);
    let end = text.floor_char_boundary(span.end.min(start + EXCERPT));
    let words = Span::new(start, end).of(text);
    let (before, after) = (if start > span.start { "… " } else { "" }, if end < span.end { " …" } else { "" });
    format!("{before}{words}{after}")
}
