//! Both texts in full, side by side: passages numbered and tied, findings marked, furniture dimmed, nothing left out.

use std::collections::BTreeMap;

use super::head::lang;
use super::marks::{Mark, letter, marked, marks};
use super::notes::Noted;
use super::out::Out;
use crate::article::{Align, Article, Paragraph, ParagraphKind, Shape, Table};
use crate::compare::{Coverage, SentenceRef, Side, Tier};
use crate::report::gist::{Gist, SIDES};
use crate::report::noted::NoteRow;
use crate::text::Span;

/// Writes both texts.
pub(super) fn texts(out: &mut Out, gist: &Gist<'_>, notes: &[NoteRow<'_>]) {
    out.element("section", &[("id", "texts"), ("aria-labelledby", "texts-title")], |out| {
        out.raw("\n<h2 id=\"texts-title\">Both texts</h2>\n");
        legend(out, gist.has_pins(), !notes.is_empty());
        out.element("div", &[("class", "two texts")], |out| {
            SIDES.into_iter().for_each(|side| text(out, gist, side, &Noted::new(gist, notes, side)));
        });
    });
}

fn legend(out: &mut Out, pins: bool, notes: bool) {
    out.raw(concat!(
        "<p class=\"legend\">",
        "<span><span class=\"s sure\"><b class=\"no\">1</b>both report it</span>, numbered alike on both sides</span> ",
        "<span><span class=\"s likely\"><b class=\"no\">2</b>probably both</span></span> "
    ));
    if pins {
        out.raw("<span><span class=\"s sure\"><b class=\"no\">◆ 3</b>pinned by the reader</span></span> ");
    }
    if notes {
        out.raw("<span><span class=\"noted\">noted</span><b class=\"sign pen\">✎1</b> what was written stands below</span> ");
    }
    out.raw(concat!(
        "<span><span class=\"conflict\">a figure</span><b class=\"sign\">≠</b> in conflict</span> ",
        "<span><span class=\"quote\">a quotation with <span class=\"del\">words only left</span> or ",
        "<span class=\"ins\">only right</span></span><b class=\"sign rephrased\">≠</b></span> ",
        "<span><span class=\"s alone\">only on this side</span></span> ",
        "<span><span class=\"copy\">printed word for word on both</span></span> ",
        "<span class=\"furniture\">not the story: bylines, captions, credits</span>",
        "</p>\n"
    ));
}

/// A text as it is written.
struct Text<'a> {
    gist: &'a Gist<'a>,
    side: Side,
    article: &'a Article,
    marks: Vec<Mark>,
    alone: BTreeMap<SentenceRef, Coverage>,
    /// The passage whose sentence was written last.
    passage: Option<usize>,
    /// The passages whose target is set.
    begun: Vec<bool>,
}

fn text(out: &mut Out, gist: &Gist<'_>, side: Side, noted: &Noted<'_>) {
    let article = gist.article(side);
    let mut text = Text {
        gist,
        side,
        article,
        marks: marks(gist, side, noted.marks()),
        alone: gist.comparison.only(side).iter().map(|only| (only.at, only.state)).collect(),
        passage: None,
        begun: vec![false; gist.blocks.blocks().len()],
    };
    let (id, name) = if side == Side::Left { ("left", "Left") } else { ("right", "Right") };
    out.element("article", &[("id", id), ("lang", lang(article)), ("dir", "auto")], |out| {
        out.raw("\n");
        out.element("h3", &[("lang", "en")], |out| {
            out.classed("span", "side", name);
            gist.from(side).iter().for_each(|from| out.text(&format!(" {from}")));
        });
        if !article.has_title_paragraph() {
            out.classed("h4", "title", &gist.headline(side));
        }
        noted.on_the_whole(out);
        for n in 0..article.paragraphs.len() {
            text.paragraph(out, n);
            noted.under(out, n);
        }
        noted.lost(out);
    });
}

impl Text<'_> {
    fn paragraph(&mut self, out: &mut Out, n: usize) {
        let Some(paragraph) = self.article.paragraphs.get(n) else { return };
        if paragraph.rule_before {
            out.void("hr", &[]);
        }
        let (tag, class) = element(paragraph);
        let id = format!("{}p{}", letter(self.side), n + 1);
        let attributes = [("id", id.as_str()), ("class", class), ("dir", "auto")];
        let attributes = if class.is_empty() { vec![attributes[0], attributes[2]] } else { attributes.to_vec() };
        if let Shape::Table(cells) = &paragraph.shape {
            return table(out, &attributes, cells, |out, sentence, cell| {
                self.sentence(out, SentenceRef { paragraph: n, sentence }, cell);
            });
        }
        out.element(tag, &attributes, |out| {
            if let Some(marker) = paragraph.shape.marker().filter(|marker| !marker.trim().is_empty()) {
                out.classed("span", "marker", marker);
                out.raw(" ");
            }
            self.inside(out, n, paragraph);
        });
    }

    /// Writes the sentences of a paragraph and what lies between them.
    fn inside(&mut self, out: &mut Out, n: usize, paragraph: &Paragraph) {
        self.passage = None;
        let mut at = paragraph.span.start;
        for (sentence, &span) in paragraph.sentences.iter().enumerate() {
            self.stretch(out, Span::new(at, span.start));
            self.sentence(out, SentenceRef { paragraph: n, sentence }, span);
            at = span.end.max(at);
        }
        self.stretch(out, Span::new(at, paragraph.span.end));
    }

    fn stretch(&self, out: &mut Out, span: Span) {
        if !span.is_empty() {
            // A mark may begin long before; the marks of a paragraph stay inside it, so its own are enough.
            let paragraph = self.article.paragraphs.get(self.article.paragraph_at(span.start));
            let from = paragraph.map_or(span.start, |paragraph| paragraph.span.start);
            let first = self.marks.partition_point(|mark| mark.span.start < from);
            let last = self.marks.partition_point(|mark| mark.span.start < span.end);
            marked(out, &self.article.text, span, self.marks.get(first..last).unwrap_or_default());
        }
    }

    fn sentence(&mut self, out: &mut Out, at: SentenceRef, span: Span) {
        if let Some(block) = self.gist.blocks.block_of(self.side, at) {
            return self.matched(out, block, span);
        }
        self.passage = None;
        if self.alone.get(&at) == Some(&Coverage::None) {
            out.element("span", &[("class", "s alone")], |out| self.stretch(out, span));
        } else {
            self.stretch(out, span);
        }
    }

    fn matched(&mut self, out: &mut Out, block: usize, span: Span) {
        let sure = self.gist.blocks.blocks().get(block).is_some_and(|block| block.tier == Tier::Sure);
        let class = if sure { "s sure" } else { "s likely" };
        let goes_on = self.passage.replace(block) == Some(block);
        let target = format!("{}{}", letter(self.side), block + 1);
        let begins = self.begun.get_mut(block).is_some_and(|begun| !std::mem::replace(begun, true));
        let named = [("class", class), ("id", target.as_str())];
        out.element("span", if begins { &named } else { &named[..1] }, |out| {
            if !goes_on {
                self.number(out, block);
            }
            self.stretch(out, span);
        });
    }

    /// Writes the number of a passage, which leads to the same passage on the other side.
    fn number(&self, out: &mut Out, block: usize) {
        let pinned = self.gist.blocks.blocks().get(block).is_some_and(|block| self.gist.is_pinned(block));
        let (sign, word) = if pinned { ("◆ ", ", pinned by the reader") } else { ("", "") };
        let n = block + 1;
        let to = format!("#{}{n}", letter(self.side.other()));
        let told = format!("Passage {n}{word}, go to the other text");
        let attributes = [("class", "no"), ("href", &*to), ("aria-label", &told)];
        out.element("a", &attributes, |out| out.text(&format!("{sign}{n}")));
    }
}

/// Writes a table, its first row as its head; `cell` writes what has words, and is told which row of those with words it
/// is in, from 0.
pub(super) fn table(
    out: &mut Out,
    attributes: &[(&'static str, &str)],
    table: &Table,
    mut cell: impl FnMut(&mut Out, usize, Span),
) {
    out.element("table", attributes, |out| {
        let mut told = 0;
        for (row, cells) in table.rows.iter().enumerate() {
            out.element("tr", &[], |out| {
                for (column, &span) in cells.iter().enumerate() {
                    let tag = if row == 0 { "th" } else { "td" };
                    let class = match table.columns.get(column) {
                        Some(Align::Right) => &[("class", "end")][..],
                        Some(Align::Centre) => &[("class", "middle")],
                        _ => &[],
                    };
                    out.element(tag, class, |out| {
                        if !span.is_empty() {
                            cell(out, told, span);
                        }
                    });
                }
            });
            told += usize::from(cells.iter().any(|cell| !cell.is_empty()));
        }
    });
}

/// Returns the element and class of a paragraph.
pub(super) const fn element(paragraph: &Paragraph) -> (&'static str, &'static str) {
    match (paragraph.kind, &paragraph.shape) {
        (kind, _) if kind.is_furniture() => ("p", "furniture"),
        (ParagraphKind::Title, _) => ("h4", "title"),
        (ParagraphKind::Standfirst, _) => ("p", "standfirst"),
        (ParagraphKind::Heading, _) | (_, Shape::Heading(_)) => ("h5", ""),
        (_, Shape::Item { depth: 0, .. }) => ("p", "item"),
        (_, Shape::Item { .. }) => ("p", "item deep"),
        (_, Shape::Quote(_)) => ("blockquote", ""),
        (_, Shape::Code) => ("pre", ""),
        (_, Shape::Table(_)) => ("table", ""),
        _ if paragraph.keep_breaks => ("p", "lines"),
        _ => ("p", ""),
    }
}
