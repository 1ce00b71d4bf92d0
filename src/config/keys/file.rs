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
    if context == Context::Overlay && plain {
        return Some((format!("`{first}` is text in an overlay"), "use Ctrl-, Alt- or a named key there"));
    }
    (plain && c.is_ascii_digit()).then(|| (format!("`{first}` is a count"), "a sequence cannot begin with a digit"))
}

/// Reads an action's name; an empty name and `none` stand for nothing.
fn read_action(context: Context, name: &str) -> Result<Option<Action>, (String, String)> {
    if matches!(name, "" | "none") {
        return Ok(None);
    }
    let Some(action) = Action::from_name(name) else {
        let all = Action::ALL.iter().copied();
        let here = all.clone().filter(|action| holds(*action, context)).chain(all).map(Action::name);
        let names = here.chain(["none"]);
        return Err((format!("there is no action `{name}`"), nearest::hint("one of", name, names)));
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
