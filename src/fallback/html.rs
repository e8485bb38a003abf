//! A page as it is written: elements around escaped text.

/// What has been written so far.
#[derive(Default)]
pub struct Page(pub String);

impl Page {
    /// A line of HTML as it stands.
    pub fn line(&mut self, html: &str) {
        self.0.push_str(html);
        self.0.push('\n');
    }

    /// An element with text.
    pub fn element(&mut self, tag: &str, text: &str) {
        self.line(&format!("<{tag}>{}</{tag}>", escape(text)));
    }

    /// What a list says about its term, in small print.
    pub fn small(&mut self, text: &str) {
        self.line(&format!("<dd><small>{}</small></dd>", escape(text)));
    }

    /// What a list says about its term, and where it stands.
    pub fn sourced(&mut self, text: &str, source: &str) {
        if source.is_empty() {
            return self.element("dd", text);
        }
        self.line(&format!("<dd>{} <small>{}</small></dd>", escape(text), escape(source)));
    }

    /// A part that unfolds, up to its end.
    pub fn fold(&mut self, summary: &str) {
        self.line(&format!("<details><summary><strong>{}</strong></summary>", escape(summary)));
    }
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
