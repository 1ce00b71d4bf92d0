//! What the words of a name say by themselves.

use super::{Votes, vote};
use crate::compare::NameKind;
use crate::compare::find::names::candidates::{Finder, Make, Run};
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::read::Shape;

/// Adds what the words of a run say.
pub(super) fn votes(finder: Finder<'_>, run: Run, votes: &mut Votes) {
    let is = |at: usize, class: Class| finder.token(at).is_some_and(|t| t.class.is(class));
    let several = run.last > run.first;
    if run.make == Make::Partners {
        return votes.add(NameKind::Organisation, vote::HEAD);
    }
    let (kind, weight) = if several { words(finder, run) } else { word(finder, run.first) };
    votes.add(kind, weight);
    let first = finder.token(run.first);
    if several && linked(finder, run).is_none() && first.is_some_and(|t| t.is_initials()) {
        votes.add(NameKind::Person, vote::BESIDE);
    }
    if is(run.first, Class::REGAL) && several || run.nickname.is_some() {
        votes.add(NameKind::Person, vote::PLAIN);
    }
}

fn word(finder: Finder<'_>, at: usize) -> (NameKind, u32) {
    let Some(token) = finder.token(at) else { return (NameKind::Other, 0) };
    if is_site(token.span.of(finder.reading.text)) {
        (NameKind::Organisation, vote::PLAIN)
    } else if token.shape == Shape::Upper && token.word.len() > 1 {
        (NameKind::Organisation, vote::LIKELY)
    } else if token.class.is(Class::GIVEN) && !token.class.is(Class::COMMON) {
        (NameKind::Person, vote::HINT)
    } else {
        (NameKind::Other, 0)
    }
}

/// "Harbors.org": a site.
fn is_site(word: &str) -> bool {
    let end = word.rsplit_once('.').map_or("", |(_, end)| end);
    matches!(end, "com" | "net" | "org")
}

/// Returns the first word that links two parts of a name.
fn linked(finder: Finder<'_>, run: Run) -> Option<usize> {
    let link = |i: usize| finder.token(i).is_some_and(|t| matches!(&*t.word, "of" | "for" | "on" | "to"));
    (run.first..run.last).find(|&i| link(i))
}

/// What a name of several words says: the first row that fits.
fn words(finder: Finder<'_>, run: Run) -> (NameKind, u32) {
    let is = |at: usize, class: Class| finder.token(at).is_some_and(|t| t.class.is(class));
    let said = |at: Option<usize>, word: &str| at.is_some_and(|i| finder.token(i).is_some_and(|t| t.word == word));
    let linked = linked(finder, run);
    let head = linked.map_or(run.last, |i| i.saturating_sub(1).max(run.first));
    let given = is(run.first, Class::GIVEN) && linked.is_none();
    let tail = Class::BODY.or(Class::PLACE).or(Class::THING);
    let body = is(head, Class::BODY) || (linked.is_some() && is(head, Class::OF_HEAD.or(Class::FOR_HEAD)));
    // "Alan Street", "Rosa Park", "Doris Day": a person, unless it is said to be a place.
    let surnamed = given && run.last == run.first + 1 && is(head, Class::SURNAME) && !is(run.first, Class::COMMON);
    match () {
        // "Summer Fields" where it is "Ms. Fields" elsewhere.
        () if run.last == run.first + 1 && is_honoured(finder, run.last) => (NameKind::Person, vote::HEAD),
        () if linked.is_some() && is(run.last, Class::THING) && is_statute(finder, run.last) => (NameKind::Other, 0),
        () if is_paper(finder, run) => (NameKind::Organisation, vote::HEAD),
        () if run.last == run.first + 1 && finder.is_brand(run.last) => (NameKind::Organisation, vote::PLAIN),
        () if is_company(finder, run) => (NameKind::Organisation, vote::PLAIN),
        () if surnamed => (NameKind::Person, vote::BESIDE),
        // "Duke of Marlow".
        () if linked.is_some() && head == run.first && is(head, Class::REGAL) => (NameKind::Person, vote::HEAD),
        () if body && is(head, Class::PLACE) && !is(head, Class::BODY) => (NameKind::Place, vote::HEAD),
        () if body => (NameKind::Organisation, vote::HEAD),
        () if said(linked, "for") || said(linked, "to") => (NameKind::Organisation, vote::PLAIN),
        () if is(head, Class::PLACE) => (NameKind::Place, vote::HEAD),
        () if is(head, Class::THING) => (NameKind::Other, 0),
        () if is_long_of_words(finder, run) => (NameKind::Organisation, vote::PLAIN),
        () if is_named_by_initials(finder, run) => (NameKind::Organisation, vote::PLAIN),
        () if known_body(finder, run) => (NameKind::Organisation, vote::PLAIN),
        () if given && !is(run.last, tail) => (NameKind::Person, vote::GIVEN),
        () if is(run.first, Class::PLACE_HEAD) => (NameKind::Place, vote::LIKELY),
        () if is_plural_of_words(finder, run) => (NameKind::Organisation, vote::LIKELY),
        // "a Harlan Clydesdale" is one of many.
        () if is_one_of_many(finder, run) => (NameKind::Other, 0),
        () if run.last - run.first < 5 && linked.is_none() && is_unknown(finder, run) => (NameKind::Person, vote::HINT),
        () if is_word_and_many(finder, run) => (NameKind::Organisation, vote::BESIDE),
        () if is_word_and_unknown(finder, run) => (NameKind::Person, vote::LIKELY),
        () if is_unknown_and_word(finder, run) => (NameKind::Person, vote::HINT),
        () => (NameKind::Other, 0),
    }
}

fn is_honoured(finder: Finder<'_>, at: usize) -> bool {
    finder.token(at).is_some_and(|t| t.class.is(Class::COMMON) && finder.evidence.is_honoured(&t.word))
}

/// "Defense of Harbors Act": what it is of does not make a body of a law.
fn is_statute(finder: Finder<'_>, at: usize) -> bool {
    let laws = ["accord", "accords", "act", "agreement", "amendment", "doctrine", "pact", "treaty"];
    finder.token(at).is_some_and(|t| laws.contains(&&*t.word))
}

/// "Kansas City Star": a newspaper, the name of a place before what a newspaper is called.
fn is_paper(finder: Finder<'_>, run: Run) -> bool {
    let place = finder.known(run.first, run.last + 1).filter(|(known, _)| known.kind == NameKind::Place);
    let paper = finder.token(run.last).is_some_and(|t| t.class.is(Class::PAPER) && t.shape == Shape::Title);
    paper && place.is_some_and(|(_, last)| last + 1 == run.last)
}

/// "a Harlan Clydesdale".
fn is_one_of_many(finder: Finder<'_>, run: Run) -> bool {
    let before = run.first.checked_sub(1).and_then(|i| finder.token(i)).filter(|_| finder.reading.follows(run.first));
    before.is_some_and(|t| matches!(&*t.word, "a" | "an") && t.shape != Shape::Upper)
}

/// "Sherrod Brown": a given name that no list has before a family name that is a word too.
fn is_unknown_and_word(finder: Finder<'_>, run: Run) -> bool {
    let strange = |t: &super::Token<'_>| t.shape == Shape::Title && !t.class.is(lexicon::TELLING) && t.longest == 0;
    run.last == run.first + 1
        && finder.token(run.first).is_some_and(strange)
        && finder.token(run.last).is_some_and(|t| t.shape == Shape::Title && t.class.is(Class::WORD_SURNAME))
}

/// "Dawn Zimmer": a word that is a given name too before one of no dictionary.
fn is_word_and_unknown(finder: Finder<'_>, run: Run) -> bool {
    let strange = |t: &super::Token<'_>| t.shape == Shape::Title && !t.class.is(lexicon::TELLING) && t.longest == 0;
    let named = |t: &super::Token<'_>| t.shape == Shape::Title && t.class.is(Class::FEMALE.or(Class::MALE));
    run.last == run.first + 1
        && finder.token(run.first).is_some_and(named)
        && finder.token(run.last).is_some_and(strange)
}

/// Says whether a dictionary has all words of a run.
pub(super) fn is_common(finder: Finder<'_>, run: Run) -> bool {
    (run.first..=run.last)
        .all(|i| finder.token(i).is_some_and(|t| t.class.is(Class::COMMON) && !t.class.is(Class::GIVEN)))
}

/// "Rocky Mountain High Intensity Drug Trafficking Area": no person has so many words of a dictionary; among five and
/// more it may lack one.
fn is_long_of_words(finder: Finder<'_>, run: Run) -> bool {
    let strange = |&i: &usize| finder.token(i).is_none_or(|t| !t.class.is(Class::COMMON) || t.class.is(Class::GIVEN));
    run.last >= run.first + 3
        && (run.first + 1..=run.last).filter(strange).count() <= usize::from(run.last > run.first + 3)
}

/// "KLM Cityhopper": capitals that are no initials of a person.
fn is_named_by_initials(finder: Finder<'_>, run: Run) -> bool {
    let loud = finder.token(run.first).filter(|t| t.shape == Shape::Upper && t.word.len() > 2 && !t.is_initials());
    loud.is_some_and(|t| !t.class.is(Class::GIVEN)) && finder.token(run.last).is_some_and(|t| t.shape == Shape::Title)
}

/// "Johnson & Johnson".
fn is_company(finder: Finder<'_>, run: Run) -> bool {
    (run.first + 1..=run.last).any(|i| finder.reading.gap(i) == " & ")
}

/// "Verizon Wireless": a known body and what it does.
fn known_body(finder: Finder<'_>, run: Run) -> bool {
    finder.known(run.first, run.last + 1).is_some_and(|(known, _)| known.kind == NameKind::Organisation)
}

/// "Open Clinics", "Doctors Without Borders": words of a dictionary, the last of them for many.
fn is_plural_of_words(finder: Finder<'_>, run: Run) -> bool {
    // "Tiger Woods" may be somebody.
    let many = |t: &super::Token<'_>| t.word.ends_with('s') && !t.word.ends_with("ss");
    let surname =
        |t: &super::Token<'_>| t.class.is(Class::SURNAME.or(Class::WORD_SURNAME)) && run.last == run.first + 1;
    is_common(finder, run) && finder.token(run.last).is_some_and(|t| many(t) && !surname(t))
}

/// "Safe Harbours": a word that nobody is called before a plural of no dictionary.
fn is_word_and_many(finder: Finder<'_>, run: Run) -> bool {
    let person =
        Class::GIVEN.or(Class::FEMALE).or(Class::MALE).or(Class::TITLE).or(Class::DEMONYM).or(Class::WORD_SURNAME);
    let plain = |t: &super::Token<'_>| t.shape == Shape::Title && t.class.is(Class::COMMON) && !t.class.is(person);
    let many = |t: &super::Token<'_>| {
        t.shape == Shape::Title && t.word.len() > 5 && t.word.ends_with("rs") && !t.class.is(Class::SURNAME.or(person))
    };
    run.last == run.first + 1 && finder.token(run.first).is_some_and(plain) && finder.token(run.last).is_some_and(many)
}

/// Says whether no word of a run stands in a dictionary.
fn is_unknown(finder: Finder<'_>, run: Run) -> bool {
    (run.first..=run.last).all(|i| {
        let strange = |t: &super::Token<'_>| !t.class.is(Class::COMMON.or(Class::DEMONYM)) && t.shape != Shape::Upper;
        let inner = |t: &super::Token<'_>| t.shape == Shape::Lower && t.class.is(Class::PARTICLE);
        finder.token(i).is_some_and(|t| strange(t) || inner(t) || t.is_initials())
    })
}
