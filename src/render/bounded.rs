//! The environment in which layouts run, whoever sees them: strict names, bounded work, escaped values.

use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::syntax::syntax;
use super::{alone, bounds, filters, kept};

/// How deep layouts may include and call one another.
const RECURSION_LIMIT: usize = 60;

/// Returns an environment with the rules that hold for all layouts, without a layout and without what only some of them may ask.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_reload(false);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_syntax(syntax());
    environment.set_fuel(Some(alone::EASY));
    environment.set_recursion_limit(RECURSION_LIMIT);
    environment.set_debug(true);
    environment.set_auto_escape_callback(
        |name| {
            if name.ends_with(".txt") { AutoEscape::None } else { AutoEscape::Html }
        },
    );
    filters::add_to(&mut environment);
    bounds::add_to(&mut environment);
    kept::add_to(&mut environment);
    environment
}
