//! The list of findings above the texts: tabs with counts on a rule, and a line a finding with both sides.

use super::paint::Painter;
use crate::app::core::marked::sign_role;
use crate::app::geometry::Area;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::{Finding, QUOTED, Tab};
use crate::compare::{Side, Sign};
use crate::config::theme::Role;
use crate::text::cells;

/// Columns of a sign and the space before and after it.
const SIGN: usize = 3;

/// Lines that are measured for the width of the first column: checks are fewer, and what else is listed is of few kinds.
const MEASURED: usize = 256;

/// Draws tabs, list and the rule under it.
pub fn draw(pair: &PairScreen, painter: &mut Painter<'_>) {
    let area = pair.list_area();
    painter.rule(0, area.y - 1, area.width, Role::Rule);
    tabs(pair, area.y - 1, area.width, painter);
    if area.height == 0 {
        return;
    }
    painter.rule(0, area.y + area.height, area.width, Role::Rule);
    let tab = pair.looking.tab;
    let lines = pair.lines();
    if lines.is_empty() {
        painter.text(SIGN, area.y, area.width.saturating_sub(SIGN + 1), empty(pair), Role::Dim);
    }
    let cursor = pair.looking.cursor(tab);
    let top = pair.first_line();
    let shown = || lines.iter().skip(top).take(area.height);
    let rulings = shown().map(|finding| cells::width(&ruling(finding, area.width))).max().unwrap_or(0);
    let rulings = rulings.min(area.width / 4);
    // Of more lines than are in view, so that nothing jumps where the list scrolls.
    let most = area.width / 4;
    let about = lines.iter().take(MEASURED).map(|line| cells::width(&about(line, most)).min(most)).max().unwrap_or(0);
    for (row, finding) in shown().enumerate() {
        line(finding, (about, rulings), (area, area.y + row), painter);
        if top + row == cursor {
            if pair.looking.in_list {
                painter.select(0, area.y + row, area.width);
            } else {
                // The cursor went on in the text: this is where the list was left.
                let role = if pair.is_at_line() { Role::Accent } else { Role::Dim };
                painter.glyph(0, area.y + row, "▌", role);
            }
        }
    }
}

/// Says on the rule under the list how much more there is, and in which order.
pub fn draw_rest(pair: &PairScreen, painter: &mut Painter<'_>) {
    let area = pair.list_area();
    if area.height == 0 || pair.lines().is_empty() {
        return;
    }
    let below = pair.lines().len().saturating_sub(pair.first_line() + area.height);
    let more = (below > 0).then(|| format!("{below} more"));
    let order = pair.order().filter(|_| pair.lines().len() > 1).map(str::to_owned);
    let told = more.into_iter().chain(order).collect::<Vec<_>>().join(" · ");
    if !told.is_empty() {
        let told = format!(" {told} ");
        painter.text(SIGN, area.y + area.height, (area.width / 3).max(cells::width(&told)), &told, Role::Dim);
    }
}

/// Says why a tab has no line.
fn empty(pair: &PairScreen) -> &'static str {
    match (&pair.compared, pair.looking.tab) {
        (None, _) => "comparing …",
        (_, Tab::Checks) if pair.looking.open_only => "every check has a ruling",
        (_, Tab::Checks) => "nothing to check: no figure, quotation, list or name was found to differ",
        (_, Tab::Shared) => "no passage of one side was found on the other",
        (_, Tab::Quotations) => "no utterance is quoted on both sides",
        (_, Tab::Figures) => "no figures about one thing on both sides",
        (_, Tab::Names) => "nobody and nothing is named",
        (_, Tab::Lists) => "no lists of members on both sides",
        (_, Tab::OnlyHere) => "for every sentence something was found on the other side",
        (_, Tab::Partly) => "no sentence is in part, or perhaps, on the other side",
    }
}

/// Draws the tabs that fit; the one with disagreements has their colour.
fn tabs(pair: &PairScreen, y: usize, width: usize, painter: &mut Painter<'_>) {
    let disagree = pair.compared.as_ref().is_some_and(|compared| compared.findings.disagree());
    let tabs = pair.tabs(width);
    painter.text(tabs.width, y, cells::width(&tabs.ruled), &tabs.ruled, Role::Dim);
    if tabs.before {
        painter.text(0, y, 2, "…", Role::Dim);
    }
    if tabs.after {
        painter.text(tabs.width.saturating_sub(1), y, 1, "…", Role::Dim);
    }
    for (tab, x, title) in &tabs.shown {
        let chosen = *tab == pair.looking.tab;
        let role = match (chosen, *tab == Tab::Checks && disagree) {
            (_, true) => Role::Conflict,
            (true, _) => Role::Accent,
            (false, _) => Role::Dim,
        };
        painter.label(*x, y, cells::width(title), title, role);
        if chosen {
            painter.glyph(*x, y, "▌", Role::Accent);
        }
    }
}

/// Says what a finding is about; where that does not fit in `most` columns, without what its words tell anyway.
fn about(finding: &Finding, most: usize) -> String {
    let about = cells::one_line(&finding.about);
    let short = about.strip_suffix(QUOTED).filter(|_| cells::width(&about) > most);
    short.unwrap_or(&about).to_owned()
}

/// Draws a line: what it is about, in `wide` columns, what each side says, and what the reader ruled, in `rulings`.
fn line(finding: &Finding, (wide, rulings): (usize, usize), (area, y): (Area, usize), painter: &mut Painter<'_>) {
    // What is ruled on is done: it stays legible, and leaves the eye to what is open.
    let done = finding.ruling.is_some();
    let words = if done { Role::Dim } else { Role::Text };
    if let Some(sign) = finding.sign {
        painter.glyph(1, y, sign.glyph(), if done { Role::Dim } else { sign_role(sign, false) });
    }
    let role = match finding.sign {
        _ if done => Role::Dim,
        Some(Sign::Differs) => Role::Strong,
        Some(Sign::Look | Sign::Subject) => Role::Text,
        _ => finding.role,
    };
    painter.text(SIGN, y, wide, &about(finding, wide), role);
    let x = SIGN + wide + 2;
    let ruled = if rulings > 0 { rulings + 1 } else { 0 };
    painter.text(area.width.saturating_sub(ruled), y, rulings, &ruling(finding, area.width), Role::Accent);
    let room = area.width.saturating_sub(x + 1 + ruled);
    match (finding.left.at, finding.right.at) {
        (Some(_), Some(_)) => {
            let half = room.saturating_sub(3) / 2;
            painter.text(x, y, half, &finding.left.text, words);
            painter.glyph(x + half + 1, y, "│", Role::Rule);
            painter.text(x + half + 3, y, half, &finding.right.text, words);
        }
        (left, _) => {
            let (side, label) = if left.is_some() { (Side::Left, "left") } else { (Side::Right, "right") };
            painter.text(x, y, 6, label, Role::Dim);
            painter.text(x + 6, y, room.saturating_sub(6), &finding.on(side).text, words);
        }
    }
}

/// Says what the reader ruled, with the words where there is room, else that there are some; empty where nothing was
/// ruled.
fn ruling(finding: &Finding, width: usize) -> String {
    let Some(ruling) = &finding.ruling else { return String::new() };
    match (width, ruling.text.is_empty()) {
        (..80, _) => "✓".to_owned(),
        (_, true) => format!("✓ {}", ruling.kind.words()),
        (80..160, false) => format!("✓ {} ✎", ruling.kind.words()),
        _ => format!("✓ {}: {}", ruling.kind.words(), cells::one_line(&ruling.text)),
    }
}
