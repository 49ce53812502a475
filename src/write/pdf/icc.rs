//! The colour profile of the output intent: sRGB (IEC 61966-2-1) as an ICC profile of version
//! 4.2, made from its published numbers.

/// Chromatic adaptation from D65 to D50 (Bradford), row by row.
const ADAPTATION: [f64; 9] = [
    1.047_882, 0.022_919, -0.050_216, 0.029_586, 0.990_484, -0.017_079, -0.009_252, 0.015_073,
    0.751_679,
];
/// The primaries of sRGB, adapted to D50.
const RED: [f64; 3] = [0.436_065, 0.222_488, 0.013_916];
const GREEN: [f64; 3] = [0.385_147, 0.716_873, 0.097_076];
const BLUE: [f64; 3] = [0.143_066, 0.060_608, 0.714_096];
/// The white of the profile connection space: D50.
const WHITE: [f64; 3] = [0.964_2, 1.0, 0.824_9];
/// The transfer curve: `((x + 0.055) / 1.055) ^ 2.4`, and `x / 12.92` below 0.04045.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// Length of the header (ICC.1:2004-10, 7.2).
const HEADER: usize = 128;

/// The bytes of the profile.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("No copyright, use freely")),
        (b"wtpt", numbers(b"XYZ ", &WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(b"XYZ ", &RED)),
        (b"gXYZ", numbers(b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(b"XYZ ", &BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = HEADER + 4 + 12 * tags.len();
    for (name, content) in &tags {
        table.extend(*name);
        table.extend(((start + data.len()) as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        data.extend(content);
        // Every tag begins at a multiple of four.
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(size);
    header.extend((size as u32).to_be_bytes());
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // A date is asked for; the profile has the same one on every machine.
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.extend([0; 28]);
    for part in WHITE {
        header.extend(fixed(part));
    }
    header.resize(HEADER, 0);
    header
}

/// A number with sixteen bits after the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out.extend(values.iter().flat_map(|&value| fixed(value)));
    out
}

fn curve() -> Vec<u8> {
    let mut out = b"para".to_vec();
    out.extend([0, 0, 0, 0, 0, 3, 0, 0]);
    out.extend(CURVE.iter().flat_map(|&value| fixed(value)));
    out
}

/// A text in one language.
fn words(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc".to_vec();
    for number in [0, 1, 12] {
        out.extend(u32::to_be_bytes(number));
    }
    out.extend(b"enUS");
    out.extend((utf16.len() as u32).to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend(utf16);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_length_and_every_tag_lies_inside() {
        let profile = srgb();
        let at = |i: usize| u32::from_be_bytes(profile[i..i + 4].try_into().unwrap()) as usize;
        assert_eq!(at(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..at(HEADER) {
            let entry = HEADER + 4 + 12 * tag;
            assert!(at(entry + 4) % 4 == 0);
            assert!(at(entry + 4) + at(entry + 8) <= profile.len());
        }
    }
}
