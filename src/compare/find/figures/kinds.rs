//! Every kind of fault that a fact-checker met in figures: pairs of texts of the kind, and pairs near them of which the
//! opposite is right. Each stands for more than itself; a cure that names its words cures nothing.
#![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]

use super::cases::verdicts;
use crate::compare::Verdict;

/// What must be said of two texts, whichever stands left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// Something agrees, and nothing is in conflict.
    Agrees,
    /// Something is in conflict.
    Clashes,
    /// Something may fit, nothing agrees and nothing is in conflict.
    MayFit,
    /// Nothing agrees and nothing may fit.
    NoAgreement,
    /// Nothing is in conflict and nothing may fit.
    NoDifference,
    /// Nothing at all.
    Nothing,
}
use Said::{Agrees, Clashes, MayFit, NoAgreement, NoDifference, Nothing};

impl Said {
    fn holds(self, found: &[(Verdict, String, String)]) -> bool {
        let any = |verdict| found.iter().any(|f| f.0 == verdict);
        let (agree, may, clash) = (any(Verdict::Agree), any(Verdict::Compatible), any(Verdict::Conflict));
        match self {
            Self::Agrees => agree && !clash,
            Self::Clashes => clash,
            Self::MayFit => may && !agree && !clash,
            Self::NoAgreement => !agree && !may,
            Self::NoDifference => !clash && !may,
            Self::Nothing => found.is_empty(),
        }
    }
}

type Row = (Said, &'static str, &'static str, &'static str);

fn check(rows: &[Row]) {
    let mut wrong = String::new();
    for (said, left, right, why) in rows {
        for (left, right) in [(left, right), (right, left)] {
            // What must not be said must not be said of unmatched sentences either.
            let alone =
                matches!(said, NoAgreement | NoDifference | Nothing) && !said.holds(&verdicts(left, right, false));
            let found = verdicts(left, right, true);
            if alone || !said.holds(&found) {
                wrong.push_str(&format!("{said:?} ({why}): {left} / {right}\n    {found:?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
#[rustfmt::skip] // one pair a row
fn exact_numbers_are_equal_or_differ() {
    check(&[
        (Clashes, "Her office charged a $1,312.40 dinner at the Alder Grill to the town.", "The list has a $1,321.40 dinner at the Alder Grill that was charged to the town.", "exact to the cent"),
        (Clashes, "Rescuers lifted 281 people off the ferry.", "Rescuers lifted 280 people off the ferry.", "two exact counts"),
        (Clashes, "The archive holds 14,209 letters by Lund.", "The archive holds 14,290 letters by Lund.", "turned digits"),
        (Clashes, "The clinic treated 46 patients for smoke.", "In all, 64 patients were treated for smoke at the clinic.", "turned digits, other order"),
        (Agrees, "Rescuers lifted 281 people off the ferry.", "Some 280 people were lifted off the ferry by rescuers.", "281 rounds to what is hedged"),
        (Agrees, "Her office charged a $1,312.40 dinner to the town.", "A dinner for $1,312.40 was charged to the town by her office.", "one sum"),
        (Agrees, "The fair drew 18,342 visitors to Tarrow.", "The Tarrow fair drew 18,000 visitors.", "visibly round"),
        (MayFit, "Rescuers lifted 281 people off the ferry.", "About 270 people were lifted off the ferry by rescuers.", "281 does not round to 270"),
        (MayFit, "Rescuers lifted 281 people off the ferry.", "More than 250 people were lifted off the ferry by rescuers.", "a bound"),
        (MayFit, "At least three people died when the barge sank off Lomba.", "Four people died when the barge sank off Lomba.", "a bound"),
        (MayFit, "Fourteen are missing after the barge sank off Lomba.", "A dozen are unaccounted for after the barge sank off Lomba.", "a dozen is loose"),
        (MayFit, "The landslide in Tarrow killed at least three people.", "At least 26 people were killed by the landslide in Tarrow.", "two bounds"),
        (Agrees, "The wall is 26 miles long.", "The wall is 42 kilometres long.", "a conversion"),
        (NoAgreement, "The mill in Tarrow owes €3 million.", "The mill in Tarrow owes $3 million.", "two currencies"),
        (Agrees, "Up to 40 dogs were seized from the farm in Tarrow.", "Police seized up to 40 dogs from the Tarrow farm.", "one bound"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn opposed_directions_never_agree() {
    check(&[
        (NoAgreement, "Rents in Tarrow rose 9 percent in May, the city said.", "Rents in Tarrow fell 9 percent in May, the city said.", "rose, fell"),
        (NoAgreement, "The party gained 14 seats in the council.", "The party lost 14 seats in the council.", "gained, lost"),
        (NoAgreement, "Crime was up 7 percent in Tarrow last year.", "Crime in Tarrow was down 7 percent last year.", "up, down"),
        (NoAgreement, "Shares in Veld climbed 4 percent on Monday.", "On Monday shares in Veld slid 4 percent.", "climbed, slid"),
        (NoAgreement, "The town ran a surplus of €6 million.", "The town ran a deficit of €6 million.", "surplus, deficit"),
        (NoAgreement, "Veld Motors made a profit of $52 million in May.", "Veld Motors lost $52 million in May.", "profit, loss"),
        (NoAgreement, "Ruiz is 8 points ahead in the poll.", "Ruiz is 8 points behind in the poll.", "ahead, behind"),
        (NoAgreement, "The club had a $3 million loss last season.", "The club had $3 million in profit last season.", "loss, profit"),
        (NoAgreement, "The town ended the year €6 million in the red.", "The town ended the year with a surplus of €6 million.", "in the red"),
        (NoAgreement, "The club is $3 million in the black this year, it said.", "The club has a deficit of $3 million this year, it said.", "in the black"),
        (Agrees, "The town ended the year €6 million in the red.", "The town ended the year with a deficit of €6 million.", "in the red in two words"),
        (Agrees, "The club lost $3 million, it said, and sold the red bus.", "The club said it had lost $3 million.", "a red bus"),
        (NoAgreement, "Thieves stole paintings worth €2 million from the Lomba museum.", "Police recovered paintings worth €2 million from the Lomba museum.", "stolen, recovered"),
        (NoAgreement, "The plant hired 300 workers in May.", "The plant fired 300 workers in May.", "hired, fired"),
        (Agrees, "Rents in Tarrow rose 9 percent in May, the city said.", "Rents were up 9 percent in Tarrow in May, the city said.", "rose, up"),
        (Agrees, "The town ran a deficit of €6 million.", "The town had a shortfall of €6 million.", "one direction in two words"),
        (Agrees, "Veld Motors lost $52 million in May.", "Veld Motors made a loss of $52 million in May.", "one direction in two words"),
        (Agrees, "Exports fell 3 percent in May after they rose in April.", "Exports dropped 3 percent in May.", "the nearest word counts"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn sums_are_added_up_and_parts_meet_no_total() {
    check(&[
        (Agrees, "The shells killed a shepherd and wounded four other people in Tarrow on Saturday.", "The shelling of Tarrow on Saturday caused five casualties.", "one by an article, and four"),
        (NoAgreement, "The shells killed a shepherd and wounded four other people in Tarrow on Saturday.", "The shelling of Tarrow on Saturday caused seven casualties.", "five, seven"),
        (Clashes, "Three clerks, two women and a man, drowned when the barge sank, police said.", "Two people drowned when the barge sank, police said.", "three, two"),
        (NoAgreement, "Three clerks, two women and a man, drowned when the barge sank, police said.", "Two people drowned when the barge sank, police said.", "a part is no total"),
        (Clashes, "A woman and three men were killed in the Tarrow blast.", "Three people were killed in the Tarrow blast.", "four, three"),
        (NoAgreement, "A woman and three men were killed in the Tarrow blast.", "Three people were killed in the Tarrow blast.", "a part is no total"),
        (Agrees, "A woman and three men were killed in the Tarrow blast.", "Four people were killed in the Tarrow blast.", "a sum"),
        (Agrees, "A man, a woman and a child were killed in the Tarrow blast.", "Three people were killed in the Tarrow blast.", "a sum of three"),
        (Clashes, "The barge left with 239 passengers and 51 crew.", "The barge left with 237 passengers and a crew of 51.", "two counts, no sum"),
        (Clashes, "A teacher and four drivers drowned in the lake.", "Four people drowned in the lake.", "a sum of two callings"),
        (Agrees, "Ana Melo and two others were killed in the Tarrow blast.", "Three people were killed in the Tarrow blast.", "a sum with a name"),
        (Clashes, "Ana Melo and two others were killed in the Tarrow blast.", "Two people were killed in the Tarrow blast.", "three, two"),
        (Agrees, "A gunman shot four people in a bakery in Tarrow on Friday.", "A gunman killed one person and wounded three others in a bakery in Tarrow on Friday.", "one and three"),
        (Agrees, "Five people were stabbed at the station in Tarrow.", "A man killed two people and injured three others at the station in Tarrow.", "two and three"),
        (NoAgreement, "A gunman shot four people in a bakery in Tarrow on Friday.", "A gunman killed one person and wounded four others in a bakery in Tarrow on Friday.", "five, and four of them"),
        (NoDifference, "The barge had 120 passengers, 40 of them children.", "There were 40 children on the barge.", "a part and the same part"),
        (NoDifference, "Nine people, including two children, died in the Tarrow fire.", "Nine people died in the Tarrow fire.", "a part beside the total"),
        (NoAgreement, "Nine people, including two children, died in the Tarrow fire.", "Two people died in the Tarrow fire in 1988.", "a part, and another fire"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn slips_of_a_thousand_clash() {
    check(&[
        (Clashes, "The tunnel will cost $2.4 billion, the minister said.", "The tunnel will cost $2.4 million, the minister said.", "billion, million"),
        (Clashes, "The mill spilled 40 tonnes of oil into the Lenne.", "The mill spilled 40,000 tonnes of oil into the Lenne.", "tonnes"),
        (Clashes, "The fund holds €3.1bn in shares.", "The fund holds €3.1m in shares.", "letters"),
        (Clashes, "Some 12,000 people fled the flood in Tarrow.", "Some 12 million people fled the flood in Tarrow.", "people"),
        (Agrees, "The tunnel will cost $2.4 billion, the minister said.", "The minister said the tunnel will cost 2,400 million dollars.", "one sum"),
        (NoDifference, "The tunnel will cost $2.4 billion, the minister said.", "The minister bought a house for $2.4 million.", "two things"),
        (NoDifference, "The region grows 40,000 tonnes of olives.", "The lorry carried 40 tonnes of olives.", "a lorry is no region"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn two_owners_and_two_objects_do_not_meet() {
    check(&[
        (Nothing, "Veld Labs said its own malaria vaccine had prevented infection in 73 per cent of children.", "Dr Ana Melo’s malaria vaccine prevented infection in 73.2 per cent of children, her team reports.", "its own"),
        (Agrees, "Veld Labs said its own malaria vaccine had prevented infection in 73 per cent of children.", "The malaria vaccine of Veld Labs prevented infection in 73 per cent of children.", "its own, named"),
        (Nothing, "Senator Lena Ruiz earned $184,000 in 2019, her papers show.", "Her rival, Tom Brandt, said he had earned $184,000.", "two people"),
        (NoAgreement, "Lena Ruiz paid tax at a rate of 21.4 percent.", "Tom Brandt paid tax at a rate of 21 percent.", "two people"),
        (NoAgreement, "Ruiz spent 300 days in the north.", "Brandt spent 300 days in the north.", "two people"),
        (NoAgreement, "The guild wants a two-year extension of the fuel grant.", "The guild wants a two-year extension of the rail contract.", "of two things"),
        (NoDifference, "Growers attacked the two-year extension of the fuel grant in the deal.", "The deal on the fuel grant did not include a 13-month extension of the flood loans.", "of two things"),
        (NoDifference, "The council voted for a three-year ban on drones.", "The council voted for a five-year lease of the harbour.", "two nouns"),
        (NoDifference, "The council approved a four-month closure of the bridge.", "The council approved a six-month closure of the school.", "of two things"),
        (Clashes, "Film of a mother of 11 shot and killed in a Tarrow feud was shown on Thursday.", "Prosecutors have shown film in the trial of two men accused of killing a Tarrow mother of 10 in a feud.", "one mother, whatever is done"),
        (Agrees, "Senator Lena Ruiz earned $184,000 in 2019, her papers show.", "Ruiz earned $184,000 in 2019.", "one person"),
        (Agrees, "The mayor earned $184,000 in 2019.", "Lena Ruiz, the mayor, earned $184,000 in 2019.", "one person"),
        (Agrees, "The council approved a four-month closure of the bridge.", "The council approved a four-month closure of the Lenne bridge.", "one thing"),
        (Clashes, "The council approved a four-month closure of the bridge.", "The council approved a six-month closure of the bridge.", "one thing"),
        (Clashes, "Lena Ruiz paid tax at a rate of 21 percent in 2019.", "Ruiz paid tax at a rate of 27 percent in 2019.", "one person"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn two_periods_do_not_meet() {
    check(&[
        (NoAgreement, "The guild raised €3.4 million in the first quarter, its clerk said.", "Its clerk said the guild raised €3.4 million in the second quarter.", "two quarters"),
        (NoAgreement, "Veld sold 12,000 cars in the first half.", "Veld sold 12,000 cars in the second half.", "two halves"),
        (NoAgreement, "Rainfall in Tarrow was 310 mm in 2016.", "Rainfall in Tarrow was 310 mm in 2017.", "two years"),
        (NoAgreement, "The striker scored 14 goals last season.", "The striker scored 14 goals this season.", "two seasons"),
        (NoAgreement, "The fund lost $2 million in March.", "The fund lost $2 million in June.", "two months"),
        (NoDifference, "The fund lost $2 million in March.", "The fund lost $4 million in June.", "two months"),
        (NoDifference, "The guild raised €3.4 million in the first quarter.", "The guild raised €3.9 million in the third quarter.", "two quarters"),
        (NoDifference, "The mill made 400 boats in 2016.", "The mill made 380 boats in 2017.", "two years"),
        (Agrees, "The guild raised €3.4 million in the first quarter, its clerk said.", "The guild raised €3.4 million in the first quarter of the year.", "one quarter"),
        (Agrees, "The guild raised €3.4 million in the first quarter.", "Between January and March the guild raised €3.4 million.", "one stretch told twice"),
        (Clashes, "The guild raised €3.4 million in the first quarter.", "In the first quarter the guild raised €3.9 million.", "one quarter"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn what_is_told_in_passing_meets_nothing() {
    check(&[
        (NoDifference, "A week before Lund's death another climber, 38-year-old Per Dahl, died after falling about 70 metres from the ridge.", "A Danish climber died in Corva on Friday after falling around 400 metres.", "another climber"),
        (NoAgreement, "Two days earlier another bus crashed near Oruro, and 12 people died.", "Twelve people died when a bus crashed near Oruro on Friday.", "another bus"),
        (NoDifference, "In 2009 a fire in the Tarrow mill killed 31 people.", "The fire in the Tarrow mill on Friday killed four people.", "another fire"),
        (NoAgreement, "In 2009 a fire in the Tarrow mill killed four people.", "In 2019 a fire in the Tarrow mill killed four people.", "two years"),
        (Clashes, "A Danish climber died on Friday after falling about 70 metres from the ridge.", "A Danish climber died on Friday after falling around 400 metres from the ridge.", "one climber"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn days_and_years_of_one_act_clash_and_those_of_two_do_not() {
    check(&[
        (Clashes, "The painter Rui Melo won the Lomba Prize in 1998 for a picture of the port.", "It was in 1996 that Rui Melo, who has died, won the Lomba Prize for a picture of the port.", "a cleft, and who died"),
        (Agrees, "The painter Rui Melo won the Lomba Prize in 1998 for a picture of the port.", "It was in 1998 that Rui Melo, who has died, won the Lomba Prize for a picture of the port.", "a cleft"),
        (NoDifference, "The painter Rui Melo won the Lomba Prize in 1998 for a picture of the port.", "It was in 1996 that Rui Melo, who won the Lomba Prize, moved to the port.", "he moved"),
        (Clashes, "The dockers’ strike in Tarrow will begin on 4 March, the union announced.", "TARROW — Dockers will walk out on March 14, their union announced, in the first strike at the port for a decade.", "to come, in other words"),
        (NoDifference, "The trial of the banker will open on March 9, the court said.", "The court said that a verdict in the trial of the banker is expected on March 29.", "a verdict"),
        (NoDifference, "The dockers’ strike in Tarrow will begin on 4 March, the union announced.", "The union announced that a ballot of dockers on their strike will close on March 14.", "a ballot"),
        (NoDifference, "Voters in Tarrow will choose a mayor on 4 June, the commission said.", "A council for Tarrow will be chosen by voters on 14 June, the commission said.", "a council"),
        (Nothing, "Tom Brandt on Monday attacked Judge Lena Ruiz for her remarks on the strike.", "Judge Lena Ruiz faced protests on Tuesday over her remarks on the strike, which Tom Brandt wants her to retract.", "two happenings"),
        (NoDifference, "The bridge over the Lenne was built in 1931.", "The bridge over the Lenne was closed in 1998.", "two acts"),
        (NoDifference, "Ana Melo was born in 1961.", "Ana Melo became mayor in 1999.", "two acts"),
        (NoDifference, "Ana Melo was elected mayor of Lomba in 2011.", "Rui Brandt was elected mayor of Lomba in 2015.", "two people"),
        (NoDifference, "The court heard the case on Monday.", "The court will rule on the case on Thursday.", "two acts"),
        (Clashes, "Ana Melo was elected mayor in 2011 after a recount.", "Ana Melo was elected mayor in 2012 after a recount.", "years"),
        (Clashes, "The bridge over the Lenne was built in 1931.", "In 1913 the bridge over the Lenne was built.", "years, other order"),
        (Clashes, "The school was founded in 1902 by Lund.", "Lund founded the school in 1912.", "years, other voice"),
        (Clashes, "Dahl, who died in 1987, painted the hall.", "Dahl died in 1978.", "years, a relative clause"),
        (Clashes, "No one held the seat as long as Rui Melo, who served from 1971 to 1983.", "Rui Melo was in office from 1970 to 1982.", "ranges"),
        (Clashes, "Lund ruled the island from 1841 to 1856.", "Lund ruled the island between 1841 and 1865.", "ranges"),
        (Clashes, "The inquest into the crash will begin on March 4, the court said.", "The court said that the inquest into the crash will begin on March 14.", "days of a month"),
        (Clashes, "The strike at the port starts on Oct. 2.", "On October 12 the strike at the port starts.", "days of a month, other order"),
        (Clashes, "Voters will choose a mayor in late June, the governor said.", "Voters will choose a mayor on May 30, the governor said.", "part of a month"),
        (Clashes, "The ship passed its inspection in March.", "The ship had passed its inspection in April.", "months"),
        (Clashes, "The Lenne burst its banks on Tuesday, the mayor said.", "The Lenne burst its banks on Wednesday, the mayor said.", "weekdays"),
        (MayFit, "The trial of the pilot opens in May.", "The trial of the pilot will open on May 14.", "a month and a day of it"),
        (NoDifference, "Ana Melo was elected mayor in 2011 after a recount.", "Ana Melo was elected mayor in 2011.", "one year"),
        (NoDifference, "The school was founded in 1902 by Lund.", "The school, which Lund led until 1912, was founded in 1902.", "another act beside"),
        (NoDifference, "Rui Melo lived in Corva from 1971 to 1983.", "Rui Melo served from 1970 to 1982.", "two acts"),
        (NoDifference, "Dana Orr on Monday praised Colonel Lund for his speech on the army.", "Colonel Lund met students on Tuesday after his speech on the army, which Dana Orr praised.", "two acts, one not listed"),
        (Clashes, "The Lomba ferry resumes service on 3 June.", "The Lomba ferry will resume service on 13 June.", "an act that is not listed"),
        (NoDifference, "The trial of the pilot will open on Sept. 9.", "The trial of the owner will open on September 19.", "two trials"),
        (Nothing, "The Lenne burst its banks on Tuesday.", "The Lenne burst its banks on Tuesday, the mayor said.", "a weekday alone"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn times_of_day_clash_where_they_are_too_far_apart() {
    check(&[
        (Clashes, "The dam broke at 4.40pm, the water board said.", "The dam broke shortly after 3pm, according to the water board.", "an hour and a half"),
        (Clashes, "“I ordered the evacuation at 3.47 and left,” he said.", "“I ordered the evacuation at 3.57 and left,” he said.", "ten minutes"),
        (Clashes, "The train left Porto at 7:15 a.m.", "At 7:50 a.m. the train left Porto.", "other order"),
        (Clashes, "The siren sounded at noon in Tarrow.", "The siren sounded in Tarrow at 2 p.m.", "noon"),
        (Agrees, "The dam broke at 3.20pm, the water board said.", "The dam broke shortly after 3pm, according to the water board.", "half an hour is allowed"),
        (Agrees, "The train left Porto at 7:15 p.m.", "The train left Porto at 19:15.", "two clocks"),
        (NoDifference, "The train left Porto at 7:15 a.m.", "The train reached Lomba at 9:50 a.m.", "two acts"),
        (NoDifference, "Prices rose by 3.47 percent.", "Prices rose at 3.47 percent a year.", "no times"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn votes_scores_and_odds_clash() {
    check(&[
        (Clashes, "The council rejected the lease of the mill 87 to 43 on Saturday.", "The council threw out the lease of the mill on Saturday: 87 members voted against it and 34 for it.", "a vote in words"),
        (Agrees, "The council rejected the lease of the mill 87 to 43 on Saturday.", "With 43 votes in favour and 87 against, the council rejected the lease of the mill on Saturday.", "a vote in words, turned"),
        (NoDifference, "The council rejected the lease of the mill 87 to 43 on Saturday.", "On Saturday 12 people spoke for the lease of the mill and 34 wrote to the council.", "no vote"),
        (Clashes, "The council passed the harbour bill 31 to 12.", "The harbour bill passed the council by 31 votes to 21.", "one end"),
        (Clashes, "Oberlin beat Marlow 3-1 in the final.", "Oberlin beat Marlow 3-2 in the final.", "a game"),
        (Clashes, "The motion was rejected 210 to 190.", "The motion was rejected by 210 votes to 180.", "a motion"),
        (Clashes, "Experts see a 2 in 3 chance of a drought in Tarrow.", "Experts see a 1 in 3 chance of a drought in Tarrow.", "odds"),
        (Agrees, "The council passed the harbour bill 31 to 12.", "The harbour bill passed the council by 31 votes to 12.", "one vote"),
        (Agrees, "Oberlin beat Marlow 3-1 in the final.", "Marlow lost the final 3-1 to Oberlin.", "one game from the other side"),
        (Agrees, "The senate of Arden passed the harbour bill on a 134-to-63 vote.", "The harbour bill passed the senate of Arden, 134 to 63.", "tied by hyphens"),
        (Agrees, "The council passed the harbour bill on a vote of 31-to-12.", "The council passed the harbour bill, 31-12.", "tied on one side"),
        (Clashes, "The senate of Arden passed the harbour bill on a 134-to-63 vote.", "The harbour bill passed the senate of Arden, 134 to 36.", "tied, another end"),
        (NoDifference, "The senate passed the bill on a 60-to-40 vote.", "The house passed the bill on a 220-to-210 vote.", "tied, two votes"),
        (NoDifference, "Ruiz passed a 30- to 45-hour course.", "Ruiz passed a 30- to 50-mile course.", "no vote"),
        (NoDifference, "The senate passed the bill 60-40.", "The house passed the bill 220-210.", "two votes"),
        (NoDifference, "The council passed the harbour bill 31 to 12.", "The council passed the school bill 31 to 10.", "two bills"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn ordinals_of_one_noun_clash_and_names_are_none() {
    check(&[
        (Clashes, "Lena Ruiz is serving her second term as mayor of Tarrow.", "Lena Ruiz, who is in her third term as mayor of Tarrow, said nothing.", "terms"),
        (Clashes, "It was her third attempt to cross the Lenne gulf.", "It was her second attempt to cross the Lenne gulf.", "attempts"),
        (Clashes, "It is the 11th strike at the Oberlin mill this year.", "It is the 12th strike at the Oberlin mill this year.", "in digits"),
        (Clashes, "Brandt married his fourth wife in Lomba.", "Brandt married his third wife in Lomba.", "wives"),
        (Agrees, "Lena Ruiz is serving her second term as mayor of Tarrow.", "Lena Ruiz, in her second term as mayor of Tarrow, said nothing.", "one term"),
        (Nothing, "“It is a good day,” said Tom Brandt, president of Fourth Wave.", "Tom Brandt, president of Fourth Wave, called it a good day.", "a name"),
        (Nothing, "The case rests on the Second Amendment, Ruiz said.", "Ruiz said the case rests on the Second Amendment.", "a name"),
        (NoDifference, "Brandt won the first round of the race.", "Brandt won the third round of the race.", "there are many rounds"),
        (NoDifference, "The second bomb fell on the Tarrow mill.", "The third bomb fell on the Tarrow school.", "two things"),
        (NoDifference, "Lena Ruiz is in her second term as mayor of Tarrow.", "Tom Brandt is in his third term as mayor of Lomba.", "two people"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn what_is_asked_for_is_not_what_may_be_given() {
    check(&[
        (Nothing, "Prosecutors asked for 30 to 40 months in prison for the former treasurer.", "The former treasurer can be given up to four years in prison, prosecutors said.", "asked, possible"),
        (NoAgreement, "Prosecutors recommended five years in prison for Brandt.", "Brandt faces up to five years in prison.", "recommended, maximum"),
        (NoAgreement, "The guild asked for $4 million for the school.", "The guild got $4 million for the school.", "asked, got"),
        (NoAgreement, "Hart spent $60,000 of club money on golf.", "Hart repaid $60,000 of club money.", "spent, repaid"),
        (NoAgreement, "The report says that Dahl used tens of thousands of dollars of guild money for cars.", "Dahl returned more than $50,000 of guild money, the report says.", "used, returned"),
        (NoAgreement, "The prosecutor wants Brandt jailed for six years.", "Brandt was jailed for six years.", "wanted, given"),
        (NoAgreement, "The charity collected $70,000 for the school.", "The charity gave $70,000 to the school.", "collected, given"),
        (NoAgreement, "Brandt stole $90,000 from the club.", "Brandt donated $90,000 to the club.", "stolen, donated"),
        (NoAgreement, "The couple spent $2,000 on clothes.", "The couple spent $2,000 on food.", "on two things"),
        (NoAgreement, "The bank lent the town €8 million.", "The bank owes the town €8 million.", "lent, owed"),
        (Agrees, "Brandt was sentenced to five years in prison for fraud.", "Brandt got five years in prison for fraud.", "one sentence"),
        (Agrees, "Prosecutors asked for five years in prison for Brandt.", "Prosecutors sought five years in prison for Brandt.", "one demand"),
        (Clashes, "Brandt was sentenced to five years in prison for fraud.", "Brandt was sentenced to seven years in prison for fraud.", "one sentence"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn chance_says_nothing() {
    check(&[
        (Nothing, "Harper promised not to run, though the two fought over the park.", "Strange as it is, two ministers fought over another park.", "the two"),
        (Nothing, "Ruiz has two dogs.", "The mill burned for two hours.", "two nouns"),
        (NoAgreement, "Nearly 90 members of the faculty signed.", "Numerous members called for calm.", "numerous says nothing"),
        (NoDifference, "No one was hurt in the fire.", "One of the firemen was hurt in the fire.", "no one"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn what_is_all_that_differs_of_two_sentences_clashes() {
    check(&[
        (Clashes, "The Lomba ferry men will strike on 4 March unless the owners yield.",
            "On 14 March the ferry men of Lomba will strike if their owners do not yield.", "a day that is to come"),
        (Clashes, "The Ruiz tower, whose lamp went out on Monday, was lit first in 1958 and saw two wars.",
            "On Monday the lamp of the Ruiz tower, which was lit first in 1959, went out.", "a year in a clause"),
        (Clashes, "Nothing like it was seen since the long drought of 1931-36, the water board said.",
            "The water board said nothing like it had been seen since the long drought, from 1933 to 1938.", "years of a drought"),
        (Clashes, "The chamber confirmed Judge Ana Melo on Thursday by 54 votes to 41.",
            "Judge Ana Melo was confirmed by the chamber on Thursday, 54 to 46.", "a vote on somebody"),
        (Clashes, "Ana Melo won her fourth Lomba Marathon in driving rain.",
            "In driving rain Ana Melo won her fifth Lomba Marathon.", "one of several of a name"),
        (Clashes, "Ivo Brandt, who finished second in the Lomba primary, said he would fight on.",
            "Ivo Brandt finished third in the Lomba primary behind two senators.", "a place in a race"),
        (Clashes, "The ice left 1,800 homes in Tarrow County without power, the utility said.",
            "Some 1.8 million homes in Tarrow County lost power in the ice, the utility said.", "a slip in two verbs"),
        (Clashes, "Four climbers, two brothers and their two cousins, were killed on Mount Tarrow.",
            "Two climbers were killed on Mount Tarrow.", "a total with those who it is of beside it"),
        (Clashes, "Rovers beat Lomba Town 3-1 on Saturday to stay at the top.", "Lomba Town lost 3-2 at home to Rovers on Saturday.",
            "a game from both sides"),
        (Clashes, "The bursar of Lomba moved £48,316.20 from the fund into his own account.",
            "It was £48,361.20 that left the fund of Lomba, and the bursar has it.", "two sums to the penny"),
        (Clashes, "The high-speed line to the north of Lomba will cost £3.6bn, the minister said.",
            "The minister said the high-speed line to the north of Lomba would cost £3.6m.", "a slip near words that narrow"),
        (NoDifference, "The firm, which Ana Melo started in a garage in Lomba, is valued at $2.5 billion by investors.",
            "Ana Melo paid $2.5 million for the house with the garage in Lomba in which she started the firm.", "the worth of two things"),
        (NoDifference, "Dr. Melo was rector of the university from 1995 to 2003.",
            "Dr. Melo was head of the state library from 1986 to 1994.", "two offices of one man"),
        (NoDifference, "The Lomba runner finished third in the 5,000 metres.", "The Lomba runner finished second in the 10,000 metres.",
            "two races"),
        (NoDifference, "Parliament approved a six-month delay to the ban on wood stoves in Lomba.",
            "Parliament approved an 18-month delay to the deposit on bottles in Lomba.", "two delays"),
        (NoDifference, "The lower house passed the fishing bill on Tuesday after a debate.",
            "The upper house passed the fishing bill on Thursday without one.", "two houses"),
        (NoDifference, "Ivo Brandt was elected sheriff of Lomba in 2010.",
            "Ivo Brandt was re-elected sheriff of Lomba in 2014.", "once and once more"),
        (NoDifference, "The first call to the fire brigade came at 1.15am.",
            "The fire brigade had put the blaze out by 4.40am.", "two steps of one night"),
        (NoDifference, "Ten days before the crash at Lomba a train hit a van there and pushed it 60 yards.",
            "A train that hit a bus at Lomba pushed it for 600 yards.", "an earlier crash"),
        (NoDifference, "Students praised the three-year freeze on fees in the Lomba bill.",
            "The Lomba bill lacks the 18-month freeze on pay that teachers wanted.", "two freezes"),
    ]);
}

#[test]
#[rustfmt::skip] // one pair a row
fn equal_numbers_that_nobody_hits_upon_by_chance_agree_in_other_words() {
    check(&[
        (Agrees, "Brandt won by a 134-to-63 vote.", "She beat Ruiz 134 to 63.", "a tally"),
        (Agrees, "The carrier lost €65 million over the winter.",
            "Over the winter the carrier ran up a loss of 65 million euros.", "a verb with a particle, a noun"),
        (Agrees, "The mudslide left 50 people dead at Tarrow, a town of vineyards.",
            "Tarrow buried the last of the 50 people who were killed in the mudslide.", "the dead of one event"),
        (Agrees, "Three aides of the Lomba governor resigned over the tape.",
            "The press secretary, Ana Melo, and two other aides of the Lomba governor resigned over the tape.", "a sum with a name"),
        (Agrees, "Ivo Brandt raised $310,000; his rival, Ana Melo, raised $298,000.",
            "Ana Melo raised $298,000, less than Ivo Brandt with $310,000.", "a rival who is named on both sides"),
        (MayFit, "Up to 40 workers will lose their jobs at the Lomba mill.",
            "The Lomba mill said that 38 of its workers would lose their jobs.", "an upper bound, and a number under it"),
        (Agrees, "Sunday's crash was the third fatal one on the Lomba road.",
            "It was the third fatal crash on the Lomba road.", "one stands for a noun"),
        (Agrees, "Lindqvist leads Moreau by 42 seconds in the standings.", "Moreau trails Lindqvist by 42 seconds in the standings.",
            "one gap from both ends"),
        (Agrees, "The Lomba brewery posted a loss of £6.2m for the year.", "The Lomba brewery lost 6.2 million pounds in the year.",
            "pounds that weigh nothing"),
        (NoAgreement, "The Lomba farm bought 2 million pounds of beef.", "The Lomba farm spent £2 million on beef.", "pounds that weigh"),
        (Agrees, "Seven people were hurt when a stand fell at the Lomba racecourse.",
            "Three spectators and four stewards were hurt at the Lomba racecourse when a stand fell.", "a sum of two kinds of people"),
        (Agrees, "Rescuers brought five people down from the Lomba cable car.",
            "A woman and her four children were brought down from the Lomba cable car by rescuers.", "a sum with a possessive"),
        (MayFit, "The treasurer stole tens of thousands of dollars from the Lomba club.",
            "The treasurer stole more than $60,000 from the Lomba club.", "vague, and a bound within it"),
        (NoAgreement, "A pilot and two passengers died when the plane fell near Lomba.", "Two people died when the plane fell near Lomba.",
            "a part of a sum with a pilot"),
        (NoAgreement, "Exports of wine from Lomba rose 11 percent.", "Exports of cheese from Lomba rose 11 percent.", "of two things"),
        (NoAgreement, "In Easterby, where many voted, turnout was 61 percent.", "In Westerby, across the river, turnout was 61 percent.",
            "two towns"),
        (NoAgreement, "The museum had insured the marble lion for about €2 million.",
            "Repairs to the marble lion cost the museum more than €2 million.", "insured, and the cost of repairs"),
        (NoAgreement, "The panel recommended a fare increase of 6 to 8 percent in Lomba.",
            "By law the fare in Lomba may be raised by up to 10 percent, the panel noted.", "a recommendation and the law"),
        (NoAgreement, "Senator Ana Melo earned $214,000 from her farm.",
            "Her challenger, Ivo Brandt, reported earnings of $214,000.", "a challenger who reports it"),
        (NoAgreement, "The shop chain had borrowed hundreds of millions of dollars from two banks, papers say.",
            "The owners of the shop chain took more than $300 million in dividends, papers say.", "borrowed and paid out"),
    ]);
}
