//! Bytes to text: which encoding, which line ends.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text decoded from bytes, with LF line ends and no byte-order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding's name in the Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub replaced: usize,
}

/// Why bytes are not text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// A NUL byte, as in programs and pictures.
    #[error("looks binary (a NUL byte at offset {offset})")]
    Binary {
        /// Where the first NUL stands.
        offset: usize,
    },
}

/// Decodes in the order BOM, NUL (binary), strict UTF-8, lossy UTF-8 if few errors, chardetng; then makes
/// CRLF, lone CR, VT, FF, NEL, U+2028 and U+2029 line feeds.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let (marked, body) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Some(encoding), bytes.get(mark..).unwrap_or_default()),
        None => (None, bytes),
    };
    let encoding = match marked {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            refuse_nul(wide_nul(body), bytes.len() - body.len())?;
            encoding
        }
        _ => {
            refuse_nul(nul(body), bytes.len() - body.len())?;
            if marked.is_some() || is_utf8(body) { UTF_8 } else { guess(body) }
        }
    };
    Ok(read(body, encoding))
}

/// Turns the place of a NUL into a refusal.
fn refuse_nul(found: Option<usize>, mark: usize) -> Result<(), DecodeError> {
    found.map_or(Ok(()), |offset| Err(DecodeError::Binary { offset: offset + mark }))
}

fn nul(bytes: &[u8]) -> Option<usize> {
    // `contains` is the quick search of the standard library, `position` is not.
    if bytes.contains(&0) { bytes.iter().position(|&byte| byte == 0) } else { None }
}

/// Finds U+0000 in UTF-16, where every second byte of plain English is a NUL.
fn wide_nul(bytes: &[u8]) -> Option<usize> {
    bytes.chunks_exact(2).position(|unit| unit == [0, 0]).map(|unit| unit * 2)
}

/// Says whether `bytes` are UTF-8, or were before something damaged a few of them.
///
/// The evidence for UTF-8 is the continuation bytes that stand where they must; other encodings seldom have any, Thai
/// in windows-874 the most, still fewer than errors. One error alone needs only one sequence to speak against it:
/// without any, the odd byte is `é` or a dash of windows-1252 in a plain English text.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut evidence, mut errors) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        evidence += chunk.valid().len() - chunk.valid().chars().count();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    evidence >= 2 * errors || (errors == 1 && evidence > 0)
}

/// Guesses a legacy encoding. ISO-2022-JP is denied: its shifts are escape sequences, which here are more often hostile.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn read(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = match (malformed, encoding == UTF_8) {
        (false, _) => 0,
        (true, true) => bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
        (true, false) => text.matches('\u{FFFD}').count(),
    };
    Decoded { text: with_line_feeds(text.into_owned()), encoding: encoding.name(), replaced }
}

/// Makes every line end a line feed; gives the text back untouched where it has no other.
fn with_line_feeds(text: String) -> String {
    const ENDS: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(ENDS) {
        return text;
    }
    let mut lines = String::with_capacity(text.len());
    let mut pieces = text.split(ENDS);
    lines.push_str(pieces.next().unwrap_or_default());
    let mut at = lines.len();
    for piece in pieces {
        let carriage_return = text.as_bytes().get(at) == Some(&b'\r');
        let crlf = carriage_return && piece.starts_with('\n');
        if !crlf {
            lines.push('\n');
        }
        lines.push_str(piece);
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8) + piece.len();
    }
    lines
}
