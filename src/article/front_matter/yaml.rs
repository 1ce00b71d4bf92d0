//! The YAML between `---` lines at the top of a file, as note programs, site generators and clippers write it.
//!
//! Three hyphens are also a rule, and a text between two rules may look like keys. So the lines are a head only where
//! they are closed, are one table, and one of its names is a name that heads have; everything else is text. A head that
//! cannot be read stays in the text too, with a flaw: half a head would hide what the other half says.

pub(super) mod names;
mod node;
mod take;

use super::FrontMatter;
use crate::article::Flaw;
use node::{Broken, table};

const FENCE: &str = "---";

/// Bytes that a head may have; more is no head, and a parser is given no more.
const LONGEST: usize = 64 * 1024;

/// Takes the head off `file`; without one nothing is taken and nothing is told.
pub(super) fn read(file: &str) -> FrontMatter<'_> {
    let text = |flaws| FrontMatter { body: file, flaws, ..FrontMatter::default() };
    let Some((open, line)) = opening(file) else { return text(Vec::new()) };
    let rest = file.get(open..).unwrap_or("");
    let Some((close, body)) = closing(rest) else {
        let unclosed = "front matter opens with --- and is never closed by a line ---; all of it is shown as text";
        let begun = rest.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'));
        let is_head = begun.is_some_and(is_known);
        return text(is_head.then(|| flaw(unclosed.to_owned(), line - 1, 1)).into_iter().collect());
    };
    let yaml = rest.get(..close).unwrap_or("");
    if !yaml.lines().any(is_known) {
        return text(Vec::new());
    }
    if yaml.len() > LONGEST {
        let message = format!("the front matter is longer than {LONGEST} bytes; all of it is shown as text");
        return text(vec![flaw(message, line - 1, 1)]);
    }
    match table(yaml) {
        Ok(Some(rows)) => {
            let (meta, mut flaws) = take::Taken::of(&rows).into_parts(line);
            flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
            FrontMatter { meta, flaws, body: rest.get(body..).unwrap_or("") }
        }
        Ok(None) => text(Vec::new()),
        Err(Broken { at, why }) => {
            let message = format!("the front matter is not valid YAML: {why}; all of it is shown as text");
            text(vec![flaw(message, line + at.line.saturating_sub(1), at.column + 1)])
        }
    }
}

fn flaw(message: String, line: usize, column: usize) -> Flaw {
    Flaw { message, line, column }
}

/// Returns the byte after the opening fence's line and the number of the line that begins there, from 1.
fn opening(file: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for (index, line) in file.split_inclusive('\n').enumerate() {
        at += line.len();
        if !line.trim().is_empty() {
            return (line.trim_end() == FENCE && line.ends_with('\n')).then_some((at, index + 2));
        }
    }
    None
}

/// Returns the byte where the closing fence's line begins and the byte after it; pandoc also closes with `...`.
fn closing(rest: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), FENCE | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Says whether a line begins, without indentation, with a name that heads have and a colon.
fn is_known(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let key = key.trim_end().trim_matches(['"', '\'']);
    (rest.is_empty() || rest.starts_with([' ', '\t', '\r'])) && names::field(key).is_some()
}

#[cfg(test)]
mod tests;
