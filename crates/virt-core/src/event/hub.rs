//! One driver's events: subscriptions, the queue, delivery.

use std::collections::VecDeque;
use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use super::event_loop::{self, EventLoop};
use super::{Event, EventClass};
use crate::consts::{VIR_ERR_INTERNAL_ERROR, VIR_ERR_INVALID_ARG, VIR_FROM_NONE};
use crate::{Connect, Error, Result};

/// Who is called with events. What its drop does (a C free function, say) runs when the last
/// delivery that uses it is over.
pub trait Subscriber: Send + Sync {
    fn deliver(&self, event: &Event);
}

/// Which events a subscription wants.
pub struct Filter {
    pub class: EventClass,
    /// `VIR_*_EVENT_ID_*`
    pub id: i32,
    /// Only events of this object (see [`Event::object`]).
    pub object: Option<String>,
    /// A further test, as for monitor events by name.
    pub matches: Option<EventTest>,
}

/// A test of an event.
pub type EventTest = Box<dyn Fn(&Event) -> bool + Send + Sync>;

impl Filter {
    fn wants(&self, event: &Event) -> bool {
        self.class == event.class()
            && event.is(self.id)
            && self.object.as_ref().is_none_or(|object| *object == event.object())
            && self.matches.as_ref().is_none_or(|matches| matches(event))
    }
}

/// The events of one driver. Clones share it.
#[derive(Clone, Default)]
pub struct EventHub(Arc<Shared>);

#[derive(Default)]
struct Shared(Mutex<State>);

#[derive(Default)]
struct State {
    subscriptions: Vec<Arc<Subscription>>,
    queue: VecDeque<Event>,
    next_id: i32,
    timer: Option<(Arc<dyn EventLoop>, i32)>,
    /// How many deliveries are under way; what is unsubscribed meanwhile goes when they are over.
    flushing: usize,
    removed: Vec<Arc<Subscription>>,
}

struct Subscription {
    id: i32,
    connect: Connect,
    filter: Filter,
    subscriber: Arc<dyn Subscriber>,
}

impl EventHub {
    pub fn new() -> Self {
        Self::default()
    }

    /// Subscribes a connection; returns the callback id. Needs an installed event loop.
    pub fn subscribe(
        &self,
        connect: &Connect,
        filter: Filter,
        subscriber: Arc<dyn Subscriber>,
    ) -> Result<i32> {
        self.ensure_timer()?;
        let mut state = self.0.0.lock();
        let id = state.next_id;
        state.next_id = state.next_id.wrapping_add(1).max(0);
        state.subscriptions.push(Arc::new(Subscription { id, connect: connect.clone(), filter, subscriber }));
        Ok(id)
    }

    /// Ends a subscription of `connect`, of whatever class, and says which that was. What its drop does runs before this returns, or after the
    /// delivery that is under way.
    pub fn unsubscribe(&self, connect: &Connect, id: i32) -> Result<EventClass> {
        let found = {
            let mut state = self.0.0.lock();
            let place = state.subscriptions.iter().position(|s| s.id == id && s.connect.is(connect));
            let found = place.map(|place| state.subscriptions.remove(place));
            if state.flushing > 0 {
                state.removed.extend(found.clone());
            }
            found
        };
        match found {
            Some(subscription) => {
                let class = subscription.filter.class;
                drop(subscription);
                self.drop_idle_timer();
                Ok(class)
            }
            None => Err(Error::new(
                VIR_FROM_NONE,
                VIR_ERR_INVALID_ARG,
                format!("could not find event callback {id} for deletion"),
            )),
        }
    }

    /// The event number that subscription `id` of `connect` was made for.
    pub fn subscribed_id(&self, connect: &Connect, id: i32, class: EventClass) -> Option<i32> {
        let state = self.0.0.lock();
        let found = state
            .subscriptions
            .iter()
            .find(|s| s.id == id && s.filter.class == class && s.connect.is(connect));
        found.map(|s| s.filter.id)
    }

    /// Queues an event for those who want it now.
    pub fn emit(&self, event: Event) {
        let wake = {
            let mut state = self.0.0.lock();
            if !state.subscriptions.iter().any(|s| s.filter.wants(&event)) {
                return;
            }
            state.queue.push_back(event);
            state.timer.clone()
        };
        if let Some((event_loop, timer)) = wake {
            event_loop.update_timeout(timer, 0);
        }
    }

    /// Delivers what is queued. Callbacks may subscribe, unsubscribe, emit and call anything.
    pub fn flush(&self) {
        self.0.0.lock().flushing += 1;
        self.deliver_queued();
        let removed = {
            let mut state = self.0.0.lock();
            state.flushing -= 1;
            if state.flushing == 0 { std::mem::take(&mut state.removed) } else { Vec::new() }
        };
        drop(removed);
    }

    fn deliver_queued(&self) {
        loop {
            let (event, wanted) = {
                let mut state = self.0.0.lock();
                let Some(event) = state.queue.pop_front() else { break };
                let wanted: Vec<_> =
                    state.subscriptions.iter().filter(|s| s.filter.wants(&event)).cloned().collect();
                (event, wanted)
            };
            for subscription in wanted {
                if self.is_live(&subscription) {
                    subscription.subscriber.deliver(&event);
                }
            }
        }
    }

    fn is_live(&self, subscription: &Arc<Subscription>) -> bool {
        self.0.0.lock().subscriptions.iter().any(|s| Arc::ptr_eq(s, subscription))
    }

    fn ensure_timer(&self) -> Result<()> {
        if self.0.0.lock().timer.is_some() {
            return Ok(());
        }
        let refused =
            || Error::new(VIR_FROM_NONE, VIR_ERR_INTERNAL_ERROR, "could not initialize domain event timer");
        let event_loop = event_loop::current().ok_or_else(refused)?;
        let weak: Weak<Shared> = Arc::downgrade(&self.0);
        let turn = {
            let event_loop = Arc::downgrade(&event_loop);
            Arc::new(move || {
                let Some(hub) = weak.upgrade().map(EventHub) else { return };
                let timer = hub.0.0.lock().timer.as_ref().map(|timer| timer.1);
                if let (Some(event_loop), Some(timer)) = (event_loop.upgrade(), timer) {
                    event_loop.update_timeout(timer, -1);
                }
                hub.flush();
            })
        };
        let timer = event_loop.add_timeout(-1, turn).ok_or_else(refused)?;
        let surplus = {
            let mut state = self.0.0.lock();
            if state.timer.is_some() {
                Some(timer)
            } else {
                state.timer.replace((event_loop.clone(), timer)).map(|t| t.1)
            }
        };
        if let Some(timer) = surplus {
            event_loop.remove_timeout(timer);
        }
        Ok(())
    }

    /// With the last subscription goes the timer, as upstream does it.
    fn drop_idle_timer(&self) {
        let timer = {
            let mut state = self.0.0.lock();
            if state.subscriptions.is_empty() { state.timer.take() } else { None }
        };
        if let Some((event_loop, timer)) = timer {
            event_loop.remove_timeout(timer);
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Some((event_loop, timer)) = self.0.get_mut().timer.take() {
            event_loop.remove_timeout(timer);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::consts::*;
    use crate::driver::{HostDriver, HypervisorDriver};
    use crate::event::{DomainEvent, DomainEventKind};
    use crate::{DomainKey, Drivers, Uuid};

    struct Nothing;
    impl HostDriver for Nothing {
        fn connect_get_type(&self) -> &'static str {
            "nothing"
        }
    }
    impl HypervisorDriver for Nothing {}

    /// A loop with one timer that the test turns by hand.
    #[derive(Default)]
    struct Manual(Mutex<Vec<Timer>>);
    type Timer = (i32, Arc<dyn Fn() + Send + Sync>);
    impl EventLoop for Manual {
        fn add_timeout(&self, frequency: i32, callback: Arc<dyn Fn() + Send + Sync>) -> Option<i32> {
            let mut timers = self.0.lock();
            timers.push((frequency, callback));
            i32::try_from(timers.len() - 1).ok()
        }
        fn update_timeout(&self, timer: i32, frequency: i32) {
            self.0.lock()[timer as usize].0 = frequency;
        }
        fn remove_timeout(&self, timer: i32) {
            self.0.lock()[timer as usize].0 = -2;
        }
    }
    impl Manual {
        fn turn(&self) -> usize {
            let due: Vec<_> = self
                .0
                .lock()
                .iter()
                .filter(|(frequency, _)| *frequency == 0)
                .map(|(_, callback)| callback.clone())
                .collect();
            due.iter().for_each(|callback| callback());
            due.len()
        }
    }

    struct Counter {
        hub: EventHub,
        connect: Connect,
        seen: Arc<AtomicUsize>,
        leave: Option<i32>,
    }
    impl Subscriber for Counter {
        fn deliver(&self, _: &Event) {
            self.seen.fetch_add(1, Ordering::SeqCst);
            if let Some(id) = self.leave {
                self.hub.unsubscribe(&self.connect, id).unwrap();
            }
        }
    }

    fn reboot() -> Event {
        let domain = DomainKey { name: "d".into(), uuid: Uuid::nil(), id: 1 };
        Event::Domain(DomainEvent { domain, kind: DomainEventKind::Reboot })
    }

    #[test]
    fn delivery_on_the_loop_only_and_unsubscribing_inside() {
        let manual = Arc::new(Manual::default());
        event_loop::install(manual.clone());
        let connect = Connect::new(Drivers::new(Arc::new(Nothing)), "x:///", 0);
        let hub = EventHub::new();
        let seen = Arc::new(AtomicUsize::new(0));
        let wish = |id| Filter { class: EventClass::Domain, id, object: None, matches: None };
        let counter = |leave| {
            Arc::new(Counter { hub: hub.clone(), connect: connect.clone(), seen: seen.clone(), leave })
        };
        assert_eq!(hub.subscribe(&connect, wish(VIR_DOMAIN_EVENT_ID_REBOOT), counter(None)).unwrap(), 0);
        assert_eq!(hub.subscribe(&connect, wish(VIR_DOMAIN_EVENT_ID_REBOOT), counter(Some(1))).unwrap(), 1);
        assert_eq!(hub.subscribe(&connect, wish(VIR_DOMAIN_EVENT_ID_WATCHDOG), counter(None)).unwrap(), 2);
        hub.emit(reboot());
        assert_eq!(seen.load(Ordering::SeqCst), 0);
        assert_eq!(manual.turn(), 1);
        assert_eq!(seen.load(Ordering::SeqCst), 2);
        assert_eq!(manual.turn(), 0);
        hub.emit(reboot());
        manual.turn();
        assert_eq!(seen.load(Ordering::SeqCst), 3);
        assert!(hub.unsubscribe(&connect, 1).is_err());
        assert_eq!(hub.subscribed_id(&connect, 2, EventClass::Domain), Some(VIR_DOMAIN_EVENT_ID_WATCHDOG));
    }
}
