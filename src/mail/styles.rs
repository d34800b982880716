//! What a style sheet makes of elements: a table from an element, its classes and what it stands within to declarations.
//!
//! Made once for the sheet of a layout, and filled as elements are asked for. Declarations that meet in an element come out
//! as css-inline has them: by weight, important ones first, each property where it first stood.

use std::collections::HashMap;

use super::nesting::{Element, NAMES, Shape};
use super::sheet::{Compound, Declaration, Facts, Sheet, parts};

/// The most kinds of elements that a table remembers: classes may be of an author's making.
const KINDS: usize = 2_048;

/// The table of a style sheet.
#[derive(Debug)]
pub(super) struct Styles {
    sheet: Sheet,
    /// What the elements around others must be, each with those that must stand around it, as a bit.
    around: Vec<(Compound, u64)>,
    /// For each selector which bit of those has to be set, if any.
    needs: Vec<u64>,
    /// The kinds without class or direction, by the number of their name.
    plain: [Option<usize>; NAMES],
    /// All others, by what they are.
    others: HashMap<String, usize>,
    kinds: Vec<Kind>,
    /// What is looked up.
    key: String,
}

/// Elements that no selector tells apart but by what they stand within.
#[derive(Debug)]
struct Kind {
    /// The attribute that tells its classes, as far as they are still needed.
    class: String,
    /// The bits that it sets for those within it, each with those that must be set around it.
    sets: Vec<(u64, u64)>,
    /// The selectors that may mean it.
    selectors: Vec<usize>,
    /// The bits that those ask for.
    asks: u64,
    /// What was made for it already, by the bits that were set.
    made: Vec<(u64, Style)>,
}

/// What an element is given.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    declarations: Vec<Declaration>,
    /// The attribute, for an element that has none yet; empty if there are no declarations.
    pub(super) attribute: String,
    /// The width among the declarations, as it is written.
    width: Option<String>,
}

/// An element in a mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) element: Element,
    pub(super) facts: Facts<'a>,
}

/// What a table answers.
#[derive(Debug)]
pub(super) struct Answer<'t> {
    pub(super) style: &'t Style,
    /// The attribute that tells the classes, as far as they are still needed.
    pub(super) class: &'t str,
    /// The bits for what stands within the element.
    pub(super) within: u64,
}

impl Styles {
    /// Returns the table of a style sheet, if a table can hold it.
    pub(super) fn read(text: &str) -> Option<Styles> {
        let sheet = Sheet::read(text)?;
        let mut around: Vec<(Compound, u64)> = Vec::new();
        let mut needs = Vec::with_capacity(sheet.selectors.len());
        for selector in &sheet.selectors {
            let mut need = 0;
            for compound in &selector.around {
                let known = around.iter().position(|(known, outer)| known == compound && *outer == need);
                let at = known.unwrap_or_else(|| {
                    around.push((compound.clone(), need));
                    around.len() - 1
                });
                need = 1_u64.checked_shl(u32::try_from(at).ok()?)?;
            }
            needs.push(need);
        }
        let (plain, others, kinds, key) = ([None; NAMES], HashMap::new(), Vec::new(), String::new());
        Some(Styles { sheet, around, needs, plain, others, kinds, key })
    }

    /// Tells whether any selector asks for a direction.
    pub(super) fn asks_direction(&self) -> bool {
        self.sheet.asks_direction
    }

    /// Answers for an element; `around` are the bits of what it stands within.
    pub(super) fn answer(&mut self, asked: Asked<'_>, around: u64, late: &str) -> Answer<'_> {
        let at = self.kind(asked, late);
        let set = around & self.kinds[at].asks;
        let known = self.kinds[at].made.iter().position(|(bits, _)| *bits == set);
        let made = known.unwrap_or_else(|| {
            let style = self.make(at, set);
            self.kinds[at].made.push((set, style));
            self.kinds[at].made.len() - 1
        });
        let kind = &self.kinds[at];
        let sets = kind.sets.iter().filter(|(_, outer)| *outer == 0 || around & outer != 0);
        let within = sets.fold(around, |bits, (bit, _)| bits | bit);
        Answer { style: &kind.made[made].1, class: &kind.class, within }
    }

    /// Returns the place of an element's kind.
    fn kind(&mut self, asked: Asked<'_>, late: &str) -> usize {
        let facts = asked.facts;
        let is_plain = facts.classes.is_empty() && facts.direction.is_none();
        if is_plain {
            if let Some(at) = self.plain[asked.element.number()] {
                return at;
            }
        } else {
            self.key.clear();
            // Neither a name nor a direction has a blank, and no direction is not an empty one.
            for part in [facts.name, " ", facts.direction.unwrap_or("-"), " ", facts.classes] {
                self.key.push_str(part);
            }
            if let Some(at) = self.others.get(self.key.as_str()) {
                return *at;
            }
        }
        if self.kinds.len() >= KINDS {
            self.plain = [None; NAMES];
            self.others.clear();
            self.kinds.clear();
        }
        let at = self.kinds.len();
        self.kinds.push(self.kind_of(facts, late));
        match is_plain {
            true => self.plain[asked.element.number()] = Some(at),
            false => _ = self.others.insert(self.key.clone(), at),
        }
        at
    }

    /// Returns the kind of an element.
    fn kind_of(&self, facts: Facts<'_>, late: &str) -> Kind {
        let kept: Vec<&str> = facts.classes.split_ascii_whitespace().filter(|class| names(late, class)).collect();
        let class = if kept.is_empty() { String::new() } else { format!(" class=\"{}\"", kept.join(" ")) };
        let around = self.around.iter().enumerate().filter(|(_, (compound, _))| compound.matches(facts));
        let sets = around.map(|(at, (_, outer))| (1 << at, *outer)).collect();
        let selectors = self.sheet.selectors.iter().enumerate();
        let selectors: Vec<usize> =
            selectors.filter(|(_, selector)| selector.subject.matches(facts)).map(|(at, _)| at).collect();
        let asks = selectors.iter().fold(0, |bits, at| bits | self.needs[*at]);
        Kind { class, sets, selectors, asks, made: Vec::new() }
    }

    /// Makes what the elements of a kind are given where these bits are set.
    fn make(&self, kind: usize, set: u64) -> Style {
        let mut found: Vec<(&Declaration, u32)> = Vec::new();
        let meant = self.kinds[kind].selectors.iter().filter(|at| self.needs[**at] & !set == 0);
        for selector in meant.map(|at| &self.sheet.selectors[*at]) {
            for new in &self.sheet.blocks[selector.block] {
                let Some((old, weight)) = found.iter_mut().find(|(old, _)| old.name == new.name) else {
                    found.push((new, selector.weight));
                    continue;
                };
                let wins = match (new.important().is_some(), old.important().is_some()) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => *weight <= selector.weight,
                };
                if wins {
                    (*old, *weight) = (new, selector.weight);
                }
            }
        }
        found.sort_by_key(|(_, weight)| *weight);
        let declarations: Vec<Declaration> = found.into_iter().map(|(declaration, _)| declaration.clone()).collect();
        let width = declarations.iter().find(|declaration| declaration.name == "width");
        let width = width.map(|declaration| declaration.value.clone());
        let mut attribute = String::new();
        if !declarations.is_empty() {
            attribute.push_str(" style=\"");
            push_declarations(&mut attribute, &declarations);
            attribute.push('"');
        }
        Style { declarations, attribute, width }
    }
}

impl Style {
    /// Appends the value of the attribute of an element that has one already; that one wins.
    pub(super) fn push_merged(&self, own: &[Declaration], out: &mut String) {
        if self.declarations.is_empty() {
            return push_declarations(out, own);
        }
        let mut own = own.to_vec();
        let mut all = Vec::with_capacity(self.declarations.len() + own.len());
        for new in &self.declarations {
            match (new.important(), own.iter_mut().find(|old| old.name == new.name)) {
                (Some(value), Some(old)) if old.important().is_none() => old.value = format!("{value} !important"),
                (_, Some(_)) => {}
                (_, None) => all.push(new.clone()),
            }
        }
        all.append(&mut own);
        push_declarations(out, &all);
    }

    /// Returns the width that an element is shown in, as an attribute tells it; `own` is what its style attribute declares.
    pub(super) fn width(&self, own: &[Declaration], shape: Shape) -> Option<String> {
        if shape == Shape::Other {
            return None;
        }
        let own = own.iter().rfind(|own| own.name.eq_ignore_ascii_case("width")).map(|own| own.value.as_str());
        let important = |value: &&str| value.ends_with("!important");
        let sheet = self.width.as_deref();
        let value = own.filter(important).or_else(|| sheet.filter(important)).or(own).or(sheet)?;
        dimension(value, shape)
    }
}

/// Returns the declarations of a style attribute, if they are simple enough.
pub(super) fn declarations(style: &str) -> Option<Vec<Declaration>> {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b" \n\t:;%.#-,_+!()/".contains(&byte);
    if !style.bytes().all(good) || style.contains("--") || style.contains("/*") {
        return None;
    }
    let parts = parts(style)?.into_iter().map(str::trim_ascii).filter(|part| !part.is_empty());
    parts.map(Declaration::read).collect()
}

/// Appends declarations as they stand in an attribute.
fn push_declarations(out: &mut String, declarations: &[Declaration]) {
    for (at, declaration) in declarations.iter().enumerate() {
        if at > 0 {
            out.push(';');
        }
        out.push_str(&declaration.name);
        out.push(':');
        // A quotation mark would end the attribute.
        match declaration.value.contains('"') {
            true => out.push_str(&declaration.value.replace('"', "'")),
            false => out.push_str(&declaration.value),
        }
    }
}

/// Returns a width as an attribute tells it, if one can.
fn dimension(value: &str, shape: Shape) -> Option<String> {
    let value = value.strip_suffix("!important").unwrap_or(value).trim();
    if value.eq_ignore_ascii_case("auto") {
        return Some("auto".to_owned());
    }
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    let mut dots = 0;
    let number = unsigned.bytes().take_while(|byte| {
        dots += usize::from(*byte == b'.');
        byte.is_ascii_digit() || *byte == b'.' && dots == 1
    });
    let length = number.count();
    let (number, unit) = value.split_at(value.len() - unsigned.len() + length);
    match (length, unit.trim()) {
        (0, _) => None,
        (_, "" | "px") => Some(number.to_owned()),
        (_, "%") if shape == Shape::Table => Some(format!("{number}%")),
        _ => None,
    }
}

/// Tells whether rules name a class.
pub(super) fn names(rules: &str, class: &str) -> bool {
    rules.match_indices(class).any(|(at, _)| {
        let after = rules.as_bytes().get(at + class.len());
        rules[..at].ends_with('.') && !after.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    })
}
