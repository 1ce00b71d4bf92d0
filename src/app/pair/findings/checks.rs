//! What to check, and what both sides share, as lines: what it is about, and what each side says in a few words.

use super::build::{Both, excerpt, quotation_halves};
use super::{Finding, Half, QUOTED};
use crate::article::Article;
use crate::compare::blocks::{Block, Blocks};
use crate::compare::{Check, CheckKind, CheckVerdict, Comparison, Place, Side, Sign, Tier};
use crate::config::theme::Role;
use crate::text::Span;

impl Both<'_> {
    /// The heaviest first, as the engine weighs them.
    pub(super) fn checks(&self, comparison: &Comparison) -> Vec<Finding> {
        comparison.checks.iter().enumerate().map(|(index, check)| self.check(index, check, comparison)).collect()
    }

    fn check(&self, index: usize, check: &Check, comparison: &Comparison) -> Finding {
        let sign = Sign::of_check(check.verdict);
        let role = match sign {
            Sign::Differs => Role::Conflict,
            Sign::Look => Role::Quotation,
            _ => Role::Dim,
        };
        let (kind, ours) = words(check);
        let about = match (check.kind, &check.about) {
            (CheckKind::List, _) | (_, None) => ours.to_owned(),
            (CheckKind::Quotation, Some(speaker)) => format!("{speaker}{QUOTED}"),
            (_, Some(about)) => about.clone(),
        };
        let [left, right] = self.sides(check, comparison);
        let short = matches!(check.kind, CheckKind::Figure | CheckKind::Date | CheckKind::Name);
        let (check, ruling) = (Some(index), check.ruling.clone());
        Finding { sign: Some(sign), kind, about, role, left, right, short, check, ruling, rank: index }
    }

    /// What each side says: the words that differ, with enough around them to be understood.
    fn sides(&self, check: &Check, comparison: &Comparison) -> [Half; 2] {
        let sides = [Side::Left, Side::Right];
        let place = |side: Side, text: String| {
            let place = check.on(side);
            Half { text, at: Some(place.span.start), passage: Some(place.span) }
        };
        match check.kind {
            CheckKind::Quotation => {
                let parts = |pair: &&crate::compare::QuotePair| {
                    pair.left.parts.contains(&check.left) && pair.right.parts.contains(&check.right)
                };
                match comparison.quotes.iter().find(parts) {
                    Some(pair) => {
                        let [left, right] = quotation_halves([self.left, self.right], pair);
                        [place(Side::Left, left), place(Side::Right, right)]
                    }
                    None => sides.map(|side| place(side, self.words(side, check.on(side)))),
                }
            }
            CheckKind::List => {
                let list = comparison.lists.iter().find(|list| (list.left, list.right) == (check.left, check.right));
                let own = list.map_or([&[][..], &[][..]], |list| [&list.only_left, &list.only_right]);
                let told = |own: &[String]| if own.is_empty() { super::NO_OTHERS.to_owned() } else { own.join(", ") };
                sides.map(|side| place(side, told(own[side as usize])))
            }
            CheckKind::Claim => sides.map(|side| place(side, self.words(side, check.on(side)))),
            CheckKind::Figure | CheckKind::Date | CheckKind::Name => {
                sides.map(|side| place(side, self.words(side, check.on(side))))
            }
        }
    }

    fn words(&self, side: Side, place: Place) -> String {
        excerpt(&self.of(side).text, place.span, place.span.start)
    }

    /// The passages that both sides have, in the order of the left text.
    pub(super) fn shared(&self, blocks: &Blocks) -> Vec<Finding> {
        blocks.blocks().iter().map(|block| self.passage(block)).collect()
    }

    fn passage(&self, block: &Block) -> Finding {
        let (kind, role) = match block.tier {
            Tier::Sure => ("sure", Role::Sure),
            Tier::Likely => ("likely", Role::Likely),
            Tier::Possible => ("possible", Role::Possible),
        };
        let half = |side: Side| {
            let article = self.of(side);
            let span = block.on(side).iter().find_map(|at| span_of(article, at.paragraph, at.sentence));
            span.map_or_else(Half::default, |span| Half {
                text: excerpt(&article.text, span, span.start),
                at: Some(span.start),
                passage: Some(span),
            })
        };
        Finding {
            sign: Some(Sign::of_tier(block.tier)),
            kind,
            about: kind.to_owned(),
            role,
            left: half(Side::Left),
            right: half(Side::Right),
            ..Finding::default()
        }
    }
}

fn span_of(article: &Article, paragraph: usize, sentence: usize) -> Option<Span> {
    article.paragraphs.get(paragraph)?.sentences.get(sentence).copied()
}

/// Says what kind a check is of: in a word, and as what it is about where the text says nothing.
const fn words(check: &Check) -> (&'static str, &'static str) {
    match (check.kind, check.verdict) {
        (CheckKind::Figure | CheckKind::Date, CheckVerdict::Conflict) => ("conflict", "figures in conflict"),
        (CheckKind::Figure | CheckKind::Date, _) => ("may fit", "figures that differ"),
        (CheckKind::Quotation, _) => ("wording", "a quotation"),
        (CheckKind::List, _) => ("on one", "on one list only"),
        (CheckKind::Name, _) => ("spelling", "spelling of a name"),
        (CheckKind::Claim, _) => ("claim", "opposed statements"),
    }
}
