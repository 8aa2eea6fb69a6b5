//! A scripted peer plays the guest, well-behaved and otherwise.

use std::io::{BufRead, BufReader, Write};
use std::thread;

use super::*;

/// Answers each request with the bytes that the script makes of it.
fn guest(script: impl Fn(&Value) -> Vec<u8> + Send + 'static) -> Agent {
    let (ours, theirs) = UnixStream::pair().unwrap();
    thread::spawn(move || {
        let mut out = theirs.try_clone().unwrap();
        for line in BufReader::new(theirs).split(b'\n') {
            let Ok(line) = line else { return };
            let line = line.strip_prefix(&[DELIMITER]).unwrap_or(&line);
            let request: Value = serde_json::from_slice(line).unwrap();
            if out.write_all(&script(&request)).is_err() {
                return;
            }
        }
    });
    Agent::open(ours).unwrap()
}

fn synced(request: &Value) -> Option<Vec<u8>> {
    (request["execute"] == "guest-sync-delimited").then(|| {
        let mut line = vec![DELIMITER];
        line.extend(json!({ "return": request["arguments"]["id"] }).to_string().into_bytes());
        line.push(b'\n');
        line
    })
}

#[test]
fn commands_and_errors() {
    let agent = guest(|request| {
        synced(request).unwrap_or_else(|| match request["execute"].as_str() {
            Some("guest-ping") => b"{\"return\":{}}\n".to_vec(),
            _ => b"{\"error\":{\"class\":\"CommandNotFound\",\"desc\":\"what?\"}}\n".to_vec(),
        })
    });
    assert_eq!(agent.execute("guest-ping", None, AgentTimeout::Default).unwrap(), json!({}));
    let error = agent.execute("guest-x", None, AgentTimeout::Default).unwrap_err();
    assert_eq!((error.code(), error.str3()), (VIR_ERR_AGENT_COMMAND_FAILED, Some("CommandNotFound")));
    assert!(error.message().ends_with("unable to execute QEMU agent command 'guest-x': what?"));
}

#[test]
fn leftovers_of_an_earlier_talk_are_skipped() {
    let agent = guest(|request| {
        synced(request)
            .map(|sync| [b"{\"return\": 5}\n{\"half\": ".to_vec(), sync].concat())
            .unwrap_or_else(|| b"{\"return\":\"mine\"}\n".to_vec())
    });
    assert_eq!(agent.execute("guest-x", None, AgentTimeout::Default).unwrap(), json!("mine"));
}

#[test]
fn silence_times_out_and_late_answers_do_not_confuse() {
    let agent = guest(|request| {
        synced(request).unwrap_or_else(|| {
            if request["execute"] == "guest-slow" {
                thread::sleep(Duration::from_millis(1300));
                return b"{\"return\":\"late\"}\n".to_vec();
            }
            b"{\"return\":\"right\"}\n".to_vec()
        })
    });
    let error = agent.execute("guest-slow", None, AgentTimeout::Seconds(1)).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_AGENT_COMMAND_TIMEOUT);
    assert!(error.message().contains("within '1' seconds"));
    assert_eq!(agent.execute("guest-quick", None, AgentTimeout::Default).unwrap(), json!("right"));
    let mute = guest(|_| Vec::new());
    let error = mute.execute("guest-ping", None, AgentTimeout::Seconds(0)).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_AGENT_UNRESPONSIVE);
}

#[test]
fn garbage_fails_the_command_only() {
    let agent = guest(|request| {
        synced(request).unwrap_or_else(|| match request["execute"].as_str() {
            Some("guest-bad") => b"\x01\x02 nonsense\n".to_vec(),
            _ => b"{\"return\":1}\n".to_vec(),
        })
    });
    assert_eq!(
        agent.execute("guest-bad", None, AgentTimeout::Default).unwrap_err().code(),
        VIR_ERR_INTERNAL_ERROR
    );
    assert_eq!(agent.execute("guest-good", None, AgentTimeout::Default).unwrap(), json!(1));
}

#[test]
fn settling_ends_a_command_without_an_answer() {
    let agent = guest(|request| synced(request).unwrap_or_default());
    let other = agent.clone();
    let waiting = thread::spawn(move || {
        let request = Map::from_iter([("execute".to_owned(), Value::from("guest-shutdown"))]);
        other.request(&request, AgentTimeout::Block).unwrap()
    });
    while agent.shared.0.lock().waiting.as_ref().is_none_or(|w| w.sync.is_some()) {
        thread::sleep(Duration::from_millis(5));
    }
    let error = agent.execute("guest-ping", None, AgentTimeout::Default).unwrap_err();
    assert_eq!(error.code(), VIR_ERR_OPERATION_INVALID);
    agent.settle();
    assert_eq!(waiting.join().unwrap(), None);
}
