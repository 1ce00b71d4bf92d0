//! The verdict on two figures: do they count the same thing of the same subject, and can both be right?
//!
//! A false conflict costs more trust than a missed one. So a conflict needs the same unit, the same thing counted, the
//! same subject (shared words near both figures) and the same time; agreement needs less, since two equal figures in
//! sentences about one subject are rarely an accident.

use jiff::civil::Date;

use super::amount::{Amount, Fit};
use super::context::Relation;
use super::found::{Found, Kind};
use super::noun::Noun;
use super::role::Role;
use super::unit::Dimension;
use crate::compare::Verdict;

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
        return (money && close(left, right, 2.7)).then_some(Meeting::Currencies);
    }
    match fit(left, right)? {
        Fit::Apart => (may_clash(left, right) && one_time(left, right, published)).then_some(Meeting::Clash),
        Fit::Open => None,
        fit => Some(Meeting::Fit(fit)),
    }
}

/// Says how two figures that meet stand to each other; nothing where they have nothing to do with each other.
pub(super) fn verdict(left: &Found, right: &Found, meeting: Meeting, relation: &Relation) -> Option<Verdict> {
    match meeting {
        Meeting::Fit(fit) => agree(left, right, relation, fit).then_some(Verdict::Agree),
        Meeting::Clash => clash(left, right, relation).then_some(Verdict::Conflict),
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

fn agree(left: &Found, right: &Found, r: &Relation, fit: Fit) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    let about = r.matched || r.wide >= 2.0 || r.cover >= 0.4;
    let equal = fit == Fit::Equal;
    match left.kind {
        Kind::Count => counts_agree(left, right, r, equal),
        Kind::Age => about && (shared_name(left, right) || r.local >= 1.0),
        Kind::Ordinal => about && a.noun.class == b.noun.class && r.wide >= 1.0,
        Kind::Score => about && r.local >= 0.9,
        Kind::Odds => about && r.local >= 0.9,
        // "This morning (July 21)" and "early on Sunday morning": nobody can tell but by what happened, and when in the day.
        Kind::Moment if a.moment.zip(b.moment).is_some_and(|(a, b)| a.is_day_told_otherwise(&b)) => {
            let single = a.frame.moments == 1 && b.frame.moments == 1;
            single && a.contrast.share_part_of_day(&b.contrast) && r.wide >= 2.0 && r.cover >= 0.4
        }
        Kind::Moment => r.matched && r.local >= 0.9 || r.local >= 2.0 || r.cover >= 0.6 && r.wide >= 2.0,
        Kind::Money(_) => a.rate == b.rate && (about && (equal || r.local >= 0.9) || r.local >= 1.0),
        Kind::Measure(Dimension::Magnitude) => r.wide >= 0.7,
        Kind::Measure(Dimension::Duration | Dimension::Share) => {
            about && (equal && r.wide >= 2.0 || r.local >= 0.9) || equal && either_exact(left, right) && r.wide >= 0.7
        }
        Kind::Measure(_) => {
            about && (equal && r.wide >= 2.0 || r.local >= 0.9) || equal && (either_exact(left, right) || r.wide >= 0.7)
        }
    }
}

/// Says whether a value is one that two writers do not hit upon by accident: two digits and more, or millions.
fn exact(figure: &Found) -> bool {
    figure.detail.amount.is_some_and(|a| a.range.is_none() && (a.value >= 10.0 * a.grain || a.value / a.by >= 1e6))
}

/// Says whether the value of either is such a one: what one side rounds to a digit, the other may tell to two.
fn either_exact(left: &Found, right: &Found) -> bool {
    exact(left) || exact(right)
}

fn counts_agree(left: &Found, right: &Found, r: &Relation, equal: bool) -> bool {
    let (a, b) = (&left.detail.noun, &right.detail.noun);
    let one_role = left.role.is_some() && left.role == right.role;
    if left.role != right.role && left.role.is_some() && right.role.is_some() {
        return false;
    }
    let large = [left, right].iter().all(|f| f.detail.amount.is_some_and(|x| x.value >= 100.0));
    let people = a.is_people() || b.is_people();
    let one_class = same_thing(a, b) || one_role || a.person && b.person && people;
    let nameless = a.class.is_empty() || b.class.is_empty();
    let related = r.matched || r.wide >= 2.0 || r.cover >= 0.4;
    match (one_class, equal) {
        _ if a.part != b.part && !nameless && !equal => false,
        (true, true) => {
            related || large && (r.wide > 0.0 || !(a.person || b.person) || left.hedge == right.hedge && !people)
        }
        (true, false) => related && (r.local >= 0.9 || one_role && r.wide >= 0.9),
        (false, true) if nameless => (related || r.named) && r.local >= 0.9,
        (false, true) => related && either_exact(left, right) && (large && r.across >= 0.9 || r.local >= 2.0),
        (false, false) => false,
    }
}

/// Says whether two nouns name one class of things, whatever the role.
fn same_thing(a: &Noun, b: &Noun) -> bool {
    !a.class.is_empty() && a.class == b.class
}

fn shared_name(left: &Found, right: &Found) -> bool {
    left.detail.names.iter().any(|name| right.detail.names.contains(name))
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
        Kind::Money(_) => close(left, right, 3.0),
        Kind::Measure(Dimension::Points) | Kind::Odds | Kind::Score => false,
        Kind::Measure(_) => close(left, right, 20.0),
        Kind::Ordinal => same_thing(&a.noun, &b.noun),
    }
}

/// Says whether two figures that cannot both be right are about one subject.
fn clash(left: &Found, right: &Found, r: &Relation) -> bool {
    if r.rivals && left.kind != Kind::Moment {
        return false;
    }
    match left.kind {
        Kind::Count => counts_clash(left, right, r),
        Kind::Age => r.wide >= 0.9,
        Kind::Moment => r.local >= 2.0 && r.wide >= 5.0 && r.cover >= 0.3,
        // The nearer two amounts are, the likelier they are meant for one.
        Kind::Money(_) if close(left, right, 1.3) => r.local >= 1.2 && r.wide >= 2.0,
        Kind::Money(_) => r.local >= 2.4 && (r.matched || r.wide >= 3.5),
        Kind::Measure(Dimension::Magnitude) => r.wide >= 1.5,
        Kind::Measure(Dimension::Share) => r.local >= 2.5 && r.matched,
        Kind::Measure(Dimension::Duration) => {
            r.local >= if r.predicate { 1.2 } else { 2.8 } && close(left, right, 10.0)
        }
        Kind::Measure(_) => r.local >= if r.predicate { 0.9 } else { 1.5 } && (r.matched || r.wide >= 2.0),
        Kind::Ordinal => r.matched && r.local >= 2.0,
        Kind::Odds | Kind::Score => false,
    }
}

/// Says whether the larger is at most `most` times the smaller, ranges by their nearer ends: more apart are two things.
fn close(left: &Found, right: &Found, most: f64) -> bool {
    let ends = |f: &Found| f.detail.amount.map_or((0.0, 0.0), |a| a.range.unwrap_or((a.value, a.value)));
    let (a, b) = (ends(left), ends(right));
    a.0 <= most * b.1 && b.0 <= most * a.1
}

fn counts_may_clash(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail.noun, &right.detail.noun);
    let whole = !(a.part || b.part || left.detail.sum || right.detail.sum);
    let one_thing = if left.role.is_some() { people(a, b) } else { same_thing(a, b) };
    let most = if left.role.is_some() { 1_000.0 } else { 10.0 };
    whole && left.role == right.role && one_thing && close(left, right, most)
}

fn counts_clash(left: &Found, right: &Found, r: &Relation) -> bool {
    if let Some(role) = left.role {
        return roles_clash(role, r);
    }
    let [x, y] = [left, right].map(|f| f.detail.amount.map_or(0.0, |a| a.value));
    match (left.detail.noun.is_people() || right.detail.noun.is_people(), x.min(y) >= 100.0) {
        (true, _) => r.local >= if close(left, right, 3.0) { 1.9 } else { 2.5 },
        // A sentence that says nothing else has its subject elsewhere; so large a number of one thing is in no two places.
        (false, true) => r.predicate || r.local >= 1.5 || r.fewest <= 2,
        (false, false) => r.local >= 1.4 && r.wide >= 2.0 || r.predicate && r.wide >= 1.5,
    }
}

/// Says whether two nouns can stand for the same people.
fn people(a: &Noun, b: &Noun) -> bool {
    let general = |n: &Noun| n.class.is_empty() || n.is_people();
    general(a) && general(b) || same_thing(a, b)
}

fn roles_clash(role: Role, r: &Relation) -> bool {
    match role {
        Role::Dead | Role::Injured | Role::Missing => r.wide >= 2.0 || r.matched && r.wide >= 0.9,
        Role::Arrested | Role::Rescued => r.wide >= 2.5 && r.local >= 0.9,
    }
}

/// Days clash where each sentence tells of one, and not when somebody said something. Two accounts of one event are a
/// day apart at most; days further apart are of two events.
fn days_may_clash(left: &Found, right: &Found) -> bool {
    let (a, b) = (&left.detail, &right.detail);
    let (Some(x), Some(y)) = (a.moment, b.moment) else { return false };
    let single = a.frame.moments == 1 && b.frame.moments == 1 && !x.several && !y.several;
    single && !a.frame.speech && !b.frame.speech && x.is_day_beside(&y)
}
