//! Laws of articles: any bytes are decoded and read, paragraphs tile the text, and spans lie on boundaries.
#![no_main]

mod laws;

use diptych::article::import::{Format, import, outline};
use diptych::text::decode::{decode, decode_owned};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let decoded = decode(bytes);
    assert_eq!(decoded, decode_owned(bytes.to_vec()), "both ways of decoding are one");
    let Ok(decoded) = decoded else {
        assert!(bytes.contains(&0), "only a NUL is refused");
        return;
    };
    assert!(!decoded.text.contains(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']), "line ends are LF");
    for format in [Format::Plain, Format::Markdown] {
        let (article, flaws) = import(&decoded.text, format);
        laws::tiles(&article);
        laws::flaws_lie_in(&decoded.text, &flaws);
        let (outlined, same) = outline(&decoded.text, format);
        assert_eq!((outlined.text, outlined.meta, same), (article.text.clone(), article.meta.clone(), flaws));
        assert!(article.first_words(40).chars().count() <= 40);
        let words: usize = article.text.split_whitespace().count();
        assert!(article.story_words() <= words);
        for offset in (0..=article.text.len()).step_by(article.text.len() / 7 + 1) {
            let paragraph = article.paragraphs.get(article.paragraph_at(offset));
            assert!(paragraph.is_none_or(|p| p.span.start <= offset));
        }
    }
});
