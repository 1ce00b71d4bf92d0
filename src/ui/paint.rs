//! A painter: writes sanitised text and glyphs in theme roles, and knows their ASCII stand-ins.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::{Colour, Role, RoleStyle, Theme};
use crate::text::cells;
use crate::ui::hyperlink::{self, LinkedRun};

/// Writes on a buffer.
pub struct Painter<'b> {
    buffer: &'b mut Buffer,
    theme: &'b Theme,
    ascii: bool,
    links: bool,
    /// What was written with an address behind it.
    linked: Vec<LinkedRun>,
}

impl<'b> Painter<'b> {
    /// Makes a painter for `buffer`.
    #[must_use]
    pub const fn new(buffer: &'b mut Buffer, theme: &'b Theme, ascii: bool) -> Self {
        Self { buffer, theme, ascii, links: false, linked: Vec::new() }
    }

    /// Lets the terminal follow links, or not.
    #[must_use]
    pub const fn with_links(mut self, links: bool) -> Self {
        self.links = links;
        self
    }

    /// Says whether the terminal follows links.
    #[must_use]
    pub const fn links(&self) -> bool {
        self.links
    }

    /// Returns the columns and rows of the buffer.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (usize::from(self.buffer.area.width), usize::from(self.buffer.area.height))
    }

    /// Fills everything with the style of plain text.
    pub fn clear(&mut self) {
        let style = self.style(Role::Text);
        self.buffer.set_style(self.buffer.area, style);
    }

    /// Returns the style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        style(self.theme.style(role))
    }

    /// Lays the styles of `roles` over each other, the last on top.
    #[must_use]
    pub fn styles(&self, roles: &[Role]) -> Style {
        roles.iter().fold(Style::default(), |style, role| style.patch(self.style(*role)))
    }

    /// Writes sanitised `text` in at most `columns`, cut with an ellipsis; returns the columns used.
    pub fn text(&mut self, x: usize, y: usize, columns: usize, text: &str, role: Role) -> usize {
        let style = self.style(role);
        self.styled(x, y, columns, text, style)
    }

    /// Writes as [`Painter::text`] what is no text of an article: an underline says nothing there.
    pub fn label(&mut self, x: usize, y: usize, columns: usize, text: &str, role: Role) -> usize {
        let style = self.style(role).remove_modifier(Modifier::UNDERLINED);
        self.styled(x, y, columns, text, style)
    }

    /// Writes as [`Painter::text`], in a style.
    pub fn styled(&mut self, x: usize, y: usize, columns: usize, text: &str, style: Style) -> usize {
        let cut = cells::truncate(text, columns, if self.ascii { "..." } else { "…" });
        let mut at = x;
        for cell in cells::cells(&cut) {
            at += self.cell(at, y, self.own(&cell.display), style, x + columns);
        }
        at - x
    }

    /// Writes one sanitised grapheme that ends before column `limit`; returns the columns used.
    pub fn cell(&mut self, x: usize, y: usize, display: &str, style: Style, limit: usize) -> usize {
        let (width, height) = self.size();
        let limit = limit.min(width);
        if y >= height || x >= limit {
            return 0;
        }
        let (end, _) = self.buffer.set_stringn(x as u16, y as u16, display, limit - x, style);
        usize::from(end) - x
    }

    /// Remembers that `columns` cells of row `y` are words that lead to `url`.
    pub fn link(&mut self, x: usize, y: usize, columns: usize, url: &str) {
        self.linked.extend(LinkedRun::of(self.buffer, (x, y, columns), url));
    }

    /// Makes links of what was written with an address behind it and is still in view; the last that is drawn.
    pub fn join_links(&mut self) {
        for run in std::mem::take(&mut self.linked) {
            hyperlink::join(self.buffer, &run);
        }
    }

    /// Writes one of our own glyphs, or its ASCII stand-in.
    pub fn glyph(&mut self, x: usize, y: usize, glyph: &str, role: Role) {
        // A line that is underlined becomes a ladder.
        let style = self.style(role).remove_modifier(Modifier::UNDERLINED);
        let (width, _) = self.size();
        self.cell(x, y, self.own(glyph), style, width);
    }

    /// Returns what is drawn for a glyph of our own; the text of an article never comes through here.
    pub fn own<'g>(&self, glyph: &'g str) -> &'g str {
        if self.ascii { ascii(glyph) } else { glyph }
    }

    /// Draws a horizontal rule.
    pub fn rule(&mut self, x: usize, y: usize, columns: usize, role: Role) {
        for x in x..x + columns {
            self.glyph(x, y, "─", role);
        }
    }

    /// Lays the style of `role` over a rectangle.
    pub fn shade(&mut self, x: usize, y: usize, columns: usize, rows: usize, role: Role) {
        let area = Rect { x: x as u16, y: y as u16, width: columns as u16, height: rows as u16 };
        let style = self.style(role);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Marks a row as the one under the cursor: a band over what is written there and a bar before it.
    pub fn select(&mut self, x: usize, y: usize, columns: usize) {
        self.shade(x, y, columns, 1, Role::Cursor);
        self.glyph(x, y, "▌", Role::Accent);
    }

    /// Empties a rectangle.
    pub fn blank(&mut self, x: usize, y: usize, columns: usize, rows: usize) {
        let area = Rect { x: x as u16, y: y as u16, width: columns as u16, height: rows as u16 };
        let style = self.style(Role::Text);
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}

/// Turns a theme's style into ratatui's.
#[must_use]
pub fn style(role: RoleStyle) -> Style {
    let mut style = Style { fg: role.fg.map(colour), bg: role.bg.map(colour), ..Style::default() };
    let modifiers = [
        (role.bold, Modifier::BOLD),
        (role.dim, Modifier::DIM),
        (role.italic, Modifier::ITALIC),
        (role.underline, Modifier::UNDERLINED),
        (role.reverse, Modifier::REVERSED),
        (role.strike, Modifier::CROSSED_OUT),
    ];
    for (_, modifier) in modifiers.iter().filter(|(on, _)| *on) {
        style = style.add_modifier(*modifier);
    }
    style
}

const fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Indexed(index) => Color::Indexed(index),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

/// Returns what stands for one of our glyphs where only ASCII is wanted; letters of the text stay as they are.
fn ascii(glyph: &str) -> &str {
    match glyph {
        "─" | "╌" | "–" | "—" => "-",
        "━" => "=",
        "…" => ".",
        "┃" => "#",
        "│" => "|",
        "╎" | "┊" => ":",
        "┐" | "┘" | "┌" | "└" | "├" | "┤" | "┼" | "┬" | "┴" | "╰" | "╯" | "╭" | "╮" | "┓" | "┛" | "┏" | "┗" | "┣"
        | "┫" => "+",
        "█" | "▓" => "#",
        "▌" | "▐" | "▎" | "▏" | "▕" => "|",
        "░" | "▒" => ":",
        "●" | "•" => "*",
        "◐" => "o",
        "○" => "o",
        "◆" => "@",
        "▸" => ">",
        "◂" => "<",
        "★" => "*",
        "✎" => "n",
        "≈" => "%",
        "≠" => "!",
        "·" => "-",
        "✓" => "+",
        "↓" => "v",
        "↑" => "^",
        "→" => ">",
        "←" => "<",
        "×" => "x",
        "¶" => "#",
        "⟷" => "=",
        "↪" => ">",
        "“" | "”" => "\"",
        other => other,
    }
}
