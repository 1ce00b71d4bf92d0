//! Key files: a table for each context, `"g g" = "top"` in it.
//!
//! A file is laid over what is bound already: silenced sequences first, so that a file may free `g g` and bind `g`
//! whatever the order of its lines; then one binding after the other, each checked against all that are in force.

use toml::de::DeValue;

use super::{Binding, Code, Key, KeyError, KeyTable, LOOKUPS, Silenced, names, sequence};
use crate::config::action::{Action, Context};
use crate::config::diagnostic::Diagnostic;
use crate::config::document::{Document, EntryKey, EntryValue, in_file_order, type_name};
use crate::config::nearest;

/// The default key table.
pub(in crate::config) const DEFAULT: &str = include_str!("../../../config/keys.toml");
/// The key table for fingers that know newsboat, laid over the default one.
pub(in crate::config) const NEWSBOAT: &str = include_str!("../../../config/keys-newsboat.toml");

/// A line of a key file that reads well.
struct Line {
    context: Context,
    keys: Vec<Key>,
    /// None where the sequence is to do nothing.
    action: Option<Action>,
    span: std::ops::Range<usize>,
}

/// Lays a key file over `table` and returns its mistakes.
pub(in crate::config) fn lay_over(table: &mut KeyTable, document: Document<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let lines = match document.table() {
        Ok(tables) => read(&tables, document, &mut found),
        Err(broken) => return vec![broken],
    };
    for line in lines.iter().filter(|line| line.action.is_none()) {
        table.silence(Silenced { context: line.context, keys: line.keys.clone() });
    }
    for line in &lines {
        let Some(action) = line.action else { continue };
        let binding = Binding { context: line.context, keys: line.keys.clone(), action };
        match table.clash(&binding) {
            Some(other) => found.push(clash(document, line, other)),
            None => table.bind(binding),
        }
    }
    found.sort_by_key(|mistake| (mistake.line, mistake.column));
    found
}

/// Words a clash.
fn clash(document: Document<'_>, line: &Line, other: &Binding) -> Diagnostic {
    let (new, old) = (sequence(&line.keys), sequence(&other.keys));
    let relation = if new.len() < old.len() { "is the beginning of" } else { "begins with" };
    let what = format!("`{new}` {relation} `{old}`, which does {} in [{}]", other.action.name(), other.context.name());
    let hint = format!(
        "one of them could never be pressed; free the other with \"{old}\" = \"none\" in [{}]",
        other.context.name()
    );
    document.report(line.span.clone(), what, hint)
}

/// Reads all lines, in the order of the file.
fn read(tables: &toml::de::DeTable<'_>, document: Document<'_>, found: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (name, value) in in_file_order(tables) {
        let context = Context::ALL.into_iter().find(|context| context.name() == name.get_ref().as_ref());
        match (context, value.get_ref()) {
            (None, _) => found.push(unknown_context(document, name)),
            (Some(_), other) if !other.is_table() => {
                let what = format!("`{}` is {}", name.get_ref(), type_name(other));
                found.push(document.report(value.span(), what, "a table of keys and actions is expected"));
            }
            (Some(context), value) => {
                for (key, value) in value.as_table().into_iter().flat_map(in_file_order) {
                    match read_line(document, context, key, value) {
                        Ok(line) if lines.iter().any(|l| (l.context, &l.keys) == (context, &line.keys)) => {
                            let what = format!("`{}` is bound twice in [{}]", sequence(&line.keys), context.name());
                            found.push(document.report(line.span, what, "the first line holds"));
                        }
                        Ok(line) => lines.push(line),
                        Err(mistake) => found.push(mistake),
                    }
                }
            }
        }
    }
    lines
}

/// Words a table that is no context.
fn unknown_context(document: Document<'_>, name: &EntryKey<'_>) -> Diagnostic {
    let hint = nearest::hint("the tables are", name.get_ref(), Context::ALL.map(Context::name));
    document.report(name.span(), format!("there is no table `{}`", name.get_ref()), hint)
}

/// Reads `"g g" = "top"`.
fn read_line(
    document: Document<'_>,
    context: Context,
    key: &EntryKey<'_>,
    value: &EntryValue<'_>,
) -> Result<Line, Diagnostic> {
    let span = key.span();
    let keys = read_sequence(key.get_ref())
        .map_err(|error| document.report(span.clone(), error.to_string(), key_hint(&error)))?;
    if let Some((what, hint)) = refused(context, &keys) {
        return Err(document.report(span, what, hint));
    }
    let DeValue::String(name) = value.get_ref() else {
        let what = format!("an action's name is expected, not {}", type_name(value.get_ref()));
        return Err(document.report(value.span(), what, "write it in quotes, as in \"g g\" = \"top\""));
    };
    let action = read_action(context, name).map_err(|(what, hint)| document.report(value.span(), what, hint))?;
    Ok(Line { context, keys, action, span })
}

/// Reads keys with spaces between them.
fn read_sequence(text: &str) -> Result<Vec<Key>, KeyError> {
    let keys = text.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>()?;
    if keys.is_empty() { Err(KeyError::Missing) } else { Ok(keys) }
}

/// Words what could have been meant.
fn key_hint(error: &KeyError) -> String {
    match error {
        KeyError::Missing => "write a key, or several with spaces between them: \"g g\"".to_owned(),
        KeyError::Indistinct(_, sent) => format!("write `{sent}`"),
        KeyError::Unknown(name) if name.chars().all(char::is_alphanumeric) && name.chars().count() <= 3 => {
            let keys: Vec<_> = name.chars().map(String::from).collect();
            format!("for a sequence, put spaces between the keys: \"{}\"", keys.join(" "))
        }
        KeyError::Unknown(name) => {
            let bare = name.rsplit_once('-').map_or(name.as_str(), |(_, bare)| bare);
            let names: Vec<_> = names().collect();
            let lower: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
            let meant = nearest::nearest(bare, &lower.iter().map(String::as_str).collect::<Vec<_>>())
                .and_then(|meant| names.iter().find(|name| name.eq_ignore_ascii_case(meant)))
                .map(|name| format!("did you mean `{name}`? "));
            let all = names.join(" ");
            format!(
                "{}a key is one character, F1 to F24 or {all}, after Ctrl-, Alt- or Shift-",
                meant.unwrap_or_default()
            )
        }
    }
}

/// Refuses sequences that could never be pressed.
fn refused(context: Context, keys: &[Key]) -> Option<(String, &'static str)> {
    let first = keys.first()?;
    let Code::Char(c) = first.code else { return None };
    let plain = !first.ctrl && !first.alt;
    if matches!(context, Context::Overlay | Context::Editor) && plain {
        let place = if context == Context::Editor { "the editor" } else { "an overlay" };
        return Some((format!("`{first}` is text in {place}"), "use Ctrl-, Alt- or a named key there"));
    }
    (plain && c.is_ascii_digit()).then(|| (format!("`{first}` is a count"), "a sequence cannot begin with a digit"))
}

/// Reads an action's name; an empty name and `none` stand for nothing.
fn read_action(context: Context, name: &str) -> Result<Option<Action>, (String, String)> {
    if matches!(name, "" | "none") {
        return Ok(None);
    }
    let Some(action) = Action::from_name(name) else {
        let here = Action::ALL.iter().copied().filter(|action| holds(*action, context)).map(Action::name);
        return Err((format!("there is no action `{name}`"), nearest::hint("one of", name, here.chain(["none"]))));
    };
    if holds(action, context) {
        return Ok(Some(action));
    }
    let tables: Vec<_> =
        Context::ALL.into_iter().filter(|context| holds(action, *context)).map(Context::name).collect();
    Err((
        format!("`{name}` does nothing in [{}]", context.name()),
        format!("it can be bound in: {}", tables.join(", ")),
    ))
}

/// Tells whether `action` does something where the keys of `context` hold.
fn holds(action: Action, context: Context) -> bool {
    let lookup = LOOKUPS.iter().find(|contexts| contexts.first() == Some(&context)).copied();
    let contexts = lookup.unwrap_or(&[Context::Everywhere]);
    contexts.iter().any(|context| action.contexts().contains(context))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::{Lookup, PALETTE_ONLY};
    use super::*;

    fn built_in(texts: &[&str]) -> KeyTable {
        let mut table = KeyTable::default();
        for text in texts {
            assert_eq!(lay_over(&mut table, Document { path: Path::new("built in"), text }), []);
        }
        table
    }

    /// Lays `text` over the defaults; returns the table and the mistakes with their hints.
    fn over_defaults(text: &str) -> (KeyTable, Vec<(String, String)>) {
        let mut table = built_in(&[DEFAULT]);
        let found = lay_over(&mut table, Document { path: Path::new("k"), text });
        (table, found.into_iter().map(|mistake| (mistake.to_string(), mistake.hint.unwrap_or_default())).collect())
    }

    fn action(table: &KeyTable, contexts: &[Context], keys: &str) -> Lookup {
        table.lookup(contexts, &read_sequence(keys).unwrap())
    }

    const READER: &[Context] = &[Context::Reader, Context::Everywhere];
    const LIBRARY: &[Context] = &[Context::Library, Context::Everywhere];
    const COMPARE: &[Context] = &[Context::Compare, Context::Reader, Context::Everywhere];

    #[test]
    fn every_action_has_a_key_or_is_palette_only() {
        let table = built_in(&[DEFAULT]);
        for action in Action::ALL {
            let bound = table.bindings().iter().any(|binding| binding.action == *action);
            assert_ne!(bound, PALETTE_ONLY.contains(action), "{}", action.name());
        }
    }

    #[test]
    fn descriptions_begin_lower_case_and_names_are_kebab_case() {
        for action in Action::ALL {
            assert!(action.description().starts_with(char::is_lowercase), "{}", action.name());
            assert!(action.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", action.name());
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
    }

    #[test]
    fn no_preset_has_a_clash_or_a_dead_key() {
        for texts in [&[DEFAULT][..], &[DEFAULT, NEWSBOAT]] {
            let table = built_in(texts);
            assert_eq!(table.clashes(), []);
            for binding in table.bindings() {
                let of_context = LOOKUPS.iter().filter(|contexts| contexts.contains(&binding.context));
                let mut answers = of_context.map(|contexts| table.lookup(contexts, &binding.keys));
                assert!(answers.any(|answer| answer == Lookup::Action(binding.action)), "{binding:?}");
            }
        }
    }

    #[test]
    fn every_binding_can_be_pressed_key_by_key() {
        let table = built_in(&[DEFAULT]);
        for binding in table.bindings() {
            let contexts = LOOKUPS.iter().find(|contexts| contexts.contains(&binding.context)).unwrap();
            for length in 1..binding.keys.len() {
                assert_eq!(table.lookup(contexts, binding.keys.get(..length).unwrap()), Lookup::Prefix, "{binding:?}");
            }
        }
    }

    #[test]
    fn the_default_keys_mean_what_they_mean_in_vim() {
        let table = built_in(&[DEFAULT]);
        assert_eq!(action(&table, LIBRARY, "g g"), Lookup::Action(Action::Top));
        assert_eq!(action(&table, LIBRARY, "l"), Lookup::Action(Action::Open));
        assert_eq!(action(&table, COMPARE, "l"), Lookup::Action(Action::FocusRight));
        assert_eq!(action(&table, COMPARE, "w"), Lookup::Action(Action::WordNext));
        assert_eq!(action(&table, COMPARE, "J"), Lookup::None);
        let selection = [&[Context::Selection], COMPARE].concat();
        assert_eq!(action(&table, &selection, "o"), Lookup::Action(Action::OtherEnd));
        assert_eq!(action(&table, &[Context::Overlay], "j"), Lookup::None);
    }

    #[test]
    fn the_newsboat_preset_does_as_newsboat() {
        let table = built_in(&[DEFAULT, NEWSBOAT]);
        for (keys, wanted) in [
            ("Enter", Action::Open),
            ("N", Action::ToggleRead),
            ("A", Action::MarkAllRead),
            ("r", Action::Reload),
            ("g", Action::SortNext),
            ("o", Action::OpenUrl),
            ("J", Action::Down),
            ("Q", Action::Quit),
            ("n", Action::NextUnread),
            ("p", Action::PreviousUnread),
            (", A", Action::Notes),
            ("u", Action::Undo),
        ] {
            assert_eq!(action(&table, LIBRARY, keys), Lookup::Action(wanted), "{keys}");
        }
        for (keys, wanted) in [
            ("n", Action::NextUnread),
            ("p", Action::PreviousUnread),
            ("A", Action::Notes),
            ("u", Action::Links),
            ("U", Action::Undo),
            ("e", Action::Export),
            ("Alt-n", Action::SearchNext),
            ("Alt-p", Action::SearchPrevious),
        ] {
            assert_eq!(action(&table, READER, keys), Lookup::Action(wanted), "reader {keys}");
        }
        for (keys, wanted) in [("n", Action::SearchNext), ("N", Action::SearchPrevious), ("p", Action::PickOther)] {
            assert_eq!(action(&table, COMPARE, keys), Lookup::Action(wanted), "compare {keys}");
        }
    }

    #[test]
    fn lines_are_added_replaced_and_freed() {
        let (table, found) =
            over_defaults("[library]\n\"x y\" = \"open\"\n\"R\" = \"none\"\n\"s\" = \"sort-next\"\n\"c\" = \"\"\n");
        assert_eq!(found, []);
        assert_eq!(action(&table, LIBRARY, "x"), Lookup::Prefix);
        assert_eq!(action(&table, LIBRARY, "x y"), Lookup::Action(Action::Open));
        assert_eq!(action(&table, LIBRARY, "s"), Lookup::Action(Action::SortNext));
        assert_eq!(action(&table, LIBRARY, "R"), Lookup::None);
        assert_eq!(action(&table, LIBRARY, "c"), Lookup::None);
    }

    #[test]
    fn a_freed_sequence_leaves_room_whatever_the_order_of_the_lines() {
        let (table, found) = over_defaults("[library]\n\"g\" = \"top\"\n\"g g\" = \"none\"\n");
        assert_eq!(found, []);
        assert_eq!(action(&table, LIBRARY, "g"), Lookup::Action(Action::Top));
    }

    #[test]
    fn a_context_may_give_a_key_of_a_later_one_another_meaning() {
        let (table, found) = over_defaults("[reader]\n\"n\" = \"sentence-next\"\n");
        assert_eq!(found, []);
        assert_eq!(action(&table, COMPARE, "n"), Lookup::Action(Action::SentenceNext));
        assert_eq!(action(&table, LIBRARY, "n"), Lookup::Action(Action::SearchNext));
    }

    #[test]
    fn clashes_are_told_and_the_line_left_out() {
        for (text, told) in [
            ("[everywhere]\n\"g\" = \"top\"", "k:2:1: `g` is the beginning of `g g`, which does top in [everywhere]"),
            ("[library]\n\"g\" = \"open\"", "k:2:1: `g` is the beginning of `g g`, which does top in [everywhere]"),
            ("[compare]\n\"w x\" = \"swap\"", "k:2:1: `w x` begins with `w`, which does word-next in [reader]"),
            ("[selection]\n\"x x\" = \"copy\"", "k:2:1: `x x` begins with `x`, which does swap in [compare]"),
            (
                "[library]\n\"X\" = \"open\"\n\"X Y\" = \"open\"",
                "k:3:1: `X Y` begins with `X`, which does open in [library]",
            ),
        ] {
            let (table, found) = over_defaults(text);
            assert_eq!(found.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), [told], "{text}");
            assert!(found[0].1.contains("\"none\""), "{found:?}");
            assert_eq!(table.clashes(), []);
            assert_eq!(action(&table, LIBRARY, "g g"), Lookup::Action(Action::Top));
        }
    }

    #[test]
    fn contexts_that_never_meet_do_not_clash() {
        assert_eq!(over_defaults("[library]\n\"w w\" = \"open\"\n").1, []);
    }

    #[test]
    fn mistakes_are_told_with_what_is_allowed() {
        for (text, told, hint) in [
            ("[libary]\n", "k:1:2: there is no table `libary`", "did you mean `library`?"),
            ("library = 3\n", "k:1:11: `library` is a whole number", "a table"),
            ("[library]\n\"x\" = \"opne\"", "k:2:7: there is no action `opne`", "did you mean `open`?"),
            ("[library]\n\"x\" = 5", "k:2:7: an action's name is expected, not a whole number", "quotes"),
            ("[library]\n\"x\" = \"swap\"", "k:2:7: `swap` does nothing in [library]", "it can be bound in: compare"),
            ("[library]\n\"gg\" = \"top\"", "k:2:1: no key is called `gg`", "\"g g\""),
            ("[library]\n\"Ctrl-Spcae\" = \"top\"", "k:2:1: no key is called `Spcae`", "did you mean `Space`?"),
            ("[library]\n\"Ctrl-i\" = \"top\"", "k:2:1: a terminal cannot tell `Ctrl-i` from `Tab`", "write `Tab`"),
            ("[library]\n\"\" = \"top\"", "k:2:1: a key is missing", "write a key"),
            ("[library]\n\"5 x\" = \"top\"", "k:2:1: `5` is a count", "digit"),
            ("[overlay]\n\"x\" = \"up\"", "k:2:1: `x` is text in an overlay", "Ctrl-"),
            ("[reader]\n\"X  Y\" = \"zen\"\n\"X Y\" = \"copy\"", "k:3:1: `X Y` is bound twice in [reader]", "first"),
        ] {
            let (_, found) = over_defaults(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].0, told);
            assert!(found[0].1.contains(hint), "{found:?}");
        }
    }

    #[test]
    fn a_mistake_leaves_the_other_lines_in_force() {
        let (table, found) =
            over_defaults("[library]\n\"x\" = \"nonsense\"\n\"X\" = \"open\"\n[nowhere]\n\"y\" = \"open\"\n");
        assert_eq!(found.len(), 2);
        assert_eq!(action(&table, LIBRARY, "X"), Lookup::Action(Action::Open));
    }

    #[test]
    fn a_screens_table_takes_the_actions_of_everywhere() {
        assert_eq!(
            over_defaults("[reader]\n\"Enter\" = \"page-down\"\n[selection]\n\"w\" = \"sentence-next\"\n").1,
            []
        );
    }

    /// Key files of few keys, so that they often meet.
    fn any_file() -> impl Strategy<Value = String> {
        let keys = prop::collection::vec(prop::sample::select(&["g", "w", ",", "J", "x", "Tab", "Ctrl-d"][..]), 1..4);
        let line = (keys, prop::sample::select(&["top", "none", "open", "zen", "swap", "copy", "quit"][..]));
        let table = prop::collection::vec(line, 0..6);
        prop::collection::vec(table, Context::ALL.len()).prop_map(|tables| {
            let table = |(context, lines): (Context, Vec<(Vec<&str>, &str)>)| {
                let lines: std::collections::BTreeMap<_, _> =
                    lines.into_iter().map(|(keys, name)| (keys.join(" "), name)).collect();
                let lines: String = lines.iter().map(|(keys, name)| format!("\"{keys}\" = \"{name}\"\n")).collect();
                format!("[{}]\n{lines}", context.name())
            };
            Context::ALL.into_iter().zip(tables).map(table).collect()
        })
    }

    proptest! {
        #[test]
        fn no_key_file_makes_a_clash(text in any_file(), newsboat: bool) {
            let mut table = built_in(if newsboat { &[DEFAULT, NEWSBOAT] } else { &[DEFAULT] });
            lay_over(&mut table, Document { path: Path::new("k"), text: &text });
            prop_assert_eq!(table.clashes(), []);
        }
    }
}
