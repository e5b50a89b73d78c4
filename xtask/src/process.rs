//! Other programs: each in its own process group, none left behind.

mod group;
mod run;

pub(crate) use group::{Held, Stop, stop_all_on_interrupt, was_interrupted};
pub(crate) use run::{Run, find_in_path};
