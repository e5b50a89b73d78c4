//! `Content-Disposition` of RFC 6266: how a file is offered, under a name that cannot break out of the header.

/// `inline` or `attachment`, with the name in plain letters and, where it has others, in UTF-8 (RFC 8187).
pub(super) fn disposition(is_inline: bool, file_name: &str) -> String {
    let way = if is_inline { "inline" } else { "attachment" };
    let is_plain =
        |letter: char| letter.is_ascii_graphic() && !matches!(letter, '"' | '\\' | '%') || letter == ' ';
    let plain: String = file_name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    if plain == file_name {
        return format!("{way}; filename=\"{plain}\"");
    }
    let encoded: String = file_name
        .bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_the_header() {
        assert_eq!(disposition(true, "Foto 1.jpg"), "inline; filename=\"Foto 1.jpg\"");
        assert_eq!(
            disposition(false, "Rechnung März.pdf"),
            "attachment; filename=\"Rechnung M_rz.pdf\"; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf"
        );
        assert_eq!(
            disposition(false, "a\"; b=\"c\r\n%41.txt"),
            "attachment; filename=\"a_; b=_c___41.txt\"; filename*=UTF-8''a%22%3B%20b%3D%22c%0D%0A%2541.txt"
        );
    }
}
