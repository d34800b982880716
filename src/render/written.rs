//! Addresses that layouts and style sheets have written out; all others are made from the plan.

use super::layouts::Layouts;
use super::literals::literals;
use super::styles::joined;
use crate::diag::Span;

/// An address of this host that is written out.
#[derive(Clone, Debug)]
pub struct Written {
    /// Where it stands.
    pub span: Span,
    /// The address as it stands there.
    pub address: String,
    /// Where it leads below the base path, from its `/` on.
    pub below: String,
}

impl Layouts {
    /// Returns the addresses that layouts and style sheets have written out and that lead to this site, in order of file.
    ///
    /// What a condition or a loop encloses is left out, for it may never be shown; so are relative addresses in layouts,
    /// which lead elsewhere on each page.
    pub fn written_addresses(&self, base_path: &str) -> Vec<Written> {
        let mut found = Vec::new();
        for template in self.templates.values() {
            for literal in literals(&template.text) {
                let address = &template.text[literal.range.clone()];
                let below = if literal.is_below {
                    Some(format!("/{}", address.trim_start_matches('/')))
                } else {
                    below(base_path, address).map(str::to_owned)
                };
                if let Some(below) = below {
                    let span = Span::new(&template.path, &template.text, literal.range);
                    found.push(Written { span, address: address.to_owned(), below });
                }
            }
        }
        for (file, address, span) in &self.style_addresses {
            let below = match address.starts_with('/') {
                true => below(base_path, address).map(str::to_owned),
                false => joined(file, address).map(|name| format!("/{name}")),
            };
            if let Some(below) = below {
                found.push(Written { span: span.clone(), address: address.clone(), below });
            }
        }
        found
    }
}

/// Returns where an address leads below the base path, from its `/` on; nothing for one that does not lead there.
pub fn below<'a>(base_path: &str, address: &'a str) -> Option<&'a str> {
    let leads_here = address.starts_with(base_path) && !address.starts_with("//");
    leads_here.then(|| &address[base_path.len() - 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_below_the_base_path_are_the_sites_own() {
        assert_eq!(below("/", "/a/"), Some("/a/"));
        assert_eq!(below("/b/", "/b/a/"), Some("/a/"));
        assert_eq!((below("/b/", "/a/"), below("/", "//a/"), below("/", "a/")), (None, None, None));
    }
}
