//! Slots, tokens, reference counts.
//!
//! A token is `BASE | generation << 26 | index << 4`: it looks like a pointer to programs that print or compare
//! it, no memory lies there, and a slot's token comes back only after 2^18 reuses of the slot, which are far
//! apart since freed slots wait in a queue.
//!
//! A slot has two counts in one word: references (what C holds; 0 means the handle is dead) and pins (calls at
//! work on it). The object goes when both are 0, so a handle freed during a call on another thread stays
//! whole until that call is over.

use std::cell::UnsafeCell;
use std::collections::VecDeque;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

use parking_lot::Mutex;

use super::{Kind, Object};

const BASE: u64 = 0x2000_0000_0000;
const INDEX_SHIFT: u32 = 4;
const INDEX_BITS: u32 = 22;
const GENERATION_SHIFT: u32 = INDEX_SHIFT + INDEX_BITS;
const GENERATION_BITS: u32 = 18;
const GENERATION_MASK: u32 = (1 << GENERATION_BITS) - 1;
/// Slots made at once: few, since most programs have few handles.
const CHUNK: usize = 128;
const CHUNKS: usize = (1 << INDEX_BITS) / CHUNK;
/// Freed slots that wait before the first of them is used again.
const QUARANTINE: usize = 256;
const REFERENCE: u64 = 1 << 32;

/// The value of a C handle; 0 is NULL.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Token(u64);

impl Token {
    pub const NONE: Self = Self(0);

    /// The token a C pointer stands for.
    pub fn of<T>(pointer: *const T) -> Self {
        Self(pointer.addr() as u64)
    }

    /// The C pointer, which must never be followed.
    pub fn pointer<T>(self) -> *mut T {
        std::ptr::without_provenance_mut(self.0 as usize)
    }

    pub fn number(self) -> u64 {
        self.0
    }

    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    fn new(index: u32, generation: u32) -> Self {
        Self(
            BASE | u64::from(generation & GENERATION_MASK) << GENERATION_SHIFT
                | u64::from(index) << INDEX_SHIFT,
        )
    }

    /// Slot index and generation, if the number can be a token at all.
    fn parts(self) -> Option<(u32, u32)> {
        let rest = self.0 ^ BASE;
        if rest >> (GENERATION_SHIFT + GENERATION_BITS) != 0 || rest & ((1 << INDEX_SHIFT) - 1) != 0 {
            return None;
        }
        let index = (rest >> INDEX_SHIFT) as u32 & ((1 << INDEX_BITS) - 1);
        Some((index, (rest >> GENERATION_SHIFT) as u32))
    }
}

struct Slot {
    /// references << 32 | pins
    counts: AtomicU64,
    generation: AtomicU32,
    object: UnsafeCell<Option<Object>>,
}

// SAFETY: `object` is written only while both counts are 0 and the slot is in nobody's hands (fresh from the
// free queue, or in `destroy`, which exactly one thread enters); it is read only through a pin.
unsafe impl Sync for Slot {}

impl Slot {
    const fn empty() -> Self {
        Self { counts: AtomicU64::new(0), generation: AtomicU32::new(0), object: UnsafeCell::new(None) }
    }

    /// Adds `unit` to the counts unless the handle is dead.
    fn raise(&self, unit: u64) -> bool {
        let mut counts = self.counts.load(Ordering::Relaxed);
        loop {
            if counts < REFERENCE {
                return false;
            }
            match self.counts.compare_exchange_weak(
                counts,
                counts + unit,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(now) => counts = now,
            }
        }
    }
}

static SLOTS: [AtomicPtr<Slot>; CHUNKS] = [const { AtomicPtr::new(std::ptr::null_mut()) }; CHUNKS];

struct Free {
    next: u32,
    queue: VecDeque<u32>,
}

static FREE: Mutex<Free> = Mutex::new(Free { next: 0, queue: VecDeque::new() });

fn slot(index: u32) -> Option<&'static Slot> {
    let chunk = SLOTS.get(index as usize / CHUNK)?.load(Ordering::Acquire);
    if chunk.is_null() {
        return None;
    }
    // SAFETY: a chunk is an array of CHUNK slots that is never freed.
    Some(unsafe { &*chunk.add(index as usize % CHUNK) })
}

fn take_index() -> Option<u32> {
    let mut free = FREE.lock();
    if free.queue.len() > QUARANTINE || free.next as usize >= CHUNK * CHUNKS {
        return free.queue.pop_front();
    }
    let index = free.next;
    if (index as usize).is_multiple_of(CHUNK) {
        let chunk: Box<[Slot]> = (0..CHUNK).map(|_| Slot::empty()).collect();
        SLOTS[index as usize / CHUNK].store(Box::leak(chunk).as_mut_ptr(), Ordering::Release);
    }
    free.next += 1;
    Some(index)
}

/// Puts an object into a slot, with one reference. `None` when there are four million handles already.
pub fn insert(object: Object) -> Option<Token> {
    let index = take_index()?;
    let slot = slot(index)?;
    // SAFETY: the slot came from the free queue, so both counts are 0 and nobody else looks at the object.
    unsafe { *slot.object.get() = Some(object) };
    let generation = slot.generation.load(Ordering::Relaxed);
    slot.counts.store(REFERENCE, Ordering::Release);
    Some(Token::new(index, generation))
}

fn live(token: Token, unit: u64) -> Option<&'static Slot> {
    let (index, generation) = token.parts()?;
    let slot = slot(index)?;
    if slot.generation.load(Ordering::Relaxed) != generation || !slot.raise(unit) {
        return None;
    }
    // Between the two steps the slot may have become another handle; now it can't any more.
    if slot.generation.load(Ordering::Relaxed) != generation {
        lower(slot, index, unit);
        return None;
    }
    Some(slot)
}

fn lower(slot: &'static Slot, index: u32, unit: u64) -> u64 {
    let left = slot.counts.fetch_sub(unit, Ordering::AcqRel) - unit;
    if left == 0 {
        destroy(slot, index);
    }
    left
}

fn destroy(slot: &'static Slot, index: u32) {
    // SAFETY: both counts have just become 0, which they do once per life, and nothing raises them again
    // before the slot is back in the free queue.
    let object = unsafe { (*slot.object.get()).take() };
    let generation = slot.generation.load(Ordering::Relaxed);
    slot.generation.store((generation + 1) & GENERATION_MASK, Ordering::Relaxed);
    FREE.lock().queue.push_back(index);
    if let Some(object) = object {
        let parent = object.parent;
        drop(object);
        if parent != Token::NONE {
            release(parent);
        }
    }
}

/// Adds a reference; false when the handle is dead.
pub fn retain(token: Token) -> bool {
    live(token, REFERENCE).is_some()
}

/// Drops a reference and says how many are left; `None` when the handle is dead.
pub fn release(token: Token) -> Option<u64> {
    let (index, _) = token.parts()?;
    let slot = live(token, 1)?;
    // The pin of `live` keeps the slot; the reference goes unless another thread took the last one.
    let mut counts = slot.counts.load(Ordering::Relaxed);
    let left = loop {
        if counts < REFERENCE {
            break None;
        }
        let next = counts - REFERENCE;
        match slot.counts.compare_exchange_weak(counts, next, Ordering::AcqRel, Ordering::Relaxed) {
            Ok(_) => break Some(next >> 32),
            Err(now) => counts = now,
        }
    };
    lower(slot, index, 1);
    left
}

/// A live object of kind `T`, kept whole while this exists.
pub struct Handle<T: Kind> {
    slot: &'static Slot,
    token: Token,
    kind: PhantomData<T>,
}

/// Looks a handle up; `None` when it isn't a live one of that kind.
pub fn pin<T: Kind>(token: Token) -> Option<Handle<T>> {
    let slot = live(token, 1)?;
    let handle: Handle<T> = Handle { slot, token, kind: PhantomData };
    T::of(&handle.object().value)?;
    Some(handle)
}

impl<T: Kind> Handle<T> {
    pub fn token(&self) -> Token {
        self.token
    }

    pub(super) fn object(&self) -> &Object {
        // SAFETY: the pin keeps the object in place, and nobody writes to it meanwhile.
        match unsafe { &*self.slot.object.get() } {
            Some(object) => object,
            None => unreachable!("a pinned slot has an object"),
        }
    }
}

impl<T: Kind> Deref for Handle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match T::of(&self.object().value) {
            Some(value) => value,
            None => unreachable!("the kind was checked when the handle was pinned"),
        }
    }
}

impl<T: Kind> Drop for Handle<T> {
    fn drop(&mut self) {
        if let Some((index, _)) = self.token.parts() {
            lower(self.slot, index, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handle::Value;
    use virt_core::{Connect, Network};

    fn some_network() -> Token {
        let connect = crate::testing::connect();
        let network = Network::new(&connect, "n", virt_core::Uuid::nil());
        insert(Object::new(Value::Network(network), Token::NONE, Token::NONE)).expect("a free slot")
    }

    #[test]
    fn freed_and_foreign_tokens_are_dead() {
        let token = some_network();
        assert!(pin::<Network>(token).is_some());
        assert!(pin::<Connect>(token).is_none());
        assert_eq!(release(token), Some(0));
        assert!(pin::<Network>(token).is_none());
        assert_eq!(release(token), None);
        for number in [0, 1, 8, BASE - 1, u64::MAX, 0x7fff_ffff_f000] {
            assert!(!retain(Token::from_number(number)), "{number:x}");
        }
    }

    #[test]
    fn a_pinned_object_outlives_its_last_reference() {
        let token = some_network();
        let handle = pin::<Network>(token).expect("live");
        assert_eq!(release(token), Some(0));
        assert!(!retain(token));
        assert_eq!(handle.name(), "n");
    }

    #[test]
    fn a_slot_is_not_reused_under_the_same_token() {
        let token = some_network();
        release(token);
        for _ in 0..2000 {
            let other = some_network();
            assert_ne!(other, token);
            release(other);
        }
    }

    #[test]
    fn threads_agree_on_the_last_reference() {
        for _ in 0..200 {
            let token = some_network();
            assert!(retain(token) && retain(token) && retain(token));
            let ends: Vec<_> = (0..4).map(|_| std::thread::spawn(move || release(token))).collect();
            let lasts = ends.into_iter().map(|end| end.join().expect("joins"));
            assert_eq!(lasts.filter(|left| *left == Some(0)).count(), 1);
        }
    }
}
