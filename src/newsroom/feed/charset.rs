//! Which letters the bytes of a feed are: by its byte-order mark, what the server says, what the declaration says, else by
//! the project's own order.
//!
//! What is said is believed only where the bytes bear it out: servers say `iso-8859-1` of everything, and templates say
//! `utf-8` over a database that is not.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Fault, Faults};
use crate::text::decode::{DecodeError, decode};

/// Bytes in which a declaration says its encoding.
const DECLARED: usize = 512;

/// Decodes a feed. Characters that no XML may hold are left in.
pub(in crate::newsroom) fn text(
    bytes: &[u8],
    content_type: Option<&str>,
    faults: &mut Faults,
) -> Result<String, DecodeError> {
    if let Some(text) = wide(bytes) {
        return Ok(text);
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let unmarked = if marked.is_none() { sniffed(bytes) } else { None };
    let header = content_type.and_then(charset).map(str::to_owned);
    let declared = declaration(bytes);
    // What many servers say of everything goes after what the feed says of itself.
    let by_habit = header.as_deref().and_then(named) == Some(WINDOWS_1252);
    let said = [header.as_deref().filter(|_| !by_habit), declared.as_deref(), header.as_deref()].into_iter().flatten();
    let known = said.filter_map(|label| Some((label, named(label)?)));
    let candidates = marked.or(unmarked).map(|it| (it.name(), it)).into_iter().chain(known);
    let mut wrong = None;
    for (label, encoding) in candidates {
        // A declaration in single bytes is not in double ones.
        let encoding = if marked.or(unmarked).is_none() && is_wide(encoding) { UTF_8 } else { encoding };
        match sound(bytes, encoding) {
            Some(text) => {
                wrong.into_iter().for_each(|label| faults.add(Fault::Encoding(label)));
                return Ok(text);
            }
            None => wrong = wrong.or_else(|| Some(label.to_owned())),
        }
    }
    wrong.into_iter().for_each(|label| faults.add(Fault::Encoding(label)));
    if let Some(encoding) = marked.or(unmarked).filter(|it| is_wide(it)) {
        faults.add(Fault::Malformed);
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    // A NUL in single bytes is damage here, not a program: the declaration was read.
    let cleaned: Vec<u8>;
    let bytes = if declared.is_some() && bytes.contains(&0) {
        faults.add(Fault::Malformed);
        cleaned = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        &cleaned
    } else {
        bytes
    };
    let decoded = decode(bytes)?;
    if decoded.replaced > 0 {
        faults.add(Fault::Malformed);
    }
    Ok(decoded.text)
}

fn is_wide(encoding: &Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Decodes where every byte is a letter in `encoding`; nothing else.
fn sound(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    // Any byte is a letter of these: what is plain UTF-8 as well was named by habit.
    let is_habit = encoding == WINDOWS_1252 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    (!malformed && !is_habit && !bytes.contains(&0) || !malformed && is_wide(encoding)).then(|| text.into_owned())
}

/// Finds an encoding by its name, or by what it is called besides.
fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    let alias = match label.as_str() {
        "u8" | "utf" | "utf_8" => "utf-8",
        "u16" | "utf_16" => "utf-16",
        "cp936" | "hz" => "gbk",
        "cp932" | "ms932" => "shift_jis",
        "cp949" | "uhc" => "euc-kr",
        "cp950" => "big5",
        "mac-roman" | "macroman" => "macintosh",
        other => other,
    };
    Encoding::for_label(alias.as_bytes())
}

/// Returns the `charset` of a media type.
fn charset(content_type: &str) -> Option<&str> {
    let value = content_type.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    });
    value.filter(|value| !value.is_empty())
}

/// Returns the encoding of an XML declaration, wherever near the beginning it stands.
fn declaration(bytes: &[u8]) -> Option<String> {
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(DECLARED))?).replace('\0', "");
    let (_, after) = begin.split_once("<?xml")?;
    let (declaration, _) = after.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    Some(value.strip_prefix(mark)?.split_once(mark)?.0.trim().to_owned())
}

/// Tells UTF-16 without a mark by its first character, which is `<`.
fn sniffed(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        [0, b'<', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Decodes UTF-32, which the Encoding Standard does not know, by its mark or its first character.
fn wide(bytes: &[u8]) -> Option<String> {
    let order: fn([u8; 4]) -> u32 = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [b'<', 0, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] => u32::from_be_bytes,
        _ => return None,
    };
    let units = bytes.as_chunks().0.iter().map(|unit| order(*unit));
    Some(units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).filter(|c| *c != '\u{feff}').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], header: Option<&str>) -> (String, usize) {
        let mut faults = Faults::default();
        let text = text(bytes, header, &mut faults).unwrap_or_default();
        (text.chars().filter(|c| !c.is_ascii()).collect(), faults.told.len())
    }

    #[test]
    fn the_first_who_tells_the_truth_is_believed() {
        let of = |said: &str, letter: &[u8]| {
            [format!("<?xml version='1.0' encoding='{said}'?><a>").as_bytes(), letter, b"</a>"].concat()
        };
        for (bytes, header, letters, faults) in [
            (of("utf-8", "é".as_bytes()), None, "é", 0),
            (of("iso-8859-1", b"\xe9"), None, "é", 0),
            (of("iso-8859-1", "é".as_bytes()), None, "é", 1),
            (of("utf-8", b"caf\xe9"), None, "é", 1),
            (of("utf-8", b"\xe3"), Some("text/xml; charset=koi8-r"), "Ц", 0),
            (of("utf-8", "é".as_bytes()), Some("text/xml;charset=\"us-ascii\""), "é", 0),
            (of("koi8-r", b"\xe3"), Some("text/xml; charset=ISO-8859-1"), "Ц", 0),
            (of("bogus", "é".as_bytes()), None, "é", 0),
            (of("utf-16", "é".as_bytes()), None, "é", 0),
            (of("euc-kr", b"\xb3\xe2"), None, "년", 0),
        ] {
            assert_eq!(read(&bytes, header), (letters.to_owned(), faults), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn wide_letters_are_told_with_and_without_a_mark() {
        let text = "<a>é</a>";
        let two: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let four: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        for bytes in [two.clone(), [b"\xfe\xff".to_vec(), two].concat(), four.clone()] {
            assert_eq!(read(&bytes, None), ("é".to_owned(), 0), "{bytes:?}");
        }
        assert_eq!(read(&[b"\xff\xfe\0\0".to_vec(), four].concat(), None).0, "é");
    }
}
