//! The rules of the house, as tests over the text of the repository.
//!
//! Each rule is a function from files to problems, so that it can be shown to fail: the tests at the end of each
//! module feed it small bad files. A problem says where it is and what to do about it.
//!
//! ```text
//! files      what git knows of, as path and text
//! rust_text  a Rust file without comments and tests
//! layout     sizes, headings, unfinished places, machine paths
//! walls      which crate may name what
//! modules    which module of a crate names which
//! layers     which module of Studio may use which
//! contract   error codes and options: in the types and in the README; claims of the README and their tests
//! trust      no unsafe code, sources and licences of what is used, threats and their tests
//! prose      comments with nouns as subjects
//! pinned     what snippets download has a digest or a version
//! examples   what Rust users can call has an example
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod contract;
mod examples;
mod files;
mod layers;
mod layout;
mod modules;
mod pinned;
mod prose;
mod rust_text;
mod trust;
mod walls;

use files::File;

/// Where something is wrong, and what to do.
type Problem = String;

#[track_caller]
fn check(rule: impl Fn(&[File]) -> Vec<Problem>) {
    let problems = rule(&files::of_repository());
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn files_open_with_what_they_are() {
    check(layout::opening);
}

#[test]
fn files_stay_small() {
    check(layout::file_length);
}

#[test]
fn components_stay_small() {
    check(layout::component_length);
}

#[test]
fn nothing_is_left_unfinished() {
    check(layout::unfinished);
}

#[test]
fn no_path_of_one_machine() {
    check(layout::machine_paths);
}

#[test]
fn crates_depend_one_way() {
    check(walls::dependencies);
}

#[test]
fn pure_crates_name_no_javascript() {
    check(walls::pure_crates);
}

#[test]
fn js_value_stays_in_core() {
    check(walls::js_value);
}

#[test]
fn window_stays_in_studio() {
    check(walls::window);
}

#[test]
fn modules_of_studio_use_lower_layers_only() {
    check(layers::upward_uses);
}

#[test]
fn modules_of_studio_have_no_cycle() {
    check(layers::module_cycles);
}

#[test]
fn components_of_studio_write_no_signal_of_the_store() {
    check(layers::component_writes);
}

#[test]
fn comments_have_nouns_as_subjects() {
    check(prose::comments);
}

#[test]
fn the_library_is_called_by_actions_alone() {
    check(layers::library_calls);
}

#[test]
fn nothing_panics_on_purpose() {
    check(walls::panics);
}

#[test]
fn nothing_is_forgotten() {
    check(walls::forgotten);
}

#[test]
fn error_codes_are_typed_and_documented() {
    check(contract::error_codes);
}

#[test]
fn options_are_documented() {
    check(contract::options);
}

#[test]
fn every_claim_of_the_comparison_has_its_test() {
    check(contract::comparison);
}

#[test]
fn every_export_has_an_example() {
    check(examples::examples);
}

#[test]
fn the_front_ends_of_the_documentation_are_those_that_are_built() {
    check(examples::front_ends);
}

#[test]
fn no_unsafe_code() {
    check(trust::unsafe_code);
}

#[test]
fn dependencies_are_ranges() {
    check(pinned::ranges);
}

#[test]
fn everything_locked_is_of_the_registries() {
    check(trust::sources);
}

#[test]
fn licences_of_all_crates_are_free() {
    let crates = trust::locked_crates();
    assert!(crates.len() > 100, "cargo tells of {} crates only", crates.len());
    let problems = trust::licences(&crates);
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn licences_of_all_packages_allow_their_use() {
    check(trust::npm_licences);
}

#[test]
fn every_threat_has_its_test() {
    check(trust::threats);
}

#[test]
fn snippets_pin_what_they_download() {
    check(pinned::snippets);
}
