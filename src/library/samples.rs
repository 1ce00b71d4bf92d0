//! The embedded sample library: the files of `articles/`, compiled in.
//!
//! A reader without articles of their own can meet every feature at once, and tests and pictures have texts that never
//! change under them. The files stay in `articles/` as they would lie in anybody's library, and are listed here by hand:
//! a build script would be machinery for a dozen lines, and a test finds the file that was forgotten.

/// Pairs each path under `articles/` with the content of that file.
macro_rules! embed {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/articles/", $path)))),+]
    };
}

const SAMPLES: &[(&str, &str)] = embed![
    "doral/meridian-post.md",
    "doral/harbour-gazette.md",
    "suez/harbour-gazette.md",
    "suez/kestrel-wire.md",
    "suez/northern-ledger.md",
    "comet/northern-ledger.md",
    "comet/meridian-post.md",
    "black-hole/northern-ledger.md",
    "black-hole/lodestar-tribune.md",
    "paris/lodestar-tribune.md",
    "paris/harbour-gazette.md",
    "paris/pasted.txt",
];

/// Returns the samples: path under `articles/`, with `/` on every platform, and content, in a fixed order.
#[must_use]
pub fn samples() -> &'static [(&'static str, &'static str)] {
    SAMPLES
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot read its own crate should fail loudly")]

    use std::collections::BTreeSet;
    use std::path::Path;

    use super::samples;

    /// The last line of every sample, the same in all, so that the reader sees it and the furniture rules know it.
    const MARK: &str =
        "*A sample article written for diptych; the houses and reporters are invented, the event is not.*";

    fn listed() -> BTreeSet<String> {
        samples().iter().map(|(path, _)| (*path).to_owned()).collect()
    }

    #[test]
    fn every_file_below_articles_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
        let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let below = entry.path().strip_prefix(&root).unwrap();
                below.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
            })
            .collect();
        assert_eq!(listed(), on_disk);
    }

    #[test]
    fn paths_are_unique() {
        assert_eq!(listed().len(), samples().len());
    }

    #[test]
    fn every_sample_has_text_and_says_that_it_is_one() {
        for (path, content) in samples() {
            assert!(content.split_whitespace().count() > 200, "{path} is almost empty");
            assert_eq!(content.trim_end().lines().next_back(), Some(MARK), "{path}");
        }
    }

    #[test]
    fn front_matter_is_complete_wherever_there_is_any() {
        for (path, content) in samples() {
            let Some((matter, _)) = content.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
                assert_eq!(*path, "paris/pasted.txt", "the one sample that shows how pasted text loads");
                continue;
            };
            let table: toml::Table = matter.parse().unwrap();
            for key in ["title", "source", "authors", "published", "url", "lang", "story", "section", "tags"] {
                assert!(table.contains_key(key), "{path} has no {key}");
            }
        }
    }
}
