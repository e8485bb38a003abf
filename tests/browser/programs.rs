//! What mail programs can do on a plan: what the core tells stands in the table, with its reasons.

use crate::support::{Language, Page, Widget, answer, client};
use mail_settings::catalogue::Catalogue;
use mail_settings::guide::{Certain, Instead, Offer, guides, offer};
use mail_settings::i18n::Locale;

const FRAGMENT: &str = "provider=sppd&plan=windows-shared&os=other";
const COLUMNS: [[&str; 8]; 2] = [
    [
        "POP（SSL/TLS）",
        "IMAP（SSL/TLS）",
        "送信（SSL/TLS）",
        "POP（STARTTLS）",
        "IMAP（STARTTLS）",
        "送信（STARTTLS）",
        "APOP",
        "暗号化されたパスワード認証",
    ],
    [
        "POP (SSL/TLS)",
        "IMAP (SSL/TLS)",
        "Sending (SSL/TLS)",
        "POP (STARTTLS)",
        "IMAP (STARTTLS)",
        "Sending (STARTTLS)",
        "APOP",
        "Encrypted password",
    ],
];
const CAN: [[&str; 3]; 2] = [["使える", "使えない", "不明"], ["Yes", "No", "Not known"]];

/// The offers of that plan with that operating system.
fn offers(language: Language) -> Vec<Offer> {
    let catalogue = Catalogue::embedded();
    let matrix = catalogue.matrix("sppd").unwrap();
    let known = [("plan", "windows-shared"), ("os", "other")];
    let answer = |input: usize| {
        let (_, wanted) = known.iter().find(|(id, _)| *id == matrix.input_id(input))?;
        matrix.answer_ids(input).iter().position(|id| id == wanted)
    };
    offer(catalogue, guides(), matrix, &answer, Locale::from_tag(language.0).unwrap())
}

fn index(language: Language) -> usize {
    usize::from(language != Language::JA)
}

#[track_caller]
fn opens(page: &Page, language: Language) -> Widget<'_> {
    page.visit(&format!("/?{}#{FRAGMENT}&lang={}", language.0, language.0));
    let widget = page.widget();
    widget.button(language.words().topics[1]).click();
    widget.heading(language.words().topics[1]);
    widget
}

/// The programs in the table, and the word in each of their cells.
fn table(widget: &Widget<'_>) -> Vec<Vec<String>> {
    let rows = widget.js(
        "return [...root.querySelectorAll('.offers tbody tr:not(.why-not)')].map((row) => [
           row.querySelector('th button').textContent,
           ...[...row.querySelectorAll('.can')].map((it) => [...it.childNodes].find((each) => each.nodeType === 3).textContent)])",
    );
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    rows.as_array().unwrap().iter().map(|row| row.as_array().unwrap().iter().map(text).collect()).collect()
}

/// The same as the core tells it.
fn expected(offers: &[Offer], language: Language, keep: impl Fn(&Offer) -> bool) -> Vec<Vec<String>> {
    let word = |is: Certain| CAN[index(language)][is as usize].to_owned();
    let rows = offers.iter().filter(|offer| keep(offer)).map(|offer| {
        let mut row = vec![client(offer.client.id, language)];
        row.extend(offer.marks.iter().map(|mark| word(mark.is)));
        row
    });
    rows.collect()
}

#[track_caller]
fn tells_everything(language: Language) {
    let page = Page::home();
    let widget = opens(&page, language);
    let offers = offers(language);
    let wanted = expected(&offers, language, |_| true);
    assert_eq!(page.settle(&wanted, || table(&widget)), wanted);
    // Every reason of one program in turn, with what to use instead.
    let mut seen = 0;
    for offer in offers
        .iter()
        .filter(|offer| offer.client.id == "apple-mail-ios" || offer.client.id == "gmail-android")
    {
        for mark in &offer.marks {
            let Some(why) = &mark.why else { continue };
            let id = format!("why-{}-{}", offer.client.id, mark.ability.id());
            widget.js_with("root.querySelector(`[aria-controls=\"${value}\"]`).click()", &id.as_str().into());
            page.wait("the reason", || {
                (widget.js_with("return Boolean(root.getElementById(value))", &id.as_str().into()) == true)
                    .then_some(())
            });
            let text = widget.js_with("return root.getElementById(value).innerText", &id.as_str().into());
            let text = text.as_str().unwrap();
            assert!(text.contains(why.title), "{id}: {text}");
            assert!(why.text.is_none_or(|more| text.contains(more)), "{id}: {text}");
            assert_eq!(why.source.is_some(), text.contains(language.words().source), "{id}: {text}");
            for instead in &mark.instead {
                let name = match instead {
                    Instead::Client(id, _) => client(id, language),
                    Instead::Ability(ability) => {
                        let at = Offer::COLUMNS.iter().position(|known| known == ability).unwrap();
                        COLUMNS[index(language)][at].to_owned()
                    }
                    Instead::Plain(_, protocol) => panic!("{id}: {protocol:?} without encryption"),
                };
                assert!(text.contains(&name), "{id} lacks “{name}”: {text}");
            }
            seen += 1;
        }
    }
    assert!(seen > 2, "{seen} reasons");
    page.assert_quiet();
}

#[test]
fn the_table_tells_what_each_program_can_do_and_why_not_in_japanese() {
    tells_everything(Language::JA);
}

#[test]
fn the_table_tells_what_each_program_can_do_and_why_not_in_english() {
    tells_everything(Language::EN);
}

#[test]
fn rows_are_filtered_by_text_and_by_ability() {
    let page = Page::home();
    let widget = opens(&page, Language::JA);
    let offers = offers(Language::JA);
    let settles = |keep: &dyn Fn(&Offer) -> bool| {
        let wanted = expected(&offers, Language::JA, keep);
        assert_eq!(page.settle(&wanted, || table(&widget)), wanted);
        wanted.len()
    };
    widget.button(COLUMNS[0][0]).click();
    let able = settles(&|offer| offer.marks[0].is == Certain::Yes);
    widget.button(COLUMNS[0][2]).click();
    let both = settles(&|offer| offer.marks[0].is == Certain::Yes && offer.marks[2].is == Certain::Yes);
    assert!(both <= able && able <= offers.len());
    widget.button(Language::JA.overview().clear_filters).click();
    settles(&|_| true);
    // Kana find a Latin name.
    widget.find("searchbox", "メールソフトをしぼりこむ").type_text("さんだー");
    settles(&|offer| offer.client.id.starts_with("thunderbird"));
    widget.find("searchbox", "メールソフトをしぼりこむ").retype("無い名前");
    settles(&|_| false);
    widget.says(Language::JA.overview().loosen_nothing);
    page.assert_quiet();
}

#[test]
fn a_program_leads_to_its_guide_and_a_plan_to_its_table() {
    let page = Page::at("lang=ja");
    let widget = page.widget();
    let words = Language::JA.words();
    widget.button(words.topics[1]).click();
    widget.button("SPPD").click();
    widget.button(&answer("sppd", "plan", "linux", Language::JA)).click();
    page.wait("a table", || (!table(&widget).is_empty()).then_some(()));
    assert_eq!(widget.state()["plan"], "linux");
    widget.button(&client("thunderbird", Language::JA)).click();
    let guide = guides().of("thunderbird").unwrap();
    widget.heading(guide.flow("add").unwrap().title.get(Locale::Ja));
    assert_eq!(widget.state()["client"], "thunderbird");
    page.assert_quiet();
}

#[test]
fn nothing_scrolls_sideways() {
    let page = Page::home();
    for width in [320, 390, 640, 820, 1100] {
        for language in Language::BOTH {
            page.size(width, 700);
            opens(&page, language);
            let scrolls = page.js("return document.documentElement.scrollWidth - innerWidth");
            assert!(scrolls.as_i64() <= Some(0), "{width} in {}: {scrolls}", language.0);
        }
    }
}

/// The documents do not say what a Linux server of SPPD offers for receiving.
#[test]
fn a_cross_without_a_known_way_out_says_so() {
    let page = Page::home();
    for (language, said) in [(Language::JA, "資料に書かれていません"), (Language::EN, "Ask support.")]
    {
        page.visit(&format!("/?{}#provider=sppd&plan=linux&lang={}", language.0, language.0));
        let widget = page.widget();
        widget.button(language.words().topics[1]).click();
        let id = "why-delta-chat-pop3-tls";
        let toggle = format!("return root.querySelector('[aria-controls={id}]')");
        page.wait("the cross", || widget.element(&toggle)).click();
        let reason = || widget.js_with("return root.getElementById(value)?.innerText ?? ''", &id.into());
        page.wait(said, || reason().as_str().filter(|text| text.contains(said)).map(|_| ()));
    }
    page.assert_quiet();
}
