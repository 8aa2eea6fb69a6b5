//! Agents that don't answer, or with nonsense: the guest is not trusted, and its agent's faults cost the call
//! that asked and nothing else.

mod support;

use std::time::Duration;

use support::between::Between;
use support::{Place, eventually, no_qemu, processes_of, state, within};
use virt_core::consts::*;
use virt_core::{Domain, Result};

/// Asks the agent; whatever it does, an answer or an error comes in time.
fn ask(domain: &Domain, command: &str, seconds: i32) -> Result<Option<String>> {
    let request = format!(r#"{{"execute":"{command}"}}"#);
    within(Duration::from_secs(20), command, || {
        domain.driver().domain_qemu_agent_command(domain, &request, seconds, 0)
    })
}

#[test]
fn whatever_the_agent_does() {
    if no_qemu() {
        return;
    }
    let place = Place::new();
    let conn = place.open();
    let driver = conn.driver();
    let between = Between::new(&place);
    let channel =
        "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices>";
    let xml = between.guest(&place, "one").replace("</devices>", channel);
    let domain = driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap();
    eventually("agent", || ask(&domain, "guest-ping", 5).is_ok());

    between.faults("guest-ping hang");
    let error = ask(&domain, "guest-ping", 1).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_AGENT_COMMAND_TIMEOUT, VIR_FROM_QEMU), "{error}");
    // It is deaf now, to the question whether it still is there as well.
    let error = ask(&domain, "guest-info", 1).unwrap_err();
    assert_eq!((error.code(), error.domain()), (VIR_ERR_AGENT_UNRESPONSIVE, VIR_FROM_QEMU), "{error}");
    within(Duration::from_secs(5), "what the agent has no part in", || {
        driver.domain_get_info(&domain).unwrap();
        driver.domain_suspend(&domain).unwrap();
    });
    driver.domain_destroy_flags(&domain, 0).unwrap();

    for (fault, code) in [
        ("guest-ping garbage", VIR_ERR_INTERNAL_ERROR),
        ("guest-ping half", VIR_ERR_INTERNAL_ERROR),
        ("guest-ping close", VIR_ERR_INTERNAL_ERROR),
        ("guest-ping endless", VIR_ERR_INTERNAL_ERROR),
        ("guest-ping error", VIR_ERR_AGENT_COMMAND_FAILED),
        ("guest-sync-delimited garbage", VIR_ERR_AGENT_UNRESPONSIVE),
        ("guest-sync-delimited wrong", VIR_ERR_AGENT_UNRESPONSIVE),
        ("guest-sync-delimited hang", VIR_ERR_AGENT_UNRESPONSIVE),
    ] {
        between.faults("");
        let domain = driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap();
        let is_connected = || driver.domain_get_xml_desc(&domain, 0).unwrap().contains("state='connected'");
        eventually("agent", is_connected);
        between.faults(fault);
        let error = ask(&domain, "guest-ping", 2).unwrap_err();
        assert_eq!((error.code(), error.domain()), (code, VIR_FROM_QEMU), "{fault}: {error}");
        assert_eq!(state(&domain).0, VIR_DOMAIN_RUNNING, "{fault}");
        if fault.ends_with("error") {
            assert!(ask(&domain, "guest-info", 2).is_ok(), "{fault}");
        }
        driver.domain_destroy_flags(&domain, 0).unwrap();
    }

    between.faults("guest-ping huge 8\nguest-info late 700\n");
    let domain = driver.domain_create_xml(&conn, &xml, vec![], 0).unwrap();
    eventually("agent", || ask(&domain, "guest-ping", 10).is_ok_and(|reply| reply.unwrap().len() > 8 << 20));
    assert!(ask(&domain, "guest-info", 10).is_ok());
    driver.domain_destroy_flags(&domain, 0).unwrap();
    assert!(processes_of(place.path()).is_empty());
}
