//! From a body of text to blocks: one block becomes one paragraph.
//!
//! Line by line and without backtracking, so that a file of any shape takes time linear in its size. Pasted text is
//! not Markdown that happens to lack marks: in plain files a mark counts only where it can hardly mean anything else.

mod definition;
mod hidden;
mod layout;
mod line;
mod list;
mod table;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

pub(super) use self::definition::Definitions;
use self::layout::Layout;
use self::line::{Item, Line};
use self::list::Levels;
use super::{Format, Shape};
use crate::language::english::{Classes, classes, is_common};
use crate::text::cells;

/// Depths beyond this are drawn no deeper and their marks stay text.
const MAX_DEPTH: usize = 8;

/// A text has so many paragraphs at most, and one more for every [`BYTES_A_PARAGRAPH`] bytes; the rest is one.
///
/// What is known of a paragraph takes more memory than a short one itself: 16 MB of one-letter lines took 1.2 GB.
const PARAGRAPHS: usize = 20_000;
const BYTES_A_PARAGRAPH: usize = 128;

/// The raw text of one paragraph, inline marks still in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'t> {
    /// Its text without the marks of its shape; never blank.
    pub raw: Cow<'t, str>,
    /// How it is set.
    pub shape: Shape,
    /// Whether its line feeds are line breaks.
    pub keep_breaks: bool,
    /// Whether a rule stood before it.
    pub rule_before: bool,
}

/// Returns what of a body is there to be read.
pub(super) fn shown(body: &str, format: Format) -> Cow<'_, str> {
    if format == Format::Markdown { hidden::shown(body) } else { Cow::Borrowed(body) }
}

/// Splits `body` into its blocks; what defines the links of others is none of them.
pub(super) fn blocks(body: &str, format: Format) -> (Vec<Block<'_>>, Definitions<'_>) {
    let mut reader = Reader { format, body, ..Reader::default() };
    let mut at = 0;
    let most = PARAGRAPHS + body.len() / BYTES_A_PARAGRAPH;
    for line in body.split_inclusive('\n') {
        if reader.blocks.len() >= most && reader.open.is_none() {
            reader.rest(at);
            break;
        }
        let next = at + line.len();
        reader.line(line.trim_end_matches('\n'), at, next);
        at = next;
    }
    reader.flush();
    (reader.blocks, reader.definitions)
}

/// What is being read.
#[derive(Default)]
struct Reader<'t> {
    format: Format,
    body: &'t str,
    blocks: Vec<Block<'t>>,
    definitions: Definitions<'t>,
    /// The words of the text, collected where one is asked for.
    words: OnceCell<HashSet<&'t str>>,
    /// The open block: where its first line's content begins and its last line ends.
    open: Option<(usize, usize)>,
    shape: Shape,
    rule: bool,
    /// The fence that closes the open code block, and the columns before it.
    fence: Option<(&'t str, usize)>,
    /// The open list.
    list: Levels,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str, at: usize, next: usize) {
        if let Some((fence, _)) = self.fence {
            return self.code(line, fence, at, next);
        }
        match self.classify(line, next) {
            Line::Blank => self.flush(),
            Line::Fence(fence) => {
                self.flush();
                self.fence = Some((fence, line::indent(line)));
            }
            Line::Underline(level) => {
                self.shape = Shape::Heading(level);
                self.flush();
            }
            Line::Rule => {
                self.flush();
                self.leave_list();
                self.rule = true;
            }
            Line::Heading(level, text) => self.heading(level, text),
            Line::Quote(depth, text) => self.quote(depth, text, at + line.trim_end().len() - text.len(), next),
            Line::Item(item) => self.item(&item, at + line.len() - item.text.len(), next),
            Line::Text if self.open.is_none() && self.definitions.take(line, self.format) => {}
            Line::Text => match self.definitions.note(line) {
                Some((label, text)) => self.footnote(label, at + line.len() - text.len(), next),
                None => self.text(line, at, next),
            },
        }
    }

    /// Says what `line` is here; `next` is where the line after it begins.
    fn classify(&self, line: &'t str, next: usize) -> Line<'t> {
        let markdown = self.format == Format::Markdown;
        let found = line::classify(line, markdown);
        match &found {
            Line::Rule | Line::Underline(_) if markdown && self.open.is_some() && self.shape == Shape::Plain => {
                line::underline(line).map_or(found, Line::Underline)
            }
            Line::Underline(_) => Line::Text,
            Line::Item(item) if !self.is_item(item, line, next) => Line::Text,
            _ => found,
        }
    }

    /// A marker alone proves little: "1986. A year …", "* footnote", "- said she".
    fn is_item(&self, item: &Item<'_>, line: &str, next: usize) -> bool {
        let listing = matches!(self.shape, Shape::Item { .. }) && (self.open.is_some() || !self.list.is_empty());
        let last = self.list.number_at(item.indent);
        let goes_on = || {
            self.format == Format::Markdown
                && self.open.is_none()
                && line::list_goes_on(item, line, self.body.get(next..).unwrap_or(""))
        };
        let follows = match (item.number, last) {
            (Some(number), Some(last)) if listing => number == last + 1 || number == last,
            (Some(number), _) => number <= 1 || goes_on(),
            (None, _) => true,
        };
        if !follows {
            return false;
        }
        let interrupts = self.open.is_some() && !listing;
        match self.format {
            Format::Markdown => !interrupts || !item.text.is_empty(),
            Format::Plain => {
                (listing && (item.number.is_some() || last.is_none()))
                    || line::list_goes_on(item, line, self.body.get(next..).unwrap_or(""))
            }
        }
    }

    fn code(&mut self, line: &str, fence: &str, at: usize, next: usize) {
        if line::closes(line, fence) {
            self.shape = Shape::Code;
            self.flush();
            self.fence = None;
            return;
        }
        self.shape = Shape::Code;
        self.extend(at, next);
    }

    fn heading(&mut self, level: u8, text: &'t str) {
        self.flush();
        self.leave_list();
        self.push(Cow::Borrowed(text), Shape::Heading(level), false);
    }

    fn quote(&mut self, depth: u8, text: &str, at: usize, next: usize) {
        if self.shape != Shape::Quote(depth) || text.trim().is_empty() {
            self.flush();
        }
        if !text.trim().is_empty() {
            self.leave_list();
            self.shape = Shape::Quote(depth);
            self.extend(at, next);
        }
    }

    fn item(&mut self, item: &Item<'_>, at: usize, next: usize) {
        self.flush();
        let marker = item.marker();
        let depth = self.list.take(item.indent, item.number, cells::width(&marker));
        self.shape = Shape::Item { depth, marker };
        self.extend(at, next);
    }

    fn footnote(&mut self, label: &str, at: usize, next: usize) {
        self.flush();
        self.leave_list();
        let marker = format!("[{label}]");
        let depth = self.list.take(0, None, cells::width(&marker));
        self.shape = Shape::Item { depth, marker };
        self.extend(at, next);
    }

    fn text(&mut self, line: &str, at: usize, next: usize) {
        if self.open.is_none() {
            match self.list.goes_on(line::indent(line)).filter(|_| self.format == Format::Markdown) {
                // A further paragraph of an item has no marker of its own, and stands under its words.
                Some((depth, width)) => self.shape = Shape::Item { depth, marker: " ".repeat(width) },
                None => self.leave_list(),
            }
        } else if self.format == Format::Plain && matches!(self.shape, Shape::Quote(_)) {
            self.flush();
            self.shape = Shape::Plain;
        }
        self.extend(at, next);
    }

    /// Takes all that follows as one block with its lines as they are.
    fn rest(&mut self, at: usize) {
        self.leave_list();
        let rest = self.body.get(at..).unwrap_or("");
        self.push(Cow::Borrowed(rest.trim_matches('\n')), Shape::Plain, true);
    }

    fn leave_list(&mut self) {
        self.list = Levels::default();
        self.shape = Shape::Plain;
    }

    fn extend(&mut self, at: usize, next: usize) {
        let start = self.open.map_or(at, |(start, _)| start);
        self.open = Some((start, next));
    }

    /// Says whether a word stands anywhere in the text, or in a dictionary.
    fn knows(&self, word: &str) -> bool {
        let apart = |c: char| !c.is_alphabetic() && c != '-';
        let words = || self.body.split(apart).filter(|word| word.len() > 3).collect();
        let lower = word.to_lowercase();
        is_common(&lower) || classes(&lower) != Classes::NONE || self.words.get_or_init(words).contains(word)
    }

    fn push(&mut self, raw: Cow<'t, str>, shape: Shape, keep_breaks: bool) {
        if !line::is_blank(&raw) {
            let rule_before = std::mem::take(&mut self.rule);
            self.blocks.push(Block { raw, shape, keep_breaks, rule_before });
        }
    }

    /// Closes the open block; the list that it belongs to may go on.
    fn flush(&mut self) {
        let Some((start, end)) = self.open.take() else { return };
        let raw = self.body.get(start..end).unwrap_or("").trim_end_matches('\n');
        let shape = self.shape.clone();
        if matches!(shape, Shape::Heading(_) | Shape::Quote(_) | Shape::Code) {
            self.shape = Shape::Plain;
        }
        match &shape {
            Shape::Code => {
                let columns = self.fence.map_or(0, |(_, columns)| columns);
                self.push(layout::dedented(raw, columns), shape, true);
            }
            Shape::Quote(depth) => self.lines(layout::unquote(raw, *depth), shape),
            Shape::Plain => {
                for (part, table) in table::parts(raw) {
                    match table {
                        Some(table) => self.push(Cow::Borrowed(part), Shape::Table(table), true),
                        None => self.plain(part),
                    }
                }
            }
            _ => self.lines(Cow::Borrowed(raw), shape),
        }
    }

    /// Closes a block that has no marks of its own.
    fn plain(&mut self, raw: &'t str) {
        if self.format == Format::Plain {
            for part in layout::parts(raw) {
                self.lines(Cow::Borrowed(part), Shape::Plain);
            }
        } else if raw.contains('\n') && raw.lines().all(|line| line::indent(line) >= layout::CODE) {
            // One indented line alone is more often a slip than code.
            self.push(layout::dedented(raw, layout::CODE), Shape::Code, true);
        } else {
            self.lines(Cow::Borrowed(raw), Shape::Plain);
        }
    }

    fn lines(&mut self, raw: Cow<'t, str>, shape: Shape) {
        if !raw.contains('\n') {
            return self.push(layout::trim(raw), shape, false);
        }
        let layout = match (self.format, &shape) {
            (Format::Plain, Shape::Plain) if self.blocks.is_empty() && layout::is_head(&raw) => Layout::Apart,
            (Format::Plain, Shape::Plain | Shape::Quote(_)) => layout::of_plain(&raw),
            (Format::Markdown, Shape::Plain | Shape::Quote(_)) => layout::of_markdown(&raw),
            _ => Layout::Joined,
        };
        match layout {
            Layout::Joined => {
                let joined = layout::joined(&raw, |word| self.knows(word));
                self.push(Cow::Owned(joined), shape, false);
            }
            Layout::Kept => self.push(Cow::Owned(layout::kept(&raw)), shape, true),
            Layout::Apart => {
                for line in raw.lines() {
                    self.push(Cow::Owned(line.trim().to_owned()), shape.clone(), false);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(body: &str) -> Vec<(String, Shape)> {
        blocks(body, Format::Plain).0.into_iter().map(|block| (block.raw.into_owned(), block.shape)).collect()
    }

    fn markdown(body: &str) -> Vec<(String, Shape)> {
        blocks(body, Format::Markdown).0.into_iter().map(|block| (block.raw.into_owned(), block.shape)).collect()
    }

    fn item(depth: u8, marker: &str) -> Shape {
        Shape::Item { depth, marker: marker.to_owned() }
    }

    fn text(text: &str) -> (String, Shape) {
        (text.to_owned(), Shape::Plain)
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(plain("\n\nOne.\n\n \t\u{a0}\u{200b}\nTwo.\n"), [text("One."), text("Two.")]);
        assert_eq!(plain(""), []);
        assert_eq!(plain(" \n\n"), []);
    }

    #[test]
    fn long_lines_without_blank_lines_are_paragraphs() {
        let long = "The council met on Monday and spoke of the bridge. ".repeat(4);
        let body = format!("A bridge too old\nBy Ann Poe\n{long}\n{long}");
        assert_eq!(plain(&body).len(), 4);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let body = "The council met on Monday to speak of the old bridge over the\n\
                    river, which engineers had closed in January after a crack was\n  seen in one of its piers.\n";
        let (found, _) = blocks(body, Format::Plain);
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|block| !block.keep_breaks && block.raw.contains("the\nriver")));
        assert!(found.iter().all(|block| block.raw.contains("was\nseen")));
    }

    #[test]
    fn an_indented_line_begins_a_paragraph_of_prose_but_not_of_a_poem() {
        let body = "   It was a cold morning when the council of Oldtown met to speak\nof the old bridge and the river.\n   \
                    The mayor came late, as he had been ill for most of the winter\nand would not see a doctor.\n";
        assert_eq!(plain(body).len(), 2);
        let (poem, _) = blocks("  Roses are red,\n    violets are blue\n  sugar is sweet", Format::Plain);
        assert_eq!(
            poem.first().map(|block| block.raw.as_ref()),
            Some("Roses are red,\n  violets are blue\nsugar is sweet")
        );
    }

    #[test]
    fn short_lines_keep_their_breaks() {
        let (found, _) = blocks("12 Long Street\nOldtown\nNorthshire\n", Format::Plain);
        assert!(matches!(found.as_slice(), [Block { keep_breaks: true, .. }]));
    }

    #[test]
    fn headings_rules_and_quotes_are_seen_in_both() {
        for read in [plain, markdown] {
            let found = read("# One #\n\n> said\n> she\n\n>> deeper\n\nEnd.");
            let said = ("said\nshe".to_owned(), Shape::Quote(1));
            assert_eq!(found.first(), Some(&("One".to_owned(), Shape::Heading(1))));
            assert_eq!(found.get(1), Some(&said));
            assert_eq!(found.last(), Some(&text("End.")));
        }
        let (found, _) = blocks("One.\n\n* * *\n\nTwo.\n\n***\n", Format::Plain);
        assert_eq!(found.iter().map(|block| block.rule_before).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn an_underlined_line_is_a_heading_in_markdown_only() {
        assert_eq!(markdown("Title\n=====\nText.").first(), Some(&("Title".to_owned(), Shape::Heading(1))));
        assert_eq!(markdown("Title\n---\n\nText.").first(), Some(&("Title".to_owned(), Shape::Heading(2))));
        assert_eq!(plain("Title\n---\n\nText.").first(), Some(&text("Title")));
    }

    #[test]
    fn items_are_paragraphs_with_depth_and_marker() {
        for read in [plain, markdown] {
            let found = read("- one\n  more\n  - two\n- three\n\n1. first\n2. second\n");
            let expected = [
                ("one\nmore".to_owned(), item(0, "•")),
                ("two".to_owned(), item(1, "•")),
                ("three".to_owned(), item(0, "•")),
                ("first".to_owned(), item(0, "1.")),
                ("second".to_owned(), item(0, "2.")),
            ];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_list_goes_on_after_the_one_inside_an_item() {
        let body = "1. one\n2. two:\n   - a\n     - b\n\n     of b\n\n   of two\n3. three\n\n   of three\n\nEnd.";
        let expected = [
            ("one".to_owned(), item(0, "1.")),
            ("two:".to_owned(), item(0, "2.")),
            ("a".to_owned(), item(1, "•")),
            ("b".to_owned(), item(2, "•")),
            ("of b".to_owned(), item(1, " ")),
            ("of two".to_owned(), item(0, "  ")),
            ("three".to_owned(), item(0, "3.")),
            ("of three".to_owned(), item(0, "  ")),
            text("End."),
        ];
        assert_eq!(markdown(body), expected);
        for read in [plain, markdown] {
            let found = read("1. one\n2. two:\n   * a\n   * b\n3. three\n4. four");
            let last = found.iter().rev().take(2).map(|(_, shape)| shape.clone()).collect::<Vec<_>>();
            assert_eq!(last, [item(0, "4."), item(0, "3.")]);
        }
    }

    #[test]
    fn a_list_in_markdown_may_begin_anywhere_and_items_are_ragged() {
        assert_eq!(markdown("5. five\n6. six").first(), Some(&("five".to_owned(), item(0, "5."))));
        let found = markdown("- a\n - b\n  - c\n- d");
        assert_eq!(
            found.iter().map(|(_, shape)| shape.clone()).collect::<Vec<_>>(),
            [item(0, "•"), item(0, "•"), item(1, "•"), item(0, "•"),]
        );
    }

    #[test]
    fn code_keeps_its_own_indentation_and_no_other() {
        let found = markdown("Then:\n\n    if a:\n        b\n\nEnd.");
        assert_eq!(found.get(1), Some(&("if a:\n    b".to_owned(), Shape::Code)));
        let found = markdown("- so:\n\n  ```\n  if a:\n      b\n  ```\n- or");
        assert_eq!(found.get(1), Some(&("if a:\n    b".to_owned(), Shape::Code)));
        assert_eq!(found.get(2), Some(&("or".to_owned(), item(0, "•"))));
        assert!(plain("    One two.\n    Three four.").iter().all(|(_, shape)| *shape != Shape::Code));
    }

    #[test]
    fn what_only_looks_like_a_list_is_text() {
        for line in ["1986. A dry year.", "-40 degrees", "* Prices without tax.", "- Never, she said.", "12. Mai"] {
            assert_eq!(plain(line), [text(line)], "{line}");
        }
        assert_eq!(markdown("1986. A dry year."), [text("1986. A dry year.")]);
        assert_eq!(markdown("-40 degrees"), [text("-40 degrees")]);
    }

    #[test]
    fn what_only_looks_like_marks_is_text() {
        for line in ["#hashtag day", ">50% of voters", "```", "~~~", "==="] {
            assert_eq!(plain(line), [text(line)], "{line}");
        }
        assert_eq!(plain("    Indented once."), [text("Indented once.")]);
        assert_eq!(markdown("    Indented once."), [text("Indented once.")]);
    }

    #[test]
    fn fenced_code_is_left_as_it_is_in_markdown() {
        let (found, _) = blocks("```rust\n# no heading\n\n  two\n```\nText.", Format::Markdown);
        assert_eq!(found.first().map(|block| block.raw.as_ref()), Some("# no heading\n\n  two"));
        assert!(found.first().is_some_and(|block| block.shape == Shape::Code && block.keep_breaks));
        assert_eq!(markdown("```\nnever closed\n\nend"), [("never closed\n\nend".to_owned(), Shape::Code)]);
    }

    #[test]
    fn a_quotation_with_hard_breaks_is_whole() {
        let (found, _) = blocks("> Roses are red,  \n> violets are blue.", Format::Markdown);
        let kept: Vec<_> = found.iter().map(|block| (block.raw.as_ref(), block.keep_breaks)).collect();
        assert_eq!(kept, [("Roses are red,\nviolets are blue.", true)]);
    }

    #[test]
    fn hard_breaks_of_a_whole_paragraph_are_kept_in_markdown() {
        let (found, _) = blocks("Roses  \nViolets  \nSugar", Format::Markdown);
        assert!(matches!(found.as_slice(), [Block { keep_breaks: true, .. }]));
        let (found, _) = blocks("Roses\nViolets", Format::Markdown);
        assert!(matches!(found.as_slice(), [Block { keep_breaks: false, .. }]));
    }

    #[test]
    fn the_end_of_a_text_of_countless_paragraphs_is_one() {
        let body = "a\n\n".repeat(PARAGRAPHS * 2);
        let (found, _) = blocks(&body, Format::Plain);
        let most = PARAGRAPHS + body.len() / BYTES_A_PARAGRAPH;
        assert_eq!(found.len(), most + 1);
        let rest = found.last().map(|block| (block.keep_breaks, block.raw.matches('a').count()));
        assert_eq!(rest, Some((true, PARAGRAPHS * 2 - most)));
    }
}
