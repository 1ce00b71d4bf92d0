//! The findings of a comparison: trails, layers, the panel, the brief.

use diptych::app::findings::Tab;
use diptych::app::overlay::Overlay;
use diptych::compare::Side;

use crate::support::Harness;

fn open() -> Harness {
    let mut h = Harness::samples(120, 40);
    h.keys("j c");
    h
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
            assert_eq!((seen, h.notice()), (expected, format!("no later {stop} on this side").as_str()), "{choose}");
            h.keys("9 9 [");
            while h.keys("[").notice().is_empty() {}
            assert_eq!(h.notice(), format!("no earlier {stop} on this side"));
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
        let (left, right) = (h.pair().pane(Side::Left).unwrap(), h.pair().pane(Side::Right).unwrap());
        let rows = (left.cursor_row(), there.and_then(|at| right.screen_row(at)));
        let at_edge = right.end_shown() || right.rows().first().is_some_and(|(pos, _)| (pos.block, pos.row) == (0, 0));
        assert!(rows.0 == rows.1 || (at_edge && rows.1.is_some()), "{rows:?}\n{}", h.text());
    }
}

#[test]
fn the_trail_of_matches_comes_back() {
    let mut h = open();
    h.keys("g q g m g g ]");
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

#[test]
fn the_panel_goes_through_its_lines_and_the_texts_go_along() {
    let mut h = open();
    h.keys("F");
    for _ in 0..Tab::ALL.len() {
        let lines = h.pair().panel_lines().len();
        for line in 0..lines.min(12) {
            assert_eq!(h.pair().looking.panel.unwrap().cursor, line);
            let finding = h.pair().panel_lines()[line].clone();
            for side in [Side::Left, Side::Right] {
                let pane = h.pair().pane(side).unwrap();
                let shown = finding.on(side).at.is_none_or(|at| pane.screen_row(at).is_some());
                assert!(shown, "{finding:?} is out of view on the {side:?}\n{}", h.text());
            }
            h.keys("j");
        }
        h.keys("G j");
        assert_eq!(h.pair().looking.panel.unwrap().cursor, lines.saturating_sub(1));
        h.keys("g g k");
        assert_eq!(h.pair().looking.panel.unwrap().cursor, 0);
        h.keys("Tab");
    }
}

#[test]
fn tabs_go_round_both_ways() {
    let mut h = open();
    h.keys("F");
    let tab = |h: &Harness| h.pair().looking.panel.unwrap().tab;
    let first = tab(&h);
    h.keys("Tab l Right h Left BackTab");
    assert_eq!(tab(&h), first);
    h.keys("Tab Tab Tab Tab Tab");
    assert_eq!(tab(&h), first);
}

#[test]
fn the_panel_is_left_by_its_key_by_esc_by_q_and_for_the_text() {
    for keys in ["F", "Esc", "q", "Enter"] {
        let mut h = open();
        let before = h.text();
        h.keys("F");
        assert_ne!(h.text(), before);
        h.keys(keys);
        assert!(h.pair().looking.panel.is_none(), "{keys}");
    }
}

#[test]
fn the_panel_survives_another_article_and_swapping() {
    let mut h = open();
    h.keys("F G");
    let _ = h.text();
    h.keys("Enter x F G Enter p").types("philae").keys("Enter F G Tab G");
    let _ = h.text();
    assert!(h.pair().looking.panel.is_some());
}

#[test]
fn the_brief_is_told_and_closed_by_any_way_out() {
    for keys in ["Esc", "q", "B", "Enter"] {
        let mut h = open();
        h.keys("B");
        assert!(matches!(h.app.overlay, Some(Overlay::Brief(_))));
        assert!(h.text().contains("Harbour Gazette"), "{}", h.text());
        h.keys(keys);
        assert!(h.app.overlay.is_none(), "{keys} leaves the brief open");
        assert!(h.here().starts_with("compare"), "{keys}");
    }
}
