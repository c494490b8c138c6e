//! The product code of a Rust file: its lines without comments and tests.

use crate::files::File;

/// Returns the code of every product file below these folders, as (file, line number, code).
pub fn product_lines<'a>(
    files: &'a [File],
    folders: &'a [&str],
) -> impl Iterator<Item = (&'a File, usize, &'a str)> {
    let test_modules = test_modules(files);
    let product =
        move |file: &&File| file.is(&["rs"]) && file.is_below(folders) && !is_test(file, &test_modules);
    files
        .iter()
        .filter(product)
        .flat_map(|file| code_lines(file).into_iter().map(move |(number, code)| (file, number, code)))
}

/// Returns the lines outside comments and outside `#[cfg(test)]` modules.
fn code_lines(file: &File) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut end_of_test: Option<String> = None;
    let mut test_follows = false;
    for (number, line) in file.lines() {
        let code = line.trim();
        if let Some(end) = &end_of_test {
            if line == end {
                end_of_test = None;
            }
        } else if is_test_only(code) {
            test_follows = true;
        } else if test_follows && code.ends_with('{') {
            // rustfmt puts the closing brace under the start of the item.
            let indent = &line[..line.len() - line.trim_start().len()];
            end_of_test = Some(format!("{indent}}}"));
            test_follows = false;
        } else if test_follows && code.ends_with(';') {
            test_follows = false;
        } else if !test_follows && !code.starts_with("//") {
            lines.push((number, line.split(" // ").next().unwrap_or(line)));
        }
    }
    lines
}

/// Returns the paths, without extension, of modules declared as `#[cfg(test)] mod name;`.
fn test_modules(files: &[File]) -> Vec<String> {
    let mut modules = Vec::new();
    for file in files.iter().filter(|file| file.is(&["rs"])) {
        let mut after_cfg = false;
        for (_, line) in file.lines() {
            let code = line.trim();
            if let Some(name) = declared_module(code).filter(|_| after_cfg) {
                modules.push(format!("{}/{name}", module_folder(&file.path)));
            }
            after_cfg = is_test_only(code) || (after_cfg && code.starts_with("#["));
        }
    }
    modules
}

/// Whether a line is an attribute for tests alone, such as `#[cfg(all(test, unix))]`.
fn is_test_only(code: &str) -> bool {
    code == "#[cfg(test)]" || code.starts_with("#[cfg(all(test,")
}

fn declared_module(code: &str) -> Option<&str> {
    let (_, name) = code.strip_suffix(';')?.rsplit_once("mod ")?;
    Some(name)
}

/// Returns the folder of a file's submodules.
fn module_folder(path: &str) -> &str {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem.rsplit_once('/') {
        Some((folder, "mod" | "lib" | "main")) => folder,
        _ => stem,
    }
}

fn is_test(file: &File, test_modules: &[String]) -> bool {
    let in_module = |module: &String| {
        let rest = file.path.strip_prefix(module.as_str());
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    file.path.contains("/tests/") || file.path.contains("/benches/") || test_modules.iter().any(in_module)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(files: &[File]) -> Vec<String> {
        product_lines(files, &["crates"]).map(|(_, _, code)| code.trim().to_owned()).collect()
    }

    #[test]
    fn comments_and_inline_tests_are_no_code() {
        let text = "//! a\n/// b\nfn f() {} // c\n#[cfg(test)]\nmod tests {\n    x();\n}\nfn g() {}\n";
        assert_eq!(code(&[File::new("crates/a/src/lib.rs", text)]), ["fn f() {}", "fn g() {}"]);
    }

    #[test]
    fn tests_of_one_system_are_no_code() {
        let text = "fn f() {}\n#[cfg(all(test, unix))]\nmod tests {\n    x();\n}\n";
        assert_eq!(code(&[File::new("crates/a/src/lib.rs", text)]), ["fn f() {}"]);
    }

    #[test]
    fn a_declared_test_module_is_excluded_with_its_children() {
        let files = [
            File::new("crates/a/src/lib.rs", "#[cfg(test)]\nmod cases;\nmod b;\n"),
            File::new("crates/a/src/cases.rs", "one();"),
            File::new("crates/a/src/cases/deep.rs", "two();"),
            File::new("crates/a/src/b.rs", "#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests;\n"),
            File::new("crates/a/src/b/tests.rs", "three();"),
            File::new("crates/a/tests/outside.rs", "four();"),
        ];
        assert_eq!(code(&files), ["mod b;"]);
    }

    #[test]
    fn a_test_item_does_not_hide_the_next_item() {
        let text = "#[cfg(test)]\nuse x::y;\nfn f() {}\n";
        assert_eq!(code(&[File::new("crates/a/src/lib.rs", text)]), ["fn f() {}"]);
    }
}
