//! Lints of the repository, as tests over its text.
//!
//! Each rule is a function from files to problems. The tests at the end of each module pass it small bad files, which
//! show that every rule can fail. A problem has a file, a line and a remedy.
//!
//! ```text
//! files          the files of git, as path and text
//! rust_text      a Rust file without comments and tests
//! layout         sizes, headings, unfinished places, machine paths
//! crates         which crate may use which
//! modules        which module of a crate names which
//! layers         which module of Studio may use which
//! documentation  error codes in the types and in the documentation; claims of comparisons and their tests
//! supply_chain   unsafe code, sources and licences of dependencies, threats and their tests
//! prose          comments with nouns as subjects, and documents
//! vocabulary     names without the private words that standard terms replaced
//! links          relative links of documents
//! pinned         downloads of snippets have a digest or a version
//! styles         CSS classes that no element has
//! examples       every export of the crate has an example
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod crates;
mod documentation;
mod examples;
mod files;
mod layers;
mod layout;
mod links;
mod modules;
mod pinned;
mod prose;
mod rust_text;
mod styles;
mod supply_chain;
mod vocabulary;

use files::File;

/// A message with a location and a remedy.
type Problem = String;

#[track_caller]
fn check(rule: impl Fn(&[File]) -> Vec<Problem>) {
    let problems = rule(&files::of_repository());
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn files_begin_with_a_comment_about_their_content() {
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
fn code_is_finished() {
    check(layout::unfinished);
}

#[test]
fn no_path_of_one_machine() {
    check(layout::machine_paths);
}

#[test]
fn crates_have_no_reversed_dependency() {
    check(crates::dependencies);
}

#[test]
fn pure_crates_depend_on_no_javascript() {
    check(crates::pure_crates);
}

#[test]
fn window_stays_in_studio() {
    check(crates::window);
}

#[test]
fn modules_of_studio_use_lower_layers_only() {
    check(layers::upward_uses);
}

#[test]
fn modules_with_files_are_the_mod_rs_of_their_folder() {
    check(layout::module_files);
}

#[test]
fn modules_have_no_cycle() {
    check(layers::module_cycles);
}

#[test]
fn components_of_studio_write_no_signal_of_the_store() {
    check(layers::component_writes);
}

#[test]
fn classes_of_style_sheets_are_used() {
    check(styles::unused_classes);
}

#[test]
fn comments_have_nouns_as_subjects() {
    check(prose::comments);
}

#[test]
fn documents_use_the_terms_of_the_field() {
    check(prose::documents);
}

#[test]
fn names_use_the_terms_of_the_field() {
    check(vocabulary::names);
}

#[test]
fn the_library_is_called_by_actions_alone() {
    check(layers::library_calls);
}

#[test]
fn error_codes_are_typed_and_documented() {
    check(documentation::error_codes);
}

#[test]
fn every_claim_of_the_comparison_has_its_test() {
    check(documentation::comparison);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let problems = links::relative_links(&files::of_repository(), &files::paths_of_repository());
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
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
    check(supply_chain::unsafe_code);
}

#[test]
fn dependencies_are_ranges() {
    check(pinned::ranges);
}

#[test]
fn locked_packages_are_of_the_registries() {
    check(supply_chain::sources);
}

#[test]
fn every_lock_file_is_updated() {
    check(supply_chain::updates);
}

#[test]
fn licences_of_all_packages_allow_their_use() {
    check(supply_chain::npm_licences);
}

#[test]
fn every_threat_has_its_test() {
    check(supply_chain::threats);
}

#[test]
fn snippets_pin_their_downloads() {
    check(pinned::snippets);
}
