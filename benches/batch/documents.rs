//! Documents of many sizes and of five kinds: with labels and without, English and Chinese, and
//! essays, which are no conversations. The same ones each time.

use std::fs;
use std::path::Path;

const ENGLISH: &[&str] = &[
    "The river rose again that spring and we moved the boats.",
    "What do you remember of the school?",
    "I was twelve when we came here.",
    "Thank you for talking to us today.",
    "Could you tell us how it began?",
    "My father worked on the railway all his life.",
    "Yes, I think so.",
    "We had no water for three weeks.",
];
const CHINESE: &[&str] = &[
    "您好，欢迎您来到我们的节目。",
    "请您谈一谈当时的情况。",
    "我们那时候没有水，要到河边去挑。",
    "后来呢？",
    "我觉得这件事很重要。",
    "谢谢您接受我们的采访。",
    "这个工程一共用了三年时间。",
];
const KINDS: usize = 5;
/// Documents in a folder.
const FOLDER: usize = 250;
/// Paragraphs of the longest.
const LONGEST: f64 = 300.0;

/// Writes so many below `root`; their bytes in all.
pub(crate) fn write(root: &Path, documents: usize) -> usize {
    let mut chance = Chance(7);
    let mut bytes = 0;
    for number in 0..documents {
        let folder = root.join(format!("{:03}", number / FOLDER));
        fs::create_dir_all(&folder).unwrap();
        let text = text(&mut chance);
        bytes += text.len();
        fs::write(folder.join(format!("talk-{number:05}.txt")), text).unwrap();
    }
    bytes
}

fn text(chance: &mut Chance) -> String {
    let kind = chance.below(KINDS);
    let (sentences, blank) = if kind < 2 { (CHINESE, "") } else { (ENGLISH, " ") };
    let labels = match kind {
        0 => ["主持人：", "王老师："],
        2 => ["Anna: ", "Ben: "],
        _ => ["", ""],
    };
    // Most are short, a few very long (a Pareto distribution).
    let paragraphs = (4.0 / chance.share().powf(0.9)).min(LONGEST) as usize;
    let mut text = String::new();
    for paragraph in 0..paragraphs {
        text += labels[paragraph % 2];
        for sentence in 0..=chance.below(5) {
            text += if sentence > 0 { blank } else { "" };
            text += sentences[chance.below(sentences.len())];
        }
        text += if kind == 4 { "\n\n" } else { "\n" };
    }
    text
}

/// Numbers that look random: SplitMix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// From 0, not included, to 1.
    fn share(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }
}
