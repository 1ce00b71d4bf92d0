//! What the reader says of stories: which articles belong to one, and which do not.

use diptych::app::message::{Effect, Msg};
use diptych::app::pane::head::name as short;
use diptych::library::corrections::{Correction, Corrections, Said};
use diptych::library::{Alike, ArticleId, Origin};

use crate::support::Harness;

const TITLES: [&str; 5] = ["a", "bb", "ccc", "dddd", "eeeee"];

/// A library of five articles, the newest first: e.md, d.md … a.md; some name a story.
fn library(named: &[(&str, &str)]) -> Harness {
    let text = |name: &str, title: &str| {
        let story = named.iter().find(|(file, _)| *file == name).map_or("", |(_, story)| story);
        let story = if story.is_empty() { String::new() } else { format!("story = \"{story}\"\n") };
        format!("+++\ntitle = \"{title}\"\npublished = 2026-03-0{}\n{story}+++\nText of {name}.", title.len())
    };
    let files: Vec<(String, String)> = TITLES
        .iter()
        .map(|title| format!("{}.md", &title[..1]))
        .zip(TITLES)
        .map(|(name, title)| (name.clone(), text(&name, title)))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Harness::library(&files, 80, 24)
}

/// Says that likeness finds these stories.
fn found(h: &mut Harness, stories: &[&[&str]]) {
    let id = h.asked_for_stories.take().unwrap();
    let story = |files: &&[&str]| {
        let alike = Alike {
            named: None,
            oldest: ArticleId(files[0].to_owned()),
            title: format!("Story of {}", files[0]).into(),
            by_reader: false,
        };
        (alike, files.iter().map(|file| Origin::File(h.path(file))).collect())
    };
    let stories = stories.iter().map(story).collect();
    h.send(Msg::Stories(id, stories));
}

/// Puts the cursor on an article.
fn on<'h>(h: &'h mut Harness, file: &str) -> &'h mut Harness {
    h.keys("g g");
    for _ in 0..6 {
        if h.here() == format!("list {file}") {
            return h;
        }
        h.keys("j");
    }
    panic!("{file} is not listed: {:?}", h.listed());
}

/// Returns the words that were sent to the disk, as `a.md same b.md c.md`.
fn said(h: &Harness) -> Vec<String> {
    let name = |id: &ArticleId| {
        let entry = h.app.shelf.entries.iter().find(|entry| entry.id == *id);
        entry.map_or_else(|| "?".to_owned(), |entry| short(&entry.origin))
    };
    let told = |word: &Correction| {
        let mut others: Vec<String> = word.others.iter().map(name).collect();
        others.sort();
        let said = match word.said {
            Said::Same => "same",
            Said::Apart => "apart",
            Said::Open => "open",
        };
        format!("{} {said} {}", name(&word.article), others.join(" "))
    };
    let mut all = Vec::new();
    for effect in &h.outside {
        if let Effect::SaveCorrections(words, entries) = effect {
            assert!(words.iter().all(|word| entries.iter().any(|entry| entry.id == word.article)));
            all.extend(words.iter().map(told));
        }
    }
    all
}

#[test]
fn an_article_that_is_taken_and_the_one_at_hand_become_one_story_at_once() {
    let mut h = library(&[]);
    found(&mut h, &[&["b.md", "d.md"]]);
    assert_eq!(h.listed(), ["d.md", "b.md", "e.md", "c.md", "a.md"]);
    on(&mut h, "b.md").keys("Esc");
    on(&mut h, "c.md").keys("=");
    assert!(h.choices().len() == 3, "it is asked with which: {:?}", h.choices());
    assert!(h.choices().iter().any(|line| line.1 == "Story of b.md" && line.0 == "story"), "{:?}", h.choices());
    h.types("Story").keys("Enter");
    assert_eq!(said(&h), ["c.md same b.md d.md"]);
    assert_eq!(h.listed(), ["d.md", "c.md", "b.md", "e.md", "a.md"]);
    assert!(h.text().contains("= Story of b.md"), "{}", h.text());
    assert!(h.notice().starts_with("3 articles are one story"), "{}", h.notice());
    assert!(h.asked_for_stories.is_some(), "stories are found anew with what was said");

    h.keys("u");
    assert_eq!(said(&h), ["c.md same b.md d.md", "c.md open b.md d.md"]);
    assert_eq!(h.listed(), ["d.md", "b.md", "e.md", "c.md", "a.md"]);
    assert!(h.text().contains("~ Story of b.md"), "{}", h.text());
    h.keys("Ctrl-r");
    assert_eq!(h.listed(), ["d.md", "c.md", "b.md", "e.md", "a.md"]);
    let corrections = &h.app.shelf.corrections;
    assert_eq!(corrections.latest_first().len(), 2);
}

#[test]
fn a_story_that_is_taken_by_c_needs_no_choosing() {
    let mut h = library(&[]);
    found(&mut h, &[]);
    on(&mut h, "a.md").keys("c");
    on(&mut h, "e.md").keys("=");
    assert!(h.app.overlay.is_none());
    assert_eq!((said(&h), h.list().taken.clone()), (vec!["e.md same a.md".to_owned()], None));
    assert_eq!(h.listed(), ["e.md", "a.md", "d.md", "c.md", "b.md"]);
    on(&mut h, "a.md").keys("c");
    assert!(h.here().starts_with("compare "), "one of two is enough: {}", h.here());
}

#[test]
fn an_article_is_put_out_of_its_story_and_the_list_stays_where_it_is() {
    let mut h = library(&[]);
    found(&mut h, &[&["b.md", "d.md", "e.md"]]);
    assert_eq!(h.listed(), ["e.md", "d.md", "b.md", "c.md", "a.md"]);
    on(&mut h, "d.md").keys("-");
    assert_eq!(said(&h), ["d.md apart b.md e.md"]);
    assert_eq!(
        (h.listed(), h.here()),
        (["e.md", "b.md", "d.md", "c.md", "a.md"].map(str::to_owned).to_vec(), "list b.md".to_owned())
    );
    assert!(h.notice().contains("u takes it back"), "{}", h.notice());
    h.keys("-");
    assert_eq!(h.listed(), ["e.md", "d.md", "c.md", "b.md", "a.md"], "one article is no story");
    h.keys("u u");
    assert_eq!(h.listed(), ["e.md", "d.md", "b.md", "c.md", "a.md"]);
    assert!(h.app.shelf.corrections.is_empty());
    on(&mut h, "c.md").keys("-");
    assert!(h.notice().starts_with("it is in no story"), "{}", h.notice());
}

#[test]
fn the_row_under_the_cursor_is_the_row_that_it_was() {
    for (from, keys) in [("d.md", "-"), ("e.md", "-"), ("b.md", "-")] {
        let mut h = library(&[]);
        found(&mut h, &[&["b.md", "d.md", "e.md"]]);
        on(&mut h, from);
        let row = h.list().cursor - h.list().top;
        h.keys(keys);
        let now = h.list().cursor - h.list().top;
        // The story's last row has the white space after the story below it.
        assert!(now.abs_diff(row) <= 2, "{from}: {row} {now}");
        assert!(now <= row || from == "b.md", "{from}: {row} {now}");
    }
}

#[test]
fn heads_win_and_the_message_says_so() {
    let mut h = library(&[("a.md", "Ferry"), ("b.md", "Ferry"), ("c.md", "School")]);
    found(&mut h, &[]);
    on(&mut h, "a.md").keys("-");
    assert!(h.notice().contains("names its story itself, “Ferry”"), "{}", h.notice());
    on(&mut h, "c.md").keys("=");
    h.types("Ferry").keys("Enter");
    assert!(h.notice().contains("“School” and “Ferry”"), "{}", h.notice());
    assert_eq!(said(&h), Vec::<String>::new());
    on(&mut h, "e.md").keys("=").types("Ferry").keys("Enter");
    assert_eq!(said(&h), ["e.md same a.md b.md"]);
    assert!(h.text().contains("Ferry") && !h.text().contains("= Ferry"), "{}", h.text());
    assert_eq!(h.listed()[..3], ["e.md", "b.md", "a.md"]);
}

#[test]
fn two_stories_become_one_but_for_what_was_put_apart() {
    let mut h = library(&[]);
    found(&mut h, &[&["a.md", "b.md", "c.md"]]);
    on(&mut h, "a.md").keys("-");
    let again = h.asked_for_stories;
    assert!(again.is_some());
    found(&mut h, &[&["b.md", "c.md"], &["a.md", "d.md"]]);
    on(&mut h, "d.md").keys("=").types("Story of b").keys("Enter");
    assert_eq!(said(&h), ["a.md apart b.md c.md", "d.md same b.md c.md"]);
    let together = |file: &str| {
        let entry = h.app.shelf.entries.iter().find(|entry| short(&entry.origin) == file).unwrap();
        h.app.shelf.same_story(entry).len()
    };
    assert_eq!(["a.md", "b.md", "c.md", "d.md", "e.md"].map(together), [0, 2, 2, 2, 0]);
}

#[test]
fn what_another_instance_says_is_taken_up_and_the_latest_word_holds() {
    let mut h = library(&[]);
    found(&mut h, &[&["b.md", "d.md"]]);
    on(&mut h, "b.md").keys("-");
    let ids: Vec<ArticleId> = ["b.md", "d.md"]
        .map(|file| h.app.shelf.entries.iter().find(|e| short(&e.origin) == file).unwrap().id.clone())
        .to_vec();
    let mut theirs = Corrections::default();
    let word = Correction { at: 0, article: ids[0].clone(), others: vec![ids[1].clone()], said: Said::Same };
    let _ = theirs.take(&word);
    h.asked_for_stories = None;
    h.send(Msg::Corrections(Box::new(theirs.clone())));
    assert_eq!((h.asked_for_stories, h.app.shelf.corrections.of(&ids[0], &ids[1])), (None, Said::Apart));
    let _ = theirs.take(&Correction { at: u64::MAX / 4, ..word });
    h.send(Msg::Corrections(Box::new(theirs)));
    assert!(h.asked_for_stories.is_some());
    assert_eq!(h.app.shelf.corrections.of(&ids[0], &ids[1]), Said::Same);
    h.keys("g g");
    on(&mut h, "b.md").keys("=");
    h.keys("Esc");
    assert!(h.app.overlay.is_none());
}

#[test]
fn a_problem_and_an_empty_library_say_that_there_is_no_article() {
    let mut h = Harness::library(&[("b.txt", "Only one.")], 80, 24);
    h.keys("=");
    assert_eq!(h.notice(), "there is no other article");
    h.keys("-");
    assert!(h.notice().starts_with("it is in no story"), "{}", h.notice());
}
