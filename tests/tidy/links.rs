//! Links between the documents of the repository, each of which must lead to a file and to a heading in it.

use std::collections::BTreeSet;

use crate::Problem;
use crate::files::{File, find};

/// Checks every relative link of a Markdown file. `paths` are all files of the repository, including pictures.
pub fn relative_links(files: &[File], paths: &[String]) -> Vec<Problem> {
    let paths: BTreeSet<&str> = paths.iter().map(String::as_str).collect();
    let mut problems = Vec::new();
    for file in files.iter().filter(|file| file.is(&["md"])) {
        for (number, target) in links(file) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let Some(path) = resolve(&file.path, path) else {
                problems.push(format!("{}:{number}: `{target}` leads out of the repository", file.path));
                continue;
            };
            let folder = format!("{path}/");
            let is_folder =
                || paths.range(folder.as_str()..).next().is_some_and(|next| next.starts_with(&folder));
            if !paths.contains(path.as_str()) && !is_folder() {
                problems.push(format!("{}:{number}: `{target}` leads to no file", file.path));
            } else if !heading.is_empty()
                && !find(files, &path).is_some_and(|page| has_heading(page, heading))
            {
                problems.push(format!("{}:{number}: `{target}` leads to no heading", file.path));
            }
        }
    }
    problems
}

/// Returns the targets of links and pictures outside of code blocks, without those that name a protocol.
fn links(file: &File) -> Vec<(usize, &str)> {
    let mut is_code = false;
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        for (_, rest) in line.match_indices("](").map(|(place, mark)| line.split_at(place + mark.len())) {
            let target = rest.split(')').next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                found.push((number, target));
            }
        }
    }
    found
}

/// Resolves a link in the file at `from` to a path from the top of the repository. Returns `None` above the top.
fn resolve(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    for name in link.trim_end_matches('/').split('/') {
        match name {
            "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// Whether a page has a heading with this anchor, by the rule of GitHub: lower case, hyphens for spaces, no punctuation.
fn has_heading(page: &File, anchor: &str) -> bool {
    page.lines().filter(|(_, line)| line.starts_with('#')).any(|(_, line)| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept =
            title.chars().filter(|character| character.is_alphanumeric() || " -_".contains(*character));
        kept.map(|character| if character == ' ' { '-' } else { character }).collect::<String>() == anchor
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> usize {
        let files = [
            File::new("docs/a.md", text),
            File::new("docs/b/c.md", "# Google's, own\n"),
            File::new("d.md", ""),
        ];
        let paths = ["d.md", "docs/a.md", "docs/b/c.md", "docs/e.png"].map(str::to_owned);
        relative_links(&files, &paths).len()
    }

    #[test]
    fn a_dead_link_is_found() {
        for good in [
            "[a](b/c.md) and [b](b/c.md#googles-own), ![c](e.png)",
            "[a](../d.md) [b](./b/) [c](https://h/x.md) [d](#own)\n# Own\n",
            "```js\nf[0](gone)\n```\n",
        ] {
            assert_eq!(of(good), 0, "{good}");
        }
        for bad in [
            "[a](c.md)",
            "[a](b/c.md#other)",
            "[a](../../d.md)",
            "![a](b/e.png)",
            "[a](#none)",
            "```\n```\n[a](x)",
        ] {
            assert_eq!(of(bad), 1, "{bad}");
        }
    }
}
