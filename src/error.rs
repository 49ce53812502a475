//! Why one input could not be converted.

use crate::source::DecodeError;

/// Stops one input; a batch goes on with the next.
///
/// The message states the fact. [`Error::hint`] says what to do about it. Neither names the
/// file: whoever opened it does.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes could not be made text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The input is not of the format that it was read as.
    #[error("not {format}: {reason}")]
    NotOfFormat {
        /// The format, with its article: `a transcripta JSON document`.
        format: &'static str,
        /// What is wrong, with line and column where known.
        reason: String,
    },
    /// There is no such format.
    #[error("unknown format `{name}`")]
    UnknownFormat {
        /// As given.
        name: String,
        /// Names that would do.
        known: Vec<&'static str>,
    },
    /// A file of corrections cannot be meant as it stands.
    #[error("{file}, line {line}: {reason}")]
    Corrections {
        /// Name of the file.
        file: String,
        /// Line of the file, from 1.
        line: u32,
        /// What is wrong.
        reason: String,
    },
    /// A file of rules cannot be used.
    #[error("{file}, line {line}: {reason}")]
    Rules {
        /// Name of the file.
        file: String,
        /// Line of the file, from 1.
        line: u32,
        /// What is wrong.
        reason: String,
    },
    /// A writer could not make its output.
    #[error("cannot write {format}: {reason}")]
    Write {
        /// Name of the format.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// A library could not write what it makes.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// What to do about it, when there is something.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Decode(error) => error.hint(),
            Self::UnknownFormat { name, known } => {
                let near = known.iter().copied().find(|k| is_near(name, k));
                Some(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", known.join(", ")),
                })
            }
            Self::NotOfFormat { .. } => {
                Some("give the right reader with --from; `transcripta formats` lists them".into())
            }
            Self::Corrections { .. } => Some(
                "mend the file, or leave it out with --no-corrections; the README tells its form \
                 under \"When it is wrong\""
                    .into(),
            ),
            Self::Rules { .. } => {
                Some("mend the rule; `docs/rules.toml` of the project shows the form".into())
            }
            Self::Write { .. } | Self::Io(_) => None,
        }
    }
}

/// Whether two short names differ by one slip: a letter added, dropped, changed, or two swapped.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b || (a.len() >= 2 && (b.starts_with(&a) || a.starts_with(&b))) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[start..], &b[start..]);
    match a.len().abs_diff(b.len()) {
        0 => {
            rest_a.iter().skip(1).eq(rest_b.iter().skip(1))
                || (rest_a.len() >= 2
                    && rest_a[0] == rest_b[1]
                    && rest_a[1] == rest_b[0]
                    && rest_a[2..] == rest_b[2..])
        }
        1 => {
            let (long, short) = if a.len() > b.len() { (rest_a, rest_b) } else { (rest_b, rest_a) };
            !short.is_empty() && long[1..] == *short || short.is_empty()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        for (typo, meant) in
            [("jsno", "json"), ("pfd", "pdf"), ("markdwon", "markdown"), ("te", "tei")]
        {
            assert!(is_near(typo, meant), "{typo}");
        }
        assert!(!is_near("docx", "pdf"));
    }
}
