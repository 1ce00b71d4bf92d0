//! The thin strip along each pane: the whole article, what of it is shared, and what is in view.

use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pair::compared::Compared;
use crate::app::pane::Pane;
use crate::compare::Side;
use crate::config::theme::Role;
use crate::text::Span;

/// Draws the strip of `side` in column `x`: full blocks where most is shared, half blocks where some is, dots elsewhere;
/// the part in view in the accent.
pub fn draw(pane: &Pane, compared: Option<&Compared>, side: Side, (x, area): (usize, Area), painter: &mut Painter<'_>) {
    let length = pane.article.text.len().max(1);
    let view = pane.in_view();
    for y in 0..area.height {
        let slice =
            Span::new(y * length / area.height, ((y + 1) * length / area.height).max(y * length / area.height + 1));
        let role = if view.overlaps(slice) { Role::Accent } else { Role::Rule };
        let half = match side {
            Side::Left => "▐",
            Side::Right => "▌",
        };
        let glyph = match compared.map_or(0, |compared| shared_percent(pane, compared, side, slice)) {
            50.. => "█",
            1.. => half,
            0 => "│",
        };
        painter.glyph(x, area.y + y, glyph, role);
    }
}

/// Returns how much of `slice` belongs to shared passages, in percent; long slices are sampled.
fn shared_percent(pane: &Pane, compared: &Compared, side: Side, slice: Span) -> usize {
    const SAMPLES: usize = 8;
    let step = (slice.len() / SAMPLES).max(1);
    let shared = |offset: usize| {
        let Some(at) = pane.sentence_at(offset) else { return false };
        pane.span_of(at).is_some_and(|span| span.contains(offset)) && compared.blocks.block_of(side, at).is_some()
    };
    let offsets: Vec<usize> = (0..SAMPLES).map(|i| slice.start + i * step).take_while(|o| *o < slice.end).collect();
    let hits = offsets.iter().filter(|offset| shared(**offset)).count();
    hits * 100 / offsets.len().max(1)
}
