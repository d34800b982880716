//! Where a layout makes values that hold values, and where it does with them what the engine takes no fuel for.
//!
//! The text of a layout comes in; what is put around its expressions goes out, in order. The expressions are those that the
//! engine's own parser finds. What it says of where they stand is not the whole of them, but where they end is: where one begins
//! is told by what it begins with.

use std::ops::Range;

use minijinja::machinery::ast::{self, BinOpKind, CallArg, CompareOpKind, Expr, Stmt, UnaryOpKind};
use minijinja::machinery::{Span, Token, parse, tokenize};

use super::extents::{Extent, Insertion, Written};
use super::syntax::syntax;
use super::worth::{is_fixed, is_plain, is_short};

/// Counts what is in a value that holds values.
pub(super) const KEPT: &str = "_kept";
/// Does so, and makes first what would else be made whenever it is asked for.
pub(super) const MADE: &str = "_made";
/// Pays for going through all of a value once.
pub(super) const PAID: &str = "_paid";
/// Says how much work it is to compare a value that is looked for.
pub(super) const SOUGHT: &str = "_sought";
/// Pays for looking for it in another.
pub(super) const AMONG: &str = "_among";
/// Refuses a value that it is much work to compare.
pub(super) const BRIEF: &str = "_brief";

/// Lists what is put into the text of a layout, in order; nothing where the text is none of a layout.
pub(super) fn insertions(text: &str) -> Vec<Insertion> {
    let (Ok(tokens), Ok(Stmt::Template(template))) =
        (tokenize(text, false, syntax()).collect::<Result<Vec<_>, _>>(), parse(text, "", syntax()))
    else {
        return Vec::new();
    };
    let mut walk = Walk { written: Written::new(text, tokens) };
    walk.statements(&template.children);
    walk.written.in_order()
}

/// What becomes of the value of an expression.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// It may be kept, anywhere.
    Any,
    /// It is held by one that is counted.
    Held,
    /// It is gone through here and not kept, but what it holds may be.
    Spent,
}

/// A walk through the expressions of a layout.
struct Walk<'a> {
    /// The layout.
    written: Written<'a>,
}

impl<'a> Walk<'a> {
    /// Walks through statements.
    fn statements(&mut self, statements: &[Stmt<'a>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    /// Walks through a statement.
    fn statement(&mut self, statement: &Stmt<'a>) {
        match statement {
            Stmt::EmitExpr(it) => self.spend(&it.expr),
            Stmt::EmitRaw(_) => {}
            Stmt::Template(it) => self.statements(&it.children),
            Stmt::Block(it) => self.statements(&it.body),
            Stmt::Extends(it) => self.spend(&it.name),
            Stmt::Include(it) => self.spend(&it.name),
            Stmt::Import(it) => self.spend(&it.expr),
            Stmt::FromImport(it) => self.spend(&it.expr),
            Stmt::ForLoop(it) => {
                self.spend(&it.iter);
                it.filter_expr.iter().for_each(|test| self.spend(test));
                self.statements(&it.body);
                self.statements(&it.else_body);
            }
            Stmt::IfCond(it) => {
                self.spend(&it.expr);
                self.statements(&it.true_body);
                self.statements(&it.false_body);
            }
            Stmt::WithBlock(it) => {
                it.assignments.iter().for_each(|(_, value)| self.keep(value));
                self.statements(&it.body);
            }
            Stmt::Set(it) => self.set(it, it.span()),
            Stmt::SetBlock(it) => {
                it.filter.iter().for_each(|filter| self.keep(filter));
                self.statements(&it.body);
            }
            Stmt::AutoEscape(it) => {
                self.spend(&it.enabled);
                self.statements(&it.body);
            }
            Stmt::FilterBlock(it) => {
                self.keep(&it.filter);
                self.statements(&it.body);
            }
            Stmt::Macro(it) => self.definition(it),
            Stmt::CallBlock(it) => {
                self.call(&it.call);
                self.definition(&it.macro_decl);
            }
            Stmt::Do(it) => {
                self.call(&it.call);
            }
        }
    }

    /// Walks through a macro, or what a call hands to one.
    fn definition(&mut self, it: &ast::Macro<'a>) {
        it.defaults.iter().for_each(|value| self.keep(value));
        self.statements(&it.body);
    }

    /// Walks through a tag that keeps a value under a name, or in a `namespace`, which is told to the filter: it must not hold
    /// itself.
    fn set(&mut self, it: &ast::Set<'a>, span: Span) {
        let mut holders = Vec::new();
        self.holders(&it.target, &mut holders);
        let is_tuple = matches!(it.expr, Expr::Tuple(_));
        if holders.is_empty() && !is_tuple || is_plain(&it.expr) || is_fixed(&it.expr) {
            return self.keep(&it.expr);
        }
        self.expression(&it.expr, Use::Held);
        let equals = (self.written.starting(span)..self.written.tokens.len())
            .find(|at| matches!(self.written.tokens[*at].0, Token::Assign));
        let Some(equals) = equals else { return };
        let whole = Extent { first: equals + 1, last: self.written.ending(span) };
        let (open, close) = if is_tuple { ("(", ")") } else { ("", "") };
        let holders: String =
            holders.iter().map(|holder| format!(", {}", &self.written.text[holder.clone()])).collect();
        self.written.put(whole, &format!("0|{KEPT}({open}"), &format!("{close}{holders})"));
    }

    /// Notes what holds the names that a tag gives values to.
    fn holders(&self, target: &Expr<'a>, found: &mut Vec<Range<usize>>) {
        match target {
            Expr::List(it) => it.items.iter().for_each(|item| self.holders(item, found)),
            Expr::GetAttr(it) => {
                let mut first = &it.expr;
                while let Expr::GetAttr(inner) = first {
                    first = &inner.expr;
                }
                found.push(first.span().start_offset as usize..it.expr.span().end_offset as usize);
            }
            _ => {}
        }
    }

    /// Walks through an expression whose value may be kept.
    fn keep(&mut self, expression: &Expr<'a>) {
        self.expression(expression, Use::Any);
    }

    /// Walks through an expression whose value is not kept.
    fn spend(&mut self, expression: &Expr<'a>) {
        self.expression(expression, Use::Spent);
    }

    /// Walks through an expression, and returns where it stands.
    fn expression(&mut self, expression: &Expr<'a>, used: Use) -> Extent {
        match expression {
            Expr::Var(_) | Expr::Const(_) => self.written.spanned(expression.span()),
            Expr::List(it) => self.literal(expression, &it.items, used),
            Expr::Tuple(it) => self.literal(expression, &it.items, used),
            Expr::Map(it) => {
                for key in &it.keys {
                    self.guard(key, BRIEF);
                }
                self.literal(expression, &it.values, used)
            }
            Expr::Slice(it) => {
                [&it.start, &it.stop, &it.step].into_iter().flatten().for_each(|part| self.spend(part));
                let extent = self.postfix(&it.expr, it.span());
                if used != Use::Spent {
                    self.written.wrap(extent, MADE);
                }
                extent
            }
            Expr::GetAttr(it) => self.postfix(&it.expr, it.span()),
            Expr::GetItem(it) => {
                self.spend(&it.subscript_expr);
                self.postfix(&it.expr, it.span())
            }
            Expr::Call(it) => self.call(it),
            Expr::Filter(it) => {
                self.arguments(&it.args);
                match &it.expr {
                    // The only filter that makes a text of a list and cannot be replaced by one that pays.
                    Some(base) if it.name == "indent" && !is_plain(base) => {
                        let inner = self.put_around(base, PAID);
                        self.written.from(inner, it.span())
                    }
                    Some(base) => self.postfix(base, it.span()),
                    None => self.written.spanned(it.span()),
                }
            }
            Expr::Test(it) => {
                self.arguments(&it.args);
                self.postfix(&it.expr, it.span())
            }
            Expr::UnaryOp(it) => self.unary(it),
            Expr::BinOp(it) => self.binary(expression, it, used),
            Expr::Compare(it) => self.chain(it),
            Expr::IfExpr(it) => {
                self.spend(&it.test_expr);
                it.false_expr.iter().for_each(|other| {
                    self.expression(other, used);
                });
                let inner = self.expression(&it.true_expr, used);
                self.written.from(inner, it.span())
            }
        }
    }

    /// Walks through a list, tuple or map that is written out, and puts the count around it where it is needed.
    fn literal(&mut self, expression: &Expr<'a>, items: &[Expr<'a>], used: Use) -> Extent {
        let is_counted = used == Use::Any && !items.iter().all(|item| is_fixed(item) || is_plain(item));
        let used = if is_counted || used == Use::Held { Use::Held } else { Use::Any };
        for item in items {
            self.expression(item, used);
        }
        let extent = self.written.spanned(expression.span());
        if is_counted {
            self.written.wrap(extent, KEPT);
        }
        extent
    }

    /// Walks through what stands before a dot, a bracket, a filter or a test, and returns where all of it stands.
    fn postfix(&mut self, base: &Expr<'a>, span: Span) -> Extent {
        let inner = self.expression(base, Use::Any);
        self.written.from(inner, span)
    }

    /// Walks through a call.
    fn call(&mut self, it: &ast::Spanned<ast::Call<'a>>) -> Extent {
        // What `loop.changed` is given is compared with what it was given before.
        if matches!(&it.expr, Expr::GetAttr(method) if method.name == "changed") {
            for argument in &it.args {
                self.guard(value_of(argument), PAID);
            }
        } else {
            self.arguments(&it.args);
        }
        self.postfix(&it.expr, it.span())
    }

    /// Walks through the arguments of a call, filter or test.
    fn arguments(&mut self, arguments: &[CallArg<'a>]) {
        for argument in arguments {
            self.keep(value_of(argument));
        }
    }

    /// Walks through an operator before an expression, or the `not` of `not in` and `is not`.
    fn unary(&mut self, it: &ast::Spanned<ast::UnaryOp<'a>>) -> Extent {
        let span = it.span();
        let inner = self.expression(&it.expr, Use::Spent);
        let is_inside = match (&it.op, &it.expr) {
            (UnaryOpKind::Not, Expr::Test(test)) => test.span().start_offset == span.start_offset,
            (UnaryOpKind::Not, Expr::BinOp(binary)) if matches!(binary.op, BinOpKind::In) => self.is_not_in(binary),
            _ => false,
        };
        if is_inside { inner } else { self.written.spanned(span) }
    }

    /// Tells whether a value is looked for by `not in`.
    fn is_not_in(&self, it: &ast::BinOp<'a>) -> bool {
        let left = self.written.ending(it.left.span());
        let operator = left + 1 + self.written.closed_behind(left);
        matches!(self.written.tokens.get(operator), Some((Token::Ident("not"), _)))
    }

    /// Walks through an operator between two expressions.
    fn binary(&mut self, expression: &Expr<'a>, it: &ast::Spanned<ast::BinOp<'a>>, used: Use) -> Extent {
        let (left, right) = (&it.left, &it.right);
        let first = match it.op {
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                self.expression(right, used);
                self.expression(left, used)
            }
            BinOpKind::Add | BinOpKind::Mul if !is_plain(expression) => return self.growing(it, used),
            BinOpKind::Concat => {
                self.guard(right, PAID);
                self.guard(left, PAID)
            }
            BinOpKind::In if !is_short(left) => {
                self.put_around(right, AMONG);
                self.put_around(left, SOUGHT)
            }
            BinOpKind::Eq | BinOpKind::Ne | BinOpKind::Lt | BinOpKind::Lte | BinOpKind::Gt | BinOpKind::Gte
                if !is_short(left) && !is_short(right) =>
            {
                self.spend(right);
                self.put_around(left, PAID)
            }
            _ => {
                self.spend(right);
                self.expression(left, Use::Spent)
            }
        };
        self.written.from(first, it.span())
    }

    /// Walks through a sum or product that may be a list. Those of lists are made anew whenever they are gone through: of products
    /// all are made at once, of sums the engine makes those that are long.
    fn growing(&mut self, it: &ast::Spanned<ast::BinOp<'a>>, used: Use) -> Extent {
        let is_product = matches!(it.op, BinOpKind::Mul);
        let filter = match used {
            Use::Spent => None,
            _ if is_product => Some(MADE),
            Use::Held => None,
            Use::Any => Some(KEPT),
        };
        let inner = match used {
            Use::Spent if is_product => Use::Any,
            Use::Spent => Use::Spent,
            _ => Use::Held,
        };
        self.expression(&it.right, inner);
        // Of what has no number or text for its value, neither side has one; of a product, not both. This is not asked once more for
        // each of many in a row.
        let is_known = |op: BinOpKind| match op {
            BinOpKind::Add => !is_product,
            BinOpKind::Mul => is_product && is_plain(&it.right),
            _ => false,
        };
        let first = match &it.left {
            Expr::BinOp(left) if is_known(left.op) => self.growing(left, inner),
            left => self.expression(left, inner),
        };
        let extent = self.written.from(first, it.span());
        if let Some(filter) = filter {
            self.written.wrap(extent, filter);
        }
        extent
    }

    /// Walks through comparisons in a row, of which each has its left side; they end with the first that does not hold.
    fn chain(&mut self, it: &ast::Spanned<ast::Compare<'a>>) -> Extent {
        let operands: Vec<&Expr<'a>> = std::iter::once(&it.expr).chain(it.ops.iter().map(|op| &op.expr)).collect();
        let mut first = None;
        for (at, operand) in operands.iter().enumerate() {
            let extent = match it.ops.get(at).map(|op| op.op) {
                _ if is_short(operand) => self.expression(operand, Use::Spent),
                None => self.expression(operand, Use::Spent),
                Some(CompareOpKind::In | CompareOpKind::NotIn) => self.put_around(operand, BRIEF),
                Some(_) => self.put_around(operand, PAID),
            };
            first.get_or_insert(extent);
        }
        self.written.from(first.unwrap_or_else(|| self.written.spanned(it.span())), it.span())
    }

    /// Walks through an expression, and puts a filter around it unless it is surely no list.
    fn guard(&mut self, expression: &Expr<'a>, filter: &str) -> Extent {
        let is_harmless = match filter {
            PAID => is_plain(expression),
            _ => is_short(expression),
        };
        if is_harmless { self.expression(expression, Use::Spent) } else { self.put_around(expression, filter) }
    }

    /// Walks through an expression, and puts a filter around it.
    fn put_around(&mut self, expression: &Expr<'a>, filter: &str) -> Extent {
        let extent = self.expression(expression, Use::Held);
        self.written.wrap(extent, filter);
        extent
    }
}

/// Returns the value of an argument.
fn value_of<'e, 'a>(argument: &'e CallArg<'a>) -> &'e Expr<'a> {
    match argument {
        CallArg::Pos(value) | CallArg::Kwarg(_, value) | CallArg::PosSplat(value) | CallArg::KwargSplat(value) => value,
    }
}
