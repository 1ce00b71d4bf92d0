//! One request, one thread.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use super::shared::Shared;
use super::supervise;
use crate::app::message::Msg;

/// Where answers go.
#[derive(Clone)]
pub struct Answers(Arc<dyn Fn(Msg) -> bool + Send + Sync>);

impl Answers {
    /// Hands answers to `take`, which says whether anybody still listens.
    pub fn new(take: impl Fn(Msg) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(take))
    }

    /// Hands over `msg`; false where nobody listens any more.
    pub fn send(&self, msg: Msg) -> bool {
        (self.0)(msg)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers")
    }
}

/// What a worker works with.
pub struct Desk {
    /// What all workers share.
    pub shared: Arc<Shared>,
    /// Where answers go.
    pub answers: Answers,
    /// Becomes true when nobody waits any more.
    pub cancel: Arc<AtomicBool>,
}

/// Work for a thread.
pub struct Job {
    /// What it does, for messages: "reading the library".
    pub what: &'static str,
    /// What is answered where it panics, so that nobody waits for ever.
    pub last: Option<Msg>,
    /// The work.
    pub work: Box<dyn FnOnce(&Desk) + Send>,
}

/// Starts `job` on a thread.
pub fn start(job: Job, shared: Arc<Shared>, answers: Answers, cancel: Arc<AtomicBool>) {
    let failed = answers.clone();
    let Job { what, last, work } = job;
    let desk = Desk { shared, answers, cancel };
    let body = move || guard(what, last, &desk.answers.clone(), || work(&desk));
    if let Err(error) = thread::Builder::new().name(what.to_owned()).spawn(body) {
        failed.send(Msg::Failed(format!("{what}: no thread can be started: {error}")));
    }
}

/// Does `work` and turns a panic into a message.
fn guard(what: &str, last: Option<Msg>, answers: &Answers, work: impl FnOnce()) {
    if supervise::once(work).is_none() {
        answers.send(Msg::Failed(supervise::told(what)));
        if let Some(last) = last {
            answers.send(last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::RequestId;
    use std::sync::mpsc;

    #[test]
    #[allow(clippy::panic, reason = "the panic is what is tested")]
    fn a_worker_that_panics_becomes_a_message_and_answers_all_the_same() {
        let (sender, inbox) = mpsc::channel();
        let answers = Answers::new(move |msg| sender.send(msg).is_ok());
        guard("reading the library", Some(Msg::ScanDone(RequestId(7))), &answers, || panic!("secret text"));
        let told: Vec<String> = inbox.try_iter().map(|msg| format!("{msg:?}")).collect();
        assert_eq!(told.len(), 2);
        assert!(told.iter().any(|msg| msg.contains("reading the library: internal error")));
        assert!(told.iter().any(|msg| msg.contains("ScanDone(RequestId(7))")));
        assert!(!told.iter().any(|msg| msg.contains("secret")));
    }
}
