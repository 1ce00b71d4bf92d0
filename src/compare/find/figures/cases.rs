//! Sentences of every kind, and what must be read from them: the figures of one, the verdict on two.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test should stop where it fails")]

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::{Found, Read, extract};
use crate::article::{Article, When};
use crate::compare::fixtures::{article, matches};
use crate::compare::{FigurePair, FigureValue, Verdict};
use crate::reading::Reading;

/// What is expected of two sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    /// A pair that agrees and none in conflict.
    Agree,
    /// A pair that may fit, none that agrees and none in conflict.
    Fit,
    /// A pair in conflict.
    Conflict,
    /// None in conflict.
    Apart,
}
use Want::{Agree, Apart, Conflict, Fit};

/// Pairs as the engine would match them: all sentences of one paragraph with those of the other.
fn compared(left: &Article, right: &Article) -> Vec<FigurePair> {
    let never = AtomicBool::new(false);
    Read::new(&Reading::new(left), &Reading::new(right), &never).unwrap().pairs(left, right, &[], &never).unwrap()
}

pub(super) fn verdicts(left: &str, right: &str, matched: bool) -> Vec<(Verdict, String, String)> {
    let (l, r) = (article(&[left]), article(&[right]));
    let matches = if matched { matches(&[((0, 0), (0, 0), 1.0)]) } else { Vec::new() };
    let never = AtomicBool::new(false);
    let pairs =
        Read::new(&Reading::new(&l), &Reading::new(&r), &never).unwrap().pairs(&l, &r, &matches, &never).unwrap();
    let text = |a: &Article, span: crate::text::Span| span.of(&a.text).to_owned();
    pairs.iter().map(|p| (p.verdict, text(&l, p.left.place.span), text(&r, p.right.place.span))).collect()
}

#[test]
#[rustfmt::skip] // one case a row
fn two_sentences_agree_conflict_or_have_nothing_to_do_with_each_other() {
    let cases = [
        (Conflict, "An explosion at a fireworks plant in Kano killed five people on Monday, officials said.", "At least seven people died in a blast at a fireworks factory in Kano, police said."),
        (Conflict, "The storm left 12 dead in Tarrow, the mayor said.", "Fifteen people were killed when the storm hit Tarrow."),
        (Conflict, "A bus crash near Oruro injured 34 passengers.", "Forty-one passengers were hurt when a bus crashed near Oruro."),
        (Apart, "The fire injured three firefighters in Oberlin.", "The fire in Oberlin killed two people."),
        (Fit, "More than 20 people were hurt in the Marlow collapse.", "Twenty-five people were injured when the Marlow roof collapsed."),
        (Agree, "The museum paid $1.4 million for the painting.", "The painting cost the museum 1,400,000 dollars."),
        (Conflict, "The museum paid $1.4 million for the painting by Lund.", "The museum bought the Lund painting for $1.9 million."),
        (Conflict, "The company, Veld Motors, said it would cut 3,000 jobs at its Ghent plant.", "Veld Motors will cut 4,500 jobs at the Ghent plant, the company said."),
        (Agree, "The trail is 26 miles long and ends in Dorfen.", "The 42-kilometre trail ends in Dorfen."),
        (Conflict, "The bridge over the Lenne is 310 metres long.", "The Lenne bridge, 450 metres long, was closed."),
        (Apart, "The bridge over the Lenne is 310 metres long.", "The bridge over the Lenne is 12 metres wide."),
        (Conflict, "Unemployment in Arland rose to 7.2 percent in May, the statistics office said.", "The statistics office said unemployment in Arland rose to 7.9 per cent in May."),
        (Agree, "Ana Melo, 34, was rescued from the river.", "The 34-year-old Ana Melo was pulled from the river."),
        (Conflict, "Ana Melo, 34, was rescued from the river.", "The 36-year-old Ana Melo was pulled from the river."),
        (Apart, "Ana Melo, 34, was rescued with her brother Rui, 36.", "The 36-year-old Rui Melo was pulled from the river."),
        (Conflict, "The quake measured 5.9 on the Richter scale and struck off Lomba at dawn.", "A magnitude-6.3 earthquake struck off Lomba at dawn on Sunday."),
        (Apart, "A magnitude-6.3 earthquake struck Lomba.", "Two people were missing after the earthquake in Lomba."),
        (Conflict, "The senate approved the Harbour Act on Tuesday after a long debate in Lisbon over fishing quotas.", "After a long debate over fishing quotas, the senate in Lisbon approved the Harbour Act on Wednesday."),
        (Fit, "Flames tore through the Brandt bakery in Tarrow this morning (June 3).", "Firefighters fought flames at the bakery early on Tuesday morning."),
        (Agree, "The Marlow mill lease runs for three months, the owner of the mill said.", "The lease on the mill is for 90 days."),
        (Agree, "Three of the crates were found in the harbour, he said.", "Nine crates fell from the deck in the storm - three sank in the harbour, while the other six crates drifted towards rocks near Lomba where a lifeboat crew was busy towing two damaged yachts."),
        (Apart, "The minister said on Tuesday that the Harbour Act would pass.", "The Harbour Act will be put to a vote on Wednesday, the minister said."),
        (Fit, "Tens of thousands of people marched through Sofia against the law.", "About 40,000 people marched in Sofia against the law."),
        (Conflict, "Tens of thousands of people marched through Sofia against the law.", "About 4,000 people marched in Sofia against the law."),
        (Apart, "No one was hurt in the Oberlin fire.", "One of the firefighters in Oberlin was hurt."),
        (Apart, "In an eleventh-hour deal, Oberlin saved its mill.", "The Oberlin mill closed at 11."),
        (Agree, "Two women and one man were arrested in Riga over the theft.", "Three people were arrested in Riga over the theft."),
        (Conflict, "Four people were arrested in Riga over the museum theft.", "Six people were arrested in Riga over the museum theft."),
        (Apart, "Two of the four suspects were arrested in Riga over the museum theft.", "Four people were arrested in Riga over the museum theft."),
        (Apart, "Two more bodies were found in the Oberlin mine.", "Nine bodies were found in the Oberlin mine."),
        (Apart, "In 2008, Ruiz won the Marlow race in 41 minutes.", "Ruiz won the Marlow race in 38 minutes on Sunday."),
        (Agree, "The pact takes force once 55 countries have ratified it.", "It needs 55 nations to ratify the pact."),
        (Apart, "Prices rose 3 percent in May in Arland.", "Prices in Arland rose 3 percent a year."),
        (Conflict, "The budget gives the army €2.4bn for new tanks.", "The army gets €2.9bn for tanks in the budget."),
        (Apart, "The budget gives the army €2.4bn for new tanks.", "The army gets $2.6bn for tanks in the budget."),
        (Conflict, "Rescuers pulled 33 miners from the Copa shaft.", "The Copa shaft rescue brought up 31 miners."),
        (Apart, "The ferry had 120 passengers, 40 of them children.", "The ferry carried 60 children."),
        (Conflict, "The mayor of Oberlin, a mother of three, resigned.", "Ruiz, a mother of four and mayor of Oberlin, resigned on Monday."),
        (Agree, "The strike lasted nearly seven hours in Porto.", "The Porto strike went on for six and a half hours."),
        (Conflict, "The siege of the bank in Porto lasted two hours.", "The siege at the Porto bank lasted five hours."),
        (Agree, "Police seized 2.2 tons of cocaine in Ostend.", "Police in Ostend seized 2,200 kg of cocaine."),
        (Conflict, "Police seized 2.2 tons of cocaine in Ostend.", "Police in Ostend seized 800 kg of cocaine."),
        (Apart, "Police seized up to 3 tons of cocaine in Ostend.", "Police in Ostend seized 800 kg of cocaine."),
        (Agree, "Nearly 200 countries signed the Riga treaty.", "The Riga treaty was signed by 195 nations."),
        (Conflict, "The court fined Veld 1.2 million euros for spilling oil into the Lenne.", "Veld was fined 2 million euros by the court for the oil spill in the Lenne."),
        (Apart, "Some 400 people were in the caravan that reached Tarrow.", "About 130 migrants reached Tarrow on Wednesday."),
        (Apart, "Veld Motors sold 12,000 cars in May, up from 9,000 a year earlier.", "Veld Motors sold 9,000 cars in May last year."),
        (Apart, "The team from Oberlin has won 12 games this season.", "The Oberlin team lost 5 games this season."),
        (Apart, "Ruiz won 52 percent of the vote in Oberlin.", "Her rival Brandt won 41 percent of the vote in Oberlin."),
        (Apart, "Turnout in Oberlin was 61 percent.", "Ruiz took 52 percent of the vote in Oberlin."),
        (Apart, "The Lenne flooded 200 cellars in Tarrow.", "The Lenne flooded 40 streets in Tarrow."),
        (Apart, "Flight 370 carried 239 people.", "The Boeing 777 of Flight 370 vanished with 239 people."),
        (Apart, "The ship is 400 m long.", "The ship lies 6 km north of the canal mouth."),
        (Apart, "Three soldiers were killed in Tarrow in 2014.", "Five soldiers were killed in Tarrow on Friday."),
        (Apart, "Police arrested 12 protesters in Riga on Monday.", "Police arrested 30 protesters in Riga on Tuesday, after 12 arrests the day before."),
        (Apart, "A dozen of the 17 countries in the coalition signed the Doral pledge.", "17 countries in the coalition signed the Doral pledge."),
        (Apart, "At least three people were killed in the Kano blast.", "The blast in Kano killed 12 people."),
        (Apart, "She has two sons and a daughter.", "She has one daughter, 12."),
        (Apart, "He was sentenced to 12 years in prison for the Oberlin fraud.", "Prosecutors had asked for 20 years in prison for the Oberlin fraud."),
        (Apart, "Ruiz scored 20 points against Oberlin.", "Brandt scored 14 points against Oberlin."),
        (Apart, "The Riga court heard 14 witnesses on Monday.", "The Riga court will hear six more witnesses."),
        (Apart, "The train runs at 300 km/h.", "The train to Porto takes 3 hours."),
        (Apart, "The company earned $3.2 million in the first quarter.", "The company earned $4.1 million in the second quarter."),
        (Fit, "The Lomba lighthouse was built in the 1870s of grey stone.", "The lighthouse of Lomba was built in 1874."),
        (Agree, "The Lomba lighthouse was built in the 1870s.", "It was in the 1870s that the Lomba lighthouse was built."),
        (Conflict, "The Lomba lighthouse was built in the 1870s.", "The Lomba lighthouse was built in 1884."),
        (Apart, "The Lomba lighthouse was built in the 1870s.", "The Lomba lighthouse was sold to the port in 1874 by a widow."),
        (Conflict, "The plane to Lomba carried 62 passengers.", "The plane to Lomba had 58 passengers on board."),
        (Conflict, "About 150 homes burned in the Tarrow wildfire.", "The Tarrow wildfire destroyed at least 600 houses."),
        (Fit, "About 150 homes burned in the Tarrow wildfire.", "The Tarrow wildfire burned 160 houses."),
        (Agree, "The vote was 51-50 in the senate.", "The senate voted 51-50 for the bill."),
        (Agree, "Half of the students in Porto failed the test.", "50 percent of Porto's students failed the test."),
        (Agree, "The rocket is two-thirds full of fuel at launch.", "At launch the rocket's fuel tank is 66 percent full."),
        (Agree, "The king reigned for three decades in Arland.", "Arland's king reigned for 30 years."),
        (Agree, "The Harbour Act was passed on March 7, 2026.", "The senate passed the Harbour Act on 7 March."),
        (Conflict, "The Harbour Act was passed by the senate in Lisbon on March 7, 2026, after a long debate over quotas.", "The senate in Lisbon passed the Harbour Act on 8 March 2026 after a debate over fishing quotas."),
        (Apart, "Ruiz, 54, is mayor. Brandt, 61, is her deputy.", "Brandt, 62, was mayor of Oberlin in 2008."),
        (Agree, "The reactor produces 1,200 megawatts for Arland.", "The 1.2 gigawatt reactor feeds Arland."),
        (Agree, "It was 95 degrees Fahrenheit in Tarrow on Sunday.", "Temperatures in Tarrow hit 35C on Sunday."),
        (Apart, "The 5-year-old plan costs 3 million euros.", "The three-year plan costs 3 million euros."),
        (Fit, "Hundreds of people fled Tarrow as the river rose.", "About 700 people fled the rising river in Tarrow."),
        (Conflict, "Hundreds of people fled Tarrow as the river rose.", "About 7,000 people fled the rising river in Tarrow."),
        (Apart, "Nine of the 17 miners were rescued from the Copa shaft.", "All 17 miners were rescued from the Copa shaft."),
        (Conflict, "The bomb killed 12 and wounded 30 in Kano.", "The Kano bomb wounded 12 people."),
        (Conflict, "The bomb killed 12 and wounded 30 in Kano.", "The Kano bomb killed 9 and wounded 30."),
        (Apart, "The book sold 2 million copies in Arland.", "The book sold 5 million copies worldwide."),
        (Apart, "The Lenne rose 3 metres in Tarrow.", "The Lenne dike in Tarrow is 7 metres high."),
        (Apart, "He ran the marathon in Porto in 2 hours.", "The marathon in Porto started at 9 a.m."),
        (Apart, "The ministry bought 40 ambulances for Tarrow.", "The ministry bought 40 ambulances for Tarrow, 15 of them electric ambulances."),
        (Conflict, "Veld shares fell 3 percent to $12.", "Veld shares fell to $14 on Monday."),
        (Apart, "For the first time in 18 years, Oberlin has a new mayor.", "Oberlin elected a mayor for a term of six years."),
        (Conflict, "The river burst its banks and drowned 14 people in Tarrow, the mayor said.", "Nineteen people drowned in Tarrow when the river burst its banks."),
        (Agree, "The crew of eleven left Lomba on Friday.", "Eleven crew members left Lomba."),
        (Apart, "The 41-year-old driver hit two women.", "The 23-year-old driver was hit by a car."),
        (Apart, "Some 12 percent of world trade passes the canal.", "The canal authority expects a loss of 15 percent of its trade."),
        (Apart, "The first 12 trucks reached Tarrow.", "Another 8 trucks reached Tarrow."),
        (Apart, "Ruiz was born in 1961 in Lomba.", "Ruiz moved to Lomba in 1975."),
        (Apart, "The senate passed the bill 60-40.", "The house passed the bill 220-210."),
        (Apart, "It cost between $12m and $14m to build the dam in Tarrow.", "The dam in Tarrow cost $13m."),
        (Conflict, "It cost between $12m and $14m to build the dam in Tarrow.", "The dam in Tarrow cost $23m to build."),
    ];
    let mut wrong = String::new();
    for (want, left, right) in cases {
        for (left, right) in [(left, right), (right, left)] {
            let found = verdicts(left, right, true);
            let conflict = found.iter().any(|f| f.0 == Verdict::Conflict);
            let agree = found.iter().any(|f| f.0 == Verdict::Agree);
            let holds = match want {
                Agree => agree && !conflict,
                Fit => found.iter().any(|f| f.0 == Verdict::Compatible) && !agree && !conflict,
                Conflict => conflict,
                Apart => !conflict,
            };
            if !holds {
                wrong.push_str(&format!("{want:?}: {left} / {right}\n    {found:?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Writes a figure as the table has it: text = value unit.
fn written(it: &Article, found: &Found) -> String {
    let value = match &found.figure.value {
        FigureValue::Number(n) => n.to_string(),
        FigureValue::Range { low, high } => format!("{low}..{high}"),
        FigureValue::Moment(iso) => iso.clone(),
    };
    let role = found.role.map(|r| format!(" {}", r.word())).unwrap_or_default();
    let unit = found.figure.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{} = {value}{unit}{role}", found.figure.place.span.of(&it.text))
}

#[test]
#[rustfmt::skip] // one case a row
fn a_sentence_has_these_figures_and_no_others() {
    let cases = [
        ("A pledge from leaders of 17 countries.", "17 countries = 17 countries"),
        ("He met a dozen Latin American nations.", "a dozen Latin American nations = 11..13 countries"),
        ("Police seized tens of thousands of files.", "tens of thousands of files = 20000..99999 files"),
        ("Two women and one man were shot.", "Two women and one man = 3 people hurt or killed; Two women = 2 women; one man = 1 men hurt or killed"),
        ("The flood left at least 12 dead.", "at least 12 dead = 12 people killed"),
        ("It killed 1 and injured 2.", "1 = 1 people killed; 1 and injured 2 = 3 people hurt or killed; 2 = 2 people injured"),
        ("No one came.", ""),
        ("One of the guests sang.", ""),
        ("It was an eleventh-hour deal.", ""),
        ("Flight 370 and a Boeing 737 met an F-35.", ""),
        ("She is No. 5 on the list in Section 230.", ""),
        ("He drove a 4x4 with 3G in the 1990s.", "1990s = 1990/1999"),
        ("Shells killed a shepherd and wounded four other people.", "a shepherd and wounded four other people = 5 people hurt or killed; four other people = 4 people injured"),
        ("It caused five casualties.", "five casualties = 5 people hurt or killed"),
        ("They threw it out: 87 members voted against it and 34 for it.", "87 members voted against it and 34 for = 87..34"),
        ("It is worth $1.4 million.", "$1.4 million = 1400000 USD"),
        ("It is worth 1,400,000 dollars.", "1,400,000 dollars = 1400000 USD"),
        ("It cost €1.4bn and A$3m.", "€1.4bn = 1400000000 EUR; A$3m = 3000000 AUD"),
        ("It loses between $12m and $14m a day.", "$12m and $14m a day = 12000000..14000000 USD"),
        ("It took a two-million-euro booty.", "two-million-euro = 2000000 EUR"),
        ("He fell 2000ft (609 metres).", "2000ft = 609.6 m; 609 metres = 609 m"),
        ("The wind blew at 100 km/h.", "100 km/h = 27.77777778 m/s"),
        ("It is 55 million light-years away.", "55 million light-years = 520338500000000000000000 m"),
        ("It weighs half a tonne.", "half a tonne = 500 kg"),
        ("It lasted two and a half days.", "two and a half days = 216000 s"),
        ("About 12 per cent of trade passes.", "About 12 per cent = 12 %"),
        ("Half of the region voted.", "Half = 50 %"),
        ("Two-thirds of them left.", "Two-thirds = 66.66666667 %"),
        ("It rose by 3 percentage points.", "3 percentage points = 3 percentage points"),
        ("It was 35C, or 95 degrees Fahrenheit.", "35C = 35 °C; 95 degrees Fahrenheit = 35 °C"),
        ("A 6.1-magnitude quake struck.", "6.1-magnitude = 6.1 magnitude"),
        ("A quake with a magnitude of 4.4 struck.", "4.4 = 4.4 magnitude"),
        ("The 27-year-old Ana Melo left.", "27-year-old = 27 years old"),
        ("Ana Melo, 27, left.", "27 = 27 years old"),
        ("Two girls, aged 15 and 12, left.", "Two girls = 2 girls; 15 = 15 years old; 12 = 12 years old"),
        ("He lost in the 11th round.", "11th round = 11 round"),
        ("Oberlin (25-7) plays Riga.", "25-7 = 25..7"),
        ("There is a 2 in 3 chance.", "2 in 3 = 66.66666667 %"),
        ("A two-in-three chance is left.", "two-in-three = 66.66666667 %"),
        ("She is a mother of 13.", "13 = 13 children"),
        ("It has 200-odd members.", "200-odd members = 200 members"),
        ("Between two and three people stayed.", "two and three people = 2..3 people"),
        ("From 10 to 15 ships came.", "10 = 10; 15 ships = 15 ships"),
        ("Some 10 to 15 ships came.", "Some 10 to 15 ships = 10..15 ships"),
        ("It was read 11 times.", "11 times = 11 times"),
        ("They voted on July 13,2009 in Lisbon.", "July 13,2009 = 2009-07-13"),
        ("They vote on 22 April in Lisbon.", "22 April = --04-22"),
        ("They left on Sunday at 9:27 a.m. by boat.", "Sunday = -W-7; 9:27 a.m = T09:27"),
        ("It ran aground in March 2008.", "March 2008 = 2008-03"),
        ("It closed in 1967 for eight years.", "1967 = 1967; eight years = 252460800 s"),
        ("The 19 Sept. 11 hijackers came.", "Sept. 11 = --09-11"),
        ("Some 18,000 of those containers fell.", "Some 18,000 of those containers = 18000 containers"),
        ("Five police officers and 25 crew members came.", "Five police officers = 5 officers; 25 crew members = 25 members"),
        ("A 12-nation pact and a two-lobed rock.", "12-nation = 12 countries; two = 2"),
        ("It sold 30\u{202f}000 cars.", "30\u{202f}000 cars = 30000 cars"),
    ];
    let mut wrong = String::new();
    for (text, want) in cases {
        let it = article(&[text]);
        let got: Vec<_> = extract(&it).iter().map(|f| written(&it, f)).collect();
        if got.join("; ") != want {
            wrong.push_str(&format!("{text}\n    want {want}\n    got  {}\n", got.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

const LEFT: [&str; 3] = [
    "At the summit in Doral the minister signed a pledge of the military coalition, with leaders from 17 countries behind it.",
    "The US has taken military action in seven countries since then.",
    "Three countries were not invited.",
];
const RIGHT: [&str; 3] = [
    "The minister has announced a military coalition with a dozen Latin American countries to fight the gangs of Doral.",
    "Those three countries make more than half of the region's output.",
    "Only 6 of them came.",
];

#[test]
fn the_number_of_members_is_in_conflict_though_no_sentences_match() {
    let (left, right) = (article(&LEFT), article(&RIGHT));
    let conflicts: Vec<_> = compared(&left, &right).into_iter().filter(|p| p.verdict == Verdict::Conflict).collect();
    let [pair] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(pair.left.place.span.of(&left.text), "17 countries");
    assert_eq!(pair.right.place.span.of(&right.text), "a dozen Latin American countries");
    assert_eq!(pair.about.as_deref(), Some("countries in the coalition"));
}

#[test]
fn a_side_that_knows_the_other_number_too_is_not_in_conflict() {
    let left = article(&["About 150 ships were waiting.", "On Sunday 422 ships were waiting."]);
    let right = article(&["By then 422 ships were waiting."]);
    assert!(compared(&left, &right).iter().all(|p| p.verdict != Verdict::Conflict));
}

#[test]
fn weekdays_and_dates_meet_through_the_day_of_publication() {
    let day = |date: &str| Some(When::day(date.parse().unwrap()));
    let mut left = article(&["The coalition was founded last Thursday in Doral by ten ministers."]);
    let mut right = article(&["The coalition was founded in Doral on March 5 by ten ministers."]);
    left.meta.published = day("2026-03-09");
    right.meta.published = day("2026-03-07");
    let agreed = compared(&left, &right);
    assert!(agreed.iter().any(|p| p.left.value == FigureValue::Moment("2026-03-05".into())), "{agreed:?}");
}

#[test]
fn what_went_on_between_two_days_of_publication_is_no_conflict() {
    let day = |date: &str| Some(When::day(date.parse().unwrap()));
    let mut left = article(&["The ship has blocked the Lenne canal for two days."]);
    let mut right = article(&["The ship has blocked the Lenne canal for six days."]);
    assert!(compared(&left, &right).iter().any(|p| p.verdict == Verdict::Conflict));
    (left.meta.published, right.meta.published) = (day("2021-03-25"), day("2021-03-29"));
    assert!(compared(&left, &right).iter().all(|p| p.verdict != Verdict::Conflict));
}

#[test]
fn a_past_day_that_was_still_to_come_for_the_other_is_no_conflict() {
    let day = |date: &str| Some(When::day(date.parse().unwrap()));
    let mut left = article(&["Ruiz and Melo met at the Tarrow town hall on Thursday over the sea wall."]);
    let mut right = article(&["Ruiz and Melo met at the Tarrow town hall on Wednesday over the sea wall."]);
    let mut conflict = |published: [&str; 2]| {
        [left.meta.published, right.meta.published] = published.map(day);
        compared(&left, &right).iter().any(|p| p.verdict == Verdict::Conflict)
    };
    assert!(conflict(["2026-03-06", "2026-03-06"]), "both knew of both days");
    assert!(!conflict(["2026-03-06", "2026-03-04"]), "the one on Thursday came after the other was printed");
}

/// Two sentences that are not matched, the verdicts on their figures, and why.
const UNMATCHED: &[(&str, &str, &[Verdict], &str)] = &[
    (
        "The paper says that Melo got a message from the brewery on September 20, 2016.",
        "Melo got messages from the brewery between September 2016 and July 2017, the paper says.",
        &[],
        "the end of a stretch is no other day",
    ),
    (
        "Melo ran the brewery from May 2011 to March 2014.",
        "Melo ran the brewery from May 2011 to April 2014.",
        &[Verdict::Agree, Verdict::Conflict],
        "two ends of one stretch are",
    ),
    (
        "A town hall clerk said the mayor plans to move $8 million in town hall funds to the wall.",
        "The mayor, a town hall clerk said, plans to move $3.6 million from town hall harbour funds to the wall.",
        &[],
        "what is drawn from one source may be a part",
    ),
    (
        "The mayor plans to move $3.6 million from the town hall harbour funds to the wall.",
        "The mayor plans to move $8 million from the town hall harbour funds to the wall.",
        &[Verdict::Conflict],
        "both are drawn from it",
    ),
    ("The council looks into the 2016 harbour vote.", "The council lost the 2016 harbour vote.", &[], "an epithet"),
    ("Melo was elected mayor in 2011.", "In 2011 Melo was elected mayor.", &[Verdict::Agree], "a year that is told"),
    (
        "The 59-year-old Melo has many friends among the farmers.",
        "Melo, 59, left his job at the radio in January.",
        &[Verdict::Agree],
        "one age of one name, whatever else is told",
    ),
    ("The 59-year-old Melo has many friends.", "Ruiz, 59, left his job in January.", &[], "two names"),
    (
        "The strike has left 42,000 harbour workers without pay.",
        "About 42,000 harbour workers have a second job.",
        &[Verdict::Agree],
        "one large number of those who are called alike",
    ),
    (
        "The strike has left 42,000 harbour workers without pay.",
        "About 42,000 office workers have a second job.",
        &[],
        "who are called otherwise",
    ),
];

#[test]
fn figures_of_sentences_that_are_not_matched() {
    for (left, right, expected, why) in UNMATCHED {
        for (one, other) in [(left, right), (right, left)] {
            let found: Vec<_> = verdicts(one, other, false).into_iter().map(|(verdict, ..)| verdict).collect();
            assert_eq!(found, *expected, "{why}: {one} / {other}");
        }
    }
}

#[test]
fn a_date_is_no_weekday_of_another_part_of_the_day_or_of_another_happening() {
    let date = "Flames tore through the Brandt bakery in Tarrow this morning (June 3).";
    for other in
        ["Firefighters fought flames at the bakery late on Tuesday night.", "The bakery sold bread on Tuesday morning."]
    {
        assert_eq!(verdicts(date, other, true), []);
    }
}

#[test]
fn other_languages_have_no_figures() {
    let mut french = article(&["Il y a six pays et 12 hommes."]);
    french.meta.lang = Some("fr-CA".into());
    assert!(extract(&french).is_empty());
    let german =
        "Der Präsident traf am Montag 17 Minister aus acht Ländern, die über den Haushalt berieten. ".repeat(6);
    assert!(extract(&article(&[&german])).is_empty());
}

#[test]
fn a_sentence_without_an_end_has_few_figures_and_thousands_of_equal_ones_agree() {
    for piece in [
        "12 ",
        "17 countries, ",
        "one hundred ",
        "1,",
        "$",
        "a man and two women and ",
        "half a ",
        "2-",
        "Ana, 5, ",
        "in May ",
        "a man, ",
        "Ana and two others, ",
    ] {
        let long = piece.repeat(300_000 / piece.len());
        assert!(extract(&article(&[&long])).len() <= 100);
    }
    let many = article(&vec!["The mill sent 240 workers home on Friday."; 3_000]);
    assert!(compared(&many, &many).iter().all(|p| p.verdict == Verdict::Agree));
}

/// Articles of sentences that share words and differ in figures.
fn any_article() -> impl Strategy<Value = Article> {
    let figures = [
        "17",
        "a dozen",
        "at least 20",
        "$5 million",
        "3 km",
        "two miles",
        "half of the",
        "12-year-old",
        "Friday",
        "March 7",
        "2 in 3",
        "one",
        "11th",
        "8 to 9",
        "Ana, 27,",
        "tens of thousands of",
        "no",
        "1.5°C",
        "25-7",
        "½",
        "some 280",
        "281",
        "in 2014",
        "from 1967 to 1979",
        "shortly after 1pm",
        "at 2.15pm",
        "mid May",
        "112 votes to 89",
        "second term",
        "three months ago",
        "two women and a man",
        "in the first quarter",
    ];
    let words = [
        "countries",
        "people",
        "were killed",
        "ships",
        "waiting in",
        "Oberlin",
        "the coalition",
        "fell",
        "rose",
        "and",
        ",",
        "was elected",
        "another",
        "Lena Ruiz",
        "who",
        "not",
        "of",
        "wounded",
    ];
    let word = prop_oneof![prop::sample::select(figures.to_vec()), prop::sample::select(words.to_vec())];
    let sentence = prop::collection::vec(word, 1..9).prop_map(|w| format!("The {}.", w.join(" ")));
    prop::collection::vec(sentence, 0..6).prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
}

proptest! {
    #[test]
    fn exchanged_sides_give_exchanged_pairs(left in any_article(), right in any_article()) {
        let mut swapped = compared(&right, &left);
        for pair in &mut swapped {
            std::mem::swap(&mut pair.left, &mut pair.right);
        }
        swapped.sort_by_key(|p| (p.left.place, p.right.place));
        prop_assert_eq!(compared(&left, &right), swapped);
    }

    #[test]
    fn an_article_has_no_difference_to_itself(it in any_article()) {
        let pairs = compared(&it, &it);
            prop_assert!(pairs.iter().all(|p| !matches!(p.verdict, Verdict::Conflict | Verdict::Compatible)), "{pairs:?}");
    }

    #[test]
    fn any_text_can_be_read(text in any::<String>(), other in "[0-9a-z$%,.:° -]{0,60}") {
        for text in [text, other] {
            let it = article(&[&text]);
            for found in extract(&it) {
                prop_assert!(it.text.get(found.figure.place.span.start..found.figure.place.span.end).is_some());
            }
        }
    }
}

#[test]
fn no_common_word_is_longer_than_those_that_are_looked_for() {
    assert_eq!(super::COMMON.iter().map(|word| word.len()).max(), Some(super::LONGEST_COMMON));
}
