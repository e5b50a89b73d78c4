//! WhatsApp's text markup: `*bold*`, `_italic_`, `~strike~`, ```` ```code``` ````.
//!
//! The browser renders it; the desk only needs the text without its marks for previews, search and notices.

/// The text as a reader sees it: paired marks taken away, white space folded, at most `limit` characters.
///
/// A mark counts only at a word's edge and when its partner stands on the same line, as in WhatsApp; so
/// `2*3*4` and a lone `*` stay as they are. Source: WhatsApp FAQ "How to format your messages", seen 2026-09.
pub fn plain_preview(text: &str, limit: usize) -> String {
    let mut seen = String::with_capacity(text.len().min(limit * 2));
    for line in text.lines() {
        if !seen.is_empty() {
            seen.push(' ');
        }
        seen.push_str(&strip_line(line));
    }
    let folded = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", folded.get(..at).unwrap_or("").trim_end()),
        None => folded,
    }
}

fn strip_line(line: &str) -> String {
    let chars: Vec<char> = line.replace("```", "").chars().collect();
    let mut dropped = vec![false; chars.len()];
    for mark in ['*', '_', '~'] {
        let mut open: Option<usize> = None;
        for (at, ch) in chars.iter().enumerate() {
            if *ch != mark {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
            let after = chars.get(at + 1).copied();
            let is_word = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
            let is_blank = |ch: Option<char>| ch.is_none_or(char::is_whitespace);
            match open {
                Some(start) if !is_blank(before) && !is_word(after) && at > start + 1 => {
                    for place in [start, at] {
                        if let Some(flag) = dropped.get_mut(place) {
                            *flag = true;
                        }
                    }
                    open = None;
                }
                _ if !is_word(before) && !is_blank(after) => open = Some(at),
                _ => {}
            }
        }
    }
    chars.iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(ch, _)| *ch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paired_marks_vanish_and_arithmetic_stays() {
        assert_eq!(plain_preview("*Wichtig:* _bitte_ ~nicht~ öffnen", 80), "Wichtig: bitte nicht öffnen");
        assert_eq!(plain_preview("2*3*4 = 24, a_b_c, 5 * 6 * 7", 80), "2*3*4 = 24, a_b_c, 5 * 6 * 7");
        assert_eq!(plain_preview("*_beides_*", 80), "beides");
        assert_eq!(plain_preview("eins\n\n zwei   drei", 80), "eins zwei drei");
        assert_eq!(plain_preview("abcdef", 3), "abc…");
    }

    proptest! {
        #[test]
        fn never_longer_than_asked(text in ".{0,200}", limit in 1usize..50) {
            prop_assert!(plain_preview(&text, limit).chars().count() <= limit + 1);
        }
    }
}
