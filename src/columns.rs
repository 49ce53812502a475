//! How wide a text is, roughly: measured everywhere by the same rule.

/// Columns: one for an ASCII character, two for any other. Linear in the bytes, so that it may be
/// asked of every paragraph.
pub(crate) fn columns(text: &str) -> usize {
    // Of so few bytes at a time that the sum fits into one, in whole sixteens, which are counted at once.
    const AT_ONCE: usize = 112;
    let of = |bytes: &[u8]| -> u8 {
        bytes.iter().map(|b| u8::from(*b < 0x80) + 2 * u8::from(*b >= 0xC0)).sum()
    };
    text.as_bytes().chunks(AT_ONCE).map(|bytes| usize::from(of(bytes))).sum()
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn wide_and_narrow_characters() {
        assert_eq!(columns("abc 你好é"), 4 + 4 + 2);
        assert_eq!(columns(&"你a".repeat(1000)), 3000);
    }
}
