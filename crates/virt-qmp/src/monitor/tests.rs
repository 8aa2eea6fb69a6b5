//! A scripted peer plays QEMU, well-behaved and otherwise.

use std::io::{BufRead, BufReader, Write};
use std::sync::mpsc;
use std::thread;

use super::*;

const GREETING_LINE: &str = r#"{"QMP": {"version": {"qemu": {"major": 10}}, "capabilities": []}}"#;

struct Recorder(Mutex<mpsc::Sender<String>>);

impl MonitorSink for Recorder {
    fn event(&self, event: Event) {
        let _ = self.0.lock().send(format!("event {}", event.name));
    }
    fn closed(&self, reason: &Error) {
        let _ = self.0.lock().send(format!("closed {}", reason.message()));
    }
}

fn recorder() -> (Arc<Recorder>, mpsc::Receiver<String>) {
    let (sender, receiver) = mpsc::channel();
    (Arc::new(Recorder(Mutex::new(sender))), receiver)
}

/// Answers each line with what the script makes of the request; an empty answer hangs up.
fn peer(script: impl Fn(&Value) -> String + Send + 'static) -> UnixStream {
    let (ours, theirs) = UnixStream::pair().unwrap();
    thread::spawn(move || {
        let mut out = theirs.try_clone().unwrap();
        let _ = writeln!(out, "{GREETING_LINE}\r");
        for line in BufReader::new(theirs).lines() {
            let Ok(line) = line else { return };
            let request: Value = serde_json::from_str(&line).unwrap();
            let answer = match request["execute"].as_str() {
                Some("qmp_capabilities") => ok(&request),
                _ => script(&request),
            };
            if answer.is_empty() || out.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    });
    ours
}

fn ok(request: &Value) -> String {
    json!({ "return": {}, "id": request["id"] }).to_string() + "\r\n"
}

fn open(stream: UnixStream) -> Result<(Monitor, mpsc::Receiver<String>)> {
    let (sink, log) = recorder();
    Monitor::open(stream, "vm", Duration::from_millis(500), sink).map(|(monitor, _)| (monitor, log))
}

#[test]
fn commands_events_and_errors() {
    let (monitor, log) = open(peer(|request| match request["execute"].as_str() {
        Some("boom") => {
            json!({ "error": { "class": "GenericError", "desc": "bang" }, "id": request["id"] }).to_string()
                + "\n"
        }
        _ => r#"{"event": "STOP"}"#.to_owned() + "\n" + &ok(request),
    }))
    .unwrap();
    assert_eq!(monitor.execute("stop", None).unwrap(), json!({}));
    assert_eq!(log.recv().unwrap(), "event STOP");
    let error = monitor.execute("boom", None).unwrap_err();
    assert_eq!(error.message(), "internal error: unable to execute QEMU command 'boom': bang");
}

#[test]
fn answers_out_of_order_find_their_callers() {
    let held = Mutex::new(None::<String>);
    let (monitor, _log) = open(peer(move |request| {
        let answer = json!({ "return": request["arguments"], "id": request["id"] }).to_string() + "\n";
        let mut held = held.lock();
        match held.take() {
            None => {
                *held = Some(answer);
                "\n".to_owned()
            }
            Some(earlier) => answer + &earlier,
        }
    }))
    .unwrap();
    let callers: Vec<_> = (0..8)
        .map(|n| {
            let monitor = monitor.clone();
            thread::spawn(move || monitor.execute("echo", Some(json!({ "n": n }))).unwrap()["n"] == n)
        })
        .collect();
    assert!(callers.into_iter().all(|caller| caller.join().unwrap()));
}

#[test]
fn a_dead_peer_ends_every_request_with_the_reason() {
    let (monitor, log) = open(peer(|request| {
        let last = request["arguments"]["last"] == true;
        if last { String::new() } else { "\n".to_owned() }
    }))
    .unwrap();
    let waiting: Vec<_> = (0..4)
        .map(|_| {
            let monitor = monitor.clone();
            thread::spawn(move || monitor.execute("hang", None).unwrap_err())
        })
        .collect();
    thread::sleep(Duration::from_millis(50));
    let text = "internal error: End of file from qemu monitor (vm='vm')";
    assert_eq!(monitor.execute("die", Some(json!({ "last": true }))).unwrap_err().message(), text);
    for caller in waiting {
        assert_eq!(caller.join().unwrap().message(), text);
    }
    assert_eq!(log.recv().unwrap(), format!("closed {text}"));
    assert_eq!(monitor.execute("after", None).unwrap_err().message(), text);
}

#[test]
fn late_answers_are_dropped_and_the_monitor_lives_on() {
    let (monitor, _log) = open(peer(|request| {
        if request["execute"] == "slow" {
            thread::sleep(Duration::from_millis(150));
        }
        ok(request)
    }))
    .unwrap();
    let slow = Command::new("slow").deadline(Duration::from_millis(30));
    assert_eq!(monitor.run(slow).unwrap_err().code(), VIR_ERR_OPERATION_TIMEOUT);
    assert_eq!(monitor.execute("quick", None).unwrap(), json!({}));
}

#[test]
fn garbage_ends_the_connection() {
    for garbage in
        ["this is no JSON\n", "{\"return\": {}}\n", "[1]\n", "{\"return\": 1, \"id\": \"libvirt-x\"}\n"]
    {
        let (monitor, log) = open(peer(move |_| garbage.to_owned())).unwrap();
        let error = monitor.execute("any", None).unwrap_err();
        assert_eq!(error.code(), VIR_ERR_INTERNAL_ERROR, "{garbage}");
        assert!(log.recv().unwrap().starts_with("closed"));
    }
}

#[test]
fn a_peer_that_says_nothing_or_too_much() {
    let (ours, _theirs) = UnixStream::pair().unwrap();
    assert_eq!(open(ours).err().unwrap().code(), VIR_ERR_OPERATION_TIMEOUT);
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let flood = thread::spawn(move || {
        let chunk = vec![b'x'; 1 << 20];
        while theirs.write_all(&chunk).is_ok() {}
    });
    let (sink, _log) = recorder();
    let error = Monitor::open(ours, "vm", Duration::from_secs(20), sink).err().unwrap();
    assert!(error.message().contains("more than"), "{error}");
    flood.join().unwrap();
}

#[test]
fn big_requests_to_a_slow_reader_arrive_whole() {
    let (monitor, _log) = open(peer(|request| {
        let size = request["arguments"]["data"].as_str().unwrap().len();
        json!({ "return": size, "id": request["id"] }).to_string() + "\n"
    }))
    .unwrap();
    let data = "d".repeat(3 << 20);
    assert_eq!(monitor.execute("put", Some(json!({ "data": data }))).unwrap(), json!(3 << 20));
}

#[test]
fn requests_that_are_no_execute_keep_their_own_id() {
    let (monitor, _log) = open(peer(ok)).unwrap();
    let ask = |text: &str| {
        let reply = monitor.request(serde_json::from_str(text).unwrap(), vec![], patience()).unwrap();
        serde_json::to_string(&reply).unwrap()
    };
    assert_eq!(ask(r#"{"exec-oob":"x"}"#), r#"{"return":{}}"#);
    assert_eq!(ask(r#"{"exec-oob":"x","id":7}"#), r#"{"return":{},"id":7}"#);
    assert_eq!(ask(r#"{"execute":"x"}"#), r#"{"return":{},"id":"libvirt-4"}"#);
}

#[test]
fn the_connection_ends_with_its_last_user() {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let server = thread::spawn(move || {
        let mut out = theirs.try_clone().unwrap();
        writeln!(out, "{GREETING_LINE}").unwrap();
        let mut lines = BufReader::new(theirs).lines();
        let request: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        out.write_all(ok(&request).as_bytes()).unwrap();
        assert!(lines.next().is_none());
    });
    let (monitor, log) = open(ours).unwrap();
    drop(monitor.clone());
    assert!(monitor.closed().is_none());
    drop(monitor);
    server.join().unwrap();
    assert!(log.recv().unwrap().starts_with("closed"));
}

/// More than a socket's buffers hold, to a peer that reads late and piece by piece.
#[test]
fn long_commands_and_answers_arrive_whole() {
    let (monitor, _log) = open(peer(|request| {
        thread::sleep(Duration::from_millis(20));
        json!({ "return": request["arguments"], "id": request["id"] }).to_string() + "\n"
    }))
    .unwrap();
    let text = "x".repeat(3 << 20);
    let command = Command::new("echo").arguments(json!({ "text": text })).deadline(Duration::from_secs(30));
    assert_eq!(monitor.run(command).unwrap()["text"].as_str(), Some(text.as_str()));
    assert_eq!(monitor.execute("echo", Some(json!({ "n": 1 }))).unwrap()["n"], 1);
}
