//! The list of notes with as many as a life of reading may leave: opened, walked through, filtered, drawn.

use std::sync::Arc;

use diptych::app::geometry::Size;
use diptych::app::message::{Msg, NotesNews, Roots};
use diptych::app::{App, Start};
use diptych::config;
use diptych::config::keys::{Code, Key};
use diptych::library::ArticleId;
use diptych::notes::{About, Note, NoteId, Stamp, Target};
use diptych::ui;
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::texts;

const SIZE: Size = Size { width: 120, height: 40 };

fn key(letter: char) -> Msg {
    Msg::Key(Key { code: Code::Char(letter), ctrl: false, alt: false, shift: false })
}

/// Makes a note of some 300 bytes about an article of its own.
fn note(number: usize) -> Note {
    let words = texts::article(number, 400);
    let half = words.floor_char_boundary(words.len() / 2);
    let title = Some(format!("Report {number} on the treaty"));
    let about = About { title, source: Some(format!("Gazette {}", number % 40)), ..About::default() };
    let mut target = Target { article: ArticleId(format!("{number:064x}")), about, ..Target::default() };
    target.anchor.exact = words.get(..half).unwrap_or("").to_owned();
    let at = Stamp(1_700_000_000_000 + number as u64);
    let id = NoteId::new(at, [7; 10]);
    let text = words.get(half..).unwrap_or("").to_owned();
    Note {
        id,
        targets: vec![target],
        text,
        tags: vec!["budget".to_owned()],
        created: at,
        changed: at,
        ..Note::default()
    }
}

/// Returns the program with so many notes, over an empty library.
fn program(notes: usize) -> App {
    let (mut app, _) = App::new(Arc::new(config::defaults()), Start::Library(Roots::Own), SIZE);
    let notes = (0..notes).map(note).collect();
    let _ = app.update(Msg::Notes(Box::new(NotesNews { notes, whole: true, ..NotesNews::default() })));
    app
}

fn draw(app: &App) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width as u16, SIZE.height as u16));
    ui::render_buffer(app, &mut buffer);
    black_box(&buffer);
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5, sample_size = 1)]
fn opening_the_list(bencher: Bencher, notes: usize) {
    let mut app = program(notes);
    bencher.bench_local(|| {
        let _ = app.update(key('A'));
        draw(&app);
        let _ = app.update(key('q'));
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 30, sample_size = 1)]
fn next_note(bencher: Bencher, notes: usize) {
    let mut app = program(notes);
    let _ = app.update(key('A'));
    bencher.bench_local(|| {
        let _ = app.update(key('j'));
        draw(&app);
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5, sample_size = 1)]
fn first_letter_of_a_filter(bencher: Bencher, notes: usize) {
    let mut app = program(notes);
    let _ = app.update(key('A'));
    bencher.bench_local(|| {
        let _ = app.update(key('f'));
        let _ = app.update(key('t'));
        draw(&app);
        let _ = app.update(Msg::Key(Key { code: Code::Esc, ctrl: false, alt: false, shift: false }));
    });
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn another_letter_and_back(bencher: Bencher, notes: usize) {
    let mut app = program(notes);
    for letter in "Aftr".chars() {
        let _ = app.update(key(letter));
    }
    bencher.bench_local(|| {
        let _ = app.update(key('e'));
        draw(&app);
        let _ = app.update(Msg::Key(Key { code: Code::Backspace, ctrl: false, alt: false, shift: false }));
    });
}
