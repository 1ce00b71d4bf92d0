//! What the recogniser of names asks of the table of English words, in its own terms.

use std::borrow::Cow;

use crate::compare::NameKind;
use crate::language::english::{self, Named};
pub(super) use crate::language::english::{Classes as Class, classes as class, is_common};

/// Classes that tell something of the names beside a word; a word with none of them is no word of English.
pub(super) const TELLING: Class = Class::COMMON
    .or(Class::GIVEN)
    .or(Class::STOP)
    .or(Class::NOT_NAME)
    .or(Class::MONTH)
    .or(Class::WEEKDAY)
    .or(Class::TITLE)
    .or(Class::REGAL)
    .or(Class::MODIFIER)
    .or(Class::BODY)
    .or(Class::PLACE)
    .or(Class::THING)
    .or(Class::FRONT)
    .or(Class::NAME_STOP)
    .or(Class::DEMONYM);

/// Words that go before a noun.
pub(super) const DETERMINERS: &[&str] =
    &["a", "an", "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those", "your"];

/// Words after a name (or before it) when somebody speaks.
pub(super) const SPEECH: Class = Class::SAYS.or(Class::OPINES);

/// Words whose stop does not end a name.
pub(super) const ABBREVIATED: Class = Class::BOUND.or(Class::NAME_STOP);

/// A name that is known by heart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its first form, folded.
    pub name: &'static str,
    /// What it is.
    pub kind: NameKind,
}

/// Returns the known name with the folded form `phrase`.
pub(super) fn known(phrase: &str) -> Option<Known> {
    let english::Known { name, named } = english::known(phrase)?;
    let kind = match named {
        Named::Place => NameKind::Place,
        Named::Body => NameKind::Organisation,
        Named::Thing => NameKind::Other,
    };
    Some(Known { name, kind })
}

/// Says whether a folded word is for the people of a known place: "Missourians", "Coloradan".
pub(super) fn is_people_of_place(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let Some(stem) = word.strip_suffix("an").filter(|stem| stem.len() > 3) else { return false };
    let place = |stem: &str| known(stem).is_some_and(|known| known.kind == NameKind::Place);
    place(stem)
        || stem.strip_suffix('i').is_some_and(place)
        || [format!("{stem}a"), format!("{stem}o")].iter().any(|s| place(s))
}

/// Returns what several bodies or places of one kind are each: "department" of "departments".
pub(super) fn head_of_many(word: &str) -> Option<Cow<'_, str>> {
    let one = match word.strip_suffix("ies") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None => Cow::Borrowed(word.strip_suffix("es").filter(|w| w.ends_with("ch")).or(word.strip_suffix('s'))?),
    };
    let heads = Class::BODY.or(Class::OF_HEAD).or(Class::PLACE);
    (class(&one).is(heads) && !class(word).is(heads)).then_some(one)
}

/// Returns how many words a known name has at most that begins with a word of `class`; 0 where none does.
pub(super) fn longest(class: Class, word: &str) -> u8 {
    if class.is(Class::KNOWN_HEAD) { english::longest(word) } else { 0 }
}

/// Says whether a word with a capital is no name: a date, or of the list of such words.
pub(super) const fn is_no_name(class: Class) -> bool {
    class.is(Class::NOT_NAME) || class.is_date_word()
}
