//! The editor that a click on a place opens, by an address that the author's own system knows what to do with.
//!
//! Takes the name of an editor or the template of an address; gives the address of a place. Promises: a template leads to
//! a program and never to a page or a script, and no name of a file can become another part of the address. Nothing
//! here opens anything: an endpoint that did would open it for every page that can send a request.

use crate::diag::{Error, Span};

/// The editors by name, with the templates of their addresses.
const EDITORS: [(&str, &str); 17] = [
    ("bbedit", "x-bbedit://open?url=file:///{path}&line={line}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("emacs", "emacs://open?url=file:///{path}&line={line}&column={column}"),
    ("idea", "idea://open?file={file}&line={line}&column={column}"),
    ("macvim", "mvim://open?url=file:///{path}&line={line}&column={column}"),
    ("none", ""),
    ("phpstorm", "phpstorm://open?file={file}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={file}&line={line}&column={column}"),
    ("rustrover", "rustrover://open?file={file}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file:///{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file:///{path}&line={line}&column={column}"),
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("webstorm", "webstorm://open?file={file}&line={line}&column={column}"),
    ("windsurf", "windsurf://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
];
/// Other names of these editors, most of them those of their programs.
const ALSO: [(&str, &str); 11] = [
    ("code", "vscode"),
    ("code-insiders", "vscode-insiders"),
    ("codium", "vscodium"),
    ("idea64", "idea"),
    ("mate", "textmate"),
    ("mate_wait", "textmate"),
    ("mvim", "macvim"),
    ("subl", "sublime"),
    ("sublime_text", "sublime"),
    ("txmt", "textmate"),
    ("zeditor", "zed"),
];
/// Schemes that lead to a page, a script or a file and not to a program.
const NO_EDITORS: [&str; 14] = [
    "about",
    "blob",
    "chrome",
    "data",
    "file",
    "filesystem",
    "ftp",
    "http",
    "https",
    "javascript",
    "vbscript",
    "view-source",
    "ws",
    "wss",
];
/// What a template may hold in braces.
const PLACEHOLDERS: [&str; 4] = ["file", "path", "line", "column"];
/// The longest template.
const TEMPLATE_LIMIT: usize = 500;

/// How a place in a file is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The address, with placeholders; empty for none.
    template: String,
}

impl Default for Editor {
    /// Returns the editor that most have.
    fn default() -> Editor {
        Editor { template: "vscode://file/{path}:{line}:{column}".to_owned() }
    }
}

impl Editor {
    /// Returns an editor by its name, or by a template such as `vscode://file/{path}:{line}:{column}`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(text: &str) -> Result<Editor, Error> {
        if let Some(editor) = Editor::named(text) {
            return Ok(editor);
        }
        match check_template(text) {
            Ok(()) => Ok(Editor { template: text.to_owned() }),
            Err(why) => Err(Error::new(format!("`{text}` is no editor: {why}"))),
        }
    }

    /// Returns an editor by its name.
    fn named(name: &str) -> Option<Editor> {
        let name = ALSO.iter().find(|(also, _)| *also == name).map_or(name, |(_, name)| name);
        let (_, template) = EDITORS.iter().find(|(known, _)| *known == name)?;
        Some(Editor { template: (*template).to_owned() })
    }

    /// Returns the editor of a command line such as `/usr/bin/code --wait`, if it is known to open such addresses.
    pub fn of_command(command: &str) -> Option<Editor> {
        let program = command.split_whitespace().next()?.rsplit(['/', '\\']).next()?;
        let program = [".exe", ".cmd", ".sh"].iter().find_map(|end| program.strip_suffix(end)).unwrap_or(program);
        // Emacs as a command is as likely to be one in a terminal, and `none` is no program.
        Editor::named(program).filter(|_| !matches!(program, "emacs" | "none"))
    }

    /// Returns the names of all editors, in order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EDITORS.iter().map(|(name, _)| *name)
    }

    /// Returns the address that opens a place; `root` is the folder of the site, with `/` between its parts.
    pub(super) fn link(&self, root: &str, span: &Span) -> Option<String> {
        if self.template.is_empty() {
            return None;
        }
        let mut file = String::new();
        push_encoded(&mut file, &format!("{}/{}", root.trim_end_matches('/'), span.file));
        let (line, column) = (span.line.to_string(), span.column.to_string());
        let mut out = String::with_capacity(self.template.len() + file.len());
        let mut rest = self.template.as_str();
        // In one pass, so that what was put in is not looked at again.
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            out.push_str(match name {
                "file" => &file,
                "path" => file.trim_start_matches('/'),
                "line" => &line,
                _ => &column,
            });
            rest = after;
        }
        out.push_str(rest);
        Some(out)
    }
}

/// Appends a path, percent-encoded but for `/` and the colon of a drive, so that it is no more than a part of an address.
fn push_encoded(out: &mut String, path: &str) {
    for (at, byte) in path.bytes().enumerate() {
        let is_drive = at == 1 && byte == b':' && path.as_bytes()[0].is_ascii_alphabetic();
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || is_drive {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Tells what is wrong with a template, if anything is.
fn check_template(template: &str) -> Result<(), String> {
    let Some((scheme, rest)) = template.split_once("://") else {
        let names: Vec<&str> = Editor::names().collect();
        return Err(format!(
            "name one of {}, or write an address such as `vscode://file/{{path}}:{{line}}`",
            names.join(", ")
        ));
    };
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte);
    if !scheme.starts_with(|c: char| c.is_ascii_lowercase()) || !scheme.bytes().all(good) {
        return Err("its scheme is written in small letters, as in `vscode://`".to_owned());
    }
    if NO_EDITORS.contains(&scheme) {
        return Err(format!("`{scheme}:` opens no editor"));
    }
    if template.len() > TEMPLATE_LIMIT {
        return Err(format!("it is longer than {TEMPLATE_LIMIT} characters"));
    }
    if let Some(bad) = rest.chars().find(|c| !c.is_ascii_graphic() || "\"'<>\\^`|".contains(*c)) {
        return Err(format!("`{}` cannot stand in an address", bad.escape_default()));
    }
    check_placeholders(rest)
}

/// Tells what is wrong with the placeholders of a template, if anything is.
fn check_placeholders(mut rest: &str) -> Result<(), String> {
    let mut names_file = false;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}').filter(|_| !before.contains('}')) else { break };
        if !PLACEHOLDERS.contains(&name) {
            return Err(format!("`{{{name}}}` is none of {{file}}, {{path}}, {{line}} and {{column}}"));
        }
        names_file |= matches!(name, "file" | "path");
        rest = after;
    }
    match (rest.contains(['{', '}']), names_file) {
        (true, _) => Err("a brace stands alone".to_owned()),
        (false, false) => {
            Err("it does not say where the file goes: `{file}`, or `{path}` without the first slash".to_owned())
        }
        (false, true) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the address of a place in a file.
    fn link(editor: &str, root: &str, file: &str) -> String {
        let span = Span::new(&file.into(), "one\ntwo three\n", 8..13);
        Editor::parse(editor).expect("an editor").link(root, &span).expect("an address")
    }

    #[test]
    fn every_editor_has_a_good_template_and_stands_in_order() {
        assert!(Editor::names().is_sorted() && ALSO.is_sorted() && NO_EDITORS.is_sorted());
        for (name, template) in EDITORS.iter().filter(|(name, _)| *name != "none") {
            assert_eq!(check_template(template), Ok(()), "{name}");
        }
        assert!(
            ALSO.iter()
                .all(|(also, name)| Editor::named(name).is_some() && EDITORS.iter().all(|(known, _)| known != also))
        );
        assert_eq!(Editor::named("vscode"), Some(Editor::default()));
        assert_eq!(Editor::parse("none").expect("none").link("/site", &Span::whole(&"a.md".into())), None);
    }

    #[test]
    fn places_become_addresses() {
        let check =
            |editor: &str, expected: &str| assert_eq!(link(editor, "/home/someone/site", "content/a.md"), expected);
        check("vscode", "vscode://file/home/someone/site/content/a.md:2:5");
        check("code", "vscode://file/home/someone/site/content/a.md:2:5");
        check("zed", "zed://file/home/someone/site/content/a.md:2:5");
        check("idea", "idea://open?file=/home/someone/site/content/a.md&line=2&column=5");
        check("subl", "subl://open?url=file:///home/someone/site/content/a.md&line=2&column=5");
        check("my+editor://open?f={file}&l={line}", "my+editor://open?f=/home/someone/site/content/a.md&l=2");
        assert_eq!(link("vscode", "C:/site/", "content/a.md"), "vscode://file/C:/site/content/a.md:2:5");
        assert_eq!(link("vscode", "//server/share", "a.md"), "vscode://file/server/share/a.md:2:5");
    }

    #[test]
    fn names_of_files_stay_names() {
        for (file, expected) in [
            ("a&line=9#x?y.md", "a%26line%3D9%23x%3Fy.md"),
            ("{line}{path}.md", "%7Bline%7D%7Bpath%7D.md"),
            ("a b\"<>'.md", "a%20b%22%3C%3E%27.md"),
            ("é%41.md", "%C3%A9%2541.md"),
            ("a:7:7.md", "a%3A7%3A7.md"),
            ("\r\n+.md", "%0D%0A%2B.md"),
        ] {
            assert_eq!(link("idea", "/s", file), format!("idea://open?file=/s/{expected}&line=2&column=5"));
        }
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        for (template, why) in [
            ("", "name one of"),
            ("nano", "name one of bbedit, cursor, "),
            ("javascript:alert({file})", "name one of"),
            ("javascript://%0aalert({line})//{file}", "`javascript:` opens no editor"),
            ("data://text/html,{file}", "`data:` opens no editor"),
            ("https://evil.example/?{file}", "`https:` opens no editor"),
            ("http://evil.example/?{file}", "`http:` opens no editor"),
            ("file:///{path}", "`file:` opens no editor"),
            ("JavaScript://{file}", "small letters"),
            (" javascript://{file}", "small letters"),
            ("://{file}", "small letters"),
            ("x y://{file}", "small letters"),
            ("ed://open?f={file}\n", "`\\n` cannot stand"),
            ("ed://open?f={file}\"onclick=x", "`\\\"` cannot stand"),
            ("ed://open?f={file}<b>", "`<` cannot stand"),
            ("ed://é/{file}", "`\\u{e9}` cannot stand"),
            ("ed://open?f={file}&c={col}", "`{col}` is none of"),
            ("ed://open?f={file}&c={", "a brace stands alone"),
            ("ed://open?f={file}}", "a brace stands alone"),
            ("ed://open?l={line}", "does not say where the file goes"),
        ] {
            let error = Editor::parse(template).expect_err(template).to_string();
            assert!(error.contains(why), "{template}: {error}");
        }
        assert!(Editor::parse(&format!("ed://{{file}}{}", "x".repeat(500))).is_err());
    }

    #[test]
    fn commands_of_known_editors_are_known() {
        let check =
            |command: &str, name: Option<&str>| assert_eq!(Editor::of_command(command), name.and_then(Editor::named));
        check("code --wait", Some("vscode"));
        check("/usr/bin/codium -w", Some("vscodium"));
        check("C:\\Programs\\Code\\code.cmd --wait", Some("vscode"));
        check("idea64.exe", Some("idea"));
        check("subl -n -w", Some("sublime"));
        for command in ["", " ", "vi", "nano", "emacs -nw", "none", "env code", "vscode://file/{path}"] {
            check(command, None);
        }
    }
}
