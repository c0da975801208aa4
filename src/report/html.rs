//! HTML as text: everything that people wrote is escaped, and a page needs nothing beside itself.

/// `text` as the inside of an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// An element with one text in it.
pub(super) fn element(name: &str, class: &str, text: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<{name}{class}>{}</{name}>\n", escaped(text))
}

/// A whole page, black on white.
pub(super) fn page(lang: &str, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escaped(lang),
        escaped(title),
    )
}

const STYLE: &str = "\
@page { size: A4; margin: 16mm; }
body { font: 11pt/1.4 sans-serif; color: #000; background: #fff; max-width: 46em; margin: 0 auto; padding: 1em; }
h1 { font-size: 20pt; margin: 0 0 .2em; }
h2 { font-size: 13pt; margin: 1.4em 0 .4em; border-bottom: 1pt solid #000; }
p { margin: .2em 0; }
ul { margin: .2em 0; padding-left: 1.4em; list-style: none; }
li.answer::before { content: \"\\2610\\00a0\"; margin-left: -1.4em; }
.box { border: 2pt solid #000; padding: .4em .7em; margin: .8em 0; font-weight: bold; }
.step { border-top: .5pt solid #000; padding: .5em 0; break-inside: avoid; }
.step.killer { border-left: 4pt solid #000; padding-left: .7em; }
.inner { margin-left: 1.6em; }
.ask { font-size: 13pt; font-weight: bold; }
.small { font-size: 9pt; }
.mono { font-family: monospace; font-size: 8.5pt; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; border-top: .5pt solid #000; padding: .2em .6em .2em 0; font-size: 9.5pt; }
";
