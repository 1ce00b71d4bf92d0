//! Two articles side by side: opening, following, the trail, counterparts, sides.

use diptych::app::pane::Pane;
use diptych::app::pane::flow::Row;
use diptych::compare::{SentenceRef, Side};

use crate::support::Harness;

/// Opens the first story of the samples, of two articles, at its beginning and on the trail of the matches.
fn open(width: usize, height: usize) -> Harness {
    let mut h = Harness::samples(width, height);
    h.keys("j c g m g g");
    h.app.notice = None;
    h
}

fn sentence(h: &Harness, side: Side) -> Option<SentenceRef> {
    h.pair().side(side).and_then(Pane::current_sentence)
}

/// Returns the screen row on which the sentence under the cursor of `side` begins.
fn row(h: &Harness, side: Side) -> Option<usize> {
    let pane = h.pair().side(side)?;
    pane.screen_row(pane.span_of(pane.current_sentence()?)?.start)
}

#[test]
fn one_key_compares_a_story_of_two() {
    assert_eq!(open(100, 30).here(), "compare doral/harbour-gazette.md doral/meridian-post.md");
}

#[test]
fn a_story_of_three_asks_which() {
    let mut h = Harness::samples(100, 30);
    h.keys("2 j c");
    let others: Vec<String> =
        h.choices().into_iter().filter(|choice| choice.0 == "story").map(|choice| choice.1).collect();
    assert_eq!(others.len(), 2, "{others:?}");
    h.keys("Down Enter");
    assert_eq!(h.here(), "compare suez/northern-ledger.md suez/kestrel-wire.md");
    h.keys("q");
    assert_eq!(h.here(), "list suez/northern-ledger.md");
}

/// A list of two articles that have nothing to do with each other.
fn strangers() -> Harness {
    let texts = [("a.md", "The ferry was towed to Brindisi on Monday."), ("b.md", "A bakery opened in the old mill.")];
    Harness::library(&texts, 100, 30)
}

#[test]
fn what_has_no_story_is_taken_and_compared_with_the_next() {
    let mut h = strangers();
    h.keys("c");
    assert_eq!(h.notice(), "taken; c on another article compares the two");
    h.keys("j c");
    assert_eq!(h.here(), "compare b.md a.md");
    h.keys("q");
    assert!(h.list().taken.is_none());
}

#[test]
fn an_article_taken_twice_is_let_go_and_so_it_is_by_esc() {
    let mut h = strangers();
    h.keys("c c");
    assert_eq!((h.list().taken.is_none(), h.notice()), (true, "no longer taken for comparing"));
    h.keys("c Esc");
    assert!(h.list().taken.is_none());
}

#[test]
fn the_reader_compares_its_article_and_comes_back() {
    let mut h = Harness::samples(100, 30);
    h.keys("Enter c");
    assert_eq!(h.here(), "compare doral/meridian-post.md doral/harbour-gazette.md");
    h.keys("q");
    assert_eq!(h.here(), "reader doral/meridian-post.md");
}

#[test]
fn another_article_is_picked_for_the_other_side() {
    let mut h = open(100, 30);
    h.keys("Tab p").types("philae").keys("Enter");
    assert_eq!(h.here(), "compare comet/northern-ledger.md doral/meridian-post.md");
    assert!(h.pair().compared.is_some());
    h.keys("Ctrl-o");
    assert_eq!(h.here(), "compare doral/harbour-gazette.md doral/meridian-post.md");
}

#[test]
fn the_trail_goes_through_all_matches_and_back() {
    let mut h = open(100, 30);
    let blocks = h.pair().compared.as_ref().unwrap().blocks.blocks().len();
    let mut seen: Vec<usize> = h.pair().current_block().into_iter().collect();
    while h.keys("]").notice().is_empty() {
        seen.push(h.pair().current_block().unwrap());
        assert!(seen.len() <= blocks, "{seen:?}");
    }
    assert_eq!((seen.len(), h.notice()), (blocks, "no later match on this side"));
    let mut back = vec![h.pair().current_block().unwrap()];
    while h.keys("[").notice().is_empty() {
        back.insert(0, h.pair().current_block().unwrap());
    }
    assert_eq!((back, h.notice()), (seen.clone(), "no earlier match on this side"));
    h.keys("g g 3 ]");
    assert_eq!(h.pair().current_block(), seen.get(2).copied());
}

#[test]
fn the_trail_goes_through_all_matches_on_the_right_too() {
    let mut h = open(100, 30);
    let blocks = h.pair().compared.as_ref().unwrap().blocks.blocks().len();
    h.keys("Tab g g");
    let mut seen: Vec<usize> = h.pair().current_block().into_iter().collect();
    while h.keys("]").notice().is_empty() {
        seen.push(h.pair().current_block().unwrap());
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..blocks).collect::<Vec<_>>());
}

/// Says whether the counterpart of the sentence at hand stands on its row, or as near as the other text's ends allow.
fn beside(h: &Harness) -> bool {
    let (focus, other) = (h.pair().focus, h.pair().focus.other());
    let pane = h.pair().side(other).unwrap();
    let (here, there) = (row(h, focus), row(h, other));
    let at_top = pane.rows().first().is_some_and(|(pos, _)| (pos.block, pos.row) == (0, 0));
    match (here, there) {
        (Some(here), Some(there)) => here == there || (there < here && at_top) || (there > here && pane.end_shown()),
        _ => false,
    }
}

#[test]
fn the_counterpart_stands_on_the_row_of_its_match() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let (mut h, mut met) = (open(width, height), 0);
        for keys in ["]", "]", "j", "]", "]", "Space ]", "]", "Ctrl-u ]", "Tab g g ]", "]", "]"] {
            h.keys(keys);
            let meets = keys.ends_with(']') && h.notice().is_empty();
            assert!(beside(&h) || !meets, "{keys} at {width}×{height}\n{}", h.text());
            met += usize::from(meets);
        }
        assert!(met >= 8, "{met} places with a counterpart at {width}×{height}");
    }
}

#[test]
fn the_other_side_rests_where_the_text_at_hand_does_not_move() {
    let mut h = open(120, 40);
    let rows = |h: &Harness, side| h.pair().side(side).unwrap().rows().to_vec();
    let mut rests = 0;
    for _ in 0..60 {
        let before = [Side::Left, Side::Right].map(|side| rows(&h, side));
        h.keys(")");
        let after = [Side::Left, Side::Right].map(|side| rows(&h, side));
        assert!(before[0] != after[0] || before[1] == after[1], "{}", h.text());
        rests += usize::from(before == after);
    }
    assert!(rests > 5, "{rests} sentences in view");
}

/// What both of two accounts tell, in one order.
const TOLD: [&str; 16] = [
    "Marlow lost its mill when the river Ember rose in a single night.",
    "Oberlin sent forty sailors with pumps and dry blankets to the quay.",
    "The bakery in Tarrow gave away nine hundred loaves before noon.",
    "Lenne closed the bridge to lorries and to anybody with a cart.",
    "Quell kept its school open as a hospital for eleven days.",
    "Farmers at Hay drove their cattle up to the old quarry.",
    "The bishop of Jarrow rang the bells until his rope broke.",
    "Elmbridge has never rebuilt the theatre that stood by the weir.",
    "Divers from Port Lissa found the ferry’s anchor under the pier.",
    "Cressing paid each widow a pension out of its lottery.",
    "A clerk in Alder wrote down every name in green ink.",
    "The railway reached Kettle again only after the harvest.",
    "Soldiers cut a channel through the dunes of Saint Oda.",
    "Ostrava printed banknotes on the presses of its newspaper.",
    "Insurers from Zurich counted roofs with a telescope.",
    "The lighthouse at Tern Point was moved on rollers uphill.",
];

/// Two accounts that tell the same in one order, each with something of its own in between.
fn in_one_order() -> [String; 2] {
    let account = |of: usize, own: &str| {
        let told = TOLD.iter().enumerate().map(|(n, told)| match n % 5 == of {
            true => format!("{told}\n\n{own}\n\n"),
            false => format!("{told}\n\n"),
        });
        told.collect::<String>()
    };
    [account(1, "Nobody here remembers such a spring."), account(3, "It was, they say, a good year for frogs.")]
}

#[test]
fn passages_in_one_order_stand_on_one_row_however_one_scrolls() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let [left, right] = in_one_order();
        let (mut h, mut met) = (Harness::comparing(&left, &right, width, height), 0);
        h.keys("g m g g");
        for keys in ["j"; 40].into_iter().chain(["Space", "Ctrl-u", "k", "G", "g g", "Tab", "j", "Space", "3 j"]) {
            h.keys(keys);
            let pair = h.pair();
            for (left, right) in pair.compared.as_ref().unwrap().blocks.chain() {
                let row = |side, at| {
                    let pane = pair.side(side).unwrap();
                    pane.screen_row(pane.span_of(at).unwrap().start)
                };
                let rows = (row(Side::Left, left), row(Side::Right, right));
                assert!(rows.0 == rows.1, "{keys} at {width}×{height}: {left:?} {right:?} {rows:?}\n{}", h.text());
                met += usize::from(rows.0.is_some());
            }
        }
        assert!(met > 15, "{met} passages in view at {width}×{height}");
    }
}

#[test]
fn unlocked_sides_move_alone_and_locking_aligns_them() {
    let mut h = open(120, 40);
    h.keys("] S");
    assert!(h.notice().starts_with("unlocked"));
    let right = h.pair().side(Side::Right).unwrap().in_view();
    h.keys("] ] ] Space");
    assert_eq!(h.pair().side(Side::Right).unwrap().in_view(), right);
    h.keys("] [ S");
    assert!(h.pair().locked && beside(&h));
}

#[test]
fn the_other_side_scrolls_alone() {
    let mut h = open(120, 40);
    let views = |h: &Harness| [Side::Left, Side::Right].map(|side| h.pair().side(side).unwrap().in_view());
    let before = views(&h);
    h.keys("8 Alt-j");
    let after = views(&h);
    assert_eq!(after[0], before[0]);
    assert!(after[1] != before[1], "{before:?} {after:?}");
    h.keys("8 Alt-k");
    assert_eq!(views(&h), before);
}

#[test]
fn enter_goes_to_the_counterpart_and_back() {
    let mut h = open(120, 40);
    for _ in 0..5 {
        h.keys("]");
        let (left, block) = (sentence(&h, Side::Left), h.pair().current_block());
        h.keys("Enter");
        assert_eq!((h.pair().focus, h.pair().current_block()), (Side::Right, block));
        h.keys("Enter");
        assert_eq!((h.pair().focus, h.pair().current_block()), (Side::Left, block));
        h.keys("h ] [ Enter Ctrl-o");
        assert_eq!((h.pair().focus, sentence(&h, Side::Left)), (Side::Left, left), "the jump list knows the way back");
    }
}

#[test]
fn a_sentence_without_a_counterpart_says_so() {
    let mut h = open(120, 40);
    h.keys("g g Enter");
    assert_eq!(h.notice(), "this sentence has no counterpart on the other side");
}

#[test]
fn the_focus_changes_sides_and_nothing_scrolls() {
    let mut h = open(120, 40);
    h.keys("] ]");
    let views = |h: &Harness| [Side::Left, Side::Right].map(|side| h.pair().side(side).unwrap().in_view());
    let before = views(&h);
    for (keys, side) in
        [("Tab", Side::Right), ("Tab", Side::Left), ("l", Side::Right), ("l", Side::Right), ("h", Side::Left)]
    {
        h.keys(keys);
        assert_eq!((h.pair().focus, views(&h)), (side, before), "{keys}");
    }
}

#[test]
fn swapping_twice_changes_nothing() {
    for keys in ["", "] ]", "Tab ] ]", "S Space", "/ p a c t Enter", "G"] {
        let mut h = open(120, 40);
        h.keys(keys);
        h.app.notice = None;
        let (before, here) = (h.picture(), h.here());
        h.keys("x");
        assert_eq!(h.here(), "compare doral/meridian-post.md doral/harbour-gazette.md");
        h.keys("x");
        assert_eq!(h.here(), here);
        assert!(h.picture() == before, "after {keys:?}:\n{before}\n\n{}", h.picture());
    }
}

#[test]
fn swapping_keeps_the_sentence_at_hand() {
    let mut h = open(120, 40);
    h.keys("] ]");
    let (words, block) = (h.at_cursor(30), h.pair().current_block());
    h.keys("x");
    assert_eq!((h.pair().focus, h.at_cursor(30)), (Side::Right, words));
    assert!(block.is_some() && h.pair().current_block().is_some() && beside(&h));
}

#[test]
fn a_search_goes_through_both_sides() {
    let mut h = open(120, 40);
    h.keys("/").types("Mexico").keys("Enter");
    let (first, all, _) = h.app.hit_count().unwrap();
    let here = (h.pair().focus, h.at_cursor(30));
    assert_eq!(first, Some(0));
    let mut sides = Vec::new();
    for _ in 0..all {
        assert_eq!(h.at_cursor(6), "Mexico");
        sides.push(h.pair().focus);
        h.keys("n");
    }
    assert!(sides.contains(&Side::Left) && sides.contains(&Side::Right));
    assert_eq!((h.pair().focus, h.at_cursor(30)), here, "once round is back where it began");
}

#[test]
fn a_narrow_screen_shows_the_counterpart_in_a_strip() {
    let mut h = open(60, 20);
    h.keys("]");
    let target = h.pair().current_counterparts()[0];
    let pane = h.pair().side(Side::Right).unwrap();
    let words: Vec<&str> = pane.span_of(target).unwrap().of(&pane.article.text).split_whitespace().take(4).collect();
    let strip = h.text().lines().skip(13).collect::<Vec<_>>().join(" ");
    assert!(strip.contains(&words.join(" ")), "no “{}” in\n{}", words.join(" "), h.text());
}

#[test]
fn the_settings_say_from_which_width_two_stand_side_by_side() {
    let mut config = crate::support::config();
    config.settings.compare.min_width = 110;
    let start = diptych::app::Start::Library(diptych::app::message::Roots::Samples);
    let mut h = Harness::with(start, 100, 30, config, Vec::new());
    h.keys("c");
    assert!(!h.pair().is_beside(), "{}", h.text());
}

#[test]
fn the_settings_say_whether_the_sides_are_locked_at_the_start() {
    let mut config = crate::support::config();
    config.settings.compare.lock = false;
    let start = diptych::app::Start::Library(diptych::app::message::Roots::Samples);
    let mut h = Harness::with(start, 100, 30, config, Vec::new());
    h.keys("c");
    assert!(!h.pair().locked);
}

#[test]
fn two_texts_that_share_nothing_say_so() {
    let mut h = Harness::comparing("Ferries were late.", "A goat won the prize.", 100, 30);
    h.keys("]");
    assert_eq!(h.notice(), "nothing on the two sides matches");
}

#[test]
fn a_side_that_cannot_be_read_leaves_the_other_usable() {
    let mut h = Harness::comparing("Ferries were late. Nobody knew why.", "", 100, 30);
    std::fs::remove_file(h.path("right.md")).unwrap();
    let path = h.path("right.md");
    h.send(diptych::app::message::Msg::Changed(vec![path]));
    h.keys("j w ) ] Enter x x / l Enter n S S y");
    assert!(h.text().contains("Ferries were late."), "{}", h.text());
}

#[test]
fn passages_stay_on_one_row_when_a_note_is_written_between_the_lines() {
    let [left, right] = in_one_order();
    let mut h = Harness::comparing(&left, &right, 120, 60);
    h.keys("g m ] ] a").types("Who counted them, and when was that?").keys("Ctrl-s");
    assert!(h.text().contains("Who counted them"), "{}", h.text());
    let pair = h.pair();
    let on = |side: Side, at| pair.side(side).and_then(|pane| pane.screen_row(pane.span_of(at)?.start));
    let chain = pair.compared.as_ref().unwrap().blocks.chain().into_iter();
    let rows: Vec<_> = chain.filter_map(|(left, right)| on(Side::Left, left).zip(on(Side::Right, right))).collect();
    assert!(rows.len() > 1 && rows.iter().all(|(left, right)| left == right), "{rows:?} {}", h.text());
}

/// Two accounts of one evening: the lead of the left is the last sentence of the right, and one figure differs.
const EVENING: [&str; 2] = [
    "# Night on the estuary\n\nThe ferry Osprey ran aground on the Kettle sandbank at dusk.\n\nPilots had warned of the \
     shifting channel since the spring gales.\n\nRescuers in Marlow counted 41 passengers on the quay.\n\nDinner was \
     served in the village hall by the choir.\n",
    "# Osprey on the sand\n\nRescuers in Marlow counted 37 passengers on the quay.\n\nA baker gave bread to whoever came \
     in from the cold.\n\nChildren slept on benches at the school until the buses arrived.\n\nThe mayor thanked the \
     crews of both lifeboats by name.\n\nThe owners declined to speak.\n\nTides there run to six knots.\n\nThe ferry \
     Osprey ran aground on the Kettle sandbank at dusk.\n",
];

#[test]
fn a_pair_opens_on_its_first_check_however_long_the_other_side_takes_to_begin() {
    let before = "The estuary has many moods, and every one of them has been painted.\n\n".repeat(5);
    let [left, right] = in_one_order();
    let figure = |count: &str| format!("\n\nRescuers in Marlow counted {count} passengers on the quay.\n");
    // Its lead is its first sentence, and stands on one row with the other side's before anything is shown.
    let (left, late) = (left + &figure("41"), format!("# Osprey on the sand\n\n{before}{right}{}", figure("37")));
    for (width, height) in [(120, 24), (80, 24), (120, 40), (60, 20)] {
        let h = Harness::comparing(&left, &late, width, height);
        let words = |side| h.pair().side(side).map(|pane| pane.current_span().of(&pane.article.text).to_owned());
        let [left, right] = [Side::Left, Side::Right].map(|side| words(side).unwrap());
        assert!(left.contains("41 passengers") && right.contains("37 passengers"), "{width}: {left} | {right}");
    }
}

#[test]
fn texts_in_two_orders_run_on_without_a_gap_and_still_meet_at_a_check() {
    let h = Harness::comparing(EVENING[0], EVENING[1], 120, 12);
    let gaps = |side| {
        let rows = h.pair().side(side).unwrap().rows();
        rows.windows(2).filter(|w| w.iter().all(|(_, row)| *row == Row::Blank)).count()
    };
    assert_eq!([gaps(Side::Left), gaps(Side::Right)], [0, 0], "{}", h.text());
    assert!(h.here_is("Rescuers in Marlow"), "{}", h.text());
    assert_eq!(row(&h, Side::Left), row(&h, Side::Right), "{}", h.text());
}

#[test]
fn a_check_stays_beside_while_a_note_is_written_on_it() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c x");
    h.keys("] [");
    let ends = |h: &Harness| [sentence(h, Side::Left), sentence(h, Side::Right)];
    let before = ends(&h);
    h.keys("a").types("Which list did they count?").keys("Ctrl-s");
    assert_eq!(ends(&h), before, "{}", h.text());
    h.resize(110, 36);
    assert_eq!(ends(&h), before, "{}", h.text());
    assert_eq!(row(&h, Side::Left), row(&h, Side::Right), "{}", h.text());
}
