//! Small words that join two runs of capitals into one name: "of", "for", "on", "to", "and".

use super::{Finder, Run};
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::read::{Shape, Token};

/// What people unite to do; sorted.
const PURPOSES: &[&str] = &[
    "abolish", "ban", "build", "defeat", "defend", "elect", "end", "fight", "free", "help", "impeach", "improve",
    "keep", "make", "preserve", "prevent", "promote", "protect", "rebuild", "recall", "reform", "repeal", "rescue",
    "restore", "save", "stop", "support",
];

impl Finder<'_> {
    /// "Bank of England", "Council on Foreign Relations", "Food and Drug Administration".
    pub(super) fn linked(self, run: &Run, next: usize, end: usize) -> Option<usize> {
        let link = self.token(next)?;
        let article = self.token(next + 1).is_some_and(|t| t.word == "the" && t.shape == Shape::Lower);
        let after = next + 1 + usize::from(article);
        let near = after < end && (next + 1..=after).all(|i| self.reading.follows(i));
        let to =
            self.token(after).filter(|t| near && t.is_capital() && !t.is_stop() && !lexicon::is_no_name(t.class))?;
        let head = self.token(run.last).filter(|t| t.is_capital())?;
        if self.known(run.first, next).is_some_and(|(_, last)| last == run.last) {
            return None;
        }
        let own = Class::GIVEN.or(Class::DEMONYM).or(Class::TITLE);
        let plain = |t: &Token<'_>| t.class.is(Class::COMMON) && !t.class.is(own) && t.shape == Shape::Title;
        let programme = plain(head) && plain(to) && !self.token(run.first).is_some_and(|t| t.class.is(own));
        let many = |t: &Token<'_>| t.word.ends_with('s') && !t.word.ends_with("ss");
        let alone = run.first == run.last && head.class.is(Class::COMMON) && !head.class.is(Class::GIVEN);
        let is = match &*link.word {
            "of" if head.class.is(Class::TITLE) => to.class.is(Class::OFFICE) && self.known(after, end).is_none(),
            _ if head.class.is(Class::ROLE.or(Class::PERSON)) && alone => false,
            "of" if alone || self.is_for(run) => true,
            "of" if head.class.is(Class::FOR_HEAD) && head.word.ends_with('s') => true,
            "of" => head.class.is(Class::OF_HEAD) || lexicon::head_of_many(&head.word).is_some(),
            "for" if alone || programme => {
                !head.forced || run.first < run.last || self.evidence.is_name(&head.word) == Some(true)
            }
            "for" | "on" => head.class.is(Class::FOR_HEAD),
            "to" => !article && (self.is_purpose(run, head, to) || programme && run.first < run.last && many(head)),
            "and" => !article && self.is_joined_by_and(run, after, end),
            _ => false,
        };
        is.then_some(after)
    }

    /// "Mothers Against Hunger", "Doctors Without Borders".
    pub(super) fn takes_cause(self, run: &Run, next: usize, end: usize) -> Option<usize> {
        let cause = self.token(next).is_some_and(|t| matches!(&*t.word, "against" | "without" | "before"));
        let head = self.token(run.last).is_some_and(|t| t.word.ends_with('s') && t.shape == Shape::Title);
        (cause && head && run.first == run.last && next + 1 < end && self.goes_on(next + 1)).then_some(next + 1)
    }

    /// "National Association for the Advancement of …": what a body is for may be of something.
    fn is_for(self, run: &Run) -> bool {
        (run.first..run.last).any(|i| self.token(i).is_some_and(|t| t.word == "for" && t.shape == Shape::Lower))
    }

    /// "Alliance to Save Rural Schools": a body is there to do something.
    fn is_purpose(self, run: &Run, head: &Token<'_>, to: &Token<'_>) -> bool {
        let doing = Class::BODY.or(Class::PLACE).or(Class::THING).or(Class::TITLE).or(Class::GIVEN).or(Class::DEMONYM);
        let first = self.token(run.first).is_some_and(|t| !t.class.is(Class::GIVEN));
        let purpose = to.class.is(Class::COMMON) && to.shape == Shape::Title && !to.class.is(doing);
        // "Neighbors United to Keep Tarn Beach Open": a verb with a capital is none of a person's or a place's.
        let verb = PURPOSES.binary_search(&&*to.word).is_ok() && to.shape == Shape::Title;
        let people = head.word.ends_with('s') || matches!(&*head.word, "united" | "together" | "organized");
        let united = verb && people && run.first < run.last && !head.forced;
        first && (purpose && head.class.is(Class::FOR_HEAD) && !head.class.is(Class::DEMONYM) || united)
    }

    /// "Health and Human Services" after "Department of", "Securities and Exchange Commission".
    fn is_joined_by_and(self, run: &Run, after: usize, end: usize) -> bool {
        let (Some(left), Some(right)) = (self.token(run.last), self.token(after)) else { return false };
        let whole = Class::DEMONYM.or(Class::TITLE).or(Class::GIVEN);
        let plain = |t: &Token<'_>| t.class.is(Class::COMMON) && !t.class.is(whole);
        let has = |word: &str| (run.first..run.last).any(|i| self.token(i).is_some_and(|t| t.word == word));
        let names =
            |class: Class| (after + 1..end.min(after + 4)).take_while(|&i| self.goes_on(i)).any(|i| self.is(i, class));
        // "Departments of Labor and Education", "Universities of Lund and Oslo": what many heads are of.
        let many =
            (run.first..run.last).any(|i| self.token(i).is_some_and(|t| lexicon::head_of_many(&t.word).is_some()));
        if many && has("of") {
            return self.known(run.first, run.last + 1).is_none() && !right.class.is(Class::GIVEN);
        }
        let cause = has("for") && !right.class.is(whole) && super::ends_like_english(&right.word);
        if plain(left) && (cause || plain(right) && (has("to") || has("for"))) {
            return true;
        }
        let ends_body = names(Class::BODY) || self.ends_many(after, end);
        let open = !left.class.is(Class::BODY) && (!right.class.is(Class::BODY) || ends_body);
        let offices = left.class.is(Class::OFFICE) && right.class.is(Class::OFFICE);
        // "House and Senate Intelligence Committees", "New York and Boston Police Departments".
        let of_many = self.ends_many(after, end) && !left.class.is(Class::GIVEN) && !right.class.is(Class::GIVEN);
        let one = plain(left) && !right.class.is(whole) && (plain(right) || self.known(after, end).is_none());
        // "Ministry of Fisheries and Forests": what one body is for.
        let matter = |t: &Token<'_>| plain(t) || super::ends_like_english(&t.word) && !t.class.is(Class::GIVEN);
        let of_one = run.last == run.first + 2
            && has("of")
            && self.is(run.first, Class::BODY)
            && matter(left)
            && matter(right)
            && !right.class.is(Class::BODY.or(whole))
            && self.known(after, end).is_none()
            && self.evidence.is_name(&right.word) != Some(false)
            && !self.goes_on(after + 1);
        (has("of") && offices) || of_one || of_many || (one && open && ends_body && !self.is_known_end(run))
    }

    fn is(self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.class.is(class))
    }

    /// Says whether token `at` is one more word with a capital.
    fn goes_on(self, at: usize) -> bool {
        self.reading.follows(at) && self.token(at).is_some_and(|t| t.is_capital() && !t.is_stop())
    }

    /// Says whether a known name ends a run.
    fn is_known_end(self, run: &Run) -> bool {
        (run.first..=run.last).any(|i| self.known(i, run.last + 1).is_some_and(|(_, last)| last == run.last))
    }

    /// Says whether the words from `at` end in the head of several bodies: "… Education Departments".
    fn ends_many(self, at: usize, end: usize) -> bool {
        let last = (at..end.min(at + 5)).take_while(|&i| i == at || self.goes_on(i)).last();
        last.filter(|&last| last > at && !self.goes_on(last + 1))
            .and_then(|last| self.token(last))
            .is_some_and(|t| lexicon::head_of_many(&t.word).is_some())
    }
}
