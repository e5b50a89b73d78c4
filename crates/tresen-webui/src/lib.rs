//! **Is**: the agents' UI, built from `web/` and held in the binary.
//! **Is not**: a web server; `tresen-api` serves what is here.
//! **Talks to**: nothing at run time; Node while compiling.
//! **Holds**: every file has a type and a tag; files below `_app/immutable/` never change under their name.
//! **Start at**: [`find`]; how it is built stands in `build.rs`.

/// One file of the UI, with its packed forms where packing pays.
#[derive(Debug)]
pub struct Asset {
    /// Relative to the root, without a leading slash: `_app/immutable/entry/start.js`.
    pub path: &'static str,
    /// For `Content-Type`.
    pub mime: &'static str,
    /// For `ETag`, quoted. Weak, so that it fits the packed forms too.
    pub etag: &'static str,
    /// The file as it is.
    pub identity: &'static [u8],
    /// For `Content-Encoding: gzip`.
    pub gzip: Option<&'static [u8]>,
    /// For `Content-Encoding: br`.
    pub brotli: Option<&'static [u8]>,
    /// May be kept for a year; all else must be asked for again with its tag.
    pub is_immutable: bool,
}

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The file at a request path, with or without the leading slash.
pub fn find(path: &str) -> Option<&'static Asset> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let at = ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    ASSETS.get(at)
}

/// The page that starts the UI; the answer to every path that is no file and no API.
pub fn shell() -> &'static Asset {
    static NONE: Asset = Asset {
        path: "200.html",
        mime: "text/html; charset=utf-8",
        etag: "W/\"none\"",
        identity: b"",
        gzip: None,
        brotli: None,
        is_immutable: false,
    };
    // The build refuses to make a table without it, so the fallback is never seen.
    find("200.html").unwrap_or(&NONE)
}

/// Every file, sorted by path.
pub fn all() -> &'static [Asset] {
    ASSETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_is_a_page() {
        assert!(shell().mime.starts_with("text/html"));
        assert!(!shell().identity.is_empty());
        assert!(!shell().is_immutable);
    }

    #[test]
    fn files_are_found_with_and_without_the_slash() {
        assert!(std::ptr::eq(find("/200.html").unwrap(), find("200.html").unwrap()));
        assert!(find("/../Cargo.toml").is_none());
        assert!(find("").is_none());
    }

    #[test]
    fn every_file_has_a_type_and_stands_once() {
        assert!(all().windows(2).all(|pair| matches!(pair, [a, b] if a.path < b.path)));
        for asset in all() {
            assert_ne!(asset.mime, "application/octet-stream", "{}", asset.path);
            assert_ne!(asset.path.rsplit('.').next(), Some("br"), "{} is a packed form", asset.path);
        }
    }
}
