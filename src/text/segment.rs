//! Sentences and words, as Unicode has them, with the merges that news needs.
//!
//! Sentences follow the shape of UAX #29 (a stop, closing marks, white space, then the decision) but decide by what
//! newspapers print: abbreviations, initials, attributions after a quoted question, elisions. One walk from left to
//! right with bounded looks to both sides, so that a paragraph of a million characters takes linear time.

mod context;
mod words;
mod words_of_news;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::fold::{Form, fold};
use context::{Stop, ends_sentence};

/// Returns the sentences of one paragraph, in order, without the white space around them; none for blank text.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let printed = fold(paragraph, Form::PRINTED);
    let spans = sentences_of(printed.text());
    if printed.is_raw() {
        return spans;
    }
    // What is not seen between two sentences goes with the former.
    let begins: Vec<usize> =
        spans.iter().skip(1).map(|span| printed.raw(*span).start).chain([paragraph.len()]).collect();
    let mut start = skip_space(paragraph, 0);
    let whole = begins.into_iter().map(|end| {
        let part = Span::new(start, end);
        start = end;
        Span::new(part.start, part.start + part.of(paragraph).trim_end().len())
    });
    whole.filter(|span| !span.is_empty()).collect()
}

/// Returns the sentences of a paragraph in its printed form.
fn sentences_of(paragraph: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut start, mut at) = (skip_space(paragraph, 0), 0);
    // Marks without a word after them belong to the last sentence.
    let last_word = paragraph.rfind(char::is_alphanumeric).unwrap_or(0);
    while let Some(stop) = Stop::find(paragraph, at) {
        at = stop.end;
        if stop.end <= last_word && ends_sentence(paragraph, start, stop) {
            spans.push(Span::new(start, stop.end));
            start = skip_space(paragraph, stop.end);
            at = start;
        }
    }
    let end = paragraph.trim_end().len();
    if start < end {
        spans.push(Span::new(start, end));
    }
    spans
}

/// Returns where the white space that starts at `at` ends.
fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start().len()
}

/// Returns the words (runs with a letter or a digit) of `text`, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Span> {
    words::western_words(text).unwrap_or_else(|| all_words(text))
}

/// Returns the words of a text in any script.
fn all_words(text: &str) -> Vec<Span> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = 0;
    for piece in pieces(text) {
        words.extend(piece.unicode_word_indices().map(|(at, word)| Span::new(start + at, start + at + word.len())));
        start += piece.len();
    }
    words
}

/// Splits `text` before spaces that the rules of UAX #29 do not look across, those before an ASCII character: pieces of
/// ASCII are split into words several times as fast, and a curly quotation mark costs only its own piece that.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let (bytes, mut start) = (text.as_bytes(), 0);
    let ascii_from = bytes.iter().rposition(|b| !b.is_ascii()).map_or(0, |at| at + 1);
    std::iter::from_fn(move || {
        let cut =
            |at: &usize| bytes.get(at - 1) == Some(&b' ') && bytes.get(*at).is_some_and(|b| b.is_ascii() && *b != b' ');
        let end = if start < ascii_from { (start + 1..text.len()).find(cut) } else { None };
        let end = end.unwrap_or(text.len());
        let piece = text.get(start..end).filter(|piece| !piece.is_empty());
        start = end;
        piece
    })
}

/// Counts the words of `text` without listing them: in Chinese or Japanese a list is longer than the text.
#[must_use]
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// Counts the words of `text`, up to `most` of them: whoever asks whether there are a few need not have all counted.
#[must_use]
pub fn count_words_to(text: &str, most: usize) -> usize {
    text.unicode_words().take(most).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "a wrong boundary should fail the test")]

    use super::*;
    use proptest::prelude::*;

    /// Paragraphs with `|` where a sentence must end and nowhere else.
    const CASES: &[&str] = &[
        "The ministers met.|They agreed on nothing.",
        "One sentence without a stop",
        // Abbreviated countries and places.
        "The U.S. President arrived on Monday.|He left at noon.",
        "The singer settled in the U.S.|Orrin's first record sold well.",
        "It was read in the U.S. Senate's hall.",
        "It was made in the U.S.|He bought it anyway.",
        "Troops left the U.S. Army base near Doral.",
        "Envoys of the U.N. Security Council met.|The U.N. said so.",
        "She moved to Washington, D.C.|The house was small.",
        "A storm hit Tampa, Fla., and Mobile, Ala., on Friday.",
        "The D.C. Circuit ruled.",
        "She moved to Washington, D.C.|Orrin's house was small.",
        "They met in Tampa, Fla.|Rescue crews came from Albany, N.Y.|Ruiz paid.",
        "The Washington, D.C. Mayor and the Tampa, Fla. Police Department agreed.",
        "The U.S. Senate and George W. Bush agreed with J. D. Orr.",
        "She saw Acme, Inc. Chairman Orr.",
        "It was George, J. Orr and others.",
        "They blamed Orr (D-N.Y.) ― for giving way.|He said nothing.",
        "It bars goods from the U.S. — effectively a ban.|Nobody knew.",
        "Ruiz, then-Rep. Ada Park and ex-Gov. Lee voted.|Others did not.",
        "It was over.|— Ada Park, on Friday",
        // Months, titles, initials.
        "The vote is set for Jan. 12 in Lima.|A second follows on Feb. 3.",
        "It began in Sept.|The rains came late.",
        "Gen. Smith met Sen. Ruiz and Lt. Col. Ada Park.|Neither spoke.",
        "Mr. and Mrs. Okafor, Dr. Lee and Prof. Ito spoke.",
        "The St. Louis mayor and the Ft. Worth mayor agreed.",
        "Sens. Vale (R-Fla.) and Orr (D-Ky.) objected.|Others did not.",
        "Senator Joseph I. Orrin met Ada Park.|Neither spoke.",
        "So said Joseph and I.|Nobody knew.",
        "Vice President J. D. Vance and George W. Bush met.",
        "The J.P. Morgan building stood empty.",
        "Acme Corp. said on Friday that Beta Inc. Chairman Ana Ruiz would go.",
        "He works for Acme Inc.|The firm is old.",
        "John Doe Jr. and John Doe Sr.|Both men left.",
        // Numbers.
        "Prices rose 3.5 percent.|Wages rose 2.1 percent to $17,000.50.",
        "He is No. 5 on the list.|Nos. 6 and 7 are women.",
        "Would he sign?|No.|He would not.",
        "It was over in 2024.|Twelve people stayed.",
        "The toll rose.|12 people died.",
        "1. The first point is simple.|It ends here.",
        // Hours.
        "The bus leaves at 5 p.m. Friday from the square.",
        "It opens at 9 a.m. Eastern time.|It closes at 5 p.m. EST.",
        "Shots were heard at 5 p.m.|Police came at once.",
        "It began at 9 a.m. and ended at 4 p.m. local time.",
        // Addresses of the web.
        "See www.example.com.|It has all.",
        "Visit https://example.com/a.b?c=d&e=F.g for more.|Thanks.",
        "Node.js and crates.io are names.",
        // Quotations.
        "“It’s over.”|He left.",
        "\"It's over.\"|He left.",
        "“We came.|We saw.|We left,” he said.|Nobody laughed.",
        "“Why?” she asked.|“Because!” he cried.",
        "“Why?” Trump asked.|Nobody knew.",
        "“Is it true?” Ms. Adeyemi said on Friday.",
        "“Will you go?”|The crowd grew silent.",
        "Pew!|Right into the living room,” he said.",
        "“… It’s coming through the port,” he said.",
        "“… [if] they sign, we win,” she said.|He nodded.",
        "“They agreed … [if] the price falls … to pay,” he said.",
        "He spoke on Friday.|“[W]e are done,” he said.",
        "He spoke on Friday.|“[t]he work is done,” he said.",
        "“I just…”|The senator stopped.",
        // Numbers of footnotes.
        "The wall fell.[1]|He left.[2][b]|Nobody came.[12]",
        "He spoke.|“He said.[We] agree,” she said.",
        "He said: ‘It is done.’|She agreed.",
        "(He had left by then.)|She stayed.",
        "He left (see below.) and came back.",
        "„Es ist vorbei.“|Er ging.",
        "«C’est fini.»|Il partit.",
        "« C’est fini. »|Il partit.",
        // Ellipses.
        "I think… well, no.|Yes.",
        "I think... well, no.|Yes.",
        "We tried . . . and failed.|So be it.",
        "We lost. ...|We won.",
        "He waited….|Then he left.",
        "Nobody knew…|They went home.",
        // Loud stops.
        "What?!|No!!!|Really?",
        "Yahoo! said it would buy Jeopardy! and others.",
        "Stop!|Go home.",
        // White space and pasting.
        "The first line\ngoes on.\nThe second starts. => The first line\ngoes on.|The second starts.",
        "It was over.The second was not. => It was over.|The second was not.",
        "Mr.\u{A0}Ruiz met Gen.\u{A0}Park.|They spoke.",
        // Other scripts.
        "今日は雨です。|明日は晴れる！|本当？",
        "彼は「行く。」と言った。|皆が笑った。",
        "東京は雨です。大阪は？晴れ！ => 東京は雨です。|大阪は？|晴れ！",
        "他说：“你好。”|我笑了。",
        "هل تعلم؟|نعم.|لا شيء.",
        "यह पहला है।|यह दूसरा है।",
        "Это всё.|Он ушёл.",
        "¿Vienes?|¡Claro!|Vamos.",
    ];

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let mut wrong = String::new();
        for case in CASES {
            let (text, marked) = match case.split_once(" => ") {
                Some((text, marked)) => (text.to_owned(), marked),
                None => (case.replace('|', " "), *case),
            };
            let got: Vec<&str> = split(&text).iter().flat_map(|got| [*got, "|"]).collect();
            let got = got.concat();
            if got.trim_end_matches('|') != marked {
                wrong.push_str(&format!("{marked}\n    {got}\n"));
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    #[test]
    fn blank_paragraphs_have_no_sentences() {
        assert!(sentences("").is_empty());
        assert!(sentences(" \n\u{A0}\u{3000}").is_empty());
    }

    #[test]
    fn long_paragraphs_are_parted() {
        // Quadratic time would take minutes; `benches/growth.rs` says how it grows.
        for piece in [
            "a",
            ".",
            ". ",
            ".) ",
            ".”",
            ".\u{200B}",
            "… ",
            "A. ",
            "U.S. ",
            "a.B",
            "! \u{300}",
            ". (",
            "“",
            ". —",
            "。",
            "1. ",
        ] {
            let text = piece.repeat(250_000 / piece.len());
            assert!(sentences(&text).len() <= text.len());
            assert!(sentences(&format!(".{text}")).len() <= text.len());
        }
    }

    #[test]
    fn words_keep_apostrophes_and_numbers_whole() {
        let text = "It isn’t Trump's $17,000 — or 3.5%, in Nouméa’s well-known café…";
        let words: Vec<&str> = words(text).into_iter().map(|span| span.of(text)).collect();
        let want = ["It", "isn’t", "Trump's", "17,000", "or", "3.5", "in", "Nouméa’s", "well", "known", "café"];
        assert_eq!(words, want);
    }

    proptest! {
        #[test]
        fn words_are_those_of_unicode(
            text in "([A-Za-z0-9]{1,3}|[ .,:'_’“”é日か\u{A0}\u{300}\u{345}\u{200D}\u{1F468}\u{1F1E9}]|  ){0,40}",
            western in "([a-zA-Z0-9é_×÷]{1,3}|[ \n\r\t\u{a0}]|[.,:;'’‘“”…—–\\[\\]*&%/-]){0,40}",
        ) {
            let of = |text: &str| -> Vec<_> { text.unicode_word_indices().map(|(at, w)| Span::new(at, at + w.len())).collect() };
            prop_assert_eq!(words(&western), of(&western));
            let all: Vec<_> = text.unicode_word_indices().map(|(at, w)| Span::new(at, at + w.len())).collect();
            prop_assert_eq!(words(&text), all);
        }

        #[test]
        fn sentences_ascend_are_trimmed_and_cover_all_that_is_not_white(
            text in "([A-Za-zé日]{1,4}|[.!?…。]|[ \n\u{A0}]|[“”\"’)(\\[\\]]|U\\.S\\.|\\. |[0-9\u{300}\u{200B}\u{1F468}]){0,40}",
        ) {
            let mut end = 0;
            for span in sentences(&text) {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(text[end..span.start].chars().all(char::is_whitespace));
                prop_assert_eq!(span.of(&text).trim(), span.of(&text));
                end = span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }

        #[test]
        fn any_text_can_be_segmented(text in any::<String>()) {
            prop_assert!(sentences(&text).iter().all(|span| !span.of(&text).is_empty()));
            prop_assert_eq!(words(&text).len(), count_words(&text));
            prop_assert!(words(&text).iter().all(|span| span.of(&text).chars().any(char::is_alphanumeric)));
        }
    }
}
