//! The live key table: every key that a screen shows works there, and every key that works is shown.

use diptych::app::Start;
use diptych::app::message::Roots;
use diptych::config::keys::{Key, Lookup, sequence};
use diptych::config::{Overrides, Places};
use diptych::library::Origin;

use crate::support::{Harness, config};

/// Words of an answer that a key gives where it does not work.
const DEAD: &[&str] = &["does nothing here", "works in:", "there is no list", "open from the list"];

/// What is said of a key that changes nothing.
const IDLE: &str = "nothing happens";

/// Ways to a screen. Where the first leaves a key nothing to do (up at the top), another must have it do something.
const SCREENS: &[(&str, &[&str])] = &[
    ("list", &["5 j", "f a Enter 2 j", ""]),
    ("reader", &["5 j Enter 9 )", "5 j Enter"]),
    ("reader, selecting", &["5 j Enter 9 ) v w", "5 j Enter 9 ) V )"]),
    ("comparison", &["c ] ]", "c ] ] Tab", "c 9 )"]),
    ("findings", &["c F 2 j", "c F", "c F 2 Tab 2 j"]),
    ("comparison, selecting", &["c ] ] v w", "c ] ] Tab V )", "c ] ] V )"]),
];

fn open(way: &str, preset: Option<&diptych::config::Config>) -> Harness {
    let config = preset.cloned().unwrap_or_else(config);
    // The way is in the default keys: the table is exchanged afterwards.
    let keys = config.keys.clone();
    let start = Start::Library(Roots::Samples);
    let mut h = Harness::with(start, 120, 40, crate::support::config(), Vec::new());
    h.keys(way);
    let mut config = (*h.app.config).clone();
    config.keys = keys;
    h.app.config = std::sync::Arc::new(config);
    h
}

/// Returns what a key can change.
fn look(h: &Harness) -> impl PartialEq + use<> {
    let cursor = h.pane().map(|pane| (pane.cursor(), pane.selection));
    (h.buffer(), h.here(), h.outside.len(), h.app.screens.len(), cursor)
}

/// Presses keys; returns what was wrong, if they did nothing or said that they do nothing.
fn press(h: &mut Harness, keys: &str) -> Result<(), String> {
    let before = look(h);
    h.keys(keys);
    if let Some(dead) = DEAD.iter().find(|dead| h.notice().contains(**dead)) {
        return Err(format!("{keys}: “{}” ({dead})", h.notice()));
    }
    if before == look(h) { Err(format!("{keys}: {IDLE}")) } else { Ok(()) }
}

/// Returns what a sequence means on the screen at hand.
fn action(h: &Harness, keys: &str) -> Lookup {
    let keys: Vec<Key> = keys.split_whitespace().map(|key| key.parse().unwrap()).collect();
    h.app.config.keys.lookup(&h.app.screen_contexts(), &keys)
}

/// Returns the sequences that reach an action on the screen at hand.
fn live(h: &Harness) -> Vec<String> {
    let contexts = h.app.screen_contexts();
    let table = &h.app.config.keys;
    let reached = |keys: &[Key]| matches!(table.lookup(&contexts, keys), Lookup::Action(_));
    let mut live: Vec<String> = table
        .bindings()
        .iter()
        .filter(|b| contexts.contains(&b.context) && reached(&b.keys))
        .map(|b| sequence(&b.keys))
        .collect();
    live.sort();
    live.dedup();
    live
}

fn newsboat() -> diptych::config::Config {
    with_settings("keys = \"newsboat\"\n")
}

fn with_settings(settings: &str) -> diptych::config::Config {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("config.toml"), settings).unwrap();
    let places = Places { config_dir: Some(folder.path().to_path_buf()), ..Places::default() };
    let (config, problems) = diptych::config::load(&places, &Overrides::default());
    assert!(problems.is_empty(), "{problems:?}");
    config
}

/// Walks every live key of every screen; returns those that are dead in all the ways there.
fn dead_keys(preset: Option<&diptych::config::Config>) -> Vec<String> {
    let mut dead = Vec::new();
    for (screen, ways) in SCREENS {
        let plain = preset.map(|_| open(ways[0], None));
        let here = open(ways[0], preset);
        // What the default table binds to the same is walked with it.
        let known = |keys: &String| plain.as_ref().is_some_and(|plain| action(plain, keys) == action(&here, keys));
        for keys in live(&here).into_iter().filter(|keys| !known(keys)) {
            let mut tries = ways.iter().map(|way| press(&mut open(way, preset), &keys));
            let why = tries.find(|tried| tried.as_ref().err().is_none_or(|why| !why.ends_with(IDLE)));
            let why = why.unwrap_or_else(|| Err(format!("{keys}: {IDLE}"))).err();
            dead.extend(why.map(|why| format!("{screen}: {why}")));
        }
    }
    dead
}

#[test]
fn every_live_key_does_something_where_it_is_live() {
    let dead = dead_keys(None);
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn every_live_key_of_the_newsboat_preset_does_something_where_it_is_live() {
    let dead = dead_keys(Some(&newsboat()));
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn help_lists_exactly_the_actions_that_have_a_live_key_each_by_one_that_is() {
    for (screen, ways) in SCREENS {
        let mut h = open(ways[0], None);
        let live = live(&h);
        let mut expected: Vec<_> = live.iter().map(|keys| format!("{:?}", action(&h, keys))).collect();
        h.keys("?");
        // The signs of the comparison are explained there too, and cannot be taken.
        let shown: Vec<_> = h.choices().into_iter().filter(|(.., enabled)| *enabled).collect();
        assert!(shown.iter().all(|(keys, ..)| live.contains(keys)), "{screen}: {shown:?}");
        let mut listed: Vec<_> = shown.iter().map(|(keys, ..)| format!("{:?}", action(&h, keys))).collect();
        expected.sort();
        expected.dedup();
        listed.sort();
        assert_eq!(listed, expected, "{screen}");
    }
}

#[test]
fn what_the_palette_offers_works_there() {
    let mut dead = Vec::new();
    for (screen, ways) in SCREENS {
        let offered = open(ways[0], None).keys(":").choices();
        let mut dim = open(ways[0], None);
        dim.keys(":");
        for (index, (_, text, enabled)) in offered.into_iter().enumerate() {
            // What is dim leaves the palette open for another choice.
            let mut fresh = enabled.then(|| open(ways[0], None));
            let h = fresh.as_mut().map_or(&mut dim, |h| h.keys(":"));
            h.keys("Home").keys(&"Down ".repeat(index)).keys("Enter");
            let works = !DEAD.iter().any(|dead| h.notice().contains(dead));
            if works != enabled {
                dead.push(format!(
                    "{screen}: “{text}” is {} but: “{}”",
                    if enabled { "offered" } else { "dim" },
                    h.notice()
                ));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// Returns the keys that the status line names.
fn named(h: &Harness) -> Vec<String> {
    let line = h.text().lines().last().unwrap_or_default().to_owned();
    let key = |part: &str| part.split_whitespace().next().map(str::to_owned);
    let is_key = |key: &String| key.parse::<Key>().is_ok() && !key.chars().all(|c| c.is_ascii_digit());
    let hints = line.split("   ").map(str::trim).filter(|part| part.split(' ').count() >= 2);
    hints.filter_map(key).filter(is_key).collect()
}

#[test]
fn the_status_line_names_no_key_that_does_not_work() {
    let own = || Harness::with(Start::Library(Roots::Own), 120, 40, config(), Vec::new());
    let read = || Harness::new(Start::Read(Origin::Sample("doral/meridian-post.md")), 120, 40);
    let loading = || {
        let mut h = own();
        h.hold().keys("R");
        h.app.notice = None;
        h
    };
    let mut states: Vec<(String, Box<dyn Fn() -> Harness>)> = vec![
        ("an empty library".into(), Box::new(own)),
        ("a library on its way".into(), Box::new(loading)),
        ("an article opened alone".into(), Box::new(read)),
        ("a filter without a match".into(), Box::new(|| open("f z q z q Enter", None))),
    ];
    for (screen, ways) in SCREENS {
        states.push(((*screen).to_owned(), Box::new(|| open(ways[0], None))));
    }
    let mut wrong = Vec::new();
    for (name, state) in &states {
        for key in named(&state()) {
            let key = if key == "g" { "g g".to_owned() } else { key };
            wrong.extend(press(&mut state(), &key).err().map(|why| format!("{name}: {why}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn letters_of_another_layout_act_by_their_places_and_are_text_where_text_is_typed() {
    let config = with_settings("layout = \"ru\"\n");
    let mut h = Harness::with(Start::Library(Roots::Samples), 100, 30, config, Vec::new());
    h.keys("о");
    assert_eq!(h.number(), 2, "j");
    h.keys("п п");
    assert_eq!(h.number(), 1, "g g");
    h.keys("/").types("порт").keys("Enter");
    assert_eq!(h.notice(), "“порт” is found in no article");
    h.keys(",").types("ж");
    assert_eq!(h.notice(), "ж does nothing here; ? shows the keys");
    // A question is answered, the help closed, by place; what is searched for there is text.
    h.keys("Ф");
    let asked = h.app.overlay.is_some();
    h.keys("т Esc ? й");
    assert!(h.app.overlay.is_none(), "{asked} {}", h.text());
    h.keys("? д");
    assert!(h.text().contains("> д"), "{}", h.text());
}

#[test]
fn a_letter_of_a_layout_that_is_not_set_says_how_it_is_set() {
    let mut h = Harness::samples(100, 30);
    h.keys("о");
    assert_eq!(h.notice(), "о does nothing here; with layout = \"ru\" in the settings it is the key j");
    h.keys("é");
    assert_eq!(h.notice(), "é does nothing here; ? shows the keys");
}

#[test]
fn what_is_bound_by_its_letter_goes_before_its_place() {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("config.toml"), "layout = \"ru\"\n").unwrap();
    std::fs::write(folder.path().join("keys.toml"), "[library]\n\"о\" = \"bottom\"\n").unwrap();
    let places = Places { config_dir: Some(folder.path().to_path_buf()), ..Places::default() };
    let (config, problems) = diptych::config::load(&places, &Overrides::default());
    assert!(problems.is_empty(), "{problems:?}");
    let mut h = Harness::with(Start::Library(Roots::Samples), 100, 30, config, Vec::new());
    h.keys("о");
    assert_eq!(h.number(), 12);
}
