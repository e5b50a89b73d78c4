//! **Is** the program `tresen`: settings, wiring, commands, and the demo company.
//! **Is not** a place for rules: it puts rooms together, starts and stops them, and says plainly what is wrong.
//! **Talks to** every room; the only one that reads files of settings, variables and signals.
//! **Holds** that workers run as long as the desk does, that stopping loses nothing, that secrets are not printed.
//! **Start at** [`Desk of one process`](run::start), then `command/` (one command a file) and `config/table.rs`.

pub mod command;
pub mod config;
pub mod demo;
mod log;
mod print;
pub mod run;
