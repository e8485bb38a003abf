//! Every kind of file that is exported, read back as the visitor's present settings; the same files as people change
//! them; and files that are broken.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mail_settings::decide::{NoticeField, Outcome, ResolvedServer, State, Status};
use mail_settings::export::{Format, Input, render};
use mail_settings::i18n::Locale;
use mail_settings::mail::{Certainty, Protocol};
use mail_settings::matrix::{Field, Scalar};
use mail_settings::trouble::changes::{Setting, changes, unchecked};
use mail_settings::trouble::present::{Account, LONGEST, Markup, Present, Unreadable, read_file};
use std::collections::BTreeMap;
use support::{CATALOGUE, HostIdn, HostNfkc, HostXml, Numbers, leaf_states, line, outcome, with};

fn file(content: &str) -> Result<Vec<Account>, Unreadable> {
    let found = read_file(content.as_bytes(), None, &Markup, &HostNfkc);
    if content.starts_with('<') {
        assert_eq!(found, read_file(content.as_bytes(), None, &HostXml, &HostNfkc), "{content}");
    }
    found
}

const NOTHING: &str = "- - - - - -";

/// The accounts of a file, each as its name and both servers.
#[track_caller]
fn reads(content: &str, expected: &[[&str; 3]]) {
    let found = file(content).unwrap_or_else(|why| panic!("{why:?}: {content}"));
    let found: Vec<[String; 3]> = found
        .iter()
        .map(|it| {
            let name = it.name.clone().unwrap_or_else(|| "-".to_owned());
            [name, line(&it.present.incoming), line(&it.present.outgoing)]
        })
        .collect();
    let expected: Vec<[String; 3]> = expected.iter().map(|it| it.map(str::to_owned)).collect();
    assert_eq!(found, expected, "{content}");
    for secret in ["himitsu", "hush"] {
        assert!(!format!("{found:?}").contains(secret), "a password is kept: {content}");
    }
}

fn formats() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| !format.is_code())
}

/// Every end of every tree: bare, with addresses of many kinds, and with what a visitor may have copied from a notice.
fn answers() -> Vec<State> {
    let addresses = [
        "taro@sample.jp",
        "info@sample.co.jp",
        "Sales.Tokyo@mail.deep.sample.or.jp",
        "taro@例え.テスト.jp",
        "!#$&'+-/=^_`{|}~@sample.jp",
    ];
    let names = ["taro", "taro@sample.jp", "a b", "o'neill \"x\" \\ #1 ;y", "x$HOME`id`%20", "set poll ssl"];
    let mut states = Vec::new();
    for (_, bare) in leaf_states() {
        for address in addresses {
            states.push(with(&bare, "address", address));
        }
        let addressed = with(&bare, "address", addresses[0]);
        for name in names {
            let entries = [
                (NoticeField::IncomingHost, "in.example.jp"),
                (NoticeField::OutgoingHost, "out.example.jp"),
                (NoticeField::OutgoingPort, "60465"),
                (NoticeField::Username, name),
            ];
            let entered =
                |state: State, (field, value): &(NoticeField, &str)| with(&state, field.id(), value);
            states.push(entries.iter().fold(addressed.clone(), entered));
        }
        states.push(bare);
    }
    states.retain(|state| outcome(state).status == Status::Answered);
    states
}

fn make(format: Format, state: &State, outcome: &Outcome<'static>, locale: Locale) -> Option<String> {
    let input = Input {
        catalogue: &CATALOGUE,
        state,
        outcome,
        locale,
        page: "https://help.example/",
        personal: false,
    };
    render(format.id(), input).ok().map(|file| file.content)
}

/// The only account of an exported file.
#[track_caller]
fn only(content: &str) -> Present {
    let found = file(content).unwrap_or_else(|why| panic!("{why:?}: {content}"));
    let [account] = &found[..] else { panic!("{found:#?}\n{content}") };
    account.present.clone()
}

/// Whether the format says nothing about a field that the answer knows.
fn is_silent(format: Format, server: &ResolvedServer, field: Field) -> bool {
    let value = server.field(field);
    let is_settled = value.pattern.is_some() && value.certainty != Certainty::Unstated;
    let is_usual = matches!(server.port.value, Some(Scalar::Port(25 | 110 | 143 | 465 | 587 | 993 | 995)));
    let is_plain = server.security.value == Some(Scalar::Text("none".into()));
    match (format, field) {
        // One switch for both kinds of TLS.
        (Format::Mobileconfig, Field::Security) => !is_usual && !is_plain,
        (Format::Srv, Field::Authentication | Field::Username) => true,
        // The sheets may be made without an address, and with values that nobody knows.
        (Format::Text | Format::Json, _) => value.value.is_none() && !is_settled,
        _ => false,
    }
}

const LOCALES: [Locale; 3] = [Locale::Ja, Locale::En, Locale::Easy];

#[test]
fn what_is_exported_comes_back_and_nothing_is_to_change() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for state in answers() {
        let outcome = outcome(&state);
        for format in formats() {
            // Two others hold sentences, which are not read.
            let locales = if format == Format::Text { &LOCALES[..] } else { &LOCALES[..1] };
            for locale in locales.iter().copied() {
                let Some(content) = make(format, &state, &outcome, locale) else { continue };
                *counts.entry(format.id()).or_default() += 1;
                let present = only(&content);
                let told =
                    || format!("{} {:?}\n{content}\n{present:#?}", format.id(), state.to_json(&CATALOGUE));
                let found = changes(&present, &outcome, &HostIdn);
                assert!(found.is_empty(), "{found:#?}\n{}", told());
                let sends_only = format == Format::Msmtp || outcome.incoming.is_none();
                let receives_only = matches!(format, Format::Mbsync | Format::Fetchmail);
                assert_eq!(present.incoming.is_empty(), sends_only, "{}", told());
                assert_eq!(present.outgoing.is_empty(), receives_only, "{}", told());
                let mut silent = Vec::new();
                let incoming = outcome.incoming.iter().filter(|_| !sends_only);
                for server in incoming.chain(outcome.outgoing.first().filter(|_| !receives_only)) {
                    let is_incoming = server.protocol != Protocol::Smtp;
                    let own = if is_incoming { &present.incoming } else { &present.outgoing };
                    assert_eq!(own.protocol, Some(server.protocol), "{}", told());
                    let fields = server.shown_fields().filter(|field| is_silent(format, server, *field));
                    silent.extend(fields.map(|field| (server.protocol, field)));
                }
                assert_eq!(unchecked(&present, &outcome, &HostIdn), silent, "{}", told());
            }
        }
    }
    println!("{counts:?}");
    assert_eq!(counts.len(), formats().count());
    assert!(counts.values().all(|count| *count > 100), "{counts:?}");
}

/// The answer with one value changed, so that a file made of it is wrong in this.
fn changed(
    outcome: &Outcome<'static>,
    is_incoming: bool,
    field: Field,
) -> Option<(Outcome<'static>, String)> {
    let mut wrong = outcome.clone();
    let address = outcome.address.as_ref()?;
    let server = if is_incoming { wrong.incoming.as_mut()? } else { wrong.outgoing.first_mut()? };
    if !server.shown_fields().any(|shown| shown == field) {
        return None;
    }
    let now = server.field(field).value.as_ref()?.to_string();
    let value = match (field, &*now) {
        (Field::Host, _) => "wrong.example.org".to_owned(),
        (Field::Port, _) => "60000".to_owned(),
        (Field::Security, "none") => "tls".to_owned(),
        (Field::Security, _) => "none".to_owned(),
        (Field::Authentication, "password-cleartext") => "password-encrypted".to_owned(),
        (Field::Authentication, _) => "password-cleartext".to_owned(),
        (Field::Username, now) if now == address.local() => address.to_string(),
        (Field::Username, _) => address.local().to_owned(),
    };
    let own = match field {
        Field::Host => &mut server.host,
        Field::Port => &mut server.port,
        Field::Security => &mut server.security,
        Field::Authentication => &mut server.authentication,
        Field::Username => &mut server.username,
    };
    own.value = Some(value.parse().map_or_else(|_| Scalar::Text(value.clone().into()), Scalar::Port));
    (own.pattern, own.entered) = (None, true);
    Some((wrong, value))
}

#[test]
fn one_value_changed_is_found_and_no_other() {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for state in answers().into_iter().step_by(5) {
        let right = outcome(&state);
        for (is_incoming, field) in
            [true, false].into_iter().flat_map(|side| Field::ALL.into_iter().map(move |field| (side, field)))
        {
            let Some((wrong, value)) = changed(&right, is_incoming, field) else { continue };
            for format in formats() {
                let Some(content) = make(format, &state, &wrong, Locale::Ja) else { continue };
                let says = match format {
                    Format::Msmtp => !is_incoming,
                    Format::Mbsync | Format::Fetchmail => is_incoming,
                    Format::Srv => !matches!(field, Field::Authentication | Field::Username),
                    _ => true,
                };
                // A word that the port decides about is none on a port of one's own.
                let server = if is_incoming { &wrong.incoming } else { &wrong.outgoing.first().cloned() };
                let is_silent = is_silent(format, server.as_ref().unwrap(), field);
                let found = changes(&only(&content), &right, &HostIdn);
                let told = || {
                    format!(
                        "{} {field:?} {:?}\n{found:#?}\n{content}",
                        format.id(),
                        state.to_json(&CATALOGUE)
                    )
                };
                if !says || is_silent {
                    assert!(found.is_empty(), "{}", told());
                    continue;
                }
                let [change] = &found[..] else { panic!("{}", told()) };
                assert_eq!(change.setting, Setting::Field(field), "{}", told());
                assert_eq!(change.protocol == Protocol::Smtp, !is_incoming, "{}", told());
                let now = change.now.to_string();
                let mut same = now == value;
                // On a port for STARTTLS the profile's switch means that; a domain's file has a rule for names.
                same |= format == Format::Mobileconfig && field == Field::Security && now != "none";
                same |= format == Format::Autoconfig && ["{address}", "{local}"].contains(&&*now);
                assert!(same, "{now}: {}", told());
                *counts.entry((format.id(), field.id())).or_default() += 1;
            }
        }
    }
    println!("{counts:?}");
    assert!(counts.len() > 45, "{counts:?}");
}

#[test]
fn msmtp_is_read_as_people_write_it() {
    reads(
        "# sending\ndefaults\n  auth on\n  tls on\n\naccount home\nport 587\nfrom taro@example.jp\nhost smtp.example.jp\n\
         user taro@example.jp\npassword himitsu\n\n# the office\naccount work : home\nhost smtp.example.org\ntls_starttls off\n\
         port 465\npasswordeval \"echo hush\"\nuser \"o\"neill\"\nauth cram-md5\naccount default : home\n",
        &[
            ["home", NOTHING, "smtp smtp.example.jp 587 starttls password-cleartext taro@example.jp"],
            ["work", NOTHING, "smtp smtp.example.org 465 tls password-encrypted o\"neill"],
        ],
    );
    // What is left out has the program's defaults.
    reads(
        "account a\r\nhost smtp.example.jp\r\nfrom a@example.jp\r\n",
        &[["a", NOTHING, "smtp smtp.example.jp 25 none none -"]],
    );
    reads(
        "account a\nhost smtp.example.jp\ntls\ntls_starttls off\nauth oauthbearer\nuser a",
        &[["a", NOTHING, "smtp smtp.example.jp 465 tls - a"]],
    );
}

#[test]
fn mbsync_is_read_as_people_write_it() {
    reads(
        "Create Both\n\nIMAPStore far\nPassCmd \"pass himitsu\"\nUser \"o'neill \\\"x\\\"\" # me\nHost imap.example.jp\nTLSType IMAPS\n\
         AuthMech LOGIN\n\nMaildirStore near\nPath ~/Mail/\nInbox ~/Mail/INBOX\n\nimapaccount work\nhost imap.example.org\n\
         user taro\npass himitsu\nssltype starttls\nauthmechs CRAM-MD5\n\nIMAPStore work-far\nAccount work\n\n\
         Channel x\nFar :far:\nNear :near:\n",
        &[
            ["far", "imap imap.example.jp 993 tls password-cleartext o'neill \"x\"", NOTHING],
            ["work", "imap imap.example.org 143 starttls password-encrypted taro", NOTHING],
        ],
    );
    // Which protection is the default depends on the version.
    reads(
        "IMAPAccount a\nHost imap.example.jp\nAuthMechs *\n",
        &[["a", "imap imap.example.jp - - - -", NOTHING]],
    );
}

#[test]
fn fetchmail_is_read_as_people_write_it() {
    reads(
        "# receiving\nset daemon 300\nset logfile \"~/fetch.log\"\ndefaults proto imap auth password\n\n\
         poll pop.example.jp with protocol POP3 port 110 and options no dns:\n  user 'taro' there with password \"himitsu\" is \
         'taro' here options sslproto 'tls1.2+' keep\n  user \"o\\x22neill\" there with password 'hush hush' is jo here \
         sslproto ''\nskip imap.example.org user hana pass himitsu ssl fetchall mda \"/usr/bin/procmail -d %T\"\n",
        &[
            ["taro", "pop3 pop.example.jp 110 starttls password-cleartext taro", NOTHING],
            ["o\"neill", "pop3 pop.example.jp 110 none password-cleartext o\"neill", NOTHING],
            ["hana", "imap imap.example.org 993 tls password-cleartext hana", NOTHING],
        ],
    );
    // STARTTLS is tried and done without.
    reads(
        "poll box via mail.example.jp proto apop user taro\n",
        &[["taro", "pop3 mail.example.jp - - password-encrypted taro", NOTHING]],
    );
}

#[test]
fn neomutt_is_read_as_people_write_it() {
    reads(
        "# mail\nset ssl_starttls=yes ; set ssl_force_tls\nset my_user=\"taro@example.jp\"\nset from = $my_user\n\
         set imap_user=$my_user imap_pass='himitsu'\nset folder = \"imap://imap.example.jp\"\nset spoolfile = +INBOX\n\
         set imap_authenticators=\"login\"\nset smtp_pass=`pass himitsu`\n\
         set smtp_url=\"smtp://taro%40example.jp:hush@smtp.example.jp:587/\" # sending\nset smtp_authenticators=\\\n\
         \"plain:login\"\nset sidebar_visible\nmacro index S \"<save>\"\n",
        &[[
            "taro@example.jp",
            "imap imap.example.jp 143 starttls password-cleartext taro@example.jp",
            "smtp smtp.example.jp 587 starttls password-cleartext taro@example.jp",
        ]],
    );
    reads(
        "set pop_host=pops://taro:himitsu@pop.example.jp\nset folder=~/Mail\nset smtp_url=smtps://smtp.example.jp",
        &[["-", "pop3 pop.example.jp 995 tls - taro", "smtp smtp.example.jp 465 tls none -"]],
    );
    // What a command gives is not known; a password with a slash in it could be taken for a server.
    reads(
        "set imap_user=`whoami`\nset folder=imaps://imap.example.jp\nset smtp_url=smtp://a:pw@himitsu/x@smtp.example.jp",
        &[["-", "imap imap.example.jp 993 tls - -", NOTHING]],
    );
}

#[test]
fn outlooks_profile_files_are_read_as_people_change_them() {
    reads(
        "; a profile\r\n[general]\r\nCustom=1\r\n\r\n[internet account list]\r\nAccount1=I_Mail\r\nAccount2=IMAP_I_Mail\r\n\r\n\
         [Account2]\r\nIMAPServer = imap.example.jp\r\nIMAPUserName = hana\r\nIMAPUseSSL = 1\r\nSMTPUseAuth=1\r\n\
         SMTPAuthMethod=0\r\nSMTPServer=smtp.example.jp\r\nSMTPSecureConnection=2\r\nSMTPPort=587\r\n[Account1]\r\n\
         AccountName=\"Home\"\r\nPOP3Port=110\r\nPOP3Server=\"pop.example.jp\"\r\nPOP3UserName=taro\r\nPOP3UseSSL=0\r\n\
         POP3UseSPA=1\r\nSMTPServer=smtp.example.jp\r\nSMTPUseAuth=0\r\nSMTPUserName=x\r\n[I_Mail]\r\n\
         POP3Server=PT_UNICODE,0x0100\r\nSMTPUserName=PT_UNICODE,0x0204\r\n",
        &[
            [
                "-",
                "imap imap.example.jp 993 tls password-cleartext hana",
                "smtp smtp.example.jp 587 starttls password-cleartext hana",
            ],
            ["Home", "pop3 pop.example.jp 110 none - taro", "smtp smtp.example.jp 25 none none -"],
        ],
    );
}

#[test]
fn dns_records_are_read_as_hosts_and_ports() {
    reads(
        "; mail\n_submission._tcp SRV 10 1 587 smtp.example.jp.\n_submissions._tcp.example.jp. 300 SRV 0 1 465 Smtp.example.jp.\n\
         _imap._tcp.example.jp. IN SRV 0 0 0 .\n_pop3s._tcp.example.jp.\tIN 3600 SRV 20 1 995 pop.example.jp. ; POP\n\
         _imaps._tcp.example.jp. 3600 IN SRV 0 1 993 imap.example.jp.\nexample.jp. IN MX 10 mx.example.jp.\n",
        &[
            ["example.jp", "imap imap.example.jp 993 tls - -", "smtp Smtp.example.jp 465 tls - -"],
            ["example.jp", "pop3 pop.example.jp 995 tls - -", "smtp Smtp.example.jp 465 tls - -"],
        ],
    );
}

#[test]
fn autodiscover_is_read_as_servers_give_it() {
    let protocol = |kind: &str, rest: &str| format!("<Protocol><Type>{kind}</Type>{rest}</Protocol>");
    let around = |protocols: &str| {
        format!(
            "<?xml version=\"1.0\"?><Autodiscover xmlns=\"a\"><Response xmlns=\"b\"><User><DisplayName>Taro</DisplayName></User>\
             <Account><AccountType>email</AccountType><Action>settings</Action>{protocols}</Account></Response></Autodiscover>"
        )
    };
    let all = [
        protocol(
            "SMTP",
            "<Server>smtp.example.jp</Server><Port>587</Port><SSL>on</SSL><SPA>off</SPA><UsePOPAuth>on</UsePOPAuth>",
        ),
        protocol("EXCH", "<Server>exchange.example.jp</Server>"),
        protocol(
            "IMAP",
            "<Server>imap.example.jp</Server><Port>993</Port><LoginName>taro</LoginName><Password>himitsu</Password><SPA>Off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired>",
        ),
        protocol("POP3", "<Server>pop.example.jp</Server><Port>110</Port><SSL>off</SSL>"),
    ];
    reads(
        &around(&all.concat()),
        &[
            [
                "Taro",
                "imap imap.example.jp 993 tls password-cleartext taro",
                "smtp smtp.example.jp 587 starttls password-cleartext taro",
            ],
            [
                "Taro",
                "pop3 pop.example.jp 110 none - -",
                "smtp smtp.example.jp 587 starttls password-cleartext -",
            ],
        ],
    );
    assert_eq!(file(&around("<Protocol><Type>WEB</Type></Protocol>")), Err(Unreadable::NoSettings));
}

#[test]
fn saved_sheets_are_read_in_both_languages_and_one_after_the_other() {
    let sheet = |title: &str, lines: &[&str]| format!("{title}\n{}\n\n", lines.join("\n"));
    let japanese = sheet(
        "メール設定シート",
        &[
            "メールアドレス: taro@sample.jp",
            "",
            "受信サーバー（POP）",
            "ポート番号：995",
            "",
            "  サーバー名：mail.<ドメイン名> [通常の値]",
            "パスワード：himitsu",
            "接続の保護：SSL/TLS",
            "ユーザー名：サポートに確認",
            "送信サーバー (SMTP)",
            "認証方式：認証なし",
        ],
    );
    let english = sheet(
        "Mail settings",
        &[
            "Incoming server (IMAP)",
            "Server name: imap.example.jp",
            "Authentication: Encrypted password",
            "User name: <part before @>",
        ],
    );
    reads(&japanese, &[["taro@sample.jp", "pop3 mail.{domain} 995 tls - -", "smtp - - - none -"]]);
    reads(&english, &[["-", "imap imap.example.jp - - password-encrypted {local}", NOTHING]]);
    reads(
        &(japanese.clone() + &japanese.replace("taro@", "hana@")),
        &[
            ["taro@sample.jp", "pop3 mail.{domain} 995 tls - -", "smtp - - - none -"],
            ["hana@sample.jp", "pop3 mail.{domain} 995 tls - -", "smtp - - - none -"],
        ],
    );
}

#[test]
fn json_is_read_in_any_order_and_spelling() {
    reads(
        "\u{feff}\n{\"outgoing\": [{\"port\": {\"value\": 587}, \"protocol\": \"smtp\", \"x\": [1, -2.5e3, true, []]}],\n \
         \"incoming\": {\"username\": {\"value\": \"\\u592a\\ud842\\udfb7\\n\\\"\\\\\"}, \"host\": {\"value\": null, \"pattern\": \
         \"mail.{domain}\", \"certainty\": \"default\"}, \"security\": {\"value\": \"tls\"}, \"protocol\": \"pop3\"},\
         \"state\": {\"address\": \"taro@sample.jp\", \"password\": \"himitsu\"}}",
        &[["taro@sample.jp", "pop3 mail.{domain} - tls - 太𠮷\n\"\\", "smtp - 587 - - -"]],
    );
    for other in
        ["{}", "{\"a\": 1}", "{\"incoming\": 1, \"outgoing\": {}}", "{", "{\"a\": 1} x", "{\\rtf1 mail}"]
    {
        assert_eq!(file(other), Err(Unreadable::OtherKind), "{other}");
    }
}

#[test]
fn lines_that_somebody_wrote_are_no_file_of_a_program() {
    for text in [
        "account: taro\nhost: mail.example.jp\nport: 995",
        "account taro\nhost: mail.example.jp\nport 995",
        "set up:\nserver: mail.example.jp\nskip the rest",
        "[POP3]\nserver=mail.example.jp\nport=995",
    ] {
        let found = file(text).unwrap_or_else(|why| panic!("{why:?}: {text}"));
        assert_eq!(found[0].present.incoming.host.as_deref(), Some("mail.example.jp"), "{text}");
    }
}

#[test]
fn files_of_other_kinds_are_refused_with_a_clear_message() {
    for (content, why) in [
        ("<!doctype HTML><title>mail.example.jp</title>", Unreadable::OtherKind),
        ("BEGIN:VCARD\nVERSION:3.0\nEMAIL:taro@example.jp\nEND:VCARD", Unreadable::OtherKind),
        ("// Mozilla\nuser_pref(\"mail.server.server1.port\", 995);", Unreadable::OtherKind),
        ("%PDF-1.4\nSMTP mail.example.jp", Unreadable::Binary),
        ("set folder=~/Mail\nset spoolfile=+INBOX", Unreadable::NoSettings),
        ("[Service List]\nServiceX=Microsoft Exchange Server", Unreadable::NoSettings),
        ("_imap._tcp.example.jp. IN SRV 0 0 0 .", Unreadable::NoSettings),
    ] {
        assert_eq!(file(content), Err(why), "{content}");
    }
}

#[test]
fn nothing_in_a_broken_file_ends_the_page() {
    let mut numbers = Numbers::from(7);
    let mut files = Vec::new();
    for state in answers().iter().step_by(29) {
        let outcome = outcome(state);
        files.extend(formats().filter_map(|format| make(format, state, &outcome, Locale::Ja)));
    }
    assert!(files.len() > 50);
    const PIECES: [&str; 30] = [
        "\"", "'", "\\", "\\x", "\\u", "\\ud842", "`", "$", "${", "%", "%4", "#", ";", ":", "=", "[", "]",
        "{", "}", "(", "@", "\n", "\r\n", " ", "\u{0}", "é", "𠮷", "set ", "account ", "://",
    ];
    let mut read = 0;
    for _ in 0..20_000 {
        let mut text: Vec<char> = files[numbers.below(files.len())].chars().collect();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(text.len().max(1)).min(text.len());
            match numbers.below(4) {
                0 => text.truncate(at),
                1 => drop(text.drain(at..(at + numbers.below(9)).min(text.len()))),
                2 => drop(text.splice(at..at, PIECES[numbers.below(PIECES.len())].chars())),
                _ => {
                    let other: Vec<char> = files[numbers.below(files.len())].chars().collect();
                    text.extend(&other[numbers.below(other.len())..]);
                }
            }
        }
        let text: String = text.into_iter().collect();
        read += usize::from(read_file(text.as_bytes(), None, &Markup, &HostNfkc).is_ok());
    }
    println!("{read} with settings");
    // Long rather than strange; as many accounts as are taken, and no more time for more.
    for (start, piece) in [
        ("{\"a\":", "["),
        ("{\"a\":", "{\"a\":"),
        ("{\"incoming\":{\"host\":\"", "\\u0041"),
        ("account a\nhost h\ntls on\n", "account a : a\nhost h\n"),
        ("account a\nhost h\ntls on\naccount b : ", "z,"),
        ("", "IMAPAccount a\nHost h\n"),
        ("IMAPAccount a\nHost ", "\"\\"),
        ("poll a proto imap ", "user a ssl "),
        ("", "poll a proto imap user b "),
        ("poll a user '", "\\x2"),
        ("set imap_user=a\nset my_a=aaaaaaaaaa\n", "set my_a=$my_a$my_a$my_a\n"),
        ("set imap_user=a\n", "set a=b;"),
        ("set imap_user=a\nset b=", "$imap_user"),
        ("set folder=imap://", "%41:@/"),
        ("[Service List]\n", "[Account1]\nPOP3Server=a\n"),
        ("[Service List]\n[Account1]\n", "POP3Server=a\n"),
        ("", "_imap._tcp.a. SRV 0 1 143 b.\n"),
        ("", "メール設定シート\n受信サーバー (POP)\nサーバー名：a.jp\n"),
        ("メール設定シート\n", "受信サーバー (POP)\nサーバー名：a.jp\n"),
        ("<Autodiscover>", "<Protocol><Type>IMAP</Type><Server>a</Server></Protocol>"),
    ] {
        let content = start.to_owned() + &piece.repeat((LONGEST - start.len()) / piece.len());
        let found = read_file(content.as_bytes(), None, &Markup, &HostNfkc);
        assert!(found.is_err() || found.is_ok_and(|found| found.len() <= 100), "{start}{piece}");
    }
}
