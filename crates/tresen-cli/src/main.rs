//! The program `tresen`; all of it is in the library beside this file.

use std::process::ExitCode;

fn main() -> ExitCode {
    tresen_cli::command::main()
}
