//! Folding what only one side has: one row for it, opened by Enter, stepped over by the cursor.

use diptych::compare::Side;

use crate::support::Harness;

const LEFT: &str = "+++\ntitle = \"Mill burns\"\nsource = \"The Post\"\n+++\n\
    Firefighters fought a blaze at the Marlow paper mill for nine hours on Friday.\n\n\
    The river rose by a metre in April. Farmers lost their seed.\n\n\
    Cattle drowned in the lower meadows. Insurers refused to pay.\n\n\
    Nobody was hurt when the roof of the drying hall fell in before midnight.\n\n\
    Paper has been made on the river since 1871.";

const RIGHT: &str = "+++\ntitle = \"Nine hours\"\nsource = \"The Ledger\"\n+++\n\
    A blaze at the Marlow paper mill kept firefighters busy for nine hours on Friday.\n\n\
    Nobody was hurt when the roof of the drying hall fell in shortly before midnight.";

fn comparing() -> Harness {
    Harness::comparing(LEFT, RIGHT, 120, 30)
}

/// Goes to a word of the left text.
fn at(h: &mut Harness, words: &str) {
    let offset = h.pane().unwrap().article.text.find(words).unwrap();
    h.pane_mut().go_to(offset);
}

fn under(h: &Harness) -> &str {
    let pane = h.pane().unwrap();
    pane.current_span().of(&pane.article.text)
}

#[test]
fn what_only_one_side_has_is_folded_to_a_row_and_opened_again() {
    let mut h = comparing();
    let whole = h.text();
    assert!(whole.contains("Cattle drowned"), "{whole}");
    at(&mut h, "Cattle");
    h.keys("z");
    let text = h.text();
    assert!(text.contains("4 sentences only here · 2 ¶"), "{text}");
    assert!(!text.contains("Cattle drowned") && !text.contains("Insurers"), "{text}");
    assert_eq!(under(&h), "The river rose by a metre in April.");
    h.keys("Enter");
    assert!(h.text().contains("Cattle drowned"), "{}", h.text());
    h.keys("z z");
    assert!(h.text().contains("Cattle drowned"), "the same key opens it");
}

#[test]
fn the_cursor_steps_over_what_is_folded_and_a_search_opens_it() {
    let mut h = comparing();
    at(&mut h, "Cattle");
    h.keys("z )");
    assert!(under(&h).starts_with("Nobody was hurt"), "{}", under(&h));
    h.keys("(");
    assert!(under(&h).starts_with("The river"), "{}", under(&h));
    h.keys("( )");
    assert!(under(&h).starts_with("The river"), "{}", under(&h));
    h.keys("j");
    assert!(under(&h).starts_with("Nobody was hurt"), "{}", under(&h));
    h.keys("k w");
    assert!(under(&h).starts_with("Nobody was hurt"), "{}", under(&h));
    h.keys("/").types("insurers").keys("Enter");
    assert!(under(&h).starts_with("Insurers") && h.text().contains("Cattle"), "{}", h.text());
}

#[test]
fn shared_passages_stay_on_one_row_whatever_is_folded() {
    let mut h = comparing();
    let level = |h: &Harness| {
        let rows = [Side::Left, Side::Right].map(|side| {
            let pane = h.pair().side(side).unwrap();
            pane.screen_row(pane.article.text.find("Nobody was hurt").unwrap())
        });
        rows[0].is_some() && rows[0] == rows[1]
    };
    assert!(level(&h), "{}", h.text());
    h.keys("Z");
    assert!(h.notice().contains("folded"), "{}", h.notice());
    assert!(level(&h), "{}", h.text());
    h.resize(140, 30).keys("j");
    assert!(level(&h) && h.text().contains("4 sentences only here"), "{}", h.text());
    h.keys("Z");
    assert!(level(&h) && h.text().contains("Cattle"), "{}", h.text());
}

#[test]
fn what_both_share_is_not_folded() {
    let mut h = comparing();
    at(&mut h, "Firefighters");
    h.keys("z");
    assert!(h.notice().starts_with("nothing to fold"), "{}", h.notice());
    at(&mut h, "Paper has been");
    h.keys("z");
    assert!(h.notice().starts_with("nothing to fold"), "one sentence is read quicker than opened");
}
