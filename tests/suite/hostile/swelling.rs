//! Layouts that loop or swell: each is stopped with its file and line in little memory, three at once, and the old
//! site stands. The program runs as a process of its own, so that what it takes is its own.

#![expect(clippy::disallowed_methods, reason = "the program writes into a folder of its own")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The layouts; what is wrong stands in the second line of each.
const SHAPES: &[&str] = &[
    "{% set n = namespace(s=\"x\" * 1000) %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "{% set n = namespace(s=\"x\" * 1000) %}{% for i in range(60) %}{% set n.s = n.s * 2 %}{% endfor %}",
    "{% set n = namespace(s=\"x\" * 1000) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "{% set n = namespace(s=[]) %}{% for i in range(3000) %}{% set n.s = n.s + [\"x\" * 1000000] %}{% endfor %}",
    "{% set n = namespace(s=[]) %}{% for i in range(90000) %}{% set n.s = n.s + [\"x\" * 1000] %}{% endfor %}",
    "{% set n = namespace(s=\"x\" * 900) %}{% for i in range(60) %}{% set b %}{{ n.s }}{{ n.s }}{% endset %}{% set n.s = b %}{% endfor %}",
    "{% set n = namespace(s=[]) %}{% for j in range(100) %}{% for i in range(90000) %}{% set n.s = [n.s, i] %}{% endfor %}{% endfor %}",
    "{% set n = namespace(s=1) %}{% for j in range(100) %}{% for i in range(90000) %}{% set n.s = {\"a\": n.s} %}{% endfor %}{% endfor %}",
    "{% set n = namespace(s=1) %}{% for j in range(100) %}{% for i in range(90000) %}{% set n.s = namespace(s=n.s) %}{% endfor %}{% endfor %}",
    "{% set n = namespace(s=[]) %}{% for j in range(100) %}{% set n.s = [n.s, range(90000)|map(\"string\")|list] %}{% endfor %}",
    "{% set n = namespace(s=[]) %}{% for j in range(1000) %}{% set n.s = [n.s, range(90000)|batch(1)] %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s|string }}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s|pprint }}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ debug(n.s) }}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s|join(1) }}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ \"%s\"|format(n.s) }}",
    "{% set n = namespace() %}{% set n.a = n %}{{ n|string }}",
    "{% set n = namespace() %}{% set n.a = n %}{{ debug(n) }}",
    "{{ ([1] * 90000000)|list|length }}",
    "{{ range(10)|batch(90000000, 1)|list|length }}",
    "{{ range(10)|slice(90000000, 1)|list|length }}",
    "{{ (\"\\n\" * 10000000)|indent(100000) }}",
    "{{ \"%900000000d\"|format(1) }}",
    "{{ range(90000)|join(\"x\" * 100000) }}",
    "{{ (\"x\" * 1000)|replace(\"x\", \"y\" * 1000000) }}",
    "{{ (\"x,\" * 20000000)|split(\",\")|length }}",
    "{{ (\"x\\n\" * 20000000)|lines|length }}",
    "{{ (\"\\\"\" * 30000000)|escape|length }}",
    "{{ wrap(\"x \" * 20000000) }}",
    "{{ plain(\"<p>x</p>\" * 4000000) }}",
    "{{ underline(\"x\" * 90000, \"y\" * 90000) }}",
    "{% filter upper %}{% for i in range(90000) %}{% for j in range(1000) %}{{ \"x\" * 500 }}{% endfor %}{% endfor %}{% endfilter %}",
    "{% for i in range(90000) %}{% for j in range(1000) %}{% if loop.changed(\"x\" * 10000, i) %}{% endif %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}{% for i in range(90000) %}{% call m() %}{{ \"x\" * 9000 }}{% endcall %}{% endfor %}",
    "{% for i in [1] recursive %}{% set x = \"x\" * 10000000 %}{{ loop([1]) }}{% endfor %}",
    "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
    "{% set n = namespace(s=1) %}{% for j in range(100) %}{% for i in range(90000) %}{% set n.s = [[[[[[[[[[[[[[[[[[[[n.s]]]]]]]]]]]]]]]]]]]] %}{% endfor %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = n.s|chain(n.s) %}{% endfor %}{{ n.s|last }}",
    "{% set n = namespace(s=[]) %}{% for i in range(40) %}{% set n.s = n.s|chain(n.s) %}{% endfor %}{{ n.s|list|first.x }}",
    "{% set n = namespace(s={\"a\": 1}) %}{% for i in range(99999) %}{% set n.s = n.s|chain(n.s) %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(99999) %}{% set n.s = n.s|zip(n.s) %}{% endfor %}",
    "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = [n.s, n.s]|sum(start=[]) %}{% endfor %}{{ n.s|last }}",
    "{{ ([range(30000)|list] * 100000)|sum(start=[])|length }}",
    "{{ ([\"x\" * 100] * 100000)|sum(start=\"\")|length }}",
    "{% set n = namespace(s=[1]) %}{% for i in range(90) %}{% set n.s = [n.s, \"\\n\" * 300000] %}{% endfor %}{{ n.s|pprint }}",
    "{% for i in range(3000) %}{{ (\"x\" * 8000)|trim(\"y\" * 8000 ~ \"x\") }}{% endfor %}",
    "{{ [{\"a\": 1}]|sort(attribute=\"a,\" * 15000000) }}",
    "{% include \"x\" * 30000000 %}",
    "{% include [\"x\"] * 100000000 %}",
    "{% include [\"x\" * 30000000] * 1000 %}",
    "{% import \"x\" * 30000000 as y %}",
    "{{ partial(\"x\" * 30000000, site) }}",
    "{% set n = namespace() %}{% set n.a = n %}{{ n ~ \"\" }}",
    "{% set n = namespace() %}{% set n.a = [n] %}{% set m = namespace() %}{% set m.a = [m] %}{{ n.a == m.a }}",
    "{% set n = namespace() %}{% set n.a = n %}{{ n in \"abc\" }}",
    "{% set n = namespace() %}{% set m = namespace() %}{% set n.a = m %}{% set m.a = n %}{% set m.b = n %}{{ n < m }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a == n.b }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a < n.b }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a ~ \"\" }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a in n.b }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ n.a is eq(n.b) }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ {n.a: 1, n.b: 2}|length }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}{{ [n.a]|select(\"eq\", [n.b])|list|length }}",
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = n.a + n.a %}{% set n.b = n.b + n.b %}{% endfor %}{{ n.a == n.b }}",
    "{% set x = [1] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{% set x = [x, x] %}{{ x ~ \"\" }}",
];

/// The layouts that are spoilt at once.
const LAYOUTS: [&str; 3] = ["home", "page", "404"];

/// The memory that the program may take, in KiB as the system tells it: 256 MB.
pub(super) const MOST: u64 = 250_000;

/// What a build came to.
pub(super) struct Came {
    /// What the program returned.
    pub(super) status: Option<i32>,
    /// What it said.
    pub(super) err: String,
    /// The most memory that was taken, in KiB.
    pub(super) most: u64,
}

/// Makes a small site, and builds it.
pub(super) fn small_site() -> tempfile::TempDir {
    let site = crate::site_test::folder();
    for (path, text) in [
        ("content/site.yaml", "name: A\nlanguage: en\nbase_url: https://example.org/\n"),
        ("content/pages/about.md", "---\ntitle: About\n---\nText.\n"),
    ] {
        write(site.path(), path, text);
    }
    let came = build(site.path());
    assert_eq!(came.status, Some(0), "{}", came.err);
    site
}

/// Writes a file.
pub(super) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

/// Builds the site, and looks how much memory the program takes while it runs.
pub(super) fn build(root: &Path) -> Came {
    let said = root.join("said");
    let errors = fs::File::create(&said).expect("a file is made");
    let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
    let program = program.args(["build", "--no-cache", "--root", ".", "--at", "2025-08-01T00:00:00Z"]);
    let program = program.stdout(Stdio::null()).stderr(errors).current_dir(root);
    let mut running = program.spawn().expect("the program runs");
    let figures = format!("/proc/{}/status", running.id());
    // Between being started and being the program it has the memory of these tests, and their figure.
    let itself = format!("/proc/{}/exe", running.id());
    let is_program =
        || fs::read_link(&itself).is_ok_and(|program| program == Path::new(env!("CARGO_BIN_EXE_demarche")));
    let (mut most, mut began) = (0, false);
    let status = loop {
        began = began || is_program();
        // The highest so far, until the program has ended and has none.
        let told = if began { fs::read_to_string(&figures).unwrap_or_default() } else { String::new() };
        let figure =
            told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        most = figure.unwrap_or(0).max(most);
        if let Some(status) = running.try_wait().expect("the program is ours") {
            break status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Came { status, err: fs::read_to_string(&said).expect("a text"), most }
}

#[test]
#[cfg(target_os = "linux")]
fn layouts_that_swell_at_once_are_stopped_in_little_memory() {
    let site = small_site();
    let root = site.path();
    let before = fs::read(root.join("public/index.html")).expect("a page");
    for shape in SHAPES {
        for name in LAYOUTS {
            write(root, &format!("layouts/{name}.html"), &format!("first line\n{shape}"));
        }
        let Came { status, err, most, .. } = build(root);
        assert_eq!(status, Some(1), "{shape}: {err}");
        for name in LAYOUTS {
            assert!(err.contains(&format!("layouts/{name}.html:2:")), "{shape}: {err}");
        }
        assert!(err.len() < 10_000, "{shape}: {} bytes", err.len());
        assert!(most < MOST, "{shape}: {most} KiB");
        assert_eq!(fs::read(root.join("public/index.html")).expect("a page"), before, "{shape}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn partials_within_one_another_share_what_they_may_make() {
    let site = small_site();
    let root = site.path();
    // Each has much left to make a text of, and holds it while the next one runs.
    for n in 0..20 {
        let text = format!("{{% set x = \"x\" * 12000000 %}}{{{{ partial(\"p{}\", site) }}}}{{{{ x|length }}}}", n + 1);
        write(root, &format!("layouts/partials/p{n}.html"), &text);
    }
    write(root, "layouts/partials/p20.html", "end");
    write(root, "layouts/home.html", "{{ partial(\"p0\", site) }}");
    let Came { status, err, most, .. } = build(root);
    assert_eq!(status, Some(1), "{err}");
    assert!(err.contains("makes more than 64 MB"), "{err}");
    assert!(most < MOST, "{most} KiB");
    // What is kept of one counts as if it were made where it is shown.
    write(root, "layouts/page.html", "{{ partial(\"p17\", site) }}");
    let Came { err, .. } = build(root);
    assert!(err.contains("layouts/partials/p") && !err.contains("layouts/page.html"), "{err}");
}

#[test]
fn layout_may_make_more_than_the_share_of_one_among_many() {
    let site = small_site();
    // 30 MB, of which only the length is shown.
    write(site.path(), "layouts/home.html", "{{ (\"x\" * 30000000)|length }}");
    let came = build(site.path());
    assert_eq!(came.status, Some(0), "{}", came.err);
    assert_eq!(fs::read_to_string(site.path().join("public/index.html")).expect("a page"), "30000000");
}

#[test]
fn filters_that_pay_do_what_they_did() {
    let site = small_site();
    let checks = [
        ("[[1], [2, 3]]|sum(start=[])|join(\",\")", "1,2,3"),
        ("[\"a\", \"b\"]|sum(start=\"\")", "ab"),
        ("[1, 2]|sum", "3"),
        ("[{\"a\": 1}, {\"a\": 2}]|sum(\"a\")", "3"),
        ("[{\"a\": [1]}, {\"a\": [2]}]|sum(attribute=\"a\", start=[0])|join", "012"),
        ("[1]|chain([2], range(3, 5))|join", "1234"),
        ("({\"a\": 1}|chain({\"b\": 2, \"a\": 3})).a", "3"),
        ("{\"a\": 1}|chain({\"b\": 2})|length", "2"),
        ("([1, 2]|zip([3, 4], [5, 6])|last)|join", "246"),
        ("\"a-b\"|split(\"-\")|last", "b"),
        ("\"a\\nb\"|lines|last", "b"),
        ("\" a \"|trim ~ \"xax\"|trim(\"x\")", "aa"),
        ("\"%03d\"|format(7)", "007"),
        ("[[1, \"a\"], 2]|string", "[[1, &#39;a&#39;], 2]"),
    ];
    let layout: Vec<String> = checks.iter().map(|(code, _)| format!("{{{{ {code} }}}}\n")).collect();
    write(site.path(), "layouts/home.html", &layout.concat());
    let came = build(site.path());
    assert_eq!(came.status, Some(0), "{}", came.err);
    let page = fs::read_to_string(site.path().join("public/index.html")).expect("a page");
    for ((code, expected), found) in checks.iter().zip(page.lines()) {
        assert_eq!(found, *expected, "{code}");
    }
}

#[test]
fn lists_that_grow_as_lists_do_are_kept() {
    let site = small_site();
    let layout = "{% set n = namespace(all=[], groups=[]) %}{% for i in range(3000) %}{% set n.all = n.all + [i] %}{% endfor %}\
                  {% for i in range(60) %}{% set n.groups = n.groups + [{\"year\": i, \"all\": [i] * 100}] %}{% endfor %}\
                  {% set both = [n.all, n.groups] %}{{ both[0]|length }} {{ both[1][59].all|length }} {{ n.all[2999] }}";
    write(site.path(), "layouts/home.html", layout);
    let Came { status, err, .. } = build(site.path());
    assert_eq!(status, Some(0), "{err}");
    let made = fs::read_to_string(site.path().join("public/index.html")).expect("a page");
    assert_eq!(made.trim(), "3000 100 2999");
}
