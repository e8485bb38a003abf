//! Each notice stands exactly where its document says it matters: stated here once more, apart from the data, and
//! compared at every end with every mail program.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::catalogue::Catalogue;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{CATALOGUE, client_choices, leaf_states, settings, with};

/// What was answered, by key.
struct Asked<'a>(&'a Value);

impl Asked<'_> {
    fn is(&self, key: &str, values: &[&str]) -> bool {
        self.0[key].as_str().is_some_and(|value| values.contains(&value))
    }

    /// Whether a program is chosen that a document does not name.
    fn is_unlisted(&self, listed: &[&str]) -> bool {
        self.0["client"].as_str().is_some_and(|id| id != "other" && !listed.contains(&id))
    }
}

const OUTLOOKS: [&str; 6] =
    ["outlook-2016", "outlook-2019", "outlook-2021", "outlook-365", "outlook-new", "outlook-express"];

/// The rows of SPPD's table of mail programs.
const SPPD_TABLE: [&str; 11] = [
    "outlook-2016",
    "outlook-2019",
    "outlook-2021",
    "windows-mail",
    "thunderbird",
    "becky",
    "al-mail",
    "apple-mail-macos",
    "apple-mail-ios",
    "apple-mail-ipados",
    "gmail-android",
];

fn sppd(asked: &Asked<'_>) -> Vec<(&'static str, bool)> {
    let windows = asked.is("plan", &["windows-shared", "windows-dedicated"]);
    let cybozu = asked.is("client", &["cybozu-mail-sharing"]);
    vec![
        ("unencrypted", asked.is("connection", &["standard"])),
        ("tls12-required", asked.is("connection", &["tls"])),
        ("apop-not-offered", windows && asked.is("access", &["pop3"])),
        ("login-password", true),
        ("port-25-closed", true),
        ("receiving-not-documented", !windows),
        ("windows-mail", asked.is("client", &["windows-mail"])),
        ("client-not-listed", asked.is_unlisted(&SPPD_TABLE)),
        ("cybozu-form", cybozu),
        ("cybozu-conditions", cybozu),
        ("cybozu-deletion", cybozu && asked.is("access", &["imap"])),
    ]
}

fn editnet(asked: &Asked<'_>) -> Vec<(&'static str, bool)> {
    let tls = asked.is("connection", &["tls"]);
    let outside = asked.is("network", &["wimax", "other"]);
    let cybozu = asked.is("client", &["cybozu-mail-sharing"]);
    let steps: Vec<&str> = OUTLOOKS.into_iter().chain(["becky"]).collect();
    vec![
        ("unencrypted", !tls),
        ("encryption-scope", tls),
        ("initial-username", true),
        ("delete-read-mail", true),
        ("pop-before-smtp-ended", outside),
        // Whether WiMAX blocks port 25 is not known.
        ("op25b", asked.is("network", &["wimax"]) || asked.is("op25b", &["yes"])),
        // From EditNet's own network, 587 plays a part with encryption only.
        ("outlook-587", asked.is("client", &OUTLOOKS) && (tls || outside)),
        ("becky", tls && asked.is("client", &["becky"])),
        ("outlook-express", tls && asked.is("client", &["outlook-express"])),
        ("client-not-listed", asked.is_unlisted(&steps)),
        ("cybozu-network", cybozu && asked.is("network", &["editnet", "wimax"])),
        ("cybozu-form", cybozu),
        ("cybozu-conditions", cybozu),
        ("cybozu-deletion", cybozu),
    ]
}

fn neoworks(asked: &Asked<'_>) -> Vec<(&'static str, bool)> {
    let normal = asked.is("plan", &["shared-standard"]);
    let managed = asked.is("plan", &["shared-managed"]);
    let dedicated = asked.is("plan", &["dedicated"]);
    let centos = asked.is("os", &["centos6", "centos7"]);
    let tls = asked.is("connection", &["tls"]);
    let imap = asked.is("access", &["imap"]);
    let certificate = |ids: &[&str]| tls && asked.is("certificate", ids);
    // A certificate of that one domain protects receiving only.
    let half = asked.is("domain", &["virtual"]) && certificate(&["website", "mail-name", "pop-name"]);
    vec![
        ("os-end-of-life", centos),
        ("switch-to-new-os", managed),
        ("unencrypted", normal || (!centos && !tls)),
        ("tls-not-offered", normal || (managed && centos)),
        ("notice-wins", !normal),
        // The dedicated server is in one document only; its name follows a certificate as the other one has it.
        ("documents-disagree", !normal && (!dedicated || certificate(&["website", "pop-name"]))),
        ("imap-discouraged", imap && !centos),
        ("imap-tls-port-unstated", imap && tls),
        ("multi-domain-certificate-needed", half),
        ("certificate-fee", tls && (centos || certificate(&["mail-name", "pop-name"]))),
        ("shared-certificate-mismatch", certificate(&["shared"])),
        ("managed-certificate", managed && tls),
        ("op25b", !tls || half),
    ]
}

/// All notices of a provider, and whether each belongs to this answer.
type Expected = fn(&Asked<'_>) -> Vec<(&'static str, bool)>;

#[test]
fn every_notice_stands_where_its_document_says_and_nowhere_else() {
    let expected: [(&str, Expected); 3] = [("neoworks", neoworks), ("sppd", sppd), ("editnet", editnet)];
    let mut count = 0;
    for (matrix, bare) in leaf_states() {
        let Some((_, expected)) = expected.iter().find(|(id, _)| *id == matrix.id()) else { continue };
        for client in client_choices() {
            let state = client.map_or_else(|| bare.clone(), |client| with(&bare, "client", client.id));
            let found = settings(&state);
            if found["status"] != "answered" {
                continue;
            }
            let ids = found["notices"].as_array().unwrap().iter().map(|id| id.as_str().unwrap());
            let ids: BTreeSet<&str> = ids.collect();
            let expected = expected(&Asked(&found["state"]));
            let known: BTreeSet<&str> = expected.iter().map(|(id, _)| *id).collect();
            let here: BTreeSet<&str> =
                expected.into_iter().filter(|(_, here)| *here).map(|(id, _)| id).collect();
            assert_eq!(ids, here, "{}", found["state"]);
            assert_eq!(known, all(&CATALOGUE, matrix.id()), "notices of {}", matrix.id());
            count += 1;
        }
    }
    assert!(count > 300, "only {count} answers were compared");
    println!("{count} answers");
}

fn all(catalogue: &Catalogue, provider: &str) -> BTreeSet<&'static str> {
    catalogue.matrix(provider).unwrap().notices().iter().map(|notice| notice.id).collect()
}
