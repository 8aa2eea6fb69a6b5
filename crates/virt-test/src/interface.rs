//! Network interfaces of the pretended host, with changes that can be taken back.

use std::sync::Arc;

use parking_lot::Mutex;
use virt_conf::interface::InterfaceDef;
use virt_core::consts::*;
use virt_core::driver::{InterfaceDriver, check_flags};
use virt_core::{Connect, Error, Interface, Result, bail};

use crate::TestDriver;
use crate::store::wanted;

/// An interface and whether it is up.
#[derive(Clone)]
pub struct InterfaceState {
    pub def: Arc<InterfaceDef>,
    pub active: bool,
}

/// All interfaces, and all as they were when a transaction began.
#[derive(Default)]
pub struct InterfaceTable(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    now: Vec<InterfaceState>,
    backup: Option<Vec<InterfaceState>>,
}

impl Inner {
    fn get(&mut self, name: &str) -> Result<&mut InterfaceState> {
        match self.now.iter_mut().find(|state| state.def.name == name) {
            Some(state) => Ok(state),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_INTERFACE, "no interface with matching name '{name}'")
            }
        }
    }
}

impl InterfaceTable {
    /// Adds an interface, or gives the one of that name another definition.
    pub fn assign(&self, def: Arc<InterfaceDef>, up: bool) {
        let mut inner = self.0.lock();
        match inner.now.iter_mut().find(|state| state.def.name == def.name) {
            Some(state) => {
                state.def = def;
                state.active |= up;
            }
            None => inner.now.push(InterfaceState { def, active: up }),
        }
    }

    fn state(&self, name: &str) -> Result<InterfaceState> {
        self.0.lock().get(name).map(|state| state.clone())
    }

    /// Switches an interface; it must be in the other state before.
    fn switch(&self, name: &str, up: bool) -> Result<()> {
        let mut inner = self.0.lock();
        let state = inner.get(name)?;
        if state.active == up {
            return Err(Error::bare(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID));
        }
        state.active = up;
        Ok(())
    }
}

fn handle(conn: &Connect, def: &InterfaceDef) -> Interface {
    Interface::new(conn, &*def.name, def.mac().unwrap_or_default())
}

impl InterfaceDriver for TestDriver {
    fn connect_list_all_interfaces(&self, conn: &Connect, flags: u32) -> Result<Vec<Interface>> {
        let (up, down) = (VIR_CONNECT_LIST_INTERFACES_ACTIVE, VIR_CONNECT_LIST_INTERFACES_INACTIVE);
        check_flags(VIR_FROM_TEST, "testConnectListAllInterfaces", flags, up | down)?;
        let inner = self.interfaces.0.lock();
        let fitting = inner.now.iter().filter(|state| wanted(flags, up, down, state.active));
        Ok(fitting.map(|state| handle(conn, &state.def)).collect())
    }

    fn interface_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<Interface> {
        Ok(handle(conn, &self.interfaces.state(name)?.def))
    }

    fn interface_lookup_by_mac_string(&self, conn: &Connect, mac: &str) -> Result<Interface> {
        let inner = self.interfaces.0.lock();
        let has = |state: &&InterfaceState| state.def.mac().is_some_and(|m| m.eq_ignore_ascii_case(mac));
        let mut fitting = inner.now.iter().filter(has);
        match (fitting.next(), fitting.next()) {
            (None, _) => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_INTERFACE, "no interface with matching mac '{mac}'")
            }
            (Some(state), None) => Ok(Interface::new(conn, &*state.def.name, mac)),
            _ => Err(Error::bare(VIR_FROM_TEST, VIR_ERR_MULTIPLE_INTERFACES)),
        }
    }

    fn interface_get_xml_desc(&self, interface: &Interface, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testInterfaceGetXMLDesc", flags, 0)?;
        Ok(self.interfaces.state(interface.name())?.def.to_xml())
    }

    fn interface_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<Interface> {
        check_flags(VIR_FROM_TEST, "testInterfaceDefineXML", flags, VIR_INTERFACE_DEFINE_VALIDATE)?;
        let def = Arc::new(InterfaceDef::parse(xml, flags)?);
        self.interfaces.assign(def.clone(), false);
        Ok(handle(conn, &def))
    }

    fn interface_undefine(&self, interface: &Interface) -> Result<()> {
        let mut inner = self.interfaces.0.lock();
        inner.get(interface.name())?;
        inner.now.retain(|state| state.def.name != interface.name());
        Ok(())
    }

    fn interface_create(&self, interface: &Interface, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testInterfaceCreate", flags, 0)?;
        self.interfaces.switch(interface.name(), true)
    }

    fn interface_destroy(&self, interface: &Interface, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testInterfaceDestroy", flags, 0)?;
        self.interfaces.switch(interface.name(), false)
    }

    fn interface_is_active(&self, interface: &Interface) -> Result<bool> {
        Ok(self.interfaces.state(interface.name())?.active)
    }

    fn interface_change_begin(&self, _: &Connect, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testInterfaceChangeBegin", flags, 0)?;
        let mut inner = self.interfaces.0.lock();
        if inner.backup.is_some() {
            bail!(VIR_FROM_TEST, VIR_ERR_OPERATION_INVALID, "there is another transaction running.");
        }
        // upstream's copies come out of a definition, so they are down
        let copies = inner.now.iter().map(|state| InterfaceState { active: false, ..state.clone() });
        inner.backup = Some(copies.collect());
        Ok(())
    }

    fn interface_change_commit(&self, _: &Connect, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testInterfaceChangeCommit", flags, 0)?;
        match self.interfaces.0.lock().backup.take() {
            Some(_) => Ok(()),
            None => bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_INVALID,
                "no transaction running, nothing to be committed."
            ),
        }
    }

    fn interface_change_rollback(&self, _: &Connect, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testInterfaceChangeRollback", flags, 0)?;
        let mut inner = self.interfaces.0.lock();
        match inner.backup.take() {
            Some(backup) => {
                inner.now = backup;
                Ok(())
            }
            None => bail!(
                VIR_FROM_TEST,
                VIR_ERR_OPERATION_INVALID,
                "no transaction running, nothing to rollback."
            ),
        }
    }
}
