//! Links that the terminal itself follows (OSC 8), put into cells so that they never outlive what they stand on.
//!
//! A run of words in one style becomes one cell that opens the link, writes the words and closes it; the cells that it
//! covers are left out of what is sent. They differ from plain cells, so that a link that goes away is written over as
//! a whole. An address comes here only as `library::url` made it: printable ASCII, http or https.
//!
//! <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};

use crate::text::cells;

/// Longer addresses are dropped by terminals (VTE keeps 2,083 bytes).
const LONGEST: usize = 2048;

/// Words on the screen that lead somewhere.
#[derive(Debug)]
pub(super) struct LinkedRun {
    x: u16,
    y: u16,
    symbols: Vec<String>,
    url: String,
}

impl LinkedRun {
    /// Takes the `columns` cells from column `x` of row `y` as they stand; none where the address is not sound.
    pub(super) fn of(buffer: &Buffer, (x, y, columns): (usize, usize, usize), url: &str) -> Option<Self> {
        let sound = url.len() <= LONGEST && url.bytes().all(|byte| byte.is_ascii_graphic());
        let symbol = |x: usize| buffer.cell((x as u16, y as u16)).map(|cell| cell.symbol().to_owned());
        let symbols = (x..x + columns).map(symbol).collect::<Option<Vec<_>>>()?;
        (sound && columns > 0).then(|| Self { x: x as u16, y: y as u16, symbols, url: url.to_owned() })
    }
}

/// Makes a link of a run, if nothing was drawn over it: a cell for each stretch of one style.
pub(super) fn join(buffer: &mut Buffer, run: &LinkedRun) {
    let at = |index: usize| (run.x + index as u16, run.y);
    let same = |(index, symbol): (usize, &String)| buffer.cell(at(index)).is_some_and(|cell| cell.symbol() == symbol);
    if !run.symbols.iter().enumerate().all(same) {
        return;
    }
    let mut start = 0;
    while start < run.symbols.len() {
        let style = buffer.cell(at(start)).map(|cell| cell.style());
        let mut end = start;
        let mut words = String::new();
        while end < run.symbols.len() && buffer.cell(at(end)).map(|cell| cell.style()) == style {
            let symbol = run.symbols.get(end).map_or(" ", String::as_str);
            words.push_str(symbol);
            // A wide letter stands in the cell after it, too.
            end += cells::width(symbol).max(1);
        }
        let end = end.min(run.symbols.len());
        write(buffer, (run.x + start as u16, run.y, end - start), &words, &run.url);
        start = end;
    }
}

fn write(buffer: &mut Buffer, (x, y, columns): (u16, u16, usize), words: &str, url: &str) {
    let Some(width) = u16::try_from(columns).ok().and_then(NonZeroU16::new) else { return };
    for covered in x + 1..x + width.get() {
        if let Some(cell) = buffer.cell_mut((covered, y)) {
            cell.set_diff_option(CellDiffOption::Skip);
        }
    }
    if let Some(cell) = buffer.cell_mut((x, y)) {
        // The same address is one link, over the ends of rows too.
        let id = url.bytes().fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte));
        cell.set_symbol(&format!("\u{1b}]8;id={id:x};{url}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\"));
        cell.set_diff_option(CellDiffOption::ForcedWidth(width));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};

    use super::*;

    const URL: &str = "https://a.example/x";

    fn buffer(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, text, Style::default());
        buffer
    }

    fn linked(text: &str, x: usize, columns: usize) -> Buffer {
        let mut buffer = buffer(text);
        let run = LinkedRun::of(&buffer, (x, 0, columns), URL).unwrap();
        join(&mut buffer, &run);
        buffer
    }

    /// What is sent to get from one buffer to the other: column and symbol.
    fn sent(from: &Buffer, to: &Buffer) -> Vec<(u16, String)> {
        from.diff(to).into_iter().map(|(x, _, cell)| (x, cell.symbol().to_owned())).collect()
    }

    #[test]
    fn a_link_is_opened_written_and_closed_in_one_cell() {
        let sent = sent(&buffer(""), &linked("see the quay now", 4, 8));
        let link = sent.iter().find(|(x, _)| *x == 4).map(|(_, symbol)| symbol.as_str()).unwrap();
        assert!(link.starts_with("\u{1b}]8;id=") && link.contains(";https://a.example/x\u{1b}\\the quay\u{1b}]8;;"));
        assert!(sent.iter().all(|(x, _)| !(5..12).contains(x)), "{sent:?}");
        assert_eq!(sent.iter().filter(|(_, symbol)| symbol.contains('\u{1b}')).count(), 1);
    }

    #[test]
    fn what_a_link_covered_is_written_anew_when_it_goes() {
        let (with, without) = (linked("see the quay now", 4, 8), buffer("see the quay now"));
        let columns: Vec<u16> = sent(&with, &without).into_iter().map(|(x, _)| x).collect();
        assert_eq!(columns, (4..12).collect::<Vec<_>>());
        assert!(sent(&with, &with.clone()).is_empty());
        let moved = linked("see the quay now", 8, 4);
        let columns: Vec<u16> = sent(&with, &moved).into_iter().map(|(x, _)| x).collect();
        assert_eq!(columns, [4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_link_in_two_styles_is_two_cells_and_wide_letters_keep_their_columns() {
        let mut buffer = buffer("日本 quay");
        buffer.set_style(Rect::new(5, 0, 4, 1), Style::default().add_modifier(Modifier::BOLD));
        let run = LinkedRun::of(&buffer, (0, 0, 9), URL).unwrap();
        join(&mut buffer, &run);
        let sent = sent(&Buffer::empty(buffer.area), &buffer);
        let links: Vec<(u16, bool)> = sent.iter().map(|(x, symbol)| (*x, symbol.contains("日本 \u{1b}"))).collect();
        assert_eq!(links, [(0, true), (5, false)]);
    }

    #[test]
    fn what_was_drawn_over_and_what_is_no_sound_address_is_no_link() {
        let mut over = buffer("see the quay now");
        let run = LinkedRun::of(&over, (4, 0, 8), URL).unwrap();
        over.set_string(6, 0, "│", Style::default());
        let plain = over.clone();
        join(&mut over, &run);
        assert_eq!(over, plain);
        assert!(LinkedRun::of(&over, (0, 0, 3), "https://a/\u{1b}]8;;b").is_none());
        assert!(LinkedRun::of(&over, (0, 0, 3), &format!("https://a/{}", "x".repeat(3000))).is_none());
        assert!(LinkedRun::of(&over, (18, 0, 8), URL).is_none());
    }
}
