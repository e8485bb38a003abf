//! What must be changed: the present settings, from a file, from a text or typed, beside the answer.

mod entered;
mod fields;
mod result;

use super::intake::{Area, LONGEST, in_utf8, is_too_long};
use super::trouble_words::TroubleWords;
use super::{noted, without_settings};
use crate::decide::Status;
use crate::matrix::Field;
use crate::trouble::embedded;
use crate::trouble::present::{Account, Markup, Unreadable, read_file};
use crate::ui::action::Action;
use crate::ui::platform::{Browser, bytes};
use crate::ui::topic::Topic;
use crate::ui::view::dom::{El, button, el, nodes};
use crate::ui::view::icons::icon;
use crate::ui::view::parts::{breakable, error, small};
use crate::ui::view::{Cx, topic_heading};
use crate::wording;
use entered::{Entered, Side};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};
use yew::Callback;
use yew::virtual_dom::ListenerKind;

/// The pasted text.
const TEXT: &str = "compare-text";
/// What is in the fields.
const ENTERED: &str = "compare";
/// The accounts of a file that holds more than one.
const ACCOUNTS: &str = "compare-accounts";
/// Why a file or text could not be read: the id of a text, or `FOLDER`.
const PROBLEM: &str = "compare-problem";
/// The browser could not open the file.
const FOLDER: &str = "folder";
/// That values were read and put into the fields: `ALL`, or the side that the file says nothing of.
const TAKEN: &str = "compare-taken";
/// Every field has what was read.
const ALL: &str = "all";
/// The fields of the incoming server are as they were.
const INCOMING: &str = "incoming";
/// Those of the submission server are.
const OUTGOING: &str = "outgoing";
/// The lines of a text that were not understood.
const UNREAD: &str = "compare-unread";

/// The view.
pub fn view(cx: &Cx<'_>) -> El {
    let words = TroubleWords::of(cx.locale);
    let page =
        nodes().el(topic_heading(cx, Topic::Compare)).el(el("p").class("lead").text(words.compare_lead));
    if cx.outcome.status != Status::Answered {
        return page.el(without_settings(cx, words, words.settings_first));
    }
    let entered = Entered::read(noted(cx, ENTERED));
    let body = page
        .el(hand_over(cx, words))
        .el(fields::view(cx, &entered, words))
        .el(result::view(cx, &entered, words));
    // A file that misses the place meant for it must not take the visitor off the page.
    el("div")
        .class("compare")
        .on(|| ListenerKind::ondragover, Callback::from(|event: Event| event.prevent_default()))
        .on(|| ListenerKind::ondrop, dropped(cx))
        .el(body)
}

/// A file or a text, from which the fields are filled in.
fn hand_over(cx: &Cx<'_>, words: &'static TroubleWords) -> El {
    let text = |id: &str| embedded().text(id).map_or("", |text| text.get(cx.locale));
    let wrong = match noted(cx, PROBLEM) {
        _ if is_too_long(cx, TEXT) => Some(text(Unreadable::TooLong.id())),
        "" => None,
        FOLDER => Some(words.file_unreadable),
        id => Some(text(id)),
    };
    let area =
        Area { name: TEXT, label: words.hand_over, note: words.hand_note, lines: 4, wrong: None }.draw(cx);
    let (reader, pasted) = (Reader::new(cx), noted(cx, TEXT).to_owned());
    let read = Callback::from(move |_| reader.take(pasted.as_bytes()));
    let file = el("input").class("spoken").set("type", "file").on(|| ListenerKind::onchange, chosen(cx));
    let choose = el("label").class("button").el(el("span").text(words.choose_file)).el(file);
    let kept = match noted(cx, TAKEN) {
        INCOMING => (words.kept)(cx.words.incoming),
        OUTGOING => (words.kept)(cx.words.outgoing),
        _ => String::new(),
    };
    let taken = || el("p").class("why").set("data-told", "yes").el(icon("check")).text(words.taken_over);
    let taken = (!noted(cx, TAKEN).is_empty()).then(|| taken().text(&kept));
    el("section")
        .class("hand-over")
        .set("aria-label", words.hand_over)
        .el(area)
        .el(el("p").class("actions").el(button("button", read).text(words.read_text)).el(choose))
        .el(small(words.drop_here))
        .el(small(words.stays))
        .el(el("div").set("id", "compare-told").set("tabindex", "-1").maybe(wrong.map(error)).maybe(taken))
        .maybe(unread(cx, words))
        .el(accounts(cx, words))
}

/// The lines that were not understood.
fn unread(cx: &Cx<'_>, words: &'static TroubleWords) -> Option<El> {
    let lines = noted(cx, UNREAD);
    let mut list = el("ul").class("dots");
    for line in lines.lines() {
        list.push(el("li").el(breakable(line)));
    }
    let shown = || el("div").class("aside").set("data-told", "unread");
    (!lines.is_empty()).then(|| shown().el(el("h5").text(words.unread)).el(small(words.unread_note)).el(list))
}

/// The accounts of a file, to choose the one that is compared.
fn accounts(cx: &Cx<'_>, words: &'static TroubleWords) -> El {
    let mut list = el("ul").class("rows");
    let mut count = 0;
    for line in noted(cx, ACCOUNTS).lines() {
        count += 1;
        let (name, entered) = entered::named(line);
        let nameless = (words.nameless)(count);
        let now = Entered::read(entered);
        let (reader, read) = (Reader::new(cx), now.clone());
        let take = Callback::from(move |_| reader.fill(read.clone(), &[]));
        // Accounts of one file are often called the same.
        let host = now.at((Side::Incoming, Some(Field::Host)));
        let protocol = now.present().0.incoming.protocol.map(|it| wording::protocol(it, cx.words));
        let about = el("small").text(protocol.unwrap_or_default()).text(" ").text(host);
        let name = el("span").text(if name.is_empty() { &nameless } else { name }).el(about);
        list.push(el("li").el(button("row", take).el(name).el(icon("right"))));
    }
    if count == 0 {
        return nodes();
    }
    el("div").el(el("h4").set("id", "accounts").set("tabindex", "-1").text(words.accounts)).el(list)
}

/// A file was chosen.
fn chosen(cx: &Cx<'_>) -> Callback<Event> {
    let reader = Reader::new(cx);
    Callback::from(move |event: Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            reader.open(field.files());
            // So that the same file can be chosen again once it has been changed.
            field.set_value("");
        }
    })
}

/// A file, or a piece of text, was dropped.
fn dropped(cx: &Cx<'_>) -> Callback<Event> {
    let reader = Reader::new(cx);
    Callback::from(move |event: Event| {
        event.prevent_default();
        let carried = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        if let Some(carried) = carried
            && !reader.open(carried.files())
            && let Ok(text) = carried.get_data("text/plain")
            && !text.is_empty()
        {
            reader.take(text.as_bytes());
        }
    })
}

/// Reads what is handed over, and puts it into the page.
#[derive(Clone)]
struct Reader {
    act: Callback<Action>,
    /// The mail program whose words are looked for first.
    client: Option<&'static str>,
    /// What is in the fields.
    before: Entered,
}

impl Reader {
    fn new(cx: &Cx<'_>) -> Self {
        let client = cx.outcome.client.map(|client| client.id);
        Self { act: cx.later(), client, before: Entered::read(noted(cx, ENTERED)) }
    }

    /// Reads the first file of a list, if there is one. Its size is asked before anything of it is read.
    fn open(&self, files: Option<FileList>) -> bool {
        let Some(file) = files.and_then(|files| files.get(0)) else {
            return false;
        };
        if file.size() > LONGEST as f64 {
            self.problem(Unreadable::TooLong.id());
        } else {
            wasm_bindgen_futures::spawn_local(self.clone().read(file));
        }
        true
    }

    async fn read(self, file: File) {
        match bytes(file.into()).await {
            Some(bytes) => self.take(&in_utf8(&bytes)),
            None => self.problem(FOLDER),
        }
    }

    /// Takes over what is in a file or a text: into the fields, or as accounts to choose from.
    fn take(&self, bytes: &[u8]) {
        match read_file(bytes, self.client, &Markup, &Browser) {
            Err(reason) => self.problem(reason.id()),
            Ok(accounts) => match &accounts[..] {
                [only] => {
                    self.note(ACCOUNTS, None);
                    self.fill(Entered::of(&only.present), &only.unread);
                }
                _ => {
                    let lines: Vec<String> = accounts.iter().map(line).collect();
                    self.told(None, None, &[]);
                    self.note(ACCOUNTS, Some(lines.join("\n")));
                    self.act.emit(Action::FocusOn("accounts".to_owned()));
                }
            },
        }
    }

    /// Fills the fields. Those of a server that is not in the file keep what is in them: programs that only send, or
    /// only receive, are set up beside each other.
    fn fill(&self, mut read: Entered, unread: &[String]) {
        let taken = match read.completed_by(&self.before) {
            Some(Side::Incoming) => INCOMING,
            Some(Side::Outgoing) => OUTGOING,
            None => ALL,
        };
        self.told(None, Some(taken), unread);
        self.note(ENTERED, Some(read.write()));
        self.act.emit(Action::FocusOn("compare-told".to_owned()));
    }

    fn problem(&self, id: &str) {
        self.told(Some(id), None, &[]);
        self.note(ACCOUNTS, None);
        self.act.emit(Action::FocusOn("compare-told".to_owned()));
    }

    /// What is said about the file or text that was read last.
    fn told(&self, problem: Option<&str>, taken: Option<&str>, unread: &[String]) {
        self.note(PROBLEM, problem.map(str::to_owned));
        self.note(TAKEN, taken.map(str::to_owned));
        self.note(UNREAD, Some(unread.join("\n")));
    }

    fn note(&self, name: &str, text: Option<String>) {
        self.act.emit(Action::Note(name.to_owned(), text));
    }
}

fn line(account: &Account) -> String {
    entered::with_name(account.name.as_deref().unwrap_or_default(), &Entered::of(&account.present))
}
