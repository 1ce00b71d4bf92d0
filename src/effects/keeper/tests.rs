#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use super::*;
use crate::article::Article;
use crate::effects::World;
use crate::library::places::{Library, Places};
use crate::library::{ArticleId, Limits, Origin};
use std::fs;
use std::path::Path;

fn shared(home: &Path) -> Arc<Shared> {
    Arc::new(Shared::new(World {
        library: Library { roots: vec![home.join("articles")], named: true },
        places: Places::new(home, &|_| None),
        limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
        watch: false,
        piped: None,
        given: Vec::new(),
        newsroom: None,
        door: None,
    }))
}

/// Starts keeping in `home`, does `work` with an article there, ends, and returns the answers and what is lost.
fn kept(home: &Path, work: impl FnOnce(&Keeper, Entry)) -> (Vec<Msg>, Vec<String>) {
    let path = home.join("a.txt");
    fs::write(&path, "The harbour reopened on Monday. Boats left at dawn.\n").unwrap();
    let (sender, inbox) = mpsc::channel();
    let shared = shared(home);
    let keeper = Keeper::start(Arc::clone(&shared), Answers::new(move |msg| sender.send(msg).is_ok()));
    work(&keeper, shared.load(&Origin::File(path)).unwrap().entry);
    let lost = keeper.finish();
    (inbox.try_iter().collect(), lost)
}

fn star(keeper: &Keeper, entry: Entry) {
    let change = Change { id: entry.id.clone(), starred: Some(true), ..Change::default() };
    keeper.save(vec![(entry, change)]);
}

fn starred(answers: &[Msg]) -> usize {
    let states = answers.iter().filter_map(|msg| if let Msg::State(state) = msg { Some(state) } else { None });
    states.flat_map(|state| state.articles.values()).filter(|article| article.starred).count()
}

#[test]
fn what_was_saved_is_answered_first_the_next_time() {
    let home = tempfile::tempdir().unwrap();
    let (answers, lost) = kept(home.path(), star);
    assert_eq!((starred(&answers), lost), (0, vec![]));
    let (answers, _) = kept(home.path(), |_, _| {});
    assert!(matches!(answers.first(), Some(Msg::State(_))), "{answers:?}");
    assert_eq!(starred(&answers), 1);
}

#[test]
fn an_article_with_state_has_its_identity_kept() {
    let home = tempfile::tempdir().unwrap();
    kept(home.path(), star);
    let (identities, _) = Identities::load(&Places::new(home.path(), &|_| None).identities);
    assert_eq!(identities.len(), 1);
}

#[test]
fn the_articles_of_a_decision_have_their_identities_kept() {
    use crate::article::anchor::Anchor;
    use crate::library::decisions::{Kept, Kind};
    let home = tempfile::tempdir().unwrap();
    let (answers, lost) = kept(home.path(), |keeper, entry| {
        let kept = Kept::new(Kind::Rejected, Anchor::default(), Anchor::default());
        keeper.decide(RequestId(3), Decided { entries: [entry.clone(), entry], kept });
    });
    assert_eq!(lost, Vec::<String>::new());
    assert!(answers.iter().any(|msg| matches!(msg, Msg::Decisions(RequestId(3), kept) if kept.len() == 1)));
    let (identities, _) = Identities::load(&Places::new(home.path(), &|_| None).identities);
    assert_eq!(identities.len(), 1);
}

#[test]
fn what_cannot_be_saved_is_told_and_said_again_at_the_end() {
    let home = tempfile::tempdir().unwrap();
    // A file where the folder should be.
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(home.path().join(".local/state"), "").unwrap();
    let (answers, lost) = kept(home.path(), star);
    let failures = answers.iter().filter(|msg| matches!(msg, Msg::Failed(_))).count();
    assert!(failures >= 2, "{answers:?}");
    assert_eq!(lost.len(), 1);
    assert!(lost.concat().contains("the reading state is not saved (1 change)"), "{lost:?}");
}

#[test]
fn what_could_not_be_saved_is_saved_once_that_is_possible() {
    let home = tempfile::tempdir().unwrap();
    let blocked = home.path().join(".local/state");
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(&blocked, "").unwrap();
    let (_, lost) = kept(home.path(), |keeper, entry| {
        star(keeper, entry);
        fs::remove_file(&blocked).unwrap();
    });
    assert_eq!(lost, Vec::<String>::new());
    assert_eq!(starred(&kept(home.path(), |_, _| {}).0), 1);
}

#[test]
fn a_rejected_guess_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let (answers, _) = kept(home.path(), |keeper, entry| {
        star(keeper, entry.clone());
        keeper.reject(entry);
    });
    assert!(answers.iter().any(|msg| matches!(msg, Msg::Changed(paths) if paths.len() == 1)), "{answers:?}");
}

/// Starts keeping in `home` with a task that waits until it is let go.
fn busy(home: &Path) -> (Keeper, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (begun, has_begun) = mpsc::channel();
    let (let_go, released) = mpsc::channel::<()>();
    let keeper = Keeper::start(shared(home), Answers::new(|_| true));
    let wait = move || {
        begun.send(()).unwrap();
        let _ = released.recv();
    };
    keeper.send(Task::Do(Box::new(wait)));
    (keeper, has_begun, let_go)
}

#[test]
fn the_end_does_not_wait_for_what_is_only_read() {
    let home = tempfile::tempdir().unwrap();
    let (keeper, has_begun, let_go) = busy(home.path());
    has_begun.recv().unwrap();
    keeper.note(notes::Task::Load);
    assert_eq!(keeper.finish(), Vec::<String>::new());
    // It still waits: nobody had to let it go.
    let_go.send(()).unwrap();
}

#[test]
fn the_end_waits_for_what_is_kept_behind_what_is_read() {
    let home = tempfile::tempdir().unwrap();
    let (answers, lost) = kept(home.path(), |keeper, entry| {
        keeper.note(notes::Task::Load);
        star(keeper, entry);
    });
    assert_eq!((lost, answers.iter().filter(|msg| matches!(msg, Msg::Failed(_))).count()), (vec![], 0));
    assert_eq!(starred(&kept(home.path(), |_, _| {}).0), 1);
}

#[test]
#[allow(clippy::panic, reason = "the panic is what is tested")]
fn a_panic_is_told_and_what_comes_afterwards_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let (answers, lost) = kept(home.path(), |keeper, entry| {
        for _ in 0..=FALLS {
            keeper.send(Task::Do(Box::new(|| panic!("secret"))));
        }
        star(keeper, entry);
    });
    assert_eq!(lost, Vec::<String>::new());
    let told = |msg: &&Msg| matches!(msg, Msg::Failed(why) if why.contains("keeping what was changed: internal error"));
    assert_eq!(answers.iter().filter(told).count(), FALLS + 1, "{answers:?}");
    assert_eq!(starred(&kept(home.path(), |_, _| {}).0), 1);
}

#[test]
#[allow(clippy::panic, reason = "the panic is what is tested")]
fn a_panic_at_the_start_leaves_nobody_waiting_and_is_told_at_the_end() {
    let mut stage = Stage::Opening;
    let (_tasks, inbox) = mpsc::channel();
    assert!(supervise::once(|| stage.step(&inbox, || panic!("secret"))).is_none());
    assert!(matches!(stage, Stage::Opening));
    let mut fallen = Stage::Fallen(2);
    let told = fallen.step(&inbox, || unreachable!()).unwrap();
    assert_eq!(told, ["what was changed last may not be saved (2 changes): internal error"]);
}

/// Where a reader stands in the article of `entry`.
fn rest(entry: &Entry, at: usize) -> Box<Rest> {
    let text = "Der Hafen \u{f6}ffnete am Montag.".to_owned();
    Box::new(Rest { entry: entry.clone(), article: Arc::new(Article { text, ..Article::default() }), at })
}

fn places(home: &Path) -> Vec<usize> {
    let (answers, _) = kept(home, |_, _| {});
    let states = answers.iter().filter_map(|msg| if let Msg::State(state) = msg { Some(state) } else { None });
    states.flat_map(|state| state.articles.values()).map(|article| article.place).collect()
}

#[test]
fn a_place_is_kept_after_a_moments_rest_without_the_programs_end() {
    let home = tempfile::tempdir().unwrap();
    let file = || {
        let folder = Places::new(home.path(), &|_| None).reading;
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect::<String>()
    };
    kept(home.path(), |keeper, entry| {
        keeper.rest(rest(&entry, 4));
        keeper.rest(rest(&entry, 12));
        let waited = (0..2000).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            file().contains("\"place\"")
        });
        assert!(waited, "{}", file());
    });
    assert_eq!(file().lines().count(), 1, "{}", file());
    // Scalars are counted, not bytes.
    assert_eq!(places(home.path()), [11]);
}

#[test]
fn a_place_that_was_not_kept_yet_is_at_the_end_and_a_later_word_outdoes_it() {
    let home = tempfile::tempdir().unwrap();
    kept(home.path(), |keeper, entry| keeper.rest(rest(&entry, 4)));
    assert_eq!(places(home.path()), [4]);
    kept(home.path(), |keeper, entry| {
        keeper.rest(rest(&entry, 4));
        let change = Change { id: entry.id.clone(), place: Some(9), ..Change::default() };
        keeper.save(vec![(entry, change)]);
    });
    assert_eq!(places(home.path()), [9]);
}

fn identities(home: &Path) -> Identities {
    Identities::load(&Places::new(home, &|_| None).identities).0
}

#[test]
fn a_library_that_is_marked_has_all_its_identities_kept() {
    let home = tempfile::tempdir().unwrap();
    let count = 300;
    let text = |n: usize| format!("Ferry number {n} left the quay on time. Nobody was on board.\n");
    let shared = shared(home.path());
    let keeper = Keeper::start(Arc::clone(&shared), Answers::new(|_| true));
    let entry = |n: usize| {
        let path = home.path().join(format!("{n}.txt"));
        fs::write(&path, text(n)).unwrap();
        shared.load(&Origin::File(path)).unwrap().entry
    };
    let change = |entry: &Entry| Change { id: entry.id.clone(), read: Some(true), ..Change::default() };
    let marked: Saved = (0..count).map(entry).map(|entry| (entry.clone(), change(&entry))).collect();
    keeper.save(marked.clone());
    keeper.save(marked);
    let waited = (0..2000).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        shared.identities().len() == count
    });
    assert!(waited);
    assert_eq!(keeper.finish(), Vec::<String>::new());
    assert_eq!(identities(home.path()).len(), count);
}

/// Writes what is kept of the article `id` in one way, without its identity.
type Hang = fn(&Places, &ArticleId);

fn marked(places: &Places, id: &ArticleId, starred: bool) {
    let mut log = crate::library::state::StateLog::open(&places.reading, "elsewhere").unwrap();
    log.append(&Change { id: id.clone(), starred: Some(starred), ..Change::default() }, 1).unwrap();
}

const HANGS: [(&str, Hang, usize); 7] = [
    ("a star", |places, id| marked(places, id, true), 1),
    ("a decision, as the first", |places, id| decision(places, &id.0, "ffff"), 1),
    ("a decision, as the second", |places, id| decision(places, "0000", &id.0), 1),
    ("a note", |places, id| fs::create_dir_all(places.notes.join(&id.0)).unwrap(), 1),
    ("nothing", |_, _| {}, 0),
    ("a star that was taken away again", |places, id| marked(places, id, false), 0),
    ("a note on another article", |places, _| fs::create_dir_all(places.notes.join("ffff")).unwrap(), 0),
];

fn decision(places: &Places, first: &str, second: &str) {
    fs::create_dir_all(&places.decisions).unwrap();
    fs::write(places.decisions.join(format!("{first}--{second}.json")), "{}").unwrap();
}

#[test]
fn an_article_of_which_something_is_kept_but_not_who_it_is_gets_its_identity_when_it_is_come_upon() {
    for (what, hang, expected) in HANGS {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        let id = std::cell::RefCell::default();
        kept(home.path(), |_, entry| *id.borrow_mut() = entry.id);
        let id = id.into_inner();
        hang(&Places::new(home.path(), &|_| None), &id);
        kept(home.path(), |_, _| {});
        assert_eq!(identities(home.path()).len(), expected, "{what}");
        // Once that is so, an edit does not part it from what is kept of it.
        fs::write(&path, "The harbour reopened on Monday. Boats left at dawn. A ferry followed at noon.\n").unwrap();
        let shared = shared(home.path());
        shared.set_identities(identities(home.path()));
        let now = shared.load(&Origin::File(path)).unwrap().entry.id;
        assert_eq!(now == id, expected == 1, "{what}");
    }
}

#[test]
fn a_scan_comes_upon_such_articles_too_and_leaves_the_others_alone() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("articles");
    fs::create_dir_all(&library).unwrap();
    for name in ["one", "two", "three"] {
        fs::write(library.join(format!("{name}.txt")), format!("The {name} boats left at dawn.\n")).unwrap();
    }
    let places = Places::new(home.path(), &|_| None);
    let alone = shared(home.path());
    alone.set_identities(Identities::default());
    let id = alone.load(&Origin::File(library.join("two.txt"))).unwrap().entry.id;
    marked(&places, &id, true);
    let shared = shared(home.path());
    let keeper = Keeper::start(Arc::clone(&shared), Answers::new(|_| true));
    let job = crate::effects::scan::scan(RequestId(1), crate::app::message::Roots::Own);
    (job.work)(&crate::effects::job::Desk { shared, answers: Answers::new(|_| true), cancel: Arc::default() });
    assert_eq!(keeper.finish(), Vec::<String>::new());
    let identities = identities(home.path());
    assert_eq!((identities.len(), identities.get(&id).is_some()), (1, true));
}
