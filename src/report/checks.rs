//! What to check, in words: the same in every report.

use std::borrow::Cow;

use super::gist::{Gist, SIDES};
use crate::compare::rulings::{Ruling, RulingKind};
use crate::compare::{Check, CheckKind, CheckVerdict, Side, Sign};
use crate::text::Span;

/// A check as a report tells it.
pub(in crate::report) struct CheckRow<'a> {
    /// The check itself.
    pub check: &'a Check,
    /// What differs, in a few words of the article or of ours.
    pub about: String,
    /// The words of each side that differ; none where whole sentences stand against each other.
    pub words: Option<[Cow<'a, str>; 2]>,
    /// The sentence around them, left and right.
    pub around: [Span; 2],
    /// What the reader ruled, with the word for it; none where the check is open.
    pub ruling: Option<String>,
}

impl<'a> CheckRow<'a> {
    /// Returns the sign of its verdict, and what stands for it in ASCII.
    pub const fn sign(&self) -> (&'static str, &'static str) {
        let sign = Sign::of_check(self.check.verdict);
        (sign.glyph(), sign.ascii())
    }

    fn new(gist: &Gist<'a>, check: &'a Check) -> Self {
        let words = match check.kind {
            CheckKind::Figure | CheckKind::Date => {
                Some(SIDES.map(|side| Cow::Borrowed(gist.words(side, check.on(side)))))
            }
            CheckKind::List => members(gist, check),
            CheckKind::Quotation | CheckKind::Name | CheckKind::Claim => None,
        };
        let around = SIDES.map(|side| gist.around(side, check.on(side)));
        let ruling = check.ruling.as_ref().map(|ruling| ruled(gist, ruling));
        Self { check, about: about(check), words, around, ruling }
    }

    /// Returns where the sentence around its words lies on `side`.
    pub const fn sentence(&self, side: Side) -> Span {
        self.around[side as usize]
    }
}

/// Returns who is on one list only, left and right; as the list has it where it tells of no others.
fn members<'a>(gist: &Gist<'a>, check: &Check) -> Option<[Cow<'a, str>; 2]> {
    let list = gist.comparison.lists.iter().find(|list| (list.left, list.right) == (check.left, check.right))?;
    let told = |own: &[String]| Cow::Owned(if own.is_empty() { "no others".to_owned() } else { own.join(", ") });
    Some([told(&list.only_left), told(&list.only_right)])
}

/// Says what a check is about.
fn about(check: &Check) -> String {
    let given = check.about.as_deref();
    let with = |ours: &str| given.map_or_else(|| ours.to_owned(), |given| format!("{ours}: {given}"));
    match (check.kind, check.verdict) {
        (CheckKind::Figure | CheckKind::Date, CheckVerdict::Conflict) => given.unwrap_or("figures in conflict").into(),
        (CheckKind::Figure | CheckKind::Date, _) => {
            format!("{}; both may be right", given.unwrap_or("figures that differ"))
        }
        (CheckKind::Quotation, _) => with("a quotation in two wordings"),
        (CheckKind::List, _) => "only on one of two lists".to_owned(),
        (CheckKind::Name, _) => with("one name in two spellings"),
        (CheckKind::Claim, _) => with("one subject, told in opposite words"),
    }
}

/// Says what was ruled, by the names of the houses.
fn ruled(gist: &Gist<'_>, ruling: &Ruling) -> String {
    let wrong = |side| match gist.house(side) {
        side @ ("left" | "right") => format!("the {side} is wrong"),
        house => format!("{house} is wrong"),
    };
    let said = match ruling.kind {
        RulingKind::Fine => "fine".to_owned(),
        RulingKind::LeftWrong => wrong(Side::Left),
        RulingKind::RightWrong => wrong(Side::Right),
        RulingKind::BothWrong => "both are wrong".to_owned(),
        RulingKind::SetAside => "set aside".to_owned(),
    };
    if ruling.text.is_empty() { said } else { format!("{said}: {}", ruling.text) }
}

impl<'a> Gist<'a> {
    /// Says how many checks have a ruling, where any has.
    pub fn checked(&self) -> Option<String> {
        let checks = &self.comparison.checks;
        let ruled = checks.iter().filter(|check| check.ruling.is_some()).count();
        (ruled > 0).then(|| format!("{ruled} of {} checked", checks.len()))
    }

    /// Returns what to check, the heaviest first.
    pub fn checks(&self) -> Vec<CheckRow<'a>> {
        self.comparison.checks.iter().map(|check| CheckRow::new(self, check)).collect()
    }
}
