//! The jump list: places that were left by a leap, gone through with Ctrl-o and Alt-o.

use crate::compare::Side;
use crate::library::Origin;

/// At most so many places are kept.
const MOST: usize = 100;

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An article in the list.
    List(Option<Origin>),
    /// A byte offset of an article that is read.
    Reader(Origin, usize),
    /// A byte offset on one side of a pair.
    Pair {
        /// The left article.
        left: Origin,
        /// The right article.
        right: Origin,
        /// The side.
        side: Side,
        /// The byte offset.
        offset: usize,
    },
}

/// The places, oldest first, and where we are among them.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    places: Vec<Place>,
    at: usize,
}

impl Jumps {
    /// Notes the place that a leap starts from; places gone back from are forgotten.
    pub fn leave(&mut self, from: Place) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&from) {
            self.places.push(from);
        }
        let over = self.places.len().saturating_sub(MOST);
        self.places.drain(..over);
        self.at = self.places.len();
    }

    /// Goes back from `here`.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let mut target = self.at.checked_sub(1)?;
        if self.at == self.places.len() {
            // A leap that led to where it began is no place to go back to.
            if target > 0 && self.places.get(target) == Some(&here) {
                target -= 1;
            }
            self.places.push(here);
        }
        self.at = target;
        self.places.get(target).cloned()
    }

    /// Goes forward again.
    pub fn forward(&mut self) -> Option<Place> {
        let place = self.places.get(self.at + 1).cloned()?;
        self.at += 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(offset: usize) -> Place {
        Place::Reader(Origin::Stdin, offset)
    }

    #[test]
    fn back_and_forth_comes_to_where_it_began() {
        let mut jumps = Jumps::default();
        jumps.leave(at(1));
        jumps.leave(at(2));
        assert_eq!(jumps.back(at(3)), Some(at(2)));
        assert_eq!(jumps.back(at(2)), Some(at(1)));
        assert_eq!(jumps.back(at(1)), None);
        assert_eq!(jumps.forward(), Some(at(2)));
        assert_eq!(jumps.forward(), Some(at(3)));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn leaping_anew_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(at(1));
        jumps.leave(at(2));
        let _ = jumps.back(at(3));
        jumps.leave(at(9));
        assert_eq!(jumps.forward(), None);
        assert_eq!(jumps.back(at(10)), Some(at(9)));
    }
}
