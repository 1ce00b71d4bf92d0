//! What a filter lets through.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::article::{Meta, When};
use crate::library::state::Change;
use crate::library::versions::Behind;

fn entry(title: &str, source: &str, file: &str) -> Entry {
    let meta = Meta { title: Some(title.into()), source: Some(source.into()), ..Meta::default() };
    Entry {
        origin: Origin::File(file.into()),
        id: ArticleId(file.into()),
        recognised: Default::default(),
        meta: (&meta).into(),
        words: 1,
        first_words: Box::default(),
        wording: None,
        flaws: Box::default(),
        doc: 0,
    }
}

fn described(title: &str, file: &str, with: impl FnOnce(&mut Meta)) -> Entry {
    let mut meta = Meta { title: Some(title.into()), ..Meta::default() };
    with(&mut meta);
    Entry { meta: (&meta).into(), ..entry(title, "", file) }
}

fn library() -> Vec<Entry> {
    let day = |year, month, day| Some(When { date: date(year, month, day), time: None, offset: None });
    vec![
        described("Harbour wall to be raised", "/l/one.txt", |meta| {
            meta.source = Some("The Tide".into());
            meta.authors = vec!["Zoë O’Hara".into()];
            meta.story = Some("Harbour".into());
            meta.tags = vec!["sea".into(), "New Works".into()];
            meta.published = day(2026, 3, 7);
            meta.lang = Some("en-GB".into());
            meta.extra.insert("feed".into(), "https://quay.example/feed".into());
            meta.extra.insert("via".into(), toml::Value::Array(vec!["https://mole.example/rss".into()]));
        }),
        described("Ministers meet in Évian", "/l/two.txt", |meta| {
            meta.source = Some("Lake Post".into());
            meta.section = Some("Politics".into());
            meta.published = day(2026, 2, 28);
            meta.lang = Some("fr".into());
        }),
        described("Astronomers share a starry sky", "/l/tide-three.txt", |meta| {
            meta.source = Some("Lake Post".into());
            meta.published = day(2025, 12, 31);
        }),
        described("Climate deal reached", "/l/four.txt", |_| {}),
    ]
}

fn state() -> ReadingState {
    let mut state = ReadingState::default();
    let id = |file: &str| ArticleId(file.into());
    state.apply(&Change { id: id("/l/one.txt"), read: Some(true), starred: Some(true), ..Change::default() });
    state.apply(&Change { id: id("/l/two.txt"), place: Some(7), ..Change::default() });
    state
}

fn noted() -> Noted {
    let mut noted = Noted::default();
    noted.add(&ArticleId("/l/two.txt".into()), Some("claim"), &["Sea level"], false);
    noted.add(&ArticleId("/l/two.txt".into()), None, &[] as &[&str], false);
    noted.add(&ArticleId("/l/four.txt".into()), Some("Number"), &["ask", "Köln"], true);
    noted
}

/// Lists what fits, in order.
fn listed(entries: &[Entry], typed: &str, how: How) -> Vec<usize> {
    let (state, noted) = (state(), noted());
    let (filter, known) = (Filter::new(typed), Known { state: &state, noted: &noted, behind: &Behind::default() });
    (0..entries.len()).filter(|index| filter.fit(&entries[*index], how, known).is_some()).collect()
}

#[test]
fn each_term_asks_what_it_says() {
    for (typed, found) in [
        ("", &[0, 1, 2, 3][..]),
        ("star", &[2]),
        ("starred", &[]),
        ("hed", &[]),
        ("tide", &[0, 2]),
        ("raised tide", &[0]),
        ("evian", &[1]),
        ("ÉVIAN", &[1]),
        ("ohara", &[0]),
        ("feed:quay", &[0]),
        ("feed:\"https://mole.example/rss\"", &[0]),
        ("feed:rss feed:quay", &[0]),
        ("feed:\"https://quay.example/fee\"", &[]),
        ("feed:\"https://quay.example\"", &[]),
        ("feed:\"quay example\"", &[0]),
        ("feed:sea", &[]),
        ("o'hara zoe", &[0]),
        ("works", &[0]),
        ("txt -harbour -\"lake post\"", &[3]),
        ("\"wall to\"", &[0]),
        ("\"wall t\"", &[]),
        ("\"wall t", &[0]),
        ("source:tide", &[0]),
        ("source:post", &[1, 2]),
        ("source:\"the tide\"", &[0]),
        ("author:hara", &[0]),
        ("#sea", &[0, 1]),
        ("tag:new", &[0]),
        ("tag:ask", &[3]),
        ("#koln", &[3]),
        ("#level", &[1]),
        ("#\"sea level\"", &[1]),
        ("#\"new\"", &[0]),
        ("-tag:sea", &[2, 3]),
        ("section:pol", &[1]),
        ("story:harbour", &[0]),
        ("lang:en", &[0]),
        ("lang:f", &[1]),
        ("is:read", &[0]),
        ("is:unread", &[1, 2, 3]),
        ("is:starred", &[0]),
        ("is:noted", &[1, 3]),
        ("is:lost", &[3]),
        ("is:", &[0, 1, 2, 3]),
        ("is:old", &[0, 1, 2, 3]),
        ("-is:noted", &[0, 2]),
        ("label:claim", &[1]),
        ("label:num", &[3]),
        ("since:2026", &[0, 1]),
        ("since:2026-03", &[0]),
        ("until:2026-02", &[1, 2]),
        ("since:2026-02-28 until:2026-02-28", &[1]),
        ("-since:2026", &[2, 3]),
    ] {
        assert_eq!(listed(&library(), typed, How::Exactly), found, "{typed}");
    }
}

#[test]
fn what_is_like_it_is_in_a_title_and_all_else_holds_exactly() {
    for (typed, found) in [
        ("harbuor", &[0][..]),
        ("harbuor -harbour", &[]),
        ("\"harbuor\"", &[]),
        ("minsters lake", &[1]),
        ("source:tied", &[]),
        ("starred", &[]),
        ("rchd", &[3]),
        ("rchd is:read", &[]),
    ] {
        assert_eq!(listed(&library(), typed, How::Like), found, "{typed}");
    }
}

#[test]
fn the_letters_that_were_asked_for_are_marked() {
    let title = "Trump’s harbour: the café’s Harbour wall";
    for (typed, how, places) in [
        ("harb wall", How::Exactly, &["harb", "Harb", "wall"][..]),
        ("trumps", How::Exactly, &["Trump’s"]),
        ("\"cafe's harbour\"", How::Exactly, &["café’s Harbour"]),
        ("-harbour source:wall is:read", How::Exactly, &[]),
        ("harbuor", How::Exactly, &[]),
        ("walz", How::Like, &["w", "a", "l", "l"]),
        ("trms", How::Like, &[]),
        ("trmp", How::Like, &["T", "r", "u", "m"]),
    ] {
        let marked = Filter::new(typed).places(title, how);
        assert_eq!(marked.iter().map(|place| place.of(title)).collect::<Vec<_>>(), places, "{typed}");
    }
}

#[test]
fn the_better_a_title_fits_the_more_it_counts() {
    let library = [
        entry("Of artists", "Art", "/l/art.txt"),
        entry("Sold", "Art", "/l/x.txt"),
        entry("Of art", "x", "/l/x.txt"),
        entry("Art of old", "x", "/l/x.txt"),
        entry("Artists", "x", "/l/x.txt"),
    ];
    let (state, noted) = (ReadingState::default(), Noted::default());
    let known = Known { state: &state, noted: &noted, behind: &Behind::default() };
    let fit = |entry: &Entry| Filter::new("art").fit(entry, How::Exactly, known).unwrap();
    let mut order: Vec<usize> = (0..library.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(fit(&library[*index])));
    assert_eq!(order, [3, 2, 4, 0, 1]);
}

#[test]
fn many_entries_are_asked_as_few_are_and_stay_in_order() {
    let entries: Vec<Entry> = (0..5 * FEW).map(|i| entry(&format!("Tide {i}"), "x", "x")).collect();
    let asked: Vec<usize> = (0..entries.len() + 1).rev().collect();
    let (filter, state, noted) = (Filter::new("tide 7"), ReadingState::default(), Noted::default());
    let known = Known { state: &state, noted: &noted, behind: &Behind::default() };
    let one = |&index: &usize| Some((index, filter.fit(entries.get(index)?, How::Exactly, known)?));
    let expected: Vec<(usize, Fit)> = asked.iter().filter_map(one).collect();
    assert!(expected.len() > 100);
    let mut labels = Labels::default();
    labels.follow(&entries);
    assert_eq!(filter.fitting(&entries, &labels, &asked, How::Exactly, known), expected);
}

proptest! {
    #[test]
    fn names_that_are_asked_once_match_as_each_article_does(
        lines in prop::collection::vec(("[ab]{0,3}", "[a-c]{0,2}", "[a-c]{0,2}"), 1..12), others in prop::collection::vec("[a-c]{0,2}", 12),
        typed in "[a-c]{0,2}( -?[a-c]{0,2}){0,3}", gone in prop::collection::btree_set(0_usize..12, 0..4), many in prop::sample::select(vec![1, 70]),
    ) {
        let mut entries: Vec<Entry> = lines.iter().map(|(title, source, _)| entry(title, source, "/x/d.md")).collect();
        entries.iter_mut().zip(&lines).for_each(|(entry, (_, _, tag))| entry.meta.tags = [tag.as_str().into()].into());
        let mut labels = Labels::default();
        labels.follow(&entries[..entries.len() / 2]);
        labels.follow(&entries);
        let changed: Vec<usize> = (0..entries.len()).step_by(2).collect();
        for index in &changed {
            entries[*index].meta.source = Some(others[*index].as_str().into());
        }
        labels.change(&entries, &changed);
        let gone: Vec<usize> = gone.into_iter().filter(|index| *index < entries.len()).collect();
        for index in gone.iter().rev() {
            entries.remove(*index);
        }
        labels.forget(&gone);
        let (filter, state, noted) = (Filter::new(&format!("{typed} ").repeat(many)), ReadingState::default(), Noted::default());
        let known = Known { state: &state, noted: &noted, behind: &Behind::default() };
        let all: Vec<usize> = (0..entries.len()).collect();
        for how in [How::Exactly, How::Like] {
            let one = |&index: &usize| Some((index, filter.fit(&entries[index], how, known)?));
            let expected: Vec<(usize, Fit)> = all.iter().filter_map(one).collect();
            prop_assert_eq!(filter.fitting(&entries, &labels, &all, how, known), expected);
        }
    }

    #[test]
    fn what_narrows_never_lets_more_through(
        title in "[a-cA-Cé ’]{0,10}", typed in "(-|\"|source:|is:|[ab ]){0,5}", more in "(-|\"|source:|is:|[abu ]){0,3}",
    ) {
        let entry = entry(&title, "a b", "x");
        let (before, after) = (Filter::new(&typed), Filter::new(&(typed + &more)));
        let (state, noted) = (ReadingState::default(), Noted::default());
        let fits = |filter: &Filter| filter.fit(&entry, How::Exactly, Known { state: &state, noted: &noted, behind: &Behind::default() }).is_some();
        prop_assert!(!after.query().narrows(before.query()) || fits(&before) || !fits(&after));
    }

    #[test]
    fn what_fits_by_its_title_is_marked_there(title in "[a-cA-Cé ’\u{301}ß]{0,12}", typed in "[a-cé’s]{1,3}") {
        let (entry, filter) = (entry(&title, "", "\u{1F3B5}"), Filter::new(&typed));
        let (state, noted) = (ReadingState::default(), Noted::default());
        let fits = filter.fit(&entry, How::Exactly, Known { state: &state, noted: &noted, behind: &Behind::default() }).is_some();
        prop_assert_eq!(fits && !filter.query().is_empty(), !filter.places(&title, How::Exactly).is_empty());
    }
}
