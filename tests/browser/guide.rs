//! The steps of a mail program, from the first question to the last tick. What must stand in them, the core tells.

use crate::support::{EXAMPLE, Language, Page, Reply, Site, Visitor, Widget, client, key, needs};
use mail_settings::catalogue::Catalogue;
use mail_settings::decide::{Outcome, State, resolve};
use mail_settings::guide::{FilledStep, Form, conditions, fill, guides};
use mail_settings::i18n::Locale;
use mail_settings::mail::Idn;
use serde_json::{Value, json};

/// Words of the guide itself.
struct Words {
    other_program: &'static str,
    which: &'static str,
    flows: [&'static str; 4],
    trouble: &'static str,
    all_done: &'static str,
    answer: &'static str,
    print: &'static str,
}

const JA: Words = Words {
    other_program: "ほかのメールソフトの手順",
    which: "どのメールソフトの手順を見ますか",
    flows: ["追加する", "直す", "並べ替える", "削除する"],
    trouble: "届かないときは、症状から調べる",
    all_done: "すべての手順にチェックが付きました。",
    answer: "質問に答える",
    print: "手順を印刷",
};

const EN: Words = Words {
    other_program: "Steps in another program",
    which: "Which mail program's steps do you want to see?",
    flows: ["Add", "Change", "Reorder", "Delete"],
    trouble: "If it does not arrive, start from the symptom",
    all_done: "All steps are ticked.",
    answer: "Answer the questions",
    print: "Print the steps",
};

fn words(language: Language) -> &'static Words {
    if language == Language::JA { &JA } else { &EN }
}

fn locale(language: Language) -> Locale {
    Locale::from_tag(language.0).unwrap()
}

/// No test here has a domain name outside ASCII.
struct Ascii;

impl Idn for Ascii {
    fn to_ascii(&self, domain: &str) -> Option<String> {
        Some(domain.to_ascii_lowercase())
    }
}

/// What the widget's state comes to.
fn outcome(widget: &Widget<'_>) -> Outcome<'static> {
    let state = widget.state();
    // Ports are numbers there.
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs: Vec<(&String, String)> =
        state.as_object().unwrap().iter().map(|(key, value)| (key, text(value))).collect();
    let catalogue = Catalogue::embedded();
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let state = State::from_pairs(pairs.collect::<Vec<_>>(), catalogue, &Ascii);
    resolve(catalogue, &state, &Ascii)
}

/// The title and the steps of a flow, as they must stand there.
fn expected(widget: &Widget<'_>, flow: &str, language: Language) -> (&'static str, Vec<FilledStep>) {
    let outcome = outcome(widget);
    let guides = guides();
    let guide = guides.of(outcome.client.unwrap().id).unwrap();
    let flow = guides.body(guide).flow(flow).unwrap();
    let locale = locale(language);
    (flow.title.get(locale), fill(guides, guide, flow, &outcome, locale))
}

/// Opens the guide with the button below the answer.
#[track_caller]
fn opens_guide(widget: &Widget<'_>, id: &str, language: Language) {
    let name = client(id, language);
    widget.button(&(language.words().steps_in)(Some(&name))).click();
}

/// The rows below each step's heading, as text: letter, label, value.
fn rows(widget: &Widget<'_>) -> Vec<Vec<[String; 3]>> {
    let found = widget.js(
        "const text = (element) => element.textContent.trim();
         return [...root.querySelectorAll('.steps > li')].map((step) => [...step.querySelectorAll('tr')].map((row) => {
           const letter = row.querySelector('b'), label = row.querySelector('th').cloneNode(true);
           label.querySelector('b').remove();
           // What only assistive technology reads stands in an element of its own.
           const value = row.querySelector('[id^=value-]') || row.querySelector('td .link').firstChild;
           return [text(letter), text(label), text(value)];
         }))",
    );
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let row = |row: &Value| [text(&row[0]), text(&row[1]), text(&row[2])];
    found.as_array().unwrap().iter().map(|step| step.as_array().unwrap().iter().map(row).collect()).collect()
}

/// Asserts that exactly these steps stand there, with these values, and a copy button at each that can be typed.
#[track_caller]
fn reads_steps(widget: &Widget<'_>, steps: &[FilledStep], language: Language) {
    // The first two are drawn before the others.
    widget.rests();
    let boxes: Vec<String> = widget.all("checkbox").iter().map(|it| it.label()).collect();
    let titles: Vec<String> =
        steps.iter().enumerate().map(|(index, step)| format!("{}. {}", index + 1, step.title)).collect();
    assert_eq!(boxes, titles);
    let found = rows(widget);
    let wanted: Vec<Vec<[String; 3]>> = steps
        .iter()
        .map(|step| {
            let entries = step.entries.iter().chain(step.branches.iter().flat_map(|branch| &branch.entries));
            entries
                .map(|entry| {
                    let letter = entry.letter.map(String::from).unwrap_or_default();
                    [letter, entry.label.to_owned(), entry.text.clone()]
                })
                .collect()
        })
        .collect();
    assert_eq!(found, wanted);
    let words = language.words();
    for entry in steps.iter().flat_map(|step| &step.entries) {
        if entry.form == Form::Literal {
            let name = format!("{}{}{}", words.copy, words.colon, entry.label);
            assert!(widget.has("button", &name), "no {name}");
        }
    }
}

/// The number of the present step, from 1; none if all are ticked.
fn present(widget: &Widget<'_>) -> Option<u64> {
    widget
        .js("return [...root.querySelectorAll('.steps > li')].findIndex((it) => it.matches('[aria-current=step]')) + 1")
        .as_u64()
        .filter(|number| *number > 0)
}

/// Ticks every step in turn; the first that is not ticked is the present one.
#[track_caller]
fn ticks_all(widget: &Widget<'_>, steps: &[FilledStep], language: Language) {
    for (index, step) in steps.iter().enumerate() {
        assert_eq!(present(widget), Some(index as u64 + 1), "before “{}”", step.title);
        let name = format!("{}. {}", index + 1, step.title);
        widget.find("checkbox", &name).click();
        let next = Some(index as u64 + 2).filter(|next| *next <= steps.len() as u64);
        assert_eq!(widget.page.settle(&next, || present(widget)), next, "after “{}”", step.title);
        assert_eq!(widget.find("checkbox", &name).js("return element.checked"), true);
    }
    widget.says(words(language).all_done);
}

#[track_caller]
fn becky_on_editnet(language: Language) {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("editnet");
    visitor.picks_client("becky");
    visitor.answers_all(&[("network", "other"), ("op25b", "yes"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(Some("becky"));
    visitor.widget.find("textbox", visitor.words.fields[4]).type_text("taro\u{E007}");
    visitor.enters_address("taro@mx.edit.ne.jp");
    visitor.sees_settings(Some("becky"));
    let widget = &visitor.widget;
    opens_guide(widget, "becky", language);

    let (title, steps) = expected(widget, "add", language);
    widget.heading(title);
    widget.focus_on(title);
    reads_steps(widget, &steps, language);
    // What the document says of Becky: both ports, both protections, PLAIN.
    let text = widget.text();
    for value in ["mx.edit.ne.jp", "465", "995", "SMTPS", "POP3S", "PLAIN", "taro"] {
        assert!(text.contains(value), "no {value}");
    }
    // Whoever uses POPFile does something else.
    assert!(text.contains("POPFile"));
    ticks_all(widget, &steps, language);
    widget.button(words(language).trouble).click();
    widget.heading(visitor.words.topics[2]);
    page.assert_quiet();
}

#[test]
fn a_becky_user_on_editnet_is_led_to_the_last_tick_in_japanese() {
    becky_on_editnet(Language::JA);
}

#[test]
fn a_becky_user_on_editnet_is_led_to_the_last_tick_in_english() {
    becky_on_editnet(Language::EN);
}

#[track_caller]
fn iphone_on_the_shared_plan(language: Language) {
    let page = Page::new(Site::new());
    page.size(390, 844);
    page.visit("/");
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("sppd");
    visitor.answers("plan", "windows-shared");
    visitor.picks_client("apple-mail-ios");
    visitor.answers_all(&[("os", "other"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(Some("apple-mail-ios"));
    let widget = &visitor.widget;
    opens_guide(widget, "apple-mail-ios", language);
    let (title, steps) = expected(widget, "add", language);
    widget.heading(title);
    reads_steps(widget, &steps, language);

    // What is on the notice is entered where it is met, and stands in all steps afterwards.
    let enters = |form: Form, typed: &str| {
        let (_, steps) = expected(widget, "add", language);
        let open = steps.iter().flat_map(|step| &step.entries).find(|entry| entry.form == form).unwrap();
        widget.button(&format!("{}{}{}", open.text, visitor.words.colon, open.label)).click();
        page.wait("the focus in a field", || widget.focused().filter(|element| element.role() == "textbox"));
        page.keys(format!("{typed}\u{E007}").chars());
    };
    let corrections = || widget.js("return root.querySelectorAll('.correct').length");
    assert_eq!(corrections(), 0, "nothing was entered yet");
    enters(Form::OnNotice, "mail.sample.co.jp");
    let correct = page.wait("the focus on the way to correct it", || {
        widget.focused().filter(|element| element.label().starts_with(visitor.words.correct))
    });
    assert_eq!(widget.state()["notice-incoming-host"], "mail.sample.co.jp");
    assert_ne!(corrections(), 0);
    // What is wrong is told there, and what was typed is kept.
    enters(Form::AtSupport, "abc");
    widget.says(visitor.words.error_port);
    assert_eq!(widget.js("return root.querySelector('.fills input').value"), "abc");
    let port = widget.js("return root.activeElement.id");
    page.keys("\u{E003}\u{E003}\u{E003}995\u{E007}".chars());
    page.wait("the port", || (widget.state()[port.as_str().unwrap()] == 995).then_some(()));
    correct.click();
    page.wait("the value to be corrected", || {
        (widget.js("return root.activeElement?.value") == "mail.sample.co.jp").then_some(())
    });
    page.keys("\u{E007}".chars());
    let (_, steps) = expected(widget, "add", language);
    assert!(steps.iter().flat_map(|step| &step.entries).any(|entry| entry.text == "mail.sample.co.jp"));
    reads_steps(widget, &steps, language);
    ticks_all(widget, &steps, language);

    // Changing an account has ticks of its own.
    widget.button(words(language).flows[1]).click();
    let (title, steps) = expected(widget, "change", language);
    widget.heading(title);
    reads_steps(widget, &steps, language);
    assert_eq!(present(widget), Some(1));
    page.assert_quiet();
}

#[test]
fn an_iphone_user_on_the_shared_plan_enters_what_the_notice_says_in_japanese() {
    iphone_on_the_shared_plan(Language::JA);
}

#[test]
fn an_iphone_user_on_the_shared_plan_enters_what_the_notice_says_in_english() {
    iphone_on_the_shared_plan(Language::EN);
}

#[track_caller]
fn sppd_in_cybozu(language: Language) {
    let page = Page::home();
    let mut visitor = Visitor::new(&page, language);
    visitor.chooses_provider("sppd");
    visitor.answers("plan", "windows-shared");
    visitor.picks_client("cybozu-mail-sharing");
    visitor.answers_all(&[("os", "other"), ("connection", "tls"), ("access", "pop3")]);
    visitor.sees_settings(Some("cybozu-mail-sharing"));
    let widget = &visitor.widget;
    opens_guide(widget, "cybozu-mail-sharing", language);
    let (title, steps) = expected(widget, "add", language);
    widget.heading(title);
    reads_steps(widget, &steps, language);
    let outcome = outcome(widget);
    let guide = guides().of("cybozu-mail-sharing").unwrap();
    let text = widget.text();
    let met = conditions(guide, &outcome, locale(language));
    assert!(!met.is_empty());
    for condition in met {
        assert!(text.contains(condition.title) && text.contains(condition.text), "{}", condition.title);
    }
    let add = guide.flow("add").unwrap();
    for caution in mail_settings::guide::cautions(guide, add, &outcome) {
        assert!(
            text.contains(caution.title.get(locale(language))),
            "{}",
            caution.title.get(locale(language))
        );
    }
    ticks_all(widget, &steps, language);
    for (flow, word) in ["change", "reorder", "delete"].into_iter().zip(&words(language).flows[1..]) {
        widget.button(word).click();
        let (title, steps) = expected(widget, flow, language);
        widget.heading(title);
        reads_steps(widget, &steps, language);
        assert_eq!(present(widget), Some(1), "{flow}");
    }
    page.assert_quiet();
}

#[test]
fn an_administrator_adds_sppd_to_cybozu_in_japanese() {
    sppd_in_cybozu(Language::JA);
}

#[test]
fn an_administrator_adds_sppd_to_cybozu_in_english() {
    sppd_in_cybozu(Language::EN);
}

#[test]
fn the_guide_takes_nothing_from_the_visitor() {
    let page = Page::at(EXAMPLE);
    let visitor = Visitor::new(&page, Language::EN);
    visitor.enters_address("info@sampledomain.jp");
    visitor.sees_settings(Some("thunderbird"));
    let widget = &visitor.widget;
    let (state, settings, hash) = (widget.state(), widget.settings(), page.hash());
    page.js("window.told = 0; addEventListener('mail-settings-change', () => window.told++)");
    opens_guide(widget, "thunderbird", Language::EN);
    let (title, steps) = expected(widget, "add", Language::EN);
    widget.focus_on(title);
    reads_steps(widget, &steps, Language::EN);
    widget.find("checkbox", &format!("1. {}", steps[0].title)).click();
    assert_eq!(page.settle(&Some(2), || present(widget)), Some(2));
    // Ticks are nobody's business: neither in the address nor in the state, and no event tells of them.
    assert_eq!((widget.state(), widget.settings(), page.hash()), (state.clone(), settings, hash));
    assert_eq!(page.js("return window.told"), 0);
    // Another language changes no step; nor does the way back to the answer.
    widget.button("日本語").click();
    let (title, japanese) = expected(widget, "add", Language::JA);
    widget.heading(title);
    reads_steps(widget, &japanese, Language::JA);
    assert_eq!(present(widget), Some(2));
    widget.button(Language::JA.words().to_settings).click();
    widget.heading(&(Language::JA.words().settings_for)(Some(&client("thunderbird", Language::JA))));
    assert_eq!(widget.state()["address"], state["address"]);
    opens_guide(widget, "thunderbird", Language::JA);
    widget.heading(title);
    assert_eq!(present(widget), Some(2));
    page.assert_quiet();
}

#[test]
fn a_step_whose_value_changed_is_to_be_done_again() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    opens_guide(&widget, "thunderbird", Language::JA);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    ticks_all(&widget, &steps, Language::JA);
    widget.js("host.state = { ...host.state, access: 'imap' }");
    let (_, other) = expected(&widget, "add", Language::JA);
    let changed: Vec<bool> = steps
        .iter()
        .zip(&other)
        .map(|(one, other)| one.entries.iter().map(|it| &it.text).ne(other.entries.iter().map(|it| &it.text)))
        .collect();
    assert!(changed.contains(&true) && changed.contains(&false));
    let ticked = || -> Vec<bool> {
        widget.all("checkbox").iter().map(|it| it.js("return !element.checked") == true).collect()
    };
    assert_eq!(page.settle(&changed, ticked), changed);
}

#[test]
fn the_fields_of_the_present_step_are_tinted_in_the_drawing_with_their_letters() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    opens_guide(&widget, "thunderbird", Language::JA);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    for (index, step) in steps.iter().enumerate() {
        let drawn = || {
            widget.js("const drawing = root.querySelector('.guide > aside .window');
                 return [...(drawing?.querySelectorAll('.line') || [])].filter((it) => it.querySelector('i'))
                   .map((it) => [it.querySelector('i').textContent, it.querySelector('.name').textContent,
                     it.querySelector('.cell > span')?.textContent ?? ''])")
        };
        let wanted: Vec<Value> = step
            .entries
            .iter()
            .map(|entry| json!([entry.letter.map(String::from), entry.label, entry.text]))
            .collect();
        let wanted = Value::from(wanted);
        assert_eq!(page.settle(&wanted, drawn), wanted, "step {}", index + 1);
        widget.find("checkbox", &format!("{}. {}", index + 1, step.title)).click();
    }
    // On a narrow screen it unfolds below the step.
    needs!(Narrow);
    page.size(390, 844);
    widget.find("checkbox", &format!("4. {}", steps[3].title)).click();
    let seen = |name: &str| widget.all("image").iter().filter(|it| it.label().contains(name)).count();
    let dialog = "アカウントハブ — 受信サーバー設定";
    assert_eq!(page.settle(&1, || seen(dialog)), 1);
    widget.button("画面の図").click();
    assert_eq!(page.settle(&0, || seen(dialog)), 0);
}

#[test]
fn a_visitor_without_a_program_chooses_one_and_steps_back() {
    let page = Page::at(
        "provider=neoworks&plan=maintenance&os=other&connection=tls&certificate=shared&access=pop3&lang=ja",
    );
    let widget = page.widget();
    let words = Language::JA.words();
    widget.button(words.topics[0]).click();
    widget.heading(JA.which);
    widget.focus_on(JA.which);
    let offered = widget.js("return [...root.querySelectorAll('.picks button')].length");
    assert_eq!(offered, Catalogue::embedded().clients().len());
    widget.button(&client("becky", Language::JA)).click();
    let (title, _) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    widget.focus_on(title);
    assert_eq!(widget.state()["client"], "becky");
    page.back();
    widget.heading(JA.which);
    page.forward();
    widget.heading(title);
    // From one program to another, and back without a change.
    widget.button(JA.other_program).click();
    widget.heading(JA.which);
    widget.button(&format!("{} の手順に戻る", client("becky", Language::JA))).click();
    widget.heading(title);
    widget.button(JA.other_program).click();
    widget.heading(JA.which);
    widget.button(&client("thunderbird", Language::JA)).click();
    let (title, _) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    page.assert_quiet();
}

#[test]
fn without_values_the_guide_says_what_is_missing() {
    let page = Page::at("provider=neoworks&plan=maintenance&client=thunderbird&os=other&lang=ja");
    let widget = page.widget();
    let words = Language::JA.words();
    widget.button(words.topics[0]).click();
    widget.button(JA.answer).click();
    widget.asked(&crate::support::ask("neoworks", "connection", Language::JA));

    page.visit("/?none#provider=sppd&plan=windows-shared&os=other&connection=tls&access=imap&client=thunderbird&lang=ja");
    let widget = page.widget();
    widget.button(words.topics[0]).click();
    widget.heading(words.cannot_decide);
    assert!(widget.all("checkbox").is_empty());
    widget.button("理由と、ほかの進み方を見る").click();
    widget.heading(words.ways_on);
}

#[test]
fn a_program_that_has_ended_leads_to_the_one_that_takes_its_place() {
    let page = Page::at(
        "provider=sppd&plan=windows-shared&os=other&connection=standard&access=pop3&client=windows-mail&lang=ja",
    );
    let widget = page.widget();
    opens_guide(&widget, "windows-mail", Language::JA);
    let name = client("windows-mail", Language::JA);
    widget.heading(&format!("{name} は、2024年12月31日で終わっています"));
    widget.button(&format!("{} の手順を見る", client("outlook-new", Language::JA))).click();
    let (title, _) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    assert_eq!(widget.state()["client"], "outlook-new");
}

/// Waits until the second module has arrived by itself.
fn waits_for_the_second_module(page: &Page) {
    page.wait_js(
        "performance.getEntriesByType('resource').some((it) => /help-[0-9a-f]+\\.wasm/.test(it.name) && it.responseEnd > 0)",
    );
}

#[test]
fn the_guide_opens_without_a_network_after_the_first_load() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    waits_for_the_second_module(&page);
    page.goes_offline();
    opens_guide(&widget, "thunderbird", Language::JA);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    reads_steps(&widget, &steps, Language::JA);
    widget.button(Language::JA.words().topics[1]).click();
    widget.heading(Language::JA.words().topics[1]);
    page.assert_quiet();
}

#[test]
fn without_the_second_module_the_settings_stay_and_it_can_be_asked_for_again() {
    let probe = Page::home();
    let script = probe.js("return fetch('mail-settings.js').then((it) => it.text())");
    let name = script
        .as_str()
        .unwrap()
        .split(['"', '\'', '`'])
        .find(|part| part.starts_with("mail-settings-help-") && part.ends_with(".wasm"));
    let path = format!("/{}", name.unwrap());
    let page = Page::new(Site::new().with(&path, Reply::Missing));
    page.visit(&format!("/#{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    let words = Language::JA.words();
    opens_guide(&widget, "thunderbird", Language::JA);
    widget.heading(words.load_failed);
    widget.focus_on(words.load_failed);
    widget.button(words.again).click();
    widget.heading(words.load_failed);
    widget.button(words.to_settings).click();
    widget.heading(&(words.settings_for)(Some(&client("thunderbird", Language::JA))));
    assert_eq!(widget.row_value(words.incoming, words.fields[1]), "995");
    widget.button(&format!("{}{}{}", words.change, words.colon, words.client)).click();
    widget.asked(words.ask_client);
}

#[test]
fn two_widgets_have_guides_of_their_own() {
    let page = Page::with(
        "<mail-settings provider=\"neoworks\" id=\"one\"></mail-settings><mail-settings provider=\"editnet\" id=\"two\"></mail-settings>",
    );
    let widgets = page.widgets();
    let [one, two] = &widgets[..] else { panic!("two widgets") };
    one.set_state(&json!({ "plan": "maintenance", "os": "other", "connection": "tls", "certificate": "shared", "access": "pop3", "client": "thunderbird" }));
    two.set_state(&json!({ "network": "other", "op25b": "no", "connection": "tls", "access": "pop3", "client": "becky" }));
    opens_guide(one, "thunderbird", Language::JA);
    let (title, steps) = expected(one, "add", Language::JA);
    one.heading(title);
    one.find("checkbox", &format!("1. {}", steps[0].title)).click();
    assert_eq!(page.settle(&Some(2), || present(one)), Some(2));
    // The other one still shows its answer, drawn by the first module, and opens its guide in the second.
    two.heading(&(Language::JA.words().settings_for)(Some(&client("becky", Language::JA))));
    opens_guide(two, "becky", Language::JA);
    let (title, steps) = expected(two, "add", Language::JA);
    two.heading(title);
    reads_steps(two, &steps, Language::JA);
    assert_eq!((present(one), present(two)), (Some(2), Some(1)));
    page.assert_quiet();
}

#[test]
fn the_keyboard_alone_leads_through_the_guide() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    let words = Language::JA.words();
    let name = (words.steps_in)(Some(&client("thunderbird", Language::JA)));
    tab_to(&widget, "button", &name);
    page.keys([key::ENTER]);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.focus_on(title);
    for (index, step) in steps.iter().enumerate() {
        tab_to(&widget, "checkbox", &format!("{}. {}", index + 1, step.title));
        page.keys([key::SPACE]);
        let next = Some(index as u64 + 2).filter(|next| *next <= steps.len() as u64);
        assert_eq!(page.settle(&next, || present(&widget)), next);
        // The box keeps the focus, so that the next Tab goes on from there.
        assert_eq!(widget.focused().unwrap().role(), "checkbox");
    }
    tab_to(&widget, "button", JA.print);
}

/// Presses Tab until this has the focus, with an outline at every stop.
#[track_caller]
fn tab_to(widget: &Widget<'_>, role: &str, name: &str) {
    let squash = |text: &str| text.split_whitespace().collect::<String>();
    for _ in 0..120 {
        widget.page.keys([key::TAB]);
        let Some(element) = widget.focused() else { continue };
        let outline = element.js("const style = (it) => getComputedStyle(it).outlineStyle !== 'none';
             return style(element) || style(element.parentElement)");
        assert_eq!(outline, true, "no outline on {} “{}”", element.role(), element.label());
        if element.role() == role && squash(&element.label()) == squash(name) {
            return;
        }
    }
    panic!("Tab never comes to {role} “{name}”");
}

#[test]
fn on_paper_are_all_steps_and_no_controls() {
    let page = Page::at(&format!("{EXAMPLE}&lang=ja"));
    let widget = page.widget();
    opens_guide(&widget, "thunderbird", Language::JA);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    widget.find("checkbox", &format!("1. {}", steps[0].title)).click();
    page.js("window.print = () => { window.printed = true }");
    widget.button(JA.print).click();
    page.wait_js("window.printed");
    needs!(Emulate);
    page.on_paper(true);
    let text = widget.text();
    for step in &steps {
        for wanted in [Some(step.title), step.text].into_iter().flatten() {
            assert!(text.contains(wanted), "not on paper: {wanted}");
        }
        for entry in &step.entries {
            assert!(text.contains(entry.text.as_str()), "not on paper: {}", entry.text);
        }
    }
    // This answer knows every value, so that nothing leads anywhere. A word that unfolds is text on paper.
    let (words, buttons): (Vec<_>, Vec<_>) =
        widget.all("button").into_iter().partition(|it| it.attribute("class").as_deref() == Some("term"));
    let buttons: Vec<String> = buttons.iter().map(|it| it.label()).collect();
    assert!(buttons.is_empty(), "{buttons:?}");
    for word in words {
        assert_eq!(
            word.js("return getComputedStyle(element).textDecorationLine"),
            "none",
            "{}",
            word.label()
        );
    }
    assert!(!widget.all("image").is_empty(), "no drawing on paper");
    page.on_paper(false);
}

#[test]
fn nothing_scrolls_sideways_and_headings_are_in_order() {
    let page = Page::home();
    for (width, client_id) in [
        (320, "thunderbird"),
        (320, "becky"),
        (390, "cybozu-mail-sharing"),
        (640, "outlook-new"),
        (900, "becky"),
    ] {
        for language in Language::BOTH {
            page.size(width, 700);
            page.visit(&format!(
                "/?{width}-{client_id}-{0}#provider=sppd&plan=windows-shared&os=other&connection=tls&access=pop3&client={client_id}&lang={0}",
                language.0
            ));
            let widget = page.widget();
            opens_guide(&widget, client_id, language);
            let (title, _) = expected(&widget, "add", language);
            widget.heading(title);
            let scrolls = page.js("return document.documentElement.scrollWidth - innerWidth");
            assert!(scrolls.as_i64() <= Some(0), "{client_id} at {width} in {}: {scrolls}", language.0);
            let levels = widget.js(
                "return [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((it) => it.checkVisibility())
                   .map((it) => Number(it.localName[1]))",
            );
            let levels: Vec<u64> = levels.as_array().unwrap().iter().filter_map(Value::as_u64).collect();
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{client_id}: {levels:?}");
            let ids = widget.js("const ids = [...root.querySelectorAll('[id]')].map((it) => it.id);
                 return ids.filter((id, at) => ids.indexOf(id) !== at)");
            assert_eq!(ids, json!([]), "{client_id}");
        }
    }
}

/// Cybozu's cloud is not in EditNet's own network: values that hold there are not shown, and one press leads to others.
#[test]
fn values_that_are_wrong_in_a_program_are_not_shown_but_the_way_to_those_that_hold() {
    let page = Page::at(
        "provider=editnet&plan=mail-account&network=editnet&connection=standard&access=pop3&client=cybozu-mail-sharing&lang=ja",
    );
    let widget = page.widget();
    opens_guide(&widget, "cybozu-mail-sharing", Language::JA);
    let (title, _) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    widget.rests();
    assert_eq!(widget.js("return root.querySelectorAll('.steps, .fills').length"), 0);
    // The caution comes before everything else.
    let first = widget.js("return root.querySelector('.notice, .checks').textContent");
    assert!(first.as_str().is_some_and(|text| text.contains("SMTP認証")), "{first}");
    // The answers are called what they are called where they are chosen.
    assert!(
        first.as_str().is_some_and(|text| text.contains("インターネット回線：ほかの会社の回線")),
        "{first}"
    );
    widget.button("答えを変えて、値を見る").click();
    widget.heading(title);
    let (_, steps) = expected(&widget, "add", Language::JA);
    assert!(steps.iter().flat_map(|step| &step.entries).any(|entry| entry.text == "465"));
    reads_steps(&widget, &steps, Language::JA);
    assert_eq!(widget.state()["network"], "other");
    page.assert_quiet();
}

#[test]
fn the_drawing_can_be_scrolled_by_keyboard_and_the_header_reader_is_one_press_away() {
    let page = Page::at(
        "provider=editnet&plan=mail-account&network=other&op25b=yes&connection=tls&access=pop3&client=becky&lang=ja",
    );
    page.size(1280, 600);
    let widget = page.widget();
    opens_guide(&widget, "becky", Language::JA);
    let (title, steps) = expected(&widget, "add", Language::JA);
    widget.heading(title);
    widget.rests();
    let aside = widget.js("const aside = root.querySelector('.guide > aside');
         aside.focus();
         return [root.activeElement === aside, aside.getAttribute('aria-label')]");
    assert_eq!(aside, json!([true, "画面の図"]));
    // A part of a dialog is drawn once on paper, however many steps are about it.
    let drawn = "return [...root.querySelectorAll('.steps .drawing:not(.plain, .again) .part > b')].map((it) => it.textContent)";
    let drawn = widget.js(drawn);
    let parts: Vec<&str> = drawn.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let once: std::collections::BTreeSet<&&str> = parts.iter().collect();
    assert_eq!(once.len(), parts.len(), "{parts:?}");
    assert!(steps.last().unwrap().opens == Some("received"));
    widget.button(Language::JA.words().topics[3]).click();
    widget.heading(Language::JA.words().topics[3]);
    page.assert_quiet();
}

/// Read out in an English voice, and drawn with Chinese letters where a system prefers them, they would not be the words
/// of the program (WCAG 2.2, success criterion 3.1.2).
#[test]
fn in_english_the_japanese_words_of_a_program_are_marked_as_japanese() {
    let page = Page::home();
    let answers =
        "provider=editnet&plan=mail-account&network=other&op25b=yes&connection=tls&access=pop3&lang=en";
    let mut unmarked = Vec::new();
    for client_id in ["becky", "outlook-express", "cybozu-mail-sharing", "apple-mail-ios", "al-mail"] {
        page.visit(&format!("/?{client_id}#{answers}&client={client_id}"));
        let widget = page.widget();
        opens_guide(&widget, client_id, Language::EN);
        widget.rests();
        let found = widget.js(
            "const walk = document.createTreeWalker(root.querySelector('.screen'), NodeFilter.SHOW_TEXT), found = [];
             while (walk.nextNode()) {
               const { data, parentElement } = walk.currentNode;
               if (/[ぁ-ヿ一-鿿]/.test(data) && parentElement.closest('[lang]').lang !== 'ja') found.push(data);
             }
             return [found, root.querySelectorAll('.steps span[lang=ja]').length]",
        );
        let marked = found[1].as_u64();
        assert!(marked > Some(4) || client_id == "apple-mail-ios", "{client_id}: {marked:?}");
        unmarked.extend(found[0].as_array().unwrap().iter().map(|text| format!("{client_id}: {text}")));
    }
    assert!(unmarked.is_empty(), "{}", unmarked.join("\n"));
}

/// The second module opens a guide out of sight, so that the visitor's first one is as fast as the next.
#[test]
fn a_rehearsal_of_this_answers_guide_shows_says_and_leaves_nothing() {
    let page = Page::new(Site::new());
    page.before_scripts(
        "window.told = 0;
         addEventListener('mail-settings-change', () => told++, true);
         const attach = Element.prototype.attachShadow;
         Element.prototype.attachShadow = function (init) {
           const root = attach.call(this, init);
           if (this.className === 'rehearsal') {
             window.before = [told, history.length, location.href, document.documentElement.scrollHeight];
             window.corner = this;
           }
           return root;
         };",
    );
    page.visit(&format!("/#{EXAMPLE}"));
    let widget = page.widget();
    page.wait_js("window.corner?.shadowRoot.querySelector('[data-topic=guide] .steps')");
    let seen = widget.js("const heading = corner.shadowRoot.getElementById('heading');
         return [heading.textContent, getComputedStyle(heading).visibility, corner.offsetHeight,
           root.lastElementChild === corner, corner.shadowRoot.activeElement, root.activeElement]");
    assert_eq!(seen, json!(["Thunderbirdにアカウントを追加する", "hidden", 0, true, null, null]));
    page.wait_js("!corner.isConnected");
    let after = "return [told, history.length, location.href, document.documentElement.scrollHeight]";
    assert_eq!(page.js(after), page.js("return before"));
    assert_eq!(widget.js("return root.childElementCount"), 1);
    page.assert_quiet();
}
