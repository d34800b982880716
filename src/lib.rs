//! demarche: a static site generator for advocacy publications.
//!
//! A build is a walk through the rooms of a house; each takes a value and hands on a value, and none looks back:
//! [`source`] reads the project's files; [`parse`] turns one file into a document; [`content`] gives it a type and an
//! address; [`data`] holds sessions, states and treaties; [`model`] joins everything into one immutable site; [`plan`]
//! lists the files to be made; [`mail`] knows what mail programs can show; [`render`] runs layouts over a snapshot of the site and records what they read;
//! [`output`] makes the bytes of each kind of file; [`check`] looks at the whole; [`engine`] does the walking, in
//! parallel; [`emit`] alone writes the site, and [`cache`] keeps what the next build may ask. For the preview, [`watch`]
//! waits for a change and [`serve`] answers browsers. In the cellar, open to all rooms: [`address`], [`config`], [`csv`], [`diag`], [`disguise`], [`html`],
//! [`ignored`], [`media`], [`moment`], `packed`, `policy`, [`route`], `checksummed`, [`spill`], [`track`] and [`yaml`]. The library prints nothing and knows no clock.
//! `fuzz` stands beside the house: tests and fuzzers alone have it.

pub mod address;
pub mod bidi;
pub mod cache;
pub mod check;
mod checksummed;
pub mod config;
pub mod content;
pub mod csv;
pub mod data;
pub mod diag;
pub mod disguise;
pub mod emit;
pub mod engine;
#[cfg(any(test, fuzzing))]
pub mod fuzz;
pub mod html;
pub mod ignored;
pub mod mail;
pub mod media;
pub mod model;
pub mod moment;
pub mod output;
mod packed;
pub mod parse;
pub mod plan;
mod policy;
pub mod render;
pub mod route;
pub mod schema;
pub mod serve;
pub mod source;
pub mod spill;
pub mod track;
pub mod watch;
pub mod yaml;

pub use diag::{Diagnostic, Error};
pub use engine::{BuildOptions, Outcome, Progress, Sink, build};
