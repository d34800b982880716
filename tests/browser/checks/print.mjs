/**
 * Print: delegates' sheets and letters are printed to PDF. It promises that every sheet is one A4 page with any of
 * three sets of fonts with no text below nine points, and that a letter is printed on A4 with its title, its
 * paragraphs and its recommendations.
 */

import { PDFDocument } from "pdf-lib";
import { append } from "../site.mjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf, withFonts } from "../browser.mjs";

export const title = "print";

/** A4 in points. */
const A4 = { width: 595.28, height: 841.89 };

/** The fonts of machines where a sheet may be printed: the widths of Times New Roman and Arial, and a family that runs wide. */
const MACHINES = [
  ["Liberation Serif", "Liberation Sans", "Liberation Mono"],
  ["DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono"],
];

/** The margin a browser prints with when a page asks for none. */
const MARGIN = { top: "10mm", right: "10mm", bottom: "10mm", left: "10mm" };

/** Prints the page in a tab and returns the sizes of the sheets of paper. */
async function papersOf(tab) {
  const bytes = await tab.pdf({ format: "A4", margin: MARGIN, preferCSSPageSize: true, printBackground: false });
  const papers = await PDFDocument.load(bytes, { updateMetadata: false });
  return papers.getPages().map((paper) => paper.getSize());
}

/** Returns what is wrong with the paper of a page. */
function paperFaults(papers, exactly) {
  const wrong = papers.filter(
    ({ width, height }) => Math.abs(width - A4.width) > 1 || Math.abs(height - A4.height) > 1,
  );
  const notes = wrong.length > 0 ? [`${wrong.length} of ${papers.length} pages of paper are not A4`] : [];
  if (exactly !== null && papers.length !== exactly)
    notes.push(`takes ${papers.length} pages of paper and not ${exactly}`);
  return notes;
}

/** What a letter says: its title, and the paragraphs and recommendations of its text. */
const SAID = "main h1, main .prose p, main .prose li";

/** Returns what a letter says on the screen and not on paper. */
async function lostWords(tab) {
  const shown = (said) => [...document.querySelectorAll(said)].map((element) => element.checkVisibility());
  await tab.emulateMedia({ media: "screen" });
  const screen = await tab.evaluate(shown, SAID);
  await tab.emulateMedia({ media: "print" });
  const paper = await tab.evaluate(shown, SAID);
  await tab.emulateMedia({ media: null });
  const texts = await tab.evaluate(
    (said) => [...document.querySelectorAll(said)].map((element) => element.textContent.trim()),
    SAID,
  );
  if (texts.length < 2) return ["everything: no title and no text were found"];
  return texts.filter((_, index) => screen[index] && !paper[index]);
}

/** The smallest text that a sheet may have on paper, in points: a page that fits by shrinking is not read. */
const SMALLEST = 9;

/** Returns the sizes of the text of a page on paper, in points, with the words that are set in each. */
async function printSizes(tab) {
  await tab.emulateMedia({ media: "print" });
  const sizes = await tab.evaluate(() => {
    const found = new Map();
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      // What is moved out of sight for the screen alone is a box of one pixel.
      const seen = parentElement.checkVisibility() && parentElement.getBoundingClientRect().width > 1;
      if (seen && textContent.trim() !== "")
        found.set(parseFloat(getComputedStyle(parentElement).fontSize) * 0.75, textContent.trim().slice(0, 60));
    }
    return [...found];
  });
  await tab.emulateMedia({ media: null });
  return sizes;
}

/** Returns what is wrong with the printed sheet in a tab. */
async function sheetFaults(tab) {
  const small = (await printSizes(tab)).filter(([size]) => size < SMALLEST - 0.01);
  const notes = small.map(([size, text]) => `prints "${text}" in ${size.toFixed(1)} points`);
  return [...notes, ...paperFaults(await papersOf(tab), 1)];
}

/** Prints one page and returns what is wrong with it. */
async function printed(tab, url, page) {
  await tab.goto(url, { waitUntil: "load" });
  if (page.kind === "sheet") return sheetFaults(tab);
  const lost = await lostWords(tab);
  const notes = lost.slice(0, 3).map((text) => `loses on paper: ${text.slice(0, 80)}`);
  return [...notes, ...paperFaults(await papersOf(tab), null)];
}

/** Prints pages in a browser and returns what is wrong with them, with the fonts named where it has but a few. */
function printAll(site, browser, pages, fonts) {
  const where = fonts ? ` in ${fonts[0]}` : "";
  return serving(site, {}, (server) =>
    inTabs(browser, windowOf(1280), pages, async (tab, page) =>
      (await printed(tab, server.origin + page.path, page)).map((note) => `${page.path}: ${note}${where}`),
    ),
  );
}

/** Prints all sheets and letters of a site, and the sheets with other fonts too. */
export async function check(site, tools) {
  const [sheets, letters] = ["sheet", "letter"].map((kind) => site.ofKind(kind));
  const failures = await printAll(site, tools.browser, [...sheets, ...letters], null);
  for (const fonts of tools.control ? [] : MACHINES) {
    failures.push(...(await withFonts(fonts, tools.out, (browser) => printAll(site, browser, sheets, fonts))));
  }
  const missing = ["sheet", "letter"].filter((kind) => site.ofKind(kind).length === 0 && !tools.control);
  return {
    examined: `${sheets.length} sheets with ${MACHINES.length + 1} sets of fonts, ${letters.length} letters`,
    failures: [...missing.map((kind) => `the site has no ${kind}`), ...failures.flat()],
  };
}

/** A sheet that runs over, a letter whose text is hidden from paper, and paper that is too small. */
export function controls(site) {
  const sheet = site.ofKind("sheet")[0];
  const letter = site.ofKind("letter")[0];
  const style = site.files.find((file) => file.endsWith(".css"));
  const unprintable =
    ".tall { height: 30cm } @media print { .tall { font-size: 7pt } .kind-letter .prose p { display: none } } @page { size: A5 }";
  return [
    {
      name: "a sheet that runs over in small print, a letter that loses its text, paper that is not A4",
      edits: [
        [sheet.file, append('<div class="tall">tall</div>')],
        [style, (text) => `${text}\n${unprintable}\n`],
      ],
      only: [sheet.path, letter.path],
      expect: [
        new RegExp(`${sheet.path}: takes [2-9] pages of paper`),
        new RegExp(`${sheet.path}: prints "tall" in 7\\.0 points`),
        new RegExp(`${letter.path}: loses on paper`),
        new RegExp(`${letter.path}: \\d+ of \\d+ pages of paper are not A4`),
      ],
    },
  ];
}
