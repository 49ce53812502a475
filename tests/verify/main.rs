//! Every output read back and compared with its source; and everything that must not pass.
#![allow(clippy::disallowed_methods, clippy::panic, clippy::unwrap_used, unreachable_pub)]

mod clusters;
#[path = "../common/mod.rs"]
mod common;
mod faults;
mod generated;
mod given;
mod mutations;
mod pdf;
mod places;
mod random;
mod support;

use common::fixtures;
use support::{formats, proven, written};
use transcripta::verify::Original;

#[test]
fn every_fixture_is_proven_in_every_format() {
    for fixture in fixtures() {
        let bytes = fixture.bytes();
        let read = Original::read(&fixture.input, &bytes, &fixture.options());
        let Ok(original) = read else { continue };
        for format in formats() {
            let output = written(&original, format);
            let verified = proven(format, &output, &original);
            let verified =
                verified.unwrap_or_else(|fault| panic!("{}.{format}: {fault}", fixture.name));
            assert!(verified.characters > 100, "{}", fixture.name);
            assert_eq!(verified.turns, original.transcript().turns().count());
            assert!(verified.unchecked.is_empty());
        }
    }
}
