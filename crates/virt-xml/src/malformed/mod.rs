//! Why a document is no XML, in libxml2's words: programs match on them, and people know them.
//!
//! The tree is built by roxmltree, whose errors stand in other words and sometimes at other places. When it refuses
//! a document, [`examine`] walks it as libxml2 would and says what that finds first. What is wrong about namespaces
//! only is no fault there; [`Verdict::Repaired`] is the document with such names made harmless.

mod content;
mod names;
mod prolog;
mod scanner;

use scanner::Scanner;

/// Stands for the colon of a name that means no namespace. Shown to nobody: [`unmask`].
const MASK: char = '\u{a789}';

/// What libxml2 thinks of a document that was refused.
pub(crate) enum Verdict {
    /// It is refused with this text; the number is the line's.
    Refused(String, u32),
    /// It is read, with names that stand for themselves where they name no namespace.
    Repaired(String),
    /// Nothing is found wrong: the caller's own reason counts.
    Accepted,
}

/// The first thing that is wrong.
#[derive(Debug)]
struct Fault {
    /// Where libxml2 stands.
    at: usize,
    /// Where its line number is taken from.
    line_at: usize,
    text: String,
}

/// Looks for what is wrong with a document. `label` is what errors call it.
pub(crate) fn examine(text: &str, label: &str) -> Verdict {
    let mut scanner = Scanner::new(text);
    if let Err(fault) = scanner.document() {
        let line = line_of(text, fault.line_at);
        return Verdict::Refused(report(text, label, &fault, line), line);
    }
    if scanner.masked.is_empty() {
        return Verdict::Accepted;
    }
    let mut repaired = String::with_capacity(text.len() + 2 * scanner.masked.len());
    let mut from = 0;
    scanner.masked.sort_unstable();
    for at in scanner.masked {
        repaired.push_str(&text[from..at]);
        repaired.push(MASK);
        from = at + 1;
    }
    repaired.push_str(&text[from..]);
    Verdict::Repaired(repaired)
}

/// The text as its author wrote it.
pub(crate) fn unmask(text: &str) -> String {
    text.replace(MASK, ":")
}

/// A fault that is not the scanner's, in the same form.
pub(crate) fn describe(text: &str, label: &str, row: u32, col: u32, message: &str) -> String {
    let start = text.split_inclusive('\n').take(row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let at = text.len().min(start + col.saturating_sub(1) as usize);
    report(text, label, &Fault { at, line_at: at, text: message.to_owned() }, row)
}

fn line_of(text: &str, at: usize) -> u32 {
    let line = text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count();
    u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1)
}

/// Longer lines are shown in part.
const LONG_LINE: usize = 1000;
/// How much of a long line is shown before and behind the fault.
const AROUND: usize = 80;

/// The message with the line at fault and a pointer below it, as upstream shows it.
fn report(text: &str, label: &str, fault: &Fault, line: u32) -> String {
    let bytes = text.as_bytes();
    let place = match label.is_empty() || label.starts_with('(') {
        // not a file
        true => format!("at line {line}"),
        false => format!("{label}:{line}"),
    };
    if bytes.is_empty() {
        return format!("{place}: {}\n", fault.text);
    }
    let newline = |at: usize| matches!(bytes[at], b'\n' | b'\r');
    let mut start = fault.at.min(bytes.len() - 1);
    while start > 0 && newline(start) {
        start -= 1;
    }
    while start > 0 && !newline(start) {
        start -= 1;
    }
    if newline(start) {
        start += 1;
    }
    let mut end = (start..bytes.len()).find(|at| newline(*at)).unwrap_or(bytes.len());
    if end - start > LONG_LINE {
        start = (fault.at.saturating_sub(AROUND).max(start)..end)
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(end);
        end = (start..=end.min(start + 2 * AROUND))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(start);
    }
    let shown = &text[start..end];
    let before = fault.at.saturating_sub(start);
    let dashes: String = shown.bytes().take(before).map(|b| if b == b'\t' { '\t' } else { '-' }).collect();
    format!("{place}: {}\n{shown}\n{dashes}^", fault.text)
}
