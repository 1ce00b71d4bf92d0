//! Kinds of faults that a list of names had, each with others of its kind and with near neighbours on which the opposite
//! is right. Invented.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]

use std::sync::atomic::AtomicBool;

use super::*;
use crate::article::ParagraphKind;
use crate::compare::fixtures::{article, article_of};
use crate::reading::Reading as Words;

/// A kind of fault, left, right, and "only left < both > only right", each name with its kind.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    // Persons whose names are words, or stand behind a place.
    (
        "a mayor",
        "Then Mayor Hope Field drank the first glass.",
        "Hope Field, the mayor, drank it.",
        " < Hope Field:p > ",
    ),
    ("Ms.", "Then Summer Fields, a nurse, left. Ms. Fields wept.", "They saw Summer Fields.", " < Summer Fields:p > "),
    (
        "not Ms.",
        "The group Resist Harlan met. Mr. Harlan wept.",
        "Tom Harlan wept.",
        "Resist Harlan:o < Tom Harlan:p > ",
    ),
    (
        "a particle",
        "Once mayor of the City of Tarn Pieter van der Hoek led them.",
        "It was Pieter van der Hoek.",
        "City of Tarn:l < Pieter van der Hoek:p > ",
    ),
    ("a doctrine", "They fear Radical Tarnish Terrorism and Harlanism.", "It rained.", " <  > "),
    ("a word of an adjective", "Bombastic as ever, Tom Harlan left.", "It rained.", "Tom Harlan:p <  > "),
    (
        "a bound particle",
        "Once the bishop of the Diocese of Tarn Nuno daCosta spoke.",
        "It was Nuno daCosta.",
        "Diocese of Tarn:o < Nuno daCosta:p > ",
    ),
    (
        "a bound particle",
        "From the Isle of Tarn Nuno daCosta blamed the storms.",
        "Nuno daCosta blamed the storms.",
        "Isle of Tarn:l < Nuno daCosta:p > ",
    ),
    ("a port", "The head of the Port of Tarn Ana Ruizal left.", "Ana Ruizal left.", "Port of Tarn:l < Ana Ruizal:p > "),
    (
        "a word and many",
        "Then Safe Harbours called it a shame.",
        "They thanked Safe Harbours.",
        " < Safe Harbours:o > ",
    ),
    ("a person", "Then Rick Harpers called it a shame.", "They thanked Rick Harpers.", " < Rick Harpers:p > "),
    (
        "and in a body",
        "The Ministry of Fisheries and Forests closed it.",
        "It was the Ministry of Fisheries and Forests.",
        " < Ministry of Fisheries and Forests:o > ",
    ),
    (
        "and between bodies",
        "The Ministry of Fisheries and Greenpeace closed it.",
        "They saw Greenpeace.",
        "Ministry of Fisheries:o < Greenpeace:x > ",
    ),
    // Words of the beginning of a sentence.
    ("lead", "Former Harlan lawyer Tom Bellamy left.", "Ben Harlan wept.", "Tom Bellamy:p < Ben Harlan:p > "),
    ("lead", "Ousted Governor Ana Ruizal left.", "Ruizal wept.", " < Ana Ruizal:p > "),
    ("lead", "Embattled Oberlin aides met.", "He left Oberlin.", " < Oberlin:x > "),
    ("lead", "Longtime Harlan friends met.", "Ben Harlan wept.", " < Ben Harlan:p > "),
    (
        "not a lead",
        "The mare Former Glory won. Former Glory ran well.",
        "They saw Former Glory.",
        " < Former Glory:x > ",
    ),
    (
        "not a lead",
        "Rural Electric Company agreed.",
        "The Rural Electric Company met.",
        " < Rural Electric Company:o > ",
    ),
    ("not a lead", "New Oberlin burned.", "They left New Oberlin.", " < New Oberlin:l > "),
    // Families.
    (
        "family",
        "He mocked Lena and Mia Adeyo during a speech by President Kofi Adeyo.",
        "He mocked the daughters of President Adeyo, Lena and Mia Adeyo. Mr. Adeyo did not speak.",
        " < Kofi Adeyo:p, Lena Adeyo:p, Mia Adeyo:p > ",
    ),
    (
        "family",
        "Mayor Ana Ruizal came with her son, Tom Ruizal. Ms. Ruizal left.",
        "Mayor Ruizal came. Tom Ruizal did not.",
        " < Ana Ruizal:p, Tom Ruizal:p > ",
    ),
    ("family", "Mr. Hale and Mrs. Hale came.", "It rained.", "Mr. Hale:p, Mrs. Hale:p <  > "),
    ("family", "Brothers Ivan and Peter Novotny left.", "Ivan Novotny left.", "Peter Novotny:p < Ivan Novotny:p > "),
    ("family", "Paul Hale left. Paula Hale stayed.", "Paula Hale left.", "Paul Hale:p < Paula Hale:p > "),
    ("no family", "Tom Bellamy and Ana Ruizal met.", "Tom Bellamy left.", "Ana Ruizal:p < Tom Bellamy:p > "),
    ("no family", "Ana Ruizal met. President Ruizal left.", "Ms. Ruizal left.", " < Ana Ruizal:p > "),
    ("no family", "They saw Lima and Ana Ruizal.", "It rained.", "Ana Ruizal:p, Lima:l <  > "),
    // Addresses.
    (
        "address",
        "They met in Washington, D.C. Orrin paid.",
        "They met in Washington. Orrin paid.",
        " < Orrin:p, Washington, D.C.:l > ",
    ),
    // Names with small letters.
    (
        "small letters",
        "The prosecutor of the Province of Belmora Joseph diMarco left. DiMarco wept.",
        "Then Joseph diMarco left.",
        "Province of Belmora:l < Joseph diMarco:p > ",
    ),
    (
        "small letters",
        "He met Ana van der Zee and Saad bin Omar.",
        "It rained.",
        "Ana van der Zee:p, Saad bin Omar:p <  > ",
    ),
    ("small letters", "They met Rosa de la Zerda in Lima.", "Ms. de la Zerda left.", "Lima:l < Rosa de la Zerda:p > "),
    // Family names that are words for places.
    (
        "street",
        "Judge Alan Street and Mayor Rosa Park met.",
        "Alan Street, the judge, met Rosa Park.",
        " < Alan Street:p, Rosa Park:p > ",
    ),
    ("street", "Sheriff Dora Hill left. Hill said no.", "Dora Hill left.", " < Dora Hill:p > "),
    ("street", "It is over, Tom Lake said.", "Then Tom Lake left.", " < Tom Lake:p > "),
    ("street", "Then Mayor Bridge spoke with Charlotte Church.", "It rained.", "Bridge:p, Charlotte Church:p <  > "),
    (
        "a person in a title",
        "They saw the film “How Ana Ruizal Crossed the Ice” and wept.",
        "Then Ana Ruizal wept.",
        " < Ana Ruizal:p > ",
    ),
    (
        "nobody of a title",
        "They saw the film “How Ana Ruizal Crossed the Ice” and wept.",
        "Then Tom Bellamy wept.",
        " <  > Tom Bellamy:p",
    ),
    (
        "people by what they do",
        "Prosecutors said no. Fishermen were angry. Objectors left. Trustees wept.",
        "It rained.",
        " <  > ",
    ),
    ("a family by what it did", "Ana Taylors left. Taylors said no.", "It rained.", "Ana Taylors:p <  > "),
    ("a park", "A main burst and flooded Rosa Park.", "They pumped water from Rosa Park.", " < Rosa Park:l > "),
    ("no park", "He wept. Rosa Park, 45, left.", "A letter from Rosa Park came.", " < Rosa Park:p > "),
    ("no street", "They met on Park Street, near Hyde Park.", "It rained.", "Hyde Park:l, Park Street:l <  > "),
    ("no street", "They live on Alan Street now.", "A fire on Alan Street was put out.", " < Alan Street:l > "),
    (
        "no street",
        "They met at Victoria Station and Lake Arlen.",
        "It rained.",
        "Lake Arlen:l, Victoria Station:l <  > ",
    ),
    // Bodies.
    (
        "body",
        "Open Clinics called it a turn.",
        "It is a turn, said Dana Reeve of Open Clinics.",
        " < Open Clinics:o > Dana Reeve:p",
    ),
    (
        "body",
        "Then Open Door Campaign President Chad Grove spoke.",
        "So said Chad Grove, president of the Open Door Campaign.",
        " < Chad Grove:p, Open Door Campaign:o > ",
    ),
    (
        "body",
        "Then Clean Rivers Coalition Director Ana Ruizal spoke.",
        "The Clean Rivers Coalition met.",
        "Ana Ruizal:p < Clean Rivers Coalition:o > ",
    ),
    (
        "no body",
        "Then Harlan Campaign Manager Tom Bellamy spoke.",
        "Ben Harlan left.",
        "Tom Bellamy:p < Ben Harlan:p > ",
    ),
    (
        "purpose",
        "He heads the Alliance to Save Rural Schools and Clinics.",
        "The Alliance to Save Rural Schools and Clinics met.",
        " < Alliance to Save Rural Schools and Clinics:o > ",
    ),
    (
        "purpose",
        "He heads the Campaign to Restore Old Mills.",
        "The Campaign to Restore Old Mills met.",
        " < Campaign to Restore Old Mills:o > ",
    ),
    (
        "purpose",
        "A suit by Neighbors United to Keep Tarn Beach Open was heard.",
        "Then Neighbors United to Keep Tarn Beach Open met.",
        " < Neighbors United to Keep Tarn Beach Open:o > ",
    ),
    (
        "of many",
        "Then Northern Drivers' Union Secretary Ana Ruizal left.",
        "The secretary of the Northern Drivers' Union, Ana Ruizal, left.",
        " < Ana Ruizal:p, Northern Drivers' Union:o > ",
    ),
    ("no purpose", "He took the Harbor Council to Lima.", "It rained.", "Harbor Council:o, Lima:l <  > "),
    // Firms.
    (
        "firm",
        "She was with Hart, Lowe, Cole, Farris and Penrose LLP, a law firm.",
        "The law firm Hart, Lowe, Cole, Farris & Penrose agreed.",
        " < Hart, Lowe, Cole, Farris and Penrose LLP:o > ",
    ),
    ("firm", "The lawyers are Quarles, Benton & Friedland.", "It rained.", "Quarles, Benton & Friedland:o <  > "),
    ("firm", "He works at Hartwell and Penrose LLP.", "It rained.", "Hartwell and Penrose LLP:o <  > "),
    (
        "no firm",
        "Then Ana Ruizal, Tom Bellamy and Cal Dorran left.",
        "It rained.",
        "Ana Ruizal:p, Cal Dorran:p, Tom Bellamy:p <  > ",
    ),
    ("no firm", "They left Peru, Chile & Panama.", "It rained.", "Chile:l, Panama:l, Peru:l <  > "),
    // Several bodies.
    (
        "several",
        "The Departments of Labor and Education agreed.",
        "The Labor Department and the Education Department agreed.",
        " < Department of Education:o, Department of Labor:o > ",
    ),
    (
        "several",
        "The Labor and Education Departments agreed.",
        "The Education Department agreed.",
        "Labor Department:o < Education Department:o > ",
    ),
    (
        "several",
        "The House and Senate Intelligence Committees met.",
        "The Senate Intelligence Committee met.",
        "House Intelligence Committee:o < Senate Intelligence Committee:o > ",
    ),
    (
        "several",
        "The Departments of Labor, Education and Energy agreed.",
        "The Energy Department agreed.",
        "Department of Education:o, Department of Labor:o < Department of Energy:o > ",
    ),
    (
        "one body",
        "The Department of Health and Human Services agreed.",
        "It rained.",
        "Department of Health and Human Services:o <  > ",
    ),
    (
        "one body",
        "The Senate Health, Education, Labor and Pensions Committee met.",
        "It rained.",
        "Senate Health, Education, Labor and Pensions Committee:o <  > ",
    ),
    // Things that are countries too.
    ("thing", "He pardoned the National Thanksgiving Turkey.", "He pardoned two turkeys.", " <  > "),
    ("thing", "The Turkey was pardoned.", "They ate turkey.", " <  > "),
    ("thing", "The China broke.", "The bone china broke.", " <  > "),
    ("a country", "In Turkey they met. Turkey's capital was cold.", "They left Turkey.", " < Turkey:l > "),
    ("a country", "They left China for Peru.", "China agreed.", "Peru:l < China:l > "),
    // What is cried, and titles of works.
    ("cry", "“Nah,” she said. “Hi, folks,” he said. “Blimey!”", "It rained.", " <  > "),
    ("cry", "“Listen, we won,” he said. “Folks, go home.”", "It rained.", " <  > "),
    ("no cry", "“Ana, go home,” he said.", "Ana Ruizal went.", " < Ana Ruizal:p > "),
    ("title", "It ran “How the Adeyo Boys Were Beaten by Their Aunt’s Riddles.”", "It rained.", " <  > "),
    ("title", "He read “The Art of the Oven” aloud.", "It rained.", " <  > "),
    ("no title", "They caught Ramón “El Zorro” Ibarra.", "It rained.", "Ramón “El Zorro” Ibarra:p <  > "),
    // Two spellings.
    (
        "spelling",
        "Vicente Roxas, a former president, left. Mr. Roxas spoke.",
        "Vincente Roxas left. Roxas spoke.",
        " < Vincente Roxas:p > ",
    ),
    ("spelling", "Mohamed Saleem left.", "Mohammed Saleem left.", " < Mohammed Saleem:p > "),
    ("no spelling", "Jan Novotny left.", "Jana Novotny left.", "Jan Novotny:p <  > Jana Novotny:p"),
    ("no spelling", "Mario Roxas left.", "Maria Roxas left.", "Mario Roxas:p <  > Maria Roxas:p"),
    ("no spelling", "Tarin Roxas, 34, left.", "Tarrin Roxas, 61, left.", "Tarin Roxas:p <  > Tarrin Roxas:p"),
    ("no spelling", "Mayor Tarin Roxas left.", "Judge Tarrin Roxas left.", "Tarin Roxas:p <  > Tarrin Roxas:p"),
    ("no spelling", "Ana Hansen and Ana Hanson left.", "Ana Hanson left.", "Ana Hansen:p < Ana Hanson:p > "),
    // Descriptions, grown together.
    ("grown", "The FBI Special Agent Peter Strand left.", "Special Agent Strand left.", "FBI:o < Peter Strand:p > "),
    ("grown", "Then Navy Diver Ana Ruizal left.", "It rained.", "Ana Ruizal:p <  > "),
    ("grown", "It was said by Prime Minister Theresa May.", "Mrs. May left in May.", " < Theresa May:p > "),
    ("grown", "The Nixon White House knew.", "The White House knew.", "Nixon:x < White House:o > "),
    ("not grown", "They left Camp David and Hurricane Sandy.", "It rained.", "Camp David:l, Hurricane Sandy:x <  > "),
    ("grown", "They met Speaker John A. Beckner.", "Mr. Beckner left.", " < John A. Beckner:p > "),
    ("grown", "The Verdian leader Samuel Oyelo fled.", "Samuel Oyelo fled.", " < Samuel Oyelo:p > "),
    (
        "company",
        "He named Ana Ruizal, Orlin and Tom Bellamy.",
        "It rained.",
        "Ana Ruizal:p, Orlin:p, Tom Bellamy:p <  > ",
    ),
    (
        "firm",
        "He hired Dewar, Stone, Farrow and Keane, a law firm.",
        "The firm of Dewar, Stone, Farrow and Keane met.",
        " < Dewar, Stone, Farrow and Keane:o > ",
    ),
    (
        "body",
        "Voices for Change Director Lena Ortega left.",
        "The head of Voices for Change left.",
        "Lena Ortega:p < Voices for Change:o > ",
    ),
    ("spelling", "Stephan Brandel left.", "Stefan Brandel left.", " < Stephan Brandel:p > "),
    ("jr", "Joseph R. Bidwell Jr. left.", "Joe Bidwell left.", " < Joseph R. Bidwell Jr.:p > "),
    ("jr", "Tom Bellamy Jr. met Tom Bellamy.", "Tom Bellamy left.", "Tom Bellamy Jr.:p < Tom Bellamy:p > "),
    // What a possessive, "and" or "of" does not part.
    (
        "owned",
        "Ana Ruizal leads the Farmers’ Rights Project.",
        "The Farmers' Rights Project sued.",
        "Ana Ruizal:p < Farmers’ Rights Project:o > ",
    ),
    (
        "owned",
        "The Teachers’ Committee for Safe Harbors sued.",
        "It rained.",
        "Teachers’ Committee for Safe Harbors:o <  > ",
    ),
    ("owned", "The Tarn County Sheriff’s Office said so.", "It rained.", "Tarn County Sheriff’s Office:o <  > "),
    ("not owned", "They saw Ben Harlan’s Rights Project.", "It rained.", "Ben Harlan:p, Rights Project:o <  > "),
    ("not owned", "The Democrats’ Harbor Committee failed.", "It rained.", "Harbor Committee:o <  > "),
    ("not owned", "They met the senators’ Mexican hosts.", "It rained.", " <  > "),
    ("of", "The Port Authority of Oberlin met.", "It rained.", "Port Authority of Oberlin:o <  > "),
    ("of", "The Rowing Club of Greater Oberlin met.", "It rained.", "Rowing Club of Greater Oberlin:o <  > "),
    (
        "commas",
        "The Bureau of Alcohol, Tobacco, Firearms and Explosives came.",
        "The ATF came.",
        " < Bureau of Alcohol, Tobacco, Firearms and Explosives:o > ",
    ),
    (
        "to",
        "Kevin Sabel leads Smart Approaches to Fishing.",
        "It rained.",
        "Kevin Sabel:p, Smart Approaches to Fishing:o <  > ",
    ),
    ("not to", "They sent the Harbor Boats to Congress.", "It rained.", "Congress:o, Harbor Boats:x <  > "),
    (
        "thing first",
        "Cotton Industry Group’s Tom Bellamy left. He grows cotton.",
        "It rained.",
        "Cotton Industry Group:o, Tom Bellamy:p <  > ",
    ),
    (
        "no thing",
        "Troubled Senate Committee members left. They were troubled.",
        "It rained.",
        "Senate Committee:o <  > ",
    ),
    // A case in court, the number of a bill.
    ("case", "In Harlan v. Oberlin the court agreed.", "Harlan v. Oberlin came first.", " < Harlan v. Oberlin:x > "),
    (
        "case",
        "Then came Brown v. Board of Education again.",
        "Brown v. Board of Education came first.",
        " < Brown v. Board of Education:x > ",
    ),
    ("no case", "They saw Mexico vs. Canada in Lima.", "It rained.", "Canada:l, Lima:l, Mexico:l <  > "),
    ("bill", "The House passed H.R. 1 then.", "The House passed HR 1 then.", " < House:o > "),
    ("of a party", "He won the Democratic Nomination for President.", "It rained.", " <  > "),
    (
        "not of a party",
        "He won the Democratic National Committee.",
        "It rained.",
        "Democratic National Committee:o <  > ",
    ),
    ("no acronym", "The super PACs paid, and their PAC met.", "They read DMs.", " <  > "),
    ("brand", "They stopped at a nearby Harlan’s Coffee then.", "It rained.", "Harlan’s Coffee:o <  > "),
    ("no brand", "They met at a Harlan Tower then.", "It rained.", "Harlan Tower:l <  > "),
    ("no brand", "They saw Ben Harlan’s Cabinet then.", "It rained.", "Ben Harlan:p <  > "),
    ("site", "They read Harbors.org then.", "It rained.", "Harbors.org:o <  > "),
    ("loud", "He said: “I will NEVER GIVE UP the fight.”", "It rained.", " <  > "),
    ("adjective", "They told the Congressional committees. They saw Congressional committees.", "It rained.", " <  > "),
    ("arm", "Then HARBO Action, the activist arm of a firm, met.", "It rained.", "HARBO Action:o <  > "),
    ("no arm", "Then Quillan, an activist for the port, met.", "It rained.", "Quillan:p <  > "),
    // What is neither a person, a body nor a place.
    ("law", "They knew the Defense of Harbors Act.", "It rained.", "Defense of Harbors Act:x <  > "),
    (
        "programme",
        "They cut Medicaid and DACA.",
        "They kept Medicaid and Social Security.",
        "DACA:x < Medicaid:x > Social Security:x",
    ),
    ("one of many", "It was drawn by a Bellwether Clydesdale then.", "It rained.", "Bellwether Clydesdale:x <  > "),
    // Places.
    ("mayor", "The mayor of Tarnoken, Dawn Zimmer, came.", "It rained.", "Dawn Zimmer:p, Tarnoken:l <  > "),
    ("councilman", "A Tarnoken councilman came.", "It rained.", "Tarnoken:l <  > "),
    (
        "of the Capitol",
        "They met in the Oval Office and at the Capitol.",
        "They met on Capitol Hill.",
        "Capitol:l, Oval Office:l <  > Capitol Hill:l",
    ),
    ("behind it", "Under the Port Clause, Nebraska’s law was void.", "It rained.", "Nebraska:l, Port Clause:x <  > "),
    ("police", "The Tarnford Police met in Tarnford.", "They came to Tarnford.", "Tarnford Police:o < Tarnford:l > "),
    // Persons.
    (
        "title",
        "That was the chair of President Washington then.",
        "They left Washington.",
        "Washington:p <  > Washington:l",
    ),
    (
        "no title",
        "Chief Washington correspondent Ana Ruizal left Washington.",
        "It rained.",
        "Ana Ruizal:p, Washington:l <  > ",
    ),
    ("campaign", "Top Harlan campaign strategist Tom Bellamy left.", "It rained.", "Harlan:p, Tom Bellamy:p <  > "),
    ("word", "They met Sherrick Brown then.", "It rained.", "Sherrick Brown:p <  > "),
    (
        "no person",
        "The Rocky Shores Drug Control Area wrote so.",
        "It rained.",
        "Rocky Shores Drug Control Area:o <  > ",
    ),
    // Bodies.
    ("print", "It was first published in QRZ on Friday.", "It rained.", "QRZ:o <  > "),
    ("no print", "They live in QRZ now.", "It rained.", "QRZ:l <  > "),
    (
        "paper",
        "The Kansas City Star wrote so.",
        "They read the Denver Register.",
        "Kansas City Star:o <  > Denver Register:o",
    ),
    ("chair", "Then came the chairwoman of Rivers Run Together.", "It rained.", "Rivers Run Together:o <  > "),
    (
        "group",
        "Then Rivers Run Together, a local boating advocacy group, met.",
        "It rained.",
        "Rivers Run Together:o <  > ",
    ),
];

fn letter(kind: NameKind) -> char {
    match kind {
        NameKind::Person => 'p',
        NameKind::Place => 'l',
        NameKind::Organisation => 'o',
        NameKind::Other => 'x',
    }
}

fn told(left: &Article, right: &Article) -> String {
    let names = find(left, right, &AtomicBool::new(false)).unwrap();
    let list = |names: &[Name]| {
        let mut all: Vec<String> = names.iter().map(|n| format!("{}:{}", n.name, letter(n.kind))).collect();
        all.sort();
        all.join(", ")
    };
    format!("{} < {} > {}", list(&names.left), list(&names.both), list(&names.right))
}

#[test]
fn names_are_listed_as_an_editor_would() {
    let mut wrong = String::new();
    for (kind, left, right, want) in ROWS {
        let (left, right) = (article(&[left]), article(&[right]));
        let got = told(&left, &right);
        if got != *want {
            wrong.push_str(&format!("{kind}: {} | {}\n   want {want}\n   got  {got}\n", left.text, right.text));
        }
        let swapped = told(&right, &left);
        let (l, rest) = got.split_once(" < ").unwrap();
        let (both, r) = rest.split_once(" > ").unwrap();
        assert_eq!(swapped, format!("{r} < {both} > {l}"), "swapped {kind}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Headlines with a text, and the names that must come out.
const HEADLINES: &[(&str, &str, &str)] = &[
    (
        "Nora Quillan Named Interim Mayor of Tarnford",
        "The council chose Nora Quillan in Tarnford.",
        "Nora Quillan:p, Tarnford:l",
    ),
    (
        "Harlan Rips Bellamy at Harbor Forum",
        "Ben Harlan spoke at the Harbor Forum of Tom Bellamy.",
        "Ben Harlan:p, Harbor Forum:o, Tom Bellamy:p",
    ),
    ("Ruizal and Bellamy Meet", "Then Ana Ruizal met Tom Bellamy.", "Ana Ruizal:p, Tom Bellamy:p"),
    ("Old Mill in Tarnford Burns Down Again", "The mill of Tarnford burned. They left Tarnford.", "Tarnford:l"),
    ("Ana Ruizal and Tom Bellamy", "It rained.", "Ana Ruizal:p, Tom Bellamy:p"),
    ("Ana Ruizal wins the vote in Lima", "It rained.", "Ana Ruizal:p, Lima:l"),
];

#[test]
fn headlines_name_those_whom_the_text_names() {
    for (title, body, want) in HEADLINES {
        let it = article_of(&[(ParagraphKind::Title, title), (ParagraphKind::Body, body)]);
        assert_eq!(told(&it, &Article::default()), format!("{want} <  > "), "{title}");
    }
}

#[test]
fn two_spellings_of_a_given_name_are_told() {
    let (left, right) = (article(&["Then Vicente Roxas left."]), article(&["Then Vincente Roxas left."]));
    let it = register(&Words::new(&left), &Words::new(&right), &AtomicBool::new(false)).unwrap();
    assert_eq!(it.spellings(&left, &right), [["Vicente Roxas", "Vincente Roxas"]]);
}
