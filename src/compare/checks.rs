//! What a fact-checker should look at: every difference, or possible difference, between the sides, heaviest first.
//!
//! ```text
//! figures   conflict, compatible     ─┐
//! quotations in two wordings          ├→ one check a pair of places → weighed → heaviest first
//! lists that differ, names in two     │
//! spellings, claims that are opposed ─┘
//! ```
//!
//! A figure that differs inside a quotation that differs is told with it: one passage is looked at once. What a check
//! weighs is its verdict first, then how far up the two passages stand: a headline is read by everybody.

use super::difference::subject;
use super::rulings::Ruling;
use super::{
    Comparison, FigurePair, FigureValue, ListPair, Match, Name, Place, QuoteKind, QuotePair, SentenceRef, Side,
    Verdict, four_places,
};
use crate::article::Article;
use crate::text::Span;

/// Something to look at, with both places.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Check {
    /// What kind of thing differs.
    pub kind: CheckKind,
    /// What it is about, in a few words; none where nothing short says it.
    pub about: Option<String>,
    /// Where the left has it.
    pub left: Place,
    /// Where the right has it.
    pub right: Place,
    /// What the engine makes of it.
    pub verdict: CheckVerdict,
    /// 0 to 1, rounded to four places: how much it matters to look.
    pub weight: f64,
    /// The match of the two sentences, where they are matched: left, right.
    pub matched: Option<(SentenceRef, SentenceRef)>,
    /// What the reader made of it, where that is laid over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
}

impl Check {
    /// Returns its place on `side`.
    #[must_use]
    pub const fn on(&self, side: Side) -> Place {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// Says whether it is a difference that the reader has not ruled on.
    #[must_use]
    pub const fn is_unruled(&self) -> bool {
        matches!(self.verdict, CheckVerdict::Conflict | CheckVerdict::Differs) && self.ruling.is_none()
    }

    pub(super) const fn swap(&mut self) {
        std::mem::swap(&mut self.left, &mut self.right);
        if let Some((left, right)) = &mut self.matched {
            std::mem::swap(left, right);
        }
        if let Some(ruling) = &mut self.ruling {
            ruling.kind = ruling.kind.swapped();
        }
    }
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// A number or an amount.
    Figure,
    /// A date, a weekday or a time.
    Date,
    /// The words of a quotation, or who said them.
    Quotation,
    /// Who or what is on a list.
    List,
    /// How a name is spelt.
    Name,
    /// A statement.
    Claim,
}

impl CheckKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Figure, Self::Date, Self::Quotation, Self::List, Self::Name, Self::Claim];

    /// Returns its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Quotation => "quotation",
            Self::List => "list",
            Self::Name => "name",
            Self::Claim => "claim",
        }
    }
}

/// What the engine makes of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckVerdict {
    /// Both cannot be right.
    Conflict,
    /// They are printed in two ways.
    Differs,
    /// They differ, and both may be right.
    Compatible,
    /// Both speak of one thing, in words that the engine cannot judge.
    SameSubject,
}

impl CheckVerdict {
    /// What a check of this verdict weighs at least.
    const fn base(self, kind: CheckKind) -> f64 {
        match (self, kind) {
            (Self::Conflict, CheckKind::Figure) => 0.80,
            (Self::Conflict, _) => 0.75,
            (Self::Differs, CheckKind::Quotation) => 0.60,
            (Self::Compatible, CheckKind::List) | (Self::Differs, _) => 0.40,
            (Self::Compatible, _) => 0.50,
            (Self::SameSubject, _) => 0.25,
        }
    }
}

/// What the height of the passages adds at most.
const HEIGHT: f64 = 0.10;
/// What is added where a quotation is given to two speakers.
const SPEAKERS: f64 = 0.05;
/// The most claims that are listed: where two articles are opposed throughout, more tell nothing more.
const CLAIMS: usize = 8;

/// Collects the checks of a comparison; `claims` are pairs of sentences on one subject that are opposed, best first.
pub(super) fn checks(
    comparison: &Comparison,
    claims: &[(SentenceRef, SentenceRef)],
    [left, right]: [&Article; 2],
) -> Vec<Check> {
    let desk = Desk { left, right, matches: &comparison.matches };
    let mut checks: Vec<Check> = comparison.quotes.iter().filter_map(|pair| desk.quotation(pair)).collect();
    let quoted = checks.clone();
    let apart = |check: &Check| !quoted.iter().any(|quote| quote.holds(check));
    checks.extend(comparison.figures.iter().filter_map(|pair| desk.figure(pair)).filter(apart));
    checks.extend(comparison.lists.iter().filter_map(|pair| desk.list(pair)));
    let names = comparison.names.both.iter().chain(&comparison.names.left).chain(&comparison.names.right);
    let names: Vec<&Name> = names.collect();
    checks.extend(comparison.spellings.iter().filter_map(|forms| desk.spelling(forms, &names)));
    let told: Vec<(Place, Place)> = checks.iter().map(|check| (check.left, check.right)).collect();
    let claims = claims.iter().filter_map(|&(left, right)| desk.claim(left, right));
    let new = |claim: &Check| !told.iter().any(|&(left, right)| claim.left.holds(left) && claim.right.holds(right));
    checks.extend(claims.filter(new).take(CLAIMS));
    sort(&mut checks);
    checks.dedup_by_key(|check| (check.left, check.right));
    checks
}

#[cfg(test)]
impl Comparison {
    /// Returns it with the checks of its findings.
    pub(crate) fn checked(mut self, left: &Article, right: &Article) -> Self {
        self.checks = checks(&self, &[], [left, right]);
        self
    }
}

/// Puts the heaviest first.
pub(super) fn sort(checks: &mut [Check]) {
    checks
        .sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.left, a.right, a.kind).cmp(&(b.left, b.right, b.kind))));
}

impl Check {
    /// Says whether both places of another lie in its own.
    fn holds(&self, other: &Self) -> bool {
        self.left.holds(other.left) && self.right.holds(other.right)
    }
}

impl Place {
    const fn holds(self, other: Self) -> bool {
        self.paragraph == other.paragraph && self.span.start <= other.span.start && other.span.end <= self.span.end
    }
}

/// What checks are made from.
struct Desk<'a> {
    left: &'a Article,
    right: &'a Article,
    matches: &'a [Match],
}

impl Desk<'_> {
    fn check(&self, kind: CheckKind, verdict: CheckVerdict, about: Option<String>, left: Place, right: Place) -> Check {
        let height = f64::midpoint(height(self.left, left), height(self.right, right));
        let weight = four_places(verdict.base(kind) + HEIGHT * height);
        let at = sentence(self.left, left).zip(sentence(self.right, right));
        let matched = at.filter(|&(l, r)| self.matches.iter().any(|m| (m.left, m.right) == (l, r) && m.drawn()));
        Check { kind, about, left, right, verdict, weight, matched, ruling: None }
    }

    fn figure(&self, pair: &FigurePair) -> Option<Check> {
        let verdict = match pair.verdict {
            Verdict::Conflict => CheckVerdict::Conflict,
            Verdict::Compatible => CheckVerdict::Compatible,
            Verdict::Agree | Verdict::Incomparable => return None,
        };
        let moment = |value: &FigureValue| matches!(value, FigureValue::Moment(_));
        let date = moment(&pair.left.value) || moment(&pair.right.value);
        let kind = if date { CheckKind::Date } else { CheckKind::Figure };
        Some(self.check(kind, verdict, pair.about.clone(), pair.left.place, pair.right.place))
    }

    /// A quotation in two wordings, or given to two speakers; the parts that differ first, else the first.
    fn quotation(&self, pair: &QuotePair) -> Option<Check> {
        let two = pair.same_speaker == Some(false);
        if pair.kind != QuoteKind::Wording && !two {
            return None;
        }
        let part = |parts: &[Place], changed: Option<Span>| {
            let with = |span: Span| parts.iter().copied().find(|part| part.span.contains(span.start));
            changed.and_then(with).or_else(|| parts.first().copied())
        };
        let changed = |side: Side| {
            let of = |part: &super::DiffPart| if side == Side::Left { part.left } else { part.right };
            pair.diff.iter().filter(|part| part.op != super::DiffOp::Equal).find_map(of)
        };
        let left = part(&pair.left.parts, changed(Side::Left))?;
        let right = part(&pair.right.parts, changed(Side::Right))?;
        let speaker = pair.left.speaker.as_ref().filter(|_| pair.same_speaker == Some(true)).cloned();
        let mut check = self.check(CheckKind::Quotation, CheckVerdict::Differs, speaker, left, right);
        if two {
            check.weight = four_places(check.weight + SPEAKERS);
        }
        Some(check)
    }

    fn list(&self, pair: &ListPair) -> Option<Check> {
        let differ = !pair.only_left.is_empty() || !pair.only_right.is_empty();
        let about = || Some(pair.only_left.iter().chain(&pair.only_right).cloned().collect::<Vec<_>>().join(", "));
        // "Among those who came were": whoever is named more on the other side may have come too.
        let open = is_open(self.left, pair.left) || is_open(self.right, pair.right);
        let verdict = if open { CheckVerdict::Compatible } else { CheckVerdict::Differs };
        differ.then(|| self.check(CheckKind::List, verdict, about(), pair.left, pair.right))
    }

    /// One name that each side spells in its own way.
    fn spelling(&self, forms: &[String], names: &[&Name]) -> Option<Check> {
        let first = |form: &String, side: Side| {
            let (article, of) = match side {
                Side::Left => (self.left, (|name| &name.left) as fn(&Name) -> &Vec<Place>),
                Side::Right => (self.right, (|name| &name.right) as fn(&Name) -> &Vec<Place>),
            };
            let places = names.iter().flat_map(|name| of(name));
            places.filter(|place| place.span.of(&article.text).contains(form.as_str())).min().copied()
        };
        let of = |side| -> Vec<(&String, Place)> {
            forms.iter().filter_map(|form| Some((form, first(form, side)?))).collect()
        };
        let (left, right) = (of(Side::Left), of(Side::Right));
        // Where a side has both, it is no difference between the sides.
        let own = |of: &[(&String, Place)], other: &[(&String, Place)]| -> Vec<(String, Place)> {
            let alone = of.iter().filter(|(form, _)| other.iter().all(|(one, _)| one != form));
            alone.map(|&(form, place)| (form.clone(), place)).collect()
        };
        let (left, right) = (own(&left, &right), own(&right, &left));
        let pairs = left.iter().flat_map(|l| right.iter().map(move |r| (l, r)));
        let (l, r) = pairs.min_by_key(|(l, r)| (l.1.min(r.1), l.1.max(r.1)))?;
        Some(self.check(CheckKind::Name, CheckVerdict::Differs, Some(forms.join(" / ")), l.1, r.1))
    }

    fn claim(&self, left: SentenceRef, right: SentenceRef) -> Option<Check> {
        let place = |article: &Article, at: SentenceRef| {
            let span = *article.paragraphs.get(at.paragraph)?.sentences.get(at.sentence)?;
            Some(Place { paragraph: at.paragraph, span })
        };
        let (left, right) = (place(self.left, left)?, place(self.right, right)?);
        let about = subject(left.span.of(&self.left.text), right.span.of(&self.right.text));
        Some(self.check(CheckKind::Claim, CheckVerdict::SameSubject, about, left, right))
    }
}

/// Bytes before a list that may say that it is not all.
const BEFORE: usize = 80;

/// Says whether the words before a list leave open who else belongs to it.
fn is_open(article: &Article, list: Place) -> bool {
    let sentences = article.paragraphs.get(list.paragraph).map_or(&[][..], |p| &p.sentences);
    let at = sentences.partition_point(|sentence| sentence.end <= list.span.start);
    let start = sentences.get(at).map_or(list.span.start, |sentence| sentence.start);
    let before = Span::new(start.min(list.span.start), list.span.start).of(&article.text).to_lowercase();
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(BEFORE))..).unwrap_or("");
    ["among ", "including ", "such as ", "for example", "for instance", "e.g."].iter().any(|open| near.contains(open))
}

/// Returns how far up a place stands, 1 at the beginning and 0 at the end.
fn height(article: &Article, place: Place) -> f64 {
    1.0 - place.span.start as f64 / article.text.len().max(1) as f64
}

/// Returns the sentence that a place begins in.
pub(super) fn sentence(article: &Article, place: Place) -> Option<SentenceRef> {
    let sentences = &article.paragraphs.get(place.paragraph)?.sentences;
    let sentence = sentences.partition_point(|sentence| sentence.end <= place.span.start);
    sentences.get(sentence).map(|_| SentenceRef { paragraph: place.paragraph, sentence })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::article::import::{Format, import};
    use crate::compare::fixtures::any_file;

    fn of(left: &str, right: &str) -> Vec<Check> {
        let [left, right] = [left, right].map(|text| import(text, Format::Plain).0);
        Comparison::of(&left, &right).checks
    }

    fn kinds(checks: &[Check]) -> Vec<(CheckKind, CheckVerdict)> {
        checks.iter().map(|check| (check.kind, check.verdict)).collect()
    }

    const LEFT: &str = "Three barges sank in the harbour of Lenne on Monday night, the port office said.\n\n\
        “Nobody warned us that the lock would open,” said Ivo Brandt, a skipper from Tarrow.\n\n\
        The harbour master was the last to leave the quay.";
    const RIGHT: &str = "Five barges sank in the harbour of Lenne on Monday night, the port office said.\n\n\
        “Nobody told us that the lock would open,” said Ivo Brandt, a skipper from Tarrow.\n\n\
        The harbour master was among the first to leave the quay, a witness said.";

    #[test]
    fn the_conflict_comes_first_then_the_wording_then_the_claim() {
        let found = kinds(&of(LEFT, RIGHT));
        let expected = [
            (CheckKind::Figure, CheckVerdict::Conflict),
            (CheckKind::Quotation, CheckVerdict::Differs),
            (CheckKind::Claim, CheckVerdict::SameSubject),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_figure_inside_a_quotation_that_differs_is_told_with_it() {
        let left = "“Nobody told us that three locks would open at night,” said Ivo Brandt, a skipper from Tarrow.";
        let right = "“Nobody told us that five locks would open at night,” said Ivo Brandt, a skipper from Tarrow.";
        assert_eq!(kinds(&of(left, right)), [(CheckKind::Quotation, CheckVerdict::Differs)]);
    }

    proptest! {
        #[test]
        fn checks_are_ordered_apart_and_the_same_from_either_side(left in any_file(), right in any_file()) {
            let [left, right] = [left, right].map(|text| import(&text, Format::Plain).0);
            let comparison = Comparison::of(&left, &right);
            let checks = &comparison.checks;
            prop_assert!(checks.is_sorted_by(|a, b| a.weight >= b.weight));
            for (n, check) in checks.iter().enumerate() {
                prop_assert!(check.weight > 0.0 && check.weight <= 1.0);
                prop_assert!(checks.iter().skip(n + 1).all(|o| (o.left, o.right) != (check.left, check.right)));
            }
            let strip = |checks: Vec<Check>| -> Vec<Check> {
                checks.into_iter().map(|check| Check { about: None, ..check }).collect()
            };
            let other = Comparison::of(&right, &left);
            prop_assert_eq!(strip(comparison.swapped().checks), strip(other.checks));
        }

        #[test]
        fn an_article_and_itself_have_nothing_to_check(text in any_file()) {
            let it = import(&text, Format::Plain).0;
            prop_assert_eq!(Comparison::of(&it, &it).checks, vec![]);
        }
    }
}
