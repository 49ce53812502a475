//! A way to stop a run between two outputs, never within one.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Says whether to go on, and is held while an output goes from its temporary name to its own.
///
/// [`Gate::stop`] lets what is under way finish and nothing new begin. `close`, which the run
/// itself calls for what takes too long, lets no output get its name any more.
#[derive(Debug, Default)]
pub struct Gate {
    stopped: Arc<AtomicBool>,
    closed: RwLock<bool>,
}

impl Gate {
    /// Begins nothing new. The run then ends by itself, soon.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// What [`Gate::stop`] sets, for a handler of signals that can do no more than that.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Runs `write`, unless the gate is closed.
    pub(super) fn pass<T>(&self, write: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let closed = self.closed.read().unwrap_or_else(PoisonError::into_inner);
        if *closed {
            return Err(io::ErrorKind::Interrupted.into());
        }
        write()
    }

    /// Waits for the outputs under way and lets no other one begin.
    pub(super) fn close(&self) {
        *self.closed.write().unwrap_or_else(PoisonError::into_inner) = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_passes_a_closed_gate() {
        let gate = Gate::default();
        assert!(gate.pass(|| Ok(())).is_ok());
        gate.stop();
        assert!(gate.is_stopped() && gate.pass(|| Ok(())).is_ok());
        gate.close();
        assert!(gate.pass(|| Ok(())).is_err());
    }
}
