//! What the UI is made of: the files that are watched, and one hash over all of them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::Outcome;

/// Folders and files below `web/` that decide what the built UI looks like.
const SOURCES: [&str; 9] = [
    "src",
    "static",
    "messages",
    "scripts/messages.mjs",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "vite.config.ts",
    "tsconfig.json",
];

/// The inputs of one build.
pub(super) struct Inputs {
    /// Paths for cargo to watch; folders are watched with all they hold.
    pub(super) watched: Vec<PathBuf>,
    /// Sixteen hex digits that change with any name or byte.
    pub(super) hash: String,
}

/// Reads every input below `web`.
pub(super) fn list(web: &Path) -> Outcome<Inputs> {
    let watched: Vec<PathBuf> = SOURCES.iter().map(|name| web.join(name)).collect();
    let mut hash = Fnv::new();
    for path in &watched {
        for file in files_below(path)? {
            let bytes =
                fs::read(&file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
            let name = file.strip_prefix(web).unwrap_or(&file);
            hash.add(name.to_string_lossy().as_bytes());
            hash.add(&bytes.len().to_le_bytes());
            hash.add(&bytes);
        }
    }
    Ok(Inputs { watched, hash: hash.hex() })
}

/// Every file below a folder, sorted; the file itself when the path is one.
pub(super) fn files_below(path: &Path) -> Outcome<Vec<PathBuf>> {
    let fault = |error: std::io::Error| format!("cannot read `{}`: {error}", path.display());
    if !path.is_dir() {
        return Ok(if path.exists() { vec![path.to_owned()] } else { Vec::new() });
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)
        .map_err(fault)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fault)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_below(&entry)?);
    }
    Ok(files)
}

/// Held while one cargo builds, so that two profiles at once do not write over each other.
pub(super) fn lock(web: &Path) -> Outcome<File> {
    let folder = web.join(".svelte-kit");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot create `{}`: {error}", folder.display()))?;
    let path = folder.join("cargo-build.lock");
    let file = File::create(&path).map_err(|error| format!("cannot create `{}`: {error}", path.display()))?;
    file.lock().map_err(|error| format!("cannot lock `{}`: {error}", path.display()))?;
    Ok(file)
}

/// FNV-1a, 64 bits: notices changes, is no protection against anybody.
pub(super) struct Fnv(u64);

impl Fnv {
    pub(super) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(super) fn hex(&self) -> String {
        format!("{:016x}", self.0)
    }
}
