//! The mouse: words and sentences by clicks, drags that go on beyond the edge.

use diptych::app::geometry::Cell;
use diptych::app::message::{Effect, Mouse, Msg};

use crate::support::Harness;

/// A text of many rows.
fn long() -> String {
    let paragraph = |n: usize| format!("Paragraph {n} says one thing. And it says another one after it.");
    (0..40).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Where `words` stand on the screen.
fn place(h: &Harness, words: &str) -> Cell {
    let text = h.text();
    let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
    Cell { x: line[..line.find(words).unwrap()].chars().count(), y }
}

fn click(h: &mut Harness, cell: Cell, at: u64) {
    h.app.tell_time(at, 1);
    h.send(Msg::Mouse(Mouse::Click(cell)));
    h.send(Msg::Mouse(Mouse::Release(cell)));
}

fn selected(h: &Harness) -> Option<&str> {
    let pane = h.pane()?;
    Some(pane.selected()?.of(&pane.article.text))
}

fn ticks(h: &Harness) -> usize {
    h.outside.iter().filter(|effect| matches!(effect, Effect::Tick)).count()
}

#[test]
fn two_clicks_take_the_word_three_the_sentence_and_one_drops_it() {
    let mut h = Harness::reading(&long(), 80, 24);
    let cell = place(&h, "another one");
    click(&mut h, cell, 1000);
    assert_eq!(selected(&h), None);
    click(&mut h, cell, 1200);
    assert_eq!(selected(&h), Some("another"));
    click(&mut h, cell, 1400);
    assert_eq!(selected(&h), Some("And it says another one after it."));
    click(&mut h, Cell { y: cell.y + 2, ..cell }, 3000);
    assert_eq!(selected(&h), None);
    h.keys("v");
    click(&mut h, cell, 9000);
    assert!(selected(&h).is_some_and(|words| words.contains('\n')), "what was begun with a key grows");
}

#[test]
fn two_clicks_take_the_word_on_either_side_of_a_pair() {
    let mut h = Harness::comparing(&long(), "Paragraph 1 says one thing. Nobody denied that afterwards.", 120, 40);
    let cell = place(&h, "afterwards");
    click(&mut h, cell, 1000);
    click(&mut h, cell, 1100);
    assert_eq!(selected(&h), Some("afterwards"));
}

#[test]
fn a_drag_beyond_the_edge_scrolls_and_selects_until_the_button_comes_up() {
    let mut h = Harness::reading(&long(), 80, 24);
    let from = place(&h, "Paragraph 3");
    h.send(Msg::Mouse(Mouse::Click(from)));
    let below = Cell { x: 30, y: 23 };
    h.send(Msg::Mouse(Mouse::Drag(below)));
    h.send(Msg::Mouse(Mouse::Drag(below)));
    assert_eq!(ticks(&h), 1, "one tick at a time");
    for _ in 0..30 {
        h.send(Msg::Tick);
    }
    assert_eq!(ticks(&h), 31);
    let words = selected(&h).unwrap();
    assert!(words.starts_with("Paragraph 3") && words.contains("Paragraph 17"), "{words}");
    h.send(Msg::Mouse(Mouse::Release(below)));
    let before = h.text();
    h.send(Msg::Tick);
    assert_eq!((h.text(), ticks(&h)), (before, 31));
}

#[test]
fn ticks_end_where_the_text_does_and_where_the_mouse_is_inside_again() {
    let mut h = Harness::reading(&long(), 80, 24);
    let from = place(&h, "Paragraph 3");
    h.send(Msg::Mouse(Mouse::Click(from)));
    h.send(Msg::Mouse(Mouse::Drag(Cell { x: 30, y: 23 })));
    let mut sent = 0;
    while sent < ticks(&h) {
        sent += 1;
        h.send(Msg::Tick);
    }
    assert!(h.pane().unwrap().end_shown() && sent < 120, "{sent}");
    assert!(selected(&h).unwrap().contains("Paragraph 39"), "{:?}", selected(&h));
    h.send(Msg::Mouse(Mouse::Drag(Cell { x: 30, y: 0 })));
    h.send(Msg::Tick);
    assert!(!h.pane().unwrap().end_shown());
    let asked = ticks(&h);
    h.send(Msg::Mouse(Mouse::Drag(Cell { x: 30, y: 10 })));
    h.send(Msg::Tick);
    assert_eq!(ticks(&h), asked, "inside the text nothing scrolls");
}

#[test]
fn in_a_pair_the_other_side_follows_a_drag_beyond_the_edge() {
    let mut h = Harness::comparing(&long(), &long(), 120, 40);
    let from = place(&h, "Paragraph 2");
    h.send(Msg::Mouse(Mouse::Click(from)));
    h.send(Msg::Mouse(Mouse::Drag(Cell { x: 20, y: 39 })));
    for _ in 0..12 {
        h.send(Msg::Tick);
    }
    let row = |words: &str| h.text().lines().filter(|line| line.matches(words).count() == 2).count();
    assert!(row("Paragraph 12 says") == 1, "{}", h.text());
}
