// Sorting of tables in texts, by buttons in the heads of their columns (WAI-ARIA Authoring Practices, "Sortable Table"). Where no
// script runs, tables stay as they are. Numbers are compared as numbers, days as days, and words as the language of the table does.
"use strict";

/** Returns a text with the digits of every script as those of computers. */
const plainDigits = (text) =>
  text.replace(/\p{Nd}/gu, (digit) => {
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value++;
    return String(value);
  });

/** Returns what a language knows of numbers, days and words. */
function habits(lang) {
  const parts = new Intl.NumberFormat(lang, { numberingSystem: "latn" }).formatToParts(12345.6);
  const sign = (type) => parts.find((part) => part.type === type)?.value ?? "";
  const order = new Intl.DateTimeFormat(lang, { calendar: "gregory" }).formatToParts(new Date(2000, 0, 2));
  const months = new Map();
  for (const month of ["long", "short"]) {
    for (const style of [{ month }, { month, day: "numeric" }]) {
      const format = new Intl.DateTimeFormat(lang, { ...style, calendar: "gregory" });
      for (let at = 0; at < 12; at++) {
        const name = format.formatToParts(new Date(2000, at, 2)).find((part) => part.type === "month").value;
        months.set(name.toLocaleLowerCase(lang).replace(/\.$/, ""), at + 1);
      }
    }
  }
  const at = (type) => order.findIndex((part) => part.type === type);
  return {
    lang,
    group: sign("group"),
    months,
    monthFirst: at("month") < at("day"),
    collator: new Intl.Collator(lang, { numeric: true, sensitivity: "base" }),
  };
}

/** Returns a text as a number; nothing where it is none: `1,250`, `12.5 %`, `−3`. Places such as `1.2.3` are none. */
function numberOf(text, { group }) {
  const plain = plainDigits(text).replace(/[\s\u200e\u200f\u061c'’٬]/g, "").replace(/^[%٪]|[%٪]$/, "");
  const rest = plain.replace("−", "-").replace("٫", ".");
  if (!/^-?\d[\d.,]*$/.test(rest)) return undefined;
  const [points, commas] = [rest.lastIndexOf("."), rest.lastIndexOf(",")];
  const decimal = points > commas ? "." : ",";
  const parts = rest.split(decimal);
  const isAlone = points < 0 || commas < 0;
  const isGroup = isAlone && (parts.length > 2 || (parts.length === 2 && group === decimal && /\D\d{3}$/.test(rest)));
  if (!isGroup && parts.length > 2) return undefined;
  const whole = isGroup ? rest : parts[0];
  if (/[.,]/.test(whole) && !/^-?\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
  return Number(whole.replace(/[.,]/g, "") + (isGroup || parts.length < 2 ? "" : `.${parts[1]}`));
}

/** Returns a text as a day; nothing where it is none: `2025-03-14`, `14 March 2025`, `14.3.2025`, `March 2025`. */
function dayOf(text, { lang, months, monthFirst }) {
  const plain = plainDigits(text).replace(/[\u200e\u200f\u061c]/g, "").trim().toLocaleLowerCase(lang);
  const whole = (year, month, day) =>
    month >= 1 && month <= 12 && day >= 0 && day <= 31 ? Number(year) * 10000 + Number(month) * 100 + Number(day) : undefined;
  let found = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(plain);
  if (found) return whole(found[1], found[2], found[3] ?? 0);
  found = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(plain);
  if (found) {
    const [day, month] = monthFirst && plain.includes("/") ? [found[2], found[1]] : [found[1], found[2]];
    return whole(found[3], month, day);
  }
  const year = /(?<!\d)\d{4}(?!\d)/.exec(plain)?.[0];
  const word = plain.match(/[\p{L}\p{M}]+/gu)?.find((each) => months.has(each));
  if (!year || !word || /[\p{L}\p{M}]{3,}/gu.exec(plain.replace(word, ""))) return undefined;
  return whole(year, months.get(word), /(?<!\d)\d{1,2}(?!\d)/.exec(plain)?.[0] ?? 0);
}

/** Returns the way in which the values of a column are compared: by what all of them are. */
function comparison(texts, known) {
  const filled = texts.filter((text) => text !== "");
  // Many who write in a language have the month and the day the other way round: `14/3/2025` in English.
  const turned = { ...known, monthFirst: !known.monthFirst };
  for (const read of [(text) => dayOf(text, known), (text) => dayOf(text, turned), (text) => numberOf(text, known)]) {
    if (filled.length > 0 && filled.every((text) => read(text) !== undefined)) {
      return (one, other) => read(one) - read(other);
    }
  }
  return known.collator.compare;
}

/** Sorts the rows of a table by a column; empty cells come last, either way. */
function sort(table, column, isDown, known) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: row.cells[column]?.textContent.trim() ?? "" }));
  const compare = comparison(rows.map(({ text }) => text), known);
  const last = ({ text }) => Number(text === "");
  rows.sort((one, other) => last(one) - last(other) || (last(one) ? 0 : compare(one.text, other.text) * (isDown ? -1 : 1)));
  body.append(...rows.map(({ row }) => row));
}

/** Puts buttons into the heads of a table. */
function prepare(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (table.dataset.sortable || heads.length === 0 || table.tBodies[0].rows.length < 2) return;
  table.dataset.sortable = "true";
  let known;
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isDown = head.getAttribute("aria-sort") === "ascending";
      known ??= habits(table.closest("[lang]")?.lang || "en");
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      sort(table, column, isDown, known);
    });
  });
}

document.querySelectorAll(".table-block table").forEach(prepare);
