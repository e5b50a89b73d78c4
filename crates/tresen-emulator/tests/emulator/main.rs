//! The emulator as a desk sees it: over HTTP, with a real webhook address behind it.

mod desk;
mod faults;
mod graph;
mod media;
mod phones;
mod webhooks;
mod window;
