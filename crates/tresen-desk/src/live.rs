//! The live view: what was committed is told to every screen that may see it, in order, without gaps.
//!
//! Truth is the event log: a screen says how far it has come and gets what followed. Frames hold whole objects,
//! so that applying one twice, or a later one first, does no harm.

mod frame;
mod hub;

pub use frame::{Change, Changes};
pub use hub::{Behind, Hub, Step, Subscription};
