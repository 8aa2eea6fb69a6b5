//! Objects by name and UUID, listed in the order of their making.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard, RwLock};
use virt_core::Uuid;

/// A table of objects; looking up takes constant time, whatever their number.
pub struct Table<T> {
    index: RwLock<Index<T>>,
    structure: Mutex<()>,
}

struct Index<T> {
    made: u64,
    order: BTreeMap<u64, Arc<T>>,
    /// Each with its place in `order`.
    names: HashMap<Box<str>, (u64, Arc<T>)>,
    uuids: HashMap<Uuid, Arc<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        let index = Index { made: 0, order: BTreeMap::new(), names: HashMap::new(), uuids: HashMap::new() };
        Self { index: RwLock::new(index), structure: Mutex::new(()) }
    }
}

impl<T> Table<T> {
    /// Held by who looks whether an object is there and then adds or removes one.
    pub fn exclusive(&self) -> MutexGuard<'_, ()> {
        self.structure.lock()
    }

    pub fn by_name(&self, name: &str) -> Option<Arc<T>> {
        self.index.read().names.get(name).map(|(_, object)| object.clone())
    }

    pub fn by_uuid(&self, uuid: Uuid) -> Option<Arc<T>> {
        self.index.read().uuids.get(&uuid).cloned()
    }

    /// Every object, oldest first.
    pub fn all(&self) -> Vec<Arc<T>> {
        self.index.read().order.values().cloned().collect()
    }

    /// The oldest object for which `test` holds.
    pub fn find(&self, mut test: impl FnMut(&T) -> bool) -> Option<Arc<T>> {
        self.index.read().order.values().find(|object| test(object)).cloned()
    }

    /// Adds an object; whoever had its name or UUID is left without.
    pub fn insert(&self, name: &str, uuid: Option<Uuid>, object: Arc<T>) {
        let mut index = self.index.write();
        let place = index.made;
        index.made += 1;
        index.names.insert(name.into(), (place, object.clone()));
        if let Some(uuid) = uuid {
            index.uuids.insert(uuid, object.clone());
        }
        index.order.insert(place, object);
    }

    pub fn remove(&self, name: &str, uuid: Option<Uuid>) {
        let mut index = self.index.write();
        if let Some(uuid) = uuid {
            index.uuids.remove(&uuid);
        }
        if let Some((place, _)) = index.names.remove(name) {
            index.order.remove(&place);
        }
    }

    pub fn rename(&self, from: &str, to: &str) {
        let mut index = self.index.write();
        if let Some(entry) = index.names.remove(from) {
            index.names.insert(to.into(), entry);
        }
    }
}

impl<T> Clone for Table<T> {
    /// Another table of the same objects.
    fn clone(&self) -> Self {
        let index = self.index.read();
        let copy = Index {
            made: index.made,
            order: index.order.clone(),
            names: index.names.clone(),
            uuids: index.uuids.clone(),
        };
        Self { index: RwLock::new(copy), structure: Mutex::new(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_an_object() {
        let table = Table::default();
        let uuids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        table.insert("a", Some(uuids[0]), Arc::new(10));
        table.insert("b", Some(uuids[1]), Arc::new(20));
        table.rename("a", "c");
        assert_eq!(table.by_name("a"), None);
        assert_eq!(table.by_name("c").as_deref(), Some(&10));
        assert_eq!(table.by_uuid(uuids[1]).as_deref(), Some(&20));
        let copy = table.clone();
        table.remove("c", Some(uuids[0]));
        assert_eq!(table.by_uuid(uuids[0]), None);
        assert_eq!(table.all().iter().map(|x| **x).collect::<Vec<_>>(), [20]);
        assert_eq!(copy.all().len(), 2);
    }
}
