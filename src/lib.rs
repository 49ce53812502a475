//! Turns transcripts (interviews, debates, oral histories, hearings) into forms an archive
//! can keep: it works out who said what, says how sure it is, and loses nothing.
//!
//! ```
//! use transcripta::convert::{ReadOptions, read, write};
//! use transcripta::write::WriteOptions;
//!
//! let text = "主持人：您好！\n王老师：大家好！\n主持人：请介绍一下。\n王老师：好的。\n";
//! let reading = read("talk.txt", text.as_bytes(), &ReadOptions::default())?;
//! assert_eq!(reading.transcript.turns().count(), 4);
//! let json = write(&reading.transcript, "json", &WriteOptions::default())?;
//! assert!(json.bytes.starts_with(b"{"));
//! # Ok::<(), transcripta::Error>(())
//! ```
//!
//! The flow is `source → read → attribute → model → write`; [`convert`] runs it in memory.

pub mod attribute;
pub mod batch;
mod columns;
pub mod convert;
pub mod correct;
pub mod diagnostic;
mod error;
pub mod format;
pub mod model;
mod parallel;
pub mod read;
pub mod schema;
mod script;
pub mod source;
pub mod verify;
pub mod write;

pub use error::Error;
