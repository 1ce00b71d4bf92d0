//! Bytes to text: which encoding, which line ends.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::bytes;

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
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DecodeError {
    /// A NUL byte, as in programs and pictures.
    #[error("looks binary (a NUL byte at offset {offset})")]
    Binary {
        /// Where the first NUL stands.
        offset: usize,
    },
}

/// Returns UTF-8 without the byte-order mark that some editors put before it.
#[must_use]
pub fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Decodes in the order BOM, NUL (binary), strict UTF-8, lossy UTF-8 if few errors, chardetng; then makes
/// CRLF, lone CR, VT, FF, NEL and U+2028 line feeds, and U+2029, which parts paragraphs, a blank line.
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

/// Decodes as [`decode`] does, but without a second copy where the bytes are UTF-8, which they nearly always are.
pub fn decode_owned(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if bytes::any(&bytes, |byte| byte == 0) || Encoding::for_bom(&bytes).is_some() {
        return decode(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: with_line_feeds(text), encoding: UTF_8.name(), replaced: 0 }),
        Err(error) => decode(error.as_bytes()),
    }
}

/// Decodes a web page: as [`decode`], but where it is not UTF-8 and the server says in `content_type` what it is, or the
/// page does near its beginning, as that.
///
/// # Errors
/// As [`decode`].
pub fn decode_page(bytes: &[u8], content_type: Option<&str>) -> Result<Decoded, DecodeError> {
    if Encoding::for_bom(bytes).is_none()
        && !bytes.contains(&0)
        && std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = content_type.and_then(|told| said(told.as_bytes())).or_else(|| said(bytes))
    {
        return Ok(read(bytes, encoding));
    }
    decode(bytes)
}

/// Bytes of a page in which it says its encoding; browsers look at 1,024, and many pages say it later.
const SAID: usize = 4096;

/// Returns the encoding that a page says it has; one that cannot have said it in these bytes is UTF-8.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(SAID))?).to_ascii_lowercase();
    let name = |rest: &str| {
        let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        let encoding = Encoding::for_label(label.as_bytes())?;
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    };
    begin.split("charset").skip(1).find_map(name)
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

/// How much of a text the guess looks at, from its first byte beyond ASCII; the detector reads about 8 MB a second.
const GUESSED: usize = 1 << 20;

/// Guesses a legacy encoding. ISO-2022-JP is denied: its shifts are escape sequences, which here are more often hostile.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let telling = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    detector.feed(bytes.get(telling..bytes.len().min(telling + GUESSED)).unwrap_or(bytes), true);
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

/// Says whether a line ends otherwise than with a line feed alone.
fn has_other_ends(bytes: &[u8]) -> bool {
    // The last bytes of the ends beyond ASCII are those of a few letters too.
    let may_be = |byte: u8| matches!(byte, 0x0B..=0x0D | 0x85 | 0xA8 | 0xA9);
    let is_end = |at: usize| {
        matches!(bytes.get(..=at), Some([.., 0xC2, 0x85] | [.., 0xE2, 0x80, 0xA8 | 0xA9] | [.., 0x0B..=0x0D]))
    };
    let Some(first) = bytes::first_block(bytes, may_be) else { return false };
    (first..bytes.len()).any(|at| bytes.get(at).is_some_and(|byte| may_be(*byte)) && is_end(at))
}

/// Makes every line end a line feed; gives the text back untouched where it has no other.
fn with_line_feeds(text: String) -> String {
    const ENDS: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !has_other_ends(text.as_bytes()) {
        return text;
    }
    let mut lines = String::with_capacity(text.len());
    let mut pieces = text.split(ENDS);
    lines.push_str(pieces.next().unwrap_or_default());
    let mut at = lines.len();
    for piece in pieces {
        let carriage_return = text.as_bytes().get(at) == Some(&b'\r');
        let crlf = carriage_return && piece.starts_with('\n');
        let paragraph = text.get(at..).is_some_and(|rest| rest.starts_with('\u{2029}'));
        if !crlf {
            lines.push_str(if paragraph { "\n\n" } else { "\n" });
        }
        lines.push_str(piece);
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8) + piece.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests fail by panicking and say what they skip")]

    use super::*;
    use proptest::prelude::*;

    fn read_as(bytes: &[u8]) -> (String, &'static str, usize) {
        let Decoded { text, encoding, replaced } = decode(bytes).unwrap();
        (text, encoding, replaced)
    }

    #[test]
    fn byte_order_marks_decide_and_vanish() {
        assert_eq!(read_as(b"\xEF\xBB\xBFBOM first\n"), ("BOM first\n".to_owned(), "UTF-8", 0));
        assert_eq!(read_as(b"\xFF\xFEh\0\xE9\0"), ("hé".to_owned(), "UTF-16LE", 0));
        assert_eq!(read_as(b"\xFE\xFF\0h\0\xE9"), ("hé".to_owned(), "UTF-16BE", 0));
        assert_eq!(read_as(b""), (String::new(), "UTF-8", 0));
    }

    #[test]
    fn a_nul_is_refused_with_its_place_in_the_file() {
        assert_eq!(decode(b"\x7FELF\x02\0\0"), Err(DecodeError::Binary { offset: 5 }));
        assert_eq!(decode(b"\xEF\xBB\xBFa\0"), Err(DecodeError::Binary { offset: 4 }));
        assert_eq!(decode(b"\xFF\xFEa\0\0\0"), Err(DecodeError::Binary { offset: 4 }));
    }

    #[test]
    fn utf8_with_a_bad_byte_stays_utf8() {
        assert_eq!(read_as("“Yes”, he\u{1}said".replace('\u{1}', " ").as_bytes()).1, "UTF-8");
        assert_eq!(read_as(b"\xE2\x80\x9CYes\xE2\x80\x9D \xFF he"), ("“Yes” \u{FFFD} he".to_owned(), "UTF-8", 1));
        assert_eq!(read_as(b"caf\xC3\xA9 \xFF").1, "UTF-8");
        assert_eq!(
            read_as("naïve “quote” cut in the middle of a dash –".as_bytes().split_last().unwrap().1).1,
            "UTF-8"
        );
    }

    #[test]
    fn windows_1252_is_told_from_damaged_utf8() {
        let bytes = b"He said \x93caf\xe9\x94 \x97 \xa35 \x85 it\x92s\n";
        assert_eq!(read_as(bytes), ("He said “café” — £5 … it’s\n".to_owned(), "windows-1252", 0));
        assert_eq!(
            read_as(b"A plain English text with one caf\xe9 in it.").0,
            "A plain English text with one café in it."
        );
        assert!(!read_as(b"BEFORE \x9b2J\x9d0;x\x9c AFTER\n").0.is_empty());
    }

    #[test]
    fn shift_jis_is_recognised() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("日本語のニュース記事です。東京都は今日\n");
        let (text, encoding, replaced) = read_as(&bytes);
        assert_eq!((text.as_str(), encoding, replaced), ("日本語のニュース記事です。東京都は今日\n", "Shift_JIS", 0));
    }

    #[test]
    fn other_alphabets_are_not_taken_for_damaged_utf8() {
        let thai = "ประเทศไทยมีประชากรมากกว่าหกสิบล้านคนและกรุงเทพเป็นเมืองหลวง";
        let russian = "Вчера в столице состоялась встреча министров иностранных дел.";
        let chinese = "昨天在首都举行了外交部长会议，会议持续了三个小时。";
        for (text, encoding) in
            [(thai, encoding_rs::WINDOWS_874), (russian, encoding_rs::WINDOWS_1251), (chinese, encoding_rs::GBK)]
        {
            assert_eq!(read_as(&encoding.encode(text).0).0, text);
        }
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        assert_eq!(
            read_as("a\r\nb\rc\n\rd\u{85}e\u{2028}f\u{2029}g\u{B}h\u{C}i\r".as_bytes()).0,
            "a\nb\nc\n\nd\ne\nf\n\ng\nh\ni\n"
        );
        assert_eq!(read_as(b"\r\n\r\n\r\r\n").0, "\n\n\n\n");
        assert_eq!(read_as(b"BEFORE approved\rREJECTED AFTER\n").0, "BEFORE approved\nREJECTED AFTER\n");
        assert_eq!(read_as(b"x").0, "x");
    }

    #[test]
    fn hostile_files_are_read_or_refused_and_shown_harmless() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/hostile");
        if !std::path::Path::new(folder).exists() {
            eprintln!("skipped: {folder} is absent");
            return;
        }
        for entry in
            walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file())
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            let decoded = decode(&std::fs::read(entry.path()).unwrap());
            assert_eq!(decoded.is_err() && !name.contains("utf8"), name == "binary-elf.bin", "{name}");
            let Ok(Decoded { text, .. }) = decoded else { continue };
            let line = super::super::cells::one_line(&text);
            assert!(
                !line.chars().any(|c| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2028}')),
                "{name}"
            );
            assert!(name == "spaces.txt" || !super::super::segment::sentences(&text).is_empty(), "{name}");
            let is_framed = line.starts_with("BEFORE ") && line.ends_with(" AFTER ");
            assert!(is_framed || !(name.starts_with("esc-") || name.starts_with("c1-")), "{name}");
        }
    }

    proptest! {
        #[test]
        fn other_line_ends_are_seen_wherever_they_stand(before in "[a-zéèà\u{2026}]{0,140}", end in "[\r\u{B}\u{C}\u{85}\u{2028}\u{2029}]", after in "[a-zé]{0,70}") {
            prop_assert!(!has_other_ends(before.as_bytes()));
            let text = format!("{before}{end}{after}");
            prop_assert!(has_other_ends(text.as_bytes()));
        }

        #[test]
        fn utf8_comes_through_but_for_its_line_ends(text in "[^\0\r\u{B}\u{C}\u{85}\u{2028}\u{2029}\u{FEFF}]{0,60}") {
            prop_assert_eq!(read_as(text.as_bytes()), (text, "UTF-8", 0));
        }

        #[test]
        fn owned_bytes_are_read_as_borrowed_ones(bytes in proptest::collection::vec(any::<u8>(), 0..20), text in any::<String>()) {
            prop_assert_eq!(decode(&bytes), decode_owned(bytes));
            prop_assert_eq!(decode(text.as_bytes()), decode_owned(text.into_bytes()));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let decoded = decode(&bytes);
            prop_assert!(decoded.is_ok() || bytes.contains(&0));
            let left = decoded.is_ok_and(|decoded| decoded.text.contains(['\r', '\u{85}', '\u{2028}']));
            prop_assert!(!left);
        }
    }
}
