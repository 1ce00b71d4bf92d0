//! `diptych compare --format text`: the pair side by side for a terminal or a pipe.
//!
//! What matters most comes first: whether to trust the rest, where the two disagree, what was printed in two wordings;
//! then what both have, who is named, and what only one side has. Two columns from `NARROW` columns up, one below. All
//! foreign text passes through `text::cells` on its way here.

mod columns;
mod findings;
mod notes;
mod passages;

use super::Asked;
use super::gist::{self, Gist, SIDES};
use crate::compare::{Comparison, Input, Side};
use columns::{Cell, Ink, Page};

/// Columns below which the two sides stand one under the other.
const NARROW: usize = 60;
/// Columns that the report never goes under.
const LEAST: usize = 24;

/// How the report is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Columns of the page.
    pub width: usize,
    /// Whether signs and rules keep to ASCII; the articles' own text is left as it is.
    pub ascii: bool,
    /// Whether headings and signs are coloured, by the sequences that terminals know.
    pub color: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self { width: 100, ascii: false, color: false }
    }
}

/// Writes the report on `comparison`, which compares `left` with `right`; it ends in a line feed.
#[must_use]
pub fn report(comparison: &Comparison, left: Input<'_>, right: Input<'_>, setting: Setting) -> String {
    with(comparison, [left, right], setting, Asked::default())
}

/// Writes what [`report`] does, and what is `asked` for beside it.
#[must_use]
pub fn with(comparison: &Comparison, [left, right]: [Input<'_>; 2], setting: Setting, asked: Asked<'_>) -> String {
    let mut page = Page::new(setting);
    let gist = Gist::new(comparison, left, right);
    let [l, r] = SIDES.map(|side| title(&gist, side, &page, asked.paths));
    page.beside(&l, &r);
    page.rule();
    let obstacles = gist.obstacles();
    if obstacles.is_empty() {
        compared(&mut page, &gist, asked);
    }
    obstacles.iter().for_each(|obstacle| page.paragraph(obstacle));
    if !obstacles.is_empty() {
        notes::notes(&mut page, &gist, asked.notes);
    }
    passages::only(&mut page, &gist);
    page.finish()
}

fn compared(page: &mut Page, gist: &Gist<'_>, asked: Asked<'_>) {
    for caution in gist.cautions() {
        page.full(&Cell::labelled("!".to_owned(), caution));
        page.gap();
    }
    page.paragraph(&gist.tally().join(page.dot()));
    findings::checks(page, gist);
    notes::notes(page, gist, asked.notes);
    findings::quotations(page, gist);
    findings::places(page, gist);
    passages::shared(page, gist);
    if asked.possible {
        passages::possible(page, gist);
    }
    passages::rejected(page, gist);
    findings::names(page, gist);
    findings::lists(page, gist);
}

/// Lays out who says what: source or file and date, headline, the path where it is asked for.
fn title(gist: &Gist<'_>, side: Side, page: &Page, paths: bool) -> Vec<Cell> {
    let input = gist.input(side);
    let from = gist.from(side).map(str::to_owned);
    let house: Vec<String> = from.into_iter().chain(gist::day(input.article)).collect();
    let mut headline = gist.headline(side);
    if let (None, Some(cut)) = (&input.article.meta.title, headline.strip_suffix('…')) {
        headline = format!("{cut}{}", page.ellipsis());
    }
    let path = if paths { input.path.to_owned() } else { String::new() };
    let lines = [house.join(page.dot()), headline, path];
    let inks = [Ink::Dim, Ink::Strong, Ink::Dim];
    let lines = lines.into_iter().zip(inks).filter(|(line, _)| !line.trim().is_empty());
    lines.map(|(line, ink)| Cell::plain(line).all(ink)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, ParagraphKind};
    use crate::compare::fixtures::{article, article_of};
    use crate::compare::{Options, compare_with};
    use crate::report::noted::{NoteEnd, NotePlace, NoteRow};
    use crate::report::sample;
    use crate::text::cells;

    fn written(left: &Article, right: &Article, setting: Setting) -> String {
        let comparison = compare_with(left, right, Options::default(), &AtomicBool::new(false)).unwrap_or_default();
        report(&comparison, Input { path: "l.txt", article: left }, Input { path: "-", article: right }, setting)
    }

    fn pair() -> (Article, Article) {
        let mut left = article(&[
            "A blaze gutted the Marlow paper mill in Oberlin on Friday.",
            "Chief Dana Ruiz blamed a conveyor.",
            "The river has carried barges since 1871.",
        ]);
        left.meta.title = Some("Mill burns".into());
        left.meta.source = Some("Harbour Gazette".into());
        let right = article(&["The fair is off.", "Friday's blaze gutted the Marlow paper mill at Oberlin."]);
        (left, right)
    }

    #[test]
    fn wide_pages_set_the_sides_beside_one_another() {
        let (left, right) = pair();
        let text = written(&left, &right, Setting { width: 80, ..Setting::default() });
        let row = text.lines().find(|l| l.starts_with("¶1  A blaze")).unwrap_or_default();
        assert!(row.contains("¶2  Friday's"), "{text}");
        assert!(text.contains("Harbour Gazette") && text.contains("1 passage shared"), "{text}");
    }

    #[test]
    fn narrow_pages_set_them_one_under_the_other_and_name_the_side() {
        let (left, right) = pair();
        let text = written(&left, &right, Setting { width: 40, ..Setting::default() });
        assert!(text.contains("left ¶1") && text.contains("right ¶2"), "{text}");
    }

    #[test]
    fn ascii_keeps_signs_and_rules_plain() {
        let (left, right) = pair();
        assert!(written(&left, &right, Setting { ascii: true, ..Setting::default() }).is_ascii());
    }

    #[test]
    fn sides_with_nothing_to_compare_get_a_sentence() {
        let (left, _) = pair();
        let furniture = article_of(&[(ParagraphKind::Byline, "By Ann Writer")]);
        assert!(written(&left, &furniture, Setting::default()).contains("right article has nothing but furniture"));
        assert!(written(&Article::default(), &left, Setting::default()).contains("left article is empty"));
        let far = article(&["Nothing alike whatsoever."]);
        assert!(written(&left, &far, Setting::default()).contains("No sentence of one side"));
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        let mut hostile = article(&["A\u{1b}[2J blaze\u{202e} gutted\u{9b}31m the mill on Friday."]);
        hostile.meta.title = Some("\u{1b}]0;title\u{7}".into());
        let text = written(&hostile, &hostile, Setting::default());
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    }

    fn noted() -> Vec<NoteRow<'static>> {
        let end = |place, words, relation| NoteEnd { place, words, state: None, relation };
        let left = NotePlace::Here(Side::Left, Some(crate::text::Span::new(0, 4)));
        vec![
            NoteRow {
                label: Some("claim"),
                text: "Nine hours,\nsays who?",
                made: "2026-11-22".to_owned(),
                ends: vec![end(left.clone(), "Mill burns for nine hours", None)],
                ..NoteRow::default()
            },
            NoteRow {
                ends: vec![
                    end(left, "nine hours", Some("is answered by")),
                    end(NotePlace::Here(Side::Right, None), "more than eight", Some("answers")),
                ],
                ..NoteRow::default()
            },
        ]
    }

    #[test]
    fn notes_follow_what_is_to_check_and_say_who_answers_whom() {
        let sample = sample::fire();
        let notes = noted();
        let asked = Asked { notes: &notes, ..Asked::default() };
        let text = with(&sample.comparison, [sample.left(), sample.right()], Setting::default(), asked);
        let [check, note, quotation] = ["\nTo check", "\nNotes\n", "\nQuotations that"].map(|it| text.find(it));
        assert!(check < note && note < quotation && check.is_some(), "{text}");
        assert!(text.contains("  1 claim · 2026-11-22\n¶1  “Mill burns for nine hours”\n"), "{text}");
        assert!(text.contains("    Nine hours,\n    says who?\n"), "{text}");
        assert!(text.contains("  2 Kestrel Wire answers Harbour Gazette ¶1\n"), "{text}");
    }

    fn of_sample(sample: &sample::Sample, setting: Setting) -> String {
        report(&sample.comparison, sample.left(), sample.right(), setting)
    }

    #[test]
    fn every_finding_has_its_place() {
        insta::assert_snapshot!(of_sample(&sample::fire(), Setting { width: 80, ..Setting::default() }));
    }

    #[test]
    fn narrow_pages_have_every_finding_too() {
        insta::assert_snapshot!(of_sample(&sample::fire(), Setting { width: 40, ascii: true, color: false }));
    }

    #[test]
    fn decisions_are_told_in_words() {
        let text = of_sample(&sample::decided(), Setting { width: 80, ..Setting::default() });
        assert!(text.contains("◆ pinned by the reader") && text.contains("  1 ◆ pinned · Marlow · gutted"), "{text}");
        let rejected = text.split_once("\nRejected by the reader: these do not report the same thing\n");
        assert!(rejected.is_some_and(|(_, after)| after.contains("  1 ✗ Marlow") && after.contains("Crews drove in")));
        let ascii = of_sample(&sample::decided(), Setting { ascii: true, ..Setting::default() });
        assert!(
            text.contains("To check  (1 of ") && text.contains(" ✓ ruled: Kestrel Wire is wrong: the log says nine"),
            "{text}"
        );
        assert!(ascii.contains("  1 * pinned") && ascii.contains("  1 x Marlow"), "{ascii}");
    }

    #[test]
    fn findings_reach_the_terminal_clean() {
        let text = of_sample(&sample::hostile(), Setting::default());
        assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    }

    #[test]
    fn colour_changes_nothing_but_the_colour() {
        for sample in [sample::fire(), sample::decided(), sample::hostile()] {
            let notes = noted();
            let asked = Asked { possible: true, notes: &notes, ..Asked::default() };
            let of = |color| {
                let setting = Setting { width: 80, ascii: false, color };
                with(&sample.comparison, [sample.left(), sample.right()], setting, asked)
            };
            let (plain, coloured) = (of(false), of(true));
            let mut pieces = coloured.split('\u{1b}');
            let mut bare = pieces.next().unwrap_or_default().to_owned();
            for piece in pieces {
                let (codes, text) = piece.split_once('m').unwrap_or_default();
                assert!(codes.starts_with('[') && codes.chars().skip(1).all(|c| c.is_ascii_digit() || c == ';'));
                bare.push_str(text);
            }
            assert_eq!(bare, plain);
            assert!(
                coloured.contains("\u{1b}[1mTo check") && coloured.contains("\u{1b}[31m  1 ≠\u{1b}[0m"),
                "{coloured:?}"
            );
            assert_eq!(coloured.matches("\u{1b}[0m").count() * 2, coloured.matches('\u{1b}').count());
        }
    }

    #[test]
    fn guards_come_first_and_only_where_they_apply() {
        let mut sample = sample::fire();
        assert!(!of_sample(&sample, Setting::default()).contains("! "));
        sample.comparison.guards.same_event.verdict = crate::compare::EventVerdict::No;
        let text = of_sample(&sample, Setting::default());
        let [guard, conflict, quotation, both] =
            ["! These look like two", "\nTo check", "\nQuotations that", "\nBoth"].map(|t| text.find(t));
        assert!(guard.is_some() && guard < conflict && conflict < quotation && quotation < both, "{text}");
    }

    proptest! {
        #[test]
        fn no_finding_is_wider_than_the_page(width in 40..200_usize, ascii: bool) {
            let notes = noted();
            let asked = Asked { possible: true, paths: true, notes: &notes };
            for sample in [sample::fire(), sample::hostile()] {
                let text = with(&sample.comparison, [sample.left(), sample.right()], Setting { width, ascii, color: false }, asked);
                for row in text.lines() {
                    prop_assert!(cells::width(row) <= width && row == row.trim_end(), "{row:?}");
                }
            }
        }

        #[test]
        fn no_row_is_wider_than_the_page(width in 24..130_usize, words in prop::collection::vec("[a-z家é]{1,20}", 1..60)) {
            let it = article(&[words.join(" ").as_str(), "A blaze gutted the mill."]);
            let text = written(&it, &it, Setting { width, ..Setting::default() });
            for row in text.lines() {
                prop_assert!(cells::width(row) <= width && row == row.trim_end(), "{row:?}");
            }
        }
    }
}
