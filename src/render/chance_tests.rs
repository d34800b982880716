//! Layouts of chance do with what is put into them what they do without: expressions of all kinds within one another, in all
//! kinds of tags.

use super::insertions::compiled;
use super::insertions_tests::{counting, rendered};

/// How many layouts are tried.
const LAYOUTS: usize = 600;

/// A source of numbers that look like chance, the same in each run.
struct Chance(u64);

impl Chance {
    /// Returns a number below another.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % limit
    }

    /// Returns one of some texts.
    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    /// Returns an expression in which others stand so deep.
    fn expression(&mut self, depth: usize) -> String {
        const NAMES: [&str; 27] = [
            "n",
            "f",
            "a",
            "b",
            "m",
            "t",
            "safe",
            "yes",
            "nothing",
            "gone",
            "rows",
            "x",
            "y",
            "s",
            "s.v",
            "1",
            "2",
            "0.5",
            "'q'",
            "\"é\"",
            "true",
            "none",
            "m.k",
            "a[0]",
            "rows[0].t",
            "m.list",
            "'a' 'b'",
        ];
        if depth == 0 {
            return self.one(&NAMES).to_owned();
        }
        let depth = depth - 1;
        // Behind an operator `not` would be the name of a variable.
        let next = |this: &mut Chance| {
            let within = this.expression(depth);
            if within.starts_with("not ") { format!("({within})") } else { within }
        };
        match self.below(34) {
            0 => format!("[{}, {}]", next(self), next(self)),
            1 => format!("[{}]", next(self)),
            2 => format!("({}, {})", next(self), next(self)),
            3 => format!("({},)", next(self)),
            4 => format!("{{{}: {}, 'k': {}}}", next(self), next(self), next(self)),
            5 => format!("{{'k': {}}}", next(self)),
            6..=9 => {
                let op = self.one(&["+", "-", "*", "~", "/", "//", "%", "**", "and", "or", "~", "+"]);
                format!("{} {op} {}", next(self), next(self))
            }
            10..=12 => {
                let op = self.one(&["==", "!=", "<", "<=", ">", ">=", "in", "not in", "in", "=="]);
                format!("{} {op} {}", next(self), next(self))
            }
            13 => {
                let ops = ["==", "<", "in", "not in", "!="];
                let [first, second] = [self.one(&ops), self.one(&ops)];
                format!("{} {first} {} {second} {}", next(self), next(self), next(self))
            }
            14 => format!("not {}", next(self)),
            15 => format!("-{}", next(self)),
            16 | 17 => format!("({})", next(self)),
            18 => format!("{} if {} else {}", next(self), next(self), next(self)),
            19 => format!("{} if {}", next(self), next(self)),
            20 => format!("{}[{}]", next(self), next(self)),
            21 => format!("{}[{}:{}]", next(self), next(self), next(self)),
            22 => format!(
                "{}{}",
                next(self),
                self.one(&["[1:]", "[:2]", "[::-1]", "[:]", "[0]", ".k", ".gone", "[1:][0]"])
            ),
            23..=25 => {
                let filter = self.one(&[
                    "length", "list", "string", "first", "last", "join", "e", "safe", "sort", "unique", "reverse",
                    "items", "upper", "indent", "tojson", "abs", "int", "sum", "max", "batch(2)", "slice(2)",
                    "dictsort", "pprint",
                ]);
                format!("{}|{filter}", next(self))
            }
            26 => {
                let filter =
                    self.one(&["default", "join", "batch", "zip", "chain", "replace", "select", "map", "attr"]);
                format!("{}|{filter}({})", next(self), next(self))
            }
            27 => format!("{}|default({}, true)", next(self), next(self)),
            28 => format!(
                "{} is {}{}",
                next(self),
                self.one(&["not ", ""]),
                self.one(&["defined", "sequence", "none", "iterable", "mapping", "string", "odd"])
            ),
            29 => {
                let test = self.one(&["eq", "in", "not in", "not eq", "divisibleby", "sameas", "startingwith", "lt"]);
                let argument = next(self);
                match self.below(2) {
                    0 => format!("{} is {test}({argument})", next(self)),
                    _ => format!("{} is {test} {argument}", next(self)),
                }
            }
            30 => format!(
                "{}({})",
                self.one(&[
                    "range",
                    "dict",
                    "namespace",
                    "debug",
                    "w",
                    "w",
                    "loop.cycle",
                    "loop.changed",
                    "caller",
                    "m.k"
                ]),
                next(self)
            ),
            31 => format!("w({}, y={})", next(self), next(self)),
            32 => format!("w(*{}, **{})", next(self), next(self)),
            _ => format!("{} {} {}", next(self), self.one(&["~", "+", "*"]), next(self)),
        }
    }

    /// Returns a part of a layout in which others stand so deep.
    fn part(&mut self, depth: usize) -> String {
        let it = self.below(4);
        let e = |this: &mut Chance| this.expression(it);
        let inner = |this: &mut Chance| {
            if depth == 0 { "-".to_owned() } else { (0..=this.below(2)).map(|_| this.part(depth - 1)).collect() }
        };
        match self.below(24) {
            0..=3 => format!("{{{{ {} }}}}", e(self)),
            4 => format!("{{% set x = {} %}}{{{{ x|string }}}}", e(self)),
            5 => format!("{{% set x, y = {}, {} %}}{{{{ x|string ~ y|string }}}}", e(self), e(self)),
            6 => format!("{{% set x = {}, {} %}}{{{{ x|string }}}}", e(self), e(self)),
            7 => format!("{{% set s.v = {} %}}{{{{ s.v|string }}}}", e(self)),
            8 => format!("{{% set s.v, (s.u, x) = {}, ({}, {}) %}}{{{{ s|string }}}}", e(self), e(self), e(self)),
            9 => format!("{{% set x %}}{}{{% endset %}}{{{{ x }}}}", inner(self)),
            10 => format!(
                "{{% set {} | default({}, true) | replace('x', {}) %}}{}{{% endset %}}{{{{ x }}}}",
                self.one(&["x", "s.v"]),
                e(self),
                e(self),
                inner(self)
            ),
            11 => format!("{{% for x in {} %}}{}{{% else %}}{}{{% endfor %}}", e(self), inner(self), inner(self)),
            12 => format!("{{% for x, y in {}|items if {} %}}{}{{% endfor %}}", e(self), e(self), inner(self)),
            13 => format!(
                "{{% for x in [{}, [{}]] recursive %}}{{{{ loop(x) if x is sequence else x }}}}{{% endfor %}}",
                e(self),
                e(self)
            ),
            14 => format!(
                "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}",
                e(self),
                inner(self),
                e(self),
                inner(self),
                inner(self)
            ),
            15 => format!(
                "{{% with x = {}, (y, z) = ({}, {}) %}}{}{{% endwith %}}",
                e(self),
                e(self),
                e(self),
                inner(self)
            ),
            16 => format!(
                "{{% macro w(x, y={}) %}}{{{{ x|string }}}}{{{{ y|string }}}}{{% if caller %}}{{{{ caller() }}}}{{% endif %}}{}{{% endmacro %}}{{{{ w({}) }}}}",
                e(self),
                inner(self),
                e(self)
            ),
            17 => format!("{{% call w({}) %}}{}{{% endcall %}}", e(self), inner(self)),
            18 => format!(
                "{{% call(y) {}({}, {}) %}}{}{{% endcall %}}",
                self.one(&["w", "[w, n][0]", "(w)", "{'k': w}.k", "[w][:][0]", "dict(k=w).k"]),
                e(self),
                e(self),
                inner(self)
            ),
            19 => format!(
                "{{% call {}({}) %}}{}{{% endcall %}}",
                self.one(&["w", "[w, n][0]", "w", "{'k': w, n: n}.k", "[w][:][0]", "dict(k=w).k"]),
                e(self),
                inner(self)
            ),
            20 => format!(
                "{{% filter replace('x', {})|{} %}}{}{{% endfilter %}}",
                e(self),
                self.one(&["upper", "indent(n)", "e"]),
                inner(self)
            ),
            21 => format!("{{% autoescape {} %}}{}{{% endautoescape %}}", e(self), inner(self)),
            22 => format!(
                "{{% include {} %}}",
                self.one(&[
                    "'part.html'",
                    "['gone', 'part.html'][1:]",
                    "[gone, 'part.html']",
                    "'pa' ~ 'rt.html'",
                    "[x, 'part.html']"
                ])
            ),
            _ => format!("{{% do w({}) %}}{{%- set y = {} -%}} {{{{- y|length }}}}\n", e(self), e(self)),
        }
    }

    /// Returns a layout.
    fn layout(&mut self) -> String {
        let mut text = "é{% set s = namespace(v=1) %}{% set x = [n] %}{% macro w(x='', y=[n, 1]) %}<{{ x|string }}{{ y|length }}{{ caller() if caller }}>{% endmacro %}\n".to_owned();
        for _ in 0..=self.below(3) {
            text.push_str(&self.part(2));
            text.push_str(self.one(&["", "\n", " é ", "\n\n"]));
        }
        // Blanks do not matter within tags.
        if self.below(3) == 0 { text.replace(", ", ",\n ") } else { text }
    }
}

/// Returns what came of a layout without the place, of which the engine takes in what stands before an operator.
fn without_place(found: Result<String, String>) -> Result<String, String> {
    found.map_err(|message| message.rsplit_once(" `").map_or(message.clone(), |(told, _)| told.to_owned()))
}

/// Tells whether a layout may be told something else than without what is put into it: that it makes a `namespace` hold itself,
/// or that something without a name is not there.
fn may_differ(found: &Result<String, String>, expected: &Result<String, String>) -> bool {
    let told = format!("{found:?}{expected:?}");
    ["would hold itself", "(...)"].iter().any(|words| told.contains(words))
}

#[test]
fn layouts_of_chance_do_what_they_did() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut good = 0;
    for _ in 0..LAYOUTS {
        let text = chance.layout();
        let compiled = compiled("own.html", &text);
        let expected = without_place(rendered(counting(), &text, false));
        let found = without_place(rendered(counting(), &text, true));
        good += usize::from(found.is_ok());
        if !may_differ(&found, &expected) {
            assert_eq!(found, expected, "{text}\n{compiled}");
        }
    }
    assert!(good > LAYOUTS / 12, "{good} are right");
}
