//! Times of a piece of work: on the clock, and of the processor.

use std::fmt;
use std::time::{Duration, Instant};

/// What a piece of work took.
pub(crate) struct Times {
    real: Duration,
    /// In the program and in the system, where the system tells (Linux).
    processor: Option<(f64, f64)>,
}

/// Times some work of this process and of those that it starts.
pub(crate) fn timed(work: impl FnOnce()) -> Times {
    let (before, start) = (processor(), Instant::now());
    work();
    let real = start.elapsed();
    let processor = before.zip(processor()).map(|(a, b)| (b.0 - a.0, b.1 - a.1));
    Times { real, processor }
}

/// Seconds of this process and of its children that have ended: see proc_pid_stat(5). A tick is a
/// hundredth of a second on Linux.
fn processor() -> Option<(f64, f64)> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    // The first of these is the third of the page: the state.
    let seconds = |place: usize| Some(fields.get(place - 3)?.parse::<f64>().ok()? / 100.0);
    Some((seconds(14)? + seconds(16)?, seconds(15)? + seconds(17)?))
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8.2}", self.real.as_secs_f64())?;
        match self.processor {
            Some((user, system)) => write!(f, " {user:>8.2} {system:>8.2}"),
            None => write!(f, " {:>8} {:>8}", "-", "-"),
        }
    }
}
