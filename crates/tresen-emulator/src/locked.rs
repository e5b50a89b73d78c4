//! A mutex that a panicking holder does not spoil for the others.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// One concern of the emulator's state; held for moments only, never across an await.
#[derive(Debug, Default)]
pub(crate) struct Locked<T>(Mutex<T>);

impl<T> Locked<T> {
    pub(crate) fn new(inner: T) -> Self {
        Self(Mutex::new(inner))
    }

    /// Waits for the lock. A poisoned one is taken over: every change in here is complete or absent.
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
