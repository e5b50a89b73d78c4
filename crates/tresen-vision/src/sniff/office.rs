//! PDF and Office documents: names inside archives, and streams inside the older binary form.

use super::{Family, MediaType};
use crate::bytes::{has_at, u8_at, u16_le};

/// Names are looked for in this much of the start and of the end of an archive.
const SEARCHED: usize = 256 * 1024;
/// Entries looked at; Office documents have their telling names among the first few hundred.
const MAX_ENTRIES: usize = 4_096;
/// Directory entries of the older binary form are this far apart.
const DIRECTORY_STRIDE: usize = 128;

pub(super) fn document(bytes: &[u8]) -> Option<MediaType> {
    // Readers accept some rubbish before the header. Source: ISO 32000-1 annex H.3, note 13.
    let start = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
    if start.windows(5).any(|w| w == b"%PDF-") && (has_at(bytes, 0, b"%PDF-") || !has_at(bytes, 0, b"PK")) {
        return Some(MediaType::document("application/pdf"));
    }
    if has_at(bytes, 0, b"PK\x03\x04") || has_at(bytes, 0, b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    has_at(bytes, 0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).then(|| older(bytes))
}

/// Names from local headers (`PK 3 4`, name at 30) and the central directory (`PK 1 2`, name at 46).
fn names(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let head = bytes.get(..bytes.len().min(SEARCHED)).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(SEARCHED).max(head.len())..).unwrap_or_default();
    [head, tail].into_iter().flat_map(|part| {
        memchr::memmem::find_iter(part, b"PK").filter_map(move |at| {
            let (length_at, name_at) = match (u8_at(part, at + 2)?, u8_at(part, at + 3)?) {
                (3, 4) => (at + 26, at + 30),
                (1, 2) => (at + 28, at + 46),
                _ => return None,
            };
            let length = usize::from(u16_le(part, length_at)?);
            part.get(name_at..name_at + length)
        })
    })
}

fn archive(bytes: &[u8]) -> MediaType {
    // OpenDocument and EPUB: the first entry is called `mimetype` and stored as it is.
    if has_at(bytes, 30, b"mimetype") {
        for mime in OPEN_DOCUMENT {
            let has_end = u8_at(bytes, 38 + mime.len()).is_none_or(|next| next == b'P');
            if has_at(bytes, 38, mime.as_bytes()) && has_end {
                return MediaType::document(mime);
            }
        }
    }
    let (mut is_office, mut has_macros, mut is_android) = (false, false, false);
    let mut parts = None;
    for name in names(bytes).take(MAX_ENTRIES) {
        is_office |= name == b"[Content_Types].xml" || name == b"_rels/.rels";
        is_android |= name == b"AndroidManifest.xml";
        has_macros |= name.ends_with(b"vbaProject.bin");
        parts = parts.or_else(|| match name {
            _ if name.starts_with(b"word/") => Some(0),
            _ if name.starts_with(b"xl/") => Some(1),
            _ if name.starts_with(b"ppt/") => Some(2),
            _ => None,
        });
    }
    let mimes = if has_macros { &WITH_MACROS } else { &OFFICE };
    match parts.filter(|_| is_office).and_then(|part: usize| mimes.get(part)) {
        Some(mime) => MediaType::document(mime),
        None if is_android => MediaType::of("application/vnd.android.package-archive", Family::Unknown),
        None => MediaType::of("application/zip", Family::Unknown),
    }
}

const OFFICE: [&str; 3] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

const WITH_MACROS: [&str; 3] = [
    "application/vnd.ms-word.document.macroEnabled.12",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
];

const OPEN_DOCUMENT: [&str; 4] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/epub+zip",
];

/// The first stream name that tells the program. Names are UTF-16 at steps of 128 bytes.
fn older(bytes: &[u8]) -> MediaType {
    let is_called = |entry: &[u8], name: &str| {
        let length = usize::from(u16_le(entry, 64).unwrap_or(0));
        length == (name.len() + 1) * 2
            && name.bytes().zip(entry.chunks_exact(2)).all(|(wanted, found)| found == [wanted, 0])
    };
    let found = bytes.chunks_exact(DIRECTORY_STRIDE).find_map(|entry| {
        if is_called(entry, "WordDocument") {
            Some("application/msword")
        } else if is_called(entry, "Workbook") || is_called(entry, "Book") {
            Some("application/vnd.ms-excel")
        } else if is_called(entry, "PowerPoint Document") {
            Some("application/vnd.ms-powerpoint")
        } else {
            None
        }
    });
    found.map_or(MediaType::of("application/x-ole-storage", Family::Unknown), MediaType::document)
}
