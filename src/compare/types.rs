//! What a comparison is made of: the findings of DESIGN.md's `compare --format json`, as the program holds them.
//!
//! Inside the program every place is a byte [`Span`] of an article's text; `json` turns them into Unicode scalar
//! values of a paragraph. Nothing here holds text that a span can give.

use crate::text::Span;

/// One of the two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The left article.
    #[default]
    Left,
    /// The right article.
    Right,
}

impl Side {
    /// Returns the other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// A sentence of an article, both numbers from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct SentenceRef {
    /// Index into `Article::paragraphs`.
    pub paragraph: usize,
    /// Index into `Paragraph::sentences`.
    pub sentence: usize,
}

/// How certain a match is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// May report the same thing; not shown by default.
    #[default]
    Possible,
    /// Probably reports the same thing.
    Likely,
    /// Reports the same thing.
    Sure,
}

/// What a match rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ground {
    /// How much the shared words say.
    pub share: Share,
    /// How many of them are no names.
    pub plain: usize,
    /// What the two carry beside their words.
    pub bond: Bond,
    /// Whether both are leads of long articles.
    pub leads: bool,
}

impl Default for Ground {
    /// Returns the ground of a match that rests on all its words.
    fn default() -> Self {
        Self { share: Share::Firm, plain: usize::MAX, bond: Bond::Words, leads: false }
    }
}

/// What two sentences carry beside their words, or what parts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bond {
    /// They report what two people say.
    TwoVoices,
    /// Nothing.
    #[default]
    Words,
    /// One exact figure, one day or one rare full name.
    Detail,
    /// One quotation.
    Quotation,
}

/// How much the words that two sentences share say of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Share {
    /// Nothing: no word but those of any report.
    Nothing,
    /// That both are about one thing.
    Thin,
    /// What is told of it.
    #[default]
    Firm,
}

/// A sentence of the left article and one of the right that report the same thing.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Match {
    /// The left sentence.
    pub left: SentenceRef,
    /// The right sentence.
    pub right: SentenceRef,
    /// 0 to 1, rounded to four places, comparable from pair to pair.
    pub score: f64,
    /// How certain it is.
    pub tier: Tier,
    /// The shared words that speak most for it, the rarest first, as the left article writes them.
    pub evidence: Vec<String>,
    /// Whether it is drawn, faintly, though it is not shown.
    pub faint: bool,
    /// What it rests on beside its score.
    #[serde(skip)]
    pub ground: Ground,
    /// Whether the reader pinned it: it is then sure, whatever the engine makes of it.
    pub pinned: bool,
}

impl Match {
    /// Says whether the screen shows it by default.
    #[must_use]
    pub fn shown(&self) -> bool {
        self.tier >= Tier::Likely
    }

    /// Says whether the screen draws it at all, plainly or faintly.
    #[must_use]
    pub fn drawn(&self) -> bool {
        self.faint || self.shown()
    }

    /// Returns the sentence on `side`.
    #[must_use]
    pub const fn on(&self, side: Side) -> SentenceRef {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }
}

/// A sentence without a counterpart on the other side.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct OnlyHere {
    /// The sentence.
    pub at: SentenceRef,
    /// Whether nothing, or something less than a match, stands on the other side.
    pub state: Coverage,
    /// 0 to 1, rounded to four places: how much it would be missed.
    pub weight: f64,
}

/// How far the other side covers a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Coverage {
    /// Not at all.
    None,
    /// In part.
    Partial,
    /// The engine cannot tell.
    Unsure,
}

/// A passage inside one paragraph of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Place {
    /// Index into `Article::paragraphs`.
    pub paragraph: usize,
    /// Where it lies in the article's text, in bytes.
    pub span: Span,
}

/// The same utterance as both sides print it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct QuotePair {
    /// As the left has it.
    pub left: Quote,
    /// As the right has it.
    pub right: Quote,
    /// Whether both give it to the same speaker; `None` where a side names none.
    pub same_speaker: Option<bool>,
    /// How the two differ: the strongest that applies.
    pub kind: QuoteKind,
    /// The words of both, in the order of the left.
    pub diff: Vec<DiffPart>,
}

/// A quotation as one side prints it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Quote {
    /// Its parts without the marks: more than one where an attribution or a paragraph's end breaks it, never none.
    pub parts: Vec<Place>,
    /// Who says it, as the article has it.
    pub speaker: Option<String>,
}

/// How two printings of an utterance differ, from nothing to the most telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Not at all.
    Identical,
    /// In punctuation or letter case.
    Punctuation,
    /// One side leaves words out at an end, or marks an elision.
    Cut,
    /// In spelling.
    Spelling,
    /// In words.
    Wording,
}

/// A run of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DiffPart {
    /// What happened to it from left to right.
    pub op: DiffOp,
    /// Its words on the left, in bytes of the left text; `None` for an insertion.
    pub left: Option<Span>,
    /// Its words on the right, in bytes of the right text; `None` for a deletion.
    pub right: Option<Span>,
}

/// What a word diff did to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffOp {
    /// On both sides.
    Equal,
    /// Other words on the right.
    Replace,
    /// Only on the left.
    Delete,
    /// Only on the right.
    Insert,
    /// On both sides, elsewhere in the order.
    Move,
}

/// Two figures about one thing.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct FigurePair {
    /// The left figure.
    pub left: Figure,
    /// The right figure.
    pub right: Figure,
    /// Whether they agree.
    pub verdict: Verdict,
    /// What both are about, in a few words of the left article.
    pub about: Option<String>,
}

/// A number, amount, date or time as one side prints it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Figure {
    /// Where it stands, its unit included.
    pub place: Place,
    /// Its value, normalised to the unit.
    pub value: FigureValue,
    /// Its unit or what it counts, normalised.
    pub unit: Option<String>,
}

/// The normalised value of a figure.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum FigureValue {
    /// A number.
    Number(f64),
    /// A range with both ends ("tens of thousands", "between two and three").
    Range {
        /// The least it may be.
        low: f64,
        /// The most it may be.
        high: f64,
    },
    /// A date, weekday or time: an ISO 8601 form as far as it is known ("2026-03-07", "--03-07", "T14:30").
    Moment(String),
}

/// Whether two figures agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They say the same, in whatever form, at the grain in which both are told.
    Agree,
    /// Both can be right, but they do not say the same: one is a bound, a loose approximation or a coarser telling.
    Compatible,
    /// They cannot both be right.
    Conflict,
    /// They count different things.
    Incomparable,
}

/// Who and what is named, on both sides or on one; each ordered by how often, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Names {
    /// Named on both sides.
    pub both: Vec<Name>,
    /// Named on the left only.
    pub left: Vec<Name>,
    /// Named on the right only.
    pub right: Vec<Name>,
}

/// Somebody or something named.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Name {
    /// Its fullest form.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// Where the left names it, in order.
    pub left: Vec<Place>,
    /// Where the right names it, in order.
    pub right: Vec<Place>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Anything else, or not known.
    Other,
}

/// Two lists of members of one thing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ListPair {
    /// The left list.
    pub left: Place,
    /// The right list.
    pub right: Place,
    /// Members on both, in the order of the left.
    pub both: Vec<String>,
    /// Members on the left alone.
    pub only_left: Vec<String>,
    /// Members on the right alone.
    pub only_right: Vec<String>,
}

/// What a reader should know before trusting the findings.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Guards {
    /// Whether the two are about one event at all.
    pub same_event: SameEvent,
    /// Runs of words that are the same on both sides, in the order of the left: agreement there is not corroboration.
    pub shared_copy: Vec<SharedRun>,
}

/// Whether two articles are about one event.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct SameEvent {
    /// The verdict.
    pub verdict: EventVerdict,
    /// 0 (two events) to 1 (one event), rounded to four places.
    pub score: f64,
}

/// The answer to "one event?".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventVerdict {
    /// One event.
    Yes,
    /// Two events.
    No,
    /// The engine cannot tell.
    #[default]
    Unsure,
}

/// A long run of equal words on both sides, inside one paragraph of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SharedRun {
    /// Where the left has it.
    pub left: Place,
    /// Where the right has it.
    pub right: Place,
    /// How many words it has.
    pub words: usize,
}
