//! The page's fragment follows the state, and the state follows it.

use super::Session;
use crate::decide::{from_fragment, to_fragment};
use crate::ui::effect;
use crate::ui::platform::Browser;
use std::rc::Rc;

impl Session {
    /// Back, Forward, or another fragment.
    pub fn visit(&self) {
        if let Some(more) = self.more() {
            (more.revisit)(self);
        }
        self.read_fragment(&effect::fragment());
    }

    /// Reads the page's fragment.
    pub fn read_fragment(&self, fragment: &str) {
        let mut inner = self.inner.borrow_mut();
        if !inner.deep_link {
            return;
        }
        let fixed = inner.model.state.get("provider").filter(|_| inner.model.fixed_provider);
        let pairs = with_provider(fragment.strip_prefix('#').unwrap_or(fragment), fixed);
        let fragment = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let mut state = from_fragment(&fragment, &inner.model.state, self.catalogue, &Browser);
        if let Some(switched) = inner.switched {
            state = state.with("lang", Some(switched.tag()), self.catalogue, &Browser);
        }
        if state == inner.model.state {
            return;
        }
        inner.model.replace(state);
        // The page has gone elsewhere before an answer's entry was written.
        inner.fragment = None;
        inner.resolve(self.catalogue);
        drop(inner);
        self.report();
    }

    /// Writes the fragment once the answer has been painted: a history entry takes a browser longer than the answer.
    pub fn defer_fragment(self: &Rc<Self>, new_entry: bool) {
        let waiting = self.inner.borrow_mut().fragment.replace(new_entry);
        match waiting {
            Some(waiting) => self.inner.borrow_mut().fragment = Some(waiting || new_entry),
            None => {
                let session = Rc::clone(self);
                effect::after_paint(move || session.write_fragment());
            }
        }
    }

    /// Writes the fragment if that is still to be done.
    pub fn write_fragment(&self) {
        let (fragment, new_entry, view) = {
            let mut inner = self.inner.borrow_mut();
            let Some(new_entry) = inner.fragment.take().filter(|_| inner.deep_link) else {
                return;
            };
            (to_fragment(&inner.model.state, self.catalogue, false), new_entry, inner.model.view)
        };
        effect::write_fragment(&fragment, new_entry);
        if let Some(more) = self.more() {
            (more.remember)(view);
        }
    }
}

/// Keys and values of `application/x-www-form-urlencoded`, with the provider that the element fixes in place of theirs.
pub fn with_provider(pairs: &str, provider: Option<&str>) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(pairs.as_bytes()).into_owned().collect();
    if let Some(provider) = provider {
        pairs.retain(|(key, _)| key != "provider");
        pairs.push(("provider".to_owned(), provider.to_owned()));
    }
    pairs
}
