//! Writing the notes of what is on the screen to a file, with the comparison where that is a pair.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::job::{Desk, Job};
use crate::app::message::{ExportPair, Exporting, Msg};
use crate::article::Article;
use crate::article::anchor::locate::Locator;
use crate::compare::Input;
use crate::library::ArticleId;
use crate::notes::Target;
use crate::notes::export::{self, Exported, Standing};

/// What the names of files may end in.
const ENDINGS: &str = "name it .md, .json, .csv or .jsonld (Web Annotation)";

/// Writes the notes in the format that the file's name tells; never over another file.
pub fn export(wanted: Box<Exporting>) -> Job {
    let work = move |desk: &Desk| {
        let (path, count) = (resolved(&wanted.path), wanted.notes.len());
        let msg = match written(desk, &wanted, &path) {
            Ok(()) if wanted.pair.is_some() => {
                Msg::Done(format!("the comparison and {} exported to {}", counted(count), path.display()))
            }
            Ok(()) => Msg::Done(format!("{} exported to {}", counted(count), path.display())),
            Err(why) => Msg::Failed(format!("the notes are not exported: {}: {why}", path.display())),
        };
        desk.answers.send(msg);
    };
    let last = Msg::Failed("the notes are not exported: internal error".to_owned());
    Job { what: "exporting the notes", last: Some(last), work: Box::new(work) }
}

fn counted(notes: usize) -> String {
    if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") }
}

fn written(desk: &Desk, wanted: &Exporting, path: &Path) -> Result<(), String> {
    if std::fs::symlink_metadata(path).is_ok() {
        return Err("it is there already; name another".to_owned());
    }
    let mut articles: HashMap<&ArticleId, Article> = HashMap::new();
    for entry in &wanted.entries {
        if let Ok(loaded) = desk.shared.load(&entry.origin) {
            articles.insert(&entry.id, loaded.article);
        }
    }
    let locators: HashMap<&ArticleId, (&Article, Locator<'_>)> =
        articles.iter().map(|(id, article)| (*id, (article, Locator::new(article)))).collect();
    let stands = |target: &Target| match locators.get(&target.article) {
        Some((article, locator)) => Standing::of(target, article, locator),
        None => Standing::not_found(),
    };
    let notes = wanted.notes.iter().map(|note| Exported::new(note, note.targets.iter().map(stands).collect()));
    let exported: Vec<Exported<'_>> = notes.collect();
    let text = text(path, wanted.pair.as_deref(), &exported)?;
    create(path, text.as_bytes()).map_err(|error| error.to_string())
}

/// Writes a file that is not there yet, readable to whom the reader's other files are.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        // Half a file would pass for a whole one.
        let _ = std::fs::remove_file(path);
    })
}

/// Writes the notes in the format of the file's name.
fn text(path: &Path, pair: Option<&ExportPair>, notes: &[Exported<'_>]) -> Result<String, String> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    Ok(match (ending.as_str(), pair) {
        ("md" | "markdown" | "txt", Some(pair)) => {
            let [left, right] = [0, 1].map(|side: usize| {
                let path = pair.paths.get(side).map_or("", String::as_str);
                pair.articles.get(side).map(|article| Input { path, article })
            });
            let (Some(left), Some(right)) = (left, right) else { return Err("there is no pair".to_owned()) };
            export::markdown::report(&pair.comparison, [left, right], [&pair.ids[0], &pair.ids[1]], false, notes)
        }
        ("md" | "markdown" | "txt", None) => export::markdown::markdown(notes),
        ("json", _) => export::json::json(notes),
        ("csv", _) => export::csv::csv(notes),
        ("jsonld", _) => export::w3c::w3c(notes),
        _ => return Err(ENDINGS.to_owned()),
    })
}

/// `~/` is home, as a shell would have it.
pub(super) fn resolved(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::app::message::Effect;

    use crate::effects::{Answers, Effects, World};
    use crate::library::Limits;
    use crate::library::places::{Library, Places};
    use crate::notes::Note;

    /// Exports one note to a file and returns what the reader is told.
    fn told(home: &Path, path: PathBuf) -> Result<String, String> {
        let (sender, inbox) = mpsc::channel();
        let world = World {
            library: Library { roots: vec![home.join("articles")], named: true },
            places: Places::new(home, &|_| None),
            limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
            watch: false,
            piped: None,
        };
        let mut effects = Effects::new(world, Answers::new(move |msg| sender.send(msg).is_ok()));
        let note = Note { targets: vec![Target::default()], text: "Who says so?".to_owned(), ..Note::default() };
        effects.perform(Effect::Export(Box::new(Exporting {
            path,
            notes: vec![note],
            entries: Vec::new(),
            pair: None,
        })));
        loop {
            match inbox.recv_timeout(Duration::from_secs(120)).unwrap() {
                Msg::Done(told) => return Ok(told),
                Msg::Failed(why) => return Err(why),
                _ => {}
            }
        }
    }

    #[test]
    fn the_name_of_the_file_tells_the_format() {
        let home = tempfile::tempdir().unwrap();
        for (name, begins) in [("n.md", "# "), ("n.JSON", "{"), ("n.csv", "\u{feff}"), ("n.jsonld", "{")] {
            let path = home.path().join(name);
            assert_eq!(told(home.path(), path.clone()), Ok(format!("1 note exported to {}", path.display())));
            let text = fs::read_to_string(path).unwrap();
            assert!(text.starts_with(begins) && text.contains("Who says so?"), "{name}: {text}");
        }
        let why = told(home.path(), home.path().join("n.doc")).unwrap_err();
        assert!(why.starts_with("the notes are not exported: ") && why.contains(ENDINGS), "{why}");
        assert!(!home.path().join("n.doc").exists());
    }

    #[test]
    fn no_file_is_written_over_nor_through_a_link() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("n.md");
        fs::write(&path, "mine").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(home.path().join("nowhere.md"), home.path().join("link.md")).unwrap();
        #[cfg(not(unix))]
        fs::write(home.path().join("link.md"), "mine").unwrap();
        for name in ["n.md", "link.md"] {
            let why = told(home.path(), home.path().join(name)).unwrap_err();
            assert!(why.ends_with("it is there already; name another"), "{why}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert!(!home.path().join("nowhere.md").exists());
    }
}
