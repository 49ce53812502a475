//! Two threads where one document is large enough to pay for the second.
//!
//! Results are the same, and in the same order, on one thread or two.

use std::hint::black_box;
use std::iter::Chain;
use std::panic::resume_unwind;
use std::thread;
use std::vec;

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

/// What became of the items, in two halves; putting them together would copy the second.
pub(crate) struct Halves<R> {
    first: Vec<R>,
    second: Vec<R>,
}

impl<R> Halves<R> {
    /// All of it as one.
    pub(crate) fn together(self) -> Vec<R> {
        let Self { mut first, second } = self;
        first.extend(second);
        first
    }
}

impl<R> IntoIterator for Halves<R> {
    type Item = R;
    type IntoIter = Chain<vec::IntoIter<R>, vec::IntoIter<R>>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.into_iter().chain(self.second)
    }
}

/// What becomes of each item; `f` gets its index too. On two threads if `worth_it`.
pub(crate) fn map<T: Sync, R: Send>(
    worth_it: bool,
    items: &[T],
    f: impl Fn(usize, &T) -> R + Sync,
) -> Halves<R> {
    map_with(worth_it, items, || (), |(), i, item| f(i, item))
}

/// The same, with room that each thread makes once and takes again for every item.
pub(crate) fn map_with<T: Sync, R: Send, S>(
    worth_it: bool,
    items: &[T],
    room: impl Fn() -> S + Sync,
    f: impl Fn(&mut S, usize, &T) -> R + Sync,
) -> Halves<R> {
    // Room for `many`: the first half has some for the second, which may be put behind it, and for a few
    // that others are let in between. What is not used costs nothing.
    let part = |from: usize, to: usize, many: usize| -> Vec<R> {
        let mut room = room();
        let mut done = Vec::with_capacity(many + many / 8);
        done.extend((from..to).zip(&items[from..to]).map(|(i, item)| f(&mut room, i, item)));
        done
    };
    let count = items.len();
    let middle = if worth_it { count / 2 } else { count };
    let (first, second) =
        join(worth_it, || part(0, middle, count), || part(middle, count, count - middle));
    Halves { first, second }
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
                let found = map(worth_it, &items, |i, item| i * 10 + item);
                assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
                let found = map(worth_it, &items, |i, item| i * 10 + item);
                assert_eq!(found.together(), expected);
            }
        }
        assert_eq!(join(true, || "a", || "b"), ("a", "b"));
    }
}
