//! The encodings that can be read, their names and their byte order marks.

use encoding_rs::Encoding;

/// An encoding that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, ASCII included.
    Utf8,
    /// UTF-16 in this order of bytes.
    Utf16(Endian),
    /// UTF-32 in this order of bytes; the Encoding Standard has left it out.
    Utf32(Endian),
    /// One of the older ones, read by tables.
    Table(&'static Encoding),
}

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endian {
    /// The lowest.
    Little,
    /// The highest.
    Big,
}

/// Byte order marks. The one of UTF-32LE begins like the one of UTF-16LE, so it stands before.
const MARKS: &[(&[u8], Charset)] = &[
    (b"\xEF\xBB\xBF", Charset::Utf8),
    (b"\xFF\xFE\0\0", Charset::Utf32(Endian::Little)),
    (b"\0\0\xFE\xFF", Charset::Utf32(Endian::Big)),
    (b"\xFF\xFE", Charset::Utf16(Endian::Little)),
    (b"\xFE\xFF", Charset::Utf16(Endian::Big)),
    (b"\x84\x31\x95\x33", Charset::Table(encoding_rs::GB18030)),
];

/// Names in use that the Encoding Standard does not list.
const ALIASES: &[(&str, &str)] = &[
    ("big5hkscs", "big5"),
    ("cp65001", "utf-8"),
    ("cp874", "windows-874"),
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("cp51932", "euc-jp"),
    ("cp54936", "gb18030"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
    ("gb-18030", "gb18030"),
    ("iso2022jp", "iso-2022-jp"),
    ("latin-1", "latin1"),
    ("latin-2", "latin2"),
    ("mac-roman", "macintosh"),
    ("macroman", "macintosh"),
    ("shiftjis", "shift_jis"),
    ("uhc", "euc-kr"),
    ("utf-8-sig", "utf-8"),
    ("utf16", "utf-16"),
    ("utf16be", "utf-16be"),
    ("utf16le", "utf-16le"),
];

/// Names to offer when one is not known; `utf-8` first, then by how often they are met.
const OFFERED: &[&str] = &[
    "utf-8",
    "gb18030",
    "big5",
    "shift_jis",
    "windows-1252",
    "utf-16le",
    "utf-16be",
    "euc-kr",
    "euc-jp",
    "gbk",
    "gb2312",
    "iso-2022-jp",
    "macintosh",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "x-mac-cyrillic",
    "utf-32le",
    "utf-32be",
    "ascii",
    "latin1",
];

/// How many names are offered.
const OFFERS: usize = 5;

impl Charset {
    /// The encoding that a byte order mark at the start of the file names, and the mark's length.
    pub(super) fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        MARKS
            .iter()
            .filter(|(mark, _)| bytes.starts_with(mark))
            .find(|(_, charset)| match charset {
                Self::Utf32(endian) => is_utf32(bytes, *endian),
                Self::Utf8 | Self::Utf16(_) | Self::Table(_) => true,
            })
            .map(|(mark, charset)| (*charset, mark.len()))
    }

    /// The encoding of this name. Case, blanks around and `_` for `-` do not matter.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        let given = label.trim();
        let label = normal(label);
        match label.as_str() {
            "utf-32" | "utf-32le" | "utf32" | "utf32le" => {
                return Some(Self::Utf32(Endian::Little));
            }
            "utf-32be" | "utf32be" => return Some(Self::Utf32(Endian::Big)),
            _ => {}
        }
        let listed = ALIASES.iter().find(|(alias, _)| *alias == label);
        let label = listed.map_or(label.as_str(), |(_, name)| name);
        [given, label]
            .iter()
            .find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
            .map(Self::of_encoding)
    }

    fn of_encoding(encoding: &'static Encoding) -> Self {
        if encoding == encoding_rs::UTF_8 {
            Self::Utf8
        } else if encoding == encoding_rs::UTF_16LE {
            Self::Utf16(Endian::Little)
        } else if encoding == encoding_rs::UTF_16BE {
            Self::Utf16(Endian::Big)
        } else {
            Self::Table(encoding)
        }
    }

    /// The name that is recorded.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(Endian::Little) => "UTF-16LE",
            Self::Utf16(Endian::Big) => "UTF-16BE",
            Self::Utf32(Endian::Little) => "UTF-32LE",
            Self::Utf32(Endian::Big) => "UTF-32BE",
            Self::Table(encoding) => encoding.name(),
        }
    }
}

/// Whether nearly all fours make a character: UTF-16LE may begin with a NUL and look the same.
fn is_utf32(bytes: &[u8], endian: Endian) -> bool {
    let (fours, _) = bytes.as_chunks::<4>();
    let valid = fours.iter().filter(|four| char::from_u32(endian.scalar(four)).is_some()).count();
    valid * 10 >= fours.len() * 9
}

impl Endian {
    /// Two bytes as a number.
    pub(super) fn unit(self, pair: &[u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(*pair),
            Self::Big => u16::from_be_bytes(*pair),
        }
    }

    /// Four bytes as a number.
    pub(super) fn scalar(self, four: &[u8; 4]) -> u32 {
        match self {
            Self::Little => u32::from_le_bytes(*four),
            Self::Big => u32::from_be_bytes(*four),
        }
    }
}

/// Names that `label` may have been meant to be, or the usual ones.
pub(super) fn near(label: &str) -> Vec<&'static str> {
    let label = normal(label);
    let allowed = (label.len() / 4).clamp(1, 3);
    let mut near: Vec<(usize, &'static str)> = OFFERED
        .iter()
        .map(|name| (distance(&label, &normal(name)), *name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    if near.is_empty() {
        return OFFERED.iter().copied().take(OFFERS).collect();
    }
    near.into_iter().map(|(_, name)| name).take(OFFERS).collect()
}

fn normal(label: &str) -> String {
    label.trim().to_ascii_lowercase().replace('_', "-")
}

/// How many characters must be put in, taken out or changed to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let best = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}
