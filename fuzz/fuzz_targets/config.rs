//! Laws of configuration: any files give a configuration that works, mistakes have a place, and what is shown reads back.
#![no_main]

use std::fs;
use std::path::Path;

use diptych::config::keys::{Key, sequence};
use diptych::config::theme::{Depth, Role};
use diptych::config::{Config, Diagnostic, Overrides, Places, load, render};
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 3] = ["config.toml", "keys.toml", "themes/own.toml"];

fuzz_target!(|bytes: &[u8]| {
    // A byte that no UTF-8 has stands between the files.
    let texts: Vec<&[u8]> = bytes.splitn(FILES.len(), |byte| *byte == 0xFF).collect();
    let overrides = Overrides { theme: (texts.len() > 2).then(|| "own".to_owned()), ..Overrides::default() };
    let (config, found) = loaded(&texts, &overrides);
    for (text, name) in texts.iter().zip(FILES) {
        let text = String::from_utf8_lossy(text);
        found.iter().filter(|mistake| mistake.path.ends_with(name)).for_each(|mistake| has_a_place(mistake, &text));
    }
    works(&config);
    reads_back(&config);
    String::from_utf8_lossy(bytes).split_whitespace().take(50).for_each(key_has_one_name);
});

/// Loads the configuration of a folder with these files.
fn loaded(texts: &[impl AsRef<[u8]>], overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::create_dir(folder.path().join("themes")).expect("the folder is new");
    for (text, name) in texts.iter().zip(FILES) {
        fs::write(folder.path().join(name), text).expect("there is room for a file");
    }
    let home = Some(Path::new("/home/reader").to_owned());
    load(&Places { config_dir: Some(folder.path().to_owned()), home, ..Places::default() }, overrides)
}

/// Line and column are in the file; a file that cannot be read at all has line 0.
fn has_a_place(mistake: &Diagnostic, text: &str) {
    let line = mistake.line.checked_sub(1).and_then(|above| text.split('\n').nth(above));
    let is_there = line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&mistake.column));
    assert!(is_there || mistake.line == 0, "{mistake}");
    assert!(!mistake.to_string().chars().any(|c| c.is_control() && c != '\n'), "{mistake}");
}

/// Every role has a style at every depth, and every key that is bound can be pressed.
fn works(config: &Config) {
    for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
        let theme = config.theme.at_depth(depth);
        assert_eq!(theme.styles.len(), Role::ALL.len());
    }
    let bindings = config.keys.bindings();
    assert!(bindings.iter().all(|binding| !binding.keys.is_empty()));
    for binding in bindings {
        let begins = |other: &&diptych::config::keys::Binding| {
            other.context == binding.context
                && other.keys.len() > binding.keys.len()
                && other.keys.starts_with(&binding.keys)
        };
        let longer = bindings.iter().find(begins);
        assert!(longer.is_none(), "{} hides {:?}", sequence(&binding.keys), longer.map(|other| sequence(&other.keys)));
    }
}

/// What `config show` prints is three files that give the same configuration again, without a mistake.
fn reads_back(config: &Config) {
    let shown = render(config);
    let parts: Vec<&str> =
        shown.split("# ── ").skip(1).map(|part| part.split_once('\n').map_or("", |(_, rest)| rest)).collect();
    let own = config.theme.name == "own";
    let overrides = Overrides { theme: own.then(|| "own".to_owned()), ..Overrides::default() };
    let (again, found) = loaded(if own { &parts } else { &parts[..2] }, &overrides);
    // A theme that is nowhere is asked for again, and told of again.
    let told: Vec<_> = found.iter().filter(|mistake| !mistake.what.starts_with("there is no theme")).collect();
    assert!(told.is_empty(), "{told:?}\n{shown}");
    assert_eq!(
        (&again.settings, &again.keys, &again.theme),
        (&config.settings, &config.keys, &config.theme),
        "{shown}"
    );
}

/// A key that a text names is written under a name that reads back to it.
fn key_has_one_name(text: &str) {
    if let Ok(key) = text.parse::<Key>() {
        assert_eq!(key.to_string().parse(), Ok(key));
    }
}
