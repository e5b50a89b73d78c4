//! File names from outside, made harmless.

/// Longest file name, in characters; also at most 240 bytes, since file systems count those.
pub const MAX_FILE_NAME_CHARS: usize = 120;
const MAX_FILE_NAME_BYTES: usize = 240;

/// Content types with their extensions; the first is the one that is written.
const EXTENSIONS: [(&str, &[&str]); 49] = [
    ("image/jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
    ("image/png", &["png"]),
    ("image/webp", &["webp"]),
    ("image/gif", &["gif"]),
    ("image/heic", &["heic"]),
    ("image/heif", &["heif", "hif"]),
    ("image/avif", &["avif"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/bmp", &["bmp"]),
    ("image/svg+xml", &["svg"]),
    ("video/mp4", &["mp4", "m4v"]),
    ("video/3gpp", &["3gp"]),
    ("video/quicktime", &["mov", "qt"]),
    ("video/webm", &["webm", "mkv"]),
    ("video/ogg", &["ogv"]),
    ("video/mpeg", &["mpg", "mpeg"]),
    ("video/x-msvideo", &["avi"]),
    ("audio/mp4", &["m4a", "mp4"]),
    ("audio/3gpp", &["3gp", "3ga"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/webm", &["webm", "weba"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/aac", &["aac"]),
    ("audio/amr", &["amr"]),
    ("audio/amr-wb", &["awb"]),
    ("audio/x-wav", &["wav"]),
    ("audio/x-flac", &["flac"]),
    ("application/pdf", &["pdf"]),
    ("application/msword", &["doc", "dot"]),
    ("application/vnd.ms-excel", &["xls", "xlt"]),
    ("application/vnd.ms-powerpoint", &["ppt", "pps"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx", "dotx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx", "xltx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx", "ppsx"]),
    ("application/vnd.ms-word.document.macroEnabled.12", &["docm"]),
    ("application/vnd.ms-excel.sheet.macroEnabled.12", &["xlsm"]),
    ("application/vnd.ms-powerpoint.presentation.macroEnabled.12", &["pptm"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.presentation", &["odp"]),
    ("application/epub+zip", &["epub"]),
    ("application/rtf", &["rtf"]),
    ("application/zip", &["zip"]),
    ("text/html", &["html", "htm"]),
    ("text/xml", &["xml"]),
    ("text/csv", &["csv"]),
    ("text/calendar", &["ics"]),
    ("text/vcard", &["vcf"]),
    (
        "text/plain",
        &["txt", "text", "log", "md", "csv", "tsv", "json", "ini", "yaml", "yml", "srt", "ics", "vcf"],
    ),
];

/// Extensions that start something on somebody's computer; never kept unless the type says so.
const DANGEROUS: [&str; 34] = [
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "js", "jse", "vbs", "vbe", "wsf", "wsh", "ps1",
    "hta", "lnk", "url", "jar", "apk", "app", "dmg", "sh", "reg", "cpl", "dll", "iso", "img", "chm", "scf",
    "svg", "xhtml", "htm", "html",
];

/// Names that old Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file name that is safe in a header, on any file system and on the screen.
///
/// Keeps the readable part of `claimed` without folders, control and reserved characters, without
/// characters that turn the direction of writing or cannot be seen, and without leading or trailing dots.
/// The extension is that of `mime` (found by sniffing, not claimed); an extension that belongs to another
/// type goes. Of unknown bytes an unknown extension stays, a dangerous one becomes `bin`.
/// At most [`MAX_FILE_NAME_CHARS`] characters; without a usable name it is `file`.
pub fn safe_file_name(claimed: Option<&str>, mime: &str) -> String {
    let last = claimed.unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|letter| is_kept(*letter))
        .collect();
    let (stem, extension) = split(&clean, mime);
    let room = |taken: usize, limit: usize| limit.saturating_sub(taken + 1);
    let mut name = String::new();
    for (count, letter) in stem.split_whitespace().collect::<Vec<_>>().join(" ").chars().enumerate() {
        if count >= room(extension.chars().count(), MAX_FILE_NAME_CHARS)
            || name.len() + letter.len_utf8() > room(extension.len(), MAX_FILE_NAME_BYTES)
        {
            break;
        }
        name.push(letter);
    }
    let name = name.trim_matches(|c: char| c == '.' || c == ' ' || c == '-').to_owned();
    let is_reserved = |part: &str| RESERVED.iter().any(|word| word.eq_ignore_ascii_case(part));
    let name = match name.split('.').next() {
        Some("") | None => "file".to_owned(),
        Some(first) if is_reserved(first.trim()) => format!("file-{name}").chars().take(100).collect(),
        Some(_) => name,
    };
    format!("{name}.{extension}")
}

/// Letters, marks, digits and harmless signs.
fn is_kept(letter: char) -> bool {
    let is_reserved = matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';' | '`');
    let is_invisible = matches!(
        u32::from(letter),
        0xad | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e
            | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xffff
            | 0xe000..=0xf8ff | 0xe_0000..=0x10_ffff
    );
    !letter.is_control() && !is_reserved && !is_invisible
}

/// Stem and the extension to write.
fn split(name: &str, mime: &str) -> (String, String) {
    let known = EXTENSIONS.iter().find(|(known, _)| *known == mime).map(|(_, extensions)| *extensions);
    let mut stem = name.trim_end_matches(['.', ' ']);
    let mut kept = None;
    while let Some((before, after)) = stem.rsplit_once('.') {
        let extension = after.trim().to_ascii_lowercase();
        let is_extension =
            (1..=8).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_right = known.is_some_and(|known| known.contains(&extension.as_str()));
        let is_other = is_telling(&extension);
        // Of unknown bytes the claimed extension is the best there is, if it is none of ours.
        let is_only_hope =
            known.is_none() && kept.is_none() && is_extension && !is_other && before == first_stem(name);
        if !(is_right || is_other || is_only_hope) {
            break;
        }
        if kept.is_none() && (is_right || is_only_hope) {
            kept = Some(extension);
        }
        stem = before.trim_end_matches(['.', ' ']);
        if is_only_hope {
            break;
        }
    }
    let fallback = || known.and_then(|known| known.first()).map_or("bin", |first| first).to_owned();
    (stem.to_owned(), kept.unwrap_or_else(fallback))
}

/// The name without its very last extension.
fn first_stem(name: &str) -> &str {
    name.trim_end_matches(['.', ' ']).rsplit_once('.').map_or(name, |(before, _)| before)
}

/// Whether the extension promises a type: one of ours or one that starts something.
fn is_telling(extension: &str) -> bool {
    DANGEROUS.contains(&extension) || EXTENSIONS.iter().any(|(_, known)| known.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let cases = [
            (Some("Rechnung März.pdf"), "application/pdf", "Rechnung März.pdf"),
            (Some("../../etc/passwd"), "text/plain", "passwd.txt"),
            (Some("C:\\Temp\\Foto.JPEG"), "image/jpeg", "Foto.jpeg"),
            (Some("invoice.pdf.exe"), "application/pdf", "invoice.pdf"),
            (Some("invoice.exe"), "application/x-msdownload", "invoice.bin"),
            (Some("gpj.\u{202e}exe"), "application/pdf", "gpj.pdf"),
            (Some("Angebot 2.5"), "application/pdf", "Angebot 2.5.pdf"),
            (Some("plan.dwg"), "application/octet-stream", "plan.dwg"),
            (Some("photo.jpg"), "application/octet-stream", "photo.bin"),
            (Some("daten.csv"), "text/plain", "daten.csv"),
            (Some("seite.html"), "text/plain", "seite.txt"),
            (Some("con.txt"), "text/plain", "file-con.txt"),
            (Some("  ..  "), "image/png", "file.png"),
            (Some("a\r\nb\0\"c.png"), "image/png", "a bc.png"),
            (Some(".htaccess"), "text/plain", "htaccess.txt"),
            (None, "audio/ogg", "file.ogg"),
        ];
        for (claimed, mime, safe) in cases {
            assert_eq!(safe_file_name(claimed, mime), safe, "{claimed:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = safe_file_name(Some(&("ä".repeat(500) + ".pdf")), "application/pdf");
        assert!(name.chars().count() <= MAX_FILE_NAME_CHARS && name.len() <= MAX_FILE_NAME_BYTES);
        assert!(name.contains("ä.pdf"));
    }
}
