//! Every mistake the program knows, as a function that makes its diagnostic.
//!
//! Wording: lower case, no full stop, the author's text in backticks, and a hint that names the next step.

mod addresses;
mod blanks;
mod blocks;
mod collections;
mod disguises;
mod facts;
mod fields;
mod files;
mod held;
mod keys;
mod layouts;
mod leftovers;
mod mail;
mod markdown;
mod marks;
mod menus;
mod own;
mod own_blocks;
mod redirects;
mod references;
mod routes;
mod settings;
mod signatories;
mod tables;
mod taxonomies;
mod translations;
mod yaml;

pub use addresses::*;
pub use blanks::*;
pub use blocks::*;
pub use collections::*;
pub use disguises::*;
pub use facts::*;
pub use fields::*;
pub use files::*;
pub use held::*;
pub use keys::*;
pub use layouts::*;
pub use leftovers::*;
pub use mail::*;
pub use markdown::*;
pub use marks::*;
pub use menus::*;
pub use own::*;
pub use own_blocks::*;
pub use redirects::*;
pub use references::*;
pub use routes::*;
pub use settings::*;
pub use signatories::*;
pub use tables::*;
pub use taxonomies::*;
pub use translations::*;
pub use yaml::*;

/// Returns words in backticks, in a row.
fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Returns the first words in backticks, in a row, and a sign that there are more.
fn shortened(words: &[&str]) -> String {
    const SHOWN: usize = 8;
    let more = if words.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", listed(&words[..words.len().min(SHOWN)]))
}
