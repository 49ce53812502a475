//! A way to stop the process between two outputs, never within one.

use std::sync::{PoisonError, RwLock};

/// Held while an output goes from its temporary name to its own. What ends the process (a
/// handler of Ctrl-C) closes the gate first, so that no temporary file stays behind.
#[derive(Debug, Default)]
pub struct Gate(RwLock<()>);

impl Gate {
    /// Runs `write` with the gate held open.
    pub(super) fn pass<T>(&self, write: impl FnOnce() -> T) -> T {
        let _open = self.0.read().unwrap_or_else(PoisonError::into_inner);
        write()
    }

    /// Waits for the outputs under way, lets no other one begin, and runs `end`.
    pub fn close<T>(&self, end: impl FnOnce() -> T) -> T {
        let _closed = self.0.write().unwrap_or_else(PoisonError::into_inner);
        end()
    }
}
