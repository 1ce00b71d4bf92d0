//! YAML as a small tree with places, built of the parser's events.
//!
//! Own and not a deserialiser's: every value keeps its place in the file, a number stays the text that was written, and
//! nothing is expanded, so that no head grows larger than it is.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};
use toml::Value;

/// Levels of lists and tables in each other; no head needs a tenth of them.
const DEEPEST: usize = 32;

/// A place in the YAML: line from 1, column in characters from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    pub line: usize,
    pub column: usize,
}

impl From<&Marker> for At {
    fn from(marker: &Marker) -> Self {
        Self { line: marker.line(), column: marker.col() }
    }
}

/// A value and where it begins.
#[derive(Debug)]
pub(super) struct Node {
    pub at: At,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// A text, and whether it stands without quotation marks.
    Scalar(String, bool),
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Table(Vec<(Node, Node)>),
    /// What stands elsewhere under a name: never followed.
    Alias,
}

impl Node {
    /// Returns the text of a scalar; nothing for what is none and for a scalar that says "nothing".
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text, true) if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") => None,
            Kind::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// Returns it as TOML has it, to be kept; nothing for what TOML has no word for.
    pub(super) fn value(&self) -> Option<Value> {
        match &self.kind {
            Kind::Scalar(text, true) => Some(match (self.text()?, text.parse::<i64>()) {
                ("true", _) => Value::Boolean(true),
                ("false", _) => Value::Boolean(false),
                (text, Ok(number)) if number.to_string() == text => Value::Integer(number),
                (text, _) => Value::String(text.to_owned()),
            }),
            Kind::Scalar(text, false) => Some(Value::String(text.clone())),
            Kind::List(items) => Some(Value::Array(items.iter().filter_map(Self::value).collect())),
            Kind::Table(rows) => {
                let rows = rows.iter().filter_map(|(key, value)| Some((key.text()?.to_owned(), value.value()?)));
                Some(Value::Table(rows.collect()))
            }
            Kind::Alias => None,
        }
    }
}

/// Why a head cannot be read, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub at: At,
    pub why: String,
}

/// Reads the one table that a head is; nothing where it is none.
///
/// # Errors
/// Where it is no YAML, is more than one document, or nests too deeply.
pub(super) fn table(yaml: &str) -> Result<Option<Vec<(Node, Node)>>, Broken> {
    let (mut open, mut whole) = (Vec::new(), None);
    let mut documents = 0;
    for event in Parser::new_from_str(yaml) {
        let (event, span) =
            event.map_err(|error| Broken { at: error.marker().into(), why: error.info().to_owned() })?;
        let at = At::from(&span.start);
        let kind = match event {
            Event::Scalar(text, style, ..) => Kind::Scalar(text.into_owned(), style == ScalarStyle::Plain),
            Event::Alias(_) => Kind::Alias,
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() == DEEPEST {
                    return Err(Broken { at, why: format!("more than {DEEPEST} levels in each other") });
                }
                open.push((at, matches!(event, Event::MappingStart(..)), Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some((at, is_table, nodes)) = open.pop() else { continue };
                let kind = if is_table { Kind::Table(rows(nodes)) } else { Kind::List(nodes) };
                place(&mut open, &mut whole, Node { at, kind });
                continue;
            }
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(Broken { at, why: "more than one document".to_owned() });
                }
                continue;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
        };
        place(&mut open, &mut whole, Node { at, kind });
    }
    Ok(match whole.map(|node: Node| node.kind) {
        Some(Kind::Table(rows)) => Some(rows),
        _ => None,
    })
}

/// Puts a node into the list or table that is open, else at the top.
fn place(open: &mut [(At, bool, Vec<Node>)], whole: &mut Option<Node>, node: Node) {
    match open.last_mut() {
        Some((_, _, nodes)) => nodes.push(node),
        None => *whole = Some(node),
    }
}

/// Pairs keys with values.
fn rows(nodes: Vec<Node>) -> Vec<(Node, Node)> {
    let mut nodes = nodes.into_iter();
    std::iter::from_fn(|| Some((nodes.next()?, nodes.next()?))).collect()
}
