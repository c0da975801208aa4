//! Changes within the lines of a log: their events, their values, where a segment ends.

use crate::verify::bundle::Folder;

/// Where the events of a line begin and end, byte for byte.
fn span(line: &str) -> Option<(usize, usize)> {
    let start = line.find("\"ev\":[")? + 6;
    let end = line.len().checked_sub(3)?;
    (line.ends_with("]}}") && start <= end).then_some((start, end))
}

/// The events of a line, each in its own bytes.
pub(super) fn split(list: &str) -> Vec<String> {
    let (mut all, mut depth, mut from) = (Vec::new(), 0, 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in list.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                all.push(list[from..at].to_owned());
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < list.len() {
        all.push(list[from..].to_owned());
    }
    all
}

fn line_of(files: &Folder, path: &str, line: usize) -> Option<String> {
    let text = str::from_utf8(files.get(path)?).ok()?;
    Some(text.split_terminator('\n').nth(line)?.to_owned())
}

fn put(files: &mut Folder, path: &str, line: usize, new: String) -> bool {
    super::step::on_lines(files, path, |lines| {
        lines.get_mut(line).map(|old| *old = new.into_bytes()).is_some()
    })
}

/// How many events a line has.
pub(super) fn count(files: &Folder, path: &str, line: usize) -> usize {
    let Some(text) = line_of(files, path, line) else { return 0 };
    span(&text).map_or(0, |(start, end)| split(&text[start..end]).len())
}

pub(super) fn change(
    files: &mut Folder,
    path: &str,
    line: usize,
    change: impl FnOnce(&mut Vec<String>) -> bool,
) -> bool {
    let Some(text) = line_of(files, path, line) else { return false };
    let Some((start, end)) = span(&text) else { return false };
    let mut events = split(&text[start..end]);
    change(&mut events)
        && put(files, path, line, format!("{}{}{}", &text[..start], events.join(","), &text[end..]))
}

pub(super) fn swap(
    files: &mut Folder,
    path: &str,
    (line, at): (usize, usize),
    (other_line, other_at): (usize, usize),
) -> bool {
    let event = |files: &Folder, line, at: usize| {
        let text = line_of(files, path, line)?;
        let (start, end) = span(&text)?;
        split(&text[start..end]).get(at).cloned()
    };
    let (Some(one), Some(other)) = (event(files, line, at), event(files, other_line, other_at))
    else {
        return false;
    };
    let set = |files: &mut Folder, line, at, new: String| {
        change(files, path, line, |events| {
            events.get_mut(at).map(|event: &mut String| *event = new).is_some()
        })
    };
    one != other && set(files, line, at, other) && set(files, other_line, other_at, one)
}

/// The places of the values of a line that are no object or list: from, to.
pub(super) fn values(line: &str) -> Vec<(usize, usize)> {
    let (mut all, mut at) = (Vec::new(), 0);
    let bytes = line.as_bytes();
    while at < bytes.len() {
        let from = at;
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
                // A member's name is no value.
                if bytes.get(at) != Some(&b':') && at <= bytes.len() {
                    all.push((from, at));
                }
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => at += 1,
            _ => {
                while at < bytes.len() && !matches!(bytes[at], b',' | b'}' | b']') {
                    at += 1;
                }
                all.push((from, at));
            }
        }
    }
    all
}

pub(super) fn values_of(files: &Folder, path: &str, line: usize) -> Vec<String> {
    let Some(text) = line_of(files, path, line) else { return Vec::new() };
    values(&text)
        .into_iter()
        .filter_map(|(from, to)| Some(text.get(from..to)?.to_owned()))
        .collect()
}

pub(super) fn value(files: &mut Folder, path: &str, line: usize, at: usize, to: &str) -> bool {
    let Some(mut text) = line_of(files, path, line) else { return false };
    let Some((from, until)) = values(&text).get(at).copied() else { return false };
    if text.get(from..until).is_none_or(|old| old == to) {
        return false;
    }
    text.replace_range(from..until, to);
    put(files, path, line, text)
}

/// A line with the head of `like` and these events; it closes nothing and opens nothing.
pub(super) fn line_like(like: Option<&Vec<u8>>, events: &str) -> Option<Vec<u8>> {
    let text = str::from_utf8(like?).ok()?;
    let (start, end) = span(text)?;
    let head = text[..start].replace("\"end\":true,", "");
    Some(format!("{head}{events}{}", &text[end..]).into_bytes())
}

/// Makes a line close its segment, or no longer.
pub(super) fn end(files: &mut Folder, path: &str, line: usize) -> bool {
    const END: &str = "\"end\":true,\"data\":";
    let Some(text) = line_of(files, path, line) else { return false };
    let new = if text.contains(END) {
        text.replacen(END, "\"data\":", 1)
    } else {
        text.replacen("\"data\":", END, 1)
    };
    new != text && put(files, path, line, new)
}
