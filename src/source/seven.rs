//! Encodings that hide in ASCII.

/// What a file without a byte above 0x7F may be, other than ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// ISO-2022-JP.
    Iso2022Jp,
    /// One that cannot be read.
    Unsupported(&'static str),
}

/// Escape sequences and what they tell.
const ESCAPES: &[(&[u8], Hidden)] = &[
    (b"\x1B$)C", Hidden::Unsupported("ISO-2022-KR")),
    (b"\x1B$)A", Hidden::Unsupported("ISO-2022-CN")),
    (b"\x1B$)G", Hidden::Unsupported("ISO-2022-CN")),
    (b"\x1B$A", Hidden::Unsupported("ISO-2022-JP-2")),
    (b"\x1B$(C", Hidden::Unsupported("ISO-2022-JP-2")),
    (b"\x1B$(D", Hidden::Unsupported("ISO-2022-JP-1")),
    (b"\x1B$B", Hidden::Iso2022Jp),
    (b"\x1B$@", Hidden::Iso2022Jp),
    (b"\x1B(J", Hidden::Iso2022Jp),
    (b"\x1B(I", Hidden::Iso2022Jp),
];

/// How JSON, XML and front matter in YAML begin. They are UTF-8 unless they say otherwise, and say
/// some words of a text twice: what was too little to be told of in the text must not count here.
const STATED: [&str; 3] = ["{", "<", "---\n"];

/// Looks for them, if the text is ASCII.
pub(super) fn hidden(text: &str) -> Option<Hidden> {
    if !text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    if memchr::memchr(0x1B, bytes).is_some() {
        let found =
            ESCAPES.iter().find(|(escape, _)| memchr::memmem::find(bytes, escape).is_some());
        if let Some((_, hidden)) = found {
            return Some(*hidden);
        }
    }
    if STATED.iter().any(|start| text.trim_start().starts_with(start)) {
        return None;
    }
    if is_hz(bytes) {
        return Some(Hidden::Unsupported("HZ-GB-2312"));
    }
    is_utf7(bytes).then_some(Hidden::Unsupported("UTF-7"))
}

/// `~{` and `~}` around pairs of bytes, everywhere that they stand.
fn is_hz(bytes: &[u8]) -> bool {
    let mut found = false;
    for at in memchr::memmem::find_iter(bytes, b"~{") {
        let rest = bytes.get(at + 2..).unwrap_or_default();
        let Some(end) = memchr::memmem::find(rest, b"~}") else {
            return false;
        };
        let within = rest.get(..end).unwrap_or_default();
        if within.is_empty()
            || !within.len().is_multiple_of(2)
            || !within.iter().all(|byte| matches!(byte, 0x21..=0x7E))
        {
            return false;
        }
        found = true;
    }
    found
}

/// `+`, UTF-16BE in Base64 and `-` everywhere that a `+` stands, three times at least.
fn is_utf7(bytes: &[u8]) -> bool {
    let mut found = 0;
    for at in memchr::memchr_iter(b'+', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        if rest.first() == Some(&b'-') {
            continue;
        }
        if !is_shifted(rest) {
            return false;
        }
        found += 1;
    }
    found >= 3
}

/// Whether Base64 of whole units beyond ASCII follows.
fn is_shifted(bytes: &[u8]) -> bool {
    let (mut bits, mut waiting, mut units) = (0_u32, 0, 0);
    for digit in bytes.iter().map_while(|byte| base64(*byte)) {
        bits = (bits << 6) | u32::from(digit);
        waiting += 6;
        if waiting >= 16 {
            waiting -= 16;
            if bits >> waiting < 0x80 {
                return false;
            }
            bits &= (1 << waiting) - 1;
            units += 1;
        }
    }
    units > 0 && waiting < 6 && bits == 0
}

fn base64(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
