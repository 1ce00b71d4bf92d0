//! What the documents say of keys, errors and files is what is there.

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (comment, rest) = rest.split_once("-->\n").unwrap();
    let (old, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{comment}-->\n{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(old, table(), "UPDATE_README=1 cargo test --test readme");
}

/// Returns what stands in backticks.
fn ticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn keys_that_the_readme_shows_are_bound() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("<!-- fifteen keys").unwrap();
    let (rows, _) = rest.split_once("<!-- /fifteen keys -->").unwrap();
    let keys = config::defaults().keys;
    let bound: Vec<String> = Context::ALL.iter().flat_map(|&c| Action::ALL.iter().flat_map(move |&a| [(c, a)])).fold(
        vec![],
        |mut all, (c, a)| {
            all.extend(keys.all_shown(&[c], a));
            all
        },
    );
    let shown: Vec<&str> = rows.lines().skip(3).flat_map(|row| ticked(row.split('|').nth(1).unwrap_or(""))).collect();
    assert!(shown.len() >= 15, "{shown:?}");
    for key in shown {
        assert!(bound.iter().any(|other| other == key), "{key} is bound to nothing");
    }
}

/// Returns the places within the project that a document links to.
fn linked(text: &str) -> Vec<&str> {
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ends.map(|to| to.split('#').next().unwrap_or("")).filter(|to| !to.is_empty() && !to.contains("://")).collect()
}

#[test]
fn files_that_the_documents_name_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/engine.md", "docs/keys.md"];
    let mut found = 0;
    for document in documents {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let folder = root.join(document).parent().unwrap().to_owned();
        for to in linked(&text) {
            found += 1;
            assert!(folder.join(to).exists(), "{document} names {to}, which is nowhere");
        }
    }
    assert!(found >= 15, "the documents link to {found} places");
}
