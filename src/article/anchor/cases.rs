//! Cases of finding a passage again: own ones, and those of Hypothesis' client where they lie beside the project.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests fail loudly and say what they skip")]

use unicode_normalization::UnicodeNormalization;

use super::Anchor;
use super::locate::{Located, Locator, State};
use super::myers::{Pattern, start};
use super::quote::{score, similarity};
use crate::article::import::{Format, import};
use crate::article::{Article, Paragraph};
use crate::text::{Span, segment};

/// Makes an article of `paragraphs`.
pub(super) fn article(paragraphs: &[&str]) -> Article {
    let mut article = Article::default();
    for raw in paragraphs {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(raw);
        let span = Span::new(start, article.text.len());
        let sentences = segment::sentences(raw).into_iter().map(|s| s.shift(start)).collect();
        article.paragraphs.push(Paragraph { span, sentences, ..Paragraph::default() });
    }
    article
}

/// `match-quote` of Hypothesis, of the parts that the search is made of: exact or else the fewest errors, earliest
/// start, longest match; scalars.
fn match_quote(text: &str, quote: &str, around: (&str, &str), hint: Option<usize>) -> Option<(usize, usize, f64)> {
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    let (text, quote, before, after) = (chars(text), chars(quote), chars(around.0), chars(around.1));
    let limit = (quote.len() / 2).min(256);
    let mut ends: Vec<(usize, usize)> = Vec::new();
    Pattern::new(&quote, false).ends(text.iter().copied(), false, |end, errors| ends.push((errors, end)));
    let fewest = ends.iter().map(|(errors, _)| *errors).min().filter(|errors| *errors <= limit)?;
    let side = |side: &[char], there: &[char]| match (side, there) {
        ([], _) => 1.0,
        (_, []) => 0.0,
        _ => similarity(Pattern::new(side, false).fewest(there), side.len()),
    };
    let backwards = Pattern::new(&quote, true);
    let mut best: Option<(usize, usize, f64)> = None;
    for (errors, end) in ends.into_iter().filter(|(errors, _)| *errors == fewest) {
        let from = start(&backwards, &text[..end], errors)?;
        let near = hint.map_or(1.0, |hint| 1.0 - from.abs_diff(hint) as f64 / text.len() as f64);
        let left = side(&before, &text[from.saturating_sub(before.len())..from]);
        let right = side(&after, &text[end..(end + after.len()).min(text.len())]);
        let score = score(similarity(errors, quote.len()), left, right, near);
        if best.is_none_or(|(_, _, best)| score > best) {
            best = Some((from, end, score));
        }
    }
    best
}

mod hypothesis {
    use serde_json::Value;

    use super::*;

    fn shared(name: &str) -> Option<String> {
        let path = format!("{}/../shared/anchoring/hypothesis/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).ok();
        if text.is_none() {
            eprintln!("skipped: no {path}");
        }
        text
    }

    fn text<'a>(all: &'a Value, case: &'a Value) -> &'a str {
        case["text_literal"].as_str().unwrap_or_else(|| all["texts"][case["text"].as_str().unwrap()].as_str().unwrap())
    }

    fn string<'a>(case: &'a Value, key: &str) -> &'a str {
        case[key].as_str().unwrap_or("")
    }

    #[test]
    fn all_cases_of_match_quote_pass() {
        let Some(file) = shared("match-quote-cases.json") else { return };
        let all: Value = serde_json::from_str(&file).unwrap();
        let cases = all["cases"].as_array().unwrap();
        for case in cases {
            let around = (string(case, "prefix"), string(case, "suffix"));
            let hint = case["hint"].as_u64().map(|hint| hint as usize);
            let found = match_quote(text(&all, case), string(case, "quote"), around, hint);
            let (id, expect) = (&case["id"], &case["expect"]);
            assert_eq!(found.is_none(), expect.is_null(), "{id}");
            let Some((start, end, score)) = found else { continue };
            assert_eq!(expect["start"], start, "{id}");
            assert!(expect["end"].is_null() || expect["end"] == end, "{id} {end}");
            assert!(expect["score_eq"].as_f64().is_none_or(|wanted| (wanted - score).abs() < 1e-9), "{id} {score}");
            assert!(expect["score_lt"].as_f64().is_none_or(|limit| score < limit), "{id} {score}");
            assert!(expect["score_gt"].as_f64().is_none_or(|limit| score > limit), "{id} {score}");
        }
        assert_eq!(cases.len(), 18);
    }

    #[test]
    fn worse_quotes_and_surroundings_score_lower() {
        let Some(file) = shared("match-quote-cases.json") else { return };
        let all: Value = serde_json::from_str(&file).unwrap();
        for set in all["strictly_decreasing_score"].as_array().unwrap() {
            let list = ["quotes", "prefixes", "suffixes"].map(|key| set[key].as_array());
            let scores: Vec<f64> = (0..4)
                .map(|at| {
                    let one = |list: Option<&Vec<Value>>| list.map_or("", |list| list[at].as_str().unwrap()).to_owned();
                    let [quote, before, after] = list.map(one);
                    let quote = if quote.is_empty() { string(set, "quote").to_owned() } else { quote };
                    match_quote(text(&all, set), &quote, (&before, &after), None).unwrap().2
                })
                .collect();
            assert!(scores.is_sorted_by(|a, b| a > b), "{} {scores:?}", set["id"]);
        }
    }

    #[test]
    fn every_case_is_found_in_an_article_too() {
        let Some(file) = shared("match-quote-cases.json") else { return };
        let all: Value = serde_json::from_str(&file).unwrap();
        for case in all["cases"].as_array().unwrap().iter().filter(|case| !case["quote"].as_str().unwrap().is_empty()) {
            let it = article(&[text(&all, case)]);
            let anchor = Anchor {
                exact: string(case, "quote").to_owned(),
                prefix: string(case, "prefix").to_owned(),
                suffix: string(case, "suffix").to_owned(),
                start: case["hint"].as_u64().unwrap_or(0) as usize,
                paragraph: 0,
            };
            let found = Locator::new(&it).locate(&anchor);
            let start = found.span.map(|span| crate::text::scalars::scalar_offset(&it.text, span.start));
            let first = found.candidates.first().map(|c| crate::text::scalars::scalar_offset(&it.text, c.span.start));
            let wanted = case["expect"]["start"].as_u64().map(|start| start as usize);
            assert!(start == wanted || (start.is_none() && first == wanted), "{} {found:?}", case["id"]);
        }
    }

    /// Notes on passages of a page, as the page is, with text before it and with all positions lost.
    #[test]
    fn passages_of_the_pages_are_found_again() {
        for name in ["minimal.body.txt", "wikipedia-regression-testing.body.txt"] {
            let Some(page) = shared(name) else { return };
            let it = article(&page.split("\n\n").collect::<Vec<_>>());
            let later = article(&[&["A line that was put above the page.\n\n", &page].concat()]);
            let words = segment::words(&it.text);
            for (at, word) in words.iter().enumerate().step_by(7) {
                let end = words.get(at + 11).or(words.last()).unwrap().end;
                let span = Span::new(word.start, end);
                let anchor = Anchor::of_span(&it, span);
                let found = Locator::new(&it).locate(&anchor);
                assert_eq!((found.state, found.span), (State::Exact, Some(span)), "{anchor:?}");
                let lost = Anchor { start: 0, paragraph: 0, ..anchor };
                let found = Locator::new(&later).locate(&lost);
                let words = found.span.unwrap().of(&later.text);
                assert_eq!(
                    words.split_whitespace().collect::<Vec<_>>(),
                    lost.exact.split_whitespace().collect::<Vec<_>>()
                );
                let bare = lost.prefix.trim().is_empty() && lost.suffix.trim().is_empty();
                assert_eq!(found.state, if bare { State::Moved } else { State::Exact }, "{lost:?} {found:?}");
            }
        }
    }

    /// A heading whose words stand nine times in the page, told apart by white space and the line that follows it; and
    /// a passage whose position is wrong.
    #[test]
    fn a_heading_of_common_words_is_found_by_what_follows_it() {
        let Some(page) = shared("wikipedia-regression-testing.body.txt") else { return };
        let it = article(&[&page]);
        let first = it.text.find("Regression testing").unwrap();
        let anchor = Anchor {
            exact: "Regression testing".into(),
            prefix: "\t\n\t\t\n\t\t\n\t\t\t\n\n\t\t\t\t\t\t\t\n\t\t\t\t\t\t\n\n\t\t\t".into(),
            suffix: "\n\t\t\t\t\t\t\t\t\t\n\t\t\t\t\t\t\t\t\tFrom Wikipedia, the free encycl".into(),
            start: 33,
            paragraph: 0,
        };
        let found = Locator::new(&it).locate(&anchor);
        assert_eq!((found.state, found.span.map(|span| span.start)), (State::Exact, Some(first)), "{found:?}");
    }
}

const OLD: [&str; 4] = [
    "The ferry sank off Größe Bay on Monday. Nobody was hurt, officials said.",
    "The captain said the fog had come within minutes. “We saw nothing at all,” he said — twice.",
    "Divers from three towns searched all night. Nobody was hurt, officials said.",
    "The harbour office will publish its report in March.",
];

/// Remembers the `nth` place of `words` in the old article and looks for it in `new`.
fn find(words: &str, nth: usize, new: &[&str]) -> (Located, Article) {
    let old = article(&OLD);
    let start = old.text.match_indices(words).nth(nth).unwrap().0;
    let anchor = Anchor::of_span(&old, Span::new(start, start + words.len()));
    let new = article(new);
    (Locator::new(&new).locate(&anchor), new)
}

/// Tells how and where words are found, by what stands there.
fn seen(words: &str, nth: usize, new: &[&str]) -> (State, String) {
    let (found, new) = find(words, nth, new);
    (found.state, found.span.map_or(String::new(), |span| span.of(&new.text).to_owned()))
}

fn same(state: State, words: &str) -> (State, String) {
    (state, words.to_owned())
}

const SAW: &str = "The captain said the fog had come within minutes.";

#[test]
fn an_unchanged_passage_is_exact_even_over_paragraphs() {
    for words in [
        "fog",
        "Größe Bay on Monday. Nobody",
        "officials said.\n\nDivers from",
        "nothing at all,” he said — twice.\n\n",
    ] {
        assert!(article(&OLD).text.contains(words) || words.contains("said.\n\nDivers"), "{words}");
    }
    assert_eq!(seen("fog", 0, &OLD), same(State::Exact, "fog"));
    let words = "Nobody was hurt, officials said.\n\nThe captain said";
    assert_eq!(seen(words, 0, &OLD), same(State::Exact, words));
    assert_eq!(seen("he said — twice.\n\n", 0, &OLD), same(State::Exact, "he said — twice.\n\n"));
}

#[test]
fn text_far_above_or_an_edited_neighbour_moves_nothing() {
    let above = ["A new first paragraph.", OLD[0], OLD[1], OLD[2], OLD[3]];
    assert_eq!(seen(SAW, 0, &above), same(State::Exact, SAW));
    assert_eq!(seen("three towns", 0, &above), same(State::Exact, "three towns"));
    let before = [OLD[0], OLD[1], "Boats and a helicopter came. Nobody was hurt, officials said.", OLD[3]];
    assert_eq!(seen(OLD[3], 0, &before), same(State::Exact, OLD[3]));
}

#[test]
fn the_same_words_in_other_surroundings_have_moved() {
    let new = ["Quite another beginning of it all.", SAW, "And quite another end of the story."];
    assert_eq!(seen(SAW, 0, &new), same(State::Moved, SAW));
    assert_eq!(seen("fog", 0, &["Schools in the valley stay shut.", "Thick fog fell."]), same(State::Fuzzy, "fog"));
}

#[test]
fn other_marks_dashes_and_spaces_are_the_same_words() {
    let words = "“We saw nothing at all,” he said — twice.";
    let straight =
        "The captain said the fog\nhad come within  minutes. \"We saw nothing at\u{A0}all,\" he said -- twice.";
    let (found, new) = find(words, 0, &[OLD[0], straight, OLD[2]]);
    assert_eq!(found.state, State::Exact);
    assert_eq!(found.span.unwrap().of(&new.text), "\"We saw nothing at\u{A0}all,\" he said -- twice.");
}

#[test]
fn letters_in_two_code_points_and_what_is_not_seen_are_the_same_words() {
    let apart: Vec<String> =
        OLD.iter().map(|paragraph| paragraph.nfd().collect::<String>().replace("ay", "a\u{AD}y")).collect();
    let new: Vec<&str> = apart.iter().map(String::as_str).collect();
    let (found, new) = find("Größe Bay on Monday.", 0, &new);
    assert_eq!(found.state, State::Exact);
    assert_eq!(found.span.unwrap().of(&new.text), "Gro\u{308}ße Ba\u{AD}y on Monda\u{AD}y.");
}

#[test]
fn of_equal_words_those_in_the_old_surroundings_are_found() {
    let new = ["A new paragraph.", OLD[2], OLD[3], OLD[0], OLD[1]];
    let (found, it) = find("Nobody was hurt, officials said.", 1, &new);
    assert_eq!(found.state, State::Exact);
    assert_eq!(found.span.unwrap().start, it.text.find("Nobody").unwrap());
    let (found, it) = find("Nobody was hurt, officials said.", 0, &new);
    assert_eq!(found.span.unwrap().start, it.text.rfind("Nobody").unwrap());
}

#[test]
fn equal_words_that_nothing_tells_apart_are_ambiguous() {
    let line = "Nobody was hurt, officials said.";
    let new = [
        "Rain fell on the northern hills today, and it will again.",
        line,
        "Schools are shut.",
        line,
        "So is the bank.",
    ];
    let (found, _) = find(line, 0, &new);
    assert_eq!((found.state, found.span, found.candidates.len()), (State::Ambiguous, None, 2), "{found:?}");
}

#[test]
fn edited_words_are_fuzzy_and_end_where_words_end() {
    let edited = "The captain said that a fog had come in minutes.";
    let new = [OLD[0], &OLD[1].replace(SAW, edited), OLD[2]];
    let (found, it) = find(SAW, 0, &new);
    assert_eq!((found.state, found.span.unwrap().of(&it.text)), (State::Fuzzy, edited));
    assert_eq!(found.candidates[0].span, found.span.unwrap());
    let (found, it) =
        find("three towns searched all night", 0, &[OLD[0], OLD[1], &OLD[2].replace("all night", "all nights")]);
    assert_eq!((found.state, found.span.unwrap().of(&it.text)), (State::Fuzzy, "three towns searched all nights"));
}

#[test]
fn words_edited_in_place_outdo_the_same_words_elsewhere() {
    let edited = OLD[0].replace("Nobody was hurt", "Nobody was hurt badly");
    let (found, it) = find("Nobody was hurt, officials said.", 0, &[&edited, OLD[1], OLD[2], OLD[3]]);
    assert_eq!(
        (found.state, found.span.unwrap().of(&it.text)),
        (State::Fuzzy, "Nobody was hurt badly, officials said.")
    );
}

#[test]
fn what_is_gone_is_an_orphan() {
    let (found, _) =
        find(SAW, 0, &["Rain fell on the hills.", "Schools are shut until the end of the month, the mayor wrote."]);
    assert_eq!((found.state, found.span), (State::Orphan, None), "{found:?}");
    let (found, _) = find(SAW, 0, &[]);
    assert_eq!((found.state, found.candidates.len()), (State::Orphan, 0));
}

#[test]
fn another_figure_or_a_very_short_passage_is_a_candidate_only() {
    let new = [OLD[0], OLD[1], &OLD[2].replace("three", "tree"), OLD[3]];
    let (found, it) = find("three", 0, &new);
    assert_eq!((found.state, found.span), (State::Orphan, None), "{found:?}");
    assert_eq!(found.candidates[0].span.of(&it.text), "tree");
    let old = article(&["The plan has 17 countries behind it, the minister told reporters in the capital."]);
    let new = article(&["The plan has 12 countries behind it, the minister told reporters in the capital."]);
    let anchor = Anchor::of_span(&old, Span::new(13, 25));
    assert_eq!(anchor.exact, "17 countries");
    let found = Locator::new(&new).locate(&anchor);
    assert_eq!((found.state, found.candidates[0].span.of(&new.text)), (State::Orphan, "12 countries"));
}

#[test]
fn no_words_stand_for_the_whole_article_and_blank_ones_for_nothing() {
    let it = article(&OLD);
    let found = Locator::new(&it).locate(&Anchor { start: 7, ..Anchor::default() });
    assert_eq!((found.state, found.span), (State::Exact, Some(Span::default())));
    let found = Locator::new(&it).locate(&Anchor { exact: " \n".into(), ..Anchor::default() });
    assert_eq!((found.state, found.span), (State::Orphan, None));
}

#[test]
fn a_hostile_anchor_is_no_trouble() {
    let it = article(&OLD);
    let long = "abcdefghij ".repeat(100_000);
    for exact in [long.as_str(), "a", "\u{AD}", "", SAW, "é".repeat(5000).as_str()] {
        let anchor = Anchor {
            exact: exact.to_owned(),
            prefix: long.clone(),
            suffix: "”".repeat(1000),
            start: usize::MAX,
            paragraph: usize::MAX,
        };
        let found = Locator::new(&it).locate(&anchor);
        assert!(found.span.is_none_or(|span| it.text.get(span.start..span.end).is_some()));
        assert!(found.candidates.len() <= 5);
    }
}

#[test]
fn a_passage_of_pages_is_found_by_its_ends() {
    let numbered: Vec<String> =
        (0..120).map(|n| format!("Sentence {n} is about item {} of the list.", n * 7919 % 1000)).collect();
    let old = numbered.join(" ");
    let text = article(&["A first paragraph.", &old, "A last paragraph."]);
    let anchor = Anchor::of_span(&text, text.paragraphs[1].span);
    let edited = numbered.iter().enumerate().filter(|(n, _)| n % 40 != 20).map(|(_, s)| s.as_str());
    let edited = edited.collect::<Vec<_>>().join(" ");
    let new = article(&["Something above it.", "A first paragraph.", &edited, "A last paragraph."]);
    let found = Locator::new(&new).locate(&anchor);
    assert_eq!((found.state, found.span), (State::Fuzzy, Some(new.paragraphs[2].span)));
}

/// Notes that were made when tables were lines with all their bars, and what defines links stood in the text.
#[test]
fn notes_on_tables_and_beside_them_are_found_since_tables_are_read() {
    let table = "| Port | Dead | What the harbour says |\n|:-----|-----:|-----------------------|\n\
                 | Brindisi | 14 | The count is closed since Monday |\n| Bari | 2 | Divers go on along the coast |";
    let (before, after) = ("The ports count the dead apart, as they always did.", "Nobody else counts at all.");
    let then = article(&[before, table, after, "[list]: https://post.example/list"]);
    let file = format!("{before}\n\n{table}\n\n{after}\n\n[list]: https://post.example/list\n");
    let now = import(&file, Format::Markdown).0;
    let cases = [
        (before, before, State::Exact),
        (after, after, State::Exact),
        ("The count is closed since Monday", "The count is closed since Monday", State::Exact),
        ("| Bari | 2 | Divers go on along the coast |", "Bari | 2 | Divers go on along the coast", State::Fuzzy),
        (table, now.paragraph_text(1), State::Fuzzy),
    ];
    for (was, is, worst) in cases {
        let at = then.text.find(was).unwrap();
        let found = Locator::new(&now).locate(&Anchor::of_span(&then, Span::new(at, at + was.len())));
        // Where words are like the remembered ones, what stands around them may be taken along.
        let bare = |text: &str| text.trim_matches(['.', ' ', '|', '\n']).to_owned();
        assert_eq!(found.span.map(|span| bare(span.of(&now.text))), Some(bare(is)), "{was}: {found:?}");
        assert!(found.state <= worst, "{was}: {found:?}");
    }
}

/// A run of one sign is like itself at every place, and all these places overlap: together they are one.
#[test]
fn places_that_overlap_are_no_choice() {
    let text = |run: usize, inside: usize, tail: &str| {
        let (run, inside, rest) = ("\u{0}".repeat(run), "\u{0}".repeat(inside), "\u{11}".repeat(132));
        format!(
            "\u{8}\u{fffd}@*Eight telescopes, four  0{run}\u{10} 0\u{10}\u{8}\u{fffd}@*Eigh{inside}t telescopes, f{rest}{tail}"
        )
    };
    for (start, left, inside) in [(73, 63, 16), (73, 65, 16), (73, 60, 20), (70, 63, 16)] {
        for tail in ["our continents, north of weather", ""] {
            let before = article(&[&text(95, 0, tail)]);
            let from = before.text.char_indices().nth(start).map_or(0, |(at, _)| at);
            let anchor = Anchor::of_span(&before, Span::new(from, from + 48));
            let found = Locator::new(&article(&[&text(left, inside, tail)])).locate(&anchor);
            let case = format!("{start} {left} {inside} {tail:?}: {found:?}");
            assert!(found.state != State::Ambiguous || found.candidates.len() > 1, "{case}");
            assert_eq!(found.span.is_some(), found.state <= State::Fuzzy, "{case}");
        }
    }
}

#[test]
fn an_edited_passage_stays_found_when_its_neighbour_goes() {
    let before = "The council met on Monday evening in the old town hall.";
    let after = "Nobody had expected such a crowd at that hour of the day.";
    let was = "Firefighters fought a blaze at the Marlow paper mill for nine hours.";
    let last = "Paper has been made on the river since 1871.";
    let then = article(&[&format!("{before} {was} {after}"), last]);
    let at = then.text.find(was).unwrap();
    let anchor = Anchor::of_span(&then, Span::new(at, at + was.len()));
    for is in [
        "Firefighters fought the blaze in the Marlow mill for nearly nine hours.",
        "Crews fought the blaze in the Marlow mill for nearly nine hours.",
        "Crews fought a fire at the mill in Marlow for more than nine hours.",
    ] {
        for text in [format!("{before} {is} {after}"), format!("{is} {after}"), format!("{before} {is}")] {
            let now = article(&[&text, last]);
            let found = Locator::new(&now).locate(&anchor);
            assert_eq!(found.state, State::Fuzzy, "{text}: {found:?}");
            assert_eq!(found.span.map(|span| span.of(&now.text)), Some(is));
        }
    }
    // The passage itself gone, its neighbours are not taken for it.
    for text in [format!("{before} {after}"), before.to_owned(), after.to_owned()] {
        let now = article(&[&text, last]);
        assert_eq!(Locator::new(&now).locate(&anchor).state, State::Orphan, "{text}");
    }
}
