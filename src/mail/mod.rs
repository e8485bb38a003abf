//! The vocabulary of mail settings: access, protocol, security, authentication, certainty, addresses, host names.
//! A leaf: knows nothing of providers, questions or browsers.

mod address;
mod certainty;
mod hostname;
mod pattern;
mod security;

pub use address::{AddressError, EmailAddress};
pub use certainty::Certainty;
pub use hostname::{Hostname, HostnameError, Idn};
pub use pattern::{Pattern, Placeholder, Settled};
pub use security::{Access, Authentication, Protocol, Security, port_contradiction};
