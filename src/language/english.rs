//! English: what is known of its words, from lists that are text files.
//!
//! A word is asked for without its stop and with its accents folded; only letters A to Z may be capitals.
//!
//! ```
//! use diptych::language::english::{Classes, classes, month};
//!
//! assert!(classes("Senator").is(Classes::TITLE));
//! assert!(classes("sen").is(Classes::TITLE) && classes("sen").is(Classes::SHORT));
//! assert_eq!(month("Sept"), Some(9));
//! ```

pub mod background;
mod calendar;
mod classes;
mod contrast;
mod forms;
mod known;
mod speech;
mod stock;

pub use calendar::{month, month_name, weekday, weekday_name};
pub use classes::{Classes, classes, is_common, is_frame, is_stop};
pub use contrast::{poles, scope};
pub use forms::{Meaning, Turn, act, counted, infinitive, meaning, number, singular, spellings, turn};
pub use known::{Known, Named, known, longest};
pub use speech::{gives_out, is_document, is_womans};
pub use stock::stock;
