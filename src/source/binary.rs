//! Files that are no text at all.

/// A kind of file that is known by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// With its article.
    pub(super) name: &'static str,
    /// What to do with a transcript that is kept so.
    pub(super) hint: Option<&'static str>,
}

/// Neither this nor that.
pub(super) const UNKNOWN: Kind =
    Kind { name: "binary data", hint: Some("if it is text, name the encoding with --encoding") };

const SAVE: Option<&str> = Some("save it as plain text (UTF-8) first");
const EXTRACT: Option<&str> = Some("copy its text to a plain text file first");
const UNPACK: Option<&str> = Some("unpack it first");
const TRANSCRIBE: Option<&str> = Some("transcribe it first: a transcript is read, not a recording");
const RECOGNISE: Option<&str> = Some("recognise its text first");

/// Where the bytes stand, the bytes, what it is.
type Signature = (usize, &'static [u8], &'static str, Option<&'static str>);

/// Only bytes that no text begins with: `ID3` alone may well begin one.
const SIGNATURES: &[Signature] = &[
    (0, b"%PDF-", "a PDF", EXTRACT),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word or Office document (.doc)", SAVE),
    (0, b"\x89PNG\r\n\x1A\n", "a PNG image", RECOGNISE),
    (0, b"\xFF\xD8\xFF", "a JPEG image", RECOGNISE),
    (0, b"GIF87a", "a GIF image", RECOGNISE),
    (0, b"GIF89a", "a GIF image", RECOGNISE),
    (0, b"II*\0", "a TIFF image", RECOGNISE),
    (0, b"MM\0*", "a TIFF image", RECOGNISE),
    (8, b"WEBPVP8", "a WebP image", RECOGNISE),
    (0, b"\x1F\x8B\x08", "a gzip archive", UNPACK),
    (0, b"BZh91AY&SY", "a bzip2 archive", UNPACK),
    (0, b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (0, b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (257, b"ustar\0", "a tar archive", UNPACK),
    (257, b"ustar  \0", "a tar archive", UNPACK),
    (0, b"ID3\x02", "an MP3 recording", TRANSCRIBE),
    (0, b"ID3\x03", "an MP3 recording", TRANSCRIBE),
    (0, b"ID3\x04", "an MP3 recording", TRANSCRIBE),
    (0, b"\xFF\xFB", "an MP3 recording", TRANSCRIBE),
    (0, b"\xFF\xF3", "an MP3 recording", TRANSCRIBE),
    (8, b"WAVEfmt ", "a WAV recording", TRANSCRIBE),
    (8, b"AVI LIST", "an AVI recording", TRANSCRIBE),
    (0, b"OggS\0", "an Ogg recording", TRANSCRIBE),
    (0, b"fLaC\0", "a FLAC recording", TRANSCRIBE),
    (0, b"#!AMR\n", "an AMR recording", TRANSCRIBE),
    (0, b"\x1A\x45\xDF\xA3", "a Matroska or WebM recording", TRANSCRIBE),
    (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "a Windows Media recording", TRANSCRIBE),
    (0, b"\x7FELF", "a program", None),
    (0, b"\xCF\xFA\xED\xFE", "a program", None),
    (0, b"\0asm", "a program", None),
    (0, b"SQLite format 3\0", "an SQLite database", None),
];

/// Parts of a ZIP that tell what it holds, in the order of looking.
const PACKED: &[(&[u8], &str)] = &[
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (.odt)"),
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
];

/// What the first bytes say that it is, if they say it.
pub(super) fn known(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(packed(bytes));
    }
    if let [0, _, _, _, b'f', b't', b'y', b'p', ..] = bytes {
        return Some(Kind { name: "an MP4 recording", hint: TRANSCRIBE });
    }
    SIGNATURES
        .iter()
        .find(|(at, signature, ..)| {
            bytes.get(*at..).is_some_and(|bytes| bytes.starts_with(signature))
        })
        .map(|&(_, _, name, hint)| Kind { name, hint })
}

fn packed(bytes: &[u8]) -> Kind {
    // The names stand in the directory at the end as well as at the start of each part.
    PACKED.iter().find(|(part, _)| memchr::memmem::find(bytes, part).is_some()).map_or(
        Kind { name: "a ZIP archive", hint: UNPACK },
        |&(_, name)| Kind { name, hint: SAVE },
    )
}

/// Control characters in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Controls {
    /// How many.
    pub(super) count: usize,
    /// Offset of the first one.
    pub(super) first: Option<usize>,
}

/// Control characters other than those that lay text out, of ASCII (C0) and beyond (C1).
pub(super) fn controls(text: &str) -> Controls {
    let bytes = text.as_bytes();
    let low = count_low(bytes);
    let first_low = (low > 0).then(|| bytes.iter().position(|byte| is_control(*byte))).flatten();
    // In UTF-8 no other character has the byte C2 but as its first.
    let mut high = memchr::memchr_iter(0xC2, bytes)
        .filter(|at| matches!(bytes.get(at + 1), Some(0x80..=0x9F)))
        .peekable();
    let first_high = high.peek().copied();
    Controls {
        count: low + high.count(),
        first: match (first_low, first_high) {
            (Some(low), Some(high)) => Some(low.min(high)),
            (low, high) => low.or(high),
        },
    }
}

/// Whether valid UTF-8 is no text all the same: a tenth of it is control characters.
pub(super) fn is_noise(bytes: &[u8]) -> bool {
    count_low(bytes) * 10 > bytes.len()
}

/// Whether bytes that are not UTF-8 are no text: their control characters are more
/// than a slip. All that [`is_noise`] is this too.
pub(super) fn is_unreadable(bytes: &[u8]) -> bool {
    count_low(bytes) * 50 > bytes.len()
}

/// In blocks that count in a byte, so that many bytes are compared at once.
fn count_low(bytes: &[u8]) -> usize {
    /// What a byte can count, in whole sixteens.
    const BLOCK: usize = 240;
    // Hardly any text has one, nor a tab, and that is seen sooner than how many they are.
    let may_be = |byte: u8| (byte < 0x20) & (byte != b'\n') | (byte == 0x7F);
    if !bytes.iter().fold(false, |any, byte| any | may_be(*byte)) {
        return 0;
    }
    bytes
        .chunks(BLOCK)
        .map(|block| {
            let count: u8 = block.iter().map(|byte| u8::from(is_control(*byte))).sum();
            usize::from(count)
        })
        .sum()
}

/// Tab, line feed, form feed and carriage return are layout.
fn is_control(byte: u8) -> bool {
    let layout = (byte == b'\t') | (byte == b'\n') | (byte == 0x0C) | (byte == b'\r');
    ((byte < 0x20) & !layout) | (byte == 0x7F)
}
