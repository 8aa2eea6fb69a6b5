//! Lists of numbers such as `0-3,8`.

/// The largest number of a list that is read; Linux has fewer processors.
const MAX: u32 = 1 << 20;

/// Reads a list; what isn't one is none.
pub fn parse_list(text: &str) -> Option<Vec<u32>> {
    let mut all = Vec::new();
    for part in text.trim().split(',').filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if first > last || last > MAX {
            return None;
        }
        all.extend(first..=last);
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// Writes sorted numbers as a list.
pub fn format_list(numbers: &[u32]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = numbers;
    while let Some(first) = rest.first() {
        let run = (1..rest.len()).find(|i| rest[*i] != first + *i as u32).unwrap_or(rest.len());
        parts.push(if run == 1 { first.to_string() } else { format!("{first}-{}", rest[run - 1]) });
        rest = &rest[run..];
    }
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back() {
        for text in ["", "0", "0-3", "0-3,8", "1,3,5-6"] {
            assert_eq!(format_list(&parse_list(text).unwrap()), text);
        }
        assert_eq!(parse_list("4,0-1\n"), Some(vec![0, 1, 4]));
        for bad in ["a", "3-1", "0-4000000000", "1-"] {
            assert_eq!(parse_list(bad), None, "{bad}");
        }
    }
}
