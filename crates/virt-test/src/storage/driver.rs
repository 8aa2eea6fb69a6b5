//! The storage driver: pools by name and UUID, their life, what [`volume`](super::volume) does.

use virt_conf::storage::adapter::Adapter;
use virt_conf::storage::pool::ParseOptions;
use virt_conf::storage::{PoolDef, PoolKind, parse_source};
use virt_core::consts::*;
use virt_core::driver::{PoolInfo, StorageDriver, VolInfo, check_flags};
use virt_core::{Connect, EventHub, Result, StoragePool, StorageVol, Uuid, bail};
use virt_xml::Word;

use super::object::PoolState;
use super::volume;
use crate::TestDriver;
use crate::store::wanted;

const LOGICAL_SOURCES: &str = "<sources>\n  <source>\n    <device path='/dev/sda20'/>\n    \
    <name>testvg1</name>\n    <format type='lvm2'/>\n  </source>\n  <source>\n    \
    <device path='/dev/sda21'/>\n    <name>testvg2</name>\n    <format type='lvm2'/>\n  </source>\n</sources>\n";

/// List filter bits of kinds of pools.
const KINDS: [(u32, PoolKind); 14] = [
    (VIR_CONNECT_LIST_STORAGE_POOLS_DIR, PoolKind::Dir),
    (VIR_CONNECT_LIST_STORAGE_POOLS_FS, PoolKind::Fs),
    (VIR_CONNECT_LIST_STORAGE_POOLS_NETFS, PoolKind::Netfs),
    (VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL, PoolKind::Logical),
    (VIR_CONNECT_LIST_STORAGE_POOLS_DISK, PoolKind::Disk),
    (VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI, PoolKind::Iscsi),
    (VIR_CONNECT_LIST_STORAGE_POOLS_SCSI, PoolKind::Scsi),
    (VIR_CONNECT_LIST_STORAGE_POOLS_MPATH, PoolKind::Mpath),
    (VIR_CONNECT_LIST_STORAGE_POOLS_RBD, PoolKind::Rbd),
    (VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG, PoolKind::Sheepdog),
    (VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER, PoolKind::Gluster),
    (VIR_CONNECT_LIST_STORAGE_POOLS_ZFS, PoolKind::Zfs),
    (VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE, PoolKind::Vstorage),
    (VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT, PoolKind::IscsiDirect),
];

fn handle(conn: &Connect, state: &PoolState) -> StoragePool {
    StoragePool::new(conn, &*state.def.name, state.def.uuid)
}

impl StorageDriver for TestDriver {
    fn event_hub(&self) -> Option<&EventHub> {
        Some(&self.events)
    }

    fn connect_find_storage_pool_sources(
        &self,
        _: &Connect,
        kind: &str,
        spec: Option<&str>,
        flags: u32,
    ) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testConnectFindStoragePoolSources", flags, 0)?;
        let known = PoolKind::from_word(kind);
        // upstream takes the first kind for none
        if known == Some(PoolKind::Dir) {
            bail!(VIR_FROM_TEST, VIR_ERR_INTERNAL_ERROR, "unknown storage pool type {kind}");
        }
        if let (None, Some(spec)) = (known, spec) {
            // the document comes first, whatever is in it
            parse_source(spec, PoolKind::Dir)?;
            bail!(VIR_FROM_STORAGE, VIR_ERR_INTERNAL_ERROR, "missing backend for pool type -1");
        }
        let source = match (spec, known) {
            (Some(spec), Some(known)) => Some(parse_source(spec, known)?),
            _ => None,
        };
        match known {
            Some(PoolKind::Logical) => Ok(LOGICAL_SOURCES.into()),
            Some(PoolKind::Netfs) => match source.and_then(|source| source.hosts.into_iter().next()) {
                Some(host) => Ok(format!(
                    "<sources>\n  <source>\n    <host name='{}'/>\n    <dir path='/testshare'/>\n    \
                     <format type='nfs'/>\n  </source>\n</sources>\n",
                    host.name
                )),
                None => {
                    bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "hostname must be specified for netfs sources")
                }
            },
            _ => bail!(
                VIR_FROM_TEST,
                VIR_ERR_NO_SUPPORT,
                "pool type '{kind}' does not support source discovery"
            ),
        }
    }

    fn connect_list_all_storage_pools(&self, conn: &Connect, flags: u32) -> Result<Vec<StoragePool>> {
        let pairs = [
            (VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE, VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE),
            (VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT, VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT),
            (VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART, VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART),
        ];
        let kinds = KINDS.iter().fold(0, |all, (flag, _)| all | flag);
        let known = pairs.iter().fold(kinds, |known, (yes, no)| known | yes | no);
        check_flags(VIR_FROM_TEST, "testConnectListAllStoragePools", flags, known)?;
        let passes = |state: &PoolState| {
            let holds = [state.active, state.persistent, state.autostart];
            let kind = |(flag, kind): &(u32, PoolKind)| flags & flag != 0 && state.def.kind == *kind;
            pairs.iter().zip(holds).all(|((yes, no), holds)| wanted(flags, *yes, *no, holds))
                && (flags & kinds == 0 || KINDS.iter().any(kind))
        };
        let states = self.pools.all().into_iter().map(|object| object.get());
        Ok(states.filter(|state| passes(state)).map(|state| handle(conn, &state)).collect())
    }

    fn storage_pool_lookup_by_name(&self, conn: &Connect, name: &str) -> Result<StoragePool> {
        Ok(handle(conn, &self.pool_by_name(name)?.get()))
    }

    fn storage_pool_lookup_by_uuid(&self, conn: &Connect, uuid: Uuid) -> Result<StoragePool> {
        Ok(handle(conn, &self.pool_by_uuid(uuid)?.get()))
    }

    fn storage_pool_lookup_by_volume(&self, vol: &StorageVol) -> Result<StoragePool> {
        self.storage_pool_lookup_by_name(vol.connect(), vol.pool())
    }

    fn storage_pool_create_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<StoragePool> {
        check_flags(VIR_FROM_TEST, "testStoragePoolCreateXML", flags, 0)?;
        let state = self.add_pool(PoolDef::parse(xml, ParseOptions::default())?, true)?.get();
        self.pool_event(&state.def.name, state.def.uuid, VIR_STORAGE_POOL_EVENT_STARTED);
        Ok(handle(conn, &state))
    }

    fn storage_pool_define_xml(&self, conn: &Connect, xml: &str, flags: u32) -> Result<StoragePool> {
        let validate = VIR_STORAGE_POOL_DEFINE_VALIDATE;
        check_flags(VIR_FROM_TEST, "testStoragePoolDefineXML", flags, validate)?;
        let options = ParseOptions { validate: flags & validate != 0, ..ParseOptions::default() };
        let state = self.add_pool(PoolDef::parse(xml, options)?, false)?.get();
        self.pool_event(&state.def.name, state.def.uuid, VIR_STORAGE_POOL_EVENT_DEFINED);
        Ok(handle(conn, &state))
    }

    fn storage_pool_build(&self, pool: &StoragePool, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testStoragePoolBuild", flags, 0)?;
        self.pool_that_is(pool.name(), false)?;
        self.pool_event(pool.name(), pool.uuid(), VIR_STORAGE_POOL_EVENT_CREATED);
        Ok(())
    }

    fn storage_pool_undefine(&self, pool: &StoragePool) -> Result<()> {
        let _structure = self.pools.exclusive();
        let state = self.pool_that_is(pool.name(), false)?.get();
        self.drop_pool(&state);
        self.pool_event(pool.name(), pool.uuid(), VIR_STORAGE_POOL_EVENT_UNDEFINED);
        Ok(())
    }

    fn storage_pool_create(&self, pool: &StoragePool, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testStoragePoolCreate", flags, 0)?;
        self.pool_that_is(pool.name(), false)?.set(|state| state.active = true);
        self.pool_event(pool.name(), pool.uuid(), VIR_STORAGE_POOL_EVENT_STARTED);
        Ok(())
    }

    fn storage_pool_destroy(&self, pool: &StoragePool) -> Result<()> {
        let _structure = self.pools.exclusive();
        let object = self.pool_that_is(pool.name(), true)?;
        object.set(|state| state.active = false);
        let state = object.get();
        if let Some(Adapter::FcHost(_)) = &state.def.source.adapter {
            self.remove_vport()?;
        }
        self.pool_event(&state.def.name, state.def.uuid, VIR_STORAGE_POOL_EVENT_STOPPED);
        if !state.persistent {
            self.drop_pool(&state);
        }
        Ok(())
    }

    fn storage_pool_delete(&self, pool: &StoragePool, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testStoragePoolDelete", flags, 0)?;
        self.pool_that_is(pool.name(), false)?;
        self.pool_event(pool.name(), pool.uuid(), VIR_STORAGE_POOL_EVENT_DELETED);
        Ok(())
    }

    fn storage_pool_refresh(&self, pool: &StoragePool, flags: u32) -> Result<()> {
        check_flags(VIR_FROM_TEST, "testStoragePoolRefresh", flags, 0)?;
        self.pool_that_is(pool.name(), true)?;
        self.pool_refreshed(pool.name(), pool.uuid());
        Ok(())
    }

    fn storage_pool_get_info(&self, pool: &StoragePool) -> Result<PoolInfo> {
        let state = self.pool_by_name(pool.name())?.get();
        let running = if state.active { VIR_STORAGE_POOL_RUNNING } else { VIR_STORAGE_POOL_INACTIVE };
        Ok(PoolInfo {
            state: running,
            capacity: state.def.capacity,
            allocation: state.def.allocation,
            available: state.def.available,
        })
    }

    fn storage_pool_get_xml_desc(&self, pool: &StoragePool, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testStoragePoolGetXMLDesc", flags, 0)?;
        Ok(self.pool_by_name(pool.name())?.get().def.to_xml())
    }

    fn storage_pool_get_autostart(&self, pool: &StoragePool) -> Result<bool> {
        let state = self.pool_by_name(pool.name())?.get();
        Ok(state.persistent && state.autostart)
    }

    fn storage_pool_set_autostart(&self, pool: &StoragePool, on: bool) -> Result<()> {
        self.pool_by_name(pool.name())?.change(|state| {
            if !state.persistent {
                bail!(VIR_FROM_TEST, VIR_ERR_INVALID_ARG, "pool has no config file");
            }
            state.autostart = on;
            Ok(())
        })
    }

    fn storage_pool_is_active(&self, pool: &StoragePool) -> Result<bool> {
        Ok(self.pool_by_uuid(pool.uuid())?.get().active)
    }

    fn storage_pool_is_persistent(&self, pool: &StoragePool) -> Result<bool> {
        Ok(self.pool_by_uuid(pool.uuid())?.get().persistent)
    }

    fn storage_pool_list_all_volumes(&self, pool: &StoragePool, flags: u32) -> Result<Vec<StorageVol>> {
        volume::list(self, pool, flags)
    }

    fn storage_pool_num_of_volumes(&self, pool: &StoragePool) -> Result<usize> {
        Ok(self.pool_that_is(pool.name(), true)?.get().volumes.len())
    }

    fn storage_pool_list_volumes(&self, pool: &StoragePool) -> Result<Vec<String>> {
        let state = self.pool_that_is(pool.name(), true)?.get();
        Ok(state.volumes.iter().map(|volume| volume.name.clone()).collect())
    }

    fn storage_vol_lookup_by_name(&self, pool: &StoragePool, name: &str) -> Result<StorageVol> {
        volume::by_name(self, pool, name)
    }

    fn storage_vol_lookup_by_key(&self, conn: &Connect, key: &str) -> Result<StorageVol> {
        match volume::find(self, conn, |volume| volume.key.as_deref() == Some(key)) {
            Some(found) => Ok(found),
            None => bail!(VIR_FROM_TEST, VIR_ERR_NO_STORAGE_VOL, "no storage vol with matching key '{key}'"),
        }
    }

    fn storage_vol_lookup_by_path(&self, conn: &Connect, path: &str) -> Result<StorageVol> {
        match volume::find(self, conn, |volume| volume.target.path.as_deref() == Some(path)) {
            Some(found) => Ok(found),
            None => {
                bail!(VIR_FROM_TEST, VIR_ERR_NO_STORAGE_VOL, "no storage vol with matching path '{path}'")
            }
        }
    }

    fn storage_vol_create_xml(&self, pool: &StoragePool, xml: &str, flags: u32) -> Result<StorageVol> {
        let validate = VIR_STORAGE_VOL_CREATE_VALIDATE;
        check_flags(VIR_FROM_TEST, "testStorageVolCreateXML", flags, validate)?;
        volume::create(self, pool, xml, None, flags & validate != 0)
    }

    fn storage_vol_create_xml_from(
        &self,
        pool: &StoragePool,
        xml: &str,
        from: &StorageVol,
        flags: u32,
    ) -> Result<StorageVol> {
        let validate = VIR_STORAGE_VOL_CREATE_VALIDATE;
        check_flags(VIR_FROM_TEST, "testStorageVolCreateXMLFrom", flags, validate)?;
        volume::create(self, pool, xml, Some(from.name()), flags & validate != 0)
    }

    fn storage_vol_delete(&self, vol: &StorageVol, flags: u32) -> Result<()> {
        volume::delete(self, vol, flags)
    }

    // upstream's driver hasn't the call with flags
    fn storage_vol_get_info(&self, vol: &StorageVol) -> Result<VolInfo> {
        volume::info(self, vol)
    }

    fn storage_vol_get_xml_desc(&self, vol: &StorageVol, flags: u32) -> Result<String> {
        check_flags(VIR_FROM_TEST, "testStorageVolGetXMLDesc", flags, 0)?;
        volume::read(self, vol, |_, volume| volume.to_xml())
    }

    fn storage_vol_get_path(&self, vol: &StorageVol) -> Result<String> {
        volume::read(self, vol, |_, volume| volume.target.path.clone().unwrap_or_default())
    }
}
