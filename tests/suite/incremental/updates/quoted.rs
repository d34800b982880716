//! What is quoted of a page elsewhere: its recommendations, word for word, and nothing else of it.

use super::super::picture;
use super::*;

/// A layout that shows all there is to say of what is asked of a state.
const STATE: &str = "{% for at in state.asked %}{% for row in at.rows %}{% for rec in [row.rec] + row.places %}\
    {{ rec.id }} {{ rec.url }} {{ rec.title }} {{ rec.html }} {{ rec.text }} {{ rec.parent }} {{ rec.below }} \
    {{ rec.number }} {{ rec.label }} {{ rec.priority }} {{ rec.standing.title }} {{ rec.page.title }} \
    {% if rec.lead %}{{ rec.lead.html }} {{ rec.lead.text }}{% endif %} \
    {% for state in rec.states %}{{ state.name }} {% endfor %}\n{% endfor %}{% endfor %}{% endfor %}";

/// What a letter recommends, with a link, a picture and words above.
const MADE: &str = "Ensure that you:\n\n1. Report, as [we](../pages/about.md#us) say. {#tell}\n   - Yearly. {#yearly}\n2. Show it: \
    ![A field](field.svg \"The field\") {#show}\n";

/// Returns a site on which all is shown.
fn shown(site: SiteTest) -> SiteTest {
    let site = site.file("layouts/state.html", STATE);
    add(site.file("content/letters/field.svg", picture(9)), LETTER, &format!("\n{MADE}"))
}

/// The edits.
const CASES: &[Case] = &[(
    "what is quoted is another",
    shown,
    &[
        |site| site.replace(LETTER, "as [we]", "as [all of us]"),
        |site| site.replace(LETTER, "about.md#us", "about.md"),
        |site| site.replace(LETTER, "../pages/about.md", "../pages/plan.md"),
        |site| key(site, PLAN, "slug: plans"),
        |site| site.replace(LETTER, "![A field]", "![Many fields]"),
        |site| site.replace(LETTER, "\"The field\"", "\"All fields\""),
        |site| site.replace(LETTER, "Ensure that you:", "Make sure that you:"),
        |site| site.replace(LETTER, "1. Report", "1. *Report*"),
        |site| site.replace(LETTER, "1. *Report*", "4. *Report*"),
        |site| site.replace(LETTER, "   - Yearly.", "   - Each year."),
        |site| site.replace(LETTER, "   - Each year. {#yearly}\n", "   Each year.\n"),
        |site| site.replace(LETTER, "{#show}", "{#show priority}"),
        |site| site.replace(LETTER, "{#show priority}", "{#show states=KEN}"),
        |site| site.replace(LETTER, "{#show states=KEN}", "{#present}"),
        |site| site.replace(LETTER, "Make sure", "- First of all, act. {#first}\n\nMake sure"),
        |site| key(site, LETTER, "slug: other"),
        |site| site.file("content/letters/field.svg", picture(7)),
        |site| site.replace(LETTER, "Make sure", "With [a link](../pages/about.md) before.\n\nMake sure"),
    ],
)];

#[test]
fn what_quotes_is_made_anew_where_what_is_quoted_is_another() {
    check_all(CASES);
}

#[test]
fn what_quotes_stands_where_all_else_on_the_page_is_another() {
    let mut engine = Engine::new();
    let edited = shown(site());
    check("before", &edited, &mut engine);
    let of_page = |site: &SiteTest, engine: &mut Engine| site.update(engine).asked;
    // What is asked again is what is said of the page itself, though several States are asked something by it.
    let edited = add(edited, LETTER, "\nOne more sentence.\n");
    let alone = of_page(&edited, &mut engine);
    assert_eq!(engine.stale(), <Vec<String>>::new());
    let edited = edited.replace(LETTER, "as [we]", "as [you]");
    let quoted = of_page(&edited, &mut engine);
    assert_eq!(engine.stale(), <Vec<String>>::new());
    assert!(alone * 2 < quoted, "{alone} and {quoted}");
    check("after", &edited, &mut engine);
}
