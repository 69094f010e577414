//! The rules of the house, held by reading the source as text: what may import what, what must be listed,
//! what must not be forgotten.
//!
//! Every check is a function from a [`tree::Tree`] to complaints. It runs over the repository, where there must
//! be none, and over a few invented files, where there must be some: a check that finds nothing proves nothing.

mod code_only;
mod house;
mod imports;
mod listed;
mod schema;
mod strangers;
mod tree;

use tree::Tree;

/// Fails with every complaint on a line of its own.
fn must_hold(check: fn(&Tree) -> Vec<String>, what_to_do: &str) {
    let complaints = check(Tree::repository());
    assert!(complaints.is_empty(), "\n{}\n\n→ {what_to_do}\n", complaints.join("\n"));
}

/// Checks that invented files are complained about, each as often as said.
fn must_find(check: fn(&Tree) -> Vec<String>, n_complaints: usize, files: &[(&str, &str)]) {
    let complaints = check(&Tree::invented(files));
    assert_eq!(complaints.len(), n_complaints, "\n{}\n", complaints.join("\n"));
}
