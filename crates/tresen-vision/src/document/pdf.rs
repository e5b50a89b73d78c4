//! Counting the pages of a PDF without reading it.

use crate::bytes::index;
use memchr::memmem;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// More pages than this are a lie.
const MAX_PAGES: u32 = 100_000;
/// Packed object streams that are unpacked, and to how much each.
const MAX_PACKED: usize = 64;
const MAX_UNPACKED_BYTES: usize = 2 * 1024 * 1024;

/// Pages of a PDF, best effort; `None` where they are hidden (encryption, unusual packing) or it is no PDF.
///
/// Takes what the root of the page tree claims, of the newest version where a file was changed by
/// appending, and believes the short form at the start of a linearized file. Reads `bytes` once or twice
/// and unpacks at most 64 object streams of 2 MiB.
pub fn page_count(bytes: &[u8]) -> Option<u32> {
    let head = bytes.get(..bytes.len().min(1_024))?;
    memmem::find(head, b"%PDF-")?;
    linearized(bytes, head)
        .or_else(|| objects(bytes).filter_map(tree_root_count).last())
        .or_else(|| packed_count(bytes))
        .or_else(|| {
            let pages = objects(bytes).filter(|object| is_of_type(object, b"/Page")).count();
            u32::try_from(pages).ok()
        })
        .filter(|count| (1..=MAX_PAGES).contains(count))
}

/// The page count in the first object of a linearized file, unless something was appended since.
fn linearized(bytes: &[u8], head: &[u8]) -> Option<u32> {
    let start = head.get(memmem::find(head, b"/Linearized")?..)?;
    let object = start.get(..memmem::find(start, b">>")?)?;
    let length = number_after(object, b"/L")?;
    (index(length) == bytes.len()).then(|| number_after(object, b"/N")).flatten()
}

/// The bytes between one `endobj` and the next.
fn objects(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memmem::find_iter(bytes, b"endobj").map(move |end| {
        let object = bytes.get(start..end).unwrap_or_default();
        start = end + 6;
        object
    })
}

/// The count of a page tree node without a parent.
fn tree_root_count(object: &[u8]) -> Option<u32> {
    let is_root = is_of_type(object, b"/Pages") && memmem::find(object, b"/Parent").is_none();
    is_root.then(|| number_after(object, b"/Count")).flatten()
}

/// Whether `/Type` is followed by exactly `name`.
fn is_of_type(object: &[u8], name: &[u8]) -> bool {
    memmem::find_iter(object, b"/Type").any(|at| {
        let rest = object.get(at + 5..).unwrap_or_default().trim_ascii_start();
        rest.strip_prefix(name).is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}

/// The whole number after the name `key`.
fn number_after(object: &[u8], key: &[u8]) -> Option<u32> {
    memmem::find_iter(object, key).find_map(|at| {
        let rest = object.get(at + key.len()..)?;
        let digits = rest.trim_ascii_start();
        // A longer name that starts like `key` goes on with a letter.
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(digits.get(..length)?).ok()?.parse().ok()
    })
}

/// The same, inside object streams (PDF 1.5), where small objects are packed together.
fn packed_count(bytes: &[u8]) -> Option<u32> {
    let mut last = None;
    for object in objects(bytes).filter(|object| is_of_type(object, b"/ObjStm")).take(MAX_PACKED) {
        let Some(unpacked) = unpack(object) else { continue };
        let Some(first) = number_after(object, b"/First").map(index) else { continue };
        let (Some(table), Some(body)) = (unpacked.get(..first), unpacked.get(first..)) else { continue };
        let offsets: Vec<usize> = std::str::from_utf8(table)
            .unwrap_or("")
            .split_ascii_whitespace()
            .skip(1)
            .step_by(2)
            .filter_map(|word| word.parse().ok())
            .collect();
        let ends = offsets.iter().skip(1).copied().chain([body.len()]);
        let parts = offsets.iter().zip(ends).filter_map(|(start, end)| body.get(*start..end));
        last = parts.filter_map(tree_root_count).last().or(last);
    }
    last
}

fn unpack(object: &[u8]) -> Option<Vec<u8>> {
    let start = memmem::find(object, b"stream")? + 6;
    let data = object.get(start..)?;
    let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
    decompress_to_vec_zlib_with_limit(data, MAX_UNPACKED_BYTES).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    #[test]
    fn the_root_of_the_tree_counts() {
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
            2 0 obj<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 12 >>endobj\n\
            3 0 obj<</Type/Pages/Parent 2 0 R/Count 7/Kids[]>>endobj\n";
        assert_eq!(page_count(pdf), Some(12));
        let changed = [&pdf[..], b"2 0 obj<</Type/Pages/Kids[]/Count 13>>endobj\n"].concat();
        assert_eq!(page_count(&changed), Some(13));
    }

    #[test]
    fn linearized_files_say_it_first() {
        let mut pdf = b"%PDF-1.4\n1 0 obj<</Linearized 1/L 99/O 4/E 9/N 3/T 2>>endobj\n".to_vec();
        pdf.resize(99, b' ');
        assert_eq!(page_count(&pdf), Some(3));
        pdf.push(b' ');
        assert_eq!(page_count(&pdf), None);
    }

    #[test]
    fn packed_objects_are_looked_into() {
        let body = b"1 0 2 27 <</Type/Catalog/Pages 2 0 R>><</Type/Pages/Count 5/Kids[]>>";
        let packed = compress_to_vec_zlib(body, 6);
        let dictionary = b"%PDF-1.5\n9 0 obj<</Type/ObjStm/N 2/First 9/Length 1>>stream\n";
        let pdf = [&dictionary[..], &packed, b"\nendstream endobj\n"].concat();
        assert_eq!(page_count(&pdf), Some(5));
    }

    #[test]
    fn nonsense_counts_nothing() {
        assert_eq!(page_count(b"%PDF-1.4 nothing here"), None);
        assert_eq!(page_count(b"%PDF-1.4 <</Type/Pages/Count 99999999999>>endobj"), None);
        assert_eq!(page_count(b"no pdf"), None);
    }
}
