//! The English words that attribute speech.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::compare::find::quotes::table::Table;

/// How a verb attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Its subject stands beside it: "said".
    Says,
    /// Its subject is the sentence's: "…, saying".
    Saying,
}

/// Verbs of saying in the past and the present.
const SAYS: &str = "\
    acknowledged acknowledges added adds admits admitted alleged alleges announced announces answered argued argues \
    asked asks asserted asserts blamed boasted called cautioned characterised characterized claimed commented \
    complained complains conceded concluded concludes condemned confirmed confirms continued continues countered \
    cried criticised criticized declared declares demanded denounced described describes disclosed emphasised \
    emphasized exclaimed explained explains insisted insists joked lamented mused noted \
    observed observes opined pledged posted praised predicted promised quipped recalled recalls reiterated remarked \
    replied replies reported responded responds retorted said says shouted stated states stressed suggested suggests tells \
    testified thundered told tweeted urged vowed vows warned warns whispered wondered writes wrote yelled";

/// Their participles.
const SAYING: &str = "\
    adding admitting alleging announcing arguing asking asserting boasting calling claiming complaining concluding \
    confirming declaring demanding denouncing describing explaining insisting joking noting predicting promising \
    recalling repeating replying saying shouting stating stressing suggesting telling testifying tweeting urging \
    vowing warning writing";

/// Titles before names, without their stop.
const TITLES: &str = "\
    Activist Actor Actress Adm Admiral Adviser Advisor Ambassador Analyst Archbishop Attorney Attorneys Author \
    Billionaire Bishop Candidate Capt Captain Cardinal Chairman Chairwoman Chancellor Chief Cllr Cmdr Coach Col \
    Colonel Comedian Commander Commissioner Congressman Congressmen Congresswoman Correspondent Councillor \
    Councilman Councilwoman Counsel Cpl Dame Defence Defense Deputy Det Detective Director Doctor Dr Economist \
    Editor Envoy EU Ex-President Foreign Former Founder Gen General Gov Governor Home Host Interior Journalist Judge \
    Justice King Lady Leader Lieutenant Lord Lt Maj Major Majority Manager Mayor Minister Minority Miss Mr Mrs Ms \
    Officer Pope Premier President President-elect Prime Prince Princess Prof Professor Queen Rep Reporter \
    Representative Rev Reverend Secretary Sen Senator Sergeant Sgt Sheikh Sheriff Singer Sir Solicitor Speaker \
    Spokesman Spokesperson Spokeswoman Strategist Superintendent Supt U.K U.S UK US Vice Whip";

/// Words for groups and offices that begin sentences with a capital, in lower case.
const OFFICES: &str = "\
    activists aides analysts army attorneys authorities campaigners colleagues court critics democrats detectives \
    diplomats doctors economists experts firefighters friends investigators lawmakers lawyers leaders many ministers \
    neighbors neighbours officers officials opponents organisers organizers others people police president \
    prosecutors protesters relatives reporters republicans researchers residents scientists senators some sources \
    spokesman spokesperson spokeswoman supporters witnesses";

const SUBORDINATORS: &str = "\
    although and as because but how if once or since so than that then though unless until what when whenever where \
    whereas whether which while who whom whose why yet";

const PREPOSITIONS: &str = "\
    about above across after against along alongside amid among around at before behind beside between by despite \
    during earlier following for from in including inside into later like near of off on over per prior referring \
    through throughout to toward towards under upon via with within without";

const AUXILIARIES: &str = "\
    again already also did even famously first further had has have himself herself instead just later long might \
    never now often once only previously recently reportedly since still then themselves twice will would";

/// Verbs that no noun phrase holds.
const VERBS: &str = "\
    am are be been being can could did do does had has have is may might must should was were will would";

const TIMES: &str = "\
    afternoon afterwards again April Aug August Dec December evening Feb February Friday Jan January July June last \
    March May Monday month morning night Nov November now Oct October Saturday Sept September Sunday Thursday today \
    tomorrow tonight Tuesday Wednesday week year yesterday";

/// Words of names of bodies and places rather than people.
const BODIES: &str = "\
    Academy Administration Africa Agency Air Airlines America Arabia Army Asia Assembly Association Authority Bank Bay \
    Beach Board Britain Bureau Cabinet Center Central Centre Church City Club Coast College Command Commission Committee \
    Company Conference Congress Corp Corporation Council County Court Democratic Department District East Eastern \
    Europe Federal Force Forces Foundation Games Group Guard Hall Hospital House Inc Institute International Island \
    Islands Lake Latin League Los Ltd Middle Minister Ministry Monday Mountain National Nations Navy New News North \
    Northern Ocean Office Olympics Organisation Organization Parliament Party Port Post Press Province Red Republic \
    Republican River Saint San Santa School Sea Senate Service Society South Southern Square State States Street Summit \
    Supreme Team Times Treaty Union United University Valley War West Western White World";

const PRONOUNS: &str = "\
    he i it she they we you";

const ARTICLES: &str = "a an another both her his its one our the their these this those two";

const PARTICLES: &str = "al bin da de del della di do dos du el la le van von y";

/// Every list with its bit.
const LISTS: [&str; 13] = [
    SAYS,
    SAYING,
    TITLES,
    OFFICES,
    SUBORDINATORS,
    PREPOSITIONS,
    AUXILIARIES,
    VERBS,
    TIMES,
    BODIES,
    PRONOUNS,
    ARTICLES,
    PARTICLES,
];

/// Where each list stands in [`LISTS`].
mod bit {
    pub const SAYS: usize = 0;
    pub const SAYING: usize = 1;
    pub const TITLES: usize = 2;
    pub const OFFICES: usize = 3;
    pub const SUBORDINATORS: usize = 4;
    pub const PREPOSITIONS: usize = 5;
    pub const AUXILIARIES: usize = 6;
    pub const VERBS: usize = 7;
    pub const TIMES: usize = 8;
    pub const BODIES: usize = 9;
    pub const PRONOUNS: usize = 10;
    pub const ARTICLES: usize = 11;
    pub const PARTICLES: usize = 12;
}

/// The lists that each word stands in, a bit a list.
static CLASSES: LazyLock<Table<u16>> = LazyLock::new(|| {
    let mut classes = Table::with_capacity_and_hasher(1024, Default::default());
    for (bit, list) in LISTS.iter().enumerate() {
        for word in list.split(' ') {
            *classes.entry(word).or_insert(0) |= 1 << bit;
        }
    }
    classes
});

/// Says whether a word stands in a list of [`LISTS`].
fn within(list: usize, word: &str) -> bool {
    CLASSES.get(word).is_some_and(|bits| bits & (1 << list) != 0)
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Says how a word attributes speech, if it does.
pub(super) fn voice(word: &str) -> Option<Voice> {
    let bits = CLASSES.get(word)?;
    let says = bits & (1 << bit::SAYS) != 0;
    if says { Some(Voice::Says) } else { (bits & (1 << bit::SAYING) != 0).then_some(Voice::Saying) }
}

/// Says whether a word, its stop left out, stands before names.
pub(super) fn is_title(word: &str) -> bool {
    within(bit::TITLES, word)
}

/// Says whether a lower-case word names a group or an office.
pub(super) fn is_office(word: &str) -> bool {
    within(bit::OFFICES, word)
}

/// Says whether a word begins a clause of its own.
pub(super) fn is_subordinator(word: &str) -> bool {
    within(bit::SUBORDINATORS, &lower(word))
}

/// Says whether a word begins an adverbial.
pub(super) fn is_preposition(word: &str) -> bool {
    within(bit::PREPOSITIONS, &lower(word))
}

/// Says whether a word may stand between a subject and its verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    within(bit::AUXILIARIES, word) || (word.ends_with("ly") && word.starts_with(char::is_lowercase))
}

/// Says whether a word is a verb that no subject holds.
pub(super) fn is_verb(word: &str) -> bool {
    within(bit::VERBS, word)
}

/// Says whether a name is a body's or a place's.
pub(super) fn names_body(name: &str) -> bool {
    name.split(' ').any(is_body)
}

/// Says whether a word is part of the name of a body or place.
pub(super) fn is_body(word: &str) -> bool {
    within(bit::BODIES, word)
}

/// Says whether a word tells when something was said.
pub(super) fn is_time(word: &str) -> bool {
    within(bit::TIMES, word)
}

/// Says whether an honorific is a woman's (`true`) or a man's.
pub(super) fn honorific(word: &str) -> Option<bool> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" => Some(false),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Queen" | "Princess" | "Congresswoman" => Some(true),
        _ => None,
    }
}

/// Says whether a verb attributes only what stands right after it: "called it “a day”".
pub(super) fn takes_object(word: &str) -> bool {
    matches!(
        word,
        "blamed"
            | "called"
            | "characterised"
            | "characterized"
            | "condemned"
            | "criticised"
            | "criticized"
            | "denounced"
            | "described"
            | "describes"
            | "praised"
    )
}

/// Says whether a word is the object of a verb.
pub(super) fn is_object(word: &str) -> bool {
    matches!(word, "her" | "him" | "it" | "me" | "that" | "them" | "this" | "us")
}

/// Says whether a word is a personal pronoun.
pub(super) fn is_pronoun(word: &str) -> bool {
    within(bit::PRONOUNS, &lower(word))
}

/// Says whether a word is an article or the like.
pub(super) fn is_article(word: &str) -> bool {
    within(bit::ARTICLES, &lower(word))
}

/// Says whether a lower-case word stands inside names.
pub(super) fn is_particle(word: &str) -> bool {
    within(bit::PARTICLES, word)
}

/// Says whether a lower-case word makes the verb after it one of somebody spoken to or about.
pub(super) fn makes_passive(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "be"
            | "been"
            | "being"
            | "if"
            | "is"
            | "was"
            | "were"
            | "when"
            | "as"
            | "so"
            | "widely"
            | "the"
            | "a"
            | "to"
            | "of"
    )
}
