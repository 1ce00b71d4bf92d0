//! Setting what is known of an article: in the head of its file where that is diptych's own, else beside it.

use std::path::{Path, PathBuf};

use super::shared::Shared;
use crate::app::core::editing::{Editing, Restore};
use crate::article::front_matter::split;
use crate::library::editing::{Edits, may_be_own};
use crate::library::store::read_file;
use crate::library::{Entry, Loaded, Origin, atomic};

/// What some programs put before the first letter.
const MARK: &str = "\u{FEFF}";

/// Does what was asked for about an article; returns what can be put back, or why nothing was done.
pub(super) fn edit(shared: &Shared, entry: &Entry, asked: &Editing) -> Result<Restore, String> {
    match asked {
        Editing::Fields(edits) => set(shared, entry, edits),
        Editing::Restore(restore) => put_back(shared, entry, restore).map(|()| restore.clone()),
    }
}

fn set(shared: &Shared, entry: &Entry, edits: &Edits) -> Result<Restore, String> {
    let identities = shared.identities();
    let before = identities.edits(&entry.id).cloned().unwrap_or_default();
    let Some((path, file, changed)) = own_file(shared, entry, edits)? else {
        let loaded = shared.load_entry(entry)?;
        let now = before.clone().then(edits.clone()).beside(&loaded.article.meta);
        let now = Edits { at: edits.at.max(before.at + 1), ..now };
        keep_beside(shared, &loaded, &now)?;
        return Ok(Restore { head: None, set: Some((before, now)) });
    };
    write(shared, &path, &changed)?;
    let head = Some((head(&file).to_owned(), head(&changed).to_owned()));
    // What was set beside the file would hide what its head says now.
    let rest = before.clone().without(edits);
    if rest == before {
        return Ok(Restore { head, set: None });
    }
    let now = Edits { at: edits.at.max(before.at + 1), ..rest };
    keep_beside(shared, &shared.load_entry(entry)?, &now)?;
    Ok(Restore { head, set: Some((before, now)) })
}

/// Returns the file of an article and what it is to be, where it is diptych's own.
fn own_file(shared: &Shared, entry: &Entry, edits: &Edits) -> Result<Option<(PathBuf, String, String)>, String> {
    let Origin::File(path) = &entry.origin else { return Ok(None) };
    if !may_be_own(&entry.origin, &shared.world.places.articles) {
        return Ok(None);
    }
    let Ok(file) = String::from_utf8(read(shared, path)?) else { return Ok(None) };
    let marked = file.strip_prefix(MARK);
    let changed = edits.in_head(marked.unwrap_or(&file));
    let mark = if marked.is_some() { MARK } else { "" };
    Ok(changed.ok().map(|changed| (path.clone(), file, format!("{mark}{changed}"))))
}

fn put_back(shared: &Shared, entry: &Entry, restore: &Restore) -> Result<(), String> {
    if let Some((from, to)) = &restore.head {
        let Origin::File(path) = &entry.origin else { return Err("it is no file".to_owned()) };
        let file = String::from_utf8(read(shared, path)?).map_err(|error| error.to_string())?;
        if head(&file) != from {
            return Err(format!("{}: its head was changed meanwhile, and is left as it is", path.display()));
        }
        let text = file.get(from.len()..).unwrap_or_default();
        write(shared, path, &format!("{to}{text}"))?;
    }
    if let Some((_, to)) = &restore.set {
        let known = shared.identities().edits(&entry.id).map_or(0, |edits| edits.at);
        keep_beside(shared, &shared.load_entry(entry)?, &Edits { at: known + 1, ..to.clone() })?;
    }
    Ok(())
}

fn keep_beside(shared: &Shared, loaded: &Loaded, edits: &Edits) -> Result<(), String> {
    shared.change_identities(|all| all.edit(loaded, edits.clone())).map_err(|error| error.to_string())
}

fn read(shared: &Shared, path: &Path) -> Result<Vec<u8>, String> {
    read_file(path, shared.world.limits.max_file_bytes).map_err(|error| error.to_string())
}

fn write(shared: &Shared, path: &Path, file: &str) -> Result<(), String> {
    let root = &shared.world.places.articles;
    atomic::write(root, path, file.as_bytes()).map_err(|error| format!("{}: {error}", path.display()))
}

/// Returns the head of a file, its fences included.
fn head(file: &str) -> &str {
    let text = file.strip_prefix(MARK).unwrap_or(file);
    let body = split(text).map_or(text, |(_, body)| body);
    file.get(..file.len() - body.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use std::fs;

    use super::*;
    use crate::effects::World;
    use crate::library::Limits;
    use crate::library::identity::Identities;
    use crate::library::places::{Library, Places};

    const OWN: &str = "+++\n# of the desk\ntitle = \"Old\" # mine\nmood = 3\n+++\n\nThe ferry *came* late.\n";

    /// A home with one file, and who the articles are read anew.
    fn home(name: &str, text: &str) -> (tempfile::TempDir, Shared, Entry) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let shared = shared(home.path());
        let entry = shared.load(&Origin::File(path)).unwrap().entry;
        (home, shared, entry)
    }

    fn shared(home: &Path) -> Shared {
        let places = Places::new(home, &|_| None);
        let identities = Identities::load(&places.identities).0;
        let shared = Shared::new(World {
            library: Library { roots: vec![places.articles.clone()], named: true },
            places,
            limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
            watch: false,
            piped: None,
            given: Vec::new(),
            newsroom: None,
            door: None,
        });
        shared.set_identities(identities);
        shared
    }

    fn titled(title: &str, at: u64) -> Editing {
        Editing::Fields(Edits { at, title: Some(Some(title.to_owned())), ..Edits::default() })
    }

    fn title(shared: &Shared, entry: &Entry) -> Option<String> {
        let loaded = shared.load(&entry.origin).unwrap();
        assert_eq!(loaded.article.meta.title.as_deref(), loaded.entry.meta.title.as_deref());
        assert_eq!(loaded.entry.id, entry.id, "it stays the article that it is");
        loaded.article.meta.title
    }

    #[test]
    fn an_own_file_has_it_in_its_head_and_there_and_back_it_is_letter_by_letter_the_same() {
        let (home, shared, entry) = home(".local/share/diptych/articles/a.md", OWN);
        let file = || fs::read_to_string(home.path().join(".local/share/diptych/articles/a.md")).unwrap();
        let restore = edit(&shared, &entry, &titled("New", 5)).unwrap();
        assert_eq!(file(), OWN.replace("\"Old\"", "\"New\""));
        assert_eq!(title(&shared, &entry).as_deref(), Some("New"));
        edit(&shared, &entry, &Editing::Restore(restore.back())).unwrap();
        assert_eq!(file(), OWN);
        edit(&shared, &entry, &Editing::Restore(restore.clone())).unwrap();
        fs::write(home.path().join(".local/share/diptych/articles/a.md"), OWN.replace("mood", "tone")).unwrap();
        let why = edit(&shared, &entry, &Editing::Restore(restore.back())).unwrap_err();
        assert!(why.contains("its head was changed meanwhile"), "{why}");
    }

    #[test]
    fn a_file_of_the_reader_is_never_written_and_what_is_set_lies_beside_it() {
        for (name, text) in [
            ("news/a.md", OWN),
            ("news/b.txt", "Old\n\nThe ferry came late.\n"),
            // Diptych writes no such head.
            (".local/share/diptych/articles/c.md", "---\ntitle: Old\n---\nThe ferry came late.\n"),
            (".local/share/diptych/articles/d.md", "+++\ntitle = \n+++\nThe ferry came late.\n"),
        ] {
            let (home, shared, entry) = home(name, text);
            let before = title(&shared, &entry);
            let restore = edit(&shared, &entry, &titled("New", 5)).unwrap();
            assert_eq!(fs::read_to_string(home.path().join(name)).unwrap(), text, "{name}");
            assert_eq!(title(&shared, &entry).as_deref(), Some("New"), "{name}");
            let again = self::shared(home.path());
            assert_eq!(title(&again, &entry).as_deref(), Some("New"), "{name}: another run");
            edit(&shared, &entry, &Editing::Restore(restore.back())).unwrap();
            assert_eq!(title(&shared, &entry), before, "{name}");
            assert_eq!(title(&self::shared(home.path()), &entry), before, "{name}: another run");
            edit(&shared, &entry, &Editing::Restore(restore)).unwrap();
            assert_eq!(title(&self::shared(home.path()), &entry).as_deref(), Some("New"), "{name}");
        }
    }

    #[test]
    fn of_what_two_instances_set_the_later_counts_and_a_head_is_not_hidden_by_what_lay_beside() {
        let (home, one, entry) = home("news/a.md", OWN);
        let other = shared(home.path());
        edit(&one, &entry, &titled("One", 5)).unwrap();
        edit(&other, &entry, &titled("Other", 9)).unwrap();
        let loaded = one.load(&entry.origin).unwrap();
        one.change_identities(|all| all.keep(&loaded)).unwrap();
        assert_eq!(title(&shared(home.path()), &entry).as_deref(), Some("Other"));
        let own = home.path().join(".local/share/diptych/articles/a.md");
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::rename(home.path().join("news/a.md"), &own).unwrap();
        let shared = shared(home.path());
        let entry = shared.load(&Origin::File(own)).unwrap().entry;
        assert_eq!(entry.meta.title.as_deref(), Some("Other"));
        let restore = edit(&shared, &entry, &titled("In the head", 10)).unwrap();
        assert!(restore.head.is_some() && restore.set.is_some());
        assert_eq!(title(&shared, &entry).as_deref(), Some("In the head"));
        edit(&shared, &entry, &Editing::Restore(restore.back())).unwrap();
        assert_eq!(title(&shared, &entry).as_deref(), Some("Other"));
    }

    #[test]
    fn a_mark_before_the_head_stays() {
        let (home, shared, entry) = home(".local/share/diptych/articles/a.md", &format!("{MARK}{OWN}"));
        let restore = edit(&shared, &entry, &titled("New", 5)).unwrap();
        let file = fs::read_to_string(home.path().join(".local/share/diptych/articles/a.md")).unwrap();
        assert_eq!(file, format!("{MARK}{}", OWN.replace("\"Old\"", "\"New\"")));
        edit(&shared, &entry, &Editing::Restore(restore.back())).unwrap();
        assert_eq!(title(&shared, &entry).as_deref(), Some("Old"));
    }
}
