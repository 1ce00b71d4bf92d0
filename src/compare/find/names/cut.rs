//! The second stage: what of a run of capitals is a name, and what is a title, an office, a nationality or a word of
//! the beginning of a sentence; what stands before a title is a name of its own.
//!
//! ```text
//! Florida Gov. Ana Ruiz              → Florida · Ana Ruiz (titled)
//! Former Brandt lawyer               → Brandt
//! Mexican President Ruiz             → Ruiz (titled)
//! U.S. Department of State           → whole
//! Secretary of War Tom Bell          → Tom Bell (titled)
//! Province of Corva Ana Ruiz         → Province of Corva · Ana Ruiz
//! Nixon White House                  → Nixon · White House
//! Departments of Labor and Education → Department of Labor · Department of Education
//! ```

mod several;

use super::candidates::{self, Finder, Make, Run};
use super::lexicon::Class;
use super::read::{Shape, Token};
use crate::compare::NameKind;

/// A name as it was cut out of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub run: Run,
    /// The token of the title before it.
    pub title: Option<usize>,
    /// Its words in full, folded and as they are printed, where it shares some with another name.
    pub full: Option<Vec<(String, String)>>,
}

impl Piece {
    /// A name without a title.
    pub const fn plain(run: Run) -> Self {
        Self { run, title: None, full: None }
    }
}

/// Returns the names of a run in order.
pub(super) fn cut(finder: Finder<'_>, run: Run) -> Vec<Piece> {
    let mut cutter = Cutter { finder, out: Vec::new() };
    cutter.cut(run);
    cutter.out
}

/// Collects the names of a run.
struct Cutter<'a> {
    finder: Finder<'a>,
    out: Vec<Piece>,
}

/// What may end the name of something that is no person.
const TAIL: Class = Class::BODY.or(Class::PLACE).or(Class::THING);

impl<'a> Cutter<'a> {
    fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.finder.token(at)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.class.is(class))
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.token(at).is_some_and(|t| words.contains(&&*t.word))
    }

    fn push(&mut self, run: Run, title: Option<usize>) {
        self.out.push(Piece { title, ..Piece::plain(run) });
    }

    fn cut(&mut self, run: Run) {
        if !self.finder.reading.english {
            // Where every noun has a capital, one of them is no name.
            let plain = (run.first..=run.last).all(|i| self.token(i).is_some_and(Token::is_capital));
            if !self.finder.reading.nouns || (run.last > run.first && plain) {
                self.push(run, None);
            }
            return;
        }
        if run.make != Make::Words {
            return self.push(run, None);
        }
        if let Some(pieces) = several::several(self.finder, run) {
            return self.out.extend(pieces);
        }
        if self.is_shouted(run) || self.is_doctrine(run) {
            return;
        }
        let whole = self.without_lead(run);
        let mut run = self.without_tail(whole);
        // "Congressional Democrats": a word that stood with a party says nothing by itself.
        let left = run != whole && run.first == run.last && self.is(run.first, Class::COMMON.or(Class::FRONT));
        if left && self.finder.known(run.first, run.first + 1).is_none() {
            return;
        }
        match self.title(run) {
            Some(title) => {
                self.role(run.first, title);
                run.first = self.after_office(title, run.last);
                if run.first <= run.last {
                    self.person_or_whole(run, Some(title));
                }
            }
            None => self.described(run),
        }
    }

    /// "Radical Islamic Terrorism", "McCarthyism": a way of thinking is nobody and nowhere.
    fn is_doctrine(&self, run: Run) -> bool {
        let doctrine = |t: &Token<'_>| t.shape == Shape::Title && t.word.len() > 6 && t.word.ends_with("ism");
        self.token(run.last).is_some_and(doctrine) && self.finder.known(run.first, run.last + 1).is_none()
    }

    /// "WITCH HUNT", "GIVE UP": capitals for the sake of loudness.
    fn is_shouted(&self, run: Run) -> bool {
        let loud = |i: usize| {
            let shouted = |t: &Token<'_>| t.shape == Shape::Upper && t.class.is(Class::COMMON) && t.word.len() > 2;
            self.token(i).is_some_and(shouted)
        };
        // "NEVER GIVE UP": one word of several that are loud.
        let near = |i: Option<usize>| {
            let small = |t: &Token<'_>| t.shape == Shape::Upper && t.class.is(Class::STOP) && t.word.len() > 1;
            i.and_then(|i| self.token(i)).is_some_and(small)
        };
        let among = near(run.first.checked_sub(1)) || near(Some(run.last + 1));
        (run.last > run.first || among)
            && (run.first..=run.last).all(loud)
            && self.finder.known(run.first, run.last + 1).is_none()
    }

    /// Takes the words off that have a capital from the beginning of the sentence alone: "Former Brandt lawyer".
    fn without_lead(&self, mut run: Run) -> Run {
        let kept = Class::GIVEN.or(Class::TITLE).or(Class::DEMONYM).or(Class::PLACE_HEAD).or(Class::REGAL);
        while run.first < run.last && self.token(run.first).is_some_and(|t| t.forced) {
            let Some(lead) = self.token(run.first) else { break };
            let rest = self.finder.known(run.first + 1, run.last + 1).is_some_and(|(_, last)| last == run.last);
            let word = lead.class.is(Class::COMMON) || (rest && candidates::ends_like_english(&lead.word));
            let plain = word && !lead.class.is(kept) && lead.shape == Shape::Title;
            let known = self.finder.known(run.first, run.last + 1).is_some_and(|(_, last)| last > run.first);
            let written = self.finder.evidence.is_name(&lead.word) == Some(true);
            if !plain || known || written || !self.is_name_alone(Run { first: run.first + 1, ..run }, lead) {
                break;
            }
            run.first += 1;
        }
        run
    }

    /// Says whether what stands behind the first word of a sentence is a name without it.
    fn is_name_alone(&self, rest: Run, lead: &Token<'_>) -> bool {
        let Some(first) = self.token(rest.first) else { return false };
        let known = self.finder.known(rest.first, rest.last + 1);
        if known.is_some_and(|(_, last)| last == rest.last) {
            // "Northern Ireland" is another than Ireland; "Southern Lima" is not.
            return !lead.class.is(Class::FRONT) || lead.word.ends_with("ern") || lead.word == "central";
        }
        let front = Class::FRONT.or(Class::PLACE_HEAD);
        let named = (!first.class.is(Class::COMMON) || first.class.is(Class::GIVEN)) && !first.is_stop();
        named
            && !self.is(rest.last, TAIL)
            && !lead.class.is(front)
            && self.token(rest.last).is_some_and(Token::is_capital)
    }

    /// "the Obama Administration" is about Obama.
    fn without_tail(&self, mut run: Run) -> Run {
        if run.last == run.first + 1
            && self.is_word(run.last, &["administration"])
            && !self.is(run.first, Class::COMMON)
        {
            run.last = run.first;
        }
        // "Section 8", "Article II", "House Republicans" keep what is a name of them.
        let plural = |at: usize| self.token(at).is_some_and(|t| t.word.ends_with('s') && t.class.is(Class::DEMONYM));
        let adherent = |at: usize| self.is(at, Class::DEMONYM) && !self.is(at - 1, Class::GIVEN.or(Class::COMMON));
        while run.last > run.first
            && (plural(run.last) || run.last == run.first + 1 && adherent(run.last))
            && run.nickname.is_none()
            && self.finder.known(run.first, run.last + 1).is_none_or(|(_, last)| last < run.last)
        {
            run.last -= 1;
        }
        run
    }

    /// Says whether token `at` is a title, or what somebody does before the name.
    fn is_title(&self, at: usize, last: usize) -> bool {
        let role = self.is(at, Class::ROLE) && at < last && {
            let given = Class::GIVEN.or(Class::FEMALE).or(Class::MALE);
            let named = |t: &Token<'_>| !t.class.is(Class::COMMON.or(TAIL)) || t.class.is(given);
            self.token(at + 1).is_some_and(named)
        };
        role || self.is(at, Class::TITLE)
    }

    /// Returns the last title of a run that is not part of a name.
    fn title(&self, run: Run) -> Option<usize> {
        // "Department of Justice", "Council for Foreign Ministers".
        let of = |at: usize| at > run.first && self.is_word(at - 1, &["of", "for", "and", "to"]);
        let last = (run.first..=run.last).rev().find(|&i| self.is_title(i, run.last) && !of(i))?;
        if last == run.last {
            // "Stephen King", "John Major": a family name like a title.
            let named = last > run.first && self.is(last - 1, Class::GIVEN) && !self.is(last - 1, Class::MODIFIER);
            return (!named).then_some(last);
        }
        let given_before = last > run.first && self.is(last - 1, Class::GIVEN) && !self.is(last - 1, Class::COMMON);
        // "Judge Street", but "King Street".
        let named = run.last == last + 1
            && self.is(run.last, Class::SURNAME)
            && !self.is(last, Class::REGAL.or(Class::SURNAME));
        // "Mayor Hope Field", but "Governor Street".
        let full = run.last == last + 2 && self.is(last + 1, Class::GIVEN) && !self.is(last, Class::REGAL);
        let body = self.is(run.last, TAIL) && !full && !self.is(last + 1, Class::GIVEN) && run.last > last && !named;
        (!body && !given_before).then_some(last)
    }

    /// Returns the token after the title at `title` and what it is an office of.
    fn after_office(&self, title: usize, last: usize) -> usize {
        let mut at = title + 1;
        if at <= last && self.is_word(at, &["of", "for"]) {
            at += 1;
            let matter = |at: usize| {
                self.is(at, Class::OFFICE)
                    || self.is_word(at, &["the", "and", "of"])
                    || (self.is(at, Class::COMMON) && !self.is(at, Class::GIVEN) && at < last)
            };
            while at <= last && matter(at) {
                at += 1;
            }
        }
        at
    }

    /// Takes the names before a title: "Florida Gov.", "Fox News Director", "House Speaker".
    fn role(&mut self, first: usize, title: usize) {
        if self.is_body(first, title) {
            return self.push(Run::new(first, title - 1), None);
        }
        let mut at = first;
        while at < title {
            if let Some((_, last)) = self.finder.known(at, title) {
                self.push(Run::new(at, last), None);
                at = last + 1;
                continue;
            }
            let idle = Class::TITLE.or(Class::MODIFIER).or(Class::DEMONYM).or(Class::OFFICE).or(Class::ROLE);
            let part = |i: usize| i < title && self.finder.known(i, title).is_none() && !self.is(i, idle);
            let end = (at..title).find(|&i| !part(i)).unwrap_or(title);
            let named = (at..end).any(|i| self.token(i).is_some_and(|t| t.is_capital() && !t.class.is(Class::COMMON)));
            let capitals = (at..end).filter(|&i| self.token(i).is_some_and(Token::is_capital)).count();
            let ends_well = end > at && self.token(end - 1).is_some_and(Token::is_capital);
            if (named || capitals > 1) && ends_well {
                self.push(Run::new(at, end - 1), None);
            }
            at = end.max(at + 1);
        }
    }

    /// "Republican National Committee Chairman", "Open Door Campaign President", "U.S. Navy Sailor": a body is taken
    /// whole, but not "Trump Campaign Manager".
    fn is_body(&self, first: usize, title: usize) -> bool {
        let Some(head) = title.checked_sub(1).filter(|&head| head > first) else { return false };
        if self.finder.known(head, title).is_some() {
            return false;
        }
        let plain =
            |i: usize| self.is(i, Class::COMMON) && !self.is(i, Class::MODIFIER.or(Class::GIVEN).or(Class::TITLE));
        let place = match self.finder.known(first, title) {
            Some((known, last)) if last + 1 == head => {
                return known.kind == NameKind::Place && self.is(head, Class::BODY) && !self.is(head, Class::MODIFIER);
            }
            known => known.is_none(),
        };
        let body = self.is(head, Class::BODY) && !self.is(head, Class::MODIFIER);
        let cause = self.is(head, Class::FOR_HEAD) && (first..head).all(plain);
        place && (body || cause)
    }

    /// Parts a person from the words before that say who it is: "Province of Corva Ana Ruiz", "Navy Diver Ana Ruiz".
    fn described(&mut self, run: Run) {
        match self.person_after(run) {
            Some(given) => {
                self.role(run.first, given);
                self.person_or_whole(Run { first: given, ..run }, None);
            }
            None => self.person_or_whole(run, None),
        }
    }

    /// "daCosta": a small particle and the name that it is bound to.
    fn is_bound_particle(&self, at: usize) -> bool {
        let text = self.token(at).map_or("", |t| t.span.of(self.finder.reading.text));
        let inner = text.chars().skip(1).any(char::is_uppercase);
        text.starts_with(char::is_lowercase) && inner && text.chars().all(char::is_alphabetic)
    }

    /// Returns where a person's full name begins behind words that are no name of a person.
    fn person_after(&self, run: Run) -> Option<usize> {
        let strange =
            |i: usize| self.token(i).is_some_and(|t| t.is_capital() && !t.class.is(Class::COMMON.or(Class::GIVEN)));
        let link = |i: usize| self.is_word(i, &["of", "for", "on", "and", "to", "the"]);
        let given = |i: usize| self.is(i, Class::GIVEN) && !self.is(i, Class::COMMON);
        // "City of Tarn Pieter van der Hoek": whoever has a particle has a given name before it.
        let before_particle = |i: usize| {
            self.token(i).is_some_and(Token::is_capital)
                && self.token(i + 1).is_some_and(|t| t.shape == Shape::Lower && t.class.is(Class::PARTICLE))
                && !link(i + 1)
                || i + 1 == run.last && self.is_bound_particle(i + 1)
        };
        let given = (run.first + 1..run.last).rev().find(|&i| given(i) || before_particle(i))?;
        if !strange(run.last) && !self.is_bound_particle(run.last)
            || self.is(run.last, TAIL.or(Class::DEMONYM))
            || (given + 1..=run.last).any(link)
        {
            return None;
        }
        let linked = (run.first + 1..given - 1).rev().find(|&i| link(i));
        let before = linked.map_or(run.first, |link| link + 1);
        let front = Class::FRONT.or(Class::PLACE_HEAD).or(Class::REGAL).or(Class::GIVEN);
        let open = |i: usize| self.is(i, front) || self.token(i).is_some_and(Token::is_initials);
        // "Isle of Torsay Hamish macKay": what the isle is of is told.
        let headed = self.is_word(run.first + 1, &["of"]) && linked == Some(run.first + 1);
        if link(given - 1) || open(given - 1) || open(run.first) && !headed {
            return None;
        }
        let described = (before..given).all(|i| self.is(i, Class::COMMON.or(Class::BODY).or(Class::DEMONYM)));
        // "Belmora Province Luis Ardo".
        let behind = self.is(given - 1, Class::PLACE.or(Class::BODY)) && given > run.first + 1;
        (linked.is_some() && given > before || described || behind).then_some(given)
    }

    /// Takes nationalities and parties off a person's name, and known names off what follows them.
    fn person_or_whole(&mut self, mut run: Run, title: Option<usize>) {
        if title.is_none() && self.only_known(run) {
            return;
        }
        loop {
            let known = self.finder.known(run.first, run.last + 1);
            if let Some((_, last)) = known.filter(|(_, last)| *last < run.last) {
                if (last + 1..=run.last).all(|i| self.is(i, Class::DEMONYM)) {
                    run.last = last;
                    break;
                }
                let adherent = last + 1 < run.last && self.is(last + 1, Class::DEMONYM);
                if (self.is(last + 1, Class::GIVEN) || adherent) && !self.is(run.last, TAIL) {
                    self.push(Run { last, ..run }, None);
                    run.first = last + 1;
                    continue;
                }
            }
            let person = run.last > run.first
                && (!self.is(run.first + 1, Class::COMMON) || self.is(run.first + 1, Class::GIVEN))
                && !self.is(run.last, TAIL);
            if known.is_none() && self.is(run.first, Class::DEMONYM) && person {
                run.first += 1;
                continue;
            }
            break;
        }
        let adjective = |i: usize| {
            self.is(i, Class::DEMONYM)
                || self.is(i, Class::FRONT) && self.token(i).is_some_and(|t| t.word.ends_with("ern"))
        };
        let adjectives =
            adjective(run.last) && (run.first..run.last).all(|i| adjective(i) || self.is(i, Class::COMMON));
        if self.is_of_party(run) {
            return;
        }
        if !adjectives || self.finder.known(run.first, run.last + 1).is_some() {
            self.push(run, title);
        }
    }

    /// "the Democratic Nomination": a word of a dictionary behind a party's is none of a name.
    fn is_of_party(&self, run: Run) -> bool {
        run.last == run.first + 1
            && self.is_word(run.first, &["democratic", "republican", "presidential"])
            && self.is(run.last, Class::COMMON)
            && !self.is(run.last, TAIL.or(Class::GIVEN))
            && self.finder.known(run.first, run.last + 1).is_none()
    }

    /// "Alabama Republican Senate", "Nixon White House", "House GOP": names beside each other, of which each is known.
    fn only_known(&mut self, run: Run) -> bool {
        let mut names = Vec::new();
        let mut at = run.first;
        while at <= run.last {
            if let Some((known, last)) = self.finder.known(at, run.last + 1) {
                names.push((Run::new(at, last), Some(known.kind)));
                at = last + 1;
            } else if self.is(at, Class::DEMONYM) {
                at += 1;
            } else if at == run.first
                && self.token(at).is_some_and(|t| !t.class.is(Class::COMMON.or(Class::FRONT).or(Class::PLACE_HEAD)))
            {
                names.push((Run::new(at, at), None));
                at += 1;
            } else {
                return false;
            }
        }
        let body = |names: &[(Run, Option<NameKind>)]| {
            names.last().is_some_and(|(run, kind)| *kind == Some(NameKind::Organisation) && run.last > run.first)
        };
        let strange = names.first().is_some_and(|(_, kind)| kind.is_none());
        let bodies = names.iter().skip(1).all(|(_, kind)| *kind == Some(NameKind::Organisation));
        let several = names.len() > 1
            || names.first().is_some_and(|(name, kind)| *kind == Some(NameKind::Organisation) && *name != run);
        if run.nickname.is_some() || !several || !bodies || (strange && !body(&names)) {
            return false;
        }
        names.into_iter().for_each(|(run, _)| self.push(run, None));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::names::evidence::Evidence;
    use crate::compare::find::names::read::Reading;
    use crate::compare::fixtures::article;
    use crate::reading::Reading as Words;

    /// Sentences, and the names that are cut out of their runs, parted by " · ".
    const CASES: &[(&str, &str)] = &[
        ("Then Florida Gov. Ana Ruiz left.", "Florida · Ana Ruiz"),
        ("It was Secretary of War Tom Bell.", "Tom Bell"),
        ("Former Brandt lawyer Tom Bell left.", "Brandt · Tom Bell"),
        ("Disgraced Oberlin banker Tom Bell left.", "Oberlin · Tom Bell"),
        ("Longtime Brandt friends came.", "Brandt"),
        ("The foal Former Glory won. Former Glory is fast.", "Former Glory · Former Glory"),
        ("Then Open Door Campaign President Chad Grove left.", "Open Door Campaign · Chad Grove"),
        ("Then Brandt Campaign Manager Tom Bell left.", "Brandt · Tom Bell"),
        ("The U.S. Navy Sailor Kristian Sauler left.", "U.S. Navy · Kristian Sauler"),
        ("It was FBI Special Agent Peter Strand.", "FBI · Peter Strand"),
        ("The Province of Corva Joseph diMarco left.", "Province of Corva · Joseph diMarco"),
        ("He saw the University of St. John.", "University of St. John"),
        ("It was Hurricane Sandy that came.", "Hurricane Sandy"),
        ("The Nixon White House knew.", "Nixon · White House"),
        ("The Alabama Republican Senate race began.", "Alabama · Senate"),
        ("Then House Republicans and Senate Democrats agreed.", "House · Senate"),
        ("It was a WITCH HUNT, he said.", ""),
        ("They met Judge Street on King Street.", "Street · King Street"),
        ("The Departments of Labor and Education agreed.", "Departments of Labor · Education"),
        ("The Labor and Education Departments agreed.", "Labor · Education Departments"),
        ("The Department of Health and Human Services agreed.", "Department of Health and Human Services"),
        ("Director of Research Ana Ruiz left.", "Ana Ruiz"),
        ("He is an Oberlin Jesuit, she said of John English.", "Oberlin · John English"),
        ("It was Belmora Province Luis Ardo.", "Belmora Province · Luis Ardo"),
        ("They met Speaker John A. Beckner of Ohio.", "John A. Beckner · Ohio"),
        (
            "The Mothers Against Hunger met the Veterans of Foreign Wars.",
            "Mothers Against Hunger · Veterans of Foreign Wars",
        ),
        ("They met Father Aldrane and Sister Mary Grace.", "Aldrane · Mary Grace"),
        ("It was the House Foreign Relief committee.", "House Foreign Relief committee"),
    ];

    #[test]
    fn names_are_cut_out_of_their_runs() {
        let mut wrong = String::new();
        for (text, want) in CASES {
            let it = article(&[text]);
            let words = Words::new(&it);
            let reading = Reading::new(&words, &words);
            let readings = [&reading];
            let evidence = Evidence::new(&readings);
            let finder = Finder { reading: &reading, evidence: &evidence };
            let runs = reading.sentences.iter().flat_map(|s| finder.runs(s));
            let pieces: Vec<&str> = runs
                .flat_map(|run| cut(finder, run))
                .map(|piece| {
                    let of = |i: usize| reading.tokens.get(i).map_or((0, 0), |t| (t.span.start, t.span.end));
                    let stop = usize::from(it.text.get(of(piece.run.last).1..).is_some_and(|rest| {
                        rest.starts_with('.')
                            && of(piece.run.last).1 + 1 < it.text.len()
                            && it.text.get(of(piece.run.last).0..of(piece.run.last).1).is_some_and(|w| w.contains('.'))
                    }));
                    it.text.get(of(piece.run.first).0..of(piece.run.last).1 + stop).unwrap_or("")
                })
                .collect();
            if pieces.join(" · ") != *want {
                wrong.push_str(&format!("{text}\n   want {want}\n   got  {}\n", pieces.join(" · ")));
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }
}
