//! From what the visitor said to the settings: answers kept, the next question, the answer or the reason why not.
//! Pure: no DOM, no clock, no network.

mod evaluate;
mod leaves;
mod link;
mod resolve;
mod safety;
mod settings;
mod state;
mod suggest;

pub use evaluate::{Evaluated, Given, OtherValue, ResolvedServer, ResolvedValue, evaluate};
pub use leaves::{Leaf, leaves, remaining};
pub use link::{from_fragment, to_fragment};
pub use resolve::{Asking, Outcome, Status, resolve};
pub use safety::{Safety, safety};
pub use settings::{settings_json, state_json};
pub use state::{NoticeField, State};
pub use suggest::Suggestion;
