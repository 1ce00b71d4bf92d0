//! Which file of the crate takes a name from which: the house's own imports, read as text.
//!
//! An arrow runs from the file that names something to the file that defines it; a re-export is looked through, and that
//! a module declares its children ties nothing. Tests at a file's end are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A path of modules from the crate's root, which is the empty one.
type Module = Vec<String>;

/// A file of the crate without its tests.
pub struct Source {
    /// Its place under `src`, with slashes.
    pub path: String,
    /// What stands before its tests, without comments.
    pub code: String,
    module: Module,
    /// The paths that it names, as they are written, `use` trees taken apart.
    names: Vec<Module>,
    /// What it hands on: the name, and where from.
    handed_on: Vec<Module>,
}

/// The files of the crate.
pub struct House {
    /// In order of their paths.
    pub files: Vec<Source>,
    at: BTreeMap<Module, usize>,
}

impl House {
    /// Reads `src`.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut paths = Vec::new();
        collect(&root, &mut paths);
        paths.sort();
        let files: Vec<Source> = paths.iter().map(|path| Source::read(&root, path)).collect();
        let at = files.iter().enumerate().map(|(i, file)| (file.module.clone(), i)).collect();
        Self { files, at }
    }

    /// Returns for each file those that define what it names, itself left out.
    pub fn arrows(&self) -> Vec<BTreeSet<usize>> {
        let inside = |i: usize, to: usize| self.files[to].module.starts_with(&self.files[i].module);
        let defining = |i: usize, name: &Module| self.defining(i, name, 0).filter(|&to| !inside(i, to));
        (0..self.files.len())
            .map(|i| self.files[i].names.iter().filter_map(|name| defining(i, name)).collect())
            .collect()
    }

    /// Returns the file that defines what file `from` calls `name`.
    fn defining(&self, from: usize, name: &Module, depth: usize) -> Option<usize> {
        let full = self.absolute(from, name)?;
        let cut = (0..=full.len()).rev().find(|&n| self.at.contains_key(&full[..n]))?;
        let file = self.at[&full[..cut]];
        let Some(item) = full.get(cut) else { return Some(file) };
        let handed = self.files[file].handed_on.iter().find(|path| path.last() == Some(item));
        match handed {
            Some(path) if depth < 8 => self.defining(file, path, depth + 1).or(Some(file)),
            _ => Some(file),
        }
    }

    /// Returns `name` from the crate's root, or nothing where it is of another crate.
    fn absolute(&self, from: usize, name: &Module) -> Option<Module> {
        let mut base = self.files[from].module.clone();
        let mut rest = name.as_slice();
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Module::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child => {
                base.push(child.to_owned());
                self.at.get(&base)?;
                rest = &rest[1..];
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// Returns the circles of files, the largest first: the strongly connected components of the arrows, by the places of
    /// the files.
    pub fn circles(&self) -> Vec<Vec<usize>> {
        let arrows = self.arrows();
        let reach: Vec<BTreeSet<usize>> = (0..arrows.len()).map(|i| reachable(&arrows, i)).collect();
        let mut seen = BTreeSet::new();
        let mut circles = Vec::new();
        for i in 0..arrows.len() {
            let circle: Vec<usize> = reach[i].iter().copied().filter(|&j| reach[j].contains(&i)).collect();
            if circle.len() > 1 && seen.insert(circle.clone()) {
                circles.push(circle);
            }
        }
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }
}

impl Source {
    fn read(root: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let before_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n");
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let module = match path.trim_end_matches(".rs") {
            "lib" => Module::new(),
            inside => inside.split('/').map(str::to_owned).collect(),
        };
        let (mut names, mut handed_on) = (Vec::new(), Vec::new());
        for (public, tree) in uses(&code) {
            let paths = taken_apart(&tree);
            if public {
                handed_on.extend(paths);
            } else {
                names.extend(paths);
            }
        }
        names.extend(inline(&code));
        Self { path, code, module, names, handed_on }
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn reachable(arrows: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open: Vec<usize> = arrows[from].iter().copied().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(&arrows[next]);
        }
    }
    found
}

/// Returns the trees of the `use` declarations, and whether each hands on what it names.
fn uses(code: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in code.lines().map(str::trim) {
        if open.is_none() {
            let visible = line.starts_with("pub");
            let tail = line.strip_prefix("use ").or_else(|| Some(line.split_once(" use ")?.1).filter(|_| visible));
            open = tail.map(|tail| (visible, tail.to_owned()));
        } else if let Some((_, tree)) = &mut open {
            tree.push_str(line);
        }
        if let Some((public, tree)) = open.take_if(|(_, tree)| tree.ends_with(';')) {
            found.push((public, tree.trim_end_matches(';').to_owned()));
        }
    }
    found
}

/// Takes a tree of names apart: `a::{b, c::{d, e}}` is three paths.
fn taken_apart(tree: &str) -> Vec<Module> {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or("");
        return vec![parts(path).into_iter().filter(|part| part != "self").collect()];
    };
    let group = group.rsplit_once('}').map_or(group, |(inside, _)| inside);
    let mut found = Vec::new();
    let (mut depth, mut part) = (0_usize, String::new());
    for c in group.chars().chain([',']) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            found.extend(taken_apart(&part).into_iter().filter(|path| !part.trim().is_empty() || !path.is_empty()));
            part.clear();
        } else {
            part.push(c);
        }
    }
    found.retain(|path: &Module| !path.is_empty() || tree.contains("self"));
    found.into_iter().map(|path| parts(head).into_iter().chain(path).collect()).collect()
}

fn parts(path: &str) -> Module {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Returns the paths that begin with `crate::` or `super::` within expressions and types.
fn inline(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '_') {
                continue;
            }
            let path: String =
                code[at..].chars().take_while(|&c| c.is_alphanumeric() || c == '_' || c == ':').collect();
            found.push(parts(&path));
        }
    }
    found
}
