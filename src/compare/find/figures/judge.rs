//! The verdict on two figures: do they count the same thing of the same subject, and can both be right?
//!
//! A false conflict costs more trust than a missed one. So a conflict needs the same unit, the same thing counted, the
//! same subject (shared words near both figures) and the same time; agreement needs less, since two equal figures in
//! sentences about one subject are rarely an accident. Here stands what two figures may come to by themselves; by which
//! words around them they do, `rules` tells.

use jiff::civil::Date;

use super::amount::{Amount, Fit};
use super::context::Relation;
use super::found::{Found, Kind};
use super::likeness::{close, same_thing, shared_name};
use super::noun::Noun;
use super::rules::{Told, comes_to};
use super::unit::Dimension;
use crate::compare::Verdict;

/// How many times the smaller the larger of two amounts of one thing may be, by its kind; what is further apart is of two
/// things. Chosen with the rules (`rules`), on the same pairs.
const ONE_AMOUNT: f64 = 3.0;
const ONE_MEASURE: f64 = 20.0;
const ONE_COUNT: f64 = 10.0;
/// The same of the victims of one event: the first news of a catastrophe knows of a few.
const ONE_TOLL: f64 = 1_000.0;
/// The same of amounts in two currencies, of those that news converts.
const EXCHANGED: f64 = 2.7;

/// What two figures may come to, by themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meeting {
    /// Both can be right.
    Fit(Fit),
    /// Both cannot be right.
    Clash,
    /// Two currencies, which cannot be compared.
    Currencies,
}

/// Says what two figures may come to, whatever stands around them; nothing for most pairs, which saves looking further.
///
/// `published` holds the days of publication.
pub(super) fn meet(left: &Found, right: &Found, published: [Option<Date>; 2]) -> Option<Meeting> {
    if left.kind != right.kind {
        let money = matches!((left.kind, right.kind), (Kind::Money(_), Kind::Money(_)));
        return (money && close(left, right, EXCHANGED)).then_some(Meeting::Currencies);
    }
    match fit(left, right)? {
        Fit::Apart => (may_clash(left, right) && one_time(left, right, published)).then_some(Meeting::Clash),
        Fit::Open => None,
        fit => Some(Meeting::Fit(fit)),
    }
}

/// Says how two figures that meet stand to each other; nothing where they have nothing to do with each other.
pub(super) fn verdict(left: &Found, right: &Found, meeting: Meeting, relation: &Relation) -> Option<Verdict> {
    let told = |equal| Told { left, right, relation, equal };
    match meeting {
        Meeting::Fit(fit) => comes_to(Verdict::Agree, told(fit == Fit::Equal)).then_some(Verdict::Agree),
        // Each side names a subject that the other does not.
        Meeting::Clash if relation.rivals && left.kind != Kind::Moment => None,
        Meeting::Clash => comes_to(Verdict::Conflict, told(false)).then_some(Verdict::Conflict),
        Meeting::Currencies => (relation.matched && relation.local >= 2.0).then_some(Verdict::Incomparable),
    }
}

fn fit(left: &Found, right: &Found) -> Option<Fit> {
    let (a, b) = (&left.detail, &right.detail);
    if let (Some(a), Some(b)) = (a.moment, b.moment) {
        return a.fit(&b).filter(|_| a.level() == b.level() || a.level() + b.level() == 5);
    }
    let (x, y) = (a.amount?, b.amount?);
    match left.kind {
        Kind::Score => Some(if same_ends(&x, &y) { Fit::Equal } else { Fit::Apart }),
        Kind::Age | Kind::Ordinal => Some(if (x.value - y.value).abs() < 0.5 { Fit::Equal } else { Fit::Apart }),
        _ => Some(x.fit(&y)),
    }
}

fn same_ends(a: &Amount, b: &Amount) -> bool {
    let close = |x: f64, y: f64| (x - y).abs() < 1e-9;
    a.range
        .zip(b.range)
        .is_some_and(|((al, ah), (bl, bh))| close(al, bl) && close(ah, bh) || close(al, bh) && close(ah, bl))
}

/// Says whether neither sentence speaks of a time that the other does not.
fn one_time(left: &Found, right: &Found, published: [Option<Date>; 2]) -> bool {
    let (a, b) = (&left.detail.frame, &right.detail.frame);
    if left.kind == Kind::Moment || left.detail.timeless && right.detail.timeless {
        return true;
    }
    if left.kind == Kind::Measure(Dimension::Duration) && went_on(left, right, published) {
        return false;
    }
    let foreign = |year: &&i16| !published.iter().flatten().any(|day| day.year() == **year);
    let own = |x: &[i16], y: &[i16]| x.iter().filter(foreign).any(|year| !y.contains(year)) && !x.is_empty();
    a.past == b.past && !own(&a.years, &b.years) && !own(&b.years, &a.years)
}

/// Says whether two durations differ by what lies between the days of publication: "for two days" on Thursday is "for
/// six days" on Monday.
fn went_on(left: &Found, right: &Found, published: [Option<Date>; 2]) -> bool {
    const DAY: f64 = 86_400.0;
    let [Some(a), Some(b)] = published else { return false };
    let between = a.duration_until(b).as_secs_f64().abs();
    let [x, y] = [left, right].map(|f| f.detail.amount.map_or(0.0, |a| a.value));
    between > 0.0 && ((x - y).abs() - between).abs() <= DAY
}

/// Says whether two figures are of one thing as far as they tell it themselves.
fn may_clash(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    if a.rate != b.rate || left.kind != Kind::Moment && a.contrast.apart(&b.contrast) {
        return false;
    }
    match left.kind {
        Kind::Count => counts_may_clash(left, right),
        Kind::Age => shared_name(left, right),
        Kind::Moment => days_may_clash(left, right),
        Kind::Money(_) => close(left, right, ONE_AMOUNT),
        Kind::Measure(Dimension::Points) | Kind::Odds | Kind::Score => false,
        Kind::Measure(_) => close(left, right, ONE_MEASURE),
        Kind::Ordinal => same_thing(&a.noun, &b.noun),
    }
}

fn counts_may_clash(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail.noun, &right.detail.noun);
    let whole = !(a.part || b.part || left.detail.sum || right.detail.sum);
    let one_thing = if left.role.is_some() { people(a, b) } else { same_thing(a, b) };
    let most = if left.role.is_some() { ONE_TOLL } else { ONE_COUNT };
    whole && left.role == right.role && one_thing && close(left, right, most)
}

/// Says whether two nouns can stand for the same people.
fn people(a: &Noun, b: &Noun) -> bool {
    let general = |n: &Noun| n.class.is_empty() || n.is_people();
    general(a) && general(b) || same_thing(a, b)
}

/// Days clash where each sentence tells of one, and not when somebody said something. Two accounts of one event are a
/// day apart at most; days further apart are of two events.
fn days_may_clash(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    let (Some(x), Some(y)) = (a.moment, b.moment) else { return false };
    let single = a.frame.moments == 1 && b.frame.moments == 1 && !x.several && !y.several;
    single && !a.frame.speech && !b.frame.speech && x.is_day_beside(&y)
}
