//! Writing XML: `quick-xml` with what the files here share, one element to a line.

use super::{Limit, Refusal};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A document being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    unwritable: bool,
}

impl Xml {
    /// A document in UTF-8.
    pub fn new() -> Self {
        let writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        let mut xml = Self { writer, open: Vec::new(), unwritable: false };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Says what kind of document it is, before the first element.
    pub fn doctype(&mut self, text: &str) {
        self.put(Event::DocType(BytesText::from_escaped(text)));
    }

    /// Begins an element that holds others.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.open.push(tag);
    }

    /// Ends the element begun last.
    pub fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.put(Event::End(BytesEnd::new(tag)));
        }
    }

    /// An element that holds nothing but a text.
    pub fn leaf(&mut self, tag: &str, text: &str) {
        self.leaf_with(tag, &[], text);
    }

    /// An element that holds nothing but a text, with attributes.
    pub fn leaf_with(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        // What XML 1.0 has no way to write (section 2.2), and blanks that readers replace by others.
        self.unwritable |= text.chars().any(|c| c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}'));
        self.start(tag, attributes);
        self.put(Event::Text(BytesText::new(text)));
        self.put(Event::End(BytesEnd::new(tag)));
    }

    /// An element without content.
    pub fn empty(&mut self, tag: &str) {
        self.put(Event::Empty(BytesStart::new(tag)));
    }

    /// The document, with every element ended.
    ///
    /// # Errors
    /// If a text held a character that cannot be written: without it, it would be another text.
    pub fn finish(mut self) -> Result<String, Refusal> {
        while !self.open.is_empty() {
            self.close();
        }
        match String::from_utf8(self.writer.into_inner()) {
            Ok(text) if !self.unwritable => Ok(text + "\n"),
            _ => Err(Refusal::Cannot(Limit::Characters)),
        }
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(BytesStart::new(tag).with_attributes(attributes.iter().copied())));
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        self.unwritable |= self.writer.write_event(event).is_err();
    }
}
