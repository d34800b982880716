//! The Rust tests: one binary, a module for each thing a user can see.

mod site_test;

mod advisories;
mod asked;
mod blocks;
mod cases;
mod collections;
mod command_line;
mod demonstration;
mod determinism;
mod directions;
mod disguises;
mod emit;
mod events;
mod every_word;
mod feeds;
mod fields;
mod held_back;

mod hidden_files;
mod hints;
mod hostile;
mod incremental;
mod kept_addresses;
mod labels;
mod languages;
mod links;
mod mail;
mod marks;
mod menus;
mod mistakes;
mod outlook;
mod pages;
mod plain_words;
mod publishing;
mod quoted;
mod quotes;
mod redirects;
mod reference;
mod serve;
mod stamps;
mod tidy;
mod traces;
mod watch;
mod without_session;
mod words_kept;
