//! The findings panel: tabs with counts, and a line a finding with both sides.

use super::paint::Painter;
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::{Finding, Tab};
use crate::compare::Side;
use crate::config::theme::Role;
use crate::text::cells;

/// Columns of the kind of a finding.
const KIND: usize = 12;

/// Draws the panel into its area.
pub fn draw(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    let (Some(area), Some(panel)) = (app.panel_area(), pair.looking.panel) else { return };
    painter.blank(area.x, area.y, area.width, area.height);
    painter.rule(area.x, area.y, area.width, Role::Rule);
    tabs(pair, panel.tab, area, painter);
    let rows = area.height.saturating_sub(1);
    let lines = pair.panel_lines();
    if lines.is_empty() {
        let none = match (&pair.compared, panel.tab) {
            (None, _) => "comparing …",
            (_, Tab::Quotations) => "no utterance is quoted on both sides",
            (_, Tab::Figures) => "no figures about one thing on both sides",
            (_, Tab::Names) => "nobody and nothing is named",
            (_, Tab::Lists) => "no lists of members on both sides",
            (_, Tab::OnlyHere) => "every sentence has its counterpart",
        };
        painter.text(area.x + 2, area.y + 1, area.width.saturating_sub(4), none, Role::Dim);
    }
    let top = panel.cursor.saturating_sub(rows.saturating_sub(1));
    for (row, finding) in lines.iter().skip(top).take(rows).enumerate() {
        line(finding, (area, area.y + 1 + row, top + row == panel.cursor), painter);
    }
}

fn tabs(pair: &PairScreen, chosen: Tab, area: Area, painter: &mut Painter<'_>) {
    let mut x = area.x + 2;
    for tab in Tab::ALL {
        let count = pair.compared.as_ref().map_or(0, |compared| compared.findings.of(tab).len());
        let title = format!(" {} {count} ", tab.title());
        let role = if tab == chosen { Role::Accent } else { Role::Dim };
        let wide = cells::width(&title);
        if x + wide > area.right() {
            break;
        }
        painter.text(x, area.y, wide, &title, role);
        if tab == chosen {
            painter.glyph(x, area.y, "▌", Role::Accent);
        }
        x += wide + 1;
    }
}

fn line(finding: &Finding, (area, y, selected): (Area, usize, bool), painter: &mut Painter<'_>) {
    let mut x = area.x + 2;
    painter.text(x, y, KIND - 1, &format!("{} {}", sign(finding), finding.kind), finding.role);
    x += KIND;
    let room = area.right().saturating_sub(x + 1);
    match (finding.left.at, finding.right.at) {
        (Some(_), Some(_)) => {
            let half = room.saturating_sub(3) / 2;
            painter.text(x, y, half, &finding.left.text, Role::Text);
            painter.glyph(x + half + 1, y, "│", Role::Rule);
            painter.text(x + half + 3, y, half, &finding.right.text, Role::Text);
        }
        (left, _) => {
            let (side, label) = if left.is_some() { (Side::Left, "left") } else { (Side::Right, "right") };
            painter.text(x, y, 6, label, Role::Dim);
            painter.text(x + 6, y, room.saturating_sub(6), &finding.on(side).text, Role::Text);
        }
    }
    if selected {
        painter.select(area.x, y, area.width);
    }
}

/// Returns the sign of a finding, so that its kind is told without colour.
const fn sign(finding: &Finding) -> &'static str {
    match finding.role {
        Role::Conflict => "≠",
        Role::Sure => "=",
        Role::OnlyHere => "○",
        Role::Quotation => "≈",
        _ => "·",
    }
}
