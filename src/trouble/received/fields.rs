//! Finding the `Received:` fields in whatever was pasted: folded or not, quoted, indented, with or without the rest
//! of the mail.

/// The values, unfolded, in the order in which they stand.
pub(super) fn received(text: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    let mut open = false;
    let mut gap = false;
    let mut is_header = false;
    let ending = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split(ending) {
        let line = unquoted(line.trim_end());
        let bare = line.trim_start();
        if bare.is_empty() {
            // Behind a header stands the mail's text, which may quote the headers of another mail.
            if is_header {
                break;
            }
            gap = true;
            continue;
        }
        if let Some(value) = after_name(bare) {
            values.push(value.trim().to_owned());
            open = true;
        } else if let Some(value) = values.last_mut().filter(|_| open)
            // Some programs and pages drop the indentation of folded lines when they are copied, others double the
            // line ends.
            && (bare.len() < line.len() || !(gap || is_field(bare)))
        {
            value.push(' ');
            value.push_str(bare);
        } else {
            open = false;
            // Above the first one there may stand a summary that the mail program made.
            is_header |= !values.is_empty() && is_field(bare);
        }
        gap = false;
    }
    if values.is_empty() {
        // The value of one field, copied without its name.
        let mut value = String::new();
        for line in text.split(ending) {
            value.push_str(unquoted(line.trim_end()).trim_start());
            value.push(' ');
        }
        if is_value(value.trim()) {
            values.push(value);
        }
    }
    values
}

/// What follows `Received:`.
fn after_name(line: &str) -> Option<&str> {
    const NAME: &str = "received";
    let (name, value) = line.split_at_checked(NAME.len())?;
    // Japanese keyboards write a wide colon.
    let value = value.strip_prefix(':').or_else(|| value.strip_prefix('：'))?;
    name.eq_ignore_ascii_case(NAME).then_some(value)
}

/// The line without the marks of a quotation.
fn unquoted(line: &str) -> &str {
    let mut line = line;
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// Whether a line begins a field, RFC 5322 section 2.2.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// Whether a text looks like the value of a `Received:` field.
fn is_value(text: &str) -> bool {
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    ["from ", "by ", "(qmail "].into_iter().any(starts) && text.contains(';')
}
