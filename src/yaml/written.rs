//! Values as an author has to write them, for hints.

use serde_yaml::Value;

/// The longest value that a hint writes out, in characters.
const SHOWN: usize = 90;

/// Returns a text as a value of YAML: as it is where that is read as the same text, also in a list, else between quotes.
pub fn written(text: &str) -> String {
    let plain = !text.contains(['[', ']', '{', '}', ',', '#', '\n'])
        && matches!(serde_yaml::from_str(text), Ok(Value::String(read)) if read == text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// Returns a line that gives a key this value, which is put between quotes only where it cannot stand as it is.
pub fn line(key: &str, value: &str) -> String {
    let value = value.trim();
    if value.chars().count() > SHOWN {
        return format!("{key}: …");
    }
    let stands = match serde_yaml::from_str::<Value>(&format!("{key}: {value}")) {
        Ok(Value::Mapping(map)) => map.len() == 1 && (value.starts_with(['"', '\'']) || !value.contains(" #")),
        _ => false,
    };
    if stands { format!("{key}: {value}") } else { format!("{key}: {}", quoted(value)) }
}

/// Returns a text between the quotes that leave it as it is.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains(['\'', '\n', '\\']) {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        for (text, expected) in [
            ("Anna Lee", "Anna Lee"),
            ("Lee, Anna", "\"Lee, Anna\""),
            ("true", "\"true\""),
            ("12", "\"12\""),
            ("A: b", "\"A: b\""),
            ("a \"b\" [c]", "'a \"b\" [c]'"),
            ("it's \"so\", é", "\"it's \\\"so\\\", é\""),
        ] {
            assert_eq!(written(text), expected);
        }
        assert_eq!(line("draft", "true"), "draft: true");
        assert_eq!(line("title", "Letter: a plea"), "title: \"Letter: a plea\"");
        assert_eq!(line("title", "Case # 51"), "title: \"Case # 51\"");
        assert_eq!(line("title", "\"x\""), "title: \"x\"");
        assert_eq!(line("title", &"x".repeat(100)), "title: …");
    }
}
