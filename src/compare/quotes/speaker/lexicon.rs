//! The English words that attribute speech.

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
    acknowledged acknowledges added adds admits admitted alleged alleges announced announces answered answers argued \
    argues asked asks asserted asserts began boasted called calls cautioned charged claimed claims commented \
    comments complained complains conceded concluded concludes confirmed confirms continued continues countered \
    cried declared declares demanded demands denounced described describes dubbed emphasised emphasized exclaimed \
    explained explains insisted insists joked jokes labeled labelled lamented mused noted notes observed observes \
    pledged posted posts predicted promised promises quipped recalled recalls remarked repeated replied replies \
    reported reports responded responds retorted said says shouted states stated stressed suggested suggests tells \
    testified told tweeted tweets urged urges vowed vows warned warns whispered writes wrote yelled";

/// Their participles.
const SAYING: &str = "\
    adding admitting alleging announcing arguing asking asserting boasting calling claiming complaining concluding \
    confirming declaring demanding denouncing describing explaining insisting joking noting predicting promising \
    recalling repeating replying saying shouting stating stressing suggesting telling testifying tweeting urging \
    vowing warning writing";

/// Titles before names, without their stop.
const TITLES: &str = "\
    Adm Admiral Ambassador Archbishop Attorney Bishop Capt Captain Cardinal Chancellor Chairman Chairwoman Chief Col \
    Colonel Commander Commissioner Congressman Congresswoman Councillor Councilman Councilwoman Dame Defence Defense \
    Deputy Det Detective Director Doctor Dr EU Foreign Gen General Gov Governor Home Interior Judge Justice King \
    Lady Leader Lieutenant Lord Lt Maj Major Mayor Minister Miss Mr Mrs Ms Officer Pope Premier President Prime \
    Prince Princess Prof Professor Queen Rep Representative Rev Reverend Secretary Sen Senator Sergeant Sgt Sheikh \
    Sir Speaker Spokesman Spokeswoman Supt U.K U.S UK US Vice";

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
    during earlier following for from in including inside into later like near of off on over per referring through \
    throughout to toward towards under upon via with within without";

const AUXILIARIES: &str = "\
    again already also did even famously first further had has have himself herself instead just later long might \
    never now often once only previously recently reportedly since still then themselves twice will would";

/// Verbs that no noun phrase holds.
const VERBS: &str = "\
    am are be been being can could did do does had has have is may might must should was were will would";

const TIMES: &str = "\
    Friday Monday Saturday Sunday Thursday Tuesday Wednesday afterwards again last today tomorrow tonight yesterday";

const PRONOUNS: &str = "\
    he i it she they we you";

fn within(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// Says how a word attributes speech, if it does.
pub(super) fn voice(word: &str) -> Option<Voice> {
    if within(SAYS, word) { Some(Voice::Says) } else { within(SAYING, word).then_some(Voice::Saying) }
}

/// Says whether a word, its stop left out, stands before names.
pub(super) fn is_title(word: &str) -> bool {
    within(TITLES, word)
}

/// Says whether a lower-case word names a group or an office.
pub(super) fn is_office(word: &str) -> bool {
    within(OFFICES, word)
}

/// Says whether a word begins a clause of its own.
pub(super) fn is_subordinator(word: &str) -> bool {
    within(SUBORDINATORS, &word.to_lowercase())
}

/// Says whether a word begins an adverbial.
pub(super) fn is_preposition(word: &str) -> bool {
    within(PREPOSITIONS, &word.to_lowercase())
}

/// Says whether a word may stand between a subject and its verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    within(AUXILIARIES, word) || (word.ends_with("ly") && word.starts_with(char::is_lowercase))
}

/// Says whether a word is a verb that no subject holds.
pub(super) fn is_verb(word: &str) -> bool {
    within(VERBS, word)
}

/// Says whether a word tells when something was said.
pub(super) fn is_time(word: &str) -> bool {
    within(TIMES, word)
}

/// Says whether a word is a personal pronoun.
pub(super) fn is_pronoun(word: &str) -> bool {
    within(PRONOUNS, &word.to_lowercase())
}

/// Says whether a word is an article or the like.
pub(super) fn is_article(word: &str) -> bool {
    within("a an another both her his its one our the their these this those two", &word.to_lowercase())
}

/// Says whether a lower-case word stands inside names.
pub(super) fn is_particle(word: &str) -> bool {
    within("al bin da de del della di do dos du el la le van von y", word)
}

/// Says whether a lower-case word makes the verb after it one of somebody spoken to or about.
pub(super) fn makes_passive(word: &str) -> bool {
    within("are be been being if is was were when as so widely the a to of", word)
}
