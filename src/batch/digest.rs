//! SHA-256 and length of bytes, and paths as JSON can hold them.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What identifies the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Digest {
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
}

impl Digest {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 }
    }

    /// That of bytes in pieces that follow each other.
    pub(super) fn of_pieces(pieces: &[Vec<u8>]) -> Self {
        let mut hasher = Sha256::new();
        pieces.iter().for_each(|piece| hasher.update(piece));
        let bytes = pieces.iter().map(|piece| piece.len() as u64).sum();
        Self { sha256: hex(&hasher.finalize()), bytes }
    }
}

/// A path: as text, and byte by byte when it is no Unicode.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct PathText {
    /// The path, with `/` between its parts; what is no Unicode became U+FFFD.
    pub path: String,
    /// Its bytes in hexadecimal digits, when it is no Unicode.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub path_bytes: Option<String>,
}

impl PathText {
    /// Of a path.
    pub fn of(path: &Path) -> Self {
        let text = path.to_string_lossy();
        let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
        let raw = raw(path.as_os_str());
        Self { path: text, path_bytes: raw }
    }
}

fn raw(path: &OsStr) -> Option<String> {
    path.to_str().is_none().then(|| hex(path.as_encoded_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard() {
        let digest = Digest::of(b"abc");
        assert!(digest.sha256.starts_with("ba7816bf8f01cfea414140de5dae2223"));
        assert_eq!(digest.bytes, 3);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_unicode_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let path = PathText::of(Path::new(OsStr::from_bytes(b"caf\xe9")));
        assert_eq!(path.path, "caf\u{FFFD}");
        assert_eq!(path.path_bytes.as_deref(), Some("636166e9"));
        assert_eq!(PathText::of(Path::new("café")).path_bytes, None);
    }
}
