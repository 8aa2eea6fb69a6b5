//! A domain's definition as this driver uses it.
//!
//! A stand-in until the vocabulary's domain type is there: it knows what the life of a domain
//! needs and keeps the document's text.

use roxmltree::{Document, Node};
use virt_core::consts::*;
use virt_core::{Result, Uuid, err, parse_uuid};

/// What to do when the guest powers off, reboots or crashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifecycleAction {
    Destroy,
    Restart,
    RestartRename,
    Preserve,
    CoredumpDestroy,
    CoredumpRestart,
}

#[derive(Debug, Clone)]
pub struct Definition {
    pub name: String,
    pub uuid: Uuid,
    pub os_type: String,
    pub emulator: String,
    pub kind: String,
    /// In KiB.
    pub max_memory: u64,
    pub memory: u64,
    pub vcpus: u32,
    pub on_poweroff: LifecycleAction,
    pub on_reboot: LifecycleAction,
    pub on_crash: LifecycleAction,
    pub extra_args: Vec<String>,
    text: String,
}

impl Definition {
    pub fn parse(xml: &str) -> Result<Self> {
        let bad = |what: &str| err!(VIR_FROM_DOMAIN, VIR_ERR_XML_ERROR, "{what}");
        let document = Document::parse(xml)
            .map_err(|error| err!(VIR_FROM_XML, VIR_ERR_XML_ERROR, "(domain_definition): {error}"))?;
        let root = document.root_element();
        if !root.has_tag_name("domain") {
            return Err(err!(
                VIR_FROM_DOMAIN,
                VIR_ERR_XML_ERROR,
                "unexpected root element <{}>, expecting <domain>",
                root.tag_name().name()
            ));
        }
        let name = text(root, "name").ok_or_else(|| err!(VIR_FROM_DOMAIN, VIR_ERR_NO_NAME, ""))?;
        let given = text(root, "uuid");
        let uuid = match &given {
            Some(text) => parse_uuid(text)
                .ok_or_else(|| err!(VIR_FROM_DOMAIN, VIR_ERR_INTERNAL_ERROR, "malformed uuid element"))?,
            None => Uuid::new_v4(),
        };
        let max_memory = memory(root, "memory").ok_or_else(|| bad("Memory size must be specified"))?;
        let os = child(root, "os").ok_or_else(|| bad("an os <type> must be specified"))?;
        let action = |name: &str, default| match text(root, name).as_deref() {
            None => Ok(default),
            Some("destroy") => Ok(LifecycleAction::Destroy),
            Some("restart") => Ok(LifecycleAction::Restart),
            Some("rename-restart") => Ok(LifecycleAction::RestartRename),
            Some("preserve") => Ok(LifecycleAction::Preserve),
            Some("coredump-destroy") => Ok(LifecycleAction::CoredumpDestroy),
            Some("coredump-restart") => Ok(LifecycleAction::CoredumpRestart),
            Some(other) => Err(bad(&format!("unknown lifecycle action '{other}'"))),
        };
        let insert = if given.is_none() {
            format!("<name>{name}</name>\n  <uuid>{uuid}</uuid>")
        } else {
            String::new()
        };
        let body = xml[root.range()].to_owned();
        Ok(Self {
            os_type: text(os, "type").ok_or_else(|| bad("an os <type> must be specified"))?,
            emulator: child(root, "devices")
                .and_then(|devices| text(devices, "emulator"))
                .unwrap_or_else(|| "/usr/bin/qemu-system-x86_64".to_owned()),
            kind: root.attribute("type").ok_or_else(|| bad("missing domain type attribute"))?.to_owned(),
            memory: memory(root, "currentMemory").unwrap_or(max_memory),
            max_memory,
            vcpus: text(root, "vcpu").and_then(|n| n.parse().ok()).unwrap_or(1),
            on_poweroff: action("on_poweroff", LifecycleAction::Destroy)?,
            on_reboot: action("on_reboot", LifecycleAction::Restart)?,
            on_crash: action("on_crash", LifecycleAction::Destroy)?,
            extra_args: root
                .descendants()
                .filter(|n| n.tag_name().name() == "arg")
                .filter_map(|n| n.attribute("value").map(str::to_owned))
                .collect(),
            text: if insert.is_empty() {
                body
            } else {
                body.replacen(&format!("<name>{name}</name>"), &insert, 1)
            },
            name,
            uuid,
        })
    }

    /// The document.
    pub fn format(&self, _flags: u32, id: Option<i32>) -> String {
        match id {
            Some(id) => self.text.replacen("<domain ", &format!("<domain id='{id}' "), 1) + "\n",
            None => self.text.clone() + "\n",
        }
    }

    /// The same definition under another name.
    pub fn renamed(&self, name: &str) -> Self {
        let text =
            self.text.replacen(&format!("<name>{}</name>", self.name), &format!("<name>{name}</name>"), 1);
        Self { name: name.to_owned(), text, ..self.clone() }
    }
}

fn child<'a>(of: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    of.children().find(|node| node.has_tag_name(name))
}

fn text(of: Node<'_, '_>, name: &str) -> Option<String> {
    of.children().find(|node| node.has_tag_name(name))?.text().map(|text| text.trim().to_owned())
}

fn memory(of: Node<'_, '_>, name: &str) -> Option<u64> {
    let node = of.children().find(|node| node.has_tag_name(name))?;
    let number: u64 = node.text()?.trim().parse().ok()?;
    match node.attribute("unit").unwrap_or("KiB") {
        "b" | "bytes" => Some(number / 1024),
        "KiB" | "k" => Some(number),
        "MiB" | "M" => number.checked_mul(1024),
        "GiB" | "G" => number.checked_mul(1024 * 1024),
        _ => None,
    }
}
