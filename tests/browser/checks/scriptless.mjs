/**
 * Without JavaScript: pages are opened with scripts switched off, and what they say is compared with the survey. It
 * promises that a reader without scripts reads the same words. A page that holds no script cannot differ, so of
 * those one or two of each layout are opened, and every page that holds one.
 */

import { all, append, dropPolicy } from "../site.mjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";
import { WIDTH, survey } from "../survey.mjs";

export const title = "scriptless";

/** Opens pages without scripts and returns the words of each, and of its main part. */
function wordsOf(site, tools, pages) {
  return serving(site, {}, (server) =>
    inTabs(tools.browser, { ...windowOf(WIDTH), javaScriptEnabled: false }, pages, async (tab, page) => {
      await tab.goto(server.origin + page.path, { waitUntil: "load" });
      return tab.evaluate(() => ({
        words: document.body.innerText,
        main: document.querySelector("main")?.innerText ?? "",
      }));
    }),
  );
}

/** Compares what pages show with scripts and without. */
export async function check(site, tools) {
  const seen = await survey(site, tools);
  const scripted = seen.filter(({ scripts }) => scripts > 0).map(({ page }) => page);
  const pages = [...new Set([...scripted, ...site.samples()])];
  const plain = await wordsOf(site, tools, pages);
  const failures = pages.flatMap((page, index) => {
    if (plain[index].main.trim() === "") return [`${page.path}: shows nothing in its main part without scripts`];
    const withScripts = seen.find((entry) => entry.page === page).words;
    return plain[index].words === withScripts ? [] : [`${page.path}: shows other words with scripts than without`];
  });
  return {
    examined: `${seen.length} pages, ${scripted.length} with scripts; ${pages.length} opened without`,
    failures,
  };
}

/** A page that a script fills, and one that a script completes. */
export function controls(site) {
  const fill = (text) =>
    text.replace(
      /(<main[^>]*>)[^]*<\/main>/,
      "$1</main><script>document.querySelector('main').append('late')</script>",
    );
  return [
    {
      name: "a page that a script fills, a page that a script completes",
      edits: [
        ...site.withoutPolicy(),
        ["404.html", all(fill, dropPolicy)],
        ["index.html", all(append("<script>document.querySelector('main').append('more')</script>"), dropPolicy)],
      ],
      only: ["/404.html", "/"],
      expect: [/404\.html: shows nothing/, /\/: shows other words/],
    },
  ];
}
