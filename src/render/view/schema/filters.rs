//! The filters and tests that layouts have: those of the engine of layouts, some of which are bounded here.

use super::functions::{Callable, callable, names_of};

/// The filters, in the order of the alphabet.
pub(super) static FILTERS: [Callable; 45] = [
    callable("abs", "n|abs", "number", "The number without its sign."),
    callable("attr", "x|attr(name)", "", "The field with this name."),
    callable("batch", "list|batch(3)", "list of lists", "The items in groups of so many."),
    callable("bool", "x|bool", "true or false", "Whether it is something: not none, 0, or empty."),
    callable("capitalize", "text|capitalize", "text", "The first letter as a capital, the others small."),
    callable("chain", "list|chain(other)", "list", "The items of one list, then those of the other."),
    callable("count", "list|count", "number", "The same as `length`."),
    callable(
        "default",
        "x|default(other)",
        "",
        "The other where the value is not defined; with `true` also where it is none or empty.",
    )
    .also(&["d"]),
    callable(
        "dictsort",
        "map|dictsort",
        "list of pairs",
        "The keys and values in order of the keys; `by=\"value\"`, `reverse=true`.",
    ),
    callable("escape", "text|escape", "HTML", "The text escaped; printing does so by itself.").also(&["e"]),
    callable("first", "list|first", "", "The first item."),
    callable("float", "x|float", "number", "The number that a text writes."),
    callable("format", "text|format(a, b)", "text", "The text with values in its places: `\"%s of %d\"|format(a, b)`."),
    callable(
        "groupby",
        "list|groupby(\"session\")",
        "list of pairs",
        "The items by a field: `{% for value, items in … %}`; `default=`.",
    ),
    callable("indent", "text|indent(2)", "text", "The lines moved to the right by so many blanks, but for the first."),
    callable("int", "x|int", "number", "The whole number that a text writes, or a number without its fraction."),
    callable("items", "map|items", "list of pairs", "The keys and values of a map."),
    callable("join", "list|join(\", \")", "text", "The items in a row; with `attribute=` a field of each."),
    callable("last", "list|last", "", "The last item."),
    callable("length", "list|length", "number", "How many items or characters there are."),
    callable("lines", "text|lines", "list of texts", "The lines."),
    callable("list", "x|list", "list", "The items as a list; the characters of a text."),
    callable("lower", "text|lower", "text", "All in small letters."),
    callable(
        "map",
        "list|map(attribute=\"title\")",
        "list",
        "A field of each item, or each through a filter: `map(\"upper\")`.",
    ),
    callable("max", "list|max", "", "The greatest item; with `attribute=` the one whose field is."),
    callable("min", "list|min", "", "The least item; with `attribute=` the one whose field is."),
    callable("pprint", "x|pprint", "text", "What a value is made of."),
    callable("reject", "list|reject(\"none\")", "list", "The items that do not pass a test."),
    callable(
        "rejectattr",
        "list|rejectattr(\"draft\")",
        "list",
        "The items whose field does not pass a test, or is not so.",
    ),
    callable(
        "replace",
        "text|replace(a, b)",
        "text",
        "Each of one text replaced by another; `count=1` only the first.",
    ),
    callable("reverse", "list|reverse", "list", "The items or characters from last to first."),
    callable("round", "n|round(1)", "number", "The number rounded to so many digits."),
    callable(
        "safe",
        "text|safe",
        "HTML",
        "The text as HTML that is not escaped. What is HTML already does not need it.",
    ),
    callable("select", "list|select(\"number\")", "list", "The items that pass a test, or are something."),
    callable(
        "selectattr",
        "list|selectattr(\"priority\")",
        "list",
        "The items whose field passes a test, or is so: `selectattr(\"lang\", \"eq\", \"fr\")`.",
    ),
    callable("slice", "list|slice(3)", "list of lists", "The items in so many groups."),
    callable(
        "sort",
        "list|sort(attribute=\"date\")",
        "list",
        "The items in order; `reverse=true`, `case_sensitive=true`.",
    ),
    callable("split", "text|split(\",\")", "list of texts", "The pieces between marks."),
    callable("string", "x|string", "text", "The value as text."),
    callable("sum", "list|sum(\"minutes\")", "number", "All items added, or a field of each; `start=`."),
    callable("title", "text|title", "text", "The first letter of each word as a capital."),
    callable("trim", "text|trim", "text", "The text without blanks, or other characters, at its ends."),
    callable("unique", "list|unique", "list", "Each item once; with `attribute=` by a field."),
    callable("upper", "text|upper", "text", "All in capitals."),
    callable("zip", "list|zip(other)", "list of pairs", "The items of two lists, side by side."),
];

/// The tests, in the order of the alphabet.
pub(super) static TESTS: [Callable; 31] = [
    callable("boolean", "x is boolean", "", "It is true or false."),
    callable(
        "defined",
        "x is defined",
        "",
        "There is such a value. A name that an entity does not have is an error all the same.",
    ),
    callable("divisibleby", "n is divisibleby(3)", "", "It can be divided without rest."),
    callable("endingwith", "text is endingwith(\"x\")", "", "It ends so."),
    callable("eq", "x is eq(other)", "", "It is equal.").also(&["equalto", "=="]),
    callable("even", "n is even", "", "It is an even number."),
    callable("false", "x is false", "", "It is false."),
    callable("filter", "name is filter", "", "There is a filter of this name."),
    callable("float", "x is float", "", "It is a number with a point."),
    callable("ge", "x is ge(other)", "", "It is greater or equal.").also(&[">="]),
    callable("gt", "x is gt(other)", "", "It is greater.").also(&["greaterthan", ">"]),
    callable("in", "x is in(list)", "", "It is one of the list."),
    callable("integer", "x is integer", "", "It is a whole number.").also(&["int"]),
    callable("iterable", "x is iterable", "", "One can loop over it."),
    callable("le", "x is le(other)", "", "It is less or equal.").also(&["<="]),
    callable("lower", "text is lower", "", "All letters are small."),
    callable("lt", "x is lt(other)", "", "It is less.").also(&["lessthan", "<"]),
    callable("mapping", "x is mapping", "", "It is a map."),
    callable("ne", "x is ne(other)", "", "It is not equal.").also(&["!="]),
    callable("none", "x is none", "", "It is none."),
    callable("number", "x is number", "", "It is a number."),
    callable("odd", "n is odd", "", "It is an odd number."),
    callable("safe", "x is safe", "", "It is HTML, which is not escaped.").also(&["escaped"]),
    callable("sameas", "x is sameas(other)", "", "It is the very same."),
    callable("sequence", "x is sequence", "", "It is a list."),
    callable("startingwith", "text is startingwith(\"x\")", "", "It begins so."),
    callable("string", "x is string", "", "It is a text."),
    callable("test", "name is test", "", "There is a test of this name."),
    callable("true", "x is true", "", "It is true."),
    callable("undefined", "x is undefined", "", "There is no such value."),
    callable("upper", "text is upper", "", "All letters are capitals."),
];

/// The names of all filters.
pub(in crate::render) static FILTER_NAMES: [&str; FILTERS.len()] = names_of(&FILTERS);
/// The names of all tests.
pub(in crate::render) static TEST_NAMES: [&str; TESTS.len()] = names_of(&TESTS);

#[cfg(test)]
mod tests {
    use minijinja::Environment;

    use super::*;
    use crate::render::{bounds, filters};

    /// Returns the names that an environment lists under a word.
    fn listed(environment: &Environment<'static>, word: &str) -> Vec<String> {
        let shown = format!("{environment:?}");
        let start = shown.find(&format!("{word}: [")).expect("the list");
        let end = start + shown[start..].find(']').expect("its end");
        shown[start..end].split('"').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn filters_and_tests_are_those_that_there_are() {
        let mut environment = Environment::new();
        filters::add_to(&mut environment);
        bounds::add_to(&mut environment);
        let check = |declared: &[Callable], word: &str| {
            let names = declared.iter().flat_map(|one| one.also.iter().chain([&one.name]));
            let mut names: Vec<String> = names.map(|name| (*name).to_owned()).collect();
            names.sort_unstable();
            assert_eq!(names, listed(&environment, word));
            assert!(declared.is_sorted_by_key(|one| one.name));
        };
        check(&FILTERS, "filters");
        check(&TESTS, "tests");
    }
}
