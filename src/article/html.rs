//! The little that is read of a page's tags before and beside the page reader: its blocks, its head, its nesting.
//!
//! The page reader takes time quadratic in the nesting, so that a page is flattened first. This scanner is no parser: it
//! knows tags, comments and what scripts hold, in one pass, and whatever it gets wrong costs a line of what was left out.

use super::references;

/// Elements inside each other beyond this are taken away, their words kept.
const DEEPEST: usize = 300;
/// As above, for marks of words, which a parser opens again in each paragraph.
const DEEPEST_MARKS: usize = 16;

/// As above, for tables, whose rows and cells are not counted.
const DEEPEST_TABLES: usize = 16;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const MARKS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose end may be left out: the next of them ends them.
const ENDED_BY_THE_NEXT: &[&str] = &["dd", "dt", "li", "option", "p", "td", "th", "tr"];
/// What holds no words for readers.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe", "textarea", "title", "xmp"];
/// What stands inside a line.
const INLINE: &[&str] = &["abbr", "cite", "del", "ins", "mark", "q", "span", "sub", "sup", "time", "wbr"];

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words between tags, as written.
    Text(&'t str),
    /// A tag whole: its name as written, without `/`, whether it is an end, all of it.
    Tag { name: &'t str, end: bool, raw: &'t str },
    /// Comments, declarations, and what scripts and styles hold.
    Other(&'t str),
}

/// Cuts a page into pieces.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    rest: &'t str,
    /// The element that holds no markup, until its end.
    raw: Option<&'t str>,
}

impl<'t> Pieces<'t> {
    pub(crate) const fn new(html: &'t str) -> Self {
        Self { rest: html, raw: None }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        if let Some(name) = self.raw.take() {
            let length = end_of_raw(self.rest, name);
            if length > 0 {
                return Some(Piece::Other(self.take(length)));
            }
        }
        let Some(after) = self.rest.strip_prefix('<') else {
            let length = self.rest.find('<').unwrap_or(self.rest.len());
            return (length > 0).then(|| Piece::Text(self.take(length)));
        };
        if after.starts_with(['!', '?']) {
            let end = if after.starts_with("!--") {
                after.find("-->").map(|at| at + 4)
            } else {
                after.find('>').map(|at| at + 2)
            };
            // What is never closed goes to the end, as in a browser; to look further for less would be quadratic.
            let length = end.unwrap_or(self.rest.len());
            return Some(Piece::Other(self.take(length)));
        }
        let end = after.starts_with('/');
        let named = after.strip_prefix('/').unwrap_or(after);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(Piece::Text(self.take(1)));
        }
        let name = named.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
        let raw = self.take(end_of_tag(self.rest));
        self.raw = (!end && is(name, &["script", "style", "textarea", "title", "xmp"])).then_some(name);
        Some(Piece::Tag { name, end, raw })
    }
}

/// Says whether `name` is one of `names`, in any case.
pub(crate) fn is(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Returns the length of a tag, `>` in quotation marks passed over; to the end where it has none.
fn end_of_tag(rest: &str) -> usize {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None if byte == b'>' => return at + 1,
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

/// Returns where `</name` stands.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let named = rest.get(at + 2..at + 2 + name.len());
        named.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(rest.len())
}

/// Returns the page with the tags taken away that nest too deeply, and how many tags it has.
pub(crate) fn flattened(html: &str) -> (String, usize) {
    let mut out = String::with_capacity(html.len());
    let (mut open, mut marks, mut dropped, mut tags) = (Vec::new(), 0_usize, 0_usize, 0);
    for piece in Pieces::new(html) {
        let (name, end, raw) = match piece {
            Piece::Text(raw) | Piece::Other(raw) => {
                out.push_str(raw);
                continue;
            }
            Piece::Tag { name, end, raw } => (name, end, raw),
        };
        tags += 1;
        let is_mark = is(name, MARKS);
        if is(name, VOID) || is(name, ENDED_BY_THE_NEXT) {
        } else if end && dropped > 0 {
            dropped -= 1;
            continue;
        } else if end {
            if let Some(at) = open.iter().rposition(|it: &&str| it.eq_ignore_ascii_case(name)) {
                open.truncate(at);
            }
            marks = if is_mark { marks.saturating_sub(1) } else { marks };
        } else if open.len() >= DEEPEST
            || (is_mark && marks >= DEEPEST_MARKS)
            || (is(name, &["table"]) && open.iter().filter(|it| is(it, &["table"])).count() >= DEEPEST_TABLES)
        {
            dropped += 1;
            continue;
        } else {
            open.push(name);
            marks += usize::from(is_mark);
        }
        out.push_str(raw);
    }
    (out, tags)
}

/// Returns the blocks of a page that a reader sees, each on one line.
pub(crate) fn blocks(html: &str) -> Vec<String> {
    let (mut blocks, mut block, mut unseen) = (Vec::new(), String::new(), None::<&str>);
    for piece in Pieces::new(html) {
        match piece {
            Piece::Text(text) if unseen.is_none() => block.push_str(text),
            Piece::Tag { name, end, .. } => match unseen {
                Some(within) if end && within.eq_ignore_ascii_case(name) => unseen = None,
                Some(_) => {}
                None if !end && is(name, UNSEEN) => unseen = Some(name),
                None if is(name, MARKS) || is(name, INLINE) => {}
                None => settle(&mut block, &mut blocks),
            },
            Piece::Text(_) | Piece::Other(_) => {}
        }
    }
    settle(&mut block, &mut blocks);
    blocks
}

fn settle(block: &mut String, blocks: &mut Vec<String>) {
    let words = decoded(block).split_whitespace().collect::<Vec<_>>().join(" ");
    block.clear();
    if !words.is_empty() {
        blocks.push(words);
    }
}

/// Returns `text` with its character references read.
pub(crate) fn decoded(text: &str) -> String {
    references::read(text, None).0.into_owned()
}

/// Returns the value of an attribute of a tag.
pub(crate) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag.trim_end_matches(['>', '/']).split_once(|c: char| c.is_ascii_whitespace())?.1;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(length)?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                Some(mark) => value.strip_prefix(mark)?.split_once(mark)?,
                None => value.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((value, "")),
            },
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value).trim().to_owned());
        }
        if next.is_empty() || (name.is_empty() && next.len() == rest.len()) {
            return None;
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_what_a_reader_sees() {
        let page = "<!doctype html><title>No</title><script>if (a < b) { '<p>no</p>' }</script>\
                    <p>Tea &amp; <b>b</b>uns<!-- <p>no --> daily<p title='a > b'>Next 1 < 2<style>p{}</style></div>";
        assert_eq!(blocks(page), ["Tea & buns daily", "Next 1 < 2"]);
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let tag = "<link  rel=canonical HREF = 'https://a.example/?a=1&amp;b=2' data-x title=\"a > b\" />";
        assert_eq!(attribute(tag, "rel").as_deref(), Some("canonical"));
        assert_eq!(attribute(tag, "href").as_deref(), Some("https://a.example/?a=1&b=2"));
        assert_eq!(attribute(tag, "title").as_deref(), Some("a > b"));
        assert_eq!(attribute(tag, "lang"), None);
        assert_eq!(attribute("<p =", "x"), None);
    }

    #[test]
    fn deep_nesting_is_flattened_and_its_words_are_kept() {
        let depth = |html: &str| html.matches("<div>").count();
        let deep = "<div>".repeat(9000) + "words" + &"</div>".repeat(9000) + "<div>after</div>";
        let (flat, tags) = flattened(&deep);
        assert_eq!((depth(&flat), tags), (DEEPEST + 1, 18_002));
        assert!(flat.contains("words") && flat.ends_with("<div>after</div>"));
        let shallow = "<p>one<p>two".repeat(500);
        assert_eq!(flattened(&shallow).0, shallow);
        let tables = flattened(&"<table><tr><td>".repeat(500)).0;
        assert_eq!(tables.matches("<table>").count(), DEEPEST_TABLES);
        assert!(flattened(&"<b a=1>".repeat(500)).0.len() < 200);
    }
}
