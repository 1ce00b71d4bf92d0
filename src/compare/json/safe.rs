//! JSON that is safe to print: what could act on a terminal is escaped, and reads back the same.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::bytes;

/// Writes compactly, escaping invisible characters beyond what JSON demands.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Names of members and plain words, which is nearly all.
        if !bytes::any(fragment.as_bytes(), |byte| byte >= 0x7f) {
            return CompactFormatter.write_string_fragment(writer, fragment);
        }
        let mut units = [0; 2];
        for piece in fragment.split_inclusive(acts) {
            let plain = piece.trim_end_matches(acts);
            CompactFormatter.write_string_fragment(writer, plain)?;
            if let Some(c) = piece.chars().next_back().filter(|&c| acts(c)) {
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// Says whether a terminal may act on `c` or hide it: controls, line separators, and the format characters of Unicode.
const fn acts(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Writes `value` as one line of JSON in which no character can act on a terminal.
///
/// # Errors
/// What the value's own `Serialize` reports.
pub fn to_safe_json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Safe))?;
    String::from_utf8(bytes).map_err(|e| serde::ser::Error::custom(e.utf8_error()))
}
