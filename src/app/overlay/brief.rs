//! Something told in full over the screen: the pair in brief, a problem. It scrolls where it is longer than that.

use crate::app::core::geometry::Area;
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::library::Problem;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Columns of the first word of a line.
pub const LABEL: usize = 12;

/// At most so many rows of a line; what is cut says so.
const MOST_ROWS: usize = 3;

/// Something told in full over the screen, which scrolls where it is longer than that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What it is.
    pub title: &'static str,
    /// Its lines.
    pub lines: Vec<BriefLine>,
    /// The first row shown.
    pub top: usize,
}

/// A row of the brief as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefRow<'a> {
    /// How its first word is drawn.
    pub role: Role,
    /// Its first word, or nothing.
    pub label: &'a str,
    /// Its words, not sanitised; empty for white space.
    pub text: String,
}

impl Brief {
    /// Makes one that begins at its first line.
    #[must_use]
    pub const fn new(title: &'static str, lines: Vec<BriefLine>) -> Self {
        Self { title, lines, top: 0 }
    }

    /// Lays it out in `area`, its frame included; a new kind of line stands apart where that makes nothing scroll.
    #[must_use]
    pub fn rows(&self, area: Area) -> Vec<BriefRow<'_>> {
        let close = self.rows_of(area, false);
        let apart = self.rows_of(area, true);
        if apart.len() <= area.height.saturating_sub(2) { apart } else { close }
    }

    fn rows_of(&self, area: Area, apart: bool) -> Vec<BriefRow<'_>> {
        let width = area.width.saturating_sub(LABEL + 4).max(1);
        let how = Wrap { width, first_indent: 0, next_indent: 0, keep_breaks: false };
        let mut rows: Vec<BriefRow<'_>> = Vec::new();
        let mut last = "";
        for line in &self.lines {
            let new = last != line.label;
            if new && apart && !last.is_empty() {
                rows.push(BriefRow { role: line.role, label: "", text: String::new() });
            }
            last = &line.label;
            let spans = wrap(&line.text, how);
            let cut = spans.len() > MOST_ROWS;
            for (row, span) in spans.iter().take(MOST_ROWS).enumerate() {
                let label = if new && row == 0 { line.label.as_str() } else { "" };
                let text = span.of(&line.text);
                let text = if cut && row + 1 == MOST_ROWS { cut_short(text, width) } else { text.to_owned() };
                rows.push(BriefRow { role: line.role, label, text });
            }
        }
        rows
    }

    /// Scrolls in `area`; says whether `action` did.
    pub(crate) fn motion(&mut self, action: Action, area: Area) -> bool {
        let height = area.height.saturating_sub(2).max(1);
        let last = self.rows(area).len().saturating_sub(height);
        self.top = match action {
            Action::Down => self.top + 1,
            Action::Up => self.top.saturating_sub(1),
            Action::PageDown | Action::HalfPageDown => self.top + height.saturating_sub(1),
            Action::PageUp | Action::HalfPageUp => self.top.saturating_sub(height.saturating_sub(1)),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return false,
        };
        self.top = self.top.min(last);
        true
    }
}

/// Ends a row that its line goes beyond with an ellipsis, after a whole word where the row has several.
fn cut_short(row: &str, width: usize) -> String {
    let row = row.trim_end();
    if cells::width(row) < width {
        return format!("{row}…");
    }
    match row.rfind(' ').and_then(|at| row.get(..at)) {
        Some(whole) => format!("{}…", whole.trim_end()),
        None => cells::truncate(&format!("{row} "), width, "…"),
    }
}

/// A line of the brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefLine {
    /// How its first word is drawn.
    pub role: Role,
    /// Its first word: what kind of line it is; empty for a line that goes on.
    pub label: String,
    /// The rest, not sanitised.
    pub text: String,
}

/// Tells a problem in full: where, what, what to do.
#[must_use]
pub fn problem(problem: &Problem) -> Vec<BriefLine> {
    let line = |role, label: &str, text: String| BriefLine { role, label: label.to_owned(), text };
    let place = problem.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let mut lines = vec![
        line(Role::Kicker, "where", format!("{}{place}", problem.path.display())),
        line(Role::Warning, "what", problem.what.clone()),
    ];
    lines.extend(problem.hint.clone().map(|hint| line(Role::Accent, "what to do", hint)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_ends_in_a_whole_word_and_says_so() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen".to_owned();
        let brief = Brief::new("", vec![BriefLine { role: Role::Text, label: "x".to_owned(), text }]);
        for width in 24..60 {
            let area = Area { x: 0, y: 0, width, height: 20 };
            let rows = brief.rows(area);
            assert!(rows.len() <= MOST_ROWS && rows.iter().all(|row| cells::width(&row.text) <= width - LABEL - 4));
            let shown = rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(" ");
            let (words, whole) = (shown.trim_end_matches('…'), &brief.lines.first().map_or("", |line| &line.text));
            assert!(whole.starts_with(words), "{width}: {shown}");
            let next = whole.get(words.len()..).unwrap_or("");
            assert_eq!(next.is_empty(), !shown.ends_with('…'), "{width}: {shown}");
            assert!(next.is_empty() || next.starts_with(' '), "{width}: {shown}");
        }
    }
}
