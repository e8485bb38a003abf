//! Languages: which one is shown, texts that come with the data, words of the interface.
//! A leaf: knows nothing of mail.

mod easy;
mod locale;
mod localized;
mod messages;
mod overview;
mod runs;

pub use easy::EASY;
pub use locale::Locale;
pub use localized::Localized;
pub use messages::Messages;
pub use overview::OverviewWords;
pub use runs::runs;
