//! Snapshots or checkpoints of one domain: a forest with one current member.

use std::collections::HashMap;
use std::sync::Arc;

/// Moments by name, each with its parent's name and its children, newest first.
#[derive(Debug, Clone)]
pub struct Moments<D> {
    nodes: HashMap<String, Node<D>>,
    /// Names in the order of their making.
    order: Vec<String>,
    roots: Vec<String>,
    current: Option<String>,
}

#[derive(Debug, Clone)]
struct Node<D> {
    def: Arc<D>,
    parent: Option<String>,
    children: Vec<String>,
}

/// Which moments a listing wants.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListWish {
    /// Of the forest: only roots; below a moment: all descendants instead of children.
    pub roots_or_descendants: bool,
    /// Parents before their children.
    pub topological: bool,
    pub leaves: bool,
    pub no_leaves: bool,
}

impl<D> Default for Moments<D> {
    fn default() -> Self {
        Self { nodes: HashMap::new(), order: Vec::new(), roots: Vec::new(), current: None }
    }
}

impl<D> Moments<D> {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn get(&self, name: &str) -> Option<&Arc<D>> {
        self.nodes.get(name).map(|node| &node.def)
    }

    pub fn parent(&self, name: &str) -> Option<&str> {
        self.nodes.get(name)?.parent.as_deref()
    }

    pub fn current(&self) -> Option<&str> {
        self.current.as_deref()
    }

    pub fn set_current(&mut self, name: Option<&str>) {
        self.current = name.map(str::to_owned);
    }

    /// Adds a moment, or gives one that is there another definition and place.
    pub fn put(&mut self, name: &str, parent: Option<&str>, def: Arc<D>) {
        let children = match self.nodes.remove(name) {
            Some(old) => {
                self.siblings(old.parent.as_deref()).retain(|sibling| sibling != name);
                old.children
            }
            None => {
                self.order.push(name.to_owned());
                Vec::new()
            }
        };
        let node = Node { def, parent: parent.map(str::to_owned), children };
        self.nodes.insert(name.to_owned(), node);
        self.siblings(parent).insert(0, name.to_owned());
    }

    /// Removes a moment; its children move up to its parent. The parent becomes current in its place.
    pub fn remove(&mut self, name: &str) {
        let Some(node) = self.nodes.remove(name) else { return };
        self.order.retain(|n| n != name);
        for child in &node.children {
            if let Some(child) = self.nodes.get_mut(child) {
                child.parent.clone_from(&node.parent);
            }
        }
        let siblings = self.siblings(node.parent.as_deref());
        siblings.retain(|sibling| sibling != name);
        siblings.splice(0..0, node.children);
        if self.current.as_deref() == Some(name) {
            self.current = node.parent.filter(|parent| self.nodes.contains_key(parent));
        }
    }

    /// Removes everything below a moment, which becomes current when the current one went.
    pub fn remove_descendants(&mut self, name: &str) {
        let below = self.descendants(name);
        for gone in &below {
            self.nodes.remove(gone);
        }
        self.order.retain(|n| self.nodes.contains_key(n));
        if let Some(node) = self.nodes.get_mut(name) {
            node.children.clear();
        }
        if self.current.as_ref().is_some_and(|current| below.contains(current)) {
            self.current = Some(name.to_owned());
        }
    }

    /// The child of `name` from which, or from something below which, `from` comes; `from` itself included.
    pub fn below<'a>(&'a self, name: &str, from: &'a str) -> Option<&'a str> {
        let mut at = from;
        for _ in 0..=self.nodes.len() {
            match self.parent(at) {
                Some(parent) if parent == name => return Some(at),
                Some(parent) => at = parent,
                None => return None,
            }
        }
        None
    }

    /// Names that a listing of everything, or of what is below `from`, wants.
    pub fn list(&self, from: Option<&str>, wish: ListWish, keep: impl Fn(&D) -> bool) -> Vec<String> {
        let names = match (from, wish.roots_or_descendants) {
            (Some(from), true) => self.descendants(from),
            (Some(from), false) => self.nodes.get(from).map(|n| n.children.clone()).unwrap_or_default(),
            (None, true) => self.roots.clone(),
            (None, false) if wish.topological => {
                let mut all = Vec::new();
                self.roots.iter().for_each(|root| self.walk(root, &mut all));
                all
            }
            (None, false) => self.order.clone(),
        };
        let wants = |name: &String| {
            self.nodes.get(name).is_some_and(|node| {
                let leaf = node.children.is_empty();
                !(wish.leaves && !leaf || wish.no_leaves && leaf) && keep(&node.def)
            })
        };
        names.into_iter().filter(wants).collect()
    }

    fn siblings(&mut self, parent: Option<&str>) -> &mut Vec<String> {
        match parent.and_then(|parent| self.nodes.get_mut(parent)) {
            Some(node) => &mut node.children,
            None => &mut self.roots,
        }
    }

    fn descendants(&self, name: &str) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(node) = self.nodes.get(name) {
            node.children.iter().for_each(|child| self.walk(child, &mut all));
        }
        all
    }

    /// `name` and what is below it, parents first, without recursion.
    fn walk(&self, name: &str, all: &mut Vec<String>) {
        let mut todo = vec![name];
        while let Some(name) = todo.pop() {
            all.push(name.to_owned());
            if let Some(node) = self.nodes.get(name) {
                todo.extend(node.children.iter().rev().map(String::as_str));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Moments<i32> {
        let mut moments = Moments::default();
        for (number, (name, parent)) in
            [("a", None), ("b", Some("a")), ("c", Some("b")), ("d", Some("a")), ("e", None)]
                .iter()
                .enumerate()
        {
            moments.put(name, *parent, Arc::new(number as i32));
        }
        moments.set_current(Some("c"));
        moments
    }

    fn names(list: Vec<String>) -> String {
        list.concat()
    }

    #[test]
    fn listing() {
        let m = forest();
        let wish = ListWish::default();
        assert_eq!(names(m.list(None, wish, |_| true)), "abcde");
        assert_eq!(names(m.list(None, ListWish { topological: true, ..wish }, |_| true)), "eadbc");
        assert_eq!(names(m.list(None, ListWish { roots_or_descendants: true, ..wish }, |_| true)), "ea");
        assert_eq!(names(m.list(Some("a"), wish, |_| true)), "db");
        assert_eq!(
            names(m.list(Some("a"), ListWish { roots_or_descendants: true, ..wish }, |_| true)),
            "dbc"
        );
        assert_eq!(names(m.list(None, ListWish { leaves: true, ..wish }, |_| true)), "cde");
        assert_eq!(names(m.list(None, wish, |n| *n > 2)), "de");
    }

    #[test]
    fn removing() {
        let mut m = forest();
        m.remove("b");
        assert_eq!((m.parent("c"), m.current()), (Some("a"), Some("c")));
        m.remove("c");
        assert_eq!(m.current(), Some("a"));
        let mut m = forest();
        m.remove_descendants("a");
        assert_eq!(
            (names(m.list(None, ListWish::default(), |_| true)).as_str(), m.current()),
            ("ae", Some("a"))
        );
    }

    #[test]
    fn redefinition_keeps_children() {
        let mut m = forest();
        m.put("b", Some("e"), Arc::new(9));
        assert_eq!(
            names(
                m.list(Some("e"), ListWish { roots_or_descendants: true, ..ListWish::default() }, |_| true)
            ),
            "bc"
        );
        assert_eq!((m.below("e", "c"), m.below("a", "c")), (Some("b"), None));
        assert_eq!(m.len(), 5);
    }
}
