//! How many tests ran, read from what the test programs print.

use std::fmt;

/// Tests that passed and tests that did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

/// The last line of a run, alone on its line: whoever reads the log sees that tests ran.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Whose output it is.
#[derive(Clone, Copy)]
pub(super) enum Format {
    /// `Summary [ 0.5s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped`
    Nextest,
    /// `test result: ok. 12 passed; 0 failed; …`, once per test binary
    Cargo,
    /// `Tests  1 failed | 11 passed (12)`
    Vitest,
    /// `11 passed (14.2s)`, `1 failed`, `1 flaky`, each on its line
    Playwright,
}

impl Count {
    /// Adds what a line of output reports, if it is a line that reports.
    pub(super) fn read(&mut self, format: Format, line: &str) {
        let line = line.trim();
        let reported = match format {
            Format::Nextest => {
                line.starts_with("Summary").then(|| line.split_once("run: ").map(|(_, rest)| rest)).flatten()
            }
            Format::Cargo => line
                .strip_prefix("test result: ")
                .and_then(|rest| rest.split_once(". "))
                .map(|(_, rest)| rest),
            Format::Vitest => line.strip_prefix("Tests ").map(str::trim_start),
            Format::Playwright => Some(line).filter(|line| line.split_whitespace().count() <= 4),
        };
        for part in reported.into_iter().flat_map(|text| text.split([',', ';', '|'])) {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
            match (words.next(), words.next()) {
                (Some("passed"), _) => self.passed += number,
                (Some("failed" | "flaky" | "interrupted"), _)
                | (Some("timed"), Some("out"))
                | (Some("exec"), Some("failed"))
                | (Some("did"), Some("not")) => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(format: Format, output: &str) -> (u64, u64) {
        let mut count = Count::default();
        output.lines().for_each(|line| count.read(format, line));
        (count.passed, count.failed)
    }

    #[test]
    fn nextest() {
        let output = "    Starting 9 tests across 2 binaries\n        PASS [   0.004s] xtask count::passed\n\
            ------------\n     Summary [   0.018s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 3 skipped\n\
            \x20       FAIL [   0.003s] 2 failed";
        assert_eq!(counted(Format::Nextest, output), (6, 3));
    }

    #[test]
    fn cargo_reports_once_per_binary() {
        let output = "test a ... ok\ntest result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(counted(Format::Cargo, output), (6, 2));
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let output =
            " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 11 passed | 2 skipped (14)\n";
        assert_eq!(counted(Format::Vitest, output), (11, 1));
    }

    #[test]
    fn playwright() {
        let output = "Running 14 tests using 2 workers\n  ok 1 inbox.spec.ts:3:1 answers (1.2s)\n  1 failed\n\
            \x20   inbox.spec.ts:9:1 stays\n  1 flaky\n  2 did not run\n  2 skipped\n  11 passed (14.2s)\n";
        assert_eq!(counted(Format::Playwright, output), (11, 4));
    }

    #[test]
    fn the_last_line_is_exactly_this() {
        assert_eq!(Count { passed: 12, failed: 0 }.to_string(), "12 passed, 0 failed");
    }
}
