//! Sets of small numbers written as `0-3,^2,8`: CPUs, NUMA nodes.

use std::borrow::Cow;
use std::fmt;

use crate::{TextOut, Value};

/// A set of numbers.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Bitmap {
    words: Vec<u64>,
}

impl Bitmap {
    /// Numbers that usual attributes take: below this.
    pub const CPUS: usize = 1024;
    /// What unlimited sets are limited to.
    pub const UNLIMITED: usize = 1 << 20;

    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a list of numbers, ranges and (with `^`) exclusions, all below `limit`.
    pub fn parse_below(text: &str, limit: usize) -> Option<Self> {
        let space = |c: char| c.is_ascii_whitespace() || c == '\u{b}';
        let mut set = Self::new();
        let mut rest = text.trim_start_matches(space);
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let exclude = rest.starts_with('^');
            let (first, tail) = number(if exclude { &rest[1..] } else { rest })?;
            let tail = tail.trim_start_matches(space);
            let (last, tail) = match tail.strip_prefix('-') {
                Some(_) if exclude => return None,
                Some(range) => number(range.trim_start_matches(space))?,
                None => (first, tail),
            };
            if last < first || last >= limit {
                return None;
            }
            if exclude {
                set.remove(first);
            } else {
                (first..=last).for_each(|n| set.insert(n));
            }
            let tail = tail.trim_start_matches(space);
            rest = match tail.strip_prefix(',') {
                Some(more) => more.trim_start_matches(space),
                None if tail.is_empty() => tail,
                None => return None,
            };
        }
        Some(set)
    }

    /// Adds a number.
    pub fn insert(&mut self, n: usize) {
        if n / 64 >= self.words.len() {
            self.words.resize(n / 64 + 1, 0);
        }
        self.words[n / 64] |= 1 << (n % 64);
    }

    /// Takes a number out.
    pub fn remove(&mut self, n: usize) {
        if let Some(word) = self.words.get_mut(n / 64) {
            *word &= !(1 << (n % 64));
        }
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }

    /// Whether the number is in the set.
    pub fn contains(&self, n: usize) -> bool {
        self.words.get(n / 64).is_some_and(|w| w >> (n % 64) & 1 == 1)
    }

    /// The numbers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            let mut word = *word;
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(i * 64 + bit)
            })
        })
    }

    /// How many numbers.
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// No number at all.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// The highest number.
    pub fn last(&self) -> Option<usize> {
        self.iter().last()
    }

    /// Whether some number is in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// Whether every number is in the other set too.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|n| other.contains(n))
    }

    /// The numbers as bytes, lowest first, as bit masks of the C API carry them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.words.iter().flat_map(|w| w.to_le_bytes()).collect();
        while bytes.last() == Some(&0) {
            bytes.pop();
        }
        bytes
    }

    /// The set that a bit mask of the C API carries.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let bits = bytes
            .iter()
            .enumerate()
            .flat_map(|(i, b)| (0..8).filter(move |k| b >> k & 1 == 1).map(move |k| i * 8 + k));
        bits.collect()
    }
}

impl FromIterator<usize> for Bitmap {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        let mut set = Self::new();
        numbers.into_iter().for_each(|n| set.insert(n));
        set
    }
}

fn number(text: &str) -> Option<(usize, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

impl fmt::Display for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut numbers = self.iter().peekable();
        let mut comma = "";
        while let Some(first) = numbers.next() {
            let mut last = first;
            while numbers.next_if_eq(&(last + 1)).is_some() {
                last += 1;
            }
            match last == first {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}-{last}")?,
            }
            comma = ",";
        }
        Ok(())
    }
}

impl fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}

impl Value for Bitmap {
    fn parse(text: &str) -> Option<Self> {
        Self::parse_below(text, Self::CPUS)
    }
    fn put(&self, out: &mut TextOut<'_>) {
        out.display(self);
    }
    fn expected() -> Cow<'static, str> {
        "a list like 0-3,^2,8".into()
    }
}

#[cfg(test)]
mod tests {
    use super::Bitmap;

    #[test]
    fn lists() {
        for (text, shown) in [("0", "0"), ("0-3,^2, 8 ,9,", "0-1,3,8-9"), (" 5 - 7", "5-7"), ("1,^1", "")] {
            assert_eq!(Bitmap::parse_below(text, 64).unwrap().to_string(), shown, "{text}");
        }
        for text in ["", "a", "3-1", "^1-2", "64", "1;2", "1 2", "-1"] {
            assert_eq!(Bitmap::parse_below(text, 64), None, "{text}");
        }
    }

    #[test]
    fn bytes_and_sets() {
        let set: Bitmap = [0, 9, 70].into_iter().collect();
        assert_eq!(set.to_bytes(), [1, 2, 0, 0, 0, 0, 0, 0, 64]);
        assert_eq!(Bitmap::from_bytes(&set.to_bytes()), set);
        assert_eq!((set.len(), set.last(), set.contains(9), set.contains(10)), (3, Some(70), true, false));
    }
}
