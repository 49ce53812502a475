//! Two threads where one document is large enough to pay for the second.
//!
//! Results are the same, and in the same order, on one thread or two.

use std::hint::black_box;
use std::panic::resume_unwind;
use std::thread;

/// A thread costs some tens of microseconds: below so many bytes of text one does it sooner.
pub(crate) const WORTH_IT: usize = 200_000;

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
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, &b) {
        Ok(other) => {
            let a = a();
            (a, other.join().unwrap_or_else(|panic| resume_unwind(panic)))
        }
        // The system has no thread to give.
        Err(_) => (a(), b()),
    })
}

/// What becomes of each item; `f` gets its index too. On two threads if `worth_it`.
pub(crate) fn map<T: Sync, R: Send>(
    worth_it: bool,
    items: &[T],
    f: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let fill = |mut out: Vec<R>, from: usize, to: usize| -> Vec<R> {
        out.extend(items[from..to].iter().enumerate().map(|(i, item)| f(from + i, item)));
        out
    };
    // Room for both halves, so that the first is not copied.
    let all = Vec::with_capacity(items.len());
    if !worth_it {
        return fill(all, 0, items.len());
    }
    let middle = items.len() / 2;
    let second = || fill(Vec::with_capacity(items.len() - middle), middle, items.len());
    let (mut all, rest) = join(true, || fill(all, 0, middle), second);
    all.extend(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        for count in [0, 1, 2, 7] {
            let items: Vec<usize> = (0..count).collect();
            let expected: Vec<usize> = items.iter().map(|i| i * 11).collect();
            for worth_it in [false, true] {
                assert_eq!(map(worth_it, &items, |i, item| i * 10 + item), expected);
            }
        }
        assert_eq!(join(true, || "a", || "b"), ("a", "b"));
    }
}
