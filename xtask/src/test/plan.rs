//! The steps, in order: what fails soonest and tells most comes first.
//!
//! `build` stands before `rust-test` on purpose. It compiles everything both need, with the UI inside, in
//! one go; done the other way round, the crates above the UI would be compiled twice.

use anyhow::Result;

use super::{Context, debian, steps};

/// One line of the plan.
pub(super) struct Step {
    pub(super) name: &'static str,
    /// What it does, for the header.
    pub(super) what: &'static str,
    /// What to do when it fails.
    pub(super) advice: &'static str,
    /// Whether `--fast` runs it too.
    pub(super) in_fast: bool,
    pub(super) run: fn(&mut Context<'_>) -> Result<()>,
}

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "tools",
        what: "programs the tests need",
        advice: "Install what is named above, then run the same command again.",
        in_fast: true,
        run: debian::tools,
    },
    Step {
        name: "fmt",
        what: "Rust is formatted",
        advice: "Run `cargo fmt` and look at the difference.",
        in_fast: true,
        run: steps::fmt,
    },
    Step {
        name: "tidy",
        what: "arrows between crates, sizes, names, words, left-overs",
        advice: "Each line above names a file and a rule; CONTRIBUTING.md explains the rules.",
        in_fast: true,
        run: steps::tidy,
    },
    Step {
        name: "licences",
        what: "dependencies under licences that go with ours",
        advice: "Choose another dependency, or add its licence in xtask/src/licences.rs with a reason in the commit.",
        in_fast: true,
        run: steps::licences,
    },
    Step {
        name: "web-install",
        what: "npm packages as locked",
        advice: "Check that package.json and package-lock.json belong together, and that npm reaches its registry.",
        in_fast: true,
        run: steps::web_install,
    },
    Step {
        name: "web-check",
        what: "types and lints of the UI",
        advice: "Run `npm run check` in web/ while repairing.",
        in_fast: true,
        run: steps::web_check,
    },
    Step {
        name: "web-test",
        what: "logic of the UI",
        advice: "Run `npx vitest` in web/ while repairing.",
        in_fast: true,
        run: steps::web_test,
    },
    Step {
        name: "clippy",
        what: "lints of the workspace, as errors",
        advice: "Run `TRESEN_UI=skip cargo clippy -p CRATE --all-targets` while repairing.",
        in_fast: true,
        run: steps::clippy,
    },
    Step {
        name: "build",
        what: "the real binary with the UI inside, and every test",
        advice: "Run `cargo build` while repairing.",
        in_fast: false,
        run: steps::build,
    },
    Step {
        name: "rust-test",
        what: "rules, wire, storage on both databases, HTTP, the whole road",
        advice: "Run `cargo test -p CRATE NAME` while repairing; changed snapshots are seen with `cargo insta review`.",
        in_fast: true,
        run: steps::rust_test,
    },
    Step {
        name: "doc",
        what: "documentation without broken links, examples that run",
        advice: "Run `cargo doc -p CRATE --no-deps` while repairing.",
        in_fast: true,
        run: steps::doc,
    },
    Step {
        name: "gen-check",
        what: "generated files are current",
        advice: "Run `cargo xtask gen` and commit what it changed.",
        in_fast: true,
        run: steps::gen_check,
    },
    Step {
        name: "size",
        what: "what a browser has to load",
        advice: "Run `npm run size` in web/; the budgets stand beside it.",
        in_fast: false,
        run: steps::size,
    },
    Step {
        name: "e2e",
        what: "browser stories on the real binary",
        advice: "Run `cargo xtask test --only build --only e2e`; traces lie in e2e/test-results.",
        in_fast: false,
        run: steps::e2e,
    },
];
