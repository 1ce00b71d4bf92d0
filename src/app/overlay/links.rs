//! The links of a text, numbered, each with its address in full: chosen by number or cursor, opened, copied.

use crate::app::core::geometry::{self, Area, Size};
use crate::app::pane::Pane;
use crate::app::pane::links::TextLink;
use crate::config::action::Action;
use crate::library::url::Url;
use crate::text::wrap::{Wrap, wrap};

/// Rows of an address; a longer one is cut, and asked about before it is opened.
const MOST_ROWS: usize = 6;

/// The links of a text.
#[derive(Clone, Debug)]
pub struct Links {
    /// The links in the order of the text.
    pub listed: Vec<Listed>,
    /// The one under the cursor.
    pub chosen: usize,
    /// The first row shown.
    pub top: usize,
    /// The digits typed of a number.
    typed: usize,
}

/// A link as it is listed.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The linked words, not sanitised; empty where they are the address.
    pub words: String,
    /// The address in its normal form, or as it is written where it may not be opened; not sanitised.
    pub address: String,
    /// The address to open, or why it is not opened.
    pub opens: Result<Url, String>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The link that it is of.
    pub link: usize,
    /// Whether it is the link's first.
    pub first: bool,
    /// Whether it is of the address.
    pub address: bool,
    /// Whether more of the address is not shown.
    pub cut: bool,
    /// What it says, not sanitised.
    pub text: String,
}

impl Links {
    /// Lists the links of the text in `pane`, with the cursor on the first at or after the pane's.
    #[must_use]
    pub fn of(pane: &Pane) -> Option<Self> {
        let found = pane.links();
        let here = pane.current_span().start;
        let chosen = found.iter().position(|link| link.span.end > here).unwrap_or(0);
        let listed: Vec<_> = found.into_iter().map(|link| Listed::of(link, pane)).collect();
        (!listed.is_empty()).then_some(Self { listed, chosen, top: 0, typed: 0 })
    }

    /// Returns where the list stands: no higher than it needs to be.
    #[must_use]
    pub fn area(&self, size: Size) -> Area {
        let most = geometry::brief(size);
        let width = self.room(most);
        let mut height = 2;
        for link in 0..self.listed.len() {
            height += self.rows_of(link, width).len();
            if height >= most.height {
                return most;
            }
        }
        Area { height, ..most }
    }

    /// Returns the columns of the numbers.
    #[must_use]
    pub fn digits(&self) -> usize {
        self.listed.len().to_string().len()
    }

    /// Returns the columns of words and addresses in `area`.
    #[must_use]
    pub fn room(&self, area: Area) -> usize {
        area.width.saturating_sub(self.digits() + 6).max(1)
    }

    /// Lays a link out in `width` columns.
    #[must_use]
    pub fn rows_of(&self, link: usize, width: usize) -> Vec<LinkRow> {
        let Some(listed) = self.listed.get(link) else { return Vec::new() };
        let how = Wrap { width, first_indent: 0, next_indent: 0, keep_breaks: false };
        let row = |text: &str, address, cut| LinkRow { link, first: false, address, cut, text: text.to_owned() };
        let mut rows: Vec<LinkRow> =
            wrap(&listed.words, how).iter().take(2).map(|span| row(span.of(&listed.words), false, false)).collect();
        let spans = wrap(&listed.address, how);
        let cut = |index| index + 1 == MOST_ROWS && spans.len() > MOST_ROWS;
        let address = spans.iter().take(MOST_ROWS).enumerate();
        rows.extend(address.map(|(index, span)| row(span.of(&listed.address), true, cut(index))));
        rows.extend(listed.opens.as_ref().err().map(|why| row(&format!("not opened: {why}"), false, false)));
        rows.first_mut().into_iter().for_each(|row| row.first = true);
        rows
    }

    /// Returns the rows in view in `area`, its frame included.
    #[must_use]
    pub fn rows(&self, area: Area) -> Vec<LinkRow> {
        let (width, height) = (self.room(area), area.height.saturating_sub(2));
        let rows = (self.top..self.listed.len()).flat_map(|link| self.rows_of(link, width));
        rows.take(height).collect()
    }

    /// Puts the cursor on a link and scrolls as little as need be.
    pub fn choose(&mut self, link: usize, area: Area) {
        self.chosen = link.min(self.listed.len().saturating_sub(1));
        self.top = self.top.min(self.chosen);
        let (width, height) = (self.room(area), area.height.saturating_sub(2));
        let mut above = self.rows_of(self.chosen, width).len();
        let mut first = self.chosen;
        while first > self.top {
            above += self.rows_of(first - 1, width).len();
            if above > height {
                self.top = first;
                return;
            }
            first -= 1;
        }
    }

    /// Goes from link to link; says whether `action` did.
    pub(crate) fn motion(&mut self, action: Action, area: Area) -> bool {
        let page = (area.height / 4).max(1);
        let to = match action {
            Action::Down => self.chosen + 1,
            Action::Up => self.chosen.saturating_sub(1),
            Action::PageDown | Action::HalfPageDown => self.chosen + page,
            Action::PageUp | Action::HalfPageUp => self.chosen.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => usize::MAX,
            _ => return false,
        };
        self.typed = 0;
        self.choose(to, area);
        true
    }

    /// Takes a digit of a number and goes to the link that it names so far; says whether no further digit can follow.
    pub fn digit(&mut self, digit: usize, area: Area) -> bool {
        let number = self.typed.saturating_mul(10) + digit;
        if !(1..=self.listed.len()).contains(&number) {
            self.typed = 0;
            return false;
        }
        self.choose(number - 1, area);
        let complete = number.saturating_mul(10) > self.listed.len();
        self.typed = if complete { 0 } else { number };
        complete
    }

    /// Returns the link under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&Listed> {
        self.listed.get(self.chosen)
    }

    /// Says whether the address under the cursor stands whole on the screen.
    #[must_use]
    pub fn is_whole(&self, area: Area) -> bool {
        self.rows_of(self.chosen, self.room(area)).iter().all(|row| !row.cut)
    }
}

impl Listed {
    fn of(link: TextLink, pane: &Pane) -> Self {
        let words = link.span.of(&pane.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let address = link.address.as_ref().map_or_else(|_| link.written.clone(), Url::to_string);
        let is_address = [address.as_str(), link.written.as_str()].contains(&words.as_str());
        Self { words: if is_address { String::new() } else { words }, address, opens: link.address }
    }
}
