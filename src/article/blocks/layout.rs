//! What the line feeds inside a block mean: the file's wrapping, line breaks, or the ends of paragraphs.

use std::borrow::Cow;

use super::super::{byline, dates};
use super::line;

/// Longer lines were never wrapped by hand.
const LONGEST_WRAPPED: usize = 110;
/// Narrower columns are addresses, lists of names and poems.
const NARROWEST_WRAPPED: usize = 40;

/// Columns by which code is indented.
pub(super) const CODE: usize = 4;

/// Takes up to `columns` columns of white space off every line.
pub(super) fn dedented(raw: &str, columns: usize) -> Cow<'_, str> {
    if columns == 0 {
        return Cow::Borrowed(raw);
    }
    let cut = |line: &str| {
        let mut left = columns;
        let at = line.find(|c: char| {
            let wide = if c == '\t' { 4 } else { 1 };
            let more = left > 0 && matches!(c, ' ' | '\t');
            left = left.saturating_sub(wide);
            !more
        });
        line.get(at.unwrap_or(line.len())..).unwrap_or("").to_owned()
    };
    Cow::Owned(raw.lines().map(cut).collect::<Vec<_>>().join("\n"))
}

/// What a block's lines are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One paragraph, wrapped by the file.
    Joined,
    /// One paragraph of lines.
    Kept,
    /// A paragraph each.
    Apart,
}

/// Judges the lines of a plain block.
///
/// Text is hard-wrapped where nearly every line is full: the next line's first word would not have fitted.
pub(super) fn of_plain(raw: &str) -> Layout {
    let longest = raw.lines().map(columns).max().unwrap_or(0);
    if longest > LONGEST_WRAPPED {
        return Layout::Apart;
    }
    let (mut breaks, mut full) = (0_usize, 0_usize);
    for (line, next) in raw.lines().zip(raw.lines().skip(1)) {
        let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
        breaks += 1;
        // A ragged right margin of three columns is still full.
        full += usize::from(columns(line) + 1 + word + 3 > longest);
    }
    if longest >= NARROWEST_WRAPPED && full * 5 >= breaks * 4 {
        return Layout::Joined;
    }
    if raw.lines().all(|line| columns(line) > 60 && ends_sentence(line)) {
        return Layout::Apart;
    }
    Layout::Kept
}

/// Parts a block of prose at its indented lines, each of which begins a paragraph; a poem is left whole.
pub(super) fn parts(raw: &str) -> Vec<&str> {
    if !raw.contains('\n') || raw.lines().map(columns).max().unwrap_or(0) < NARROWEST_WRAPPED {
        return vec![raw];
    }
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    let mut ended = false;
    for line in raw.split_inclusive('\n') {
        if ended && line::indent(line) >= 2 {
            parts.extend(raw.get(start..at).map(|part| part.trim_end_matches('\n')));
            start = at;
        }
        ended = ends_sentence(line);
        at += line.len();
    }
    parts.extend(raw.get(start..));
    parts
}

/// Says whether the first block of a file is a title with its byline or date on the lines under it.
pub(super) fn is_head(raw: &str) -> bool {
    let is_furniture = |line: &str| byline::read(line, true).is_some() || dates::line(line).is_some();
    let signed = || raw.lines().nth(1).is_some_and(is_furniture);
    raw.lines().count() <= 6
        && raw.lines().next().is_some_and(|first| !is_furniture(first) && (!ends_sentence(first) || signed()))
        && raw.lines().skip(1).any(is_furniture)
}

/// Judges the lines of a Markdown block: joined, but for what is drawn with bars and for hard breaks throughout.
pub(super) fn of_markdown(raw: &str) -> Layout {
    let is_drawn = raw.lines().all(|line| line.trim_start().starts_with('|'));
    let last = raw.lines().count().saturating_sub(1);
    let is_broken = raw.lines().take(last).all(|line| line.ends_with("  ") || line.ends_with('\\'));
    if is_drawn || is_broken { Layout::Kept } else { Layout::Joined }
}

fn columns(line: &str) -> usize {
    line.trim().chars().count()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')']).ends_with(['.', '!', '?', '…'])
}

/// Takes the quotation marks off each line after the first, whose own are off already.
pub(super) fn unquote(raw: &str, depth: u8) -> Cow<'_, str> {
    if !raw.contains('\n') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for (index, line) in raw.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(if index == 0 { line } else { line::unquote(line, usize::from(depth)) });
    }
    Cow::Owned(out)
}

/// Trims a single line.
pub(super) fn trim(raw: Cow<'_, str>) -> Cow<'_, str> {
    match raw {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Trims every line, and joins a word that a hyphen parts at the end of one: without the hyphen where `knows` the whole
/// word, else with it, as compounds are written. "Two-" before "and" waits for its other half and stays.
pub(super) fn joined(raw: &str, knows: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(raw.len());
    for line in raw.lines() {
        let line = line.trim();
        match hyphen(&out, line) {
            Some((first, rest)) => {
                let whole = format!("{first}{rest}");
                if knows(&whole) && !knows(&format!("{first}-{rest}")) {
                    out.pop();
                }
            }
            None if !out.is_empty() => out.push('\n'),
            None => {}
        }
        out.push_str(line);
    }
    out
}

/// Returns the halves of a word that a hyphen parts between the end of `before` and the beginning of `line`.
fn hyphen<'a>(before: &'a str, line: &'a str) -> Option<(&'a str, &'a str)> {
    const WAITING: [&str; 5] = ["and", "or", "to", "und", "oder"];
    let stem = before.strip_suffix('-')?;
    let from = stem
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + stem.get(at..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8));
    let first = stem.get(from..).filter(|first| first.chars().count() >= 2)?;
    let end = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    let rest = line.get(..end).filter(|rest| rest.starts_with(char::is_lowercase))?;
    (!WAITING.contains(&rest)).then_some((first, rest))
}

/// Takes away what all lines are indented by and what trails them.
pub(super) fn kept(raw: &str) -> String {
    let lead = |line: &str| line.len() - line.trim_start().len();
    let common = raw.lines().map(lead).min().unwrap_or(0);
    let mut out = String::with_capacity(raw.len());
    for (index, line) in raw.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let line = line.trim_end();
        let line = line.strip_suffix('\\').unwrap_or(line);
        out.push_str(line.get(common..).unwrap_or_else(|| line.trim_start()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_hyphen_at_the_end_of_a_line_parts_no_word_that_is_known_whole() {
        let known = |word: &str| ["families", "Tuesday", "co-operation", "cooperation"].contains(&word);
        let cases = [
            ("forty fam-\nilies left", "forty families left"),
            ("on Tues-\nday morning", "on Tuesday morning"),
            ("a well-\nknown mayor", "a well-known mayor"),
            ("the co-\noperation treaty", "the co-operation treaty"),
            ("two- and\nthree-year terms", "two- and\nthree-year terms"),
            ("two-\nand three-year terms", "two-\nand three-year terms"),
            ("Port-\nLissa", "Port-\nLissa"),
            ("a dash -\nhere", "a dash -\nhere"),
            ("1914-\nlater", "1914-\nlater"),
        ];
        for (raw, expected) in cases {
            assert_eq!(joined(raw, known), expected, "{raw:?}");
        }
    }
}
