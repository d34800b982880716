//! What can be told of the value of an expression from how it is written.

use minijinja::machinery::ast::{BinOpKind, Expr, UnaryOpKind};

/// The filters that make numbers of all they are given, or fail.
const NUMBERS: [&str; 4] = ["abs", "count", "length", "round"];
/// The filters that make texts of all they are given, or fail.
const TEXTS: [&str; 11] =
    ["capitalize", "e", "escape", "join", "lower", "replace", "safe", "string", "title", "trim", "upper"];

/// Tells whether a value is a number, a truth, or the failure to make one.
pub(super) fn is_number(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(it) => it.value.as_str().is_none(),
        Expr::UnaryOp(_) | Expr::Test(_) | Expr::Compare(_) => true,
        Expr::BinOp(it) => match it.op {
            BinOpKind::Concat => false,
            BinOpKind::ScAnd | BinOpKind::ScOr | BinOpKind::Mul => is_number(&it.left) && is_number(&it.right),
            BinOpKind::Add => is_number(&it.left) || is_number(&it.right),
            _ => true,
        },
        Expr::Filter(it) => NUMBERS.contains(&it.name),
        Expr::GetAttr(it) => {
            matches!(&it.expr, Expr::Var(name) if name.id == "loop") && !matches!(it.name, "previtem" | "nextitem")
        }
        _ => false,
    }
}

/// Tells whether a value holds no other: it is a number or a text, or the failure to make one.
pub(super) fn is_plain(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(_) => true,
        Expr::BinOp(it) => match it.op {
            BinOpKind::Concat => true,
            BinOpKind::Add => is_plain(&it.right) || is_plain(&it.left),
            BinOpKind::ScAnd | BinOpKind::ScOr => is_plain(&it.right) && is_plain(&it.left),
            BinOpKind::Mul => is_text(&it.left) || is_text(&it.right) || is_plain(&it.right) && is_plain(&it.left),
            _ => true,
        },
        Expr::IfExpr(it) => is_plain(&it.true_expr) && it.false_expr.as_ref().is_none_or(is_plain),
        Expr::Filter(it) => TEXTS.contains(&it.name) || NUMBERS.contains(&it.name),
        _ => is_number(expression),
    }
}

/// Tells whether a value is a text, or the failure to make one.
fn is_text(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(it) => it.value.as_str().is_some(),
        Expr::BinOp(it) => matches!(it.op, BinOpKind::Concat),
        Expr::Filter(it) => TEXTS.contains(&it.name),
        _ => false,
    }
}

/// Tells whether a value is as it is written, and holds no more than that.
pub(super) fn is_fixed(expression: &Expr<'_>) -> bool {
    match expression {
        Expr::Const(_) => true,
        Expr::List(it) => it.items.iter().all(is_fixed),
        Expr::Tuple(it) => it.items.iter().all(is_fixed),
        Expr::Map(it) => it.keys.iter().chain(&it.values).all(is_fixed),
        Expr::UnaryOp(it) => matches!(it.op, UnaryOpKind::Neg) && is_fixed(&it.expr),
        _ => false,
    }
}

/// Tells whether it is little work to compare a value.
pub(super) fn is_short(expression: &Expr<'_>) -> bool {
    is_fixed(expression) || is_number(expression)
}
