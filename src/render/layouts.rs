//! The layouts of a site: its own files over the built-in ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_yaml::Value as Yaml;

use super::blocks::unknown_blocks;
use super::defaults::{BUILT_IN, DEFAULTS, FAVICON};
use super::looks::rules_of;
use super::own_blocks::{OwnLayouts, files_of, without_content, without_head};
use super::plurals::check_plurals;
use super::strings::Strings;
use super::styles::{joined, with_published};
use super::template::Template;
use super::unused::{unknown_words, unused_layouts};
use crate::address::places::in_styles;
use crate::config::Config;
use crate::content::Kinds;
use crate::diag::{Diagnostic, Error, Span, mistakes};
use crate::media;
use crate::parse::block_head;
use crate::route::OutPath;
use crate::source::Sources;
use crate::track::{Fingerprint, combine, fingerprint};
use crate::yaml::{Limits, Source};

/// The language whose words stand in for missing ones.
const FALLBACK: &str = "en";

/// A file under `layouts/assets`, published under a name that changes with its bytes.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it is published.
    pub route: OutPath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Templates, strings and assets.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    /// The templates, by name: `base.html`, `partials/card.html`.
    pub templates: BTreeMap<String, Template>,
    /// The assets, by name: `style.css`.
    pub assets: BTreeMap<String, Asset>,
    /// The bytes of the static files, which are published at the root under their own names.
    pub statics: BTreeMap<OutPath, Arc<[u8]>>,
    /// The keys of the site's own words that the built-in layouts do not know.
    pub own_words: BTreeSet<String>,
    /// The addresses in style sheets that are written as they are published: the file from the root of the output, the
    /// address, and its place.
    pub style_addresses: Vec<(String, String, Span)>,
    /// The rules of the site's colours and fonts.
    looks: String,
    /// The layouts of the site's own blocks, ready to be run.
    pub(super) own_blocks: OwnLayouts,
    /// The words of each language of the site.
    pub strings: BTreeMap<String, Arc<Strings>>,
}

impl Layouts {
    /// Gathers the layouts of a site.
    ///
    /// # Errors
    /// When an asset cannot be read.
    pub fn gather(
        sources: &Sources,
        (config, kinds): (&Config, &Kinds),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Layouts, Error> {
        let mut layouts = Layouts { looks: rules_of(config, sources), ..Layouts::default() };
        let mut strings: BTreeMap<String, (Arc<str>, Arc<str>)> = BTreeMap::new();
        let mut styles: Vec<(String, File)> = Vec::new();
        let own: BTreeSet<String> = kinds.blocks().own.iter().flat_map(|kind| files_of(kind.name)).collect();
        let mut taken: BTreeSet<String> = kinds.layouts().chain(own.iter().cloned()).collect();
        for (name, file) in merge(sources)? {
            if let Some(lang) = name.strip_prefix("strings/").and_then(|name| name.strip_suffix(".yaml")) {
                let text = file.text();
                strings.insert(lang.to_owned(), (file.path, text));
            } else if let Some(asset) = name.strip_prefix("assets/") {
                match asset.ends_with(".css") {
                    true => styles.push((asset.to_owned(), file)),
                    false => layouts.add_asset(asset, &file, config, diagnostics),
                }
            } else if let Some(name) = name.strip_prefix("static/") {
                match OutPath::parse(name) {
                    Ok(route) => {
                        if name.ends_with(".css") {
                            layouts.note_addresses(name, &file, |_| true);
                        }
                        diagnostics.extend(unpublishable(&file, config));
                        layouts.statics.insert(route, file.bytes);
                    }
                    Err(why) => diagnostics.push(mistakes::bad_route(Span::whole(&file.path), &why.to_string())),
                }
            } else if is_template(&name) {
                let text = match own.contains(&name) {
                    true => without_head(&file.text()).map_or_else(|| file.text(), Arc::from),
                    false => file.text(),
                };
                // What is wrong with the name of a block was said.
                if name.starts_with("blocks/") && block_head(&text).is_some() {
                    taken.insert(name.clone());
                }
                check_directions(&file.path, &text, diagnostics);
                let fingerprint = fingerprint(text.as_bytes());
                layouts.templates.insert(name, Template { path: file.path, text, fingerprint });
            }
        }
        layouts.add_built_in();
        // After the files that they name, for whose names they need.
        for (name, mut file) in styles {
            let text = file.text();
            layouts.note_addresses(&format!("assets/{name}"), &file, |address| {
                address.starts_with('/') || joined(&name, address).is_none()
            });
            let published = |address: &str| layouts.published(&name, address);
            file.bytes = with_published(&file.path, &text, published, diagnostics).into_bytes().into();
            layouts.add_asset(&name, &file, config, diagnostics);
        }
        diagnostics.extend(unknown_blocks(&layouts.templates));
        diagnostics.extend(unused_layouts(&layouts.templates, &taken));
        diagnostics.extend(without_content(kinds.blocks(), &layouts.templates));
        layouts.own_blocks = OwnLayouts::of(layouts.templates.iter().filter(|(name, _)| own.contains(*name)));
        layouts.strings = read_strings(&strings, &layouts.templates, config, diagnostics);
        layouts.own_words = own_words(&strings);
        Ok(layouts)
    }

    /// Adds the built-in layouts that others name by `default/` before their names, which those of the site may stand in for.
    fn add_built_in(&mut self) {
        let built_in = DEFAULTS.iter().filter(|(name, _)| is_template(name));
        for (name, bytes) in built_in.map(|(name, bytes)| (format!("{BUILT_IN}{name}"), bytes)) {
            let is_named = self.templates.values().any(|template| template.text.contains(&name));
            if is_named && !self.templates.contains_key(&name) {
                let text: Arc<str> = String::from_utf8_lossy(bytes).into();
                let (path, fingerprint) = (format!("layouts/{name}").into(), fingerprint(bytes));
                self.templates.insert(name, Template { path, text, fingerprint });
            }
        }
    }

    /// Returns what stands in a style sheet for an address in it: the published name, or nothing for what keeps its own;
    /// an error where there is no such file.
    fn published(&self, style: &str, address: &str) -> Result<Option<String>, ()> {
        // What stands at an address of the host may be a page or a file of the content.
        if address.starts_with('/') {
            return Ok(None);
        }
        // What lies outside of the folder may be a static file.
        let Some(name) = joined(style, address) else { return Ok(None) };
        let asset = self.assets.get(&name).ok_or(())?;
        let file = asset.route.as_str().rsplit('/').next().unwrap_or("");
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut encoded = String::new();
        crate::route::push_percent_encoded(&mut encoded, folder);
        encoded.push_str(if folder.is_empty() { "" } else { "/" });
        crate::route::push_percent_encoded(&mut encoded, file);
        Ok(Some(encoded))
    }

    /// Notes the addresses of a style sheet that stay as they are, given its path from the root of the output.
    fn note_addresses(&mut self, name: &str, file: &File, stays: impl Fn(&str) -> bool) {
        let text = file.text();
        for range in in_styles(&text).into_iter().filter(|range| stays(&text[range.clone()])) {
            let address = text[range.clone()].to_owned();
            self.style_addresses.push((name.to_owned(), address, Span::new(&file.path, &text, range)));
        }
    }

    /// Adds an asset, its name made from its bytes; the site's colours and fonts go into the style sheet.
    fn add_asset(&mut self, name: &str, file: &File, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        let mut bytes = file.bytes.clone();
        diagnostics.extend(unpublishable(file, config));
        if let Ok(Cow::Owned(cleaned)) = media::clean(&file.path, &bytes, config.files.of(&file.path)) {
            bytes = cleaned.into();
        }
        if name == "style.css" && !self.looks.is_empty() {
            bytes = [&bytes, self.looks.as_bytes()].concat().into();
        }
        let hash = twox_hash::XxHash3_64::oneshot(&bytes);
        let (stem, suffix) =
            name.rsplit_once('.').map_or((name, String::new()), |(stem, suffix)| (stem, format!(".{suffix}")));
        match OutPath::parse(&format!("assets/{stem}.{hash:016x}{suffix}")) {
            Ok(route) => _ = self.assets.insert(name.to_owned(), Asset { route, bytes }),
            Err(why) => diagnostics.push(mistakes::bad_route(Span::whole(&file.path), &why.to_string())),
        }
    }

    /// Tells whether the site has a `favicon.svg` of its own.
    pub fn has_own_icon(&self) -> bool {
        let built_in = |bytes: &[u8]| DEFAULTS.iter().any(|(name, known)| name.ends_with(FAVICON) && *known == bytes);
        self.statics.iter().any(|(route, bytes)| route.as_str() == FAVICON && !built_in(bytes))
    }

    /// Returns the words of a language.
    pub fn strings(&self, lang: &str) -> Arc<Strings> {
        self.strings.get(lang).cloned().unwrap_or_default()
    }

    /// Returns the fingerprint of all assets' names.
    pub fn assets_fingerprint(&self) -> Fingerprint {
        self.assets.values().fold(0, |seed, asset| combine(seed, fingerprint(asset.route.as_str().as_bytes())))
    }

    /// Returns the fingerprint of the names of all templates.
    pub(super) fn names_fingerprint(&self) -> Fingerprint {
        self.templates.keys().fold(1, |seed, name| combine(seed, fingerprint(name.as_bytes())))
    }
}

/// Tells whether a file of the layouts is a template, by its name.
fn is_template(name: &str) -> bool {
    [".html", ".xml", ".txt"].iter().any(|end| name.ends_with(end))
}

/// A layout file, built in or the site's own.
struct File {
    path: Arc<str>,
    bytes: Arc<[u8]>,
}

impl File {
    /// Returns the file as text; built-in files and sources of this room are UTF-8.
    fn text(&self) -> Arc<str> {
        String::from_utf8_lossy(&self.bytes).into()
    }
}

/// Tells why a file of the layouts cannot be published, or what would be published with it.
fn unpublishable(file: &File, config: &Config) -> Option<Diagnostic> {
    let (span, rule) = (Span::whole(&file.path), config.files.of(&file.path));
    match media::check(&file.path, &file.bytes, rule) {
        Err(why) => Some(mistakes::unpublishable(span, &file.path, &why)),
        Ok(()) => {
            let carried = media::carried(&file.path, &file.bytes, rule)?;
            Some(mistakes::metadata_stays(span, &file.path, &carried))
        }
    }
}

/// Returns all layout files by name, the site's own in place of built-in ones of the same name.
fn merge(sources: &Sources) -> Result<BTreeMap<String, File>, Error> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    for (name, bytes) in DEFAULTS {
        files.insert((*name).to_owned(), File { path: format!("layouts/{name}").into(), bytes: (*bytes).into() });
    }
    for source in sources.under("layouts/") {
        let name = source.path.strip_prefix("layouts/").unwrap_or(&source.path).to_owned();
        let bytes: Arc<[u8]> = match source.held() {
            Some(text) => text.as_bytes().into(),
            None => sources.load(&source.path)?.into(),
        };
        files.insert(name, File { path: Arc::clone(&source.path), bytes });
    }
    Ok(files)
}

/// Returns the keys at the top of all files of words.
fn own_words(files: &BTreeMap<String, (Arc<str>, Arc<str>)>) -> BTreeSet<String> {
    let is_built_in = |text: &str| DEFAULTS.iter().any(|(_, bytes)| *bytes == text.as_bytes());
    let own = files.values().map(|(_, text)| text).filter(|text| !is_built_in(text));
    let keys = own.flat_map(|text| text.lines()).filter_map(|line| line.split_once(':').map(|(key, _)| key));
    keys.filter(|key| !key.starts_with([' ', '#', '-'])).map(str::to_owned).collect()
}

/// Reads the words of each language of the site: its own file over the built-in one over English.
fn read_strings(
    files: &BTreeMap<String, (Arc<str>, Arc<str>)>,
    templates: &BTreeMap<String, Template>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Arc<Strings>> {
    // A site's own file may hold only what it changes, so the built-in words of the language lie under it.
    let built_in = |lang: &str| {
        let name = format!("strings/{lang}.yaml");
        DEFAULTS.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
    };
    let parse = |bytes: &[u8]| serde_yaml::from_slice::<Yaml>(bytes).ok();
    let english = built_in(FALLBACK).and_then(parse);
    let mut own = |lang: &str| -> Option<Yaml> {
        // What is built in was read as such.
        let (path, text) = files.get(lang).filter(|(_, text)| built_in(lang) != Some(text.as_bytes()))?;
        let source = Source { file: Arc::clone(path), text: Arc::clone(text), range: 0..text.len() };
        let found = source.read(Limits::WORDS, diagnostics, |node| {
            check_plurals(&node, lang, built_in(lang).is_some());
            let words = node.value().to_tree();
            node.note_controls();
            Some(words)
        });
        if let Some((own, known)) = found.as_ref().zip(english.as_ref()) {
            diagnostics.extend(unknown_words(own, known, &source, templates));
        }
        found
    };
    let fallback = Strings::new(FALLBACK, None, english.as_ref());
    let fallback = Strings::new(FALLBACK, Some(&fallback), own(FALLBACK).as_ref());
    let mut strings = BTreeMap::new();
    for lang in &config.languages {
        let primary = lang.split('-').next().unwrap_or(lang);
        let file = own(lang).or_else(|| own(primary));
        let base = match primary {
            FALLBACK => Strings::new(lang, Some(&fallback), None),
            _ => Strings::new(lang, Some(&fallback), built_in(primary).and_then(parse).as_ref()),
        };
        strings.insert(lang.clone(), Arc::new(Strings::new(lang, Some(&base), file.as_ref())));
    }
    strings
}

/// Reports marks that change the direction of text: in a template they can only mislead.
fn check_directions(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((at, c)) = text.char_indices().find(|(_, c)| crate::route::is_bidi_control(*c)) {
        diagnostics.push(mistakes::direction_in_layout(Span::new(path, text, at..at + c.len_utf8()), c));
    }
}
