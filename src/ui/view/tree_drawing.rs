//! The tree as a picture, left to right, at 1:1. Coordinates are attributes, so that no inline style is needed.

use super::dom::{El, el, show_node};
use super::tree::Standing;
use crate::overview::{Leaf, Node};
use crate::ui::platform::words;
use yew::virtual_dom::ListenerKind;

/// Left edges and widths of the question columns, in pixels.
const QUESTIONS: [(i32, i32); 3] = [(0, 112), (224, 128), (452, 88)];
const QUESTION_HEIGHT: i32 = 44;
const LEAF: i32 = 664;
const LEAF_WIDTH: i32 = 296;
const LEAF_HEIGHT: i32 = 46;
/// Between leaves of one question, between branches, and between branches of the first question.
const GAPS: [i32; 3] = [10, 22, 32];
/// Around everything.
const MARGIN: i32 = 2;
/// Font sizes of labels, and of names.
const LABEL: i32 = 13;
const NAME: i32 = 14;

struct Picture<'a> {
    standing: &'a Standing<'a, 'a>,
    y: i32,
    wires: El,
    path: El,
    labels: El,
    // In the order in which the keyboard goes through them: a question before its answers.
    nodes: Vec<El>,
}

/// The drawing of a tree of at most three question columns.
pub fn drawing(standing: &Standing<'_, '_>, root: &Node) -> El {
    let labels = el("g").set("aria-hidden", "true");
    let mut picture =
        Picture { standing, y: MARGIN, wires: el("g"), path: el("g"), labels, nodes: Vec::new() };
    picture.place(root, 0, standing.own, "");
    let height = picture.y + MARGIN;
    let seen = standing.cx.with(Box::new(|event| {
        show_node(event);
        None
    }));
    let mut svg = el("svg")
        .class("tree")
        .set("role", "group")
        .set("aria-label", standing.cx.overview().tree_label)
        .set("width", "960")
        .number("height", height)
        .attr("viewBox", &format!("0 0 960 {height}"))
        .on(|| ListenerKind::onfocusin, seen)
        .el(picture.wires)
        .el(picture.path)
        .el(picture.labels);
    for node in picture.nodes {
        svg.push(node);
    }
    svg
}

impl Picture<'_> {
    /// Draws a node below what is drawn already, and gives its left edge and its middle.
    fn place(&mut self, node: &Node, column: usize, on: bool, trail: &str) -> (i32, i32) {
        let standing = self.standing;
        let (input, path, branches) = match node {
            Node::Leaf(leaf) => return (LEAF, self.end(leaf, on, trail)),
            Node::Question { input, path, branches } => (*input, path, branches),
        };
        let (x, width) = QUESTIONS[column.min(2)];
        let at = self.nodes.len();
        let mut ends = Vec::new();
        let mut before_is_leaf = None;
        for branch in branches {
            let is_leaf = matches!(branch.node, Node::Leaf(_));
            self.y += match before_is_leaf {
                None => 0,
                Some(true) if is_leaf => GAPS[0],
                Some(_) if column == 0 => GAPS[2],
                Some(_) => GAPS[1],
            };
            before_is_leaf = Some(is_leaf);
            let taken = on && standing.takes(input, branch);
            let label = standing.label(input, branch);
            let trail = format!("{trail}{}{label}", standing.cx.words.separator);
            ends.push((self.place(&branch.node, column + 1, taken, &trail), taken, label));
        }
        let middle_of =
            |end: Option<&((i32, i32), bool, String)>| end.map_or(self.y, |((_, middle), ..)| *middle);
        let middle = (middle_of(ends.first()) + middle_of(ends.last())) / 2;
        for (to, taken, label) in ends {
            self.wire((x + width, middle), to, taken, &label);
        }
        let name = standing.name(input);
        let mut question = standing.question(path, input, on).class("question");
        question = question.attr("aria-label", &format!("{name}{trail}"));
        let top = middle - QUESTION_HEIGHT / 2;
        question = question.el(ring(x, top, width, QUESTION_HEIGHT, "12"));
        question = question.el(rect(x + 1, top, width - 1, QUESTION_HEIGHT).set("rx", "8"));
        let room = width - 13;
        let (first, second) = broken(name, room, NAME);
        let line = |y: i32, part: &str| {
            fitted(x + width / 2, y, part, room, NAME).class("name").set("text-anchor", "middle")
        };
        if second.is_empty() {
            question.push(line(middle + 5, first));
        } else {
            question = question.el(line(middle - 4, first)).el(line(middle + 14, second));
        }
        self.nodes.insert(at, question);
        (x, middle)
    }

    /// A line with the answer standing on it; what has no room there stands below it.
    fn wire(&mut self, (from_x, from_y): (i32, i32), (to_x, to_y): (i32, i32), taken: bool, label: &str) {
        let bend = from_x + 18;
        let turn = (to_y - from_y).signum();
        let round = 6.min((to_y - from_y).abs() / 2);
        let curve = if turn == 0 {
            String::new()
        } else {
            let down = round * turn;
            format!("H{}q{round} 0 {round} {down}V{}q0 {down} {round} {down}", bend - round, to_y - down)
        };
        let class = taken.then_some("on");
        let line = el("path").set_if("class", class).attr("d", &format!("M{from_x} {from_y}{curve}H{to_x}"));
        if taken { &mut self.path } else { &mut self.wires }.push(line);
        let x = bend + 10;
        let room = to_x - x - 4;
        let (first, second) = broken(label, room, LABEL);
        self.labels.push(fitted(x, to_y - 6, first, room, LABEL).set_if("class", class));
        if !second.is_empty() {
            self.labels.push(fitted(x, to_y + 17, second, room, LABEL).set_if("class", class));
        }
    }

    /// An end, and its middle.
    fn end(&mut self, leaf: &Leaf, on: bool, trail: &str) -> i32 {
        let words = self.standing.cx.words;
        let top = self.y;
        self.y += LEAF_HEIGHT;
        let middle = top + LEAF_HEIGHT / 2;
        let chosen = self.standing.chosen(leaf, on);
        let (separator, here) =
            if chosen { (words.separator, self.standing.cx.overview().current) } else { ("", "") };
        let label = format!("{} {}{trail}{separator}{here}", leaf.title, leaf.detail);
        let class = match leaf.safety {
            None => "name",
            Some(_) if leaf.title.contains(['.', '<']) => "literal",
            Some(_) => "plain",
        };
        let room = LEAF_WIDTH - if chosen { 44 } else { 28 };
        // The letters of a literal are all as wide as an M.
        let size = if class == "literal" { LABEL + 2 } else { LABEL };
        let mut end = self
            .standing
            .leaf(leaf, on)
            .class("leaf")
            .attr("aria-label", &label)
            .el(ring(LEAF, top, LEAF_WIDTH, LEAF_HEIGHT, "8"))
            .el(rect(LEAF, top, LEAF_WIDTH, LEAF_HEIGHT).set("rx", "4"))
            .el(fitted(LEAF + 14, top + 20, &leaf.title, room, size).class(class))
            .el(fitted(LEAF + 14, top + 38, &leaf.detail, room, LABEL));
        if chosen {
            end.push(el("path").attr("d", &format!("M{} {middle}l5 5 9-10", LEAF + LEAF_WIDTH - 26)));
        }
        self.nodes.push(end);
        middle
    }
}

fn rect(x: i32, y: i32, width: i32, height: i32) -> El {
    el("rect").number("x", x).number("y", y).number("width", width).number("height", height)
}

/// What is seen around a node that has the focus.
fn ring(x: i32, y: i32, width: i32, height: i32, radius: &'static str) -> El {
    rect(x - 4, y - 4, width + 8, height + 8).class("ring").set("rx", radius)
}

/// One line of text, drawn narrower if it would not fit.
fn fitted(x: i32, y: i32, text: &str, room: i32, size: i32) -> El {
    let line = el("text").number("x", x).number("y", y).text(text);
    if width(text, size) <= room {
        return line;
    }
    line.number("textLength", room).set("lengthAdjust", "spacingAndGlyphs")
}

/// About how wide a text is: a picture is drawn before there is anything to measure.
fn width(text: &str, size: i32) -> i32 {
    let mut hundredths = 0;
    for c in text.chars() {
        hundredths += match c {
            ' ' | '.' | ',' | '/' | 'i' | 'l' | 't' | 'f' | 'r' => 35,
            'A'..='Z' => 63,
            c if c.is_ascii() => 56,
            _ => 100,
        };
    }
    hundredths * size / 100
}

/// A text in two lines, if it does not fit into one; the second is empty otherwise. A line ends after a space or a
/// separator, or else before a word, if that is not much worse than between any two Japanese characters.
fn broken(text: &str, room: i32, size: i32) -> (&str, &str) {
    let mut best = (text, "");
    let mut least = width(text, size);
    if least <= room {
        return best;
    }
    let words = words(text);
    let mut before = '/';
    for (at, c) in text.char_indices() {
        let gap = matches!(before, ' ' | '・');
        let inside = before.is_ascii() && c.is_ascii();
        let (first, second) = text.split_at_checked(at).unwrap_or(best);
        let (first, second) = (first.trim_end(), second.trim_start());
        let worse = if gap {
            0
        } else if words.contains(&at) {
            size
        } else {
            2 * size
        };
        let widest = width(first, size).max(width(second, size)) + worse;
        if (gap || !inside) && "/・ー）ッャュョァィェ".chars().all(|known| known != c) && widest < least
        {
            (best, least) = ((first, second), widest);
        }
        before = c;
    }
    best
}
