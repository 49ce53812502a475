//! Many files: what to read, what to write, and writing it whole or not at all.
