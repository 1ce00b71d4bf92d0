//! What to look at where the two are versions of one article: what was changed, first what may matter most.

use super::build::excerpt;
use super::{Finding, Findings, Half, Tab};
use crate::article::Article;
use crate::compare::Sign;
use crate::config::theme::Role;
use crate::library::versions::changes::{Change, Changes};
use crate::text::Span;

/// The kind of a check of two statements about one matter.
const CLAIM: &str = "claim";

impl Findings {
    /// Lists what was changed in the place of what to check: first the checks that a change made (a figure, a name, a
    /// quotation that is another now), then the other changes in the order of the text. What both versions have in
    /// conflict with themselves, an editor did not touch.
    pub fn list_changes(&mut self, changes: &Changes, [left, right]: [&Article; 2], titles: [&str; 2]) {
        let Some(checks) = self.tabs.get_mut(Tab::Checks.index()) else { return };
        let touches = |span: Option<Span>, words: &[Span]| {
            span.is_some_and(|span| words.iter().any(|word| word.start < span.end && span.start < word.end))
        };
        checks.retain(|check| {
            // That both speak of one matter says nothing of two versions: they do so throughout.
            check.kind != CLAIM
                && (touches(check.left.passage, &changes.words[0]) || touches(check.right.passage, &changes.words[1]))
        });
        self.ruled = (checks.iter().filter(|check| check.ruling.is_some()).count(), checks.len());
        let is_told = |change: &Change| {
            checks.iter().any(|check| {
                touches(change.left, check.left.passage.as_slice())
                    || touches(change.right, check.right.passage.as_slice())
            })
        };
        let others: Vec<Finding> =
            changes.all.iter().filter(|change| !is_told(change)).map(|change| finding(change, [left, right])).collect();
        checks.splice(0..0, headline(titles, [left, right]));
        checks.extend(others);
    }
}

/// Returns the line of a headline that was changed.
fn headline([one, other]: [&str; 2], [left, right]: [&Article; 2]) -> Option<Finding> {
    let top = |article: &Article| article.paragraphs.first().map(|paragraph| paragraph.span.start);
    let half = |title: &str, article| Half { text: title.to_owned(), at: top(article), passage: None };
    (one != other && !one.is_empty() && !other.is_empty()).then(|| Finding {
        left: half(one, left),
        right: half(other, right),
        ..line("headline", Role::Conflict, Sign::Differs)
    })
}

fn finding(change: &Change, [left, right]: [&Article; 2]) -> Finding {
    let half = |span: Option<Span>, article: &Article| match span {
        None => Half::default(),
        Some(span) => {
            let around = sentence(article, span);
            Half { text: excerpt(&article.text, around, span.start), at: Some(span.start), passage: Some(span) }
        }
    };
    let (kind, role, sign) = match (change.left, change.right) {
        (None, _) => ("added", Role::Added, Sign::Alone),
        (_, None) => ("taken out", Role::OnlyHere, Sign::Alone),
        _ => ("changed", Role::Quotation, Sign::Look),
    };
    Finding { left: half(change.left, left), right: half(change.right, right), ..line(kind, role, sign) }
}

fn line(kind: &'static str, role: Role, sign: Sign) -> Finding {
    Finding { sign: Some(sign), kind, about: kind.to_owned(), role, ..Finding::default() }
}

/// Returns the sentence in which a change begins, to the end of the change.
fn sentence(article: &Article, span: Span) -> Span {
    let paragraph = article.paragraphs.iter().find(|paragraph| paragraph.span.end > span.start);
    let sentences = paragraph.map(|paragraph| paragraph.sentences.as_slice()).unwrap_or_default();
    let own = sentences.iter().find(|sentence| sentence.end > span.start).copied().unwrap_or(span);
    Span::new(own.start.min(span.start), own.end.max(span.end))
}
