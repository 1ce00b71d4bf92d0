//! What others call the things that diptych knows of an article, as data.

/// Something that is known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article::front_matter) enum Field {
    Title,
    Source,
    Authors,
    Published,
    Updated,
    Url,
    Lang,
    Story,
    Section,
    Tags,
    /// Known for a head's word, and kept without being read.
    Kept,
}

/// Names in small letters; of two names of one field that both say something, the one further up is believed.
const NAMES: [(&str, Field); 52] = [
    ("title", Field::Title),
    ("headline", Field::Title),
    ("source", Field::Source),
    ("publisher", Field::Source),
    ("publication", Field::Source),
    ("site", Field::Source),
    ("site_name", Field::Source),
    ("authors", Field::Authors),
    ("author", Field::Authors),
    ("byline", Field::Authors),
    ("published", Field::Published),
    ("date", Field::Published),
    ("publishdate", Field::Published),
    ("date_published", Field::Published),
    ("pubdate", Field::Published),
    ("updated", Field::Updated),
    ("lastmod", Field::Updated),
    ("modified", Field::Updated),
    ("last_modified_at", Field::Updated),
    ("date_modified", Field::Updated),
    ("url", Field::Url),
    ("canonical", Field::Url),
    ("canonical_url", Field::Url),
    ("canonicalurl", Field::Url),
    ("link", Field::Url),
    ("source_url", Field::Url),
    ("lang", Field::Lang),
    ("language", Field::Lang),
    ("story", Field::Story),
    ("section", Field::Section),
    ("tags", Field::Tags),
    ("tag", Field::Tags),
    ("categories", Field::Tags),
    ("category", Field::Tags),
    ("keywords", Field::Tags),
    ("description", Field::Kept),
    ("subtitle", Field::Kept),
    ("abstract", Field::Kept),
    ("excerpt", Field::Kept),
    ("summary", Field::Kept),
    ("layout", Field::Kept),
    ("draft", Field::Kept),
    ("permalink", Field::Kept),
    ("slug", Field::Kept),
    ("aliases", Field::Kept),
    ("created", Field::Kept),
    ("cssclasses", Field::Kept),
    ("cssclass", Field::Kept),
    ("weight", Field::Kept),
    ("image", Field::Kept),
    ("id", Field::Kept),
    ("type", Field::Kept),
];

/// Returns what a key means and its place in the order of belief; capitals do not count.
pub(in crate::article::front_matter) fn field(key: &str) -> Option<(Field, usize)> {
    NAMES.iter().enumerate().find(|(_, (name, _))| name.eq_ignore_ascii_case(key)).map(|(rank, (_, f))| (*f, rank))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_and_all_are_found_in_any_case() {
        for (rank, (name, meant)) in NAMES.iter().enumerate() {
            assert_eq!(field(&name.to_uppercase()), Some((*meant, rank)), "{name}");
        }
    }
}
