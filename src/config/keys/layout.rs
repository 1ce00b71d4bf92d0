//! Keyboard layouts: which Latin key lies where a letter of another script is typed.
//!
//! A terminal says what a key types and not where it lies, so the places are looked up in a table, `config/layouts.txt`.

use super::{Code, Key};

/// The layouts that are known.
const LAYOUTS: &str = include_str!("../../../config/layouts.txt");

/// The layout whose letters are those of the key table.
pub const LATIN: &str = "latin";

/// What the punctuation of the United States' keyboard is with Shift.
const SHIFTED: &[(char, char)] =
    &[('[', '{'), (']', '}'), (';', ':'), ('\'', '"'), (',', '<'), ('.', '>'), ('/', '?'), ('`', '~'), ('\\', '|')];

/// The letters of a layout, each with the key at its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout(Vec<(char, char)>);

impl Layout {
    /// Returns the layout called `name`; that of Latin letters, which changes nothing, where none is.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut layout = Self::default();
        let rows = LAYOUTS.lines().skip_while(|line| !is_head(line) || line.split(' ').next() != Some(name)).skip(1);
        let rows: Vec<&str> = rows.take_while(|line| !line.is_empty()).collect();
        for row in rows.chunks_exact(2) {
            if let [latin, here] = row {
                here.chars().zip(latin.chars()).for_each(|(here, latin)| layout.add(here, latin));
            }
        }
        layout
    }

    /// Adds a letter and its capital, where what is typed is not in the key table anyway.
    fn add(&mut self, here: char, latin: char) {
        if here.is_ascii() {
            return;
        }
        self.0.push((here, latin));
        if let Some(capital) = one(here.to_uppercase())
            && capital != here
            && one(capital.to_lowercase()) == Some(here)
        {
            self.0.push((capital, with_shift(latin)));
        }
    }

    /// Returns the key at the place of `key`; the same where the layout does not say.
    #[must_use]
    pub fn place(&self, key: Key) -> Key {
        let Code::Char(c) = key.code else { return key };
        let latin = self.0.iter().find(|(here, _)| *here == c).map(|(_, latin)| *latin);
        Key { code: Code::Char(latin.unwrap_or(c)), ..key }
    }
}

/// Returns the first layout that has the letter of `key`, and the key at its place there.
#[must_use]
pub fn of(key: Key) -> Option<(&'static str, Key)> {
    names().into_iter().map(|name| (name, Layout::named(name).place(key))).find(|(_, place)| *place != key)
}

/// Returns the names of the layouts.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let heads = LAYOUTS.lines().filter(|line| is_head(line)).filter_map(|line| line.split(' ').next());
    std::iter::once(LATIN).chain(heads).collect()
}

/// A layout begins with its name, of two letters, and two spaces.
fn is_head(line: &str) -> bool {
    line.get(..2).is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())) && line.get(2..4) == Some("  ")
}

fn with_shift(latin: char) -> char {
    let sign = SHIFTED.iter().find(|(plain, _)| *plain == latin);
    sign.map_or_else(|| latin.to_ascii_uppercase(), |(_, shifted)| *shifted)
}

/// Returns what there is, where it is one.
fn one(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(layout: &str, typed: &str) -> String {
        let layout = Layout::named(layout);
        let key = |c| layout.place(Key { code: Code::Char(c), ctrl: false, alt: false, shift: false });
        typed.chars().filter_map(|c| if let Code::Char(c) = key(c).code { Some(c) } else { None }).collect()
    }

    #[test]
    fn letters_are_the_keys_at_their_places() {
        assert_eq!(placed("ru", "ол ОЛ хъ ХЪ бю БЮ"), "jk JK [] {} ,. <>");
        assert_eq!(placed("ua", "і ї Є"), "s ] \"");
        assert_eq!(placed("gr", "ξκ ΞΚ ς σ Σ"), "jk JK w s S");
        assert_eq!(placed("il", "חל"), "jk");
    }

    #[test]
    fn what_is_latin_stays_and_so_does_all_without_a_layout() {
        assert_eq!(placed("ru", "j?/1:"), "j?/1:");
        assert_eq!(placed(LATIN, "ол"), "ол");
        let enter = Key { code: Code::Enter, ctrl: false, alt: false, shift: false };
        assert_eq!(Layout::named("ru").place(enter), enter);
    }

    #[test]
    fn every_layout_has_rows_of_one_length_and_no_letter_twice() {
        assert_eq!(names(), [LATIN, "ru", "ua", "by", "rs", "gr", "il"]);
        for name in names().into_iter().skip(1) {
            let Layout(mut letters) = Layout::named(name);
            assert!(letters.len() > 20, "{name}: {letters:?}");
            let all = letters.len();
            letters.sort_unstable();
            letters.dedup_by_key(|(here, _)| *here);
            assert_eq!(letters.len(), all, "{name}");
        }
        let lines: Vec<&str> = LAYOUTS.lines().filter(|line| !line.starts_with('#')).collect();
        for block in lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()) {
            let lengths: Vec<usize> = block.iter().skip(1).map(|row| row.chars().count()).collect();
            assert!(lengths.len() == 2 && lengths.iter().all(|length| Some(length) == lengths.first()), "{block:?}");
        }
    }
}
