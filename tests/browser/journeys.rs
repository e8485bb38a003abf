//! From the start page to the answer by clicking, for each provider in both languages.

use crate::support::{
    AUTHENTICATION, FROM_NOTICE, HOST, INFERRED, Language, PORT, Page, UNSTATED, USERNAME, Visitor,
};

/// Maintenance, neither CentOS 6 nor 7, the provider's shared certificate.
#[track_caller]
fn shared_certificate(language: Language) {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("neoworks");
    visitor.answers("plan", "maintenance");
    visitor.picks_client("thunderbird");
    visitor.answers_all(&[
        ("os", "other"),
        ("connection", "tls"),
        ("certificate", "shared"),
        ("access", "pop3"),
    ]);
    visitor.sees_settings(Some("thunderbird"));

    let words = visitor.words;
    let host = format!("{}.neoworks.jp", words.placeholders[3]);
    let (tls, encrypted, address) = (words.security[2], words.authentication[2], words.placeholders[1]);
    visitor.reads(0, [&host, "995", tls, encrypted, address]);
    visitor.reads(1, [&host, "465", tls, encrypted, address]);
    visitor.sees_certainty(0, HOST, INFERRED);
    visitor.sees_certainty(1, AUTHENTICATION, INFERRED);

    visitor.enters_address("info@sampledomain.jp");
    visitor.sees_settings(Some("thunderbird"));
    visitor.reads(0, ["sampledomain.neoworks.jp", "995", tls, encrypted, "info@sampledomain.jp"]);
    visitor.reads(1, ["sampledomain.neoworks.jp", "465", tls, encrypted, "info@sampledomain.jp"]);
    sees_sources(&visitor);
    page.assert_quiet();
}

/// Windows shared server: host and user name are on the notice, the port of POP over SSL nowhere.
#[track_caller]
fn entries_from_the_notice(language: Language) {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("sppd");
    visitor.answers("plan", "windows-shared");
    visitor.picks_client("becky");
    visitor.answers_all(&[("os", "other"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(Some("becky"));

    let words = visitor.words;
    let (tls, normal) = (words.security[2], words.authentication[1]);
    visitor.reads(0, ["", words.ask_support_value, tls, normal, ""]);
    let later = words.shown_once_entered;
    visitor.reads(1, [later, "465", tls, normal, later]);
    visitor.sees_certainty(0, HOST, FROM_NOTICE);
    visitor.sees_certainty(0, PORT, UNSTATED);
    visitor.sees_certainty(0, USERNAME, FROM_NOTICE);

    let fields = words.fields;
    visitor.widget.find("textbox", fields[HOST]).type_text("mail.sample.co.jp\u{E007}");
    visitor.widget.find("textbox", fields[USERNAME]).type_text("info\u{E007}");
    visitor
        .widget
        .button(&format!(
            "{}{}{}",
            words.enter_support,
            words.colon,
            (words.field_of)(words.incoming_short, fields[PORT])
        ))
        .click();
    visitor.widget.find("textbox", fields[PORT]).type_text("995\u{E007}");
    visitor.reads(0, ["mail.sample.co.jp", "995", tls, normal, "info"]);
    visitor.reads(1, ["mail.sample.co.jp", "465", tls, normal, "info"]);
    let doubt = visitor.widget.row(words.incoming, fields[HOST]).doubt;
    assert!(doubt.contains(words.entered), "“{doubt}” does not say who entered it");
    sees_sources(&visitor);
    page.assert_quiet();
}

/// Another company's network that blocks port 25, and a program that cannot use 587.
#[track_caller]
fn outlook_behind_op25b(language: Language) {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("editnet");
    // There is one plan only; nobody is asked for it.
    visitor.picks_client("outlook-2021");
    visitor.answers_all(&[("network", "other"), ("op25b", "yes"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(Some("outlook-2021"));

    let words = visitor.words;
    let (tls, normal) = (words.security[2], words.authentication[1]);
    visitor.reads(0, ["mx.edit.ne.jp", "995", tls, normal, ""]);
    visitor.reads(1, ["mx.edit.ne.jp", "465", tls, normal, words.shown_once_entered]);
    visitor.sees_certainty(0, USERNAME, FROM_NOTICE);
    let settings = visitor.widget.settings();
    assert_eq!(settings["outgoing"].as_array().map(Vec::len), Some(1), "587 and 25 are out of the question");

    visitor.widget.find("textbox", words.fields[USERNAME]).type_text("taro\u{E007}");
    visitor.reads(1, ["mx.edit.ne.jp", "465", tls, normal, "taro"]);
    sees_sources(&visitor);
    page.assert_quiet();
}

#[track_caller]
fn sees_sources(visitor: &Visitor<'_>) {
    visitor.widget.heading(visitor.words.sources);
    let listed = visitor.widget.js("return root.querySelectorAll('.sources > li').length");
    let known = visitor.widget.settings()["sources"].as_array().map_or(0, Vec::len);
    assert!(known > 0, "no sources");
    assert_eq!(listed, known, "every source is listed");
}

#[test]
fn the_shared_certificate_is_reached_in_japanese() {
    shared_certificate(Language::JA);
}

#[test]
fn the_shared_certificate_is_reached_in_english() {
    shared_certificate(Language::EN);
}

#[test]
fn entries_from_the_notice_flow_to_the_outgoing_server_in_japanese() {
    entries_from_the_notice(Language::JA);
}

#[test]
fn entries_from_the_notice_flow_to_the_outgoing_server_in_english() {
    entries_from_the_notice(Language::EN);
}

#[test]
fn outlook_behind_op25b_gets_the_one_port_it_can_use_in_japanese() {
    outlook_behind_op25b(Language::JA);
}

#[test]
fn outlook_behind_op25b_gets_the_one_port_it_can_use_in_english() {
    outlook_behind_op25b(Language::EN);
}
