//! How what is wrong with files is told, whoever came upon it while keeping things.

use super::job::Answers;
use crate::app::message::Msg;
use crate::library::Problem;

/// Tells the first of `problems` and how many there are.
pub fn tell_problems(answers: &Answers, problems: &[Problem]) {
    let Some(first) = problems.first() else { return };
    let more = if problems.len() > 1 { format!(" ({} more)", problems.len() - 1) } else { String::new() };
    answers.send(Msg::Failed(format!("{}: {}{more}", first.path.display(), first.what)));
}
