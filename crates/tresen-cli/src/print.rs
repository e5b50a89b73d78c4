//! Lines for the person or program that called: answers on stdout, complaints on stderr.

use std::io::{self, Write};

/// A line of the answer. A reader that has gone away is no error.
pub(crate) fn line(text: impl AsRef<str>) {
    let mut out = io::stdout().lock();
    let _gone = writeln!(out, "{}", text.as_ref()).and_then(|()| out.flush());
}

/// A line of complaint.
pub(crate) fn complain(text: impl AsRef<str>) {
    let _gone = writeln!(io::stderr().lock(), "{}", text.as_ref());
}
