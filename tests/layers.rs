//! The layers of DESIGN.md: imports point down only, and only the top ones touch the terminal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top down; modules of one rank may not import each other.
const RANKS: &[&[&str]] = &[
    &["cli"],
    &["term"],
    &["effects"],
    &["ui"],
    &["app"],
    &["config"],
    &["notes"],
    &["report"],
    &["compare", "library"],
    &["article"],
    &["text"],
];

/// Crates that belong to the terminal.
const TERMINAL_CRATES: &[&str] = &["ratatui", "crossterm", "signal_hook", "terminal_colorsaurus"];

/// Crates by which a layer would reach outside.
const WORLD: &[&str] = &["std::thread", "std::process::Command", "SystemTime::now", "Instant::now", "std::net"];

fn rank(module: &str) -> Option<usize> {
    RANKS.iter().position(|rank| rank.contains(&module))
}

fn sources() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let root = folders[0].clone();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(&root).unwrap().to_path_buf();
                let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                let module = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                // Tests at a file's end may look anywhere.
                let code = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
                files.push((module, inside, code));
            }
        }
    }
    files
}

/// Returns the modules of this crate that a file names.
fn imports(code: &str) -> Vec<String> {
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap_or("");
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split('}').next().unwrap_or("");
            found.extend(inside.split(',').map(|part| first_word(part.trim())));
        } else {
            found.push(first_word(rest));
        }
    }
    found
}

fn first_word(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn imports_point_down_only() {
    let mut wrong = Vec::new();
    for (module, path, code) in sources() {
        let Some(from) = rank(&module) else { continue };
        for target in imports(&code) {
            let Some(to) = rank(&target) else { continue };
            if to < from || (to == from && target != module) {
                wrong.push(format!("{}: {module} imports {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_rank() {
    for (module, path, _) in sources() {
        assert!(rank(&module).is_some() || ["lib", "main"].contains(&module.as_str()), "{}", path.display());
    }
}

#[test]
fn only_the_top_layers_touch_terminal_threads_clock_and_processes() {
    let mut wrong = Vec::new();
    for (module, path, code) in sources() {
        let Some(rank_here) = rank(&module) else { continue };
        // Modules of tests alone may look at the clock.
        if path.ends_with("cases.rs") || path.ends_with("fixtures.rs") {
            continue;
        }
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            let terminal = TERMINAL_CRATES.iter().any(|name| line.contains(&format!("{name}::")));
            let world = WORLD.iter().any(|name| line.contains(name));
            let draws = module == "ui" && line.contains("ratatui::");
            if rank_here > 2 && (world || (terminal && !draws)) {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
