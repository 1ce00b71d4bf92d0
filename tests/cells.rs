//! What `text::cells` measures is what ratatui draws: every cell, written into a buffer, takes the columns it claims.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]

use diptych::text::cells;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Texts that terminals and libraries are known to count differently.
const HARD: &[&str] = &[
    "plain ASCII, and “typographic” marks – of all … kinds",
    "e\u{301}a\u{308}o\u{302}\u{323} Å å ﬁ ß",
    "漢字かなカナ한국어 ｆｕｌｌ ﾊﾝｶｸ ｶﾞﾊﾟ",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇫🇷🇩🇪🇫 ☎️ ☎︎ 1️⃣ ❤️ 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "שָׁלוֹם عَلَيْكُم \u{202E}evil\u{202C} \u{2066}iso\u{2069} \u{200F}\u{200E}",
    "क्षि தமிழ் ကမ္ဘာ สวัสดี ລາວ ខ្មែរ",
    "z̷̧̛̬̈́a̴̢̛̩̋l̵̡̛̖̂g̶̨̛̺̀o\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}",
    "\u{1b}[31m\u{7}\0\u{7f}\u{85}\u{9b}\ttab\u{b}\u{c}\r\n",
    "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}\u{34F}\u{180E}\u{3164}\u{115F}\u{1160}\u{FFA0}",
    "\u{300}\u{301} lone marks\u{20dd} \u{fe0f}\u{1f3fd} \u{ff9e}\u{ff9f}",
    "\u{a0}\u{2003}\u{3000}\u{2028}\u{2029} spaces",
    "\u{e000}\u{f8ff}\u{10fffd}\u{fffd}\u{ffff}",
];

/// Returns the columns that ratatui advances when it writes `text` on an empty row.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    usize::from(buffer.set_stringn(0, 0, text, 400, Style::default()).0)
}

/// Every cell takes its columns, and all of a row side by side take their sum.
fn measured_as_drawn(text: &str) -> Result<(), TestCaseError> {
    let mut sum = 0;
    let mut row = String::new();
    for cell in cells::cells(text) {
        prop_assert_eq!(drawn(&cell.display), cell.width, "{:?} shown as {:?}", cell.raw.of(text), cell.display);
        prop_assert!(!cell.display.chars().any(char::is_control), "{:?}", cell.display);
        if sum + cell.width <= 400 {
            sum += cell.width;
            row.push_str(&cell.display);
        }
    }
    prop_assert_eq!(drawn(&row), sum, "{:?}", row);
    Ok(())
}

#[test]
fn hard_texts_are_measured_as_ratatui_draws_them() {
    for text in HARD {
        measured_as_drawn(text).unwrap();
    }
}

#[test]
fn every_character_is_measured_as_ratatui_draws_it() {
    for c in (0..=0x3_FFFF_u32).chain(0xE_0000..=0xE_01FF).filter_map(char::from_u32) {
        let text = c.to_string();
        let wrong = cells::cells(&text).find(|cell| drawn_short(&cell.display) != cell.width);
        assert!(wrong.is_none(), "{:?} {wrong:?}", c.escape_unicode().to_string());
    }
}

/// As [`drawn`], in a small buffer: one character is never shown in more than its name.
fn drawn_short(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
    usize::from(buffer.set_stringn(0, 0, text, 12, Style::default()).0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_measured_as_ratatui_draws_it(text in "\\PC{0,40}|.{0,40}|[\\x00-\\x7f]{0,40}") {
        measured_as_drawn(&text)?;
    }

    #[test]
    fn pieces_of_hard_texts_in_any_order_are_measured_as_drawn(
        picks in proptest::collection::vec((0..HARD.len(), 0..60_usize), 1..30),
    ) {
        let text: String = picks.iter().filter_map(|(text, at)| HARD[*text].chars().nth(*at)).collect();
        measured_as_drawn(&text)?;
    }
}
