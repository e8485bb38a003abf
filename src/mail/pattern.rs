//! Values that depend on the mail address: `mail.{domain}`.

use super::EmailAddress;

/// A part of the address that a pattern puts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `{domain}`: what stands after the `@`.
    Domain,
    /// `{address}`: the whole address.
    Address,
    /// `{local}`: what stands before the `@`.
    Local,
    /// `{first-label}`: the domain up to its first dot.
    FirstLabel,
}

/// A text with placeholders.
/// Invariant: every brace is closed and every placeholder known, because `parse` takes nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern<'a>(&'a str);

/// How well a pattern with `{first-label}` fits a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The name stands right under a top-level domain.
    TopLevel,
    /// The name stands under a Japanese category such as `co.jp`.
    Category,
    /// Any longer name, and a bare category: the pattern does not tell.
    Deeper,
}

impl Placeholder {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Domain, "domain"),
        (Self::Address, "address"),
        (Self::Local, "local"),
        (Self::FirstLabel, "first-label"),
    ];

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(placeholder, _)| placeholder)
    }

    fn of(self, address: &EmailAddress) -> String {
        match self {
            Self::Domain => address.domain().as_str().to_owned(),
            Self::Address => address.to_string(),
            Self::Local => address.local().to_owned(),
            Self::FirstLabel => address.domain().first_label().to_owned(),
        }
    }
}

impl<'a> Pattern<'a> {
    /// Reads a pattern; `None` if a brace is open or a placeholder unknown.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').filter(|_| before.find('}').is_none())?;
            Placeholder::of_name(name)?;
            rest = tail;
        }
        (rest.find('}').is_none() && rest.len() < text.len()).then_some(Self(text))
    }

    /// A pattern that was read when the product was built.
    #[must_use]
    pub(crate) const fn known(text: &'a str) -> Self {
        Self(text)
    }

    /// The pattern as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Literal text and placeholders in order; the last piece has no placeholder.
    pub fn pieces(self) -> impl Iterator<Item = (&'a str, Option<Placeholder>)> {
        let mut rest = Some(self.0);
        std::iter::from_fn(move || {
            let text = rest?;
            let cut = text.split_once('{').and_then(|(before, after)| {
                let (name, tail) = after.split_once('}')?;
                Some((before, Placeholder::of_name(name), tail))
            });
            match cut {
                Some((before, placeholder, tail)) => {
                    rest = Some(tail);
                    Some((before, placeholder))
                }
                None => {
                    rest = None;
                    Some((text, None))
                }
            }
        })
    }

    /// The pattern with the parts of the address put in.
    #[must_use]
    pub fn fill(self, address: &EmailAddress) -> String {
        let mut filled = String::new();
        for (text, placeholder) in self.pieces() {
            filled.push_str(text);
            if let Some(placeholder) = placeholder {
                filled.push_str(&placeholder.of(address));
            }
        }
        filled
    }

    /// Whether the pattern takes the first label only, so that two domains may share its result.
    #[must_use]
    pub fn cuts_domain(self) -> bool {
        self.pieces().any(|(_, placeholder)| placeholder == Some(Placeholder::FirstLabel))
    }
}

impl Settled {
    /// How well the first label stands for the whole domain.
    #[must_use]
    pub fn of(domain: &str) -> Self {
        // The categories of organisational and of network JP domain names.
        const CATEGORIES: [&str; 9] = ["ac", "ad", "co", "ed", "go", "gr", "lg", "ne", "or"];
        let labels: Vec<&str> = domain.split('.').collect();
        match labels[..] {
            [first, "jp"] if CATEGORIES.contains(&first) => Self::Deeper,
            [_, _] => Self::TopLevel,
            [_, category, "jp"] if CATEGORIES.contains(&category) => Self::Category,
            _ => Self::Deeper,
        }
    }
}
