//! What the JSON is made of, field by field in the contract's order.

mod placing;

use serde::{Serialize, Serializer};

use self::placing::{PlacesView, places};
use super::scalars::Scalars;
use crate::article::{Article, ParagraphKind};
use crate::compare::rulings::Ruling;
use crate::compare::{
    Check, CheckKind, CheckVerdict, Comparison, Coverage, DiffOp, EventVerdict, Figure, FigurePair, FigureValue, Input,
    Match, Name, NameKind, OnlyHere, Place, Quote, QuoteKind, QuotePair, SentenceRef, Tier, Verdict,
};
use crate::text::Span;

/// The version of the contract.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    version: u32,
    left: SideView<'a>,
    right: SideView<'a>,
    matches: Vec<MatchView<'a>>,
    quotes: Vec<QuotePairView<'a>>,
    figures: Vec<FigurePairView<'a>>,
    names: NamesView<'a>,
    lists: Vec<ListView<'a>>,
    only: Both<Vec<OnlyView>>,
    guards: GuardsView<'a>,
    places: PlacesView,
    checks: Vec<CheckView<'a>>,
    /// What the reader rejected; only where decisions were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rejected: Vec<RejectedView<'a>>,
    /// What the reader wrote about both articles; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a serde_json::Value>,
}

#[derive(Serialize)]
struct Both<T> {
    left: T,
    right: T,
}

#[derive(Serialize)]
struct SideView<'a> {
    path: &'a str,
    title: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<String>,
    paragraphs: Vec<ParagraphView<'a>>,
}

#[derive(Serialize)]
struct ParagraphView<'a> {
    kind: ParagraphKind,
    text: &'a str,
    sentences: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct MatchView<'a> {
    left: SentenceRef,
    right: SentenceRef,
    score: f64,
    tier: Tier,
    shown: bool,
    evidence: &'a [String],
    /// What the reader decided; only where decisions were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'static str>,
}

#[derive(Serialize)]
struct RejectedView<'a> {
    left: SentenceRef,
    right: SentenceRef,
    score: f64,
    evidence: &'a [String],
    decision: &'static str,
}

#[derive(Serialize)]
struct CheckView<'a> {
    kind: CheckKind,
    about: Option<&'a str>,
    left: PlaceView<'a>,
    right: PlaceView<'a>,
    verdict: CheckVerdict,
    weight: f64,
    #[serde(rename = "match")]
    matched: Option<Both<SentenceRef>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ruling: Option<&'a Ruling>,
}

/// A place; `text` is left out where only the place matters.
#[derive(Serialize)]
struct PlaceView<'a> {
    paragraph: usize,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct QuotePairView<'a> {
    left: QuoteView<'a>,
    right: QuoteView<'a>,
    same_speaker: Option<bool>,
    kind: QuoteKind,
    diff: Vec<DiffView<'a>>,
}

#[derive(Serialize)]
struct QuoteView<'a> {
    paragraph: usize,
    start: usize,
    end: usize,
    text: String,
    speaker: Option<&'a str>,
    spans: Vec<PlaceView<'a>>,
}

#[derive(Serialize)]
struct DiffView<'a> {
    op: DiffOp,
    left: Option<&'a str>,
    right: Option<&'a str>,
}

#[derive(Serialize)]
struct FigurePairView<'a> {
    left: FigureView<'a>,
    right: FigureView<'a>,
    verdict: Verdict,
    about: Option<&'a str>,
}

#[derive(Serialize)]
struct FigureView<'a> {
    #[serde(flatten)]
    place: PlaceView<'a>,
    value: ValueView<'a>,
    unit: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ValueView<'a> {
    Number(Plain),
    Range { low: Plain, high: Plain },
    Moment(&'a str),
}

/// A number written without a fraction where it has none: `17`, not `17.0`.
struct Plain(f64);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.0 as i64;
        if self.0.abs() < 9e15 && (whole as f64).total_cmp(&self.0).is_eq() {
            serializer.serialize_i64(whole)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[derive(Serialize)]
struct NamesView<'a> {
    both: Vec<NameView<'a>>,
    left: Vec<NameView<'a>>,
    right: Vec<NameView<'a>>,
    spellings: &'a [Vec<String>],
}

#[derive(Serialize)]
struct NameView<'a> {
    name: &'a str,
    kind: NameKind,
    left: Vec<PlaceView<'a>>,
    right: Vec<PlaceView<'a>>,
}

#[derive(Serialize)]
struct ListView<'a> {
    left: PlaceView<'a>,
    right: PlaceView<'a>,
    both: &'a [String],
    only_left: &'a [String],
    only_right: &'a [String],
}

#[derive(Serialize)]
struct OnlyView {
    paragraph: usize,
    sentence: usize,
    state: Coverage,
    weight: f64,
}

#[derive(Serialize)]
struct GuardsView<'a> {
    same_event: EventView,
    shared_copy: Vec<RunView<'a>>,
}

#[derive(Serialize)]
struct EventView {
    verdict: EventVerdict,
    score: f64,
}

#[derive(Serialize)]
struct RunView<'a> {
    left: PlaceView<'a>,
    right: PlaceView<'a>,
    words: usize,
}

/// The counts of both articles.
struct Writer<'a> {
    left: Scalars<'a>,
    right: Scalars<'a>,
}

/// Lays out the whole document.
pub(super) fn view<'a>(
    c: &'a Comparison,
    left: Input<'a>,
    right: Input<'a>,
    notes: Option<&'a serde_json::Value>,
) -> Document<'a> {
    let w = Writer { left: Scalars::new(left.article), right: Scalars::new(right.article) };
    Document {
        version: VERSION,
        left: side(left, &w.left),
        right: side(right, &w.right),
        matches: c.matches.iter().map(match_view).collect(),
        quotes: c.quotes.iter().map(|q| w.quotes(q)).collect(),
        figures: c.figures.iter().map(|f| w.figures(f)).collect(),
        names: NamesView {
            both: w.names(&c.names.both),
            left: w.names(&c.names.left),
            right: w.names(&c.names.right),
            spellings: &c.spellings,
        },
        lists: w.lists(c),
        only: Both { left: only(&c.only_left), right: only(&c.only_right) },
        guards: w.guards(c),
        places: places(&c.placing),
        checks: c.checks.iter().map(|check| w.check(check)).collect(),
        rejected: c.rejected.iter().map(rejected).collect(),
        notes,
    }
}

fn rejected(m: &Match) -> RejectedView<'_> {
    let Match { left, right, score, ref evidence, .. } = *m;
    RejectedView { left, right, score, evidence, decision: "rejected" }
}

fn side<'a>(input: Input<'a>, scalars: &Scalars<'a>) -> SideView<'a> {
    let Article { meta, paragraphs, .. } = input.article;
    let paragraph = |(n, p): (usize, &crate::article::Paragraph)| ParagraphView {
        kind: p.kind,
        text: p.span.of(scalars.text()),
        sentences: p.sentences.iter().map(|s| [scalars.within(n, s.start), scalars.within(n, s.end)]).collect(),
    };
    SideView {
        path: input.path,
        title: meta.title.as_deref(),
        source: meta.source.as_deref(),
        published: meta.published.as_ref().map(ToString::to_string),
        paragraphs: paragraphs.iter().enumerate().map(paragraph).collect(),
    }
}

fn match_view(m: &Match) -> MatchView<'_> {
    let decision = m.pinned.then_some("pinned");
    let Match { left, right, score, tier, ref evidence, .. } = *m;
    MatchView { left, right, score, tier, shown: m.shown(), evidence, decision }
}

fn only(only: &[OnlyHere]) -> Vec<OnlyView> {
    let view = |o: &OnlyHere| OnlyView {
        paragraph: o.at.paragraph,
        sentence: o.at.sentence,
        state: o.state,
        weight: o.weight,
    };
    only.iter().map(view).collect()
}

/// Names a place and gives its text.
fn with_text<'a>(scalars: &Scalars<'a>, place: Place) -> PlaceView<'a> {
    PlaceView { text: Some(place.span.of(scalars.text())), ..bare(scalars, place) }
}

/// Names a place.
fn bare<'a>(scalars: &Scalars<'a>, place: Place) -> PlaceView<'a> {
    let Place { paragraph, span } = place;
    let [start, end] = [span.start, span.end].map(|at| scalars.within(paragraph, at));
    PlaceView { paragraph, start, end, text: None }
}

fn quote<'a>(scalars: &Scalars<'a>, quote: &'a Quote) -> QuoteView<'a> {
    let spans: Vec<_> = quote.parts.iter().map(|&p| bare(scalars, p)).collect();
    let texts: Vec<_> = quote.parts.iter().map(|p| p.span.of(scalars.text())).collect();
    let (paragraph, start, end) = spans.first().map_or((0, 0, 0), |s| (s.paragraph, s.start, s.end));
    QuoteView { paragraph, start, end, text: texts.join(" … "), speaker: quote.speaker.as_deref(), spans }
}

fn figure<'a>(scalars: &Scalars<'a>, figure: &'a Figure) -> FigureView<'a> {
    let value = match &figure.value {
        FigureValue::Number(n) => ValueView::Number(Plain(*n)),
        FigureValue::Range { low, high } => ValueView::Range { low: Plain(*low), high: Plain(*high) },
        FigureValue::Moment(iso) => ValueView::Moment(iso),
    };
    FigureView { place: with_text(scalars, figure.place), value, unit: figure.unit.as_deref() }
}

impl<'a> Writer<'a> {
    fn quotes(&self, pair: &'a QuotePair) -> QuotePairView<'a> {
        let of = |scalars: &Scalars<'a>, span: Option<Span>| span.map(|s| s.of(scalars.text()));
        let diff = pair.diff.iter().map(|d| DiffView {
            op: d.op,
            left: of(&self.left, d.left),
            right: of(&self.right, d.right),
        });
        QuotePairView {
            left: quote(&self.left, &pair.left),
            right: quote(&self.right, &pair.right),
            same_speaker: pair.same_speaker,
            kind: pair.kind,
            diff: diff.collect(),
        }
    }

    fn figures(&self, pair: &'a FigurePair) -> FigurePairView<'a> {
        FigurePairView {
            left: figure(&self.left, &pair.left),
            right: figure(&self.right, &pair.right),
            verdict: pair.verdict,
            about: pair.about.as_deref(),
        }
    }

    fn check(&self, check: &'a Check) -> CheckView<'a> {
        CheckView {
            kind: check.kind,
            about: check.about.as_deref(),
            left: with_text(&self.left, check.left),
            right: with_text(&self.right, check.right),
            verdict: check.verdict,
            weight: check.weight,
            matched: check.matched.map(|(left, right)| Both { left, right }),
            ruling: check.ruling.as_ref(),
        }
    }

    fn names(&self, names: &'a [Name]) -> Vec<NameView<'a>> {
        let places = |scalars: &Scalars<'a>, at: &[Place]| at.iter().map(|&p| with_text(scalars, p)).collect();
        let view = |n: &'a Name| NameView {
            name: &n.name,
            kind: n.kind,
            left: places(&self.left, &n.left),
            right: places(&self.right, &n.right),
        };
        names.iter().map(view).collect()
    }

    fn lists(&self, c: &'a Comparison) -> Vec<ListView<'a>> {
        let view = |l: &'a crate::compare::ListPair| ListView {
            left: with_text(&self.left, l.left),
            right: with_text(&self.right, l.right),
            both: &l.both,
            only_left: &l.only_left,
            only_right: &l.only_right,
        };
        c.lists.iter().map(view).collect()
    }

    fn guards(&self, c: &Comparison) -> GuardsView<'a> {
        let run = |r: &crate::compare::SharedRun| RunView {
            left: with_text(&self.left, r.left),
            right: with_text(&self.right, r.right),
            words: r.words,
        };
        let event = c.guards.same_event;
        GuardsView {
            same_event: EventView { verdict: event.verdict, score: event.score },
            shared_copy: c.guards.shared_copy.iter().map(run).collect(),
        }
    }
}
