//! Something told in full over the screen: the pair in brief, a problem. It scrolls where it is longer than that.

use crate::app::core::geometry::Area;
use crate::compare::Side;
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::library::Problem;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Columns of the first word of a line.
pub const LABEL: usize = 12;

/// At most so many rows of a line; what is cut says so.
const MOST_ROWS: usize = 3;

/// Something told in full over the screen. Lines that lead somewhere can be chosen, and what has no room is left out by
/// weight; without such lines all of it is there, and it scrolls where it is longer than the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What it is.
    pub title: &'static str,
    /// Its lines.
    pub lines: Vec<BriefLine>,
    /// The first row shown.
    pub top: usize,
    /// The line under the cursor, by its place in `lines`, where lines can be chosen.
    pub chosen: Option<usize>,
}

/// A row of the brief as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefRow<'a> {
    /// The line that it is of, by its place.
    pub line: usize,
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
    pub fn new(title: &'static str, lines: Vec<BriefLine>) -> Self {
        let chosen = lines.iter().position(|line| line.to.is_some());
        Self { title, lines, top: 0, chosen }
    }

    /// Lays it out in `area`, its frame included; a new kind of line stands apart where there is room.
    #[must_use]
    pub fn rows(&self, area: Area) -> Vec<BriefRow<'_>> {
        let room = area.height.saturating_sub(2);
        let mut least = 0;
        let mut close = self.rows_of(area, least, false);
        // Weights are small numbers: what weighs least goes first, until the rest fits.
        while close.len() > room && self.chosen.is_some() && least < BriefLine::MOST_WEIGHT {
            least += 1;
            close = self.rows_of(area, least, false);
        }
        let apart = self.rows_of(area, least, true);
        if apart.len() <= room { apart } else { close }
    }

    /// Returns how many lines `rows` leave out.
    #[must_use]
    pub fn left_out(&self, rows: &[BriefRow<'_>]) -> usize {
        let shown = |index: &usize| rows.iter().any(|row| row.line == *index);
        (0..self.lines.len()).filter(|index| !shown(index)).count()
    }

    fn rows_of(&self, area: Area, least: u8, apart: bool) -> Vec<BriefRow<'_>> {
        let width = area.width.saturating_sub(LABEL + 4).max(1);
        let how = Wrap { width, first_indent: 0, next_indent: 0, keep_breaks: false };
        let mut rows: Vec<BriefRow<'_>> = Vec::new();
        let mut last = "";
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| line.weight >= least) {
            let new = last != line.label;
            if new && apart && !last.is_empty() {
                rows.push(BriefRow { line: usize::MAX, role: line.role, label: "", text: String::new() });
            }
            last = &line.label;
            let spans = wrap(&line.text, how);
            let cut = spans.len() > MOST_ROWS;
            for (row, span) in spans.iter().take(MOST_ROWS).enumerate() {
                let label = if new && row == 0 { line.label.as_str() } else { "" };
                let text = span.of(&line.text);
                let text = if cut && row + 1 == MOST_ROWS { cut_short(text, width) } else { text.to_owned() };
                rows.push(BriefRow { line: index, role: line.role, label, text });
            }
        }
        rows
    }

    /// Goes from line to line, or scrolls, in `area`; says whether `action` did.
    pub(crate) fn motion(&mut self, action: Action, area: Area) -> bool {
        let height = area.height.saturating_sub(2).max(1);
        let rows = self.rows(area);
        let last = rows.len().saturating_sub(height);
        if let Some(chosen) = self.chosen {
            let mut stops: Vec<usize> = rows.iter().map(|row| row.line).filter(|line| self.leads(*line)).collect();
            stops.dedup();
            let at = stops.iter().position(|line| *line == chosen).unwrap_or(0);
            let to = match action {
                Action::Down => at + 1,
                Action::Up => at.saturating_sub(1),
                Action::PageDown | Action::HalfPageDown | Action::Bottom => stops.len(),
                Action::PageUp | Action::HalfPageUp | Action::Top => 0,
                _ => return false,
            };
            self.chosen = stops.get(to.min(stops.len().saturating_sub(1))).copied().or(Some(chosen));
            return true;
        }
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

    fn leads(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.to.is_some())
    }

    /// Returns where the line under the cursor leads.
    #[must_use]
    pub fn leads_to(&self) -> Option<(Side, usize)> {
        self.lines.get(self.chosen?)?.to
    }

    /// Returns all of it as plain lines.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        let mut last = "";
        for line in &self.lines {
            let label = if line.label == last { "" } else { line.label.as_str() };
            last = &line.label;
            out.push_str(&format!("{label:LABEL$}{}\n", cells::one_line(&line.text)));
        }
        out
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
    /// Where it leads: a side and a byte of its text.
    pub to: Option<(Side, usize)>,
    /// How much it weighs, 0 to [`BriefLine::MOST_WEIGHT`]: what weighs least goes where there is no room for all.
    pub weight: u8,
}

impl BriefLine {
    /// The weight of what is always told.
    pub const MOST_WEIGHT: u8 = 9;

    /// Makes a line that is always told and leads nowhere.
    #[must_use]
    pub fn new(role: Role, label: &str, text: String) -> Self {
        Self { role, label: label.to_owned(), text, to: None, weight: Self::MOST_WEIGHT }
    }
}

/// Tells a problem in full: where, what, what to do.
#[must_use]
pub fn problem(problem: &Problem) -> Vec<BriefLine> {
    let line = BriefLine::new;
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
        let brief = Brief::new("", vec![BriefLine::new(Role::Text, "x", text)]);
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
