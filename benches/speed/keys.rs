//! What a key costs from the message to the last cell, and what a frame allocates, in short and in long articles.

use std::sync::Arc;

use diptych::app::geometry::Size;
use diptych::app::message::{Effect, Msg};
use diptych::app::{App, Start};
use diptych::config;
use diptych::config::keys::{Code, Key};
use diptych::library::identity::Identities;
use diptych::library::store::from_bytes;
use diptych::library::{Loaded, Origin};
use diptych::ui;
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::texts::{self, Shape};

const SIZE: Size = Size { width: 120, height: 40 };
const LONG: usize = 16 << 20;
const SHORT: usize = 3 << 10;

fn key(letter: char) -> Msg {
    Msg::Key(Key { code: Code::Char(letter), ctrl: false, alt: false, shift: false })
}

fn buffer(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width.try_into().unwrap(), size.height.try_into().unwrap()))
}

fn article(shape: Shape, bytes: usize) -> Loaded {
    from_bytes(&Origin::Stdin, texts::text(shape, bytes).as_bytes(), &Identities::default()).unwrap()
}

/// The reader on an article.
fn reader(shape: Shape, bytes: usize) -> App {
    let (mut app, effects) = App::new(Arc::new(config::defaults()), Start::Read(Origin::Stdin), SIZE);
    for effect in effects {
        if let Effect::Load(id, _) = effect {
            let _ = app.update(Msg::Loaded(id, Ok(Box::new(article(shape, bytes)))));
        }
    }
    app
}

/// Presses `keys` again and again, drawing after each round.
fn press(bencher: Bencher, shape: Shape, keys: &str) {
    let mut app = reader(shape, LONG);
    let mut buffer = buffer(SIZE);
    bencher.bench_local(|| {
        for letter in keys.chars() {
            let _ = black_box(app.update(key(letter)));
        }
        ui::render_buffer(&app, &mut buffer);
    });
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn next_row(bencher: Bencher, shape: Shape) {
    press(bencher, shape, "j");
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn next_page(bencher: Bencher, shape: Shape) {
    press(bencher, shape, " ");
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn next_word(bencher: Bencher, shape: Shape) {
    press(bencher, shape, "w");
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn next_sentence(bencher: Bencher, shape: Shape) {
    press(bencher, shape, ")");
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn end_and_beginning(bencher: Bencher, shape: Shape) {
    press(bencher, shape, "Ggg");
}

#[divan::bench(args = Shape::ALL, sample_count = 30, sample_size = 1)]
fn another_size(bencher: Bencher, shape: Shape) {
    let mut app = reader(shape, LONG);
    let sizes = [SIZE, Size { width: 70, height: 30 }];
    let mut buffers = sizes.map(buffer);
    bencher.bench_local(|| {
        for (size, buffer) in sizes.into_iter().zip(&mut buffers) {
            let _ = app.update(Msg::Resize(size));
            ui::render_buffer(&app, buffer);
        }
    });
}

/// What the main loop does when a long article arrives.
#[divan::bench(args = Shape::ALL, sample_count = 3, sample_size = 1)]
fn taking_over(bencher: Bencher, shape: Shape) {
    let loaded = article(shape, LONG);
    let start = || {
        let (app, effects) = App::new(Arc::new(config::defaults()), Start::Read(Origin::Stdin), SIZE);
        (app, effects, Some(Box::new(loaded.clone())))
    };
    bencher.with_inputs(start).bench_local_refs(|(app, effects, loaded)| {
        for effect in effects.iter() {
            if let (Effect::Load(id, _), Some(loaded)) = (effect, loaded.take()) {
                let _ = black_box(app.update(Msg::Loaded(*id, Ok(loaded))));
            }
        }
    });
}

#[divan::bench(args = [SHORT, LONG], sample_count = 100, sample_size = 1)]
fn frame(bencher: Bencher, bytes: usize) {
    let app = reader(Shape::Prose, bytes);
    let mut buffer = buffer(SIZE);
    bencher.bench_local(|| ui::render_buffer(black_box(&app), &mut buffer));
}
