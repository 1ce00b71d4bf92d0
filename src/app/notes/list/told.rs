//! A note as the list tells it: what links it, what was written, the words that it is about; in one row, or in as many as
//! the quotation takes where there is room for it.

use crate::app::pane::passage::in_marks;
use crate::notes::{Note, Relation};
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// A note as the list tells it, sanitised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is to its other end, where it is a link.
    pub link: String,
    /// The first line of what was written, and tags.
    pub said: String,
    /// The words that it is about.
    pub quote: String,
}

/// A row of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldRow {
    /// What was written, in the first row.
    pub said: String,
    /// A row of the quotation.
    pub quote: String,
}

impl Told {
    /// Tells a note by one of its targets.
    #[must_use]
    pub fn of(note: &Note, target: usize) -> Self {
        let exact = note.targets.get(target).map_or("", |target| target.anchor.exact.as_str());
        let words = exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let tags: String = note.tags.iter().map(|tag| format!(" #{tag}")).collect();
        let relation: Relation = note.relation.unwrap_or_default();
        let link = if note.is_link() { format!("⟷ {}  ", relation.told_of(target)) } else { String::new() };
        let said = format!("{}{}", cells::one_line(note.first_line()), cells::one_line(&tags));
        Self { link, said: said.trim().to_owned(), quote: in_marks(&cells::one_line(&words)) }
    }

    /// Lays it out in `room` columns, its link included, in at most `most` rows; what is cut ends with an ellipsis.
    #[must_use]
    pub fn rows(&self, room: usize, most: usize) -> Vec<ToldRow> {
        let link = cells::width(&self.link).min(room.saturating_sub(8));
        let first = room.saturating_sub(link).max(8);
        let said = cells::width(&self.said);
        if said > 0 && (most == 1 || said + 2 + cells::width(&self.quote) <= first) {
            let quote = first.saturating_sub(said.min(first - first * 2 / 5) + 2);
            return vec![ToldRow {
                said: cells::truncate(&self.said, first - first * 2 / 5, "…"),
                quote: cells::truncate(&self.quote, quote, "…"),
            }];
        }
        let first_indent = if said > 0 { 0 } else { link };
        let how = Wrap { width: room.max(first_indent + 1), first_indent, next_indent: 0, keep_breaks: false };
        let spans = wrap(&self.quote, how);
        let kept = most.saturating_sub(usize::from(said > 0)).max(1);
        let row = |(n, span): (usize, &crate::text::Span)| {
            let cut = n + 1 == kept && spans.len() > kept;
            let width = if n == 0 { room.saturating_sub(first_indent) } else { room };
            let rest = self.quote.get(span.start..).unwrap_or("");
            let quote = if cut { cells::truncate(rest, width, "…") } else { span.of(&self.quote).to_owned() };
            ToldRow { said: String::new(), quote }
        };
        let quoted = spans.iter().enumerate().take(kept).map(row);
        let above =
            (said > 0).then(|| ToldRow { said: cells::truncate(&self.said, first, "…"), quote: String::new() });
        above.into_iter().chain(quoted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(said: &str, quote: &str) -> Told {
        Told { link: String::new(), said: said.to_owned(), quote: quote.to_owned() }
    }

    fn rows(told: &Told, room: usize, most: usize) -> Vec<String> {
        told.rows(room, most).into_iter().map(|row| format!("{}|{}", row.said, row.quote)).collect()
    }

    #[test]
    fn the_whole_quotation_is_shown_where_there_is_room() {
        let quote = "“Firefighters fought the blaze for nine hours.”";
        assert_eq!(rows(&told("", quote), 20, 9), ["|“Firefighters fought", "|the blaze for nine", "|hours.”"]);
        assert_eq!(
            rows(&told("who says?", quote), 20, 9),
            ["who says?|", "|“Firefighters fought", "|the blaze for nine", "|hours.”"]
        );
        assert_eq!(rows(&told("who says?", "“Nine hours.”"), 30, 9), ["who says?|“Nine hours.”"]);
        assert_eq!(rows(&told("", quote), 20, 2), ["|“Firefighters fought", "|the blaze for nine …"]);
        assert_eq!(rows(&told("", quote), 20, 1).len(), 1);
        assert_eq!(rows(&told("who says?", quote), 30, 1).len(), 1);
    }
}
