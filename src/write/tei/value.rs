//! What attributes say: words, numbers, ids.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::model::{BlockId, ParticipantId, SegmentId, decimals};

/// What can be the value of an attribute. A text has thousands of them, and the machinery of formatting
/// costs several times what writing them down does.
pub(super) trait Value {
    /// Writes it, nothing escaped.
    fn put(&self, out: &mut String);

    /// Whether nothing in it has to be escaped, whatever it is. Of anything else that is looked at.
    fn is_plain(&self) -> bool {
        false
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn put(&self, out: &mut String) {
        (**self).put(out);
    }

    fn is_plain(&self) -> bool {
        (**self).is_plain()
    }
}

impl Value for str {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Value for String {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Value for Cow<'_, str> {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Value for u32 {
    fn put(&self, out: &mut String) {
        out.extend(decimals(*self, &mut [0; 10]).iter().map(|digit| char::from(*digit)));
    }

    fn is_plain(&self) -> bool {
        true
    }
}

impl Value for ParticipantId {
    fn put(&self, out: &mut String) {
        out.push('p');
        self.0.put(out);
    }

    fn is_plain(&self) -> bool {
        true
    }
}

impl Value for BlockId {
    fn put(&self, out: &mut String) {
        out.push_str(self.kind.letter());
        self.number.put(out);
    }

    fn is_plain(&self) -> bool {
        true
    }
}

impl Value for SegmentId {
    fn put(&self, out: &mut String) {
        self.block.put(out);
        out.push_str(".s");
        self.number.put(out);
    }

    fn is_plain(&self) -> bool {
        true
    }
}

impl Value for fmt::Arguments<'_> {
    fn put(&self, out: &mut String) {
        // Writing to a `String` does not fail.
        let _ = out.write_fmt(*self);
    }
}
