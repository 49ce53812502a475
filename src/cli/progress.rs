//! How far a run is: a bar on a terminal, a line now and then elsewhere.

use std::fmt;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A run that ends sooner needs no bar.
const DELAY: Duration = Duration::from_millis(500);

/// Time between two lines where there is no terminal.
const LINE: Duration = Duration::from_secs(30);

/// Shows it.
#[derive(Debug)]
pub(super) enum Progress {
    /// Nobody wants to know.
    None,
    /// On a terminal, once the run has taken a while.
    Bar { bar: ProgressBar, since: Instant },
    /// Elsewhere.
    Lines { done: usize, all: usize, since: Instant, told: Instant },
}

impl Progress {
    /// Of a run over so many inputs.
    #[allow(clippy::disallowed_methods)] // The clock is shown, not written.
    pub(super) fn new(inputs: usize) -> Self {
        let now = Instant::now();
        if inputs < 2 {
            return Self::None;
        }
        if !io::stderr().is_terminal() {
            return Self::Lines { done: 0, all: inputs, since: now, told: now };
        }
        let bar = ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {told}") {
            // In the words of the lines.
            let told = |state: &ProgressState, out: &mut dyn fmt::Write| {
                let (done, all) = (state.pos(), state.len().unwrap_or_default());
                let _ = out.write_str(&line(done as usize, all as usize, state.elapsed()));
            };
            bar.set_style(style.with_key("told", told));
        }
        Self::Bar { bar, since: now }
    }

    /// One more is done. What is to be said of it, if anything.
    #[allow(clippy::disallowed_methods)]
    pub(super) fn step(&mut self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Bar { bar, .. } => {
                bar.inc(1);
                self.tick()
            }
            Self::Lines { done, .. } => {
                *done += 1;
                self.tick()
            }
        }
    }

    /// Time has passed.
    #[allow(clippy::disallowed_methods)]
    pub(super) fn tick(&mut self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Bar { bar, since } => {
                if bar.is_hidden() && since.elapsed() > DELAY {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
                bar.tick();
                None
            }
            Self::Lines { done, all, since, told } => {
                if told.elapsed() < LINE || done == all {
                    return None;
                }
                *told = Instant::now();
                Some(line(*done, *all, since.elapsed()))
            }
        }
    }

    /// Runs what writes to the terminal, without the bar in its way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match self {
            Self::Bar { bar, .. } => bar.suspend(write),
            Self::None | Self::Lines { .. } => write(),
        }
    }

    /// The run has ended.
    pub(super) fn end(&mut self) {
        if let Self::Bar { bar, .. } = self {
            bar.finish_and_clear();
        }
        *self = Self::None;
    }
}

fn line(done: usize, all: usize, elapsed: Duration) -> String {
    if done == 0 {
        return format!("0 of {all}");
    }
    let rate = done as f64 / elapsed.as_secs_f64().max(0.001);
    let left = all.saturating_sub(done) as f64 / rate.max(0.001);
    format!("{done} of {all}, {rate:.1} a second, about {} left", span(left))
}

fn span(seconds: f64) -> String {
    match seconds {
        s if s < 90.0 => format!("{s:.0} s"),
        s if s < 5400.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_the_rate_and_the_time_left() {
        let text = line(100, 400, Duration::from_secs(50));
        assert_eq!(text, "100 of 400, 2.0 a second, about 150 s left".replace("150 s", "2 min"));
        assert_eq!(line(0, 400, Duration::from_secs(50)), "0 of 400");
        assert_eq!(span(12.0), "12 s");
        assert_eq!(span(36_000.0), "10.0 h");
    }
}
