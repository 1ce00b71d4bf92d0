//! Which roles lie over which bytes of a text: emphasis, hits, cursor, selection, counterparts.

use crate::app::pane::Pane;
use crate::article::{InlineStyle, Paragraph, ParagraphKind, Shape};
use crate::config::theme::Role;
use crate::text::Span;

/// A role over a span; later marks lie over earlier ones.
pub use crate::app::core::marked::Marked as Mark;

/// Returns the marks of the cursor: its sentence, and its word where that is not the sentence's first.
pub fn cursor(pane: &Pane) -> Vec<Mark> {
    let sentence = Mark { span: pane.current_span(), role: Role::Cursor };
    let word = pane.current_word().map(|span| Mark { span, role: Role::CursorWord });
    std::iter::once(sentence).chain(word).collect()
}

/// Returns the role of a whole paragraph.
pub const fn paragraph_role(paragraph: &Paragraph) -> Role {
    match (paragraph.kind, &paragraph.shape) {
        (kind, _) if kind.is_furniture() => Role::Dim,
        (ParagraphKind::Title | ParagraphKind::Heading, _) | (_, Shape::Heading(_)) => Role::Heading,
        (ParagraphKind::Standfirst, _) => Role::Emphasis,
        _ => Role::Text,
    }
}

/// Returns the marks that touch `row`: those of the text itself, then `over`, then the search's.
pub fn of_row(pane: &Pane, paragraph: &Paragraph, row: Span, over: &[Mark]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let furniture = paragraph.kind.is_furniture();
    if paragraph.lead.overlaps(row) {
        let role = if paragraph.kind == ParagraphKind::Title { Role::Kicker } else { Role::Dim };
        marks.push(Mark { span: paragraph.lead, role });
    }
    let inlines = paragraph.inlines.iter().filter(|inline| inline.span.overlaps(row));
    marks.extend(
        inlines.map(|inline| Mark { span: inline.span, role: inline_role(inline.style) }).filter(|_| !furniture),
    );
    marks.extend(super::notes::passages(pane, row));
    marks.extend(over.iter().filter(|mark| mark.span.overlaps(row)));
    // A hit is seen inside a selection, too.
    if let Some(span) = pane.selected().filter(|span| span.overlaps(row)) {
        marks.push(Mark { span, role: Role::Selection });
    }
    for (index, span) in pane.find.within(row) {
        let role = if pane.find.current == Some(index) { Role::HitCurrent } else { Role::Hit };
        marks.push(Mark { span, role });
    }
    marks
}

const fn inline_role(style: InlineStyle) -> Role {
    match style {
        InlineStyle::Strong => Role::Strong,
        InlineStyle::Emphasis | InlineStyle::Code => Role::Emphasis,
        InlineStyle::Struck => Role::Struck,
        InlineStyle::Link(_) | InlineStyle::Footnote => Role::Link,
    }
}
