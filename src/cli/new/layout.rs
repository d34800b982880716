//! A layout of the site's own: the built-in one, with what it can ask as a comment above it.

use demarche::Error;
use demarche::diag::closest;
use demarche::render::DEFAULTS;

use super::NewFile;
use crate::cli::layouts::told_of;

/// Returns the file of a layout by its name, with its suffix or, where it is a page's, without.
pub(super) fn file(name: &str) -> Result<NewFile, Error> {
    let whole = if name.contains('.') { name.to_owned() } else { format!("{name}.html") };
    let is_template = |name: &str| name.ends_with(".html") || name.ends_with(".txt");
    let known = DEFAULTS.iter().filter(|(name, _)| is_template(name));
    let found = known.clone().find(|(known, _)| *known == whole);
    let Some((known, text)) = found.and_then(|(known, bytes)| Some((known, std::str::from_utf8(bytes).ok()?))) else {
        let names: Vec<&str> = known.map(|(known, _)| known.trim_end_matches(".html")).collect();
        let hint = match closest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", names.join(", ")),
        };
        return Err(Error::new(format!("there is no built-in layout `{name}`; {hint}")));
    };
    Ok(NewFile { path: format!("layouts/{known}"), text: format!("{}\n{text}", comment(known, text)) })
}

/// Returns the names of the blocks of a layout: its own, then those that it has of the one that it extends.
fn blocks(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut next = Some(text);
    while let Some(text) = next {
        let behind = text.split("block ").zip(text.split("block ").skip(1));
        let opened = behind.filter(|(before, _)| before.ends_with("{% ") || before.ends_with("{%- "));
        for name in opened.filter_map(|(_, rest)| rest.split(' ').next()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let above = text.split_once("{% extends \"").and_then(|(_, rest)| rest.split('"').next());
        let file = above.and_then(|above| DEFAULTS.iter().find(|(known, _)| *known == above));
        next = file.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
    }
    names
}

/// Returns the comment above a layout: how to write less of it, and what it can ask.
fn comment(name: &str, text: &str) -> String {
    let blocks = blocks(text);
    let mut says = format!("The built-in {name}, to be changed.");
    if let Some(block) = blocks.first() {
        says.push_str(&format!(
            " To change a part alone, which goes on with the built-in rest, write in place of all\n\
             below: {{% extends \"default/{name}\" %}}{{% block {block} %}}…{{% endblock %}}. Its blocks are {}.",
            blocks.join(", ")
        ));
    }
    says.push_str("\n\n");
    says.push_str("What it can ask:\n\n");
    says.push_str(&told_of(name));
    // Nothing in it ends the comment.
    format!("{{# {} #}}", says.trim_end().replace("#}", "# }"))
}
