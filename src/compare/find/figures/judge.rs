//! The verdict on two figures: do they count the same thing of the same subject, and can both be right?
//!
//! A false conflict costs more trust than a missed one. So a conflict needs the same unit, the same thing counted, the
//! same subject (shared words near both figures, or one act with one object) and the same time; agreement needs less,
//! since two equal figures in sentences about one subject are rarely an accident. Here stands what two figures may come
//! to by themselves; by which words around them they do, `rules` tells.

use jiff::civil::Date;

use super::amount::Amount;
use super::bars::may_meet;
use super::context::Relation;
use super::fit::Fit;
use super::found::{Found, Kind};
use super::likeness::{close, same_thing, shared_name};
use super::noun::Noun;
use super::role::Role;
use super::rules::{Told, comes_to};
use super::unit::Dimension;
use crate::compare::Verdict;

/// How many times the smaller the larger of two amounts of one thing may be, by its kind; what is further apart is of two
/// things. Chosen with the rules (`rules`), on the same pairs.
const ONE_AMOUNT: f64 = 3.0;
/// From so many units of its last digit on an amount is told to the unit, and so near are two that are meant for one.
pub(super) const EXACTLY: f64 = 10_000.0;
pub(super) const NEXT_TO: f64 = 1.05;
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
        return (money && close(left, right, EXCHANGED) && may_meet(left, right)).then_some(Meeting::Currencies);
    }
    let fit = fit(left, right)?;
    let meeting = match fit {
        Fit::Open => return None,
        Fit::Equal | Fit::Rounded => Meeting::Fit(fit),
        Fit::Loose if same_rate(left, right) && same_edge(left, right) => Meeting::Fit(fit),
        // Who knows of many does not write of a few, but the first news of a catastrophe does.
        Fit::Far if left.role.is_some() && left.role == right.role => Meeting::Fit(fit),
        Fit::Apart if may_clash(left, right, published) => Meeting::Clash,
        Fit::Loose | Fit::Far | Fit::Apart => return None,
    };
    let one_time = matches!(fit, Fit::Equal | Fit::Rounded) || one_time(left, right, published);
    (one_time && may_meet(left, right)).then_some(meeting)
}

/// Says how two figures that meet stand to each other; nothing where they have nothing to do with each other.
pub(super) fn verdict(left: &Found, right: &Found, meeting: Meeting, relation: &Relation) -> Option<Verdict> {
    let told = |equal| Told { left, right, relation, equal };
    let come = |verdict, told| comes_to(verdict, told).then_some(verdict);
    match meeting {
        Meeting::Fit(Fit::Equal | Fit::Rounded) if is_idle(left, right) => None,
        Meeting::Fit(Fit::Equal) => come(Verdict::Agree, told(true)),
        Meeting::Fit(Fit::Rounded) => come(Verdict::Agree, told(false)),
        Meeting::Fit(_) => come(Verdict::Compatible, told(false)),
        // Each side names a subject that the other does not.
        Meeting::Clash if relation.rivals && left.kind != Kind::Moment => None,
        Meeting::Clash => come(Verdict::Conflict, told(false)),
        Meeting::Currencies => (relation.matched && relation.local >= 2.0).then_some(Verdict::Incomparable),
    }
}

/// A weekday alone tells an editor nothing, nor does "the first", nor the year by which all call an election; and two sums of the dead and the hurt add nothing to
/// their parts.
fn is_idle(left: &Found, right: &Found) -> bool {
    let both = |is: fn(&Found) -> bool| is(left) && is(right);
    both(|f| f.detail.moment.is_some_and(|moment| moment.is_weekday()))
        || both(|f| f.detail.moment.is_some_and(|moment| moment.epithet))
        || both(|f| f.kind == Kind::Ordinal && f.detail.amount.is_some_and(|a| a.value < 2.0))
        || both(|f| f.role == Some(Role::Struck) && f.detail.sum)
}

fn fit(left: &Found, right: &Found) -> Option<Fit> {
    let (a, b) = (&left.detail, &right.detail);
    if let (Some(a), Some(b)) = (a.moment, b.moment) {
        return a.fit(&b);
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

fn same_rate(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    a.rate == b.rate && (left.kind == Kind::Moment || !a.contrast.apart(&b.contrast))
}

/// Says whether two figures are of one thing as far as they tell it themselves.
fn may_clash(left: &Found, right: &Found, published: [Option<Date>; 2]) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    let slip = a.amount.zip(b.amount).is_some_and(|(a, b)| a.is_slip(&b));
    if !(same_rate(left, right) || slip && a.rate == b.rate) {
        return false;
    }
    // "£48,316.20" and "£48,361.20", wherever each is drawn from.
    let to_the_unit = |f: &Found| f.detail.amount.is_some_and(|a| a.range.is_none() && a.value >= EXACTLY * a.grain);
    let drawn_alike = a.drawn == b.drawn || to_the_unit(left) && to_the_unit(right) && close(left, right, NEXT_TO);
    match left.kind {
        Kind::Count => counts_may_clash(left, right, slip),
        Kind::Age => shared_name(left, right),
        Kind::Moment => days_may_clash(left, right, published),
        Kind::Money(_) => slip || close(left, right, ONE_AMOUNT) && drawn_alike,
        Kind::Measure(Dimension::Points) => false,
        Kind::Measure(_) => slip || close(left, right, ONE_MEASURE),
        Kind::Score => a.amount.zip(b.amount).is_some_and(|(a, b)| one_game(&a, &b)),
        Kind::Odds => true,
        Kind::Ordinal => same_thing(&a.noun, &b.noun),
    }
}

/// Two scores of one game or vote have an end in common, or as many who took part.
fn one_game(a: &Amount, b: &Amount) -> bool {
    let same = |x: f64, y: f64| (x - y).abs() < 1e-9;
    a.range.zip(b.range).is_some_and(|((al, ah), (bl, bh))| {
        [(al, bl), (ah, bh), (al, bh), (ah, bl), (al + ah, bl + bh)].into_iter().any(|(x, y)| same(x, y))
    })
}

fn counts_may_clash(left: &Found, right: &Found, slip: bool) -> bool {
    let (a, b) = (&left.detail.noun, &right.detail.noun);
    let sum = |f: &Found| f.detail.sum && matches!(f.role, None | Some(Role::Struck));
    let whole = !(a.part || b.part || left.detail.listed || right.detail.listed || sum(left) || sum(right));
    let one_thing = if left.role.is_some() { people(a, b) || group_of(left, right) } else { same_thing(a, b) };
    let most = if left.role.is_some() { ONE_TOLL } else { ONE_COUNT };
    whole && left.role == right.role && one_thing && (slip || close(left, right, most))
}

/// Says whether one counts people, the other more of a group of them than there are: three nurses are not among two dead.
fn group_of(left: &Found, right: &Found) -> bool {
    let value = |f: &Found| f.detail.amount.map_or(0.0, |a| a.value);
    let more = |of: &Found, all: &Found| {
        let general = |n: &Noun| n.class.is_empty() || n.is_people();
        general(&all.detail.noun) && of.detail.noun.person && value(of) > value(all)
    };
    more(left, right) || more(right, left)
}

/// Says whether two nouns can stand for the same people.
fn people(a: &Noun, b: &Noun) -> bool {
    let general = |n: &Noun| n.class.is_empty() || n.is_people();
    general(a) && general(b) || same_thing(a, b)
}

/// Moments clash where neither is one of several, both are the same end of a stretch, or none, and neither is a past day that
/// was still to come when the other was published.
fn days_may_clash(left: &Found, right: &Found, [of_left, of_right]: [Option<Date>; 2]) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    let (Some(x), Some(y)) = (a.moment, b.moment) else { return false };
    let known = !x.is_weekday_after(of_right) && !y.is_weekday_after(of_left);
    known && !x.several && !y.several && same_edge(left, right)
}

/// Says whether two moments are the same end of a stretch of time, or none.
fn same_edge(left: &Found, right: &Found) -> bool {
    let edge = |f: &Found| f.detail.moment.and_then(|moment| moment.edge);
    edge(left) == edge(right)
}
