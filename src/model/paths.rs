//! Paths within `content/`, as links write them.

use crate::address::percent_decoded;
use crate::source::Sources;

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

/// Returns the content path of a file: beside a page in `folder`, or from `content/`.
pub(super) fn file_in(folder: &str, src: &str, sources: &Sources) -> Option<String> {
    let known = |path: String| {
        let path = sources.spelt(&path)?;
        sources.get(path).filter(|file| file.text.is_none()).map(|file| file.path.to_string())
    };
    paths_of(folder, src).find_map(known)
}

/// Returns the paths that a name of a file may mean: beside a page in `folder`, and from `content/`.
pub(super) fn paths_of(folder: &str, src: &str) -> impl Iterator<Item = String> {
    let src = percent_decoded(src);
    let beside = match src.strip_prefix('/') {
        Some(_) => None,
        None => join(folder, &src),
    };
    let from_root = join("", src.trim_start_matches('/'));
    [beside, from_root].into_iter().flatten().map(|path| format!("content/{path}"))
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
