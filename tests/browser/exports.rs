//! Taking settings along: what is offered first, what stands beside it, and whether it really arrives.

use crate::support::{
    Downloads, EXAMPLE, Language, Page, Picture, Site, WHOLE, Widget, base64, client, format, key, needs,
    no_import,
};
use mail_settings::export::Format;
use mail_settings::i18n::Messages;
use serde_json::{Value, json};

/// Opens the export page from the answer, by its last card.
#[track_caller]
fn exports<'p>(page: &'p Page, language: Language) -> Widget<'p> {
    let widget = page.widget();
    let words = language.words();
    widget.button(&format!("{}{}{}", words.open, words.colon, words.export_others)).click();
    widget.heading(words.export);
    widget
}

/// Chooses a format in the list.
#[track_caller]
fn choose(widget: &Widget<'_>, id: &str, language: Language) {
    let title = format(id, language);
    let chosen = || widget.js("return root.getElementById('format')?.textContent ?? ''");
    if chosen() != title.as_str() {
        let found = widget.js_with(
            "const button = [...root.querySelectorAll('.menu button')].find((it) => it.querySelector('b').textContent === value);
             button?.click(); return Boolean(button)",
            &title.clone().into(),
        );
        assert_eq!(found, true, "“{title}” can be chosen");
    }
    widget.page.wait(&title, || (chosen() == title.as_str()).then_some(()));
}

/// What the public API gives for a format: name, type, bytes in base64.
#[track_caller]
fn made(widget: &Widget<'_>, id: &str) -> Value {
    widget.js_with(
        "return host.exportFile(value).then(async (file) => {
           let text = '';
           for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
           return [file.name, file.type, btoa(text)];
         })",
        &id.into(),
    )
}

/// Remembers the type of everything that is handed out as an address.
const TYPES: &str = "const original = URL.createObjectURL; window.types = [];
                     URL.createObjectURL = (file) => (types.push(file.type), original.call(URL, file));";

fn at(fragment: &str, scripts: &str) -> Page {
    let page = Page::new(Site::new());
    if !scripts.is_empty() {
        page.before_scripts(scripts);
    }
    page.visit(&format!("/#{fragment}"));
    page
}

/// A file that the product makes: its ending and its media type.
fn kind(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Text => (".txt", "text/plain"),
        Format::Json => (".json", "application/json"),
        Format::Mobileconfig => (".mobileconfig", "application/x-apple-aspen-config"),
        Format::Autoconfig | Format::Autodiscover => (".xml", "text/xml"),
        Format::K9s => (".k9s", "application/octet-stream"),
        Format::ThunderbirdQr | Format::LinkQr | Format::DcloginQr => (".svg", "image/svg+xml"),
        Format::Srv => (".zone.txt", "text/plain"),
        Format::Msmtp => (".msmtprc", "text/plain"),
        Format::Mbsync => (".mbsyncrc", "text/plain"),
        Format::Neomutt => (".neomuttrc", "text/plain"),
        Format::Fetchmail => (".fetchmailrc", "text/plain"),
        Format::Prf => (".prf", "text/plain"),
    }
}

#[track_caller]
fn every_file_arrives(language: Language) {
    let page = at(&format!("{WHOLE}&lang={}", language.0), TYPES);
    let downloads = Downloads::of(&page);
    let words = language.words();
    let widget = exports(&page, language);
    let mut count = 0;
    for each in Format::ALL.into_iter().filter(|format| *format != Format::DcloginQr) {
        choose(&widget, each.id(), language);
        let expected = made(&widget, each.id());
        page.js("types.length = 0");
        widget.button(if each.is_code() { "SVG" } else { words.save }).click();
        let (name, content) = downloads.next(&page);
        let (ending, mime) = kind(each);
        assert_eq!(json!([name, page.js("return types[0]"), base64(&content)]), expected, "{}", each.id());
        assert!(name.ends_with(ending) && expected[1] == mime, "{}: {expected}", each.id());
        assert!(name.is_ascii() && !name.contains(['@', ' ', '/', '\\']), "{name}");
        assert!(!content.starts_with("\u{feff}".as_bytes()), "{name} begins with a mark");
        let lines = content.iter().filter(|byte| **byte == b'\n').count();
        let returns = content.windows(2).filter(|pair| pair == b"\r\n").count();
        assert_eq!(returns, if each == Format::Prf { lines } else { 0 }, "{name}");
        widget.says(&(words.saved)(&name));
        count += 1;
    }
    assert!(downloads.names().is_empty(), "{:?}", downloads.names());
    page.assert_quiet();
    println!("{count} files");
}

#[test]
fn every_file_arrives_with_its_name_type_and_content_in_japanese() {
    every_file_arrives(Language::JA);
}

#[test]
fn every_file_arrives_with_its_name_type_and_content_in_english() {
    every_file_arrives(Language::EN);
}

#[test]
fn files_are_saved_under_the_strictest_policy() {
    let page = Page::with("<mail-settings provider=\"neoworks\" deep-link=\"on\"></mail-settings>");
    page.visit(&format!("/test.html?1#{WHOLE}"));
    let downloads = Downloads::of(&page);
    let widget = exports(&page, Language::JA);
    choose(&widget, "k9s", Language::JA);
    widget.button(Language::JA.words().save).click();
    assert!(downloads.next(&page).0.ends_with(".k9s"));
    choose(&widget, "thunderbird-qr", Language::JA);
    widget.button("PNG").click();
    assert!(downloads.next(&page).0.ends_with(".png"));
    page.assert_quiet();
}

/// The picture of the code that is shown.
#[track_caller]
fn shown(widget: &Widget<'_>) -> Picture {
    let code = widget.page.wait("a code", || {
        widget
            .all("image")
            .into_iter()
            .chain(widget.all("img"))
            .find(|it| it.js("return element.matches('.code')") == true)
    });
    Picture::of(widget.page, &code)
}

#[test]
fn codes_are_read_from_the_page_and_from_both_files_in_either_theme() {
    for scheme in ["light", "dark"] {
        let page = Page::new(Site::new());
        if scheme == "dark" {
            needs!(Emulate);
        }
        page.prefers(scheme);
        page.visit(&format!("/#{WHOLE}&client=thunderbird-android"));
        let downloads = Downloads::of(&page);
        let widget = exports(&page, Language::JA);
        for (id, begin) in
            [("thunderbird-qr", "[1,[1,1],["), ("link-qr", &*page.site.url("/#provider=neoworks"))]
        {
            choose(&widget, id, Language::JA);
            let picture = shown(&widget);
            // Four modules of light all around, on a ground that is painted.
            let [left, middle] = [picture.width / 40, picture.height / 2];
            assert!(picture.grey[middle * picture.width + left] >= 240, "{scheme}: the quiet zone is light");
            let payload = picture.scan();
            assert!(payload.starts_with(begin), "{payload}");
            widget.button("PNG").click();
            let (name, dots) = downloads.next(&page);
            assert!(name.ends_with(".png"), "{name}");
            let saved = Picture::decode(&page, &base64(&dots));
            assert!(saved.width.is_multiple_of(8) && saved.width == saved.height, "8 dots for each module");
            assert_eq!(saved.scan(), payload, "{name}");
            widget.button("SVG").click();
            let (name, svg) = downloads.next(&page);
            let svg = String::from_utf8(svg).expect("an SVG is text");
            assert!(
                name.ends_with(".svg") && svg.contains("fill=\"#fff\"") && svg.contains("<title>"),
                "{name}"
            );
            let path = widget.js("return root.querySelector('.qr .code path').getAttribute('d')");
            assert!(svg.contains(path.as_str().expect("a path")), "{name} is what was shown");
        }
        page.assert_quiet();
    }
}

#[test]
fn a_code_has_words_for_those_who_do_not_see_it() {
    let page = at(&format!("{WHOLE}&lang=ja"), "");
    let widget = exports(&page, Language::JA);
    let name = |id| {
        choose(&widget, id, Language::JA);
        let name = widget.js("return root.querySelector('.qr .code').getAttribute('aria-label')");
        name.as_str().unwrap_or_default().to_owned()
    };
    let code = name("thunderbird-qr");
    for part in
        [&*format("thunderbird-qr", Language::JA), "info@sample.jp", "mail.sample.jp", "993", "IMAP", "SMTP"]
    {
        assert!(code.contains(part), "“{part}” is not in “{code}”");
    }
    assert!(name("link-qr").contains(&page.site.url("/#provider=neoworks")));
}

/// The titles of the list in their order, and the one that is recommended.
fn listed(widget: &Widget<'_>) -> (Vec<String>, Vec<String>) {
    let found = widget.js(
        "const title = (it) => it.querySelector('b').textContent;
         return [[...root.querySelectorAll('.menu li')].map(title),
                 [...root.querySelectorAll('.menu li')].filter((it) => it.querySelector('.tag')).map(title)]",
    );
    let strings = |value: &Value| {
        value.as_array().into_iter().flatten().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    };
    (strings(&found[0]), strings(&found[1]))
}

#[test]
fn what_suits_the_mail_program_comes_first_and_alone_is_recommended() {
    for (id, first) in [
        ("apple-mail-ios", &["mobileconfig"][..]),
        ("apple-mail-macos", &["mobileconfig"]),
        ("thunderbird-android", &["thunderbird-qr", "k9s"]),
        ("k9", &["k9s"]),
        ("delta-chat", &["dclogin-qr"]),
        ("outlook-new", &[]),
        ("outlook-2016", &[]),
        ("gmail-android", &[]),
        ("thunderbird", &[]),
    ] {
        for language in Language::BOTH {
            let page = at(&format!("{WHOLE}&client={id}&lang={}", language.0), "");
            let widget = exports(&page, language);
            let (titles, recommended) = listed(&widget);
            let expected: Vec<String> =
                first.iter().chain(&["text", "link-qr"]).map(|id| format(id, language)).collect();
            assert_eq!(titles[..expected.len()], expected, "{id}");
            assert_eq!(recommended, expected[..1], "{id}");
            let text = widget.text();
            assert!(text.contains(&(language.words().export_for)(&client(id, language))), "{id}");
            if first.is_empty() {
                assert!(text.contains(&no_import(id, language)), "{id} has no honest sentence");
            }
        }
    }
}

#[test]
fn the_cards_below_the_answer_begin_with_the_same() {
    let language = Language::JA;
    let words = language.words();
    for (id, first) in [("apple-mail-ios", "mobileconfig"), ("outlook-new", "text")] {
        let page = at(&format!("{WHOLE}&client={id}"), "");
        let widget = page.widget();
        widget.button(&format!("{}{}{}", words.open, words.colon, words.export_others));
        let card = widget.js("return root.querySelector('.cards .best h5').textContent");
        assert_eq!(card, format!("{} {}", format(first, language), words.recommended));
        widget.button(&format!("{}{}{}", words.open, words.colon, format(first, language))).click();
        widget.focus_on(words.export);
        assert_eq!(widget.js("return root.getElementById('format').textContent"), format(first, language));
    }
}

#[test]
fn domain_owners_have_a_heading_of_their_own_and_the_places_with_their_domain() {
    let page = at(WHOLE, "");
    let widget = exports(&page, Language::JA);
    let words = Language::JA.words();
    let under = widget.js_with(
        "const heading = [...root.querySelectorAll('.menu h4')].find((it) => it.textContent === value);
         return [...heading.nextElementSibling.querySelectorAll('b')].map((it) => it.textContent)",
        &words.export_groups[2].into(),
    );
    assert_eq!(under, json!(["autoconfig", "srv", "autodiscover"].map(|id| format(id, Language::JA))));
    choose(&widget, "autoconfig", Language::JA);
    widget.says("https://sample.jp/.well-known/autoconfig/mail/config-v1.1.xml");
    widget.says("https://autoconfig.sample.jp/mail/config-v1.1.xml");
}

#[test]
fn what_this_answer_cannot_become_is_shown_with_the_reason_and_is_no_button() {
    for language in Language::BOTH {
        let words = language.words();
        let page = at(&format!("{EXAMPLE}&address=info%40sample.jp&lang={}", language.0), "");
        let widget = exports(&page, language);
        let refused = widget.js(
            "return [...root.querySelectorAll('.menu .refused')].map((it) => [it.querySelector('b').textContent,
               it.querySelector('.small').textContent, Boolean(it.querySelector('button, a'))])",
        );
        let has = |id: &str, reason: &str| {
            let expected = json!([format(id, language), reason, false]);
            assert!(refused.as_array().is_some_and(|all| all.contains(&expected)), "{expected} in {refused}");
        };
        // POP, and “encrypted password”.
        has("dclogin-qr", words.limits[0]);
        has("mbsync", words.limits[0]);
        has("prf", words.limits[4]);
        has("autodiscover", words.limits[4]);
        widget.says(words.export_groups[4]);
        // The same answer says what it reads differently.
        choose(&widget, "thunderbird-qr", language);
        widget.says(&(words.reinterpreted)("CRAM-MD5"));
    }
}

#[test]
fn a_missing_address_is_said_and_asked_for_and_the_page_comes_back() {
    let language = Language::JA;
    let words = language.words();
    let page = at(&format!("{EXAMPLE}&client=apple-mail-ios"), "");
    let widget = exports(&page, language);
    choose(&widget, "mobileconfig", language);
    widget.says(&(words.refuse_missing)(words.address));
    assert!(!widget.has("button", words.save), "nothing to save yet");
    widget.button(words.enter_address).click();
    widget.asked(words.ask_address);
    widget.focus_on(words.ask_address);
    widget.find("textbox", words.address).retype("info@sample.jp");
    widget.button(words.next).click();
    widget.focus_on(words.export);
    widget.button(words.save);
    assert_eq!(
        widget.js("return root.getElementById('format').textContent"),
        format("mobileconfig", language)
    );
}

#[test]
fn a_missing_value_leads_back_to_the_answer() {
    let words = Language::JA.words();
    let page = at(
        "provider=sppd&plan=windows-shared&os=other&connection=tls&access=pop3&address=info%40sample.jp",
        "",
    );
    let widget = exports(&page, Language::JA);
    choose(&widget, "k9s", Language::JA);
    let panel = widget.js("return root.querySelector('.use .notice').textContent");
    assert!(panel.as_str().is_some_and(|text| text.contains(words.fields[0])), "{panel}");
    widget.js("root.querySelector('.use .notice .link').click()");
    widget.heading(&(words.settings_for)(None));
}

#[test]
fn the_page_waits_for_the_second_module_and_can_ask_for_it_again() {
    let words = Language::JA.words();
    // The second module's program is the only one that is fetched after the first.
    let page = at(
        &format!("{WHOLE}&client=k9"),
        "const original = fetch; let programs = 0; window.lost = true;
         window.fetch = (url, ...rest) => String(url).endsWith('.wasm') && ++programs > 1 && lost
           ? Promise.reject(new Error('no')) : original(url, ...rest);",
    );
    let widget = page.widget();
    widget.button(&format!("{}{}{}", words.open, words.colon, format("k9s", Language::JA))).click();
    widget.heading(words.load_failed);
    widget.focus_on(words.load_failed);
    page.js("window.lost = false");
    widget.button(words.again).click();
    // In place of the first module's elements come those of the second.
    page.wait("focus on the heading", || {
        (widget.js("return root.activeElement?.textContent") == words.export).then_some(())
    });
    assert_eq!(widget.js("return root.getElementById('format').textContent"), format("k9s", Language::JA));
    assert_eq!(widget.state()["address"], "info@sample.jp", "what was entered is still there");
    widget.button(words.to_settings).click();
    page.wait("focus on the button", || {
        (widget.js("return root.activeElement?.id") == "export-k9s").then_some(())
    });
}

// Where the focus goes.

#[test]
fn the_focus_goes_to_the_heading_and_back_to_the_button() {
    let language = Language::JA;
    let words = language.words();
    let page = at(WHOLE, "");
    let widget = page.widget();
    for name in [
        format!("{}{}{}", words.open, words.colon, format("text", language)),
        format!("{}{}{}", words.show_code, words.colon, format("link-qr", language)),
        format!("{}{}{}", words.open, words.colon, words.export_others),
    ] {
        widget.button(&name).click();
        widget.focus_on(words.export);
        choose(&widget, "srv", language);
        widget.focus_on(&format("srv", language));
        widget.button(words.to_settings).click();
        page.wait(&format!("focus on {name}"), || {
            widget
                .focused()
                .filter(|it| it.role() == "button" && squash(&it.label()) == squash(&name))
                .map(drop)
        });
    }
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Presses Tab until this has the focus.
#[track_caller]
fn tab_to(widget: &Widget<'_>, role: &str, name: &str) {
    for _ in 0..90 {
        widget.page.keys([key::TAB]);
        let Some(element) = widget.focused() else {
            continue;
        };
        let outline = element.js(
            "const style = (it, part) => getComputedStyle(it, part);
             return [style(element), style(element, '::after')].some((it) => it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 2)",
        );
        assert_eq!(outline, true, "the focus cannot be seen on {} “{}”", element.role(), element.label());
        if element.role() == role && squash(&element.label()).starts_with(&squash(name)) {
            return;
        }
    }
    panic!("Tab never comes to {role} “{name}”");
}

#[test]
fn the_whole_way_to_a_file_goes_without_a_mouse() {
    let language = Language::JA;
    let words = language.words();
    let page = at(&format!("{WHOLE}&client=k9"), "");
    let downloads = Downloads::of(&page);
    let widget = page.widget();
    widget.button(&format!("{}{}{}", words.open, words.colon, format("k9s", language)));
    tab_to(&widget, "button", &format!("{}{}{}", words.open, words.colon, format("k9s", language)));
    page.keys([key::ENTER]);
    widget.focus_on(words.export);
    tab_to(&widget, "button", words.save);
    page.keys([key::ENTER]);
    assert!(downloads.next(&page).0.ends_with(".k9s"));
    tab_to(&widget, "region", "");
    tab_to(&widget, "button", &format("srv", language));
    page.keys([key::SPACE]);
    widget.focus_on(&format("srv", language));
    tab_to(&widget, "button", words.save);
    page.keys([key::SPACE]);
    assert!(downloads.next(&page).0.ends_with(".zone.txt"));
}

#[test]
fn a_code_with_much_in_it_is_shown_larger() {
    let local = "the-part-before-the-at-may-have-up-to-sixty-four-characters-0123";
    let whole = WHOLE.replace("info%40", &format!("{local}%40"));
    assert_ne!(whole, WHOLE);
    let page = at(&format!("{whole}&client=thunderbird-android"), "");
    let widget = exports(&page, Language::JA);
    let measure = || {
        let found = widget
            .js("const code = root.querySelector('.qr .code'); const box = code.getBoundingClientRect();
             return [code.viewBox.baseVal.width, box.width, box.height]");
        [0, 1, 2].map(|at| found[at].as_f64().unwrap_or_default())
    };
    for (id, modules) in [("link-qr", 0.0), ("thunderbird-qr", 72.0)] {
        choose(&widget, id, Language::JA);
        shown(&widget);
        let [across, width, height] = measure();
        assert!(across > modules, "{id}: {across} modules");
        // The frame is 2 pixels.
        let square = (width - height).abs() < 1.0;
        assert!(square && width - 2.0 >= 3.0 * across, "{id}: {across} modules in {width}×{height}");
    }
}

// The link.

#[test]
fn the_link_holds_what_is_personal_only_if_the_visitor_wants_it() {
    for language in Language::BOTH {
        let words = language.words();
        let page = at(&format!("{WHOLE}&lang={}", language.0), "");
        let widget = exports(&page, language);
        choose(&widget, "link-qr", language);
        let link = || shown(&widget).scan();
        let bare = link();
        assert!(!bare.contains("sample") && !bare.contains("notice-"), "{bare}");
        assert!(bare.contains("plan=maintenance") && bare.contains("access=imap"), "{bare}");
        widget.says(words.personal_absent);
        let tick = widget.js("return root.querySelector('.allow input').checked");
        assert_eq!(tick, false, "off at first");
        widget.find("checkbox", words.personal).click();
        widget.says(words.personal_inside);
        let whole = page.wait("the personal link", || Some(link()).filter(|link| *link != bare));
        assert!(
            whole.contains("address=info%40sample.jp") && whole.contains("notice-incoming-port=993"),
            "{whole}"
        );
        // What is scanned opens the same answer on another device.
        let phone = Page::new(Site::new());
        phone.visit(&format!("/{}", &whole[whole.find('#').expect("a fragment")..]));
        assert_eq!(phone.widget().settings(), widget.settings());
        // And the page's own fragment stays without it.
        assert!(!page.hash().contains("sample"), "{}", page.hash());
        widget.button(words.to_settings).click();
        exports(&page, language);
        choose(&widget, "link-qr", language);
        assert_eq!(link(), bare, "off again");
    }
}

#[test]
fn a_page_that_reads_no_fragment_offers_no_link() {
    let page = Page::with(
        "<mail-settings provider=\"neoworks\" plan=\"shared-standard\" access=\"pop3\"></mail-settings>",
    );
    let widget = exports(&page, Language::JA);
    let (titles, _) = listed(&widget);
    assert!(titles.len() > 10 && !titles.contains(&format("link-qr", Language::JA)), "{titles:?}");
    page.wait("the card", || (widget.js("return !!root.querySelector('.print-card')") == true).then_some(()));
    assert_eq!(widget.js("return root.querySelectorAll('.print-card .code').length"), 0);
}

// The sheet.

#[test]
fn the_sheet_is_copied_whole_and_the_message_to_support_holds_nothing_personal() {
    let words = Language::JA.words();
    let page = at(WHOLE, "");
    page.may_read_the_clipboard();
    let widget = exports(&page, Language::JA);
    choose(&widget, "text", Language::JA);
    let clipboard = || page.clipboard();
    widget.button(words.copy).click();
    widget.button(words.copied);
    let sheet = clipboard();
    assert!(
        sheet.contains("mail.sample.jp") && sheet.contains("993") && sheet.contains("info@sample.jp"),
        "{sheet}"
    );
    assert_eq!(widget.js("return root.getElementById('value-export').textContent"), sheet.as_str());
    page.wait("the button at rest", || widget.has("button", words.copy).then_some(()));
    widget.button(words.copy_ticket).click();
    widget.button(words.copied);
    let ticket = clipboard();
    assert!(ticket.contains("neoworks") && !ticket.contains("sample") && !ticket.contains('@'), "{ticket}");
    page.js("window.printed = 0; window.print = () => window.printed++");
    widget.button(words.print).click();
    page.wait_js("window.printed === 1");
}

#[test]
fn the_printed_card_has_a_code_of_forty_millimetres_that_opens_the_same_answer() {
    for language in Language::BOTH {
        let page = at(&format!("{WHOLE}&client=thunderbird&lang={}", language.0), "");
        let widget = page.widget();
        page.wait("the card", || {
            (widget.js("return !!root.querySelector('.print-card .code')") == true).then_some(())
        });
        needs!(Emulate);
        page.emulates("print", "dark");
        let width = widget
            .js("return root.querySelector('.print-card .code').getBoundingClientRect().width / 96 * 25.4");
        assert!(width.as_f64().is_some_and(|width| width >= 40.0), "{width} mm");
        let caption = widget.js("return root.querySelector('.print-card figcaption').textContent");
        assert_eq!(caption, language.words().link_caption);
        let code = widget.page.js(
            "return document.querySelector('mail-settings').shadowRoot.querySelector('.print-card .code')",
        );
        let code = crate::support::elements_of(&page, &code);
        let link = Picture::of(&page, &code[0]).scan();
        assert!(
            link.starts_with(&page.site.url("/#provider=neoworks&")) && !link.contains("sample"),
            "{link}"
        );
    }
}

#[test]
fn the_printed_card_says_that_no_document_describes_receiving() {
    for language in Language::BOTH {
        let page = at(&format!("provider=sppd&plan=linux&connection=tls&lang={}", language.0), "");
        let widget = page.widget();
        let card = page.wait("the card", || {
            let card = widget.js("return root.querySelector('.print-card')?.textContent ?? null");
            card.as_str().map(str::to_owned)
        });
        assert!(card.contains(language.words().incoming_unknown), "{card}");
    }
}

#[test]
fn the_printed_card_has_no_heading_without_anything_below_it() {
    for (answers, headings) in [
        ("provider=editnet&network=editnet&connection=tls&access=pop3", 1),
        ("provider=editnet&network=editnet&connection=standard&access=pop3", 2),
    ] {
        let page = at(answers, "");
        let widget = page.widget();
        let found = page.wait("the card", || {
            let found = widget.js(
                "const foot = root.querySelector('.print-card .foot');
                 return foot && [foot.querySelectorAll('h4').length, foot.querySelectorAll('li').length > 0]",
            );
            (!found.is_null()).then_some(found)
        });
        assert_eq!(found, json!([headings, headings == 2]), "{answers}");
    }
}

// The one password.

const SECRET: &str = "S3cret+Wort/x";

/// Everything in which a password must never be found, as one text.
fn everywhere(widget: &Widget<'_>) -> String {
    let found = widget.js(
        "return [root.innerHTML, document.documentElement.outerHTML, JSON.stringify(host.state), JSON.stringify(host.settings),
           location.href, document.cookie, JSON.stringify(history.state), JSON.stringify({ ...localStorage }),
           JSON.stringify({ ...sessionStorage }), root.textContent].join('\\n')",
    );
    found.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_password_is_only_in_its_dialog_and_is_gone_when_that_closes() {
    for language in Language::BOTH {
        for closes in ["button", "escape"] {
            let words = language.words();
            let page = at(&format!("{WHOLE}&client=delta-chat&lang={}", language.0), "");
            let widget = exports(&page, language);
            choose(&widget, "dclogin-qr", language);
            assert!(!widget.has("textbox", words.password), "asked for in the dialog only");
            widget.button(words.show_code).click();
            widget.find("dialog", words.login_title);
            widget.says(words.login_warning);
            page.wait("focus on the field", || {
                (widget.js("return root.activeElement?.id") == "password").then_some(())
            });
            // Without a password there is no code, and that is said.
            widget.button(words.login_draw).click();
            widget.says(&(words.refuse_missing)(words.password));
            assert_eq!(widget.js("return root.getElementById('login-code').checkVisibility()"), false);
            widget.js("root.getElementById('password').focus()");
            page.keys(SECRET.chars());
            page.keys([key::ENTER]);
            let code = page.wait("the code", || {
                let drawn = widget.js("return root.getElementById('login-code')");
                let drawn = crate::support::elements_of(&page, &drawn);
                drawn.into_iter().find(|code| code.js("return element.checkVisibility()") == true)
            });
            let payload = Picture::of(&page, &code).scan();
            assert!(payload.starts_with("dclogin:info@sample.jp?p=S3cret%2BWort%2Fx&v=1"), "{payload}");
            assert!(
                !widget.text().contains(&(words.refuse_missing)(words.password)),
                "what was wrong is right now"
            );
            assert!(!everywhere(&widget).contains("S3cret"), "only the field and the code have it");
            if closes == "escape" {
                page.keys(['\u{E00C}']);
            } else {
                widget.button(words.close).click();
            }
            page.wait("the dialog to close", || {
                (widget.js("return root.querySelector('dialog').open") == false).then_some(())
            });
            let left = page.settle(&json!(["", "", false]), || {
                widget.js(
                    "return [root.getElementById('password').value, root.getElementById('login-dark').getAttribute('d'),
                       !root.getElementById('login-code').hasAttribute('hidden')]",
                )
            });
            assert_eq!(left, json!(["", "", false]), "{closes}");
            assert!(!everywhere(&widget).contains("S3cret"));
            // Opened again, it is empty.
            widget.button(words.show_code).click();
            assert_eq!(widget.js("return root.getElementById('password').value"), "");
            let refused = widget.js("return host.exportFile('dclogin-qr').catch((error) => error.code)");
            assert_eq!(refused, "incomplete");
            page.assert_quiet();
        }
    }
}

// What a browser may forbid.

#[test]
fn without_a_clipboard_the_content_is_selected_and_that_is_said() {
    for script in [
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
        "Object.defineProperty(navigator, 'clipboard', { value: Object.create(Clipboard.prototype,
           { writeText: { value: () => Promise.reject(new Error('no')) } }) })",
    ] {
        let words = Language::JA.words();
        let page = at(WHOLE, script);
        let widget = exports(&page, Language::JA);
        choose(&widget, "srv", Language::JA);
        widget.button(words.copy).click();
        page.wait("the sentence", || {
            widget.all("alert").into_iter().find(|alert| alert.text() == words.copy_failed).map(drop)
        });
        let selected = widget.js("return (root.getSelection?.() ?? getSelection()).toString()");
        let content = widget.js("return root.getElementById('value-export').textContent");
        assert_eq!(
            selected.as_str().map(str::trim),
            content.as_str().map(str::trim),
            "all of it is selected"
        );
        page.assert_quiet();
    }
}

#[test]
fn a_browser_that_takes_no_file_is_told_of_and_the_content_stays() {
    for language in Language::BOTH {
        let words = language.words();
        let page = at(
            &format!("{WHOLE}&lang={}", language.0),
            "URL.createObjectURL = () => { throw new Error('no'); }",
        );
        let downloads = Downloads::of(&page);
        let widget = exports(&page, language);
        for (id, button) in [("k9s", words.save), ("thunderbird-qr", "PNG"), ("thunderbird-qr", "SVG")] {
            choose(&widget, id, language);
            widget.button(button).click();
            let expected = if id == "k9s" {
                format!("{}{}{}", words.save_failed, words.gap, words.save_by_hand)
            } else {
                words.save_failed.to_owned()
            };
            page.wait(&expected, || {
                widget.all("alert").into_iter().find(|alert| alert.text() == expected).map(drop)
            });
        }
        choose(&widget, "k9s", language);
        let content = widget.js("return root.getElementById('value-export').textContent");
        let expected = widget.js("return host.exportFile('k9s').then((file) => file.text())");
        assert_eq!(content, expected, "the content can be read and selected");
        assert!(downloads.names().is_empty());
        page.assert_quiet();
    }
}

#[test]
fn a_sandbox_that_drops_downloads_leaves_the_content_and_the_way_to_save_it_by_hand() {
    needs!(StopDownloads);
    // No browser tells a page that it was stopped, so the sentence stands each time.
    let words = Language::JA.words();
    let page = at(WHOLE, "");
    page.stops_downloads();
    let widget = exports(&page, Language::JA);
    choose(&widget, "mobileconfig", Language::JA);
    widget.button(words.save).click();
    widget.says(words.save_by_hand);
    assert_eq!(
        widget.js("return root.getElementById('value-export').textContent"),
        widget.js("return host.exportFile('mobileconfig').then((file) => file.text())")
    );
}

// Apple's devices.

#[test]
fn on_an_iphone_the_main_button_leads_to_the_profile_and_a_second_one_saves_it() {
    let words: &Messages = Language::JA.words();
    for (platform, touch, leads) in [
        ("iPhone", 5, true),
        ("iPad", 5, true),
        ("MacIntel", 5, true),
        ("MacIntel", 0, false),
        ("Win32", 0, false),
        ("Linux aarch64", 5, false),
    ] {
        let page = at(
            &format!("{WHOLE}&client=apple-mail-ios"),
            &format!(
                "Object.defineProperty(navigator, 'platform', {{ get: () => '{platform}' }});
                 Object.defineProperty(navigator, 'maxTouchPoints', {{ get: () => {touch} }});"
            ),
        );
        let downloads = Downloads::of(&page);
        let widget = exports(&page, Language::JA);
        choose(&widget, "mobileconfig", Language::JA);
        assert_eq!(widget.has("link", words.install), leads, "{platform}, {touch} fingers");
        let main = widget.js("return root.querySelector('.use .main').textContent");
        assert_eq!(main, if leads { words.install } else { words.save });
        if leads {
            let link = widget.link(words.install);
            assert_eq!(link.attribute("download"), None, "a download would only be saved");
            let address = link.attribute("href").unwrap_or_default();
            let expected = made(&widget, "mobileconfig");
            let expected = format!(
                "data:{};base64,{}",
                kind(Format::Mobileconfig).1,
                expected[2].as_str().unwrap_or_default()
            );
            assert_eq!(address, expected);
        }
        widget.button(words.save).click();
        assert!(downloads.next(&page).0.ends_with(".mobileconfig"));
    }
}

// Room.

#[test]
fn no_format_scrolls_sideways_on_any_width() {
    for (width, language) in [
        (320, Language::JA),
        (320, Language::EN),
        (390, Language::JA),
        (768, Language::EN),
        (1100, Language::JA),
    ] {
        let page = Page::new(Site::new());
        page.size(width, 800);
        page.visit(&format!("/#{WHOLE}&client=thunderbird-android&lang={}", language.0));
        let widget = exports(&page, language);
        for each in Format::ALL {
            choose(&widget, each.id(), language);
            let wide = page.js("return document.documentElement.scrollWidth - innerWidth");
            assert!(
                wide.as_i64().is_some_and(|wide| wide <= 0),
                "{} at {width}: {wide} px too wide",
                each.id()
            );
        }
    }
}

#[test]
fn on_a_narrow_screen_the_chosen_format_stands_before_the_list_without_it() {
    let page = Page::new(Site::new());
    page.size(390, 844);
    page.visit(&format!("/#{WHOLE}&client=k9"));
    let widget = exports(&page, Language::JA);
    choose(&widget, "k9s", Language::JA);
    let below = widget.js(
        "const top = (css) => root.querySelector(css).getBoundingClientRect().top;
         return [top('.export > .result') < top('.menu'), root.querySelector('.menu [aria-current]').checkVisibility(),
           root.querySelector('.menu h4').checkVisibility(), root.querySelector('.menu h3').checkVisibility()]",
    );
    assert_eq!(below, json!([true, false, false, true]), "its heading would stand over nothing");
    needs!(Narrow);
    page.size(1100, 900);
    let beside = page.settle(&json!([true, true, true, false]), || {
        widget.js(
            "const left = (css) => root.querySelector(css).getBoundingClientRect().left;
             return [left('.menu') < left('.export > .result'), root.querySelector('.menu [aria-current]').checkVisibility(),
               root.querySelector('.menu h4').checkVisibility(), root.querySelector('.menu h3').checkVisibility()]",
        )
    });
    assert_eq!(beside, json!([true, true, true, false]));
}
