//! Laws of anchors: an untouched text gives a passage back where it was, an edited one never a place that it has not.
#![no_main]

use diptych::article::Article;
use diptych::article::anchor::locate::{Locator, State};
use diptych::article::anchor::{Anchor, Finder};
use diptych::article::import::{Format, import};
use diptych::text::{Span, span::floor_boundary};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((control, rest)) = bytes.split_first_chunk::<6>() else { return };
    let text = String::from_utf8_lossy(rest);
    let (article, _) = import(&text, Format::Plain);
    let span = passage(&article.text, control[0], control[1]);
    let anchor = Anchor::of_span(&article, span);
    assert_eq!(anchor.exact, span.of(&article.text));
    let here = Locator::new(&article).locate(&anchor);
    if span.of(&article.text).chars().any(char::is_alphanumeric) {
        assert_eq!(here.state, State::Exact, "{anchor:?}");
        assert!(here.span.is_some_and(|found| overlaps(found, span)), "{:?} is not {span:?}", here.span);
    }
    is_sound(&article, &anchor);
    let edited = edit(&text, &control[2..]);
    is_sound(&import(&edited, Format::Plain).0, &anchor);
    for (index, paragraph) in article.paragraphs.iter().enumerate().take(3) {
        for sentence in 0..paragraph.sentences.len().min(3) {
            let anchor = Anchor::of(&article, index, sentence).expect("there is such a sentence");
            let found = Finder::new(&article).find(&anchor);
            assert!(found.is_none_or(|(p, s)| !article.sentence(p, s).is_empty()));
        }
    }
});

fn passage(text: &str, from: u8, length: u8) -> Span {
    let start = floor_boundary(text, usize::from(from) * text.len() / 256);
    Span::new(start, floor_boundary(text, start + usize::from(length)))
}

fn overlaps(found: Span, wanted: Span) -> bool {
    found.overlaps(wanted) || found == wanted
}

/// Takes some bytes out of the text, and puts some of its own bytes in elsewhere.
fn edit(text: &str, control: &[u8]) -> String {
    let [from, length, to, copied] = [0, 1, 2, 3].map(|n| control.get(n).copied().unwrap_or(0));
    let cut = passage(text, from, length);
    let mut edited = [&text[..cut.start], &text[cut.end..]].concat();
    let at = floor_boundary(&edited, usize::from(to) * edited.len() / 256);
    edited.insert_str(at, passage(text, copied, length / 2).of(text));
    edited
}

/// Where a passage is said to be, the text has a place, and the state agrees with what is told.
fn is_sound(article: &Article, anchor: &Anchor) {
    let text = &article.text;
    let located = Locator::new(article).locate(anchor);
    let fits = |span: Span| span.start <= span.end && text.get(span.start..span.end).is_some();
    assert!(located.span.is_none_or(fits), "{located:?}");
    assert_eq!(located.span.is_some(), located.state <= State::Fuzzy, "{located:?}");
    assert!(located.candidates.len() <= 5 && located.candidates.iter().all(|c| fits(c.span)), "{located:?}");
    assert!(located.candidates.iter().all(|c| (0.0..=1.0).contains(&c.score)), "{located:?}");
    assert!(located.state > State::Moved || located.candidates.is_empty(), "{located:?}");
    assert!(located.state != State::Ambiguous || located.candidates.len() > 1, "{located:?}");
    assert_eq!(located, Locator::new(article).locate(anchor), "the same question has the same answer");
}
