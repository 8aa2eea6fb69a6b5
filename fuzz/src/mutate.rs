//! Changing documents.

/// A small generator: good enough to shake documents.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Each seed gives its own sequence, always the same.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    /// A number below `n`; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

/// What tends to hurt.
const PIECES: &[&str] = &[
    "",
    "0",
    "-1",
    "18446744073709551616",
    "0x",
    "yes",
    "no",
    "'",
    "<",
    ">",
    "/>",
    "&",
    "&lt;",
    "&#0;",
    "\u{0}",
    "\u{1}",
    "é",
    "\u{10ffff}",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "$X[",
    "xmlns='u'",
    " ",
    "\n",
    "999999999999",
    ":",
    "::",
    "/",
    "%s",
    "none",
    "default",
    "all",
    "tcp",
    "qcow2",
    "luks",
];

/// Cuts, copies or inserts: between tags, inside values, or anywhere.
pub fn mutate(text: &str, other: &str, random: &mut Random) -> String {
    let mut out = text.to_owned();
    for _ in 0..=random.below(3) {
        let cuts: Vec<usize> = match random.below(3) {
            0 => out.match_indices('<').map(|(i, _)| i).collect(),
            1 => out.match_indices(['\'', '>', '=']).map(|(i, _)| i + 1).collect(),
            _ => out.char_indices().map(|(i, _)| i).collect(),
        };
        if cuts.is_empty() {
            return out;
        }
        let (a, b) = (cuts[random.below(cuts.len())], cuts[random.below(cuts.len())]);
        let (from, to) = (a.min(b), a.max(b));
        match random.below(5) {
            0 if to - from < 400 => out.replace_range(from..to, ""),
            1 if to - from < 400 => {
                let copy = out[from..to].to_owned();
                out.insert_str(from, &copy);
            }
            2 => {
                let lines: Vec<&str> = other.lines().collect();
                out.insert_str(from, lines[random.below(lines.len())]);
            }
            _ => out.insert_str(from, PIECES[random.below(PIECES.len())]),
        }
    }
    out
}
