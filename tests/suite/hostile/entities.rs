//! Entities where text, numbers or lists are wanted: in every filter, test, function and operator that layouts have.

use std::panic::{AssertUnwindSafe, catch_unwind};

use demarche::render::{RenderCx, environment_for};

use super::{LETTER_FILE, LETTER_HEAD};
use crate::site_test::SiteTest;

/// Every kind of entity that a layout can hold: the page on which it is met, and how it is written there.
const ENTITIES: [(&str, &str); 11] = [
    ("letters/upr-49/index.html", "page"),
    ("letters/upr-49/index.html", "site"),
    ("letters/upr-49/index.html", "t"),
    ("letters/upr-49/index.html", "meta"),
    ("letters/upr-49/index.html", "nav_section"),
    ("letters/upr-49/index.html", "page.session"),
    ("letters/upr-49/index.html", "page.session.states[0]"),
    ("letters/upr-49/index.html", "page.topics[0]"),
    ("instruments/index.html", "instruments[0]"),
    ("states/ken/upr-49/index.html", "sheet"),
    ("letters/index.html", "pager"),
];

/// What makes text of the entity `e`, and so is the mistake that names the field.
const TEXTS: &[&str] = &[
    "{{ e }}",
    "{{ e ~ \"x\" }}",
    "{{ \"x\" ~ e }}",
    "{{ e ~ e }}",
    "{{ [e] ~ \"\" }}",
    "{{ \"a\"|safe ~ e }}",
    "{{ e|string }}",
    "{{ e|upper }}",
    "{{ e|lower }}",
    "{{ e|title }}",
    "{{ e|capitalize }}",
    "{{ e|trim }}",
    "{{ e|trim(\"x\") }}",
    "{{ \"x\"|trim(e) }}",
    "{{ e|replace(\"a\", \"b\") }}",
    "{{ \"a\"|replace(e, \"b\") }}",
    "{{ \"a\"|replace(\"b\", e) }}",
    "{{ e|escape }}",
    "{{ e|e }}",
    "{{ e|safe }}",
    "{{ e|indent(2) }}",
    "{{ e|pprint }}",
    "{{ \"%s\"|format(e) }}",
    "{{ [e]|string }}",
    "{{ (e, 1)|string }}",
    "{{ {\"a\": e}|string }}",
    "{{ [e]|join(\",\") }}",
    "{{ [[e]]|join }}",
    "{{ [1, 2]|join(e) }}",
    "{{ [e]|map(\"string\")|join }}",
    "{{ [e]|map(\"upper\")|list }}",
    "{% set x = e ~ \"\" %}{{ page.title }}",
    "{% if e ~ \"\" == \"x\" %}{% endif %}",
    "{% if e|string %}{% endif %}",
    "{% set ns = namespace(a=\"\") %}{% set ns.a = ns.a ~ e %}",
    "{% set x %}{{ e }}{% endset %}",
    "{% filter upper %}{{ e }}{% endfilter %}",
    "{% macro m(x) %}{{ x ~ 1 }}{% endmacro %}{{ m(e) }}",
    "{% for x in [e] %}{{ x|string }}{% endfor %}",
    "{% with x = e|string %}{{ 1 }}{% endwith %}",
    "{{ debug(e) }}",
];

/// The filters, with the arguments that they may take besides the value.
const FILTERS: &[&str] = &[
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "chain",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "first",
    "float",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "pprint",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "safe",
    "select",
    "selectattr",
    "slice",
    "sort",
    "split",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
];
/// How a filter meets an entity.
const FILTER_FORMS: &[&str] = &[
    "{{ e|F }}",
    "{{ e|F(1) }}",
    "{{ e|F(\"title\") }}",
    "{{ e|F(e) }}",
    "{{ e|F(e, e) }}",
    "{{ [e]|F }}",
    "{{ [e, e]|F(1) }}",
    "{{ [e, 1, \"a\", none]|F(\"url\") }}",
    "{{ [e, e]|F(e) }}",
    "{{ [[e, 1], [2, e]]|F }}",
    "{{ {\"a\": e, \"b\": 1}|F }}",
    "{{ \"a%sb\"|F(e) }}",
    "{{ \"a\"|F(e, e, e) }}",
    "{{ 1|F(e) }}",
    "{{ [1, 2, 3]|F(e) }}",
    "{{ [e]|F(attribute=\"url\") }}",
    "{{ [e]|map(\"F\")|list }}",
    "{{ [e]|F|F }}",
];
/// The tests.
const TESTS: &[&str] = &[
    "boolean",
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "equalto",
    "even",
    "false",
    "filter",
    "float",
    "ge",
    "gt",
    "greaterthan",
    "in",
    "integer",
    "iterable",
    "le",
    "lessthan",
    "lower",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "safe",
    "sameas",
    "sequence",
    "startingwith",
    "string",
    "test",
    "true",
    "undefined",
    "upper",
];
/// How a test meets an entity.
const TEST_FORMS: &[&str] = &[
    "{{ e is F }}",
    "{{ e is F(1) }}",
    "{{ e is F(\"a\") }}",
    "{{ e is F(e) }}",
    "{{ 1 is F(e) }}",
    "{{ \"a\" is F(e) }}",
    "{{ [e] is F([e]) }}",
    "{{ [e, e]|select(\"F\")|list|length }}",
    "{{ [e, e]|rejectattr(\"url\", \"F\", e)|list|length }}",
];
/// The operators that stand between two values.
const OPERATORS: &[&str] =
    &["~", "+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"];
/// How an operator meets an entity.
const OPERATOR_FORMS: &[&str] = &[
    "{{ e F e }}",
    "{{ e F 1 }}",
    "{{ 1 F e }}",
    "{{ e F \"a\" }}",
    "{{ \"a\" F e }}",
    "{{ [e] F [e] }}",
    "{{ [e] F 2 }}",
    "{{ e F [1] }}",
    "{{ [e] F \"a\" }}",
    "{{ e F none }}",
    "{{ e F {\"a\": e} }}",
];
/// The functions.
const FUNCTIONS: &[&str] = &[
    "partial",
    "asset",
    "absolute",
    "url",
    "n_of",
    "latest",
    "plain",
    "wrap",
    "underline",
    "range",
    "dict",
    "namespace",
    "debug",
    "e",
    "loop",
    "super",
    "caller",
    "self.a",
];
/// How a function meets an entity.
const FUNCTION_FORMS: &[&str] = &[
    "{{ F(e) }}",
    "{{ F(e, e) }}",
    "{{ F(1, e) }}",
    "{{ F(\"a\", e) }}",
    "{{ F(a=e) }}",
    "{{ F(*[e]) }}",
    "{{ F(**e) }}",
];
/// Everything else that may stand around an entity.
const OTHERS: &[&str] = &[
    "{{ e|lines }}",
    "{{ -e }}",
    "{{ \"x\" ~ e|attr(\"nope\") }}",
    "{{ e|attr(\"nope\")|upper }}",
    "{{ e|attr(\"nope\")|default(\"x\") }}",
    "{{ [e]|map(attribute=\"nope\")|join }}",
    "{{ [e]|map(attribute=\"nope\")|list ~ \"\" }}",
    "{{ [e]|map(\"attr\", \"nope\")|list ~ \"\" }}",
    "{{ [e]|map(attribute=\"nope\")|first ~ \"\" }}",
    "{{ [e, e]|sort(attribute=\"nope\")|length }}",
    "{{ [e, e]|sort(attribute=\"url, nope\")|length }}",
    "{{ [e, e]|max(attribute=\"nope\")|length }}",
    "{{ [e, e]|groupby(\"nope.a\")|length }}",
    "{{ [e, e]|groupby(attribute=\"nope\")|length }}",
    "{{ [e, e]|map(\"attr\", \"nope\")|sort|length }}",
    "{{ [e, e]|map(attribute=\"nope\")|sort|length }}",
    "{{ [[e, e], [e, e]]|map(\"map\", attribute=\"nope\")|sort|length }}",
    "{{ [[e, e], [e, e]]|sort(attribute=\"0.nope\")|length }}",
    "{{ [e, e]|min(attribute=\"nope\") < 1 }}",
    "{{ {\"a\": e, \"b\": e}|dictsort(by=\"value\")|length }}",
    "{{ [e, e]|sum(\"nope\") }}",
    "{{ [e, e]|join(\",\", \"nope\") }}",
    "{{ [e]|groupby(\"nope\")|list ~ \"\" }}",
    "{{ [e, e]|unique(attribute=\"nope\")|length }}",
    "{{ [e]|sum(attribute=\"nope\") ~ \"\" }}",
    "{{ [e]|max(attribute=\"nope\") ~ \"\" }}",
    "{{ [e]|selectattr(\"nope\")|list|length }}",
    "{{ {\"a\": e|attr(\"nope\")} ~ \"\" }}",
    "{{ [e|attr(\"nope\")] ~ \"\" }}",
    "{{ [e|attr(\"nope\")]|tojson }}",
    "{{ [e|attr(\"nope\")]|join(\",\") }}",
    "{{ not e }}",
    "{{ e.nope }}",
    "{{ e[0] }}",
    "{{ e[\"a\"] }}",
    "{{ e[e] }}",
    "{{ e[1:2] }}",
    "{{ e[e:e] }}",
    "{{ [1][e] }}",
    "{{ \"abc\"[e] }}",
    "{{ \"abc\"[e:] }}",
    "{{ {\"a\": 1}[e] }}",
    "{{ {e: 1} }}",
    "{{ {e: 1}|items|list|length }}",
    "{{ e() }}",
    "{{ e.title() }}",
    "{{ e.title.upper() }}",
    "{{ e if e else e }}",
    "{{ 1 if e else 2 }}",
    "{{ debug() }}",
    "{% for x in e %}{{ x }}{% endfor %}",
    "{% for x in [e] %}{{ loop.changed(x) }}{{ loop.cycle(e) }}{% endfor %}",
    "{% for a, b in [e] %}{% endfor %}",
    "{% for x in [e] recursive %}{{ loop(e) }}{% endfor %}",
    "{% set a, b = e %}",
    "{% set e.title = 1 %}",
    "{% include e %}",
    "{% include [e] %}",
    "{% include [e] ignore missing %}",
    "{% extends e %}",
    "{% import e as x %}{{ x.a }}",
    "{% from e import a %}{{ a }}",
    "{% call e() %}a{% endcall %}",
    "{% filter format(e) %}%s{% endfilter %}",
    "{% autoescape e %}a{% endautoescape %}",
    "{% do e.a() %}",
    "{% macro m(x=e) %}{{ x.url }}{% endmacro %}{{ m() }}{{ m ~ \"\" }}",
    "{% set ns = namespace(a=e) %}{{ ns ~ \"\" }}",
    "{% set ns = namespace() %}{% set ns.a = e %}{{ ns.a.url }}",
    "{{ dict(a=e) ~ \"\" }}",
    "{{ range ~ e.url }}",
    "{{ partial ~ \"\" }}",
];

/// Returns every layout of the tables, by its form.
fn forms() -> Vec<String> {
    let filled = |forms: &[&str], names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| forms.iter().map(move |form| form.replace('F', name))).collect()
    };
    let mut all: Vec<String> = TEXTS.iter().chain(OTHERS).map(|form| (*form).to_owned()).collect();
    all.extend(filled(FILTER_FORMS, FILTERS));
    all.extend(filled(TEST_FORMS, TESTS));
    all.extend(filled(OPERATOR_FORMS, OPERATORS));
    all.extend(filled(FUNCTION_FORMS, FUNCTIONS));
    all
}

/// Returns the sample site with a layout for each form, which no page uses.
fn site(forms: &[String]) -> SiteTest {
    let letter = LETTER_HEAD.replace("session: upr-49\n", "session: upr-49\nstates: [KEN]\ntopics: [prevention]\n");
    let mut site = SiteTest::new().file(LETTER_FILE, format!("{letter}- Ratify it. {{#rec-1}}\n"));
    for at in 2..22 {
        site = site.file(&format!("content/letters/letter-{at}.md"), format!("{letter}A body.\n"));
    }
    for (at, form) in forms.iter().enumerate() {
        site = site.file(&format!("layouts/probe/{at}.html"), form);
    }
    site
}

#[test]
fn entities_where_something_else_is_wanted_are_a_mistake_with_its_place() {
    let forms = forms();
    let built = site(&forms).build();
    let errors: Vec<_> = built.diagnostics.iter().filter(|found| found.severity.word() == "error").collect();
    assert!(errors.is_empty(), "{}", built.report());
    let snapshot = built.snapshot.as_ref().expect("a site");
    let (mut environment, found) = environment_for(snapshot.layouts());
    assert!(found.is_empty(), "{found:#?}");
    let mut faults = Vec::new();
    for (route, entity) in ENTITIES {
        let target = built.made.iter().find(|made| made.target.route.as_str() == route);
        let target = &target.unwrap_or_else(|| panic!("no {route} among {:?}", built.files.keys())).target;
        for (at, form) in forms.iter().enumerate() {
            let layout = format!("{{% set e = {entity} %}}{{% include \"probe/{at}.html\" %}}");
            environment.add_template_owned("probe.html", layout).expect("a good layout");
            let cx = RenderCx::new(snapshot, &environment);
            let render = || cx.record(true, |cx| cx.layout(target, "probe.html"));
            let Ok(rendered) = catch_unwind(AssertUnwindSafe(render)) else {
                faults.push(format!("{entity}: {form}: panic"));
                continue;
            };
            let told = rendered
                .diagnostics
                .iter()
                .map(|found| (found.message.as_str(), found.hints.join(";")))
                .collect::<Vec<_>>();
            let text = String::from_utf8_lossy(&rendered.bytes);
            let is_inside = ["Handle", "Target(", "<invalid", "Object"]
                .iter()
                .any(|word| text.contains(word) || told.iter().any(|(message, _)| message.contains(word)));
            let has_place = rendered.diagnostics.iter().all(|found| {
                found.code == "layout"
                    && found
                        .span
                        .as_ref()
                        .is_some_and(|span| *span.file == *format!("layouts/probe/{at}.html") && span.line == 1)
            });
            let is_named = told.iter().any(|(message, hint)| {
                message.ends_with("cannot be printed") && hint.starts_with("name one of its fields")
            });
            if is_inside || !has_place || at < TEXTS.len() && !is_named {
                faults.push(format!("{entity}: {form}: {told:?} {text:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), forms.len() * ENTITIES.len(), faults.join("\n"));
}
