//! Files from answers, on the host.
//!
//! `export FORMAT KEY=VALUE…` prints the file of one answer; the keys are those of the public API's `state`.
//! `export --accounts PASSWORD ADDRESS…` prints every different account that any answer leads to, as a line of
//! JSON each: the answers, the settings, the files, and why there is no file. `cargo xtask real-clients` reads it.

use mail_settings::catalogue::Catalogue;
use mail_settings::decide::{NoticeField, Outcome, State, leaves, resolve, settings_json};
use mail_settings::export::{Account, Endpoint, Format, Input, code, picture, render};
use mail_settings::i18n::Locale;
use mail_settings::mail::{Idn, Protocol, Security};
use mail_settings::matrix::{Field, Matrix};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// The page that the link leads to; a name that RFC 2606 keeps free.
const PAGE: &str = "https://help.example.jp/mail";

/// UTS 46 by a crate, in place of the browser.
struct HostIdn;

impl Idn for HostIdn {
    fn to_ascii(&self, domain: &str) -> Option<String> {
        idna::domain_to_ascii(domain).ok()
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--accounts", password, addresses @ ..] => {
            addresses.iter().for_each(|address| accounts(address, password));
            ExitCode::SUCCESS
        }
        [format, pairs @ ..] => {
            let pairs = pairs.iter().filter_map(|pair| pair.split_once('='));
            let state = State::from_pairs(pairs, Catalogue::embedded(), &HostIdn);
            let outcome = resolve(Catalogue::embedded(), &state, &HostIdn);
            match render(format, input(&state, &outcome)) {
                Ok(file) => {
                    print!("{}", file.content);
                    ExitCode::SUCCESS
                }
                Err(refusal) => {
                    eprintln!("{}: {}", refusal.code(), refusal.message(Locale::En));
                    ExitCode::FAILURE
                }
            }
        }
        [] => {
            eprintln!("usage: export FORMAT KEY=VALUE… | export --accounts PASSWORD ADDRESS…");
            ExitCode::from(2)
        }
    }
}

fn input<'o>(state: &'o State, outcome: &'o Outcome<'o>) -> Input<'o> {
    Input { catalogue: Catalogue::embedded(), state, outcome, locale: Locale::En, page: PAGE, personal: true }
}

/// Prints the accounts of an address. Two answers that lead to the same servers are one account.
fn accounts(address: &str, password: &str) {
    let catalogue = Catalogue::embedded();
    let mut seen: Vec<(&str, Option<Endpoint>, Vec<Endpoint>)> = Vec::new();
    let clients = || std::iter::once(None).chain(catalogue.clients().iter().map(Some));
    for matrix in catalogue.matrices() {
        for (client, leaf) in
            clients().flat_map(|client| leaves(matrix, &|_| None).into_iter().map(move |leaf| (client, leaf)))
        {
            let answers = leaf
                .path
                .iter()
                .map(|(input, answer)| (matrix.input_id(*input), matrix.answer_ids(*input)[*answer]));
            let pairs = std::iter::once(("provider", matrix.id()))
                .chain(answers)
                .chain(client.map(|client| ("client", client.id)))
                .chain([("address", address)]);
            let state = completed(State::from_pairs(pairs, catalogue, &HostIdn));
            let outcome = resolve(catalogue, &state, &HostIdn);
            let Ok(account) = Account::of(&outcome) else { continue };
            let key = (matrix.id(), account.incoming.clone(), account.outgoing.clone());
            if !seen.contains(&key) {
                println!("{}", line(matrix, input(&state, &outcome), password));
                seen.push(key);
            }
        }
    }
}

/// The state with an entry for every value that only the customer's notice or support can tell.
fn completed(mut state: State) -> State {
    let catalogue = Catalogue::embedded();
    let outcome = resolve(catalogue, &state, &HostIdn);
    for server in outcome.incoming.iter().chain(&outcome.outgoing) {
        let sends = server.protocol == Protocol::Smtp;
        for field in server.shown_fields().filter(|field| server.field(*field).value.is_none()) {
            let (key, entry) = match field {
                Field::Host if sends => (NoticeField::OutgoingHost, "out.notice.example".to_owned()),
                Field::Host => (NoticeField::IncomingHost, "in.notice.example".to_owned()),
                Field::Port => {
                    let key = if sends { NoticeField::OutgoingPort } else { NoticeField::IncomingPort };
                    (key, usual_port(server.protocol, server.security()).to_string())
                }
                Field::Username => (NoticeField::Username, "user-7".to_owned()),
                Field::Security | Field::Authentication => continue,
            };
            state = state.with(key.id(), Some(&entry), catalogue, &HostIdn);
        }
    }
    state
}

/// The registered port, RFC 8314 section 7 for TLS from the first byte.
const fn usual_port(protocol: Protocol, security: Option<Security>) -> u16 {
    match (protocol, security) {
        (Protocol::Pop3, Some(Security::ImplicitTls)) => 995,
        (Protocol::Imap, Some(Security::ImplicitTls)) => 993,
        (Protocol::Smtp, Some(Security::ImplicitTls)) => 465,
        (Protocol::Pop3, _) => 110,
        (Protocol::Imap, _) => 143,
        (Protocol::Smtp, _) => 587,
    }
}

fn line(matrix: &Matrix, input: Input<'_>, password: &str) -> Value {
    let (mut files, mut refused) = (Map::new(), Map::new());
    for format in Format::ALL {
        let made = match format {
            Format::DcloginQr => {
                code(format, input, Some(password)).map(|code| picture(format, &code, input))
            }
            _ => render(format.id(), input),
        };
        match made {
            Ok(file) => files.insert(format.id().to_owned(), file.content.into()),
            Err(refusal) => refused.insert(format.id().to_owned(), refusal.message(Locale::En).into()),
        };
    }
    let settings: Value =
        serde_json::from_str(&settings_json(input.catalogue, input.state, input.outcome)).unwrap_or_default();
    json!({"provider": matrix.id(), "settings": settings, "files": files, "refused": refused})
}
