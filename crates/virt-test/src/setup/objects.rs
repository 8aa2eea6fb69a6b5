//! The objects of the document.

use std::path::Path;
use std::sync::Arc;

use virt_conf::interface::InterfaceDef;
use virt_conf::network::{self, NetworkDef};
use virt_conf::nodedev::{self, Capability, NodeDeviceDef};
use virt_conf::storage::{self, PoolDef, VolumeDef};
use virt_core::consts::*;
use virt_core::{Result, bail};
use virt_xml::{Foreign, Node};

use super::resolved;
use crate::domain::setup_domain;
use crate::node_device::DeviceState;
use crate::storage::PoolState;
use crate::store::Shared;
use crate::{TestDriver, User};

/// Puts everything that the document has into the driver; `file` is where it comes from.
pub fn fill(mut driver: TestDriver, node: Node<'_>, file: Option<&Path>) -> Result<TestDriver> {
    for child in node.all("domain") {
        resolved(child, file, |domain| setup_domain(&driver, domain, file))?;
    }
    for child in node.all("network") {
        resolved(child, file, |node| add_network(&driver, node))?;
    }
    for child in node.all("interface") {
        resolved(child, file, |node| {
            driver.interfaces.assign(Arc::new(InterfaceDef::parse(&text(node), 0)?), true);
            Ok(())
        })?;
    }
    for child in node.all("pool") {
        resolved(child, file, |node| add_pool(&driver, node, file))?;
    }
    for child in node.all("device") {
        resolved(child, file, |node| add_device(&driver, node))?;
    }
    driver.users = read_users(node)?;
    Ok(driver)
}

/// The document inside the document.
fn text(node: Node<'_>) -> String {
    Foreign::read(node).to_text()
}

fn add_network(driver: &TestDriver, node: Node<'_>) -> Result<()> {
    let def = NetworkDef::parse(&text(node), network::ParseOptions::default())?;
    let (name, _) = driver.add_network(def, false)?;
    driver.network_by_name(&name)?.set(|state| state.active = true);
    Ok(())
}

fn add_pool(driver: &TestDriver, node: Node<'_>, file: Option<&Path>) -> Result<()> {
    let def = PoolDef::parse(&text(node), storage::pool::ParseOptions::default())?;
    let mut state = PoolState::new(def);
    state.active = true;
    for volume in node.all("volume") {
        resolved(volume, file, |volume| {
            let options = storage::volume::ParseOptions::default();
            let mut def = VolumeDef::parse(&text(volume), state.def.kind, options)?;
            let path = def.target.path.get_or_insert_with(|| state.path_of(&def.name)).clone();
            def.key.get_or_insert(path);
            state.add_volume(Arc::new(def));
            Ok(())
        })?;
    }
    let (name, uuid) = (state.def.name.clone(), state.def.uuid);
    driver.pools.insert(&name, Some(uuid), Arc::new(Shared::new(state)));
    Ok(())
}

fn add_device(driver: &TestDriver, node: Node<'_>) -> Result<()> {
    let mut def = NodeDeviceDef::parse(&text(node), nodedev::ParseOptions::default())?;
    for capability in &mut def.capabilities {
        if let Capability::Mdev(mdev) = capability {
            mdev.activate();
        }
    }
    let name = def.name.clone();
    let state = DeviceState { def: Arc::new(def), active: true, persistent: true };
    driver.node_devices.insert(&name, None, Arc::new(Shared::new(state)));
    Ok(())
}

fn read_users(node: Node<'_>) -> Result<Vec<User>> {
    let mut users = Vec::new();
    for user in node.all("auth").flat_map(|auth| auth.all("user").collect::<Vec<_>>()) {
        let name = user.text();
        if name.is_empty() {
            bail!(VIR_FROM_TEST, VIR_ERR_XML_ERROR, "missing username in /node/auth/user field");
        }
        users.push(User { name, password: user.attr("password").map(str::to_owned) });
    }
    Ok(users)
}
