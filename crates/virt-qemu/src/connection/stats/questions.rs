//! Asking QEMU: many questions at once, of many QEMUs at once.

use std::time::{Duration, Instant};

use serde_json::Value;
use virt_core::Result;
use virt_qmp::{Monitor, UnderWay, patience, request};

/// A command that changes nothing, with its arguments.
pub struct Question(pub &'static str, pub Option<Value>);

/// So long all together may keep a call waiting that asks for many domains.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is left for those asked after one has used that up.
const IMPATIENCE: Duration = Duration::from_millis(200);

/// How much longer a call that asks for many domains waits for one that doesn't answer.
pub struct Patience(Duration);

impl Default for Patience {
    fn default() -> Self {
        Self(PATIENCE)
    }
}

/// Asks one QEMU; the first answer that is an error is the outcome.
pub fn ask(monitor: &Monitor, questions: &[Question]) -> Result<Vec<Value>> {
    let limit = patience();
    begin(monitor, questions)?.results(limit, Instant::now() + limit).into_iter().collect()
}

/// Asks many; a question that isn't answered in time, or with an error, has no answer. Who has let a
/// question pass before is not asked until he says something.
pub fn ask_each(asked: &[(Option<&Monitor>, Vec<Question>)], left: &mut Patience) -> Vec<Vec<Option<Value>>> {
    let deadline = Instant::now() + left.0;
    let under_way: Vec<Option<UnderWay<'_>>> = asked
        .iter()
        .map(|(monitor, questions)| {
            let monitor = monitor.filter(|monitor| !questions.is_empty() && !monitor.is_silent())?;
            begin(monitor, questions).ok()
        })
        .collect();
    let limit = left.0;
    let answers = under_way.into_iter().zip(asked).map(|(under_way, (_, questions))| match under_way {
        Some(under_way) => under_way.results(limit, deadline).into_iter().map(Result::ok).collect(),
        None => questions.iter().map(|_| None).collect(),
    });
    let answers = answers.collect();
    if Instant::now() >= deadline {
        left.0 = IMPATIENCE;
    }
    answers
}

fn begin<'a>(monitor: &'a Monitor, questions: &[Question]) -> Result<UnderWay<'a>> {
    monitor
        .begin(questions.iter().map(|Question(name, arguments)| request(name, arguments.clone())).collect())
}
