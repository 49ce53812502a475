//! How wide a text is, roughly: measured everywhere by the same rule.

/// Columns: one for an ASCII character, two for any other. Linear in the bytes, so that it may be
/// asked of every paragraph.
pub(crate) fn columns(text: &str) -> usize {
    text.bytes().map(|b| usize::from(b < 0x80) + 2 * usize::from(b >= 0xC0)).sum()
}
