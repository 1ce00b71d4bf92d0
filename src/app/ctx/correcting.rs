//! The reader's words about stories: said, obeyed at once, kept, and taken back.

use std::collections::BTreeSet;

use super::Ctx;
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::core::shelf::correcting::{Placing, Unsaid, Word};
use crate::config::action::Action;
use crate::library::corrections::Correction;
use crate::library::{ArticleId, Entry};

impl Ctx<'_> {
    /// Says that two articles, by their indices, are one story.
    pub fn say_together(&mut self, one: usize, other: usize) -> bool {
        let at = self.word_time();
        match self.shelf.together(one, other, at) {
            Ok(word) => {
                let label = format!("{} articles are one story", word.together);
                self.say_of_story(word, label);
                true
            }
            Err(unsaid) => self.tell_unsaid(&unsaid),
        }
    }

    /// Says that an article is not of its story.
    pub fn say_apart(&mut self, one: usize) -> bool {
        let at = self.word_time();
        match self.shelf.apart(one, at) {
            Ok(word) => {
                self.say_of_story(word, "taken out of the story; it is kept out of it".to_owned());
                true
            }
            Err(unsaid) => self.tell_unsaid(&unsaid),
        }
    }

    fn word_time(&self) -> u64 {
        self.shelf.corrections.next_time(self.notes.moment.now())
    }

    fn say_of_story(&mut self, word: Word, label: String) {
        let backward = self.shelf.corrections.undoing(&word.correction);
        let before = self.shelf.standing(&word.places);
        self.correct(vec![word.correction.clone()], &word.places);
        let forward = Act::Correct(vec![word.correction], word.places);
        self.session.history.push(Deed { label: label.clone(), forward, backward: Act::Correct(backward, before) });
        self.say_undoable(label);
    }

    /// Takes words about stories, now, and puts articles where they stand by them.
    pub fn correct(&mut self, mut words: Vec<Correction>, places: &Placing) {
        let at = self.word_time();
        let corrections = std::sync::Arc::make_mut(&mut self.shelf.corrections);
        for word in &mut words {
            word.at = at;
            let _ = corrections.take(word);
        }
        let about: BTreeSet<&ArticleId> =
            words.iter().flat_map(|word| word.others.iter().chain([&word.article])).collect();
        let known = self.shelf.entries.iter().filter(|entry| about.contains(&entry.id));
        let entries: Vec<Entry> = known.cloned().collect();
        self.ask(Effect::SaveCorrections(words, entries));
        let placed = self.shelf.place(places);
        self.session.news.placed.extend(placed);
        self.session.news.corrected = true;
    }

    /// Says why a word about a story is not taken, and what to do.
    fn tell_unsaid(&mut self, unsaid: &Unsaid) -> bool {
        let (edit, together) = (self.key(Action::Edit), self.key(Action::SameStory));
        let change = if edit.is_empty() { String::new() } else { format!("; {edit} changes that") };
        self.say(match unsaid {
            Unsaid::Itself => "these are two files of one article".to_owned(),
            Unsaid::Together => "they are one story already".to_owned(),
            Unsaid::Alone => format!("it is in no story; {together} puts it into one"),
            Unsaid::Named(name) => format!("the article names its story itself, “{name}”{change}"),
            Unsaid::TwoNames(one, other) => {
                format!("the articles name two stories themselves, “{one}” and “{other}”{change}")
            }
        });
        false
    }
}
