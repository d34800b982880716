//! Paths within `content/`, as links write them.

/// Joins a relative path to a folder; `None` when it leads out of `content/`.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop()?,
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// Returns the path of a file relative to a folder.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave_content() {
        assert_eq!(join("letters", "../briefs/a.md").as_deref(), Some("briefs/a.md"));
        assert_eq!(join("letters", "./b.md").as_deref(), Some("letters/b.md"));
        assert_eq!(join("letters", "../../x"), None);
        assert_eq!(relative("letters", "briefs/upr-49/gin.md"), "../briefs/upr-49/gin.md");
        assert_eq!(relative("letters", "letters/b.md"), "b.md");
    }
}
