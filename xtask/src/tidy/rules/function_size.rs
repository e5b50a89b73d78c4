//! Functions that fit on a screen.
//!
//! A flat table or match may be longer when the line above says why: `// tidy: flat, …`.

use super::Finding;
use crate::tidy::source::{functions, test_lines};
use crate::tidy::tree::{File, Tree};

const LIMIT: usize = 70;
const EXCUSE: &str = "// tidy: flat, ";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.all().filter(|file| file.is_rust() && !file.is_test()).flat_map(long_functions).collect()
}

fn long_functions(file: &File) -> Vec<Finding> {
    let code = file.source().code;
    let tests = test_lines(&code);
    functions(&code)
        .into_iter()
        .filter(|function| function.lines.clone().count() > LIMIT)
        .filter(|function| !tests.iter().any(|lines| lines.contains(function.lines.start())))
        .filter(|function| !is_excused(file, *function.lines.start()))
        .map(|function| {
            let size = function.lines.clone().count();
            let what = format!("`{}` has {size} lines, {LIMIT} at most", function.name);
            let finding = Finding::new(&file.path, *function.lines.start(), what);
            Finding { weight: size, place: Some(function.name), ..finding }
        })
        .collect()
}

/// Looks at the attributes and comments right above the function.
fn is_excused(file: &File, start: usize) -> bool {
    let above: Vec<&str> = file.text.lines().take(start.saturating_sub(1)).collect();
    above
        .iter()
        .rev()
        .map(|line| line.trim_start())
        .take_while(|line| line.starts_with("//") || line.starts_with('#'))
        .any(|line| line.starts_with(EXCUSE))
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    a();\n".repeat(lines - 2))
    }

    #[test]
    fn seventy_lines_are_fine_and_so_is_a_flat_table_or_a_test() {
        let excused = format!("// tidy: flat, one arm per code\n#[inline]\n{}", function(90));
        let test = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function(90));
        assert!(found(check, &[("a.rs", &function(70)), ("b.rs", &excused), ("c.rs", &test)]).is_empty());
    }

    #[test]
    fn more_is_found_with_its_name_and_place() {
        let text = format!("\n{}", function(71));
        assert_eq!(found(check, &[("a.rs", &text)]), ["a.rs:2 `long` has 71 lines, 70 at most"]);
    }
}
