//! A text of which a block could not be made: a value that fails where it is printed, with what the layout of the block did wrong.

use std::error::Error as _;
use std::fmt::{self, Display, Formatter};
use std::sync::Arc;

use minijinja::value::Object;
use minijinja::{Error, ErrorKind, Value};

/// The failure of the layout of a block.
#[derive(Clone, Debug)]
pub(super) struct FailedBlock {
    /// The name of the layout.
    pub(super) layout: Arc<str>,
    /// What is wrong.
    pub(super) error: Arc<Error>,
}

impl FailedBlock {
    /// Returns the value that stands for the text.
    pub(super) fn into_value(self) -> Value {
        Value::from_object(self)
    }

    /// Returns the failure of whoever prints such a value; nothing for another value.
    pub(super) fn printed(value: &Value) -> Option<Error> {
        let failed = value.downcast_object_ref::<FailedBlock>()?;
        Some(Error::new(ErrorKind::InvalidOperation, failed.to_string()).with_source(failed.clone()))
    }

    /// Returns the failed block that a failure is about.
    pub(super) fn of(error: &Error) -> Option<&FailedBlock> {
        let mut error = error;
        loop {
            let source = error.source()?;
            if let Some(failed) = source.downcast_ref() {
                return Some(failed);
            }
            error = source.downcast_ref()?;
        }
    }
}

impl Display for FailedBlock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` fails: {}", self.layout, self.error)
    }
}

impl std::error::Error for FailedBlock {}

impl Object for FailedBlock {
    fn render(self: &Arc<Self>, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
