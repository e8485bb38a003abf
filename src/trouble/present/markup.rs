//! Reading XML without a browser's parser: that one answers a mistake with a page of its own, whose inline styles a strict
//! policy of the page blocks and reports, together with what a file brings along.

use super::xml::{Xml, XmlNode};

/// Reads what the files of mail programs consist of: elements, attributes, text, and nothing that is defined in the file
/// itself.
pub struct Markup;

impl Xml for Markup {
    fn nodes(&self, text: &str) -> Option<Vec<XmlNode>> {
        // XML 1.0 section 2.2.
        if text.chars().any(|c| c < ' ' && !matches!(c, '\t' | '\n' | '\r')) {
            return None;
        }
        let mut reader = Reader { rest: text, nodes: Vec::new(), open: Vec::new() };
        while !reader.rest.is_empty() {
            reader.step()?;
        }
        let is_whole = reader.open.is_empty() && !reader.nodes.is_empty();
        is_whole.then_some(reader.nodes)
    }
}

struct Reader<'t> {
    rest: &'t str,
    nodes: Vec<XmlNode>,
    /// The elements around this place: their names as written, and their positions in `nodes`.
    open: Vec<(&'t str, usize)>,
}

impl<'t> Reader<'t> {
    /// Reads one piece; `None` if it is a mistake.
    fn step(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix("<!--") {
            self.rest = rest.split_once("-->")?.1;
        } else if let Some(rest) = self.rest.strip_prefix("<![CDATA[") {
            let (text, rest) = rest.split_once("]]>")?;
            self.rest = rest;
            self.text(text)?;
        } else if let Some(rest) = self.rest.strip_prefix("<?") {
            self.rest = rest.split_once("?>")?.1;
        } else if let Some(rest) = self.rest.strip_prefix("<!DOCTYPE") {
            // Only in front of the elements, and without definitions of its own in brackets.
            let (doctype, rest) = rest.split_once('>')?;
            self.rest = rest;
            return (self.nodes.is_empty() && !doctype.contains(['[', '<'])).then_some(());
        } else if let Some(rest) = self.rest.strip_prefix("</") {
            let (name, rest) = rest.split_once('>')?;
            self.rest = rest;
            let (open, _) = self.open.pop()?;
            return (name.trim_end() == open).then_some(());
        } else if let Some(rest) = self.rest.strip_prefix('<') {
            self.rest = rest;
            self.start()?;
        } else {
            let end = self.rest.find('<').unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            if self.open.is_empty() {
                return text.trim().is_empty().then_some(());
            }
            self.text(&resolved(text)?)?;
        }
        Some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let (_, node) = self.open.last()?;
        self.nodes.get_mut(*node)?.text.push_str(text);
        Some(())
    }

    /// Reads what follows the `<` of a start tag.
    fn start(&mut self) -> Option<()> {
        // One element is around all others.
        if self.open.is_empty() && !self.nodes.is_empty() {
            return None;
        }
        let name = self.name()?;
        let mut attributes: Vec<(String, String)> = Vec::new();
        let is_empty = loop {
            let space = self.rest.len();
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix("/>") {
                self.rest = rest;
                break true;
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                break false;
            }
            if self.rest.len() == space {
                return None;
            }
            let name = self.name()?;
            let value = self.value()?;
            // The files are told apart by the names of their elements, whatever their namespaces.
            if name != "xmlns" && !name.starts_with("xmlns:") {
                attributes.push((local(name).to_owned(), value));
            }
        };
        let depth = self.open.len();
        if !is_empty {
            self.open.push((name, self.nodes.len()));
        }
        self.nodes.push(XmlNode { depth, name: local(name).to_owned(), attributes, text: String::new() });
        Some(())
    }

    fn name(&mut self) -> Option<&'t str> {
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>' | '<' | '"' | '\'' | '&');
        let (name, rest) = self.rest.split_at_checked(self.rest.find(ends)?)?;
        self.rest = rest;
        name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':').then_some(name)
    }

    /// Reads `= "value"`.
    fn value(&mut self) -> Option<String> {
        let rest = self.rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        self.rest = rest;
        if value.contains('<') { None } else { resolved(value) }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A text with its references replaced, XML 1.0 section 4.1; `None` if one is unknown.
fn resolved(text: &str) -> Option<String> {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';')?;
        resolved.push_str(before);
        resolved.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?).filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'))?
            }
        });
        rest = after;
    }
    resolved.push_str(rest);
    Some(resolved)
}
