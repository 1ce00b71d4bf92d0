//! What the parts take by themselves, and what a key costs in a long article.
//!
//! `cargo bench --bench speed` takes about a minute; a further word chooses benches by their names, as in
//! `cargo bench --bench speed -- keys`. Every row says also what was allocated: a frame of 16 MB must not allocate
//! more than a frame of 3 KB. `cargo bench --bench screen` measures the same program from outside,
//! `cargo bench --bench engine` the comparison.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails loudly")]

mod keys;
mod library;
mod notes;
mod text;
#[path = "../shared/texts.rs"]
mod texts;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}
