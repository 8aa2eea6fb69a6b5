//! The syntax of configuration files: `name = value` lines, `#` comments, values that are numbers,
//! strings in `'…'`, `"…"` or `"""…"""` (the last over several lines), or lists in `[…]`.

use std::path::Path;

use virt_core::consts::{VIR_ERR_CONF_SYNTAX, VIR_ERR_OVERFLOW, VIR_FROM_CONF};
use virt_core::{Error, Result};

/// Lists may hold lists; nobody needs many levels of it.
const DEPTH_LIMIT: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(i128),
    Text(String),
    List(Vec<Value>),
}

/// One setting and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub value: Value,
    pub line: usize,
}

/// Reads a whole file's text; `path` is for errors.
pub fn parse(path: &Path, text: &str) -> Result<Vec<Entry>> {
    let mut parser = Parser { path, rest: text, line: 1 };
    let mut entries: Vec<Entry> = Vec::new();
    while parser.skip_empty_lines() {
        let entry = parser.entry()?;
        // A repeated name: the first one counts.
        if entries.iter().all(|earlier| earlier.name != entry.name) {
            entries.push(entry);
        }
    }
    Ok(entries)
}

struct Parser<'a> {
    path: &'a Path,
    rest: &'a str,
    line: usize,
}

impl<'a> Parser<'a> {
    fn entry(&mut self) -> Result<Entry> {
        let line = self.line;
        let length =
            self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(self.error("expecting a name"));
        }
        let name = self.take(length).to_owned();
        self.skip_blanks();
        if !self.rest.starts_with('=') {
            return Err(self.error("expecting an assignment"));
        }
        self.take(1);
        let value = self.value(0)?;
        self.skip_blanks();
        self.skip_comment();
        if !self.rest.is_empty() && !self.rest.starts_with(['\n', '\r']) {
            return Err(self.error("expecting a separator"));
        }
        Ok(Entry { name, value, line })
    }

    fn value(&mut self, depth: usize) -> Result<Value> {
        self.skip_blanks();
        match self.rest.chars().next() {
            Some('"' | '\'') => self.string().map(Value::Text),
            Some('[') if depth < DEPTH_LIMIT => self.list(depth).map(Value::List),
            Some(c) if c.is_ascii_digit() || c == '-' || c == '+' => self.number().map(Value::Number),
            _ => Err(self.error("expecting a value")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>> {
        self.take(1);
        let mut items = Vec::new();
        loop {
            self.skip_empty_lines();
            if self.rest.is_empty() {
                return Err(self.error("list is not closed with ]"));
            }
            if self.rest.starts_with(']') {
                self.take(1);
                return Ok(items);
            }
            if !items.is_empty() {
                if !self.rest.starts_with(',') {
                    return Err(self.error("expecting a separator in list"));
                }
                self.take(1);
                self.skip_empty_lines();
                if self.rest.starts_with(']') {
                    continue;
                }
            }
            items.push(self.value(depth + 1)?);
        }
    }

    fn string(&mut self) -> Result<String> {
        const TRIPLE: &str = "\"\"\"";
        let (quote, over_lines) = match self.rest {
            rest if rest.starts_with(TRIPLE) => (TRIPLE, true),
            rest if rest.starts_with('"') => ("\"", false),
            _ => ("'", false),
        };
        self.take(quote.len());
        let end = self.rest.find(quote).filter(|&end| over_lines || !self.rest[..end].contains(['\n', '\r']));
        let Some(end) = end else { return Err(self.error("unterminated string")) };
        let text = self.take(end).to_owned();
        self.line += text.matches('\n').count();
        self.take(quote.len());
        Ok(text)
    }

    fn number(&mut self) -> Result<i128> {
        let sign = usize::from(self.rest.starts_with(['-', '+']));
        let digits = self.rest[sign..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len() - sign);
        if digits == 0 {
            return Err(self.error("unterminated number"));
        }
        let number = self.rest[..sign + digits].parse::<i128>().ok();
        let Some(number) = number.filter(|number| number.unsigned_abs() <= i64::MAX as u128) else {
            return Err(self.located(VIR_ERR_OVERFLOW, "numeric overflow in conf value"));
        };
        self.take(sign + digits);
        Ok(number)
    }

    /// False at the end of the text.
    fn skip_empty_lines(&mut self) -> bool {
        loop {
            self.skip_blanks();
            self.skip_comment();
            if !self.rest.starts_with(['\n', '\r']) {
                return !self.rest.is_empty();
            }
            self.line += usize::from(self.rest.starts_with('\n'));
            self.take(1);
        }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn skip_comment(&mut self) {
        if self.rest.starts_with('#') {
            self.take(self.rest.find(['\n', '\r']).unwrap_or(self.rest.len()));
        }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    fn error(&self, what: &str) -> Error {
        self.located(VIR_ERR_CONF_SYNTAX, what)
    }

    fn located(&self, code: i32, what: &str) -> Error {
        Error::new(VIR_FROM_CONF, code, format!("{}:{}: {what}", self.path.display(), self.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> std::result::Result<Vec<(String, Value)>, String> {
        parse(Path::new("q.conf"), text)
            .map(|all| all.into_iter().map(|e| (e.name, e.value)).collect())
            .map_err(|e| e.message().to_owned())
    }

    #[test]
    fn all_kinds_of_values() {
        let text =
            "# a\n\na = 1 # x\r\nb=-7\nc = 'it\"s'\nd = [ \"x\",\n 'y', # z\n ]\ne = \"\"\"1\n2\"\"\"\na = 3";
        let text_value = |t: &str| Value::Text(t.to_owned());
        let want = vec![
            ("a".to_owned(), Value::Number(1)),
            ("b".to_owned(), Value::Number(-7)),
            ("c".to_owned(), text_value("it\"s")),
            ("d".to_owned(), Value::List(vec![text_value("x"), text_value("y")])),
            ("e".to_owned(), text_value("1\n2")),
        ];
        assert_eq!(read(text).unwrap(), want);
        assert_eq!(parse(Path::new("q"), text).unwrap()[4].line, 9);
    }

    #[test]
    fn errors_say_where() {
        for (text, what) in [
            ("\n=1", "q.conf:2: expecting a name"),
            ("a 1", "q.conf:1: expecting an assignment"),
            ("a =\n", "q.conf:1: expecting a value"),
            ("a = 1 2", "q.conf:1: expecting a separator"),
            ("a = \"x", "q.conf:1: unterminated string"),
            ("a = \"x\ny\"", "q.conf:1: unterminated string"),
            ("a = [ 1 2 ]", "q.conf:1: expecting a separator in list"),
            ("a = [ 1\n", "q.conf:2: list is not closed with ]"),
            ("a = 99999999999999999999", "q.conf:1: numeric overflow in conf value"),
        ] {
            let got = read(text).unwrap_err();
            assert!(got.ends_with(what), "{text:?}: {got}");
        }
        assert!(read(&format!("a = {}", "[".repeat(10_000))).is_err());
    }
}
