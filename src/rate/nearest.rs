//! "Did you mean": the known name nearest to one that is not known.

/// The name among `known` that `name` was most likely meant to be, or `None` when nothing is near.
/// Near means at most one edit for every three letters (at least one); of equally near names the first wins.
/// Upper and lower case count as the same letter.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let allowed = (wanted.len() / 3).max(1);
    known
        .map(|candidate| (distance(&wanted, candidate, allowed), candidate))
        .filter(|(edits, _)| *edits <= allowed)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other (optimal string
/// alignment). Anything that must be beyond `allowed` is answered without counting.
fn distance(wanted: &[char], candidate: &str, allowed: usize) -> usize {
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    if wanted.len().abs_diff(candidate.len()) > allowed {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=candidate.len()).collect();
    let mut previous = None;
    for (row, letter) in wanted.iter().enumerate() {
        let mut current = vec![row.saturating_add(1)];
        let mut left_letter = None;
        for (column, other) in candidate.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX);
            let kept = at(&above, column).saturating_add(usize::from(letter != other));
            let deleted = at(&above, column.saturating_add(1)).saturating_add(1);
            let inserted = at(&current, column).saturating_add(1);
            let mut best = kept.min(deleted).min(inserted);
            if column > 0 && previous == Some(other) && left_letter == Some(letter) {
                best = best.min(at(&before, column.saturating_sub(1)).saturating_add(1));
            }
            current.push(best);
            left_letter = Some(other);
        }
        before = std::mem::replace(&mut above, current);
        previous = Some(letter);
    }
    above.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["quality", "quantity", "words", "hd"];

    #[track_caller]
    fn finds(name: &str, expected: Option<&str>) {
        assert_eq!(nearest(name, KNOWN.into_iter()), expected, "{name}");
    }

    #[test]
    fn finds_one_typing_error() {
        finds("qualty", Some("quality"));
        finds("wrods", Some("words"));
        finds("Words", Some("words"));
        finds("hdd", Some("hd"));
    }

    #[test]
    fn does_not_guess() {
        finds("resolution", None);
        finds("x", None);
        finds("sd", Some("hd"));
        finds("", None);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        let word: Vec<char> = "abcd".chars().collect();
        assert_eq!(distance(&word, "abdc", 2), 1);
        assert_eq!(distance(&word, "badc", 2), 2);
        assert_eq!(distance(&word, "abcd", 2), 0);
        assert_eq!(distance(&word, "abcdef", 1), usize::MAX);
    }
}
