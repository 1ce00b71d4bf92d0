#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

use std::fs;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::*;
use crate::app::message::Effect;
use crate::article::anchor::Anchor;
use crate::effects::{Effects, World};
use crate::library::places::{Library, Places};
use crate::library::{ArticleId, Limits, Origin};
use crate::notes::draft::Draft;
use crate::notes::{Stamp, Target, VERSION};

/// One instance of the program, in a home.
struct Instance {
    effects: Effects,
    inbox: Receiver<Msg>,
}

impl Instance {
    fn new(home: &Path, watch: bool) -> Self {
        let (sender, inbox) = mpsc::channel();
        let world = World {
            library: Library { roots: vec![home.join("articles")], named: true },
            places: Places::new(home, &|_| None),
            limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
            watch,
            piped: None,
            given: Vec::new(),
            newsroom: None,
            door: None,
        };
        Self { effects: Effects::new(world, Answers::new(move |msg| sender.send(msg).is_ok())), inbox }
    }

    /// Returns the first answer that `pick` takes.
    fn answer<T>(&self, pick: impl Fn(Msg) -> Option<T>) -> T {
        loop {
            let msg = self.inbox.recv_timeout(Duration::from_secs(120)).unwrap();
            if let Some(answer) = pick(msg) {
                return answer;
            }
        }
    }

    fn news(&self) -> NotesNews {
        self.answer(|msg| if let Msg::Notes(news) = msg { Some(*news) } else { None })
    }

    fn load(&mut self) -> NotesNews {
        self.effects.perform(Effect::LoadNotes);
        self.news()
    }

    fn save(&mut self, note: &Note) -> Result<Option<Box<Note>>, String> {
        self.effects.perform(Effect::SaveNote(Box::new(note.clone()), Vec::new()));
        self.answer(|msg| match msg {
            Msg::NoteSaved(id, at, outcome) => {
                assert_eq!((id, at), (note.id, note.changed));
                Some(outcome)
            }
            _ => None,
        })
    }
}

fn note(id: u8, text: &str, changed: u64) -> Note {
    let anchor = Anchor { exact: "Boats left at dawn.".to_owned(), ..Anchor::default() };
    let target = Target { article: ArticleId("a".to_owned()), anchor, ..Target::default() };
    Note {
        id: NoteId::new(Stamp(1), [id; 10]),
        targets: vec![target],
        text: text.to_owned(),
        changed: Stamp(changed),
        version: VERSION,
        ..Note::default()
    }
}

fn texts(news: &NotesNews) -> Vec<&str> {
    news.notes.iter().map(|note| note.text.as_str()).collect()
}

#[test]
fn what_was_saved_is_answered_whole_the_next_time() {
    let home = tempfile::tempdir().unwrap();
    let mut it = Instance::new(home.path(), false);
    assert_eq!(texts(&it.load()), [""; 0]);
    assert_eq!(it.save(&note(1, "words", 5)), Ok(None));
    assert_eq!(it.effects.finish(), [""; 0]);
    let news = Instance::new(home.path(), false).load();
    assert!(news.whole && news.problems.is_empty());
    assert_eq!(texts(&news), ["words"]);
}

#[test]
fn notes_whose_folder_vanished_are_told_and_can_be_written_again() {
    let home = tempfile::tempdir().unwrap();
    let mut it = Instance::new(home.path(), false);
    it.load();
    assert_eq!(it.save(&note(1, "first", 5)), Ok(None));
    let folder = Places::new(home.path(), &|_| None).notes;
    fs::remove_dir_all(&folder).unwrap();
    it.effects.perform(Effect::SaveNote(Box::new(note(2, "second", 6)), Vec::new()));
    let gone = it.answer(|msg| if let Msg::NotesGone(folder) = msg { Some(folder) } else { None });
    assert_eq!(gone, folder);
    it.answer(|msg| matches!(msg, Msg::NoteSaved(..)).then_some(()));
    // What the state machine does with that, from what it has.
    assert_eq!(it.save(&note(1, "first", 5)), Ok(None));
    assert_eq!(it.save(&note(2, "second", 6)), Ok(None));
    assert_eq!(it.effects.finish(), [""; 0]);
    let mut news = Instance::new(home.path(), false).load();
    news.notes.sort_by_key(|note| note.id);
    assert_eq!(texts(&news), ["first", "second"]);
}

#[test]
fn saves_that_wait_are_on_disk_when_the_program_has_ended() {
    let home = tempfile::tempdir().unwrap();
    let mut it = Instance::new(home.path(), false);
    for id in 0..20 {
        it.effects.perform(Effect::SaveNote(Box::new(note(id, "words", 5)), Vec::new()));
    }
    assert_eq!(it.effects.finish(), [""; 0]);
    assert_eq!(Instance::new(home.path(), false).load().notes.len(), 20);
}

#[test]
fn what_cannot_be_saved_is_never_said_to_be_and_is_lost_only_with_a_word() {
    let home = tempfile::tempdir().unwrap();
    let folder = Places::new(home.path(), &|_| None).notes;
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file").unwrap();
    let mut it = Instance::new(home.path(), false);
    assert_eq!(it.load().problems.len(), 1);
    let why = it.save(&note(1, "words", 5)).unwrap_err();
    assert!(why.contains("save the notes elsewhere"), "{why}");
    let lost = it.effects.finish();
    assert!(lost.concat().starts_with("1 note is not saved: "), "{lost:?}");
}

#[test]
fn what_could_not_be_saved_is_tried_again_at_the_end() {
    let home = tempfile::tempdir().unwrap();
    let folder = Places::new(home.path(), &|_| None).notes;
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    fs::write(&folder, "a file").unwrap();
    let mut it = Instance::new(home.path(), false);
    assert!(it.save(&note(1, "words", 5)).is_err());
    fs::remove_file(&folder).unwrap();
    assert_eq!(it.effects.finish(), [""; 0]);
    assert_eq!(texts(&Instance::new(home.path(), false).load()), ["words"]);
}

#[test]
fn the_article_of_a_note_has_its_identity_kept() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.txt");
    fs::write(&path, "The harbour reopened on Monday. Boats left at dawn.\n").unwrap();
    let mut it = Instance::new(home.path(), false);
    it.effects.perform(Effect::Load(RequestId(1), Origin::File(path)));
    let loaded = it.answer(|msg| if let Msg::Loaded(_, loaded) = msg { loaded.ok() } else { None });
    it.effects.perform(Effect::SaveNote(Box::new(note(1, "words", 5)), vec![loaded.entry]));
    assert_eq!(it.effects.finish(), [""; 0]);
    let identities = Places::new(home.path(), &|_| None).identities;
    assert_eq!(fs::read_dir(identities).unwrap().count(), 1);
}

#[test]
fn what_another_instance_saves_appears_and_what_one_saves_oneself_does_not() {
    let home = tempfile::tempdir().unwrap();
    let (mut here, mut there) = (Instance::new(home.path(), true), Instance::new(home.path(), false));
    here.load();
    there.load();
    here.save(&note(1, "mine", 5)).unwrap();
    // Watching begins some time after it was asked for, so the other one saves again and again.
    let mut heard = None;
    for n in 0..300 {
        there.save(&note(2, &format!("theirs {n}"), 100 + n)).unwrap();
        if let Ok(Msg::Notes(news)) = here.inbox.recv_timeout(Duration::from_millis(400)) {
            heard = Some(news);
            break;
        }
    }
    let news = heard.unwrap();
    assert!(!news.whole && texts(&news).iter().all(|text| text.starts_with("theirs")), "{news:?}");
    let mut new_folder = note(3, "in a new folder", 5);
    new_folder.targets[0].article = ArticleId("b".to_owned());
    there.save(&new_folder).unwrap();
    // What the other one wrote last may be told together with it.
    while !texts(&here.news()).contains(&"in a new folder") {}
}

#[test]
fn drafts_are_offered_until_they_are_dropped_or_saved() {
    let home = tempfile::tempdir().unwrap();
    let draft = |id: u8, text: &str| Box::new(Draft { note: note(id, text, 5), at: Stamp(7), is_new: true });
    let mut it = Instance::new(home.path(), false);
    for (id, text) in [(1, "half a"), (1, "half a sentence"), (2, "given up"), (3, "saved")] {
        it.effects.perform(Effect::SaveDraft(draft(id, text)));
    }
    it.effects.perform(Effect::DropDraft(draft(2, "").note.id));
    it.save(&note(3, "saved", 9)).unwrap();
    assert_eq!(it.effects.finish(), [""; 0]);
    // The lock of a draft may still be in a child that another test starts just now.
    let mut loads = (0..1000).map(|_| Instance::new(home.path(), false).load().drafts);
    let offered = loads.find(|drafts| !drafts.is_empty()).unwrap();
    assert_eq!(offered, [*draft(1, "half a sentence")]);
}

#[test]
fn notes_are_saved_elsewhere_and_never_over_another_file() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("new/notes.json");
    let mut it = Instance::new(home.path(), false);
    let told = |it: &mut Instance| {
        it.effects.perform(Effect::SaveNotesElsewhere(path.clone(), vec![note(1, "one", 5), note(2, "two", 5)]));
        it.answer(|msg| match msg {
            Msg::Done(text) => Some(Ok(text)),
            Msg::Failed(text) => Some(Err(text)),
            _ => None,
        })
    };
    assert!(told(&mut it).unwrap().starts_with("2 notes saved in "));
    let notes: Vec<Note> = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(notes, [note(1, "one", 5), note(2, "two", 5)]);
    assert!(told(&mut it).unwrap_err().contains("it is there already"));
}

#[test]
fn passages_are_looked_for_in_articles_open_and_not() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.txt");
    fs::write(&path, "The harbour reopened on Monday. Boats left at dawn.\n").unwrap();
    let mut it = Instance::new(home.path(), false);
    it.effects.perform(Effect::Load(RequestId(1), Origin::File(path.clone())));
    let loaded = it.answer(|msg| if let Msg::Loaded(_, loaded) = msg { loaded.ok() } else { None });
    let about = note(1, "words", 5);
    let wanted = || vec![(about.id, 0, about.targets[0].anchor.clone())];
    it.effects.perform(Effect::Locate(RequestId(2), Arc::new(loaded.article.clone()), wanted()));
    let found = it.answer(|msg| if let Msg::Located(RequestId(2), found) = msg { Some(found) } else { None });
    let span = found[0].2.span.unwrap();
    assert_eq!((found[0].0, found[0].1, span.of(&loaded.article.text)), (about.id, 0, "Boats left at dawn."));
    let mut gone = loaded.entry.clone();
    gone.origin = Origin::File(home.path().join("gone.txt"));
    it.effects.perform(Effect::LookFor(RequestId(3), vec![(gone, wanted()), (loaded.entry, wanted())]));
    let looked = |it: &Instance| {
        it.answer(|msg| if let Msg::Looked(RequestId(3), f, last) = msg { Some((f, last)) } else { None })
    };
    let (found, last) = looked(&it);
    assert_eq!((found[0].located.span, last), (Some(span), false));
    assert!(matches!(looked(&it), (none, true) if none.is_empty()));
}
