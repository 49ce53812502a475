use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::escape;

/// The text of the paragraphs that a CommonMark parser reads, with common extensions on.
fn parsed(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(t) => text.push_str(&t),
            Event::SoftBreak => text.push('\n'),
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    text
}

fn written(text: &str) -> String {
    let mut out = String::new();
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        escape::line(&mut out, line, true);
    }
    out
}

#[test]
fn what_looks_like_mark_up_comes_back_as_text() {
    for text in [
        "# no heading",
        "1. no list",
        "12) no list",
        "- no list",
        "+ no list",
        "> no quotation",
        "*stars* and _lines_ and `ticks`",
        "<b>tags</b> &amp; &#35; & plain",
        "| a | b |",
        "[x](y) ![z](w) [ref]: u",
        "two spaces at the end  ",
        "    four at the start",
        "\ta tab",
        "a line\n===\nand another\n---",
        "```\ncode?\n```",
        "~~~ ~~gone~~",
        "a backslash \\\nat the end \\",
        "a\n    b",
        ": definition",
        "***",
        "$x$",
        "\u{1}\u{c}\u{85}",
        "　　两个全角空格",
    ] {
        assert_eq!(parsed(&written(text)), text);
    }
}

proptest! {
    #[test]
    fn any_line_comes_back(text in "[^\0\n\r]{1,60}") {
        prop_assert_eq!(parsed(&written(&text)), text);
    }

    #[test]
    fn any_wrapped_paragraph_comes_back(
        text in "[ -~]{0,3}[-#>+=:*_`~|.) 0-9a-z\\\\<&;\\[\\]!]{1,30}(\n[-#>+=:*_`~|.) 0-9a-z\\\\<&;\\[\\]!]{1,30}){0,3}"
    ) {
        // A line of nothing but blanks would end the paragraph; no paragraph has one.
        prop_assume!(text.split('\n').all(|l| !l.trim().is_empty()));
        prop_assert_eq!(parsed(&written(&text)), text);
    }
}
