//! Writes the sample site as Eleventy reads it: the same publications, as a practised author would lay them out.
//!
//! In goes a number of publications and an empty or absent folder, out comes an Eleventy site. Layouts and settings lie
//! in `benches/eleventy` and are copied. Front matter and data are those of the Hugo site (`hugo`). Eleventy does not
//! follow links from one source to another without a further pass over each page, so links name addresses.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::generate::{self, write_file};
use crate::hugo::{self, copy_layouts};
use crate::sample::Sample;

/// Writes the Eleventy site with a number of publications into `root`.
pub(crate) fn write_site(publications: usize, root: &Path) -> io::Result<()> {
    let sample = Sample::new(publications);
    generate::refuse_filled(root)?;
    copy_layouts("eleventy", root, "assets/style.css")?;
    hugo::write_data(&sample, &root.join("data"))?;
    let content = root.join("content");
    hugo::write_fixed(&content)?;
    (0..sample.publications()).into_par_iter().try_for_each(|number| {
        let publication = sample.publication(number);
        write_file(&content.join(&publication.path), &addressed(&hugo::source(&publication)))
    })
}

/// Returns a source in which links name addresses instead of sources.
fn addressed(source: &str) -> String {
    let mut parts = source.split("](../");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (target, rest) = part.split_once(')').unwrap_or((part, ""));
        let (path, anchor) = target.trim_start_matches("../").split_once('#').unwrap_or((target, ""));
        let path = path.trim_start_matches("../").trim_end_matches(".md");
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        text.push_str(&format!("](/{path}/{anchor}){rest}"));
    }
    text
}
