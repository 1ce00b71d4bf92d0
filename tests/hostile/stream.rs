//! What a byte stream does to a terminal: nothing but what the program itself has to do.

/// What must not reach any sink: invisible orders to the reader's eye, not to the terminal.
pub const BIDI: &str =
    "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}";

/// What takes and gives back the terminal; each of them once in a run.
const ONCE: [&str; 9] = ["?1049h", "2J", "?2004h", "?1000h", "?1006h", "?1006l", "?1000l", "?2004l", "?1049l"];

/// Asserts that `text` has nothing but what can be seen, and line feeds where `lines` allows them.
pub fn assert_plain(name: &str, text: &str, lines: bool) {
    let hidden = |&c: &char| c.is_control() || BIDI.contains(c) || "\u{200B}\u{2028}\u{2029}\u{FEFF}\u{AD}".contains(c);
    let found = text.chars().find(|c| hidden(c) && !(lines && *c == '\n'));
    assert_eq!(found, None, "{name}: {text:?}");
}

/// Asserts that `written`, the whole of a run on the screen, holds only the program's own sequences: colours, places
/// in full (`row;columnH`), the cursor shown and hidden, and what takes and gives back the terminal, each of it once.
pub fn assert_own_sequences_alone(name: &str, written: &[u8]) {
    let text = std::str::from_utf8(written).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (mut shown, mut once) = (String::new(), Vec::new());
    let mut pieces = text.split("\x1b[");
    shown.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?')).expect("a sequence ends");
        let (parameters, rest) = piece.split_at(end);
        let action = rest.chars().next().unwrap();
        let is_place = || parameters.split(';').filter(|n| n.parse::<u16>().is_ok()).count() == 2;
        match action {
            'm' => {}
            'H' if is_place() => {}
            'h' | 'l' if parameters == "?25" => {}
            _ => once.push(format!("{parameters}{action}")),
        }
        shown.push_str(rest.get(action.len_utf8()..).unwrap());
    }
    assert_plain(name, &shown, false);
    assert!(once.iter().all(|sequence| ONCE.contains(&sequence.as_str())), "{name}: {once:?}");
    assert!(ONCE.iter().all(|own| once.iter().filter(|one| one == own).count() <= 1), "{name}: {once:?}");
}
