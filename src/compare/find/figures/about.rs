//! What two figures are about, in a word or two of the texts.

use super::context::shared;
use super::found::{Found, Kind};
use super::term::Term;
use crate::article::Article;
use crate::language::english::{Classes, classes};

/// Near shared words that are looked at.
const SHARED: usize = 8;

/// Says what two figures are about: what is counted, else what is measured and of what; the same whichever article
/// stands left.
pub(super) fn about(a: &Found, b: &Found, articles: [&Article; 2]) -> Option<String> {
    let head = match a.kind {
        Kind::Count => return Some(counted(a, b, articles)),
        Kind::Money(_) => "amount".to_owned(),
        Kind::Measure(dimension) => dimension.name().to_owned(),
        Kind::Age => "age".to_owned(),
        Kind::Ordinal => return Some(a.detail.noun.class.clone()),
        Kind::Score => "score".to_owned(),
        Kind::Odds => "odds".to_owned(),
        Kind::Moment => a.detail.moment.zip(b.detail.moment).map_or("date", |(a, b)| told(&a, &b)).to_owned(),
    };
    let of = shared_words(a, b, articles).into_iter().find(|(_, name)| !name);
    Some(of.map_or(head.clone(), |(word, _)| format!("{word}: {head}")))
}

/// Names the coarser of what two moments tell.
fn told(a: &super::moment::Moment, b: &super::moment::Moment) -> &'static str {
    match a.level().cmp(&b.level()) {
        std::cmp::Ordering::Less => a.name(),
        std::cmp::Ordering::Equal => a.name().min(b.name()),
        std::cmp::Ordering::Greater => b.name(),
    }
}

/// Names what is counted as one of the texts has it.
fn counted(a: &Found, b: &Found, articles: [&Article; 2]) -> String {
    let heads = [a, b].map(|f| f.detail.noun.head.as_str());
    let head = heads.into_iter().filter(|head| !head.is_empty()).min_by_key(|head| (head.len(), *head));
    let role = a.role.or(b.role);
    let head = match role {
        Some(role) => format!("people {}", role.word()),
        None => head.unwrap_or("number").to_owned(),
    };
    let whole =
        shared_words(a, b, articles).into_iter().find(|(word, _)| classes(word).is(Classes::WHOLE) && word != "crew");
    whole.filter(|_| role.is_none()).map_or(head.clone(), |(whole, _)| format!("{head} in the {whole}"))
}

/// Returns the near shared words, the rarest first, each in the shorter of its two forms, and whether it is a name.
fn shared_words(a: &Found, b: &Found, articles: [&Article; 2]) -> Vec<(String, bool)> {
    let shared = shared(&a.detail.context, &b.detail.context);
    let [left, right] = articles.map(|a| a.text.as_str());
    let form = |(l, r): &(Term, Term)| {
        let name = l.name && r.name;
        let forms = [l.span.of(left), r.span.of(right)].map(|w| if name { w.to_owned() } else { w.to_lowercase() });
        let form = forms.into_iter().min_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b))).unwrap_or_default();
        (form, name)
    };
    shared.iter().take(SHARED).map(form).collect()
}
