//! Whether two runs of words say the same in another spelling: their words meet in one form ([`reading::spelling`]), one
//! by one or written as one word.
//!
//! [`reading::spelling`]: crate::reading::spelling

use crate::reading::spelling::{canonical, expansions};

/// Says whether two folded words are the same where neither is masked.
pub(super) fn same_but_masked(left: &str, right: &str) -> bool {
    let (l, r): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let hidden = |c: char| c == '*' || c == '-';
    let letters = l.iter().zip(&r).filter(|(a, b)| !hidden(**a) && a == b).count();
    let fits = l.iter().zip(&r).all(|(&a, &b)| a == b || hidden(a) || hidden(b));
    l.len() == r.len() && letters > 0 && fits
}

/// Says whether two runs of words say the same in another spelling: "recognise" and "recognize", "it's" and "it is",
/// "data center" and "datacenter", "two" and "2".
#[must_use]
pub fn is_spelling_variant(left: &str, right: &str) -> bool {
    let words = |text: &str| -> Vec<String> { super::words::folded(text) };
    let (l, r) = (words(left), words(right));
    !l.is_empty() && !r.is_empty() && l != r && variants(&l, &r)
}

/// Says whether two short runs of folded words meet in one form.
pub(super) fn variants<S: AsRef<str>>(left: &[S], right: &[S]) -> bool {
    const MOST: usize = 6;
    if left.len() > MOST || right.len() > MOST {
        return false;
    }
    if left.len() == right.len() && left.iter().zip(right).all(|(l, r)| meets(l.as_ref(), r.as_ref())) {
        return true;
    }
    let (l, r) = (joined(left), joined(right));
    l.iter().any(|form| r.contains(form))
}

fn meets(left: &str, right: &str) -> bool {
    left == right || canonical(left) == canonical(right) || same_but_masked(left, right)
}

/// The forms that a run of words may take when written as one; a few at most.
fn joined<S: AsRef<str>>(words: &[S]) -> Vec<String> {
    let mut forms = vec![String::new()];
    for word in words.iter().map(AsRef::as_ref) {
        let mut own: Vec<String> = vec![canonical(word)];
        own.extend(expansions(word).skip(1));
        own.push(word.replace('\'', ""));
        own.dedup();
        let grown = forms.iter().flat_map(|f| own.iter().map(move |o| format!("{f}{o}")));
        forms = grown.take(64).collect();
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (left, right) in [
            ("recognise", "recognize"),
            ("epicentre", "epicenter"),
            ("fuelling", "fueling"),
            ("offence", "offense"),
            ("Labour", "labor"),
            ("neighbourhoods", "neighborhoods"),
            ("organisations", "organizations"),
            ("programme", "program"),
            ("it’s", "it is"),
            ("we've", "we have"),
            ("he’s", "he has"),
            ("won't", "will not"),
            ("gonna", "going to"),
            ("data center", "datacentre"),
            ("two-in-three", "2 in 3"),
            ("Sen.", "Senator"),
            ("F.B.I.", "FBI"),
            ("&", "and"),
            ("per cent", "%"),
            ("bl***y", "bloody"),
            ("d----d", "damned"),
            ("12th", "Twelfth"),
            ("Erdoğan", "Erdogan"),
            ("the café", "the cafe"),
            ("Straße", "Strasse"),
        ] {
            let same_letters = left == "F.B.I.";
            assert_eq!(is_spelling_variant(left, right), !same_letters, "{left} {right}");
            assert_eq!(is_spelling_variant(right, left), !same_letters, "{right} {left}");
        }
    }

    #[test]
    fn two_words_stay_two() {
        for (left, right) in [
            ("filling", "filing"),
            ("four", "for"),
            ("fourth", "forth"),
            ("mourning", "morning"),
            ("orchestrating", "obviously getting"),
            ("damaged", "damages"),
            ("sustained", "suffered"),
            ("it's", "it was"),
            ("d----d", "dyed"),
            ("shoes", "shes"),
            ("", "a"),
        ] {
            assert!(!is_spelling_variant(left, right), "{left} {right}");
        }
    }

    #[test]
    fn runs_of_up_to_six_words_meet_and_longer_ones_are_not_tried() {
        for (times, meet) in [(1, true), (3, true), (4, false), (10_000, false)] {
            assert_eq!(is_spelling_variant(&"it's ".repeat(times), &"it is ".repeat(times)), meet, "{times}");
        }
    }
}
