//! Notes as Markdown that reads like an editor's notes: under each article its passages as quotations, numbered, what was
//! written about them as prose below; then the linked passages, both quotations together; then the orphans with their old
//! words; where everything is from at the end.
//!
//! Everything that is not this module's own is escaped as in the comparison; the reader's text keeps its own Markdown, as
//! far as that stays inside the note (`prose`): it may have been imported from anybody.

mod names;
mod passage;
mod prose;

use std::collections::HashMap;

use rayon::prelude::*;

use super::rows::place;
use super::{Exported, day, file};
use crate::compare::{Comparison, Input};
use crate::library::ArticleId;
use crate::notes::{About, Target};
use crate::report::Asked;
use crate::report::markdown::escape::escape;
use crate::report::markdown::{More, names as pair_names, with};
use names::{Names, linked};
use passage::{head, legend, meta, quotation};
use prose::prose;

/// Writes `notes` as a text of their own. Articles follow in the order in which `notes` first names them, the notes of an
/// article in the order of their passages. Ends in a line feed.
#[must_use]
pub fn markdown(notes: &[Exported<'_>]) -> String {
    let names = Names::new(articles(notes, &[]), &[]);
    let mut page = Page { out: String::new(), level: 1, number: 0, names: &names, pair: &[] };
    page.heading("Notes");
    if notes.is_empty() {
        page.block("There are no notes.");
        return page.out;
    }
    page.block(&tally(notes.len(), names.articles().len()));
    page.level = 2;
    page.notes(notes);
    page.heading("Sources");
    let sources: Vec<String> = names.sources(&[]).iter().map(|source| format!("- {source}")).collect();
    page.block(&sources.join("\n"));
    page.out
}

/// Writes the comparison of a pair as `diptych compare --format markdown` does, with the notes of both articles after
/// the summary and the disagreements: those of the left, those of the right, the links, the orphans. `ids` are who the
/// two articles are, left first. Ends in a line feed.
#[must_use]
pub fn report(
    comparison: &Comparison,
    inputs: [Input<'_>; 2],
    ids: [&ArticleId; 2],
    asked: Asked<'_>,
    notes: &[Exported<'_>],
) -> String {
    if notes.is_empty() {
        return with(comparison, inputs, asked, More::default());
    }
    let [[left, over_left], [right, over_right]] =
        pair_names(comparison, inputs).map(|of| of.map(|name| escape(&name)));
    let names = Names::new(articles(notes, &ids), &[(ids[0], left), (ids[1], right)]);
    let pair = [(ids[0], over_left), (ids[1], over_right)];
    let mut page = Page { out: String::new(), level: 2, number: 0, names: &names, pair: &pair };
    page.heading("Notes");
    page.level = 3;
    page.notes(notes);
    let sources = names.sources(&ids);
    with(comparison, inputs, asked, More { notes: page.out.trim_end(), sources: &sources })
}

/// The text as it grows.
struct Page<'a> {
    out: String,
    /// The level of the headings to come.
    level: usize,
    /// The number of the last note.
    number: usize,
    names: &'a Names<'a>,
    /// The articles whose long names stand above already, with what stands over their notes, escaped.
    pair: &'a [(&'a ArticleId, String)],
}

impl Page<'_> {
    /// Writes a block after a blank line; `text` has no line feed at its end.
    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(self.level)));
    }

    /// Writes the notes of each article, the links, the orphans.
    fn notes(&mut self, notes: &[Exported<'_>]) {
        legend(notes).iter().for_each(|legend| self.block(legend));
        let names = self.names;
        let notes: Vec<Written<'_, '_>> = notes.par_iter().map(|it| Written::new(it, names)).collect();
        let mut plain = by_article(&notes);
        for article in self.names.articles() {
            let Some(here) = plain.remove(&article.article) else { continue };
            self.article(article);
            here.into_iter().for_each(|it| self.note(it));
        }
        by_pair(&notes).into_iter().for_each(|links| self.links(&links));
        self.group("Orphans: passages that are not found any more", notes.iter().filter(|it| it.note.is_orphan()));
    }

    /// Names an article: in full, with what is known of it, unless that stands above.
    fn article(&mut self, article: &Target) {
        if let Some((_, heading)) = self.pair.iter().find(|(id, _)| **id == article.article) {
            return self.heading(heading);
        }
        self.heading(&linked(&article.about));
        self.source(&article.about);
    }

    /// Writes the links of one pair of articles.
    fn links(&mut self, links: &[&Written<'_, '_>]) {
        let Some(first) = links.first() else { return };
        let mut names: Vec<&str> =
            first.note.note.targets.iter().map(|target| self.names.short(&target.article)).collect();
        names.dedup();
        self.group(&format!("Linked passages: {}", names.join(" and ")), links.iter().copied());
    }

    fn group<'w>(&mut self, title: &str, notes: impl Iterator<Item = &'w Written<'w, 'w>>) {
        for (n, it) in notes.enumerate() {
            if n == 0 {
                self.heading(title);
            }
            self.note(it);
        }
    }

    /// Says who published an article when, and what its file is called.
    fn source(&mut self, about: &About) {
        let file = file(about).filter(|file| *file != super::called(about)).map(escape);
        let parts = [about.source.as_deref().map(escape), day(about).as_deref().map(escape), file];
        let line = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        if !line.is_empty() {
            self.block(&line);
        }
    }

    /// Writes a note under the next number.
    fn note(&mut self, it: &Written<'_, '_>) {
        self.number += 1;
        self.block(&head(self.number, it.note, !it.is_apart));
        self.out.push_str(&it.body);
    }
}

/// A note as it is written, but for its number, which says how many stand before it.
struct Written<'a, 'n> {
    note: &'a Exported<'n>,
    /// Whether it does not stand under its article, so that it is said where each of its passages is from.
    is_apart: bool,
    /// Its blocks, each with a blank line before it.
    body: String,
}

impl<'a, 'n> Written<'a, 'n> {
    fn new(note: &'a Exported<'n>, names: &Names<'_>) -> Self {
        let is_apart = note.note.is_link() || note.is_orphan();
        let mut body = String::new();
        let mut block = |text: &str| body.extend(["\n", text, "\n"]);
        for (target, standing) in note.passages() {
            block(&quotation(target, standing, is_apart.then(|| names.short(&target.article))));
        }
        prose(&note.note.text).iter().for_each(|paragraph| block(paragraph));
        block(&meta(note));
        Self { note, is_apart, body }
    }
}

fn tally(notes: usize, articles: usize) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!("{} on {}.", count(notes, "note"), count(articles, "article"))
}

/// Returns the notes that stand under their article, by article, in the order of their passages.
fn by_article<'w, 'n>(notes: &'w [Written<'_, 'n>]) -> HashMap<&'n ArticleId, Vec<&'w Written<'w, 'n>>> {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for it in notes.iter().filter(|it| !it.is_apart) {
        let Some((target, standing)) = it.note.passages().next() else { continue };
        groups.entry(&target.article).or_default().push((place(target, standing), it));
    }
    let in_order = |mut group: Vec<(usize, &'w Written<'w, 'n>)>| {
        group.sort_by_key(|(place, _)| *place);
        group.into_iter().map(|(_, it)| it).collect()
    };
    groups.into_iter().map(|(article, group)| (article, in_order(group))).collect()
}

/// Returns the links, those of one pair of articles together, the pairs in the order in which they first come.
fn by_pair<'w>(notes: &'w [Written<'_, '_>]) -> Vec<Vec<&'w Written<'w, 'w>>> {
    let mut pairs: Vec<Vec<_>> = Vec::new();
    let mut known = HashMap::new();
    for it in notes.iter().filter(|it| it.note.note.is_link() && !it.note.is_orphan()) {
        let pair = *known.entry(ends(it.note)).or_insert(pairs.len());
        pairs.resize_with(pairs.len().max(pair + 1), Vec::new);
        if let Some(links) = pairs.get_mut(pair) {
            links.push(it);
        }
    }
    pairs
}

/// Returns the articles of a link, whichever of them is first.
fn ends<'a>(exported: &Exported<'a>) -> Vec<&'a ArticleId> {
    let mut ends: Vec<_> = exported.note.targets.iter().map(|target| &target.article).collect();
    ends.sort();
    ends
}

/// Returns a target for every article: first those in `first`, then in the order of the notes.
fn articles<'a>(notes: &'a [Exported<'_>], first: &[&ArticleId]) -> Vec<&'a Target> {
    let mut seen = HashMap::new();
    for (target, _) in notes.iter().flat_map(Exported::passages) {
        let next = first.len() + seen.len();
        let rank = || first.iter().position(|id| **id == target.article).unwrap_or(next);
        seen.entry(&target.article).or_insert_with(|| (rank(), target));
    }
    let mut ranked: Vec<_> = seen.into_values().collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, target)| target).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::article::anchor::locate::State;
    use crate::article::import::{Format, import};
    use crate::compare::{Options as CompareOptions, compare_with};
    use crate::notes::Note;
    use crate::notes::export::Standing;
    use crate::notes::export::tests::{exact, note, target, two};

    /// Says whether anything in `markdown` acts: code, HTML, pictures, formulas, tables, or a link to elsewhere.
    fn acts(markdown: &str) -> bool {
        Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION).any(|event| match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                true
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = ["https://gazette.example/", "https://courier.example/", "http://evil.example/"];
                !known.iter().any(|known| dest_url.starts_with(known))
            }
            Event::Start(tag) => !matches!(
                tag,
                Tag::Heading { .. } | Tag::Paragraph | Tag::BlockQuote(_) | Tag::Strong | Tag::List(_) | Tag::Item
            ),
            _ => false,
        })
    }

    /// Returns the text of `markdown` as a reader sees it, white space aside.
    fn read(markdown: &str) -> String {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push(' '),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn notes_read_like_an_editors() {
        let mut notes = two();
        let mut gone = note(3, vec![target('b', "Fishermen cheered.\n\nThe mayor did not.")]);
        (gone.label, gone.text) = (Some("quote".to_owned()), "Who?\nAnd why?".to_owned());
        notes.push(gone);
        notes.push(note(4, vec![target('a', "")]));
        let mut exported = exact(&notes);
        exported[2] = Exported::new(
            &notes[2],
            vec![Standing::Looked { state: State::Orphan, at: None, span: None, paragraph: None }],
        );
        let whole = Standing::Looked { state: State::Exact, at: Some(0), span: None, paragraph: Some(0) };
        exported[3] = Exported::new(&notes[3], vec![whole]);
        insta::assert_snapshot!(markdown(&exported));
    }

    #[test]
    fn without_notes_it_says_so() {
        assert_eq!(markdown(&[]), "# Notes\n\nThere are no notes.\n");
    }

    #[test]
    fn the_notes_of_a_pair_follow_its_disagreements_left_before_right() {
        let read = |text: &str| import(text, Format::Plain).0;
        let left = read("The harbour of Ostrava Bay reopened on Monday after 12 days of storm.");
        let right = read("On Monday the harbour of Ostrava Bay reopened, 11 days after the storm.");
        let comparison = compare_with(&left, &right, CompareOptions::default(), &AtomicBool::new(false)).unwrap();
        let notes = [note(1, vec![target('b', "right words")]), note(2, vec![target('a', "left words")])];
        let ids = [&notes[1].targets[0].article, &notes[0].targets[0].article];
        let pair = [Input { path: "a.txt", article: &left }, Input { path: "b.txt", article: &right }];
        let alone = report(&comparison, pair, ids, Asked::default(), &[]);
        let with = report(&comparison, pair, ids, Asked::default(), &exact(&notes));
        let (before, after) = with.split_once("\n## Notes\n").unwrap();
        assert!(alone.starts_with(before) && !alone.contains("## Notes"), "{with}");
        assert!(
            after.starts_with("\n### The harbour of Ostrava Bay reopened on Monday after 12 days of storm.\n"),
            "{after}"
        );
        let at = |words: &str| after.find(words).unwrap();
        assert!(at("left words") < at("right words") && at("right words") < at("## What both report"), "{after}");
    }

    #[test]
    fn hostile_text_makes_no_markup() {
        let evil =
            "<script>alert(1)</script>\n\n```\n# x\n> y\n![a](http://evil.example)\n- - -\n$x$ | a | b |\u{1b}[2J";
        let mut it = note(1, vec![target('a', evil), target('b', evil)]);
        for about in it.targets.iter_mut().map(|target| &mut target.about) {
            about.title = Some(evil.to_owned());
            about.source = Some(evil.to_owned());
            about.published = Some(evil.to_owned());
            about.path = Some(evil.to_owned());
        }
        (it.text, it.label, it.tags) = (evil.to_owned(), Some(evil.to_owned()), vec![evil.to_owned()]);
        let plain = Note { targets: vec![it.targets[0].clone()], ..it.clone() };
        let notes = [it, plain];
        let written = markdown(&exact(&notes));
        assert!(!acts(&written), "{written}");
        assert!(!written.contains(|c: char| c.is_control() && c != '\n'), "{written:?}");
    }

    proptest! {
        #[test]
        fn whatever_was_printed_is_read(words in "[ -~é\\n]{1,40}") {
            let notes = [note(1, vec![target('a', &words)])];
            let written = markdown(&exact(&notes));
            prop_assert!(!acts(&written), "{}", written);
            let shown = read(&written);
            let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(shown.contains(&wanted), "{:?} in {}", wanted, written);
        }
    }
}
