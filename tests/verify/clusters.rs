//! Letters whose glyphs stand for their characters only together: what is said stays the same, and
//! what is seen is changed glyph by glyph. Each change has to be caught.

use std::collections::BTreeMap;

use crate::mutations::{Change, KINDS};
use crate::pdf::Open;
use crate::support::{of_text, proven, written};

/// Marks that have a glyph with their letter and marks that have none, one and several, in both
/// faces; letters that join; what has no ink before, after and between.
const TALK: &str = "Žofie x̣̂: The café of Dvořák, Z̵̢a, x̣̂, l̈ö̂l and q̃̄.\nBen: An office, a fjord, \
                    \u{FEFF}a, so\u{AD}ft x\u{200D}̣̂, и́ and ά̓, ẹ̀ş̌.\nŽofie x̣̂: Q̣ W̤̊?\nBen: x\u{323}.\n";

#[test]
fn what_is_sound_is_proven_and_looked_at() {
    let original = of_text(TALK);
    let verified = proven("pdf", &written(&original, "pdf"), &original).unwrap();
    assert!(verified.unchecked.is_empty(), "{:?}", verified.unchecked);
}

/// A mark that is written from right to left and has no ink makes no such word of others.
#[test]
fn marks_of_direction_change_nothing_that_is_seen() {
    for mark in ['\u{200E}', '\u{200F}', '\u{202B}', '\u{202E}', '\u{2067}'] {
        let original = of_text(&format!(
            "Ann: One abc{mark} two{mark}x̣̂. {mark}\u{301}e\nBen: {mark}Three x̣̂{mark}.\n"
        ));
        let verified = proven("pdf", &written(&original, "pdf"), &original).unwrap();
        // Every glyph is looked at; of their places, what such a mark may move is told.
        let [unchecked] = verified.unchecked.as_slice() else { panic!("{:?}", verified.unchecked) };
        assert!(unchecked.contains("2 paragraphs with marks of direction"), "{unchecked}");
    }
}

/// The hyphen that ends a line has a blank behind it; this one ends none.
#[test]
fn an_accent_on_a_blank_is_no_blank() {
    let original = of_text("Ann: One-\u{A0}\u{308}\nBen: Two- \u{308} and a-\u{A0}b.\n");
    let verified = proven("pdf", &written(&original, "pdf"), &original).unwrap();
    assert!(verified.unchecked.is_empty(), "{:?}", verified.unchecked);
}

#[test]
fn every_change_of_every_glyph_in_a_cluster_is_caught() {
    let original = of_text(TALK);
    let file = Open::new(&written(&original, "pdf"));
    let mut made: BTreeMap<Change, usize> = BTreeMap::new();
    for cluster in file.clusters() {
        for at in 0..cluster.len() {
            for change in KINDS {
                let Some(bytes) = file.change_cluster(&cluster, at, change) else { continue };
                let verified = proven("pdf", &bytes, &original);
                assert!(verified.is_err(), "passes with {change:?} of {:?}", cluster[at]);
                *made.entry(change).or_default() += 1;
            }
        }
    }
    assert!(made.len() == 4 && made.values().all(|count| *count >= 10), "{made:?}");
}
