//! Sentences and the names that must come out of them. Invented, of the shapes that news has.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]

use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::article::ParagraphKind;
use crate::compare::fixtures::{article, article_of};
use crate::reading::Reading as Words;

fn found(left: &Article, right: &Article) -> Names {
    find(left, right, &AtomicBool::new(false)).unwrap()
}

fn letter(kind: NameKind) -> char {
    match kind {
        NameKind::Person => 'p',
        NameKind::Place => 'l',
        NameKind::Organisation => 'o',
        NameKind::Other => 'x',
    }
}

/// The names of one article in order of their first mention, with kind and number of mentions beyond one.
fn names(text: &str) -> String {
    let it = article(&text.split(" / ").collect::<Vec<_>>());
    let mut names = found(&it, &Article::default()).left;
    names.sort_by_key(|n| n.left[0]);
    let shown = names.iter().map(|n| {
        let count = if n.left.len() > 1 { format!("×{}", n.left.len()) } else { String::new() };
        format!("{}:{}{count}", n.name, letter(n.kind))
    });
    shown.collect::<Vec<_>>().join(" | ")
}

/// Text (paragraphs parted by " / ") and its names: p person, l place, o organisation, x other.
const CASES: &[(&str, &str)] = &[
    // Titles and roles.
    ("The mayor met President Ana Ruiz on Monday.", "Ana Ruiz:p"),
    ("Mexican President Ana Ruizal spoke in Lima.", "Ana Ruizal:p | Lima:l"),
    ("Then U.S. Secretary of War Tom Bellamy left.", "U.S.:l | Tom Bellamy:p"),
    ("It fell to Florida Gov. Ann Mossberg to sign.", "Florida:l | Ann Mossberg:p"),
    ("Mr. Okafor and Mrs. Okafor spoke to Dr. Leeman.", "Mr. Okafor:p | Mrs. Okafor:p | Leeman:p"),
    ("Lt. Col. Ada Parkes met Gen. Ivo Brandt.", "Ada Parkes:p | Ivo Brandt:p"),
    ("They heard Attorney General Jeff Sandoval speak.", "Jeff Sandoval:p"),
    (
        "He asked House Speaker Nora Wendt and Senate Majority Leader Cal Dorr.",
        "House:o | Nora Wendt:p | Senate:o | Cal Dorr:p",
    ),
    ("It was Weekly Herald Editor Bill Cortland.", "Weekly Herald:o | Bill Cortland:p"),
    ("It was signed by Secretary of Homeland Security Dana Velk.", "Dana Velk:p"),
    ("It fell to Coastal National Committee Chairman Tom Bellamy.", "Coastal National Committee:o | Tom Bellamy:p"),
    ("The President and the Prime Minister agreed.", ""),
    ("In March the pope, Pope Leopold, met King Harald.", "Pope Leopold:p | King Harald:p"),
    ("They met Sen. Jim Vale (R-Fla.) in Tampa, Fla., on Friday.", "Jim Vale:p | Tampa:l | Florida:l"),
    ("The book is by Stephen King.", "Stephen King:p"),
    // Forms of one person.
    ("Ana Ruizal won. / Later Ruizal spoke.", "Ana Ruizal:p×2"),
    ("They caught Ramón Luis “El Zorro” Ibarra. / People call him El Zorro.", "Ramón Luis “El Zorro” Ibarra:p×2"),
    ("They caught Ramón Ibarra, known as “El Zorro”, on Friday.", "Ramón Ibarra:p×2"),
    ("He met Luiz Otávio Prado da Costa in Brasília.", "Luiz Otávio Prado da Costa:p | Brasília:l"),
    (
        "The prince, Khalid bin Fahd al-Otaibi, met Ursula van der Meer.",
        "Khalid bin Fahd al-Otaibi:p | Ursula van der Meer:p",
    ),
    ("He met Bill de Witte. / Mr. de Witte left.", "Bill de Witte:p×2"),
    ("We saw Sean O’Malloy and Ian McTavish.", "Sean O’Malloy:p | Ian McTavish:p"),
    ("We saw Jean-Marie Colbert and Kim Dae-won.", "Jean-Marie Colbert:p | Kim Dae-won:p"),
    ("Donald R. Vance and Donald Vance are one. / So is Vance.", "Donald R. Vance:p×3"),
    ("William Harmon spoke. / Bill Harmon left.", "William Harmon:p×2"),
    ("Ana Ruizal met Bea Ruizal. / Ana Ruizal left. / It was over, Ruizal said.", "Ana Ruizal:p×3 | Bea Ruizal:p"),
    ("He quoted O.J. Sandler and J. K. Roland.", "O.J. Sandler:p | J. K. Roland:p"),
    ("The heir is Tom Bellamy Jr. / His father is Tom Bellamy.", "Tom Bellamy Jr.:p | Tom Bellamy:p"),
    // Places.
    ("The US, the U.S. and the United States are one.", "United States:l×3"),
    ("Britain and the UK are one; so is the United Kingdom.", "United Kingdom:l×3"),
    (
        "They flew to Trinidad and Tobago, the Dominican Republic and Costa Rica.",
        "Trinidad and Tobago:l | Dominican Republic:l | Costa Rica:l",
    ),
    ("They met in Lowell, Ohio.", "Lowell:l | Ohio:l"),
    ("He went from Mexico City to Mexico and Mar-a-Lago.", "Mexico City:l | Mexico:l | Mar-a-Lago:l"),
    ("It spread over the western hemisphere and Latin America.", "western hemisphere:l | Latin America:l"),
    ("They swam in Lake Arlen near Cape Orlo.", "Lake Arlen:l | Cape Orlo:l"),
    ("The U.S.-Mexico border is long.", "U.S.:l | Mexico:l"),
    ("Rebels held Belmopan Province.", "Belmopan Province:l"),
    // Nationalities, months, pronouns and the like.
    ("French and Mexican troops met Democrats in May.", ""),
    ("On Monday he said it. In January I said it too.", ""),
    ("The Mexican navy helped the Brazilian Navy.", "Brazilian Navy:o"),
    ("American Josh Tannen won; so did Canadians.", "Josh Tannen:p"),
    // Organisations.
    ("He left The White House for the State Department.", "White House:o | State Department:o"),
    ("The U.S. Department of State spoke. / The State Department did.", "U.S. Department of State:o×2"),
    (
        "The Department of Justice and the Federal Bureau of Investigation agreed.",
        "Department of Justice:o | Federal Bureau of Investigation:o",
    ),
    (
        "She runs the Marine Studies department of the Lower-Saxon University.",
        "Marine Studies department:o | Lower-Saxon University:o",
    ),
    ("It was the Coastal Fisheries Union (CFU). / The CFU agreed.", "Coastal Fisheries Union:o×3"),
    (
        "The Harbor Defense Coalition (HDC) — also known as the “Shield of the Harbors” — met. / The Shield of the Harbors grew.",
        "Shield of the Harbors:o×4",
    ),
    ("He leads the Santa Clara New Harvest Cartel.", "Santa Clara New Harvest Cartel:o"),
    ("The think tank Oakham House and the newspaper Diario Sur agreed.", "Oakham House:o | Diario Sur:o"),
    ("It is led by the Food and Water Administration.", "Food and Water Administration:o"),
    ("The Department of Health and Human Services agreed.", "Department of Health and Human Services:o"),
    (
        "He joined the Council on Foreign Relations and Americans for Prosperity.",
        "Council on Foreign Relations:o | Americans for Prosperity:o",
    ),
    ("The US Southern Command agreed with Acme Corp. on it.", "US Southern Command:o | Acme Corp.:o"),
    (
        "The United Nations and the U.N. and the European Union and the EU agreed.",
        "United Nations:o×2 | European Union:o×2",
    ),
    ("The Quillpoint University poll came. / A Quillpoint pollster spoke.", "Quillpoint University:o×2"),
    ("The Harlan administration left it to Ben Harlan.", "Ben Harlan:p×2"),
    (
        "She is editor of the Coastal Standard. / The group is Democracy for Marlow.",
        "Coastal Standard:o | Democracy for Marlow:o",
    ),
    ("The Medina administration left.", "Medina:p"),
    // Things.
    ("He quoted the Monroe Doctrine and the Clean Water Act.", "Monroe Doctrine:x | Clean Water Act:x"),
    // Beginnings of sentences and of speech.
    ("Why did it burn? Because nobody came. Spouses are off limits.", ""),
    ("Introducing the Harbor Coalition. Meanwhile Ruizal left.", "Harbor Coalition:o | Ruizal:x"),
    ("Ruizal said no. Reporters asked.", "Ruizal:p"),
    ("“Well, we saw it,” she said. “Pew! Right there.”", ""),
    (
        "Chatham House wrote to Southern Command. Justice Department lawyers knew.",
        "Chatham House:o | Southern Command:o | Justice Department:o",
    ),
    ("Fire spread. The Fire was out.", ""),
    ("He said: ‘Let me.’ — But then Paris fell.", "Paris:l"),
    ("It was GREAT, he said, and very NOT good. #Help @marlow", ""),
    ("The GDP fell. The CEO left on TV.", ""),
];

#[test]
fn names_come_out_whole_and_nothing_else() {
    let mut wrong = String::new();
    for (text, want) in CASES {
        let got = names(text);
        if got != *want {
            wrong.push_str(&format!("{text}\n   want {want}\n   got  {got}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Names on both sides, then on one, with how either side writes them.
fn across(left: &str, right: &str) -> String {
    let (left, right) = (article(&[left]), article(&[right]));
    let names = found(&left, &right);
    let list = |names: &[Name]| names.iter().map(|n| n.name.clone()).collect::<Vec<_>>().join(", ");
    format!("{} < {} > {}", list(&names.left), list(&names.both), list(&names.right))
}

/// Left, right, and "only left < both > only right".
const PAIRS: &[(&str, &str, &str)] = &[
    ("The prize went to Ana Ruizal.", "Later Ruizal spoke.", " < Ana Ruizal > "),
    (
        "They caught Ramón Luis “El Zorro” Ibarra.",
        "They caught Ramón Ibarra, known as “El Zorro”.",
        " < Ramón Luis “El Zorro” Ibarra > ",
    ),
    ("The DNC agreed.", "The Democratic National Committee agreed.", " < Democratic National Committee > "),
    ("The RNC agreed.", "The Democratic National Committee agreed.", "RNC <  > Democratic National Committee"),
    ("It was said by U.S. officials.", "It was said by America.", " < America > "),
    ("The State Department spoke.", "The US Department of State spoke.", " < US Department of State > "),
    ("He met Volodymyr Zelenski.", "He met Volodymyr Zelensky.", " < Volodymyr Zelenski > "),
    (
        "The leaders of Panama, Guyana and Chile met.",
        "It was Panama, Guayana and Chile that met.",
        " < Chile, Guayana, Panama > ",
    ),
    ("He met Rania Aldosari. Then Aldossari left.", "It rained.", "Rania Aldosari <  > "),
    ("Troops left Austria.", "Troops left Australia.", "Austria <  > Australia"),
    (
        "He met George W. Bushnell and George H. Bushnell.",
        "He met George Bushnell.",
        "George H. Bushnell, George W. Bushnell <  > George Bushnell",
    ),
    (
        "It was held in Lima by the western hemisphere.",
        "The Western Hemisphere met in Quito.",
        "Lima < Western Hemisphere > Quito",
    ),
];

#[test]
fn variants_meet_across_the_pair() {
    for (left, right, want) in PAIRS {
        assert_eq!(across(left, right), *want, "{left} | {right}");
    }
}

#[test]
fn plain_misspellings_are_told() {
    let left = article(&["They left Panama, Guyana and Chile. Ana Sabatini spoke. Then Sabtani left."]);
    let right = article(&["Panama, Guayana and Chile were left, Sabatini said."]);
    let it = register(&Words::new(&left), &Words::new(&right), &AtomicBool::new(false)).unwrap();
    let told = it.spellings(&left, &right);
    assert_eq!(told, [["Ana Sabatini", "Sabatini", "Sabtani"].as_slice(), &["Guayana", "Guyana"]]);
}

#[test]
fn a_headline_of_capitals_names_what_the_text_names() {
    let it = article_of(&[
        (ParagraphKind::Title, "Mayor Ruizal Calls for More Money to Fix Marlow Bridge"),
        (ParagraphKind::Body, "The mayor, Ana Ruizal, spoke at the Marlow Bridge in Ohio."),
    ]);
    let names = found(&it, &Article::default()).left;
    let shown: Vec<_> = names.iter().map(|n| (n.name.as_str(), n.left.len())).collect();
    assert_eq!(shown, [("Ana Ruizal", 2), ("Marlow Bridge", 2), ("Ohio", 1)]);
}

#[test]
fn other_languages_give_runs_of_capitals_or_nothing() {
    assert_eq!(
        names("El presidente viajó a la ciudad para reunirse con Ana Ruizal y los ministros de la región."),
        "Ana Ruizal:x"
    );
    assert_eq!(names("今日は雨です。東京に行く。"), "");
    assert_eq!(names("هل تعلم أن الرئيس وصل؟"), "");
    let german = names("Der Bürgermeister der Stadt sprach am Montag mit den Arbeitern in der Fabrik über die Löhne.");
    assert_eq!(german, "", "every noun has a capital there");
}

#[test]
fn furniture_names_nobody() {
    let it = article_of(&[
        (ParagraphKind::Caption, "Then Ana Ruizal in Lima."),
        (ParagraphKind::Body, "It rained in Quito."),
    ]);
    assert_eq!(found(&it, &it).both.len(), 1);
}

#[test]
fn mentions_of_one_article_are_numbered_by_who_they_name() {
    let it = article(&["The prize went to Ana Ruizal in Lima.", "It was fair, Ruizal said."]);
    let who: Vec<_> = extract(&it, &AtomicBool::new(false)).unwrap().iter().map(|n| (n.who, n.kind)).collect();
    assert_eq!(who, [(0, NameKind::Person), (1, NameKind::Place), (0, NameKind::Person)]);
}

#[test]
fn a_call_off_is_heard() {
    let it = article(&["The prize went to Ana Ruizal."]);
    assert_eq!(extract(&it, &AtomicBool::new(true)), Err(Cancelled));
}

#[test]
fn long_texts_of_nothing_but_names_are_read_alike_on_both_sides() {
    let mut distinct = String::from("It is said that they met ");
    for n in 0..6_000_u32 {
        let name: String =
            (0..6).map(|k| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> (k * 4) & 15) as u8)).collect();
        distinct.push_str(&format!("A{name} and B{name}, "));
    }
    for text in [
        "Ana ".repeat(30_000),
        "the Bank of England and ".repeat(10_000),
        "“El ".repeat(20_000),
        "Lima, ".repeat(30_000),
        "A. ".repeat(30_000),
        "x".repeat(1_000_000),
        format!("Then X{}", "x".repeat(1_000_000)),
        distinct,
    ] {
        let it = article(&[text.trim()]);
        let names = found(&it, &it);
        assert!(names.left.is_empty() && names.right.is_empty());
    }
}

/// Articles of words that news is made of.
fn any_article() -> impl Strategy<Value = Article> {
    let word = prop::sample::select(vec![
        "President",
        "Ana",
        "Ruizal",
        "Ruizall",
        "the",
        "of",
        "said",
        "in",
        "Lima",
        "U.S.",
        "US",
        "DNC",
        "House",
        "White",
        "and",
        "“El",
        "Zorro”",
        "Democratic",
        "National",
        "Committee",
        "al-Otaibi",
        "Mr.",
        "Jr.",
        ",",
        "de",
        "Mexico’s",
        "(CFU)",
        "Bell",
        "Mary",
        "-",
        "Köln",
        "東京",
        "New",
        "Jordan",
        "Jim",
        "known",
        "as",
        "it",
    ]);
    let sentence = prop::collection::vec(word, 1..10).prop_map(|w| format!("{}.", w.join(" ")));
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|s| s.join(" "));
    prop::collection::vec(paragraph, 0..5).prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
}

proptest! {
    #[test]
    fn an_article_and_itself_name_the_same(it in any_article()) {
        let names = found(&it, &it);
        prop_assert!(names.left.is_empty() && names.right.is_empty(), "{names:?}");
        prop_assert!(names.both.iter().all(|n| n.left == n.right));
    }

    #[test]
    fn swapping_equals_finding_the_other_way_round(left in any_article(), right in any_article()) {
        let mut names = found(&left, &right);
        std::mem::swap(&mut names.left, &mut names.right);
        for name in names.both.iter_mut().chain(&mut names.left).chain(&mut names.right) {
            std::mem::swap(&mut name.left, &mut name.right);
        }
        prop_assert_eq!(names, found(&right, &left));
    }

    #[test]
    fn places_are_ascending_and_inside_their_paragraphs(text in any::<String>(), it in any_article()) {
        for it in [article(&[&text]), it] {
            let named = extract(&it, &AtomicBool::new(false)).unwrap();
            prop_assert!(named.is_sorted_by(|a, b| a.place.span.end <= b.place.span.start));
            for n in named {
                let p = it.paragraphs[n.place.paragraph].span;
                prop_assert!(!n.place.span.of(&it.text).is_empty());
                prop_assert!(p.start <= n.place.span.start && n.place.span.end <= p.end);
            }
        }
    }
}
