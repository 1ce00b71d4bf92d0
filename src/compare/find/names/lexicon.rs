//! What the recogniser of names asks of the table of English words, in its own terms.

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
    };
    Some(Known { name, kind })
}

/// Returns how many words a known name has at most that begins with a word of `class`; 0 where none does.
pub(super) fn longest(class: Class, word: &str) -> u8 {
    if class.is(Class::KNOWN_HEAD) { english::longest(word) } else { 0 }
}

/// Says whether a word with a capital is no name: a date, or of the list of such words.
pub(super) const fn is_no_name(class: Class) -> bool {
    class.is(Class::NOT_NAME) || class.is_date_word()
}
