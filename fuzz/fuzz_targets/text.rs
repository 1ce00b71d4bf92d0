//! Laws of texts: what is shown, folded, found, wrapped and cut, each with the way back to the raw bytes.
#![no_main]

use diptych::text::cells::{cells, one_line, sanitize, truncate, width};
use diptych::text::find::find_all;
use diptych::text::fold::{Form, fold, form_of};
use diptych::text::scalars::{byte_offset, scalar_offset};
use diptych::text::segment::{sentences, words};
use diptych::text::wrap::{Wrap, wrap};
use diptych::text::{Span, span::floor_boundary};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((control, rest)) = bytes.split_first_chunk::<4>() else { return };
    let text = String::from_utf8_lossy(rest);
    shown(&text, usize::from(control[0] % 32));
    wrapped(&text, *control);
    folded(&text);
    found(&text, control[2], control[3]);
    cut(&text);
});

/// The cells tile the text, nothing shown can act on a terminal, and widths add up.
fn shown(text: &str, columns: usize) {
    let mut at = 0;
    for cell in cells(text) {
        assert_eq!(cell.raw.start, at, "a gap or an overlap");
        assert!(cell.raw.end > at);
        assert_eq!(cell.display.is_empty(), cell.width == 0);
        assert!(!cell.display.chars().any(acts), "{:?} of {:?}", cell.display, cell.raw.of(text));
        at = cell.raw.end;
    }
    assert_eq!(at, text.len());
    let line = one_line(text);
    assert_eq!(width(text), width(&line), "what is shown is as wide as it was said to be");
    assert_eq!(one_line(&line), line, "what is fit to be shown is shown as it is");
    assert!(width(&truncate(text, columns, "…")) <= columns);
    let sanitized = sanitize(text);
    assert!(sanitized.offsets.is_sorted());
    assert!(
        sanitized
            .offsets
            .iter()
            .all(|(shown, raw)| sanitized.display.is_char_boundary(*shown) && text.is_char_boundary(*raw))
    );
    assert!(!sanitized.display.chars().any(|c| c != '\n' && acts(c)));
}

/// Says whether a terminal may do something else than draw `c`.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Rows ascend and fit, and leave out white space only.
fn wrapped(text: &str, control: [u8; 4]) {
    let [columns, first, next, keep] = control.map(usize::from);
    let how =
        Wrap { width: columns % 40 + 1, first_indent: first % 8, next_indent: next % 8, keep_breaks: keep % 2 == 0 };
    let mut end = 0;
    for (number, row) in wrap(text, how).into_iter().enumerate() {
        let between = text.get(end..row.start).expect("rows ascend, on boundaries");
        assert!(between.chars().all(char::is_whitespace), "{between:?} is in no row");
        let indent = if number == 0 { how.first_indent } else { how.next_indent };
        let room = how.width.saturating_sub(indent).max(1);
        let words = text.get(row.start..row.end).expect("a row is a part of the text");
        assert!(width(words) <= room || cells(words).filter(|cell| cell.width > 0).count() == 1, "{words:?} in {room}");
        assert!(!how.keep_breaks || !words.contains('\n'));
        end = row.end;
    }
    assert!(text.get(end..).is_some_and(|rest| rest.chars().all(char::is_whitespace)));
}

/// Folding twice is folding once, and every place of the fold leads back in order.
fn folded(text: &str) {
    for form in [Form::PRINTED, Form::TYPED, Form::LOWER, Form::BARE, Form::PLAIN] {
        let folded = fold(text, form);
        assert_eq!(folded.text(), form_of(text, form), "{form:?}: with the way back and without");
        assert_eq!(form_of(folded.text(), form), folded.text(), "{form:?}: once more");
        let (mut start, mut end) = (0, 0);
        for (at, c) in folded.text().char_indices() {
            let own = Span::new(at, at + c.len_utf8());
            let raw = folded.raw(own);
            assert!(text.get(raw.start..raw.end).is_some_and(|raw| !raw.is_empty()), "{c:?} comes from {raw:?}");
            assert!(raw.start >= start && raw.end >= end, "{form:?}: {raw:?} after {start}..{end}");
            let again = folded.folded(raw);
            assert!(
                again.start <= own.start && own.end <= again.end,
                "{form:?}: {own:?} leads to {raw:?} and {again:?}"
            );
            (start, end) = (raw.start, raw.end);
        }
    }
}

/// Hits are parts of the text, disjoint and ascending, and a word of the text is found in it.
fn found(text: &str, from: u8, length: u8) {
    let start = floor_boundary(text, usize::from(from));
    let piece = text.get(start..floor_boundary(text, start + usize::from(length % 16))).unwrap_or("");
    let hits = find_all(text, piece, 100);
    assert!(hits.len() <= 100 && hits.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(hits.iter().all(|hit| text.get(hit.start..hit.end).is_some_and(|hit| !hit.is_empty())));
    if !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_alphanumeric()) {
        assert!(!hits.is_empty(), "{piece:?} stands in the text");
    }
}

/// Sentences and words ascend; sentences leave out white space only.
fn cut(text: &str) {
    let mut end = 0;
    for sentence in sentences(text) {
        assert!(text.get(end..sentence.start).is_some_and(|gap| gap.chars().all(char::is_whitespace)));
        assert!(!sentence.of(text).is_empty() && sentence.of(text).trim() == sentence.of(text));
        end = sentence.end;
    }
    assert!(text.get(end..).is_some_and(|rest| rest.chars().all(char::is_whitespace)));
    let words = words(text);
    assert!(words.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(words.iter().all(|word| word.of(text).contains(char::is_alphanumeric)));
    for offset in [0, end / 2, end, text.len()].map(|at| floor_boundary(text, at)) {
        assert_eq!(byte_offset(text, scalar_offset(text, offset)), offset);
    }
}
