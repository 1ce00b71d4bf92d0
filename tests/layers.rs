//! The layers of `docs/architecture.md`: imports point down only, inside the subjects too, and only the top ones touch
//! the terminal.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "a test")]

#[path = "layers/graph.rs"]
mod graph;

use graph::House;

/// From the top down; modules of one rank may not import each other.
const RANKS: &[&[&str]] = &[
    &["cli"],
    &["term"],
    &["effects"],
    &["ui"],
    &["app"],
    &["config"],
    &["newsroom", "notes"],
    &["report"],
    &["compare", "library"],
    &["reading"],
    &["article"],
    &["text"],
    &["language"],
];

/// Inside a subject, from the top down: folders or files under `src`; what stands in none of them is free.
const INSIDE: &[&[&str]] = &[
    &["compare/json", "compare/blocks", "compare/decisions", "compare/swap", "compare/told"],
    &["compare/comparison"],
    &["compare/placing"],
    &["compare/find"],
    &["compare/types", "compare/stage"],
    &["app/list", "app/reader", "app/pair", "app/notes", "app/feeds"],
    &["app/ctx"],
    &["app/overlay"],
    &["app/pane"],
    &["app/core"],
];

/// The files of the state machine that know the whole program; no screen and nothing below the screens does.
const WHOLE: &[&str] = &[
    "app.rs",
    "app/answers.rs",
    "app/fetching.rs",
    "app/moved.rs",
    "app/going.rs",
    "app/noting.rs",
    "app/adding.rs",
    "app/editing.rs",
    "app/overlaid.rs",
    "app/pointing.rs",
    "app/screen.rs",
    "app/viewing.rs",
];

#[test]
fn no_screen_knows_the_whole_program() {
    let house = House::read();
    let whole = |path: &str| WHOLE.contains(&path);
    assert!(WHOLE.iter().all(|path| house.files.iter().any(|file| file.path == *path)), "a file is nowhere");
    let mut wrong = Vec::new();
    for (file, named) in house.files.iter().zip(house.arrows()) {
        if file.path.starts_with("app/") && !whole(&file.path) {
            let up = named.into_iter().map(|to| &house.files[to].path).filter(|to| whole(to));
            wrong.extend(up.map(|to| format!("{} names what {to} defines", file.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the rank and the place in [`INSIDE`] of a file.
fn rank_inside(path: &str) -> Option<(usize, &'static str)> {
    let stands_in = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
    let found = |(rank, places): (usize, &&'static [&'static str])| {
        places.iter().find(|place| stands_in(place)).map(|place| (rank, *place))
    };
    INSIDE.iter().enumerate().find_map(found)
}

#[test]
fn imports_inside_a_subject_point_down_only() {
    let house = House::read();
    let mut wrong = Vec::new();
    for (file, named) in house.files.iter().zip(house.arrows()) {
        let Some((from, here)) = rank_inside(&file.path) else { continue };
        for to in named.into_iter().map(|to| &house.files[to].path) {
            let Some((rank, there)) = rank_inside(to) else { continue };
            // Between subjects the ranks of the house hold.
            if top(here) == top(there) && (rank < from || (rank == from && there != here)) {
                wrong.push(format!("{} names what {to} defines", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rank_inside_a_subject_stands_somewhere() {
    let house = House::read();
    for place in INSIDE.iter().copied().flatten() {
        let found = house.files.iter().any(|file| rank_inside(&file.path).is_some_and(|(_, found)| found == *place));
        assert!(found, "{place} is nowhere under src");
    }
}

/// Crates that belong to the terminal.
const TERMINAL_CRATES: &[&str] = &["ratatui", "crossterm", "signal_hook", "terminal_colorsaurus"];

/// Crates by which a layer would reach outside.
const WORLD: &[&str] = &["std::thread", "std::process::Command", "SystemTime::now", "Instant::now", "std::net"];

/// Files below the top that fork and join: no thread outlives the call, one that falls is made good, and the pool that
/// reads files cannot be waited for.
const FORKING: &[&str] = &["library/filter.rs"];

/// Returns the module directly under the root that a file belongs to.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or("").trim_end_matches(".rs")
}

fn rank(path: &str) -> Option<usize> {
    RANKS.iter().position(|rank| rank.contains(&top(path)))
}

#[test]
fn imports_point_down_only() {
    let house = House::read();
    let mut wrong = Vec::new();
    for (file, named) in house.files.iter().zip(house.arrows()) {
        let Some(from) = rank(&file.path) else { continue };
        for to in named.into_iter().map(|to| &house.files[to].path) {
            let Some(rank) = rank(to) else { continue };
            if rank < from || (rank == from && top(to) != top(&file.path)) {
                wrong.push(format!("{} names what {to} defines", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_rank() {
    for file in House::read().files {
        assert!(rank(&file.path).is_some() || ["lib", "main"].contains(&top(&file.path)), "{}", file.path);
    }
}

#[test]
fn only_the_top_layers_touch_terminal_threads_clock_and_processes() {
    let mut wrong = Vec::new();
    for file in House::read().files {
        let Some(rank_here) = rank(&file.path) else { continue };
        // Modules of tests alone may look at the clock.
        if file.path.ends_with("cases.rs") || file.path.ends_with("fixtures.rs") {
            continue;
        }
        for line in file.code.lines() {
            let terminal = TERMINAL_CRATES.iter().any(|name| line.contains(&format!("{name}::")));
            let forks = FORKING.contains(&file.path.as_str()) && line.contains("std::thread");
            let world = WORLD.iter().any(|name| line.contains(name)) && !forks;
            let draws = top(&file.path) == "ui" && line.contains("ratatui::");
            if rank_here > 2 && (world || (terminal && !draws)) {
                wrong.push(format!("{}: {}", file.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many files may import each other in a loop.
const MOST_IN_A_CIRCLE: usize = 3;

#[test]
fn no_circle_of_imports_is_large() {
    let house = House::read();
    let named =
        |circle: &Vec<usize>| circle.iter().map(|&i| house.files[i].path.as_str()).collect::<Vec<_>>().join(", ");
    let large: Vec<String> =
        house.circles().iter().filter(|circle| circle.len() > MOST_IN_A_CIRCLE).map(named).collect();
    assert!(large.is_empty(), "circles:\n{}", large.join("\n"));
}
