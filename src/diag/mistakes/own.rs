//! Mistakes of the program itself.

use crate::diag::{Diagnostic, Severity};

/// A mistake of demarche's own, met while it was doing something.
pub fn own_mistake(doing: &str, said: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "own-mistake",
        message: format!("this is a mistake of demarche's own, met while {doing}: {said}"),
        span: None,
        also: Vec::new(),
        hints: vec![
            "report it to those who make demarche, with this message and the files that it takes to see it".to_owned(),
            "nothing of the site was changed".to_owned(),
        ],
    }
}

/// A system that has ended a command, for there was no memory for it.
pub fn no_memory() -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "no-room",
        message: "the system has ended this, most likely because there was not enough memory for it".to_owned(),
        span: None,
        also: Vec::new(),
        hints: vec![
            "end other programs, or allow this one more memory (`ulimit -v`, or the limit of the container)".to_owned(),
        ],
    }
}

/// A system that has no room for what a build takes.
pub fn no_room(why: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "no-room",
        message: format!("the system has no thread or memory left for the layouts: {why}"),
        span: None,
        also: Vec::new(),
        hints: vec!["end other programs, or ask who runs this machine for more".to_owned()],
    }
}
