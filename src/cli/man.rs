//! The manual page: one for the program and all its commands, made of the table of arguments, so that it names no page
//! that there is not and leaves no option out.

use clap::{Arg, ArgAction, Command};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::args::parts;

/// What the screen does, in a paragraph; `?` tells the rest where it is needed.
const KEYS: &str = "In the program, ? shows the keys that work there, : finds every command by name, and q goes back and \
    ends. diptych config show prints the whole table of keys; ~/.config/diptych/keys.toml changes it.";

/// Returns the page in the language of man(7).
pub fn page(mut program: Command) -> String {
    program.build();
    let mut roff = Roff::new();
    let version = format!("{} {}", program.get_name(), program.get_version().unwrap_or_default());
    roff.control("TH", ["DIPTYCH", "1", "", version.as_str(), "User Commands"]);
    let about = program.get_about().map(ToString::to_string).unwrap_or_default();
    section(&mut roff, "NAME").text([roman(format!("diptych - {about}"))]);
    section(&mut roff, "SYNOPSIS");
    usage(&mut roff, &mut program);
    section(&mut roff, "DESCRIPTION").text([roman(format!("{about}. Bare paths open the reader, commands print."))]);
    let (everywhere, own): (Vec<&Arg>, Vec<&Arg>) = told(&program).partition(|arg| arg.is_global_set());
    section(&mut roff, "OPTIONS");
    arguments(&mut roff, own);
    section(&mut roff, "OPTIONS EVERYWHERE");
    arguments(&mut roff, everywhere);
    section(&mut roff, "COMMANDS");
    program.get_subcommands_mut().for_each(|one| command(&mut roff, one));
    section(&mut roff, "KEYS").text([roman(KEYS)]);
    for (title, part) in [("EXAMPLES", parts::EXAMPLES), ("FILES", parts::FILES), ("ENVIRONMENT", parts::ENVIRONMENT)] {
        section(&mut roff, title);
        table(&mut roff, part);
    }
    section(&mut roff, "EXIT STATUS").text([roman(format!("{}.", parts::EXIT))]);
    roff.to_roff()
}

fn section<'a>(roff: &'a mut Roff, title: &str) -> &'a mut Roff {
    roff.control("SH", [title])
}

/// Writes the lines of usage, each with the whole command.
fn usage(roff: &mut Roff, command: &mut Command) {
    let usage = command.render_usage().to_string();
    let lines = usage.strip_prefix("Usage: ").unwrap_or(&usage).lines().map(str::trim).filter(|line| !line.is_empty());
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

/// Writes a command, and those that it has.
fn command(roff: &mut Roff, command: &mut Command) {
    if command.get_name() == "help" || command.is_hide_set() {
        return;
    }
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    roff.control("SS", [name.as_str()]);
    roff.text([roman(format!("{}.", command.get_about().map(ToString::to_string).unwrap_or_default()))]);
    roff.control("PP", []);
    usage(roff, command);
    let own = told(command).filter(|arg| !arg.is_global_set()).collect();
    arguments(roff, own);
    if let Some(more) = command.get_after_help().map(ToString::to_string) {
        prose(roff, &more);
    }
    command.get_subcommands_mut().for_each(|one| self::command(roff, one));
}

/// Returns the arguments that are not clap's own.
fn told(command: &Command) -> impl Iterator<Item = &Arg> {
    let own = |arg: &&Arg| arg.get_id() != "help" || arg.is_positional();
    command.get_arguments().filter(|arg| !arg.is_hide_set()).filter(own)
}

fn arguments(roff: &mut Roff, all: Vec<&Arg>) {
    for arg in all {
        roff.control("TP", []);
        roff.text(head(arg));
        roff.text([roman(help(arg))]);
    }
}

/// Returns an argument as it is written: `--format <FORMAT>`.
fn head(arg: &Arg) -> Vec<Inline> {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let values = arg.get_value_names().unwrap_or_default().iter().map(|name| italic(name.as_str()));
    let values: Vec<Inline> = if takes { values.collect() } else { Vec::new() };
    let gap = if names.is_empty() || values.is_empty() { Vec::new() } else { vec![roman(" ")] };
    let names = if names.is_empty() { Vec::new() } else { vec![bold(names.join(", "))] };
    names.into_iter().chain(gap).chain(values).collect()
}

/// Returns what is told of an argument, with its values and what holds without it.
fn help(arg: &Arg) -> String {
    let told = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let possible = arg.get_possible_values();
    let value = |value: &clap::builder::PossibleValue| match value.get_help() {
        Some(help) => format!("{} ({})", value.get_name(), lower(&help.to_string())),
        None => value.get_name().to_owned(),
    };
    let values: Vec<String> = possible.iter().filter(|value| takes && !value.is_hide_set()).map(value).collect();
    let values = if values.is_empty() { String::new() } else { format!(" One of {}.", values.join(", ")) };
    let default = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(" ");
    let default = if takes && !default.is_empty() { format!(" Without it: {default}.") } else { String::new() };
    format!("{told}.{values}{default}")
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Writes text whose indented lines stand as they are.
fn prose(roff: &mut Roff, text: &str) {
    for paragraph in text.split("\n\n") {
        roff.control("PP", []);
        for line in paragraph.lines() {
            match line.strip_prefix("  ") {
                Some(line) => {
                    roff.control("br", []);
                    roff.text([roman(format!("\u{a0}\u{a0}{line}"))]);
                }
                None => {
                    roff.text([roman(line)]);
                }
            }
        }
    }
}

/// Writes a part of the help as terms and what is told of them.
fn table(roff: &mut Roff, part: &str) {
    for line in part.lines().map(str::trim) {
        let (term, told) = line.split_once("  ").unwrap_or((line, ""));
        roff.control("TP", []);
        roff.text([bold(term)]);
        roff.text([roman(told.trim())]);
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Args;

    /// Returns the page as it is read: without what only roff needs.
    fn plain() -> String {
        page(Args::command()).replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
    }

    /// Calls `look` with every command of the program, and with the words by which it is called.
    fn walk(command: &Command, called: &str, look: &mut dyn FnMut(&Command, &str)) {
        look(command, called);
        for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
            walk(one, &format!("{called} {}", one.get_name()), look);
        }
    }

    #[test]
    fn every_command_option_and_value_is_told() {
        let page = plain();
        let mut program = Args::command();
        program.build();
        let mut seen = 0;
        walk(&program, "diptych", &mut |command, called| {
            assert!(page.contains(&format!("\n{called}")) || page.contains(&format!("\"{called}\"")), "{called}");
            for arg in told(command) {
                let name = arg.get_long().map_or_else(String::new, |long| format!("--{long}"));
                let values = arg.get_value_names().unwrap_or_default().iter().map(|name| name.to_string());
                let possible =
                    arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect::<Vec<_>>();
                let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
                let values = values.chain(possible).filter(|_| takes);
                for word in std::iter::once(name).chain(values) {
                    assert!(page.contains(&word), "{called}: {word}");
                    seen += 1;
                }
            }
        });
        assert!(seen > 40, "{seen}");
    }

    #[test]
    fn it_has_the_sections_that_readers_look_for_and_names_no_other_page() {
        let page = plain();
        for title in
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "KEYS", "EXAMPLES", "FILES", "ENVIRONMENT"]
        {
            assert!(page.contains(&format!("\n.SH {title}\n")), "{title}");
        }
        assert!(page.contains("\n.SH \"EXIT STATUS\"\n"), "{page}");
        assert!(!page.contains("EXTRA"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let referred: Vec<&str> = page.match_indices("(1)").map(|(at, _)| page.get(..at).unwrap_or("")).collect();
        assert!(referred.iter().all(|before| !before.ends_with(is_name)), "{referred:?}");
    }
}
