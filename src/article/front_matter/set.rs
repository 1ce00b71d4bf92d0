//! Setting a key of a TOML head and nothing else: what stands around it stays letter by letter.
//!
//! The value is put in the place of the old one, by where the parser saw it; a key that is not there gets a line after the
//! last one that is known. A value that is taken away takes its line with it, unless the line says more.
//!
//! ```text
//! title = "Old"  # mine        title = "New"  # mine        only the value
//! story = "ferry"              (gone)                       the line, where nothing else stands on it
//! tags = ["a"] # of the desk   tags = [] # of the desk      else an empty value, which says as little
//! ```

use std::cmp::Reverse;
use std::ops::Range;

use toml::Value;
use toml::de::DeTable;

use super::{closing, opening};

/// What is set: a key by all the names that it may have, its own first, and the new value; none for nothing.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The names.
    pub names: &'a [&'a str],
    /// The value.
    pub value: Option<Value>,
}

/// Why nothing is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// The file has no head between `+++` lines.
    #[error("the file has no TOML head")]
    NoHead,
    /// The head is not valid TOML.
    #[error("the head is not valid TOML")]
    Broken,
}

/// Keys after which a new one gets its line.
const KNOWN: [&str; 10] =
    ["title", "source", "url", "lang", "story", "section", "authors", "tags", "published", "updated"];

/// Returns the file with the keys set in its head.
///
/// # Errors
/// Where it has no TOML head, or one that cannot be understood.
pub fn set(file: &str, settings: &[Setting<'_>]) -> Result<String, SetError> {
    let mut file = file.to_owned();
    for setting in settings {
        file = set_one(&file, setting)?;
    }
    Ok(file)
}

fn set_one(file: &str, setting: &Setting<'_>) -> Result<String, SetError> {
    let open = opening(file).ok_or(SetError::NoHead)?;
    let (close, _) = closing(file, open).ok_or(SetError::NoHead)?;
    let head = file.get(open..close).ok_or(SetError::NoHead)?;
    let feed = if file.get(..open).is_some_and(|fence| fence.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let head = set_with(head, setting, feed, &|key| KNOWN.contains(&key))?;
    Ok([file.get(..open).unwrap_or(""), &head, file.get(close..).unwrap_or("")].concat())
}

/// Returns TOML with a key set in it, as [`set()`] does in a head.
///
/// # Errors
/// Where it cannot be understood.
pub fn set_in(toml: &str, setting: &Setting<'_>) -> Result<String, SetError> {
    set_with(toml, setting, "\n", &|_| true)
}

fn set_with(
    head: &str,
    setting: &Setting<'_>,
    feed: &str,
    is_before: &dyn Fn(&str) -> bool,
) -> Result<String, SetError> {
    let (table, errors) = DeTable::parse_recoverable(head);
    if !errors.is_empty() {
        return Err(SetError::Broken);
    }
    let rows = table.get_ref().iter();
    let places: Vec<(&str, Range<usize>, Range<usize>)> =
        rows.map(|(key, value)| (key.get_ref().as_ref(), key.span(), value.span())).collect();
    let (own, others) = setting.names.split_first().ok_or(SetError::NoHead)?;
    let mut edits = Vec::new();
    match &setting.value {
        Some(value) => match places.iter().find(|(key, ..)| key == own) {
            Some((_, _, at)) => edits.push((at.clone(), value.to_string())),
            None => {
                let last = places.iter().filter(|(key, ..)| is_before(key)).map(|(_, _, at)| at.end).max();
                let at = last.map_or(0, |end| line_end(head, end));
                let ends = at == 0 || head.get(..at).is_some_and(|before| before.ends_with('\n'));
                let before = if ends { "" } else { feed };
                edits.push((at..at, format!("{before}{} = {value}{feed}", key(own))));
            }
        },
        None => {
            let is_named = |key: &str| key == *own || others.iter().any(|other| key.eq_ignore_ascii_case(other));
            let named = places.iter().filter(|(key, ..)| is_named(key));
            edits.extend(named.map(|(_, key, value)| taken_away(head, key, value)));
        }
    }
    edits.sort_by_key(|(at, _)| Reverse(at.start));
    let mut head = head.to_owned();
    edits.into_iter().for_each(|(at, text)| head.replace_range(at, &text));
    Ok(head)
}

/// Returns a key as TOML writes it.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bare { name.to_owned() } else { Value::String(name.to_owned()).to_string() }
}

/// Returns the whole line of a key and its value, to be left out; only the value, to be emptied, where the line, or what
/// is written over several, says more.
fn taken_away(head: &str, key: &Range<usize>, value: &Range<usize>) -> (Range<usize>, String) {
    let begin = head.get(..key.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = line_end(head, value.end);
    let is_bare = |text: Option<&str>| text.is_some_and(|text| text.trim().is_empty());
    let written = head.get(value.clone()).unwrap_or("");
    if is_bare(head.get(begin..key.start)) && is_bare(head.get(value.end..end)) && !written.contains('#') {
        return (begin..end, String::new());
    }
    let empty = if written.starts_with('[') { "[]" } else { "\"\"" };
    (value.clone(), empty.to_owned())
}

/// Returns the byte after the line that `at` is in.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |feed| at + feed + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::super::read;
    use super::*;
    use proptest::prelude::*;

    fn with(file: &str, name: &str, value: Option<&str>) -> String {
        set(file, &[Setting { names: &[name], value: value.map(|text| Value::String(text.to_owned())) }]).unwrap()
    }

    const HEAD: &str = "+++\n# of the desk\ntitle = \"Old\"  # mine\nmood = 3\ntags = [\n  \"a\", # why\n]\n\n[params]\n\
                        title = \"inner\"\n+++\n\nText.\n";

    #[test]
    fn only_the_value_changes() {
        assert_eq!(with(HEAD, "title", Some("New “one”")), HEAD.replacen("Old", "New “one”", 1));
        let told = with(HEAD, "title", Some("a \"b\" \\ c\u{1}"));
        assert_eq!(read(&told).meta.title.as_deref(), Some("a \"b\" \\ c\u{1}"));
        assert!(told.ends_with(HEAD.split_once("# mine").unwrap().1));
    }

    #[test]
    fn a_new_key_stands_after_those_that_are_known_and_above_every_table() {
        let told = with(HEAD, "story", Some("ferry"));
        assert_eq!(told, HEAD.replacen("]\n\n[params]", "]\nstory = \"ferry\"\n\n[params]", 1));
        assert_eq!(
            with("+++\r\nmood = 1\r\n+++\r\nText.\r\n", "story", Some("s")),
            "+++\r\nstory = \"s\"\r\nmood = 1\r\n+++\r\nText.\r\n"
        );
        assert_eq!(with("+++\n+++\nText.", "story", Some("s")), "+++\nstory = \"s\"\n+++\nText.");
    }

    #[test]
    fn what_is_taken_away_takes_its_line_unless_that_says_more() {
        assert_eq!(with("+++\nstory = \"s\"\n# of the desk\n+++\nT.", "story", None), "+++\n# of the desk\n+++\nT.");
        assert_eq!(with(HEAD, "title", None), HEAD.replacen("\"Old\"", "\"\"", 1));
        assert_eq!(with(HEAD, "tags", None), HEAD.replacen("[\n  \"a\", # why\n]", "[]", 1));
        assert_eq!(with(HEAD, "story", None), HEAD);
        assert_eq!(with(&with(HEAD, "story", Some("x")), "story", None), HEAD, "there and back");
    }

    #[test]
    fn what_has_no_head_or_a_broken_one_is_left_alone() {
        let setting = || [Setting { names: &["title"], value: None }];
        for (file, why) in [
            ("Text.", SetError::NoHead),
            ("---\ntitle: T\n---\nText.", SetError::NoHead),
            ("+++\ntitle = \"T\"\nText.", SetError::NoHead),
            ("+++\ntitle = \n+++\nText.", SetError::Broken),
        ] {
            assert_eq!(set(file, &setting()), Err(why), "{file}");
        }
    }

    proptest! {
        #[test]
        fn what_is_set_is_read_and_all_else_is_as_it_was(
            value in prop::option::of("\\PC{0,12}"),
            lines in prop::collection::vec("(mood = [0-9]{1,3}|# \\PC{0,8}|source = \"[a-z]{1,4}\"( # x)?|story = '[a-z]{1,4}'|)", 0..5),
            text in "\\PC{0,20}",
        ) {
            let file = format!("+++\n{}\n+++\n{text}", lines.join("\n"));
            let before = read(&file);
            prop_assume!(before.flaws.is_empty());
            let told = with(&file, "story", value.as_deref());
            let after = read(&told);
            prop_assert_eq!(after.flaws.len(), 0);
            prop_assert_eq!(after.body, before.body);
            let wanted = value.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            prop_assert_eq!(&after.meta.story, &wanted);
            let others = |file: &str| file.lines().filter(|line| !line.starts_with("story")).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(others(&told), others(&file));
        }
    }
}
