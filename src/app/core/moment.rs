//! The time, as it is told to the state machine: it has no clock and no randomness of its own, so that every test of it
//! runs the same each time.

use crate::notes::{NoteId, Stamp};

/// What the world last said of time and chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    now: u64,
    noise: u64,
    last: u64,
    made: u64,
}

impl Moment {
    /// Takes the time, in milliseconds since 1970, and some noise that no other run of the program has.
    pub const fn tell(&mut self, now: u64, noise: u64) {
        self.now = now;
        self.noise = noise;
    }

    /// Returns the time that was told last, in milliseconds since 1970.
    #[must_use]
    pub const fn now(&self) -> u64 {
        self.now
    }

    /// Returns the moment, later than every one before it, also where the clock was set back.
    pub fn stamp(&mut self) -> Stamp {
        self.last = self.now.max(self.last + 1);
        Stamp(self.last)
    }

    /// Makes the id of a new note.
    pub fn id(&mut self) -> NoteId {
        self.made += 1;
        let at = self.stamp();
        let mut hasher = blake3::Hasher::new();
        for part in [self.noise, self.made, at.0] {
            hasher.update(&part.to_le_bytes());
        }
        let mut noise = [0; 10];
        hasher.finalize_xof().fill(&mut noise);
        NoteId::new(at, noise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_go_on_though_the_clock_goes_back() {
        let mut moment = Moment::default();
        moment.tell(500, 1);
        let first = moment.stamp();
        moment.tell(20, 1);
        assert!(moment.stamp() > first);
    }

    #[test]
    fn ids_differ_within_a_moment_and_between_runs() {
        let run = |noise| {
            let mut moment = Moment::default();
            moment.tell(500, noise);
            [moment.id(), moment.id()]
        };
        let [[a, b], [c, d]] = [run(1), run(2)];
        assert!(a < b && c < d, "ids sort by when they were made");
        assert!(a != c && b != d);
        assert_eq!(run(1), [a, b]);
        assert_eq!(a.0.get_version_num(), 7);
    }
}
