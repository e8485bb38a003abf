/**
 * The loader and the element's class: the one script that an embedding page names.
 *
 * The widget itself is wasm; the class holds its lifecycle and nothing else. The element is defined only when
 * everything has arrived, so whatever fails leaves the page with the fallback it wrote between the tags.
 * The syntax stays old on purpose: a browser that cannot run the widget must still be able to read this far.
 *
 * The names between @ signs are filled in when the site is built (xtask/src/finish.rs).
 */

const NAME = "mail-settings";
const STATE_ATTRIBUTES = ["provider", "plan", "client", "access", "lang"];
const ATTRIBUTES = STATE_ATTRIBUTES.concat("theme", "deep-link");

/** From the glue, and shared by all elements on the page. */
let Widget;
let sheet;

/** The module that also draws the table, the tree and the help, once it was asked for. */
let complete;

/** Its function that explains words, once it has arrived, and the mounted elements that want to know. */
let explain;
const live = new Set();

/** What belongs to each element: `widget` and `root` while mounted, `kept` state for the next mount, `failed`, `ready`. */
const owned = new WeakMap();

class MailSettings extends HTMLElement {
  static get observedAttributes() {
    return ATTRIBUTES;
  }

  constructor() {
    super();
    const own = { widget: null, kept: null, failed: false };
    own.ready = new Promise((resolve) => (own.mounted = resolve));
    owned.set(this, own);
    // A page may have set the property before the element was defined; it would hide the accessor.
    if (Object.prototype.hasOwnProperty.call(this, "state")) {
      const state = this.state;
      delete this.state;
      this.state = state;
    }
  }

  connectedCallback() {
    if (this.isConnected && !owned.get(this).widget) mount(this);
  }

  disconnectedCallback() {
    const own = owned.get(this);
    if (!own.widget) return;
    try {
      own.kept = own.widget.state_json();
      unmount(own);
    } catch (cause) {
      warn("did not stop cleanly", cause);
    }
  }

  /** Called instead of the two above when a page moves the element with `moveBefore`: nothing is to be done. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    const own = owned.get(this);
    if (before === now) return;
    if (own.widget) {
      try {
        own.widget.attribute(name, now);
      } catch (cause) {
        showFallback(this, cause);
      }
    } else if (!this.isConnected) {
      own.kept = withAttribute(own.kept, name, now);
    } else if (own.failed && name === "provider") {
      mount(this);
    }
  }

  get ready() {
    return owned.get(this).ready;
  }

  get state() {
    return read(this, "state_json", owned.get(this).kept || "{}");
  }

  set state(value) {
    if (typeof value !== "object" || !value || Array.isArray(value)) return;
    const own = owned.get(this);
    try {
      if (own.widget) own.widget.set_state(encode(value));
      else own.kept = JSON.stringify(value);
    } catch (ignored) {
      // Not a plain object: dropped, like every impossible value.
    }
  }

  get settings() {
    return read(this, "settings_json", "null");
  }

  async exportFile(format) {
    const { widget } = owned.get(this);
    if (widget) return widget.export_file(String(format));
    const { lang } = this.closest("[lang]") || document.documentElement;
    const text = /^en/i.test(lang) ? "the settings are not ready yet" : "設定の準備ができていません";
    throw Object.assign(new Error(text), { code: "incomplete" });
  }
}

function mount(element, opened) {
  const own = owned.get(element);
  const attributes = {};
  for (const name of ATTRIBUTES) {
    if (element.hasAttribute(name)) attributes[name] = element.getAttribute(name);
  }
  try {
    // Before the shadow root: it would hide the fallback, and an unknown provider ends here.
    const place = document.createElement("div");
    own.widget = new Widget(element, place, encode(attributes), own.kept ? encode(JSON.parse(own.kept)) : undefined, () => takeOver(element), opened, explain);
    live.add(own);
    const root = element.shadowRoot || element.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    own.root = root;
    root.replaceChildren(place);
    own.failed = false;
    setTimeout(own.mounted); // after the first rendering, which waits in the queue of microtasks
  } catch (cause) {
    showFallback(element, cause);
  }
}

/** Puts the complete module in the place of the first one, with the state that one has. */
async function takeOver(element) {
  const own = owned.get(element);
  try {
    Widget = (await loadMore()).Widget;
  } catch (cause) {
    complete = null;
    if (own.widget) own.widget.load_failed();
    return warn("could not load the rest", cause);
  }
  const opened = own.widget && own.widget.waits_for();
  if (!opened) return;
  own.kept = own.widget.state_json();
  unmount(own);
  mount(element, opened);
}

function unmount(own) {
  const { widget } = own;
  own.widget = null;
  live.delete(own);
  widget.unmount();
  widget.free();
}

/** Shows what stands between the tags: behind a shadow root that takes a slot. */
function showFallback(element, cause) {
  const own = owned.get(element);
  own.failed = true;
  own.kept = null;
  try {
    if (own.widget) unmount(own);
  } catch (ignored) {
    // It has failed already; the first cause is the one to tell.
  }
  if (element.shadowRoot) element.shadowRoot.replaceChildren(document.createElement("slot"));
  warn(`cannot show provider "${element.getAttribute("provider") || ""}", the fallback stays`, cause);
}

/** What the widget says as a value; `otherwise`, as JSON, while it says nothing. */
function read(element, member, otherwise) {
  const { widget } = owned.get(element);
  try {
    return JSON.parse(widget ? widget[member]() : otherwise);
  } catch (ignored) {
    return JSON.parse(otherwise);
  }
}

/** The texts and numbers of a plain object, as the widget reads them. */
function encode(object) {
  const plain = Object.entries(object).filter(([, value]) => /^(string|number)$/.test(typeof value));
  return new URLSearchParams(plain).toString();
}

/** Kept state in which an attribute, set while the element was out of the page, has its say. */
function withAttribute(kept, name, value) {
  if (!kept || !STATE_ATTRIBUTES.includes(name)) return kept;
  return JSON.stringify(Object.assign(JSON.parse(kept), { [name]: value === null ? undefined : value }));
}

function warn(text, ...cause) {
  console.warn(`<${NAME}>: ${text}`, ...cause);
}

const address = (name) => new URL(name, import.meta.url).href;
const load = (name, integrity) => fetch(address(name), { integrity });

const start = (glue, wasm) => glue.default({ module_or_path: wasm }).then(() => glue);
const loadMore = () =>
  (complete ||= Promise.all([import(address("@MORE_GLUE@")), load("@MORE_WASM@", "@MORE_WASM_INTEGRITY@")])
    .then((it) => start(...it))
    .then(tell));

/** Lets the elements of the first module know that words can be explained now. */
function tell(glue) {
  if (!explain) for (const { widget } of live) widget.explained_by(glue.explain);
  explain = glue.explain;
  return glue;
}

/** So that the first guide opens as fast as the next. */
function rehearse(glue) {
  for (const { root, widget } of live) return glue.rehearse(root, sheet, encode(JSON.parse(widget.state_json())));
}

/** So that the help opens at once, and without a network; not where the visitor wants to save data. */
function loadMoreLater() {
  if (navigator.connection && navigator.connection.saveData) return;
  const later = window.requestIdleCallback || ((run) => setTimeout(run, 2000));
  later(() => loadMore().then((glue) => later(() => rehearse(glue))).catch(() => (complete = null)));
}

async function define() {
  sheet = new CSSStyleSheet();
  const [glue, css, wasm] = await Promise.all([
    import(address("@GLUE@")),
    load("@CSS@", "@CSS_INTEGRITY@"),
    load("@WASM@", "@WASM_INTEGRITY@"),
  ]);
  const [rules] = await Promise.all([css.text(), start(glue, wasm)]);
  sheet.replaceSync(rules);
  Widget = glue.Widget;
  if (customElements.get(NAME)) warn("is defined already, by another script");
  else customElements.define(NAME, MailSettings);
  loadMoreLater();
}

define().catch((cause) => warn("did not start, the fallback stays", cause));
