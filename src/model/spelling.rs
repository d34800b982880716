//! Names of files in whichever form of Unicode they are written.

use std::sync::Arc;

use super::other_name;
use crate::config::{Config, Opens};
use crate::source::Sources;

/// Returns settings that name files as they are spelt on disk.
pub(super) fn with_spelt_names(mut config: Arc<Config>, sources: &Sources) -> Arc<Config> {
    let pages = config.entries().filter_map(|entry| match &entry.opens {
        Opens::Page(path) => Some(path),
        _ => None,
    });
    if pages.chain(config.images().map(|(_, src)| src)).all(|name| name.is_ascii()) {
        return config;
    }
    for name in Arc::make_mut(&mut config).paths_mut() {
        let path = format!("content/{name}");
        *name = spelt(sources, &path).trim_start_matches("content/").to_owned();
    }
    config
}

/// Returns the path of the file that `path` names, in whichever form of Unicode either is written; `path` itself where
/// there is none.
pub(super) fn spelt<'a>(sources: &'a Sources, path: &'a str) -> &'a str {
    if path.is_ascii() {
        return path;
    }
    let other = || sources.spelt(other_name(path)?.as_str());
    sources.spelt(path).or_else(other).unwrap_or(path)
}
