//! Layouts with what is put into them do what they did without, to the letter; and places are those of the text.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use super::insertions::{compiled, place_of};
use super::places::insertions;
use super::syntax::syntax;
use super::{bounds, filters, kept};

/// Names that no author is told of.
const OURS: [&str; 6] = ["_kept", "_made", "_paid", "_sought", "_among", "_brief"];

/// Makes an environment with the engine's own filters.
fn plain() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_syntax(syntax());
    environment.set_debug(true);
    environment.set_fuel(Some(1_000_000));
    environment.set_recursion_limit(60);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment
}

/// Makes one with those that count and pay.
pub(super) fn counting() -> Environment<'static> {
    let mut environment = plain();
    filters::add_to(&mut environment);
    bounds::add_to(&mut environment);
    kept::add_to(&mut environment);
    environment
}

/// Returns what layouts may name here.
fn names() -> Value {
    context! {
        a => vec![3, 1, 2],
        b => vec!["x", "yy"],
        m => context! { k => "v", list => vec![1, 2], inner => context! { n => 7 } },
        rows => vec![context! { y => 2, t => "b" }, context! { y => 1, t => "A" }, context! { y => 2, t => "c" }],
        t => "te<x>t",
        safe => Value::from_safe_string("<b>".to_owned()),
        n => 5,
        f => 1.5,
        yes => true,
        nothing => (),
    }
}

/// Renders a layout beside one that it may include, extend or import; gives the text, or the message with its line and code.
pub(super) fn rendered(mut environment: Environment<'static>, text: &str, is_put_into: bool) -> Result<String, String> {
    let others = [
        ("part.html", "[{{ n ~ b[0] }}{% for x in a[1:] %}{{ x * 2 }}{% endfor %}]"),
        ("base.html", "<{% block one %}{{ a + a | length }}{% endblock %}>{% block two %}{% endblock %}"),
        (
            "macros.html",
            "{% macro twice(x, y=[n, 2]) %}{{ [x, x]|join(\"-\") ~ y|last }}{% endmacro %}{% set kept = [1, n] %}",
        ),
    ];
    let own = others.into_iter().chain([("own.html", text)]);
    for (name, text) in own {
        let text = if is_put_into { compiled(name, text).into_owned() } else { text.to_owned() };
        environment.add_template_owned(name, text).map_err(|error| format!("does not compile: {error}"))?;
    }
    let template = environment.get_template("own.html").expect("it is there");
    template.render(names()).map_err(|error| {
        let code = error.range().map(|range| if is_put_into { place_of("own.html", text, range) } else { range });
        let code = code.and_then(|range| text.get(range)).unwrap_or("");
        format!("{:?} {:?} {:?} `{code}`", error.kind(), error.detail(), error.line())
    })
}

#[track_caller]
fn check_alike(text: &str) {
    let (expected, found) = (rendered(plain(), text, false), rendered(counting(), text, true));
    assert_eq!(found, expected, "{text}\n{}", compiled("own.html", text));
    assert!(OURS.iter().all(|name| !format!("{found:?}").contains(name)), "{found:?}");
}

/// Expressions that are printed, with semicolons between.
const PRINTED: &str = r#"
    n + 1 ; a + a|list|length ; (a + a)|length ; (a + a)[1] ; (a + [n])|join(',') ; a|length + 1 ; [n, n]|join ;
    [a, [n]]|string ; {'k': a, n: t}.k|join ; {t: 1}|items|list|string ; (1, n)|string ; (n,)[0] ; ()|length ;
    a[1:]|list|string ; a[::-1]|join ; a[:2]|first ; a[n - 4] ; b[n - 4][0] ; t[1:3] ; t[::-1] ; a[1:][0] ;
    (a[1:])[0] ; a[1:]|string ; (a * 2)|string ; a * 2 == a + a ; 2 * a|length ; n * n ; 'x' * n ; f * 2 ; -n * 2 ;
    -a[1:][0] ; - -n ; n ** 2 ; 2 ** n ; -n ** 2 ; n // 2 + n % 2 - n / 2 ; t ~ n ; safe ~ t ; t ~ safe ~ t ;
    safe ~ safe ; safe + t ; a ~ '' ; a ~ b ; m ~ '' ; nothing ~ '' ; yes ~ f ; n ~ -n ; 1 ~ 2 ~ 3 ;
    t|upper ~ t|lower ; n == 5 ; 5 == n ; a == a ; a == [3, 1, 2] ; a != b ; [a] == [a] ; a < b ; a < [n] ; n < 6 ;
    n >= f ; 1 < n < 6 ; 1 < n > 6 ; 1 < f <= n == 5 ; 1 in a ; n in a ; n not in a ; not n in a ; not n not in a ;
    a in [a] ; a not in [a] ; [3, 1, 2] in [a, b] ; t in t ; 'x' in t ; 'k' in m ; n in m ; [n] in m ; a in t ;
    n in a == yes ; n in [5] in [[5]] ; a in [a] and n ; yes and a|length ; nothing or t ; gone or t ;
    (gone or t) ~ n ; gone and t ; t if yes ; t if nothing else n ; (t if nothing else a) == a ; (a if yes)|length ;
    (a if nothing)|length ; (a if nothing) is undefined ; t if nothing ; gone is defined ; gone is undefined ;
    gone.x is defined ; m.gone is defined ; m.gone|default('d') ; gone|default([n, n])|join ; (gone)|default(n + 1) ;
    gone|d(t) ~ n ; [gone]|length ; [gone is defined, n]|string ; {'a': gone}|length ; a is sequence ;
    a[1:] is sequence ; a[1:] is iterable ; (a + a) is sequence ; (a * 2) is sequence ; [n] is sequence ; n is eq 5 ;
    n is eq(5) ; a is eq [3, 1, 2] ; a is eq a[0:] ; n is in a ; n is not in a ; a is in [a] ; n is not none ;
    not n is none ; t is startingwith 'te' ; t is endingwith(t) ; t is lower ; t is upper and yes ;
    n is divisibleby 5 ; a|sort|string ; a|sort(reverse=true)|join ;
    rows|sort(attribute='t')|map(attribute='t')|join ; a|map('string')|join ; rows|groupby('y')|length ;
    (rows|groupby('y'))[0][1]|length ; (rows|groupby('y')|first).grouper ; rows|map(attribute='y')|unique|join ;
    rows|selectattr('y', 'eq', 2)|list|length ; a|select('in', [1, n])|list|length ; a|zip(b)|list|string ;
    a|batch(2)|list|string ; a|slice(2)|list|string ; m|dictsort|length ; m|items|length ;
    a|batch(2, 'x')|map('join')|join ; m.inner.n + m['inner']['n'] ; m['li' ~ 'st']|join ; m[t]|default('none') ;
    dict(a=n, b=[n])|items|list|string ; dict({'x': a}, y=2).x|join ; range(n)|join ;
    range(1, n)|list + a|list|length ; (range(3)|list + a)|join ; a|first + a|last ; a|min ~ a|max ~ a|sum ;
    [a, a]|sum(start=[])|join ; t|replace('t', n ~ '') ; t|replace('t', n, 1) ;
    t|replace('t', safe, 1) ; safe|replace('<', t, count=1) ; safe|replace('b', '<', 2) ; t|replace('t', '', 2) ;
    t|replace('', '-', 2) ; t|replace('', '-', 0) ; t|replace('t', 'é', 0) ; t|replace('t', 'é', -1) ; t|replace('t') ;
    t|replace('t', 'é', none) ; t|replace('t', 'é', 9) ; n|replace(5, safe, 1) ; 55|replace(5, 6, 1) ; (a + a)|replace(1, 'é', 1) ; nothing|replace('n', 7, 1) ; 'tt'|replace('tt', 't', 1)|length ;
    t|replace('t', 'é', 'x') ; t|replace('t', 'é', 1, 2) ; t|replace('t', 'é', most=1) ; gone|replace('t', 'é', 1) ;
    a|replace('1', 'é', 1) ; nothing|replace('n', 'é', 1) ; t|replace(gone, 'é', 1) ; t|replace('x', gone, 1) ; t|e ; safe|e ; t|safe ; t|indent(2) ; [t]|indent ; a|indent ;
    a|upper ; t|title ; t|length ; t|reverse ; a|reverse|join ; m|string ; m|pprint ; debug(a, [n]) ; debug([a[1:]]) ;
    a[1:]|pprint ; '%s-%s'|format(n, a) ; a|list is eq a ; [1, 2][0] ; [n, 2][0] ; {'a': n}.a ; {'a': n}['a'] ;
    -[n, 2][0] ; [n][0] + 1 ; f(n) ; (n)(n) ; m.k() ; m.gone.x ; gone.x ; gone + 1 ; 1 + gone ; gone ~ t ; t ~ gone ;
    gone == n ; n == gone ; gone in a ; n in gone ; gone * 2 ; a * gone ; gone[1:] ; gone < n ; 1 < gone < 3 ;
    [gone.x] ; {gone: 1}|length ; t - 1 ; a - 1 ; a * a ; a + 1 ; n + t ; t * t ; -t ; a['x'] ; a|nofilter ;
    a is notest ; n|round ~ f|int ; a|length * a|length ; [[n]]|string ; [[[n], n], (n, [n])]|string ;
    {'a': {'b': [n, {'c': n}]}}|string ; [n if yes else t, t if nothing]|length ; [n or t, n and t]|string ;
    (n, t) < (n, 'x') ; (n, t) == (n, t) ; (a, b)[1][0] ; loop is defined ; 'a' 'b' ~ n ;
    n is defined and n > 4 and n not in [1, 2] ; a[0] + a[1] * a[2] ; (a[0] + a[1]) * a[2] ; ((n)) ~ ((t)) ;
    ((a + a))[0:2]|join ; (((a)))[(1)] ; m.list[0:1]|string ; 'é' ~ t ~ 'é' ; t == 'é' or t ~ 'é' == 'té' ;
    gone|items ; m.gone|items|list ; gone|groupby('y') ; m.gone|groupby(attribute='y') ; (gone|items)|length ;
    n is in [n, a][0] ; n is eq [n, a][0] ; n is not eq [a, n][1] ; n is eq {'k': n}.k ; n is eq -[n, a][0] ;
    1 is in [[n], [1]][1] and n ; a is eq a[0:][0:] ; n is eq [n][0]|string ; a is in [a] == yes ;
    n|string|length + 1 ; nothing == none ; a|length > 2 and a[2] == 2
"#;

/// Returns the expressions one by one.
fn printed() -> impl Iterator<Item = &'static str> {
    PRINTED.split(';').map(str::trim)
}

/// Layouts.
const LAYOUTS: &[&str] = &[
    "{% set x = [n, a] %}{{ x|length }}{{ x[1]|join }}",
    "{% set x, y = n, a %}{{ x }}{{ y|length }}",
    "{% set x = a, n %}{{ x|length }}{{ x|string }}",
    "{% set x = (a, n) %}{{ x|string }}{% set y = ((n, a)) %}{{ y|string }}{% set z = n, %}{{ z|string }}",
    "{% set s = namespace(all=[], n=0) %}{% for x in a %}{% set s.all = s.all + [x, [x]] %}{% set s.n = s.n + x %}{% endfor %}{{ s.all|string }}{{ s.n }}",
    "{% set s = namespace() %}{% set s.x, s.y = a, n %}{{ s.x|join }}{{ s.y }}{% set (s.x) = [n] %}{{ s.x|string }}",
    "{% set s = namespace(m=namespace(x=1)) %}{% set s.m.x = a %}{{ s.m.x|length }}{{ s|string }}",
    "{% set x %}{{ n }}<{% endset %}{{ x }}{% set y | upper | replace('X', n ~ '') %}x{{ n }}{% endset %}{{ y }}",
    "{% set x = a[1:] %}{{ x|join }}{% for y in x %}{{ loop.index ~ loop.last }}{% endfor %}",
    "{% with x = [n, n], y = a + a, (z, w) = (n, [t]) %}{{ x|join ~ y|length ~ z ~ w[0] }}{% endwith %}",
    "{% for x in a + [n] if x > 1 and x not in [9] %}{{ x }}{{ loop.length }}{% else %}none{% endfor %}",
    "{% for x in [] + [] %}{% else %}{{ [n, n]|join }}{% endfor %}{% for k, v in m|items %}{{ k ~ v|string }}{% endfor %}",
    "{% for x, y in [(n, a), (t, b)] %}{{ x ~ y|length }}{% endfor %}{% for x in a * 2 %}{{ x }}{% endfor %}",
    "{% for x in [[n, [n]], [n]] recursive %}{{ loop(x) if x is sequence else x ~ loop.depth }}{% endfor %}",
    "{% for x in rows %}{% if loop.changed(x.y) %}{{ x.y }}{% endif %}{{ loop.cycle('o', [n, n]|join) }}{% endfor %}",
    "{% for x in rows %}{{ loop.changed([x.y, a], x.t) }}{{ loop.previtem.t|default('-') }}{% endfor %}",
    "{% if a == [3, 1, 2] and n in a or t ~ n == 'x' %}1{% elif a + a == a * 2 %}2{% else %}3{% endif %}",
    "{% if not a %}{% elif not (n in a) %}in{% endif %}{% if n is not defined or gone is not defined %}x{% endif %}",
    "{% macro m(x, y=[n, 1], z='-' ~ n) %}{{ x|join(z) }}{{ y|length }}{{ caller(x + y) if caller }}{% endmacro %}{{ m([n, n]) }}{{ m(a, y=a + a) }}{% call(v) m(a) %}{{ v|length }}{% endcall %}",
    "{% macro r(x, d) %}{{ d }}{% if d < 3 %}{{ r([x, n], d + 1) }}{% else %}{{ x|string }}{% endif %}{% endmacro %}{{ r(n, 0) }}",
    "{% macro v() %}{{ n }}{% endmacro %}{{ v(*[]) }}{{ dict(**{'a': [n, n]}).a|join }}{{ range(*[1, n])|join }}",
    "{% filter upper|replace('X', t ~ n) %}x{{ n }}{% endfilter %}{% filter indent(n - 3) %}a\nb{% endfilter %}",
    "{% autoescape false %}{{ t ~ safe }}{% endautoescape %}{% autoescape yes and n == 5 %}{{ t }}{% endautoescape %}",
    "{% include 'pa' ~ 'rt.html' %}{% include ['gone.html', 'part.html'] %}{% include 'gone' ~ n ignore missing %}{% include 'part.html' with context %}",
    "{% extends 'ba' ~ 'se.html' %}{% block one %}{{ super() ~ n }}{{ [n, a]|string }}{% endblock %}{% block two %}{{ self.one()|length }}{% endblock %}",
    "{% import 'macros.html' as ms %}{{ ms.twice(a + a) }}{{ ms.twice([n], y=[t, n]) }}{{ ms.kept|string }}",
    "{% from 'macros.html' import twice as w, kept %}{{ w(n) }}{{ kept + [n]|length }}{{ (kept + [n])|length }}",
    "{% from 'mac' ~ 'ros.html' import twice %}{{ twice(x=n) }}{% do twice(n) %}",
    "{# {{ [n, n] }} #}{% raw %}{{ [n, n] ~ a }}{% endraw %}{{ '{{ [n, n] }}' ~ n }}",
    "{%- set x = [n] -%} {{- x|join -}} \n{%- if x == [5] -%} y {%- endif %}\n  {% set z = x + x +%}\n{{ z|length }}",
    "line\n  {% set x = [n,\n    a,\n    [t]]\n  %}\n{{ x|length\n}}{{ x\n|string }}\n{{ x.gone.y }}",
    "one\n{{ [n,\n  gone.x] }}",
    "one\n\n{% set x = a ~\n  gone.y %}",
    "{{ (n,\n m.gone.z)|length }}",
    "\n{% for x in gone.x %}{% endfor %}",
    "{{ n }}\n{% set s = namespace() %}\n{% set s.a = [n] %}{{ n - t }}",
    "{% set s = namespace() %}{% set s.b = gone.z %}",
    "{% set m.x = [n, n] %}",
    "{% set q = t[1:gone] %}{{ q }}",
    "{% set x = [n %}",
    "{% set x = n n %}",
    "{{ [a, }}",
    "{% if a == %}{% endif %}",
    "{% if [n, n] == a %}",
    "{{ n in }}",
    "{% block x %}{{ [n, n]|join }}{% endblock %}{% block x %}{% endblock %}",
    "{% macro x(y=[n, n], z) %}{% endmacro %}",
    "{% set loop = [n, n] %}",
    "{% for x in a %}{% set y = [x, loop.index, loop] %}{{ y|length }}{{ loop ~ '' }}{% endfor %}",
    "{{ loop }}",
    "{{ [n, n](a) }}",
    "{% macro m(x) %}{{ x|length }}{{ caller(x) }}{% endmacro %}{% call [m, n][0](a) %}1{% endcall %}{% call {'k': m, t: n}.k([n]) %}2{% endcall %}",
    "{% macro m(x) %}{{ x|length }}{{ caller(x) }}{% endmacro %}{% call(y) [m, n][0]([n]) %}{{ y[0] }}{% endcall %}{%- call(y) [m][:][0](a) -%} {{ y }}{% endcall %}",
    "{% call [n, a][0](n) %}{% endcall %}",
    "{% set s = namespace(x=[1], y={'k': [2]}) %}{% set q = [s, s.x, s.y] %}{{ q|string }}{% set s.x = s.x + [q|length] %}{{ q|string }}",
    "{% set t2 = t[1:] ~ t[:1] %}{{ t2 }}{% set u = t * 2 %}{{ u }}{% set w = (a + a)[2:4] * 2 %}{{ w|string }}{{ w|pprint }}{{ debug(w) }}",
];

#[test]
fn layouts_do_what_they_did_to_the_letter() {
    for printed in printed() {
        check_alike(&format!("{{{{ {printed} }}}}"));
        // Kept, handed on, compared and looked for.
        check_alike(&format!("{{% set x = {printed} %}}{{{{ x|string }}}}"));
        check_alike(&format!(
            "é\n{{% if x is defined or ({printed}) == a %}}{{{{ [{printed}]|length }}}}{{% endif %}}"
        ));
        check_alike(&format!("{{{{ [{printed}, ({printed})]|string }}}}{{{{ ({printed}) ~ ({printed}) }}}}"));
        check_alike(&format!(
            "{{% macro m(x) %}}{{{{ x|string }}}}{{% endmacro %}}{{{{ m({printed}) }}}}{{{{ m(x=({printed})) }}}}"
        ));
        check_alike(&format!(
            "{{% for x in [{printed}] %}}{{{{ (x in [{printed}], a[{printed}], ({printed})[0]) }}}}{{% endfor %}}"
        ));
    }
    for layout in LAYOUTS {
        check_alike(layout);
    }
    assert!(printed().count() + LAYOUTS.len() > 250);
}

#[test]
fn places_are_found_again() {
    for text in printed().map(|code| format!("é{{{{ {code} }}}}é")).chain(LAYOUTS.iter().map(|&text| text.to_owned()))
    {
        let mut shift = 0;
        let insertions = insertions(&text);
        for (at, _) in text.char_indices() {
            shift +=
                insertions.iter().filter(|insertion| insertion.at == at).map(|found| found.text.len()).sum::<usize>();
            let place = at + shift;
            assert_eq!(place_of("own.html", &text, place..place + 1).start, at, "{at} of {text}");
        }
    }
}
