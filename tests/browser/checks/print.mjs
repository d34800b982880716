/**
 * Print: delegates' sheets and letters are printed to PDF. It promises that every sheet is one A4 page, and that a
 * letter is printed on A4 with its title and all the words of its main part.
 */

import { PDFDocument } from "pdf-lib";
import { append } from "../site.mjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "print";

/** A4 in points. */
const A4 = { width: 595.28, height: 841.89 };

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
  if (exactly !== null && papers.length !== exactly) notes.push(`takes ${papers.length} pages of paper and not ${exactly}`);
  return notes;
}

/** Returns the words of the main part that are on the screen and not on paper. */
async function lostWords(tab) {
  const visible = () =>
    [...document.querySelectorAll("main h1, main p, main li, main blockquote, main td")]
      .filter((element) => element.checkVisibility() && !element.closest("nav, aside, form, details, figure"))
      .map((element) => element.innerText.trim().replace(/\s+/g, " "))
      .filter((text) => text !== "");
  await tab.emulateMedia({ media: "screen" });
  const screen = await tab.evaluate(visible);
  await tab.emulateMedia({ media: "print" });
  const paper = new Set(await tab.evaluate(visible));
  return screen.filter((text) => !paper.has(text));
}

/** Prints one page and returns what is wrong with it. */
async function printed(tab, url, page) {
  await tab.goto(url, { waitUntil: "load" });
  if (page.kind === "sheet") return paperFaults(await papersOf(tab), 1);
  const lost = await lostWords(tab);
  const notes = lost.slice(0, 3).map((text) => `loses on paper: ${text.slice(0, 80)}`);
  return [...notes, ...paperFaults(await papersOf(tab), null)];
}

/** Prints all sheets and letters of a site. */
export async function check(site, tools) {
  const [sheets, letters] = ["sheet", "letter"].map((kind) => site.ofKind(kind));
  const pages = [...sheets, ...letters];
  const failures = await serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(1280), pages, async (tab, page) =>
      (await printed(tab, server.origin + page.path, page)).map((note) => `${page.path}: ${note}`),
    ),
  );
  const missing = [
    ["sheet", sheets],
    ["letter", letters],
  ].filter(([, list]) => list.length === 0 && !tools.control);
  return {
    examined: `${sheets.length} sheets, ${letters.length} letters`,
    failures: [...missing.map(([kind]) => `the site has no ${kind}`), ...failures.flat()],
  };
}

/** A sheet that runs over, a letter whose recommendations are hidden from paper, and paper that is too small. */
export function controls(site) {
  const sheet = site.ofKind("sheet")[0];
  const letter = site.ofKind("letter")[0];
  const style = site.files.find((file) => file.endsWith(".css"));
  const unprintable = ".tall { height: 30cm } @media print { .kind-letter main li { display: none } } @page { size: A5 }";
  return [
    {
      name: "a sheet that runs over, a letter that loses its recommendations, paper that is not A4",
      edits: [
        [sheet.file, append('<div class="tall">tall</div>')],
        [style, (text) => `${text}\n${unprintable}\n`],
        [letter.file, append("<ul><li>Only on the screen</li></ul>")],
      ],
      only: [sheet.path, letter.path],
      expect: [
        new RegExp(`${sheet.path}: takes [2-9] pages of paper`),
        new RegExp(`${letter.path}: loses on paper`),
        new RegExp(`${letter.path}: \\d+ of \\d+ pages of paper are not A4`),
      ],
    },
  ];
}
