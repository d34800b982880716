//! The grammar: blocks of all kinds, nested and nearly right, in words that stand once in a text each.

use super::text::SCRIPTS;

/// A row of numbers that is the same in every run (PCG, O'Neill 2014, the small variant).
pub(super) struct Row(pub(super) u64);

impl Row {
    /// Returns a number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32) as usize % limit.max(1)
    }

    /// Tells whether something happens that happens once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Makes a text.
pub(super) struct Maker {
    pub(super) row: Row,
    raw_html: bool,
    made: usize,
    script: usize,
    level: usize,
    notes: usize,
    marks: usize,
    /// Lines that stand at the end.
    tail: Vec<String>,
}

impl Maker {
    /// Begins a text.
    pub(super) fn new(row: Row, script: usize, raw_html: bool) -> Maker {
        Maker { row, raw_html, made: 0, script, level: 1, notes: 0, marks: 0, tail: Vec::new() }
    }

    /// Makes the lines of a text.
    pub(super) fn lines(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for _ in 0..4 + self.row.below(9) {
            lines.extend(self.block(0));
            lines.push(String::new());
        }
        for line in std::mem::take(&mut self.tail) {
            lines.extend([line, String::new()]);
        }
        lines
    }

    /// Makes a word that is nobody else's.
    fn word(&mut self) -> String {
        if self.row.once_in(12) {
            self.script = self.row.below(SCRIPTS.len());
        }
        let (letters, end, _) = SCRIPTS[self.script % SCRIPTS.len()];
        let letters: Vec<char> = letters.chars().collect();
        let number = self.made;
        self.made += 1;
        let digits = [number / 1_000, number / 100, number / 10, number].map(|digit| letters[digit % 10]);
        let word: String = digits.iter().collect();
        word + end
    }

    /// Makes some words, plain ones.
    fn words(&mut self, count: usize) -> String {
        (0..count.max(1)).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Makes a sentence with everything that stands in sentences.
    fn sentence(&mut self) -> String {
        let count = 2 + self.row.below(9);
        let pieces: Vec<String> = (0..count).map(|_| self.inline()).collect();
        pieces.join(" ") + "."
    }

    /// Makes one piece of a sentence.
    fn inline(&mut self) -> String {
        let kind = self.row.below(60);
        let word = self.word();
        let more = if kind < 34 { String::new() } else { self.words(2) };
        match kind {
            34 => format!("*{more}* {word}"),
            35 => format!("**{more}** {word}"),
            36 => {
                let at = word.char_indices().nth(2).map_or(0, |(at, _)| at);
                format!("{}**{}** {more}", &word[..at], &word[at..])
            }
            37 => format!("~~{more}~~ {word}"),
            38 => format!("`{more}` {word}"),
            39 => format!("[{more}](https://example.org/{}) {word}", self.made),
            40 => format!("[{more}](https://example.org/ \"{word}\")"),
            41 => format!("![{more}](dot.gif) {word}"),
            42 => format!("\"{more}\" {word}"),
            43 => format!("({word}'s {more})"),
            44 => format!("{word} <!-- {more} -->"),
            45 => format!("{word} https://example.org/{} {more}", self.made),
            46 => format!("{word} www.example.org, {more}"),
            47 => format!("{word} \\*{more}\\* &amp; &#8212; x"),
            48 => format!("~{word}~ {more}"),
            49 => format!("[{word}] {more}"),
            50 => format!("{{{word}}} {more}"),
            51 if self.raw_html => format!("<b>{word}</b> <span lang=\"fr\">{more}</span>"),
            51 => format!("{word}<br>{more}"),
            52 => format!("{word} {more}<!-- x -->"),
            53 => format!("{word}  \n{more}"),
            54 => format!("{word}\\\n{more}"),
            55 => self.note(word, &more),
            56 => format!("[{word}](mailto:a@example.org) <https://example.org/{}> {more}", self.made),
            57 => format!("5'10\" {word} -- {more} ... x"),
            58 => format!("{word}\n{more}"),
            59 => format!("{word} 2^{more}^ H~2~O"),
            _ => word,
        }
    }

    /// Makes a note and its mention.
    fn note(&mut self, word: String, more: &str) -> String {
        self.notes += 1;
        let (label, other) = match self.row.below(4) {
            0 => (format!("Note{}", self.notes), format!("note{}", self.notes)),
            _ => (format!("{}", self.notes), format!("{}", self.notes)),
        };
        let text = self.words(4);
        self.tail.push(format!("[^{other}]: {text}."));
        if self.row.once_in(3) {
            let second = self.words(3);
            self.tail.push(format!("    {second}"));
        }
        format!("{word}[^{label}] {more}")
    }

    /// Makes a block of lines.
    fn block(&mut self, depth: usize) -> Vec<String> {
        let kind = if depth > 2 { self.row.below(4) } else { self.row.below(32) };
        let block = match kind {
            0..=3 => self.sentence(),
            4..=6 => return self.list(depth, "- "),
            7..=9 => return self.numbered(depth),
            10 => return self.labelled(),
            11 | 12 => return self.quote(depth),
            13..=15 => return self.table(),
            16 | 17 => self.heading(),
            18 => format!("{}\n: {}", self.words(2), self.sentence()),
            19 => format!("{}\n\n:{} {}", self.sentence(), self.word(), self.words(3)),
            20 => format!(
                "```{}\n{}\n{}\n```",
                if self.row.once_in(2) { "text" } else { "" },
                self.words(4),
                self.words(3)
            ),
            21 => format!("    {}\n    {}", self.words(3), self.words(3)),
            22 => format!("<!-- {} --> {}", self.words(2), self.words(4)),
            23 => format!("<!-- {}\n{} -->\n{}", self.words(2), self.words(2), self.words(4)),
            24 if self.raw_html => format!("<div>\n\n{}\n\n</div>", self.sentence()),
            24 => format!("<div>{}</div>", self.words(3)),
            25 => format!("{} {{#mark-{}}}", self.sentence(), self.mark()),
            26 => self.leftover(),
            27 => format!("![{}](dot.gif \"{}\")", self.words(2), self.words(2)),
            28 => {
                format!("[{}][r{}]\n\n[r{}]: https://example.org/ \"{}\"", self.words(2), depth, depth, self.words(2))
            }
            29 => format!("- [ ] {}\n- [x] {}", self.words(3), self.words(3)),
            30 => format!("{}\n===", self.words(2)).replace("===", "---"),
            _ => format!("{}\n\n***", self.sentence()),
        };
        block.lines().map(str::to_owned).collect()
    }

    /// Returns the number of the next mark.
    fn mark(&mut self) -> usize {
        self.marks += 1;
        self.marks
    }

    /// Makes a heading that leaves out no level.
    fn heading(&mut self) -> String {
        self.level = 2 + self.row.below(self.level.min(4));
        let words = self.words(3);
        let end = match self.row.below(6) {
            0 => format!(" {{{}}}", self.word()),
            1 => format!(" {{#h-{}}}", self.mark()),
            2 => " ##".to_owned(),
            _ => String::new(),
        };
        format!("{} {words}{end}", "#".repeat(self.level))
    }

    /// Makes a list of items, each with blocks.
    fn list(&mut self, depth: usize, sign: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for _ in 0..1 + self.row.below(4) {
            let item = self.item(depth);
            lines.extend(indented(sign, item));
        }
        lines
    }

    /// Makes a numbered list, with the numbers of its author.
    fn numbered(&mut self, depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut number = 1 + self.row.below(9);
        let sign = if self.row.once_in(3) { ')' } else { '.' };
        for _ in 0..2 + self.row.below(3) {
            let item = self.item(depth);
            lines.extend(indented(&format!("{number}{sign} "), item));
            number += 1 + self.row.below(3);
        }
        lines
    }

    /// Makes the lines of an item.
    fn item(&mut self, depth: usize) -> Vec<String> {
        let mut first = self.sentence();
        match self.row.below(14) {
            0..=3 => first += &format!(" {{#mark-{}}}", self.mark()),
            4 => first = format!("{first} {{#mark-{}}} {{#mark-{}}}", self.mark(), self.mark()),
            5 => first = format!("{first} **{{#mark-{}}}**", self.mark()),
            _ => {}
        }
        let mut lines: Vec<String> = first.lines().map(str::to_owned).collect();
        if self.row.once_in(4) {
            if self.row.once_in(2) {
                lines.push(String::new());
            }
            lines.extend(self.block(depth + 1));
        }
        lines
    }

    /// Makes lines with legal labels.
    fn labelled(&mut self) -> Vec<String> {
        let forms = [["(a)", "(b)", "(c)"], ["(i)", "(ii)", "(iii)"], ["1.1", "1.2", "1.3"], ["§ 4", "§ 5", "§ 6"]];
        let form = forms[self.row.below(forms.len())];
        form.iter().map(|label| format!("{label} {}", self.words(4))).collect()
    }

    /// Makes a quotation or an alert.
    fn quote(&mut self, depth: usize) -> Vec<String> {
        let mut lines = Vec::new();
        match self.row.below(4) {
            0 => lines.push("[!NOTE]".to_owned()),
            1 => lines.push(format!("[!WARNING] {}", self.words(2))),
            _ => {}
        }
        lines.extend(self.block(depth + 1));
        lines.iter().map(|line| format!("> {line}")).collect()
    }

    /// Makes a table, not always a whole one.
    fn table(&mut self) -> Vec<String> {
        let columns = 1 + self.row.below(4);
        let mut lines = Vec::new();
        for at in 0..2 + self.row.below(4) {
            let cells = columns + usize::from(self.row.once_in(8)) - usize::from(columns > 1 && self.row.once_in(8));
            let row: Vec<String> = (0..cells).map(|_| self.cell()).collect();
            lines.push(format!("| {} |", row.join(" | ")));
            if at == 0 && !self.row.once_in(10) {
                lines.push(format!("|{}", "---|".repeat(columns)));
            }
        }
        lines
    }

    /// Makes a cell.
    fn cell(&mut self) -> String {
        match self.row.below(10) {
            0 => String::new(),
            1 => format!("**{}** {}", self.word(), self.word()),
            2 => format!("`{}`", self.word()),
            3 => format!("[{}](https://example.org/)", self.word()),
            4 => format!("{} {{#mark-{}}}", self.word(), self.mark()),
            _ => self.words(2),
        }
    }

    /// Makes something that belongs to another program, or is nearly right.
    fn leftover(&mut self) -> String {
        let (one, two) = (self.words(2), self.words(3));
        match self.row.below(14) {
            0 => format!("[{one}](Annual Report.pdf) {two}"),
            1 => format!("[{one}] (https://example.org/) {two}"),
            2 => format!("[[{one}]] {two}"),
            3 => format!("##{one}\n{two}"),
            4 => format!("{one} {{.button}} {two}"),
            5 => format!("{{{{< figure \"{one}\" >}}}} {two}"),
            6 => format!("{{% note %}}{one}{{% endnote %}} {two}"),
            7 => format!("[caption]{one}[/caption] {two}"),
            8 => format!("::: {one}\n{two}\n:::"),
            9 => format!("!!! {one}\n{two}"),
            10 => format!("[{one}][{two}]"),
            11 => format!("[unused]: https://example.org/ \"{one}\"\n\n{two}"),
            12 => format!("[^unused]: {one}\n\n{two}"),
            _ => format!("**{one} {two}"),
        }
    }
}

/// Returns lines behind a sign, indented below it.
fn indented(sign: &str, lines: Vec<String>) -> Vec<String> {
    let blank = " ".repeat(sign.chars().count());
    let begin = |at: usize, line: &String| match (at, line.is_empty()) {
        (0, _) => format!("{sign}{line}"),
        (_, true) => String::new(),
        _ => format!("{blank}{line}"),
    };
    lines.iter().enumerate().map(|(at, line)| begin(at, line)).collect()
}
