//! Elements by calls. The `html!` macro writes each element out where it stands; a call takes a third of the
//! bytes, which is what a widget on somebody's page must watch.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node, ShadowRoot};
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VComp, VNode, VTag, VText,
};
use yew::{AttrValue, BaseComponent, Callback, Html, NodeRef};

/// An element that is being put together. Without a tag it is only what is inside, side by side.
pub struct El(Box<Draft>);

struct Draft {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// A new element.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Draft { tag: VTag::new(AttrValue::Static(tag)), names: Vec::new(), values: Vec::new() }))
}

/// Several nodes side by side; as it is, nothing.
#[inline(never)]
pub fn nodes() -> El {
    el("")
}

/// A button that sends no form.
#[inline(never)]
pub fn button(class: &'static str, pressed: Callback<Event>) -> El {
    el("button")
        .set("type", "button")
        .set_if("class", Some(class).filter(|class| !class.is_empty()))
        .click(pressed)
}

impl El {
    /// An attribute that is always the same.
    #[inline(never)]
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.attribute(name, AttributeOrProperty::Static(value))
    }

    fn attribute(mut self, name: &'static str, value: AttributeOrProperty) -> Self {
        self.0.names.push(name);
        self.0.values.push(Some(value));
        self
    }

    /// The attribute `class`.
    #[inline(never)]
    pub fn class(self, class: &'static str) -> Self {
        self.set("class", class)
    }

    /// An attribute that is made up.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.attribute(name, AttributeOrProperty::Attribute(AttrValue::Rc(value.into())))
    }

    /// An attribute that may be missing.
    #[inline(never)]
    pub fn set_if(self, name: &'static str, value: Option<&'static str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// An attribute with a number.
    #[inline(never)]
    pub fn number(self, name: &'static str, value: i32) -> Self {
        self.attr(name, &value.to_string())
    }

    /// An attribute that is `true` or `false`.
    #[inline(never)]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.set(name, if value { "true" } else { "false" })
    }

    /// An attribute without value, such as `hidden`.
    #[inline(never)]
    pub fn on_if(self, name: &'static str, on: bool) -> Self {
        self.set_if(name, on.then_some(""))
    }

    /// What tells the element from its siblings when they change.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// Where the element can be found once it is drawn.
    pub fn found_by(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }

    /// A text inside.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.0.tag.add_child(VNode::VText(VText::new(AttrValue::Rc(text.into()))));
        self
    }

    /// An element inside.
    #[inline(never)]
    pub fn el(mut self, element: Self) -> Self {
        self.push(element);
        self
    }

    /// A component inside.
    pub fn component<C: BaseComponent>(mut self, properties: C::Properties) -> Self {
        self.0.tag.add_child(VComp::new::<C>(Rc::new(properties), None).into());
        self
    }

    /// An element inside that may be missing. Its place is kept, so that its siblings stay what they are.
    #[inline(never)]
    pub fn maybe(self, element: Option<Self>) -> Self {
        self.el(element.unwrap_or_else(nodes))
    }

    /// An element inside, for loops.
    #[inline(never)]
    pub fn push(&mut self, element: Self) {
        self.0.tag.add_child(element.html());
    }

    /// The value of a field.
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(Some(AttrValue::Rc(value.into())));
        self
    }

    /// Whether a radio button is chosen.
    #[inline(never)]
    pub fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Whether an option of a list is the chosen one.
    #[inline(never)]
    pub fn chosen(self, chosen: bool) -> Self {
        // The attribute says no more once the visitor has chosen.
        self.attribute("selected", AttributeOrProperty::Property(JsValue::from_bool(chosen)))
    }

    /// What happens on a click.
    #[inline(never)]
    pub fn click(self, run: Callback<Event>) -> Self {
        self.on(|| ListenerKind::onclick, run)
    }

    /// What happens on an event.
    #[inline(never)]
    pub fn on(mut self, kind: fn() -> ListenerKind, run: Callback<Event>) -> Self {
        self.0.tag.add_listener(Rc::new(On { kind, run }));
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn html(self) -> Html {
        let Draft { mut tag, names, values } = *self.0;
        if tag.tag().is_empty() {
            return tag.into_children().unwrap_or_default();
        }
        if !names.is_empty() {
            tag.set_attributes(Attributes::Dynamic { keys: kept(names), values: values.into() });
        }
        VNode::from(tag)
    }
}

thread_local! {
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The one list of these attribute names, kept for good: there are as many as places in the views that list attributes.
/// Yew compares the values of two elements only where their lists are the same one; and a list takes neither a map nor
/// hashing, which was a fifth of the time of drawing.
fn kept(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|kept| match kept.iter().find(|known| **known == names) {
        Some(known) => *known,
        None => {
            let names: &'static [&'static str] = names.leak();
            kept.push(names);
            names
        }
    })
}

/// One listener for all kinds of events: what an event is, its handler finds out.
struct On {
    // A function: to clone a kind takes one and a half kilobytes.
    kind: fn() -> ListenerKind,
    run: Callback<Event>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        (self.kind)()
    }

    fn handle(&self, event: Event) {
        self.run.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The text in the field an event comes from.
pub fn typed(event: &Event) -> String {
    // A list and a text area give their value by the same name, without being an input.
    event.target().map_or_else(String::new, |field| field.unchecked_into::<HtmlInputElement>().value())
}

/// The key that went down, if it was meant for the page.
pub fn key(event: &Event) -> String {
    /// What browsers give while Japanese is being converted; Safari also for the Enter that ends it.
    const CONVERTING: u32 = 229;
    // Filling in a form sends an event of that name without a key.
    let pressed = event.dyn_ref::<KeyboardEvent>().filter(|pressed| pressed.key_code() != CONVERTING);
    pressed.map_or_else(String::new, KeyboardEvent::key)
}

/// Whether the focus goes to where no element that fits the selector holds it.
pub fn leaves(event: &Event, selector: &str) -> bool {
    let around = target::<Element>(event).and_then(|element| element.closest(selector).ok()?);
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let next = next.and_then(|next| next.dyn_into::<Node>().ok());
    !around.is_some_and(|around| around.contains(next.as_ref()))
}

/// Scrolls the page to the node of a drawing that has got the focus if no part of it can be seen: Firefox does not.
pub fn show_node(event: &Event) {
    let shape = target::<Element>(event).and_then(|node| node.query_selector("rect:not(.ring)").ok()?);
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    if let Some((shape, height)) = shape.zip(height) {
        let place = shape.get_bounding_client_rect();
        if place.bottom() <= 0.0 || place.top() >= height {
            shape.scroll_into_view_with_bool(place.bottom() <= 0.0);
        }
    }
}

/// Scrolls the list that an option stands in, and nothing else, until the option can be seen.
pub fn reveal(event: &Event, id: &str) {
    let root = target::<Node>(event).and_then(|node| node.get_root_node().dyn_into::<ShadowRoot>().ok());
    let option = root.and_then(|root| root.get_element_by_id(id)?.dyn_into::<HtmlElement>().ok());
    if let Some(option) = option
        && let Some(list) = option.parent_element()
        && let Some(first) = list.first_element_child().and_then(|first| first.dyn_into::<HtmlElement>().ok())
    {
        let middle = (list.client_height() - option.offset_height()) / 2;
        list.set_scroll_top(option.offset_top() - first.offset_top() - middle);
    }
}
