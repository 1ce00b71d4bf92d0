//! The findings of a comparison: trails, layers, the panel, the brief.

use std::sync::atomic::AtomicBool;

use diptych::app::geometry::Cell;
use diptych::app::message::{Effect, Mouse, Msg};
use diptych::app::overlay::Overlay;
use diptych::app::pair::findings::Tab;
use diptych::article::Article;
use diptych::compare::{
    self, DiffOp, DiffPart, Figure, FigurePair, FigureValue, Place, Quote, QuoteKind, QuotePair, Side, Verdict,
};
use diptych::text::Span;

use crate::support::Harness;

const LEFT: &str = "+++
title = \"Twelve sign at the harbour\"
source = \"The Post\"
+++
A dozen towns signed the ferry pact on Friday.

The mayor called it “a very good day for all”. Nobody from Oberlin came.

“We shall sail at dawn,” said the harbour master, and 240 people cheered.

It rained all afternoon, as it had rained all week before.";

const RIGHT: &str = "+++
title = \"Seventeen towns, one ferry\"
source = \"The Ledger\"
+++
The prime minister stayed away.

Seventeen towns signed the ferry pact on Friday, by its count.

About 300 people cheered. “We sail at dawn,” the harbour master had told them.

To the mayor it was “a good day for everyone”.";

/// Opens a pair with two quotations in two wordings and two figures in conflict, whatever the engine makes of it.
fn open() -> Harness {
    let mut h = Harness::comparing(LEFT, RIGHT, 100, 16);
    let path = h.path("left.md");
    h.hold().send(Msg::Changed(vec![path]));
    let load = h.held.remove(0);
    let Some(Effect::Compare(id, left, right)) = h.answer(load).held.pop() else { panic!("nothing to compare") };
    let mut found = compare::compare(&left, &right, &AtomicBool::new(false)).unwrap();
    let quotes =
        [("a very good day for all", "a good day for everyone"), ("We shall sail at dawn,", "We sail at dawn,")];
    found.quotes = quotes.map(|(l, r)| quotation(place(&left, l), place(&right, r))).to_vec();
    let figures = [("A dozen towns", "Seventeen towns", 12.0, 17.0), ("240 people", "300 people", 240.0, 300.0)];
    let figure = |place, value| Figure { place, value: FigureValue::Number(value), unit: None };
    let pair = |(l, r, lv, rv)| FigurePair {
        left: figure(place(&left, l), lv),
        right: figure(place(&right, r), rv),
        verdict: Verdict::Conflict,
        about: None,
    };
    found.figures = figures.map(pair).to_vec();
    h.send(Msg::Compared(id, Ok(Box::new(found))));
    h.release();
    h
}

/// Returns where `words` stand.
fn place(article: &Article, words: &str) -> Place {
    let start = article.text.find(words).unwrap();
    Place { paragraph: article.paragraph_at(start), span: Span::new(start, start + words.len()) }
}

fn quotation(left: Place, right: Place) -> QuotePair {
    let quote = |place| Quote { parts: vec![place], speaker: None };
    let diff = vec![DiffPart { op: DiffOp::Replace, left: Some(left.span), right: Some(right.span) }];
    QuotePair { left: quote(left), right: quote(right), same_speaker: Some(true), kind: QuoteKind::Wording, diff }
}

#[test]
fn trails_lead_to_what_was_found() {
    let stops = |side: &str, choose: &str| {
        let mut h = open();
        h.keys(side).keys("g g").keys(choose);
        let mut stops = Vec::new();
        while h.keys("]").notice().is_empty() {
            stops.push(h.at_cursor(8));
        }
        stops
    };
    assert_eq!(stops("h", "g q"), ["a very g", "We shall"]);
    assert_eq!(stops("l", "g q"), ["We sail ", "a good d"]);
    // The cursor stands on the first figure from the beginning.
    assert_eq!(stops("h", "g f"), ["240 peop"]);
    assert_eq!(stops("l", "g f"), ["Seventee", "300 peop"]);
}

#[test]
fn swapping_takes_the_findings_along() {
    let mut h = open();
    let before = h.picture();
    h.keys("x g q l g g ]");
    assert_eq!((h.pair().focus, h.at_cursor(8).as_str()), (Side::Right, "a very g"));
    let mut h = open();
    h.keys("x x");
    assert!(h.picture() == before);
}

#[test]
fn every_trail_goes_through_its_stops_in_order_and_back() {
    for (choose, stop) in [("g q", "quotation"), ("g f", "conflict"), ("g o", "passage only here")] {
        for side in ["h", "l"] {
            let mut h = open();
            h.keys(side).keys("g g").keys(choose);
            let stops: Vec<usize> = h.pair().stops().iter().map(|stop| stop.here).collect();
            assert!(stops.is_sorted(), "{choose}: {stops:?}");
            let start = h.pane().unwrap().cursor();
            let expected: Vec<usize> = stops.iter().copied().filter(|at| *at > start).collect();
            let mut seen = Vec::new();
            while h.keys("]").notice().is_empty() {
                seen.push(h.pane().unwrap().cursor());
                assert!(seen.len() <= stops.len(), "{choose}: {seen:?} of {stops:?}");
                assert!(h.pane().unwrap().cursor_row().is_some(), "{choose}");
            }
            let told = |end: &str, way: &str| match stops.is_empty() {
                true => format!("no {way} {stop} on this side"),
                false => format!("round the end: the {end} {stop} again"),
            };
            assert_eq!((seen, h.notice()), (expected, told("first", "later").as_str()), "{choose}");
            h.keys("9 9 [");
            while h.keys("[").notice().is_empty() {}
            assert_eq!(h.notice(), told("last", "earlier"), "{choose}");
        }
    }
}

#[test]
fn a_stop_on_both_sides_stands_on_one_row() {
    let mut h = open();
    h.keys("g g g q");
    while h.keys("]").notice().is_empty() {
        let cursor = h.pane().unwrap().cursor();
        let there = h.pair().stops().iter().find(|stop| stop.here == cursor).and_then(|stop| stop.there);
        let (left, right) = (h.pair().side(Side::Left).unwrap(), h.pair().side(Side::Right).unwrap());
        let rows = (left.cursor_row(), there.and_then(|at| right.screen_row(at)));
        let at_edge = right.end_shown() || right.rows().first().is_some_and(|(pos, _)| (pos.block, pos.row) == (0, 0));
        assert!(rows.0 == rows.1 || (at_edge && rows.1.is_some()), "{rows:?}\n{}", h.text());
    }
}

#[test]
fn the_trail_of_matches_comes_back() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c g q g m g g ]");
    assert_eq!(h.pair().current_block(), Some(0));
}

#[test]
fn layers_are_shown_and_hidden() {
    let mut h = open();
    h.keys("g g");
    for keys in [", q", ", f", ", o"] {
        let before = h.pair().looking.layers;
        h.keys(keys);
        assert!(h.notice().contains("marked in the text") || h.notice().contains("not marked"), "{}", h.notice());
        assert_ne!(h.pair().looking.layers, before, "{keys}");
        h.keys(keys);
        assert_eq!(h.pair().looking.layers, before, "{keys}");
    }
}

/// Returns the line of the list that is looked at.
fn cursor(h: &Harness) -> usize {
    h.pair().looking.cursor(h.pair().looking.tab)
}

#[test]
fn the_list_goes_through_its_lines_and_the_texts_go_along() {
    let mut h = open();
    h.keys("F");
    for _ in 0..Tab::ALL.len() {
        let lines = h.pair().lines().len();
        for line in 0..lines.min(12) {
            assert_eq!(cursor(&h), line);
            let finding = h.pair().lines()[line].clone();
            for side in [Side::Left, Side::Right] {
                let pane = h.pair().side(side).unwrap();
                let shown = finding.on(side).at.is_none_or(|at| pane.screen_row(at).is_some());
                assert!(shown, "{finding:?} is out of view on the {side:?}\n{}", h.text());
            }
            h.keys("j");
        }
        h.keys("G j");
        assert_eq!(cursor(&h), lines.saturating_sub(1));
        h.keys("g g k");
        assert_eq!(cursor(&h), 0);
        h.keys("Tab");
    }
}

#[test]
fn tabs_go_round_both_ways() {
    let mut h = open();
    h.keys("F");
    let tab = |h: &Harness| h.pair().looking.tab;
    let first = tab(&h);
    h.keys("Tab l Right h Left BackTab");
    assert_eq!(tab(&h), first);
    h.keys("Tab Tab Tab Tab Tab Tab Tab Tab");
    assert_eq!(tab(&h), first);
}

#[test]
fn the_list_is_left_by_its_key_by_esc_by_q_and_for_the_text() {
    for keys in ["F", "Esc", "q", "Enter"] {
        let mut h = open();
        let before = h.text();
        h.keys("F");
        assert_ne!(h.text(), before);
        h.keys(keys);
        assert!(!h.pair().looking.in_list, "{keys}");
    }
}

#[test]
fn the_list_survives_another_article_and_swapping() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c F G");
    let _ = h.text();
    h.keys("Enter x F G Enter p").types("philae").keys("Enter F G Tab G");
    let _ = h.text();
    assert!(h.pair().looking.in_list);
}

#[test]
fn the_brief_is_told_and_closed_by_any_way_out() {
    for keys in ["Esc", "q", "B", "Enter"] {
        let mut h = open();
        h.keys("B");
        assert!(matches!(h.app.overlay, Some(Overlay::Brief(..))));
        assert!(h.text().contains("The Ledger"), "{}", h.text());
        h.keys(keys);
        assert!(h.app.overlay.is_none(), "{keys} leaves the brief open");
        assert!(h.here().starts_with("compare"), "{keys}");
    }
}

#[test]
fn differing_words_of_the_passage_are_marked_on_request() {
    let mut h = open();
    h.keys("d");
    assert_eq!(h.notice(), "the words that only one side has are marked");
    let words = |h: &Harness, side: Side| -> Vec<String> {
        let text = &h.pair().side(side).unwrap().article.text;
        h.pair().difference[side as usize].iter().map(|span| span.of(text).to_owned()).collect()
    };
    assert_eq!(
        (words(&h, Side::Left), words(&h, Side::Right)),
        (vec!["A dozen".to_owned()], vec!["Seventeen".to_owned(), "by its count".to_owned()])
    );
    h.keys("d");
    assert!(h.pair().difference.iter().all(Vec::is_empty));
    assert_eq!(h.notice(), "differing words are no longer marked");
}

#[test]
fn what_the_other_side_tells_in_two_sentences_differs_in_neither() {
    let left = "Night.\n\n“The river took the mill and the council will pay whatever is needed,” said Mara Holt, who was there.\n";
    let right =
        "Dawn.\n\nMara Holt said “the river took the mill”. “The council will pay whatever is needed,” she said.\n";
    let mut h = Harness::comparing(left, right, 120, 24);
    h.keys("g m ] d");
    let text = &h.pair().side(Side::Left).unwrap().article.text;
    let words: Vec<&str> = h.pair().difference[0].iter().map(|span| span.of(text)).collect();
    assert!(
        !words.is_empty() && words.iter().all(|words| !words.contains("council") && !words.contains("mill")),
        "{words:?}\n{}",
        h.text()
    );
}

#[test]
fn a_key_that_waits_says_what_may_follow() {
    let mut h = open();
    h.keys("m");
    let shown = h.text();
    for words in ["rule that nothing is wrong with the check", "rule that the left is wrong", "┌─ m ─"] {
        assert!(shown.contains(words), "no “{words}” in\n{shown}");
    }
    h.keys("Esc");
    assert!(!h.text().contains("rule that nothing is wrong"), "{}", h.text());
}

fn click(x: usize, y: usize) -> Msg {
    Msg::Mouse(Mouse::Click(Cell { x, y }))
}

#[test]
fn a_click_on_a_tab_shows_it_at_every_width() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let mut h = Harness::comparing(LEFT, RIGHT, width, height);
        h.send(click(0, h.pair().list_area().y - 1));
        assert_eq!(h.pair().looking.tab, Tab::Checks);
        for _ in 0..Tab::ALL.len() {
            let area = h.pair().list_area();
            let y = area.y - 1;
            let tabs = h.pair().tabs(area.width);
            let (tab, x, title) = tabs.shown.last().unwrap().clone();
            let row = h.text().lines().nth(y).unwrap().to_owned();
            assert!(row.contains(title.trim()), "{width}: {row}");
            h.send(click(x + 1, y));
            assert_eq!(h.pair().looking.tab, tab, "{width}");
            let tabs = h.pair().tabs(area.width);
            let last = tabs.shown.last().unwrap().0;
            if tabs.after {
                h.send(click(area.width - 1, y));
                assert_eq!(h.pair().looking.tab.index(), last.index() + 1, "{width}");
            }
        }
        assert_eq!(Some(&h.pair().looking.tab), Tab::ALL.last(), "the last is reached from the edge: {width}");
    }
}

#[test]
fn what_only_one_side_has_is_listed_by_weight_or_as_the_text_runs() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c F Tab Tab j j");
    assert_eq!(h.pair().looking.tab, Tab::OnlyHere);
    let lines = |h: &Harness| h.pair().lines().to_vec();
    let (by_weight, looked_at) = (lines(&h), h.pair().line().cloned());
    assert!(by_weight.iter().map(|line| line.rank).eq(0..by_weight.len()) && by_weight.len() > 9);
    assert!(h.text().contains("heaviest first"), "{}", h.text());
    h.keys(", s");
    let places: Vec<_> =
        lines(&h).iter().map(|line| (line.left.at.is_none(), line.left.at.or(line.right.at))).collect();
    assert!(places.is_sorted() && places.len() == by_weight.len());
    assert!(h.text().contains("as the text runs"), "{}", h.text());
    assert_eq!(h.pair().line().cloned(), looked_at, "the line that is looked at stays");
    h.keys(", s");
    assert_eq!((lines(&h), h.pair().line().cloned()), (by_weight, looked_at));
}

#[test]
fn a_report_is_written_from_the_list_too() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c F e");
    assert!(matches!(&h.app.overlay, Some(Overlay::Prompt(prompt)) if prompt.input.value().ends_with("report.html")));
}
