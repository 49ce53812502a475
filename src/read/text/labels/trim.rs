//! What stands around a name in a label and is no part of it: numbers of questions, remarks.

/// `Q1` and `Q2` are one `Q`: questions are counted, people are not.
pub(super) fn without_count(name: &str) -> &str {
    let counted = name
        .trim()
        .strip_prefix(['Q', 'A'])
        .is_some_and(|rest| !rest.is_empty() && rest.trim().bytes().all(|b| b.is_ascii_digit()));
    if counted { &name.trim()[..1] } else { name }
}

/// `Q12 Chair` is the chair, `3. Q` a `Q`: questions are counted.
pub(super) fn without_number(name: &str) -> &str {
    let name = name.trim();
    let counted = name.strip_prefix('Q').unwrap_or(name);
    let rest = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == counted.len() || counted.len() - rest.len() > 4 {
        return name;
    }
    let set_off = rest.trim_start_matches(['.', ')', '、']);
    // `2 Chair` is no numbered question; `Speaker 2` begins otherwise.
    let numbered = set_off.len() < rest.len() || counted.len() < name.len();
    let bare = set_off.trim_start();
    if numbered && bare.len() < rest.len() && !bare.is_empty() { bare } else { name }
}

/// `Roe (laughing)` is Roe: a remark begins with a small letter, a name does not.
pub(super) fn without_remark(name: &str) -> &str {
    let trimmed = name.trim_end();
    let remark = trimmed.ends_with([')', ']']).then(|| trimmed.rfind(['(', '['])).flatten();
    match remark {
        Some(open) if trimmed[open + 1..].starts_with(char::is_lowercase) => &trimmed[..open],
        _ => name,
    }
}
