//! The README's key table is made from the key table that the program uses.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use diptych::config;
use diptych::config::action::{Action, Context};

const BEGIN: &str = "<!-- keys:";
const END: &str = "<!-- /keys -->";

/// Returns the table: a row an action, under the context in which it is bound first.
fn table() -> String {
    let keys = config::defaults().keys;
    let mut out = String::from("| where | keys | what |\n| --- | --- | --- |\n");
    for context in Context::ALL {
        let mut seen: Vec<Action> = Vec::new();
        for binding in keys.bindings().iter().filter(|b| b.context == context) {
            if seen.contains(&binding.action) {
                continue;
            }
            seen.push(binding.action);
            let all: Vec<String> =
                keys.all_shown(&[context], binding.action).map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
            out += &format!("| {} | {} | {} |\n", context.name(), all.join(" "), binding.action.description());
        }
    }
    out
}

#[test]
fn the_key_table_is_the_programs_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (comment, rest) = rest.split_once("-->\n").unwrap();
    let (old, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{comment}-->\n{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(old, table(), "UPDATE_README=1 cargo test --test readme");
}

#[test]
fn files_that_the_readme_names_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["docs/compare.png", "tests/compare.schema.json", "config/default.toml", "config/keys.toml"] {
        assert!(root.join(file).is_file(), "{file}");
    }
}
