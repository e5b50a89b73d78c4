//! Writing a file: beside the store under a lock, hashed on the way, moved in place when all of it is on the disk.

use std::{
    fs::{File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, atomic::Ordering},
};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::{BlobError, Blobs, INCOMING, Inner, Kept, blocking, key};
use crate::Fault;

/// A file that is being written.
pub struct BlobWriter {
    blobs: Blobs,
    unfinished: Unfinished,
    file: tokio::fs::File,
    hash: Sha256,
    size_bytes: u64,
    limit: u64,
}

impl BlobWriter {
    pub(super) async fn begin(blobs: &Blobs, limit: u64) -> Result<Self, Fault> {
        let inner = Arc::clone(&blobs.0);
        let (path, file) = blocking("begin a file", move || inner.begin()).await?;
        Ok(Self {
            blobs: blobs.clone(),
            unfinished: Unfinished(path),
            file: tokio::fs::File::from_std(file),
            hash: Sha256::new(),
            size_bytes: 0,
            limit,
        })
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// [`BlobError::TooLarge`] as soon as the limit is passed; a fault when the disk refuses.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), BlobError> {
        self.size_bytes = self.size_bytes.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.size_bytes > self.limit {
            return Err(BlobError::TooLarge { limit: self.limit });
        }
        self.hash.update(piece);
        self.file.write_all(piece).await.map_err(|error| Fault::new("write a file", error))?;
        Ok(())
    }

    /// Bytes written so far.
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// What was written so far, to be looked at before the file is kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn content(&mut self) -> Result<Bytes, Fault> {
        self.file.flush().await.map_err(|error| Fault::new("write a file", error))?;
        let content = tokio::fs::read(&self.unfinished.0).await;
        Ok(content.map_err(|error| Fault::new("read a file", error))?.into())
    }

    /// Puts the file under its address; it is on the disk when this answers `Ok`.
    ///
    /// # Errors
    /// [`BlobError::HashMismatch`] unless the content has the SHA-256 that the caller expects; a fault when the disk refuses.
    pub async fn finish(mut self, expected_sha256: Option<[u8; 32]>) -> Result<Kept, BlobError> {
        let sha256: [u8; 32] = self.hash.finalize().into();
        if expected_sha256.is_some_and(|expected| expected != sha256) {
            return Err(BlobError::HashMismatch { found: sha256 });
        }
        self.file.flush().await.map_err(|error| Fault::new("write a file", error))?;
        let (inner, file) = (Arc::clone(&self.blobs.0), self.file.into_std().await);
        let unfinished = self.unfinished;
        blocking("keep a file", move || inner.settle(&unfinished.0, &file, &sha256)).await?;
        Ok(Kept { sha256, size_bytes: self.size_bytes })
    }
}

/// A path that is removed when its writer goes away; after the move there is nothing left to remove.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Removes unfinished files that no living writer holds a lock on.
pub(super) fn sweep(incoming: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(incoming)? {
        let path = entry?.path();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Ok(()) => {
                tracing::info!("removed a file that a crash left unfinished");
                let _ = std::fs::remove_file(&path);
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(())
}

impl Inner {
    /// A new empty file that is locked, so that nobody takes it for a leftover.
    fn begin(&self) -> std::io::Result<(PathBuf, File)> {
        loop {
            let number = self.written.fetch_add(1, Ordering::Relaxed);
            let path = self.root.join(INCOMING).join(format!("{}-{number}", std::process::id()));
            match File::options().write(true).create_new(true).open(&path) {
                Ok(file) if file.try_lock().is_ok() => return Ok((path, file)),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Moves a finished file to its address; the file and every folder on its way are on the disk after it.
    fn settle(&self, from: &Path, file: &File, sha256: &[u8; 32]) -> std::io::Result<()> {
        file.sync_all()?;
        let to = self.root.join(key(sha256).as_ref());
        let parent = to.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(parent)?;
        std::fs::rename(from, &to)?;
        for folder in parent.ancestors().take_while(|folder| folder.starts_with(&self.root)) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}
