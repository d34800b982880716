/**
 * The list of recommendations of a page: on a telephone it is folded and opened by its heading, which the keyboard reaches; beside
 * the text and on paper it is open, and nothing is there to press. It promises that each has one heading that is seen.
 */

import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "folds";

/** Returns what is seen of the list: a link of it, what folds it, and how many headings. */
function seen(tab) {
  return tab.evaluate(() => {
    const list = document.querySelector(".glance");
    const isSeen = (element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    const content = getComputedStyle(list.querySelector("details"), "::details-content");
    return {
      link: isSeen(list.querySelector("a")),
      summary: isSeen(list.querySelector("summary")),
      headings: [...list.querySelectorAll("h2")].filter(isSeen).length,
      shown: content.contentVisibility === "visible",
    };
  });
}

/** Looks at a list beside the text, and as it is on paper. */
async function atDesk(tab, where) {
  const { link, summary, headings } = await seen(tab);
  const failures = link && !summary && headings === 1 ? [] : [`${where}: the list is not open under one heading`];
  await tab.emulateMedia({ media: "print" });
  if (!(await seen(tab)).shown) failures.push(`${where}: the list is folded on paper`);
  await tab.emulateMedia({ media: null });
  return failures;
}

/** Looks at a list on a telephone, and opens it by the keyboard. */
async function onTelephone(tab, where) {
  const { link, summary, headings } = await seen(tab);
  if (link || !summary || headings !== 1) return [`${where}: the list is not folded under one heading`];
  await tab.focus(".glance summary");
  await tab.keyboard.press("Enter");
  return (await seen(tab)).link ? [] : [`${where}: Enter does not open the list`];
}

/** Looks at the lists of all pages that have one. */
export async function check(site, tools) {
  const pages = site.pages.filter((page) => page.text.includes('<nav class="glance"'));
  const failures = await serving(site, {}, async (server) => {
    const found = [];
    for (const [width, look] of [
      [1280, atDesk],
      [390, onTelephone],
    ]) {
      found.push(
        ...(await inTabs(tools.browser, windowOf(width), pages, async (tab, page) => {
          await tab.goto(server.origin + page.path, { waitUntil: "load" });
          return look(tab, `${page.path} [${width} px]`);
        })),
      );
    }
    return found.flat();
  });
  return { examined: `${pages.length} lists, 2 widths and paper`, failures };
}

/** A list that is open on a telephone, and one whose heading is gone where it is open. */
export function controls(site) {
  const [open, bare] = site.pages.filter((page) => page.text.includes('<nav class="glance"'));
  const glance = (text, of) => text.replace(/<nav class="glance"[^]*?<\/nav>/, of);
  return [
    {
      name: "a list that is open on a telephone, a list without a heading",
      edits: [
        [open.file, (text) => glance(text, (list) => list.replace("<details>", "<details open>"))],
        [bare.file, (text) => glance(text, (list) => list.replace(/<h2 class="glance-open"[^]*?<\/h2>/, ""))],
      ],
      only: [open.path, bare.path],
      expect: [/390 px\]: the list is not folded/, /1280 px\]: the list is not open/],
    },
  ];
}
