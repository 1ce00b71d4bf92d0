//! Opening an address in the reader's browser.

use std::process::Stdio;

use url::Url;

use super::job::Job;
use crate::app::message::Msg;

/// Opens `url` with the system's opener: one argument, no shell, silent, on its own.
pub fn open(url: Url) -> Job {
    let work = move |desk: &super::job::Desk| {
        desk.answers.send(launch(&url));
    };
    Job { what: "opening the address", last: None, work: Box::new(work) }
}

fn launch(url: &Url) -> Msg {
    if !matches!(url.scheme(), "http" | "https") {
        return Msg::Failed(format!("the address is not opened: {url}: only http and https are"));
    }
    let mut reason = "no program to open it was found".to_owned();
    for mut command in open::commands(url.as_str()) {
        detach(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()));
        // An opener ends once it has told the browser; one that *is* the browser is waited for on this thread.
        match command.status() {
            Ok(status) if status.success() => return Msg::Done(format!("opened {url}")),
            Ok(status) => reason = format!("{}: {status}", command.get_program().display()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => reason = format!("{}: {error}", command.get_program().display()),
        }
    }
    Msg::Failed(format!("the address cannot be opened: {url}: {reason}"))
}

/// Puts the opener in a process group of its own, where Ctrl-Z and signals to diptych do not reach it.
#[cfg(unix)]
fn detach(command: &mut std::process::Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn detach(_: &mut std::process::Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        let url = Url::parse("file:///etc/passwd").unwrap_or_else(|_| unreachable!());
        assert!(matches!(launch(&url), Msg::Failed(why) if why.contains("only http and https")));
    }
}
