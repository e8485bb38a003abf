//! What the lines of a text say, put together to the settings of two servers.

use super::program::Heard;
use super::security::Named;
use super::words::{About, Label, port_of, ports_of};
use super::{Present, PresentServer, Side};
use crate::mail::{Authentication, Protocol};

/// What has been said so far.
#[derive(Default)]
pub(super) struct Gathered {
    pub present: Present,
    /// The words for the protection, which the port settles at the end.
    pub named: [Option<Named>; 2],
    pub about: Option<About>,
    /// A label whose value stands on the next line.
    pub pending: Option<Label>,
    /// A box for a protected connection.
    pub encrypts: [Option<bool>; 2],
    /// A box for a log-in.
    pub logs_in: [Option<bool>; 2],
    /// Whether sending logs in as receiving does.
    pub same: Option<bool>,
}

impl Gathered {
    /// Takes what a program's field says; gives whether it can be taken, as nothing else was said before.
    pub fn hear(&mut self, heard: Heard) -> bool {
        self.pending = None;
        let at = |side| usize::from(side == Side::Outgoing);
        let side = heard.side();
        if let Some(side) = side {
            self.about = Some(About::of(side));
        }
        let server = match side {
            Some(Side::Outgoing) => &mut self.present.outgoing,
            _ => &mut self.present.incoming,
        };
        match heard {
            Heard::Passed => true,
            Heard::Same(same) => agree(&mut self.same, same),
            Heard::Protocol(protocol) => agree(&mut server.protocol, protocol),
            Heard::Host(side, host, port, named) => {
                agree(&mut server.host, host)
                    && port.is_none_or(|port| agree(&mut server.port, port))
                    && named.is_none_or(|named| agree(&mut self.named[at(side)], named))
            }
            Heard::Port(_, port) => agree(&mut server.port, port),
            Heard::Username(_, name) => agree(&mut server.username, name),
            Heard::Security(side, named) => agree(&mut self.named[at(side)], named),
            Heard::Encrypts(side, on) => agree(&mut self.encrypts[at(side)], on),
            Heard::Authentication(_, way) => agree(&mut server.authentication, way),
            Heard::LogsIn(side, on) => agree(&mut self.logs_in[at(side)], on),
        }
    }

    pub fn host(&mut self, host: &str) {
        let host = host.to_owned();
        self.each(&|server| put(&mut server.host, host.clone()), About::Incoming);
    }

    /// Takes the first number; gives the server it is for where no heading tells. What is said of both servers has a
    /// number for each.
    pub fn port(&mut self, text: &str) -> Option<About> {
        let by_port = |port| if matches!(port, 25 | 465 | 587) { About::Outgoing } else { About::Incoming };
        let first = port_of(text)?;
        let is_pair = ports_of(text).any(|port| by_port(port) != by_port(first));
        if is_pair || self.about.is_none_or(|about| about == About::Both) {
            for port in ports_of(text) {
                let server = match by_port(port) {
                    About::Outgoing => &mut self.present.outgoing,
                    About::Incoming | About::Both => &mut self.present.incoming,
                };
                put(&mut server.port, port);
            }
        } else {
            self.each(&|server| put(&mut server.port, first), About::Both);
        }
        Some(by_port(first))
    }

    pub fn name(&mut self, named: Option<Named>, otherwise: About) {
        let about = self.about.unwrap_or(otherwise);
        for (place, own) in self.named.iter_mut().zip([About::Incoming, About::Outgoing]) {
            if named.is_some() && place.is_none() && (about == own || about == About::Both) {
                *place = named;
            }
        }
    }

    pub fn authentication(&mut self, authentication: Authentication) {
        self.each(&|server| put(&mut server.authentication, authentication), About::Both);
    }

    pub fn protocol(&mut self, protocol: Protocol) {
        if protocol == Protocol::Smtp {
            put(&mut self.present.outgoing.protocol, protocol);
        } else {
            put(&mut self.present.incoming.protocol, protocol);
        }
    }

    /// Does something for the servers that the lines are about.
    pub fn each(&mut self, act: &dyn Fn(&mut PresentServer), otherwise: About) {
        let about = self.about.unwrap_or(otherwise);
        if about != About::Outgoing {
            act(&mut self.present.incoming);
        }
        if about != About::Incoming {
            act(&mut self.present.outgoing);
        }
    }

    pub fn finish(self) -> Present {
        let mut present = self.present;
        let servers = [&mut present.incoming, &mut present.outgoing];
        for (index, server) in servers.into_iter().enumerate() {
            // A box that is off says so whatever else is chosen; one that is on leaves the kind to other fields.
            let named = match self.encrypts[index] {
                Some(false) => Some(Named::None),
                Some(true) => self.named[index].or(Some(Named::On)),
                None => self.named[index],
            };
            server.security = named.and_then(|named| named.settle(server.port));
            server.encrypts = server.security.is_none() && named == Some(Named::On);
            match self.logs_in[index] {
                Some(false) => server.authentication = Some(Authentication::None),
                on => server.logs_in = on == Some(true) && server.authentication.is_none(),
            }
        }
        let (incoming, outgoing) = (&mut present.incoming, &present.outgoing);
        if incoming.username.is_none() && !incoming.is_empty() {
            // Where a name is told once, it stands below both servers and is meant for both.
            incoming.username.clone_from(&outgoing.username);
        }
        if self.same == Some(true) {
            let (incoming, outgoing) = (&present.incoming, &mut present.outgoing);
            if outgoing.username.is_none() {
                outgoing.username.clone_from(&incoming.username);
            }
            if outgoing.authentication.is_none() && incoming.authentication.is_some() {
                outgoing.authentication = incoming.authentication;
                outgoing.logs_in = false;
            }
        }
        present
    }
}

/// Takes a value unless there is another.
fn agree<T: PartialEq>(place: &mut Option<T>, value: T) -> bool {
    let fits = place.as_ref().is_none_or(|known| *known == value);
    if fits {
        *place = Some(value);
    }
    fits
}

/// The first value counts: what follows may be advice or another account.
pub(super) fn put<T>(place: &mut Option<T>, value: T) {
    if place.is_none() {
        *place = Some(value);
    }
}
