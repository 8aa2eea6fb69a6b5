//! What reading asks for: every element, attribute and text that any type looks for, with what it expects there.
//! The types are the schema, so listening to them gives its description.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What was asked of the elements at one path (`/domain/devices/disk`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Attributes, with what is expected there; empty where nothing is said.
    pub attributes: BTreeMap<String, String>,
    /// Names of children.
    pub children: BTreeMap<String, ()>,
    /// What is expected as text, if it was asked for.
    pub text: Option<String>,
    /// The element is kept whole, whatever is in it.
    pub whole: bool,
}

/// What was asked, by path.
pub type Questions = BTreeMap<String, Asked>;

thread_local! {
    static LISTENER: RefCell<Option<Rc<RefCell<Questions>>>> = const { RefCell::new(None) };
}

/// Listens to what `read` asks of the documents it reads on this thread.
pub fn listen<T>(read: impl FnOnce() -> T) -> (T, Questions) {
    let questions = Rc::new(RefCell::default());
    let before = LISTENER.with(|listener| listener.replace(Some(Rc::clone(&questions))));
    let value = read();
    LISTENER.with(|listener| *listener.borrow_mut() = before);
    (value, Rc::unwrap_or_clone(questions).into_inner())
}

/// Who listens to a document that is about to be read.
pub(crate) fn listener() -> Option<Rc<RefCell<Questions>>> {
    LISTENER.with(|listener| listener.borrow().clone())
}
