//! Two threads where one document is large enough to pay for the second.
//!
//! Results are the same, and in the same order, on one thread or two.

use std::hint::black_box;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// A thread costs some tens of microseconds: below so many bytes of text one does it sooner.
pub(crate) const WORTH_IT: usize = 200_000;

/// The second thread gets room for a share of so many bytes.
pub(crate) const SHARE: usize = 1 << 20;

/// Makes room in the heap of this thread for the small pieces of a large document, of `bytes` bytes.
///
/// The heap of any thread but the first grows by a page at a time in glibc (`grow_heap` in
/// `malloc/arena.c`), with a system call for each. A block that is taken and given back leaves its
/// room there: the first time it comes from the system, and teaches that such blocks come and go
/// (mallopt(3), `M_MMAP_THRESHOLD`). Nothing of it is touched, and elsewhere nothing is lost.
pub(crate) fn make_room(bytes: usize) {
    const PIECES: usize = 8;
    const MOST: usize = 16 << 20;
    let room = bytes.saturating_mul(PIECES).min(MOST);
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(room)));
    }
}

/// Does both, at the same time if `worth_it`.
pub(crate) fn join<A, B: Send>(
    worth_it: bool,
    a: impl FnOnce() -> A,
    b: impl Fn() -> B + Sync,
) -> (A, B) {
    if !worth_it {
        return (a(), b());
    }
    let second = || {
        make_room(SHARE);
        b()
    };
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, second) {
        Ok(other) => {
            let a = a();
            (a, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
        }
        // The system has no thread to give.
        Err(_) => (a(), b()),
    })
}

/// So many shares are there of the work on many items.
pub(crate) const SHARES: usize = 32;

/// What becomes of each item, in their order; `f` gets its index too. On two threads if `worth_it`.
pub(crate) fn map<T: Sync, R: Default + Send>(
    worth_it: bool,
    items: &[T],
    f: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    map_with(worth_it, items, || (), |(), i, item| f(i, item))
}

/// The same, with room that each thread makes once and takes again for every item.
///
/// Whichever thread is ready takes the next share: the second may begin late, where others want the
/// processor too, and one half of a text may be harder than the other.
pub(crate) fn map_with<T: Sync, R: Default + Send, S>(
    worth_it: bool,
    items: &[T],
    room: impl Fn() -> S + Sync,
    f: impl Fn(&mut S, usize, &T) -> R + Sync,
) -> Vec<R> {
    let mut done: Vec<R> = Vec::new();
    done.resize_with(items.len(), R::default);
    let length = if worth_it { items.len().div_ceil(SHARES) } else { items.len() }.max(1);
    let shares = Mutex::new(items.chunks(length).zip(done.chunks_mut(length)).zip(0..));
    let next = || shares.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut room = room();
        while let Some(((items, done), share)) = next() {
            for ((item, done), i) in items.iter().zip(done).zip(share * length..) {
                *done = f(&mut room, i, item);
            }
        }
    };
    if worth_it {
        join(true, work, work);
    } else {
        work();
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        for count in [0, 1, 2, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = items.iter().map(|i| i * 11).collect();
            for worth_it in [false, true] {
                assert_eq!(map(worth_it, &items, |i, item| i * 10 + item), expected);
            }
        }
        assert_eq!(join(true, || "a", || "b"), ("a", "b"));
    }
}
