/**
 * Tables that sort: each table of a text is sorted by the heads of its columns, by keyboard. It promises that every head with words
 * is a button, that one head alone says how the rows are sorted, that pressing it again turns them round, that numbers are in the
 * order of numbers, that empty cells come last, that no row is lost, that the focus stays, and that columns of all languages are
 * in the order that their readers expect.
 */

import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "sorting";

/** Returns the tables of a page: their heads, and the words of each column. */
const tables = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll(".table-block table")]
      .filter((table) => table.tBodies[0].rows.length > 1)
      .map((table) => ({
        heads: [...table.tHead.rows[0].cells].map((head) => ({
          words: head.textContent.trim(),
          isNumber: head.className === "align-right",
          sort: head.getAttribute("aria-sort"),
          hasFocus: head.contains(document.activeElement),
        })),
        rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
      })),
  );

/** Columns in a language, each in its order. */
const COLUMNS = [
  ["en", ["−3", "0.5", "12.5", "1,250", "1,250,000"]],
  ["en", ["1.2.3", "1.10", "1.10.1", "2.1"]],
  ["en", ["4/3/2025", "14/3/2025", "1/4/2025"]],
  ["en", ["3/14/2025", "4/1/2025", "4/15/2025"]],
  ["en", ["February 2025", "12 March 2025", "2 April 2025"]],
  ["fr", ["12,5", "1 234,5", "1 234,75", "10 000"]],
  ["fr", ["14 février 2025", "1er mars 2025", "2 août 2025"]],
  ["de", ["1,5", "999", "1.250", "1.250,75"]],
  ["tr", ["%9", "%12", "%100"]],
  ["ar", ["٩", "١٢٫٥", "١٢٣", "١٬٢٥٠"]],
  ["ar", ["٪٩", "٪١٢", "٪١٠٠"]],
  ["hi", ["९", "१०", "१,२५,०००"]],
];

/** Returns the columns that are put into another order by the script of a page. */
const disordered = (tab) =>
  tab.evaluate((columns) => {
    if (typeof comparison === "undefined") return [];
    const sorted = ([lang, values]) => [...values].reverse().sort(comparison(values, habits(lang)));
    return columns.map((column) => [column, sorted(column)]).filter(([[, values], found]) => values.join() !== found.join());
  }, COLUMNS).then((wrong) => wrong.map(([[lang, values], found]) => `${lang}: ${values.join(" | ")} becomes ${found.join(" | ")}`));

/** Tells whether two lists hold the same rows, in whatever order. */
const isSame = (one, other) => one.map(String).sort().join("\n") === other.map(String).sort().join("\n");

/** Returns a number as these tables write it. */
const numberOf = (text) => Number(text.normalize("NFKC").replace(/[\s,’%]/g, "").replace("−", "-"));

/** Returns what is wrong with the values of a column that was sorted. */
function disorder(values, isNumber, isDown) {
  const filled = values.filter((value) => value !== "");
  if (values.slice(filled.length).some((value) => value !== "")) return "an empty cell stands before others";
  if (!isNumber) return undefined;
  const sorted = filled.map(numberOf).sort((one, other) => (isDown ? other - one : one - other));
  return sorted.join() === filled.map(numberOf).join() ? undefined : `${filled.join(", ")} is no order`;
}

/** Sorts each table of a page by each column, twice; returns how many were sorted and what is wrong. */
async function walk(tab, where) {
  const before = await tables(tab);
  const failures = [];
  for (const [at, { heads, rows }] of before.entries()) {
    for (const [column, head] of heads.entries()) {
      if (head.words === "") continue;
      const button = tab.locator(".table-block table").nth(at).locator("thead th").nth(column).locator("button");
      if ((await button.count()) !== 1) {
        failures.push(`${where}: ${head.words} is no button`);
        continue;
      }
      await button.focus();
      for (const [key, sort] of [
        ["Enter", "ascending"],
        ["Space", "descending"],
      ]) {
        await tab.keyboard.press(key);
        const now = (await tables(tab))[at];
        const told = now.heads.map((each) => each.sort);
        if (told[column] !== sort || told.filter(Boolean).length !== 1) failures.push(`${where}: ${head.words} does not say ${sort}`);
        if (!now.heads[column].hasFocus) failures.push(`${where}: ${head.words} loses the focus`);
        if (!isSame(now.rows, rows)) failures.push(`${where}: other rows than before`);
        const wrong = disorder(now.rows.map((row) => row[column]), head.isNumber, sort === "descending");
        if (wrong) failures.push(`${where}: ${head.words}: ${wrong}`);
      }
    }
  }
  return { count: before.length, failures };
}

/** Sorts the tables of all pages that have some. */
export async function check(site, tools) {
  const pages = site.pages.filter((page) => page.text.includes('class="table-block"'));
  const found = await serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(1280), pages, async (tab, page) => {
      await tab.goto(server.origin + page.path, { waitUntil: "load" });
      const { count, failures } = await walk(tab, page.path);
      return { count, failures: count > 0 ? [...failures, ...(await disordered(tab))] : failures };
    }),
  );
  const loading = site.pages.filter((page) => /<script[^>]*src="[^"]*tables\./.test(page.text));
  const idle = loading.filter((page) => !pages.includes(page)).map((page) => `${page.path}: loads what sorts tables and has none`);
  const count = found.reduce((sum, { count }) => sum + count, 0);
  const none = count === 0 ? ["no table was found"] : [];
  return { examined: `${count} tables`, failures: [...found.flatMap(({ failures }) => failures), ...idle, ...none] };
}

/** A page whose policy lets the script not run, and one that loads it for nothing. */
export function controls(site) {
  const page = site.pages.find(({ text }) => /<script[^>]*src="[^"]*tables\./.test(text));
  const script = /<script[^>]*src="[^"]*tables\.[^>]*><\/script>/.exec(page.text)[0];
  return [
    {
      name: "a script that may not run, a page that loads it for nothing",
      edits: [
        [page.file, (text) => text.replace("; script-src 'self'", "")],
        ["404.html", (text) => text.replace("</main>", `${script}</main>`)],
      ],
      only: [page.path, "/404.html"],
      expect: [/is no button/, /404\.html: loads what sorts tables/],
    },
  ];
}
