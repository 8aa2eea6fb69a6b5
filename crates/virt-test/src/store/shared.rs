//! State that readers take as a whole, without waiting for who changes it.

use std::sync::Arc;

use parking_lot::{Mutex, RwLock};

/// A value that is replaced, never changed in place: what a reader got stays as it is.
pub struct Shared<S> {
    current: RwLock<Arc<S>>,
    writer: Mutex<()>,
}

impl<S: Clone> Shared<S> {
    pub fn new(state: S) -> Self {
        Self { current: RwLock::new(Arc::new(state)), writer: Mutex::new(()) }
    }

    /// The state as it is now.
    pub fn get(&self) -> Arc<S> {
        self.current.read().clone()
    }

    /// Makes a new state of the present one; nothing changes when `change` fails.
    pub fn change<R, E>(&self, change: impl FnOnce(&mut S) -> Result<R, E>) -> Result<R, E> {
        let _turn = self.writer.lock();
        let mut next = S::clone(&self.get());
        let result = change(&mut next)?;
        *self.current.write() = Arc::new(next);
        Ok(result)
    }

    /// [`change`](Self::change) for what cannot fail.
    pub fn set<R>(&self, change: impl FnOnce(&mut S) -> R) -> R {
        let result: Result<R, std::convert::Infallible> = self.change(|state| Ok(change(state)));
        match result {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shared;

    #[test]
    fn readers_keep_what_they_took() {
        let shared = Shared::new(vec![1]);
        let before = shared.get();
        shared.set(|v| v.push(2));
        assert_eq!((before.len(), shared.get().len()), (1, 2));
        let failed: Result<(), &str> = shared.change(|v| {
            v.clear();
            Err("no")
        });
        assert!(failed.is_err());
        assert_eq!(*shared.get(), [1, 2]);
    }
}
