//! `diptych compare --format text`: the pair side by side for a terminal or a pipe.
//!
//! Two columns from `NARROW` columns up, one below. All foreign text passes through `text::cells` on its way here.

mod columns;
mod passages;

use super::blocks::Blocks;
use super::{Comparison, EventVerdict, Input, Side, Verdict};
use crate::article::Article;
use columns::{Cell, Page};

/// Columns below which the two sides stand one under the other.
const NARROW: usize = 60;
/// Columns that the report never goes under.
const LEAST: usize = 24;
/// Words of a text without a title that stand in for one.
const FIRST_WORDS: usize = 12;

/// How the report is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Columns of the page.
    pub width: usize,
    /// Whether signs and rules keep to ASCII; the articles' own text is left as it is.
    pub ascii: bool,
    /// Whether matches that are only possible are listed too.
    pub possible: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self { width: 100, ascii: false, possible: false }
    }
}

/// Writes the report on `comparison`, which compares `left` with `right`; it ends in a line feed.
#[must_use]
pub fn report(comparison: &Comparison, left: Input<'_>, right: Input<'_>, setting: Setting) -> String {
    let mut page = Page::new(setting.width.max(LEAST), setting.width >= NARROW, setting.ascii);
    page.beside(&title(left, &page), &title(right, &page));
    page.rule();
    let blocks = Blocks::new(comparison, left.article, right.article);
    let pair = [left.article, right.article];
    let obstacles = obstacles(pair);
    if obstacles.is_empty() {
        page.paragraph(&counts(comparison, &blocks, &page));
        cautions(comparison).iter().for_each(|caution| page.paragraph(caution));
        passages::shared(&mut page, comparison, &blocks, pair);
        if setting.possible {
            passages::possible(&mut page, comparison, pair);
        }
    }
    obstacles.iter().for_each(|obstacle| page.paragraph(obstacle));
    passages::only(&mut page, comparison, pair);
    page.finish()
}

/// Lays out who says what where: source and date, headline, path.
fn title(input: Input<'_>, page: &Page) -> Vec<Cell> {
    let meta = &input.article.meta;
    let date = meta.published.as_ref().map(ToString::to_string);
    let day = date.as_deref().and_then(|d| d.split('T').next());
    let house: Vec<&str> = meta.source.as_deref().into_iter().chain(day).collect();
    let lines = [house.join(page.dot()), headline(input.article, page), input.path.to_owned()];
    lines.into_iter().filter(|line| !line.trim().is_empty()).map(Cell::plain).collect()
}

/// Returns the headline, or the first words where none is known.
fn headline(article: &Article, page: &Page) -> String {
    if let Some(title) = &article.meta.title {
        return title.clone();
    }
    let first = (0..article.paragraphs.len())
        .filter(|&n| article.paragraphs.get(n).is_some_and(|p| !p.kind.is_furniture()))
        .find_map(|n| Some(article.paragraph_text(n)).filter(|text| !text.trim().is_empty()));
    let mut words = first.unwrap_or("").split_whitespace();
    let mut line = words.by_ref().take(FIRST_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        line.push_str(page.ellipsis());
    }
    line
}

/// Says what keeps the two from being compared, a sentence each.
fn obstacles(pair: [&Article; 2]) -> Vec<String> {
    let names = ["left", "right"];
    pair.into_iter().zip(names).filter_map(|(article, name)| obstacle(article, name)).collect()
}

fn obstacle(article: &Article, name: &str) -> Option<String> {
    let text = |furniture: bool| {
        let mut of = article.paragraphs.iter().filter(|p| p.kind.is_furniture() == furniture);
        of.any(|p| !p.sentences.is_empty() || (furniture && !p.span.is_empty()))
    };
    match (text(false), text(true)) {
        (true, _) => None,
        (false, true) => Some(format!(
            "The {name} article has nothing but furniture (bylines, captions, credits and the like): nothing to compare."
        )),
        (false, false) => Some(format!("The {name} article is empty: nothing to compare.")),
    }
}

fn counts(c: &Comparison, blocks: &Blocks, page: &Page) -> String {
    let plural = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let sure = blocks.blocks().iter().filter(|b| b.tier == super::Tier::Sure).count();
    let mut parts =
        vec![format!("{} shared, {sure} of them sure", plural(blocks.blocks().len(), "passage", "passages"))];
    if !c.quotes.is_empty() {
        parts.push(plural(c.quotes.len(), "quotation", "quotations"));
    }
    if !c.figures.is_empty() {
        let conflicts = c.figures.iter().filter(|f| f.verdict == Verdict::Conflict).count();
        parts.push(format!("{}, {conflicts} in conflict", plural(c.figures.len(), "figure", "figures")));
    }
    let only = [Side::Left, Side::Right].map(|side| c.only(side).len());
    parts.push(format!("only left {}, only right {}", only[0], only[1]));
    parts.join(page.dot())
}

/// Says what to know before trusting the rest, a sentence each.
fn cautions(c: &Comparison) -> Vec<String> {
    let event = match c.guards.same_event.verdict {
        EventVerdict::Yes => None,
        EventVerdict::No => Some("These look like two different events: what seems shared may not be."),
        EventVerdict::Unsure => Some("It is not certain that both are about one event."),
    };
    let runs = &c.guards.shared_copy;
    let copy = runs.iter().map(|r| r.words).max().map(|most| {
        let many = if runs.len() == 1 { "A run".to_owned() } else { format!("{} runs", runs.len()) };
        format!("{many} of up to {most} words outside quotations is printed word for word on both sides: agreement there may be shared copy, not corroboration.")
    });
    event.map(str::to_owned).into_iter().chain(copy).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use super::*;
    use crate::article::ParagraphKind;
    use crate::compare::fixtures::{article, article_of};
    use crate::compare::{Options, compare_with};
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

    proptest! {
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
