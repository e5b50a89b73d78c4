//! Writes the Rust table of the built files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{Outcome, inputs};

/// The source of `static ASSETS`, sorted by path.
pub(super) fn write(site: &Path) -> Outcome<String> {
    let mut assets = BTreeMap::new();
    for file in inputs::files_below(site)? {
        let inside = file.strip_prefix(site).map_err(|error| error.to_string())?;
        let path = inside.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
        assets.insert(path, bytes);
    }
    if !assets.contains_key("200.html") {
        return Err("the UI was built without `200.html`".to_owned());
    }
    let mut text = String::from("static ASSETS: &[Asset] = &[\n");
    for (path, bytes) in &assets {
        if is_packed(path, &assets) {
            continue;
        }
        let mut hash = inputs::Fnv::new();
        hash.add(bytes);
        let line = writeln!(
            text,
            "    Asset {{ path: {path:?}, mime: {:?}, etag: {:?}, identity: {}, gzip: {}, brotli: {}, is_immutable: {} }},",
            mime(path),
            format!("W/\"{}\"", hash.hex()),
            include(path),
            packed(path, "gz", &assets),
            packed(path, "br", &assets),
            path.starts_with("_app/immutable/"),
        );
        line.map_err(|error| error.to_string())?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn is_packed(path: &str, assets: &BTreeMap<String, Vec<u8>>) -> bool {
    [".gz", ".br"]
        .iter()
        .any(|ending| path.strip_suffix(ending).is_some_and(|plain| assets.contains_key(plain)))
}

fn include(path: &str) -> String {
    format!("include_bytes!(concat!(env!(\"OUT_DIR\"), {:?}))", format!("/site/{path}"))
}

fn packed(path: &str, ending: &str, assets: &BTreeMap<String, Vec<u8>>) -> String {
    let name = format!("{path}.{ending}");
    if assets.contains_key(&name) { format!("Some({})", include(&name)) } else { "None".to_owned() }
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
