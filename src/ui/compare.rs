//! Two articles side by side, or one above the other's counterpart.

use super::marks::{self, Mark};
use super::paint::Painter;
use super::{findings, gutter, overview, page, reader, status};
use crate::app::App;
use crate::app::geometry::{Area, PairAreas};
use crate::app::pair::PairScreen;
use crate::app::pair::findings::Tab;
use crate::app::pane::Pane;
use crate::app::pane::head;
use crate::compare::{Coverage, SentenceRef, Side};
use crate::config::theme::Role;
use crate::text::cells;

/// Draws the compare screen.
pub fn draw(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    header(app, pair, painter);
    match app.pair_areas() {
        areas @ PairAreas::Beside { gutter, .. } => {
            for side in [Side::Left, Side::Right] {
                draw_side(pair, side, pair.area(areas, side), painter);
            }
            gutter::draw(pair, gutter, painter);
        }
        PairAreas::Stacked { pane, strip } => {
            draw_pane(pair, pair.focus, pane, painter);
            gutter::draw_margin(pair, Area { x: 0, width: pane.x, ..pane }, painter);
            draw_strip(app, pair, strip, painter);
        }
    }
    findings::draw(app, pair, painter);
}

fn header(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    let width = app.size.width;
    let counts = counts(pair, matches!(app.pair_areas(), PairAreas::Beside { .. }));
    let wide = cells::width(&counts);
    let title = title(pair);
    let room = width.saturating_sub(wide + 4);
    painter.text(1, 0, room, &title, Role::Heading);
    painter.text(width.saturating_sub(wide + 1), 0, wide, &counts, Role::Dim);
    painter.rule(0, 1, width, Role::Rule);
    if let PairAreas::Beside { left, right, .. } = app.pair_areas() {
        let area = if pair.focus == Side::Left { left } else { right };
        for x in area.x..area.right() {
            painter.glyph(x, 1, "━", Role::Accent);
        }
        legend(app, pair, painter);
    }
}

/// Returns the story's name where both sides name the same, else the sources.
fn title(pair: &PairScreen) -> String {
    let name = |side: Side| {
        let pane = pair.side(side)?;
        Some(pane.entry.meta.source.as_deref().map_or_else(|| head::name(&pane.entry.origin), str::to_owned))
    };
    let story = |side: Side| pair.side(side).and_then(|pane| pane.entry.meta.story.as_deref());
    match (story(Side::Left), story(Side::Right)) {
        (Some(left), Some(right)) if left == right => left.to_owned(),
        _ => {
            let of = |side| name(side).unwrap_or_else(|| head::name(&pair.slot(side).origin));
            format!("{} | {}", of(Side::Left), of(Side::Right))
        }
    }
}

fn counts(pair: &PairScreen, beside: bool) -> String {
    let Some(compared) = &pair.compared else { return String::new() };
    let shared = compared.blocks.blocks().len();
    if !beside {
        return format!("{shared} shared");
    }
    let none = |only: &[crate::compare::OnlyHere]| only.iter().filter(|o| o.state == Coverage::None).count();
    let only = (none(&compared.comparison.only_left), none(&compared.comparison.only_right));
    let quotations = compared.findings.of(Tab::Quotations).len();
    let conflicts = compared.findings.conflicts();
    let mut parts = vec![format!("{shared} shared")];
    if quotations > 0 {
        parts.push(if quotations == 1 { "1 quotation".to_owned() } else { format!("{quotations} quotations") });
    }
    if conflicts > 0 {
        parts.push(if conflicts == 1 { "1 conflict".to_owned() } else { format!("{conflicts} conflicts") });
    }
    parts.push(format!("{} | {} only here", only.0, only.1));
    parts.join("   ")
}

/// Says what the signs mean, on the rule under the header, where there is room.
fn legend(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    const SIGNS: [(&str, &str, Role); 5] = [
        ("◆", "pinned", Role::Sure),
        ("┃", "sure", Role::Sure),
        ("│", "likely", Role::Likely),
        ("○", "only here", Role::OnlyHere),
        ("≠", "conflict", Role::Conflict),
    ];
    let pins = pair.compared.as_ref().is_some_and(|compared| compared.comparison.matches.iter().any(|m| m.pinned));
    let signs = SIGNS.get(usize::from(!pins)..).unwrap_or_default();
    let wide: usize = signs.iter().map(|(_, word, _)| 2 + cells::width(word) + 2).sum();
    let PairAreas::Beside { right, .. } = app.pair_areas() else { return };
    // The sign of a pin may reach over the gutter.
    let gutter = if pins { 8 } else { 0 };
    if right.width + gutter < wide + 2 {
        return;
    }
    let mut x = app.size.width - wide - 1;
    painter.blank(x - 1, 1, wide, 1);
    for &(sign, word, role) in signs {
        painter.glyph(x, 1, sign, role);
        x += 2 + painter.text(x + 2, 1, 12, word, Role::Dim) + 2;
    }
}

fn draw_side(pair: &PairScreen, side: Side, area: Area, painter: &mut Painter<'_>) {
    draw_pane(pair, side, area, painter);
    let Some(pane) = pair.side(side) else { return };
    let x = if side == Side::Left { area.x.saturating_sub(2) } else { area.right() + 1 };
    overview::draw(pane, pair.compared.as_deref(), side, (x, area), painter);
    draw_other_cursor(pair, side, pane, area, painter);
}

/// Points at the row of the cursor that keys do not move, where it is not the counterpart that is marked anyway: a pin
/// would tie its sentence.
fn draw_other_cursor(pair: &PairScreen, side: Side, pane: &Pane, area: Area, painter: &mut Painter<'_>) {
    let told = pair.locked && !pair.current_counterparts().is_empty();
    if side == pair.focus || told || pair.compared.is_none() {
        return;
    }
    let Some(row) = pane.screen_row(pane.current_span().start).or_else(|| pane.cursor_row()) else { return };
    match side {
        Side::Left => painter.glyph(area.x.saturating_sub(1), area.y + row, "▸", Role::Dim),
        Side::Right => painter.glyph(area.right(), area.y + row, "◂", Role::Dim),
    }
}

fn draw_pane(pair: &PairScreen, side: Side, area: Area, painter: &mut Painter<'_>) {
    match pair.side(side) {
        Some(pane) => page::draw(pane, (area, pair.is_beside()), &marks_of(pair, side, pane), painter),
        None => reader::waiting(pair.slot(side), area, painter),
    }
}

/// On the focused side the sentence under the cursor is marked, on the other its counterparts.
fn marks_of(pair: &PairScreen, side: Side, pane: &Pane) -> Vec<Mark> {
    let mut marks = Vec::new();
    if side == pair.focus {
        marks.extend(marks::cursor(pane));
    } else {
        let span = |at: SentenceRef| pane.span_of(at).map(|span| Mark { span, role: Role::Cursor });
        marks.extend(pair.current_counterparts().into_iter().filter_map(span));
    }
    if let Some(compared) = &pair.compared {
        marks.extend(compared.findings.marks(side, pane.in_view(), pair.looking.layers));
    }
    marks
}

/// The strip under a lone pane: the counterpart of its current sentence.
fn draw_strip(app: &App, pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    painter.rule(0, area.y, app.size.width, Role::Rule);
    let other = pair.focus.other();
    let Some(pane) = pair.side(other) else { return };
    let words = app.config.settings.reader.words_per_minute;
    let matched = pair.current_match().map_or_else(String::new, |m| format!(" · {}", status::how_sure(m)));
    let label = format!(" {}{matched} ", head::masthead(&pane.entry, words));
    painter.text(area.x, area.y, area.width, &label, Role::Kicker);
    if pair.strip.is_empty() {
        let none = if pair.compared.is_some() { "no counterpart of this sentence" } else { "comparing …" };
        painter.text(area.x, area.y + 1, area.width, none, Role::Dim);
    }
    if pair.strip_is_cut {
        painter.glyph(area.right(), area.y + area.height - 1, "…", Role::Dim);
    }
    for (row, span) in pair.strip.iter().enumerate().take(area.height.saturating_sub(1)) {
        let run = page::Run { text: &pane.article.text, span: *span, base: Role::Text, marks: &[] };
        page::run(&run, area.x, area.y + 1 + row, area.right(), painter);
    }
}
