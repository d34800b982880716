//! Which editor a click in the preview opens: what was asked for, else what the environment says, else the usual one.
#![expect(clippy::disallowed_methods, reason = "the author's editor is told by the environment")]

use demarche::Error;
use demarche::serve::Editor;

/// The variable that names the editor for demarche alone.
const VARIABLE: &str = "DEMARCHE_EDITOR";

/// Returns the editor.
pub(super) fn chosen(asked: Option<&Editor>) -> Result<Editor, Error> {
    choose(asked, |name| std::env::var(name).ok())
}

/// Returns the editor, given what the variables of the environment hold.
fn choose(asked: Option<&Editor>, variable: impl Fn(&str) -> Option<String>) -> Result<Editor, Error> {
    if let Some(editor) = asked {
        return Ok(editor.clone());
    }
    if let Some(text) = variable(VARIABLE).filter(|text| !text.trim().is_empty()) {
        return Editor::parse(text.trim()).map_err(|error| Error::new(format!("{VARIABLE}: {error}")));
    }
    // Most of these name an editor for the terminal, which no address opens.
    let known = ["VISUAL", "EDITOR"].into_iter().filter_map(variable).find_map(|command| Editor::of_command(&command));
    Ok(known.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editor_is_that_of_who_speaks_first() {
        let editor = |name: &str| Editor::parse(name).expect("an editor");
        let check = |asked: Option<&str>, variables: &[(&str, &str)], expected: &str| {
            let variable =
                |name: &str| variables.iter().find(|(found, _)| *found == name).map(|(_, value)| (*value).to_owned());
            let chosen = choose(asked.map(editor).as_ref(), variable).expect("a choice");
            assert_eq!(chosen, editor(expected), "{asked:?} {variables:?}");
        };
        check(None, &[], "vscode");
        check(None, &[("EDITOR", "nano"), ("VISUAL", "vi")], "vscode");
        check(None, &[("EDITOR", "/usr/bin/zed --wait"), ("VISUAL", "vi")], "zed");
        check(None, &[("EDITOR", "zed"), ("VISUAL", "subl -w")], "sublime");
        check(None, &[("EDITOR", "zed"), ("DEMARCHE_EDITOR", " idea ")], "idea");
        check(None, &[("DEMARCHE_EDITOR", "ed://x?f={file}")], "ed://x?f={file}");
        check(None, &[("EDITOR", "zed"), ("DEMARCHE_EDITOR", "")], "zed");
        check(Some("none"), &[("DEMARCHE_EDITOR", "idea")], "none");
        let bad = |name: &str| (name == VARIABLE).then(|| "javascript://{file}".to_owned());
        let error = choose(None, bad).expect_err("no editor").to_string();
        assert!(error.starts_with("DEMARCHE_EDITOR: `javascript://{file}` is no editor"), "{error}");
    }
}
