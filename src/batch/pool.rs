//! Several jobs at a time, told of one by one in the order of the inputs.
//!
//! Jobs are begun nearly in order: within a stretch of [`STRETCH`] the big ones go first, so that
//! none of them is left for the end. What is done ahead of its turn waits as a report only (its
//! outputs are on disk), and no more than [`AHEAD`] of them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Gate;

/// Jobs that are sorted by size together.
const STRETCH: usize = 2048;

/// How far a job may be ahead of the first that is not told of. More than a stretch, or the jobs
/// could wait for each other.
const AHEAD: usize = 2 * STRETCH;

/// How often a run looks whether it was stopped.
const TICK: Duration = Duration::from_millis(50);

/// Ticks that jobs under way get to end once the run was stopped.
const GRACE: u32 = 20;

/// What a job is worth, as its workers see it.
pub(super) trait Work: Send + Sync + 'static {
    /// What comes of a job.
    type Result: Send + 'static;

    /// What it leaves behind. That is dropped once its result is sent: whoever waits for the result
    /// does not wait for that.
    type Left;

    /// Does the job of this index.
    fn work(&self, index: usize) -> (Self::Result, Self::Left);

    /// Whether this result is a reason to begin no more.
    fn ends(&self, result: &Self::Result) -> bool;
}

/// Does the jobs `todo` (index and size, in order), `jobs` at a time, and hands each result to
/// `tell` in order. Stops early when the gate is stopped or a result ends it; jobs without a
/// result are those `tell` was not called for.
pub(super) fn run<W: Work>(
    work: &Arc<W>,
    todo: &[(usize, u64)],
    jobs: usize,
    gate: &Gate,
    tell: &mut dyn FnMut(usize, W::Result),
    idle: &mut dyn FnMut(),
) {
    let queue = Arc::new(Queue::new(todo));
    let (sender, receiver) = mpsc::channel();
    for _ in 0..jobs.clamp(1, todo.len().max(1)) {
        let (work, queue, sender) = (Arc::clone(work), Arc::clone(&queue), sender.clone());
        // A thread that the system refuses leaves its share to the others.
        let _ = std::thread::Builder::new().spawn(move || serve(&*work, &queue, &sender));
    }
    // All threads refused: the jobs are done here.
    if Arc::strong_count(&queue) == 1 {
        serve(&**work, &queue, &sender);
    }
    drop(sender);
    collect(&queue, todo, gate, &receiver, tell, idle);
}

/// A worker: takes jobs until there are none, or none are to be begun.
fn serve<W: Work>(work: &W, queue: &Queue, results: &Sender<(usize, W::Result)>) {
    while let Some((place, index)) = queue.take() {
        let (result, _left) = work.work(index);
        if work.ends(&result) {
            queue.stop();
        }
        if results.send((place, result)).is_err() {
            return;
        }
    }
}

/// Puts the results in order. Jobs under way when the run is stopped get a moment to end.
fn collect<R>(
    queue: &Queue,
    todo: &[(usize, u64)],
    gate: &Gate,
    results: &Receiver<(usize, R)>,
    tell: &mut dyn FnMut(usize, R),
    idle: &mut dyn FnMut(),
) {
    let mut waiting = BTreeMap::new();
    let mut told = 0;
    let mut grace = GRACE;
    while told < todo.len() {
        match results.recv_timeout(TICK) {
            Ok((place, result)) => {
                waiting.insert(place, result);
                while let Some(result) = waiting.remove(&told) {
                    tell(todo[told].0, result);
                    told += 1;
                }
                queue.told(told);
            }
            Err(RecvTimeoutError::Timeout) if grace == 0 => break,
            Err(RecvTimeoutError::Timeout) => {
                grace -= u32::from(gate.is_stopped());
                idle();
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if gate.is_stopped() {
            queue.stop();
        }
    }
    if told < todo.len() {
        // What is still under way may not write any more; what has just ended is told of.
        queue.stop();
        gate.close();
        waiting.extend(results.try_iter());
        waiting.into_iter().for_each(|(place, result)| tell(todo[place].0, result));
    }
}

/// The jobs that are not begun.
struct Queue {
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    /// Place in the order of the inputs, and index of the job.
    left: VecDeque<(usize, usize)>,
    told: usize,
    /// Whether a worker is too far ahead.
    waits: bool,
}

impl Queue {
    fn new(todo: &[(usize, u64)]) -> Self {
        let mut order: Vec<(usize, usize)> =
            todo.iter().enumerate().map(|(place, (index, _))| (place, *index)).collect();
        for stretch in order.chunks_mut(STRETCH) {
            stretch.sort_by_key(|(place, _)| std::cmp::Reverse(todo[*place].1));
        }
        let state = State { left: order.into(), told: 0, waits: false };
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next job; waits when it would be too far ahead.
    fn take(&self) -> Option<(usize, usize)> {
        let mut state = self.lock();
        loop {
            let (place, _) = state.left.front()?;
            if *place < state.told + AHEAD {
                return state.left.pop_front();
            }
            state.waits = true;
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn told(&self, told: usize) {
        let mut state = self.lock();
        state.told = told;
        if std::mem::take(&mut state.waits) {
            self.moved.notify_all();
        }
    }

    fn stop(&self) {
        self.lock().left.clear();
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives back the index; the job of this index is the last to be done.
    struct Echo {
        last: Option<usize>,
    }

    impl Work for Echo {
        type Result = usize;
        type Left = ();

        fn work(&self, index: usize) -> (usize, ()) {
            (index, ())
        }

        fn ends(&self, result: &usize) -> bool {
            Some(*result) == self.last
        }
    }

    fn told(count: usize, jobs: usize, last: Option<usize>, gate: &Gate) -> Vec<usize> {
        let todo: Vec<(usize, u64)> = (0..count).map(|i| (i, (i * 7919 % 1000) as u64)).collect();
        let mut told = Vec::new();
        let tell = &mut |index, result| {
            assert_eq!(index, result);
            told.push(index);
        };
        run(&Arc::new(Echo { last }), &todo, jobs, gate, tell, &mut || {});
        told
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        for (count, jobs) in [(0, 4), (1, 4), (100, 1), (3 * AHEAD + 5, 16)] {
            let all: Vec<usize> = (0..count).collect();
            assert_eq!(told(count, jobs, None, &Gate::default()), all, "{jobs} jobs");
        }
    }

    #[test]
    fn nothing_is_begun_after_the_last() {
        // The biggest goes first: its size is 999.
        let told = told(1000, 1, Some(321), &Gate::default());
        assert_eq!(321 * 7919 % 1000, 999);
        assert_eq!(told, [321]);
    }

    #[test]
    fn a_stopped_run_ends() {
        let gate = Gate::default();
        gate.stop();
        assert!(told(100_000, 2, None, &gate).len() < 100_000);
    }
}
