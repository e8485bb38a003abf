//! The page's fragment: `application/x-www-form-urlencoded` of the state.

use super::State;
use crate::catalogue::Catalogue;
use crate::mail::Idn;

/// A fragment longer than this is not ours; no link of the widget comes near it.
const LONGEST: usize = 4096;

/// The fragment without its `#`. Address and notice are written only if asked for.
#[must_use]
pub fn to_fragment(state: &State, catalogue: &Catalogue, personal: bool) -> String {
    let mut fragment = form_urlencoded::Serializer::new(String::new());
    fragment.extend_pairs(state.pairs(catalogue, personal));
    fragment.finish()
}

/// Reads a fragment, with or without its `#`: answers absent from it are cleared, the address kept from
/// `before`, and the notice if the plan stays, unless it brings its own. Whatever it does not understand is dropped.
#[must_use]
pub fn from_fragment(fragment: &str, before: &State, catalogue: &Catalogue, idn: &dyn Idn) -> State {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let fragment = if fragment.len() > LONGEST { "" } else { fragment };
    let mut state = State::from_pairs(form_urlencoded::parse(fragment.as_bytes()), catalogue, idn);
    // A server name from one provider's notice must not stand among another's settings.
    let same_plan = ["provider", "plan"].iter().all(|key| before.get(key) == state.get(key));
    let kept = before.pairs(catalogue, true).into_iter();
    for (key, value) in kept.filter(|(key, _)| *key == "address" || (same_plan && key.starts_with("notice-")))
    {
        if state.get(key).is_none() {
            state = state.with(key, Some(value), catalogue, idn);
        }
    }
    state
}
