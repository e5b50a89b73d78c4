//! Splitting a long reply into messages that WhatsApp takes.

use unicode_segmentation::UnicodeSegmentation;

/// Most characters of a text message. Source: Meta "Text messages", seen 2026-09-11.
pub const TEXT_LIMIT: usize = 4096;
/// Most characters of a caption. Source: Meta "Image messages", seen 2026-09-11.
pub const CAPTION_LIMIT: usize = 1024;

/// Cuts `text` into pieces of at most `limit` characters (Unicode scalar values), never inside a grapheme,
/// at the last paragraph, line, sentence or word end of a piece where there is one in its second half.
///
/// The pieces hold all that is visible: only white space at a cut is dropped. A single grapheme longer than
/// `limit` is cut inside, since nothing else is possible. Blank text gives no piece.
pub fn split_text(text: &str, limit: usize) -> Vec<&str> {
    let limit = limit.max(1);
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while rest.chars().count() > limit {
        let hard = hard_cut(rest, limit);
        let window = rest.get(..hard).unwrap_or(rest);
        let cut = soft_cut(window).unwrap_or(hard);
        let (piece, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        pieces.push(piece.trim_end());
        rest = tail.trim_start();
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// Byte offset of the last grapheme border within `limit` characters; inside a grapheme only when it alone is longer.
fn hard_cut(text: &str, limit: usize) -> usize {
    let (mut chars, mut bytes) = (0, 0);
    for grapheme in text.graphemes(true) {
        chars += grapheme.chars().count();
        if chars > limit {
            break;
        }
        bytes += grapheme.len();
    }
    if bytes == 0 { text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at) } else { bytes }
}

/// Byte offset after the best natural end in the second half of `window`.
fn soft_cut(window: &str) -> Option<usize> {
    let half = window.len() / 2;
    ["\n\n", "\n", ". ", "! ", "? ", " "]
        .into_iter()
        .find_map(|end| window.rfind(end).map(|at| at + end.len()).filter(|cut| *cut > half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_stays_whole_and_a_blank_one_vanishes() {
        assert_eq!(split_text(" Guten Tag \n", 4096), ["Guten Tag"]);
        assert!(split_text(" \n ", 4096).is_empty());
    }

    #[test]
    fn cuts_fall_at_sentences_rather_than_words_and_never_inside_a_family() {
        assert_eq!(split_text("Eins zwei. Drei vier fuenf", 14), ["Eins zwei.", "Drei vier", "fuenf"]);
        let family = "👨‍👩‍👧‍👦";
        assert_eq!(split_text(&family.repeat(3), 10), [family, family, family]);
    }

    proptest! {
        #[test]
        fn nothing_visible_is_lost_and_no_piece_is_too_long(text in "[a-z .\\n\u{e4}👩‍🔧🇩🇪]{0,400}", limit in 1usize..60) {
            let pieces = split_text(&text, limit);
            let visible = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&pieces.concat()), visible(&text));
            for piece in pieces {
                prop_assert!(piece.chars().count() <= limit && !piece.is_empty());
            }
        }
    }
}
