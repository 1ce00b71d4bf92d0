//! Laws of comparing: the same answer every time and from either side, nothing to tell of an article and itself.
#![no_main]

use diptych::article::Article;
use diptych::article::import::{Format, import};
use diptych::compare::json::json;
use diptych::compare::{Comparison, DiffOp, Input, Place, QuoteKind, Side, Verdict};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A byte that no UTF-8 has stands between the two texts.
    let mut texts = bytes.splitn(2, |byte| *byte == 0xFF).map(String::from_utf8_lossy);
    let mut next = || import(&texts.next().unwrap_or_default(), Format::Plain).0;
    let (left, right) = (next(), next());
    let found = Comparison::of(&left, &right);
    is_sound(&found, &left, &right);
    let written = told(&found, &left, &right);
    assert_eq!(written, told(&Comparison::of(&left, &right), &left, &right), "the same input gives the same bytes");
    serde_json::from_str::<serde_json::Value>(&written).expect("it is JSON");
    assert!(!written.chars().any(char::is_control));
    let swapped = Comparison::of(&right, &left).swapped();
    same_from_the_other_side(&found, &swapped);
    with_itself(&left);
});

fn told(found: &Comparison, left: &Article, right: &Article) -> String {
    json(found, Input { path: "left", article: left }, Input { path: "right", article: right })
        .expect("it can be written")
}

/// Every place exists, scores are between 0 and 1, and matches are in order.
fn is_sound(found: &Comparison, left: &Article, right: &Article) {
    let stands = |article: &Article, place: &Place| {
        let span = article.paragraphs.get(place.paragraph).map(|p| p.span);
        let fits = span.is_some_and(|span| span.start <= place.span.start && place.span.end <= span.end);
        assert!(fits && !place.span.of(&article.text).is_empty(), "{place:?}");
    };
    for m in &found.matches {
        assert!(m.score > 0.0 && m.score <= 1.0, "{m:?}");
        for (article, side) in [(left, Side::Left), (right, Side::Right)] {
            let at = m.on(side);
            assert!(!article.sentence(at.paragraph, at.sentence).is_empty(), "{m:?}");
            assert!(!m.shown() || found.only(side).iter().all(|only| only.at != at), "{m:?} is on one side alone");
        }
    }
    assert!(found.matches.is_sorted_by(|a, b| (a.left, a.right) < (b.left, b.right)));
    for pair in &found.quotes {
        assert!(!pair.left.parts.is_empty() && !pair.right.parts.is_empty());
        pair.left.parts.iter().for_each(|part| stands(left, part));
        pair.right.parts.iter().for_each(|part| stands(right, part));
        for part in &pair.diff {
            assert_eq!(part.left.is_none(), part.op == DiffOp::Insert, "{part:?}");
            assert_eq!(part.right.is_none(), part.op == DiffOp::Delete, "{part:?}");
        }
    }
    for pair in &found.figures {
        stands(left, &pair.left.place);
        stands(right, &pair.right.place);
    }
    for pair in &found.lists {
        stands(left, &pair.left);
        stands(right, &pair.right);
    }
    for name in found.names.both.iter().chain(&found.names.left).chain(&found.names.right) {
        name.left.iter().for_each(|place| stands(left, place));
        name.right.iter().for_each(|place| stands(right, place));
    }
}

/// What is found does not depend on which side is left; words taken from one side may.
fn same_from_the_other_side(found: &Comparison, swapped: &Comparison) {
    let matches =
        |c: &Comparison| c.matches.iter().map(|m| (m.left, m.right, m.score.to_bits(), m.tier)).collect::<Vec<_>>();
    assert_eq!(matches(found), matches(swapped));
    let quotes = |c: &Comparison| {
        c.quotes
            .iter()
            .map(|q| (q.left.parts.clone(), q.right.parts.clone(), q.kind, q.same_speaker))
            .collect::<Vec<_>>()
    };
    assert_eq!(quotes(found), quotes(swapped));
    let figures =
        |c: &Comparison| c.figures.iter().map(|f| (f.left.place, f.right.place, f.verdict)).collect::<Vec<_>>();
    assert_eq!(figures(found), figures(swapped));
    assert_eq!((&found.only_left, &found.only_right), (&swapped.only_left, &swapped.only_right));
    assert_eq!(found.names, swapped.names);
}

/// An article has nothing to tell of itself: no difference, and nothing that is named on one side alone.
fn with_itself(article: &Article) {
    let found = Comparison::of(article, article);
    assert!(found.quotes.iter().all(|pair| pair.kind == QuoteKind::Identical), "{:?}", found.quotes);
    assert!(found.figures.iter().all(|pair| pair.verdict != Verdict::Conflict), "{:?}", found.figures);
    assert!(found.names.left.is_empty() && found.names.right.is_empty(), "{:?}", found.names);
    let same_list = found.lists.iter().filter(|pair| pair.left == pair.right);
    assert!(
        same_list.into_iter().all(|pair| pair.only_left.is_empty() && pair.only_right.is_empty()),
        "{:?}",
        found.lists
    );
}
