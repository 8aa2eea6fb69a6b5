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
struct Dialogue(Vec<(Value, Value)>);

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
    pub fn caps(&self, binary: &str) -> Result<QemuCaps> {
        let mut caps = probe(binary, &mut Replay { recording: self, start: 0 }, false)?;
        if caps.has_hardware_accel() {
            probe_tcg(&mut caps, &mut Replay { recording: self, start: 1 })?;
        }
        Ok(caps)
    }

    fn answer(&self, start: usize, command: &str, arguments: Option<&Value>) -> Option<&Value> {
        let same = |question: &Value| {
            question["execute"] == command && question.get("arguments").filter(|a| !a.is_null()) == arguments
        };
        let others = self.dialogues.iter().enumerate().filter(|(n, _)| *n != start).map(|(_, d)| d);
        let mut dialogues = self.dialogues.get(start).into_iter().chain(others);
        dialogues.find_map(|d| d.0.iter().find(|(question, _)| same(question))).map(|(_, answer)| answer)
    }
}

/// One start of a recorded QEMU. What was not asked in it is answered as in the other.
struct Replay<'a> {
    recording: &'a Recording,
    start: usize,
}

impl Ask for Replay<'_> {
    fn ask(&mut self, command: &str, arguments: Value) -> Result<Answer> {
        let arguments = Some(&arguments).filter(|a| !a.is_null());
        if let Some(answer) = self.recording.answer(self.start, command, arguments) {
            return Ok(Answer::from_reply(answer));
        }
        let class = match command {
            "device-list-properties" | "qom-list-properties" => "DeviceNotFound",
            _ if command.starts_with("query-cpu-model-") => "GenericError",
            _ => "CommandNotFound",
        };
        Ok(Answer::Error { class: class.to_owned(), text: "not in the recording".to_owned() })
    }
}
