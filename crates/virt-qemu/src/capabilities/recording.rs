//! Recorded probing dialogues (`caps_VERSION_ARCH.replies`) as a source of answers, for tests and tools.
//!
//! A recording is a sequence of JSON texts, question and answer in turn. It holds one dialogue for the best
//! accelerator and, when that isn't TCG, a second one for TCG.

use serde_json::Value;
use virt_core::consts::{VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU};
use virt_core::{Result, err};

use super::caps::QemuCaps;
use super::probe::{Answer, Ask, probe, probe_tcg};

/// The dialogues of one recording.
pub struct Recording {
    dialogues: Vec<Dialogue>,
}

/// Questions and answers of one start of QEMU.
pub struct Dialogue(Vec<(Value, Value)>);

impl Recording {
    /// Reads a recording.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = |what: &str| err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "recording: {what}");
        let mut dialogues: Vec<Dialogue> = Vec::new();
        let mut texts = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        while let Some(question) = texts.next() {
            let question = question.map_err(|e| bad(&e.to_string()))?;
            let answer = texts.next().ok_or_else(|| bad("a question without an answer"))?;
            let answer = answer.map_err(|e| bad(&e.to_string()))?;
            if question["execute"] == "qmp_capabilities" {
                dialogues.push(Dialogue(Vec::new()));
            } else {
                dialogues.last_mut().ok_or_else(|| bad("no greeting"))?.0.push((question, answer));
            }
        }
        Ok(Self { dialogues })
    }

    /// The capabilities of the recorded build.
    pub fn caps(&mut self, binary: &str) -> Result<QemuCaps> {
        let mut dialogues = self.dialogues.iter_mut();
        let none = || err!(VIR_FROM_QEMU, VIR_ERR_INTERNAL_ERROR, "recording: empty");
        let mut caps = probe(binary, dialogues.next().ok_or_else(none)?, false)?;
        if let Some(second) = dialogues.next() {
            probe_tcg(&mut caps, second)?;
        }
        Ok(caps)
    }
}

impl Ask for Dialogue {
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
        let wanted = if arguments.is_null() { None } else { Some(&arguments) };
        let same = |question: &Value| {
            question["execute"] == command && question.get("arguments").filter(|a| !a.is_null()) == wanted
        };
        let Some((_, answer)) = self.0.iter().find(|(question, _)| same(question)) else {
            let class = match command {
                "device-list-properties" | "qom-list-properties" => "DeviceNotFound",
                _ if command.starts_with("query-cpu-model-") => "GenericError",
                _ => "CommandNotFound",
            };
            return Ok(Answer::Error { class: class.to_owned(), text: "not in the recording".to_owned() });
        };
        Ok(Answer::from_reply(answer))
    }
}
