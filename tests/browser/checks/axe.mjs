/**
 * Accessibility: axe-core runs in the browser on the longest and the shortest page of each layout, at phone and desk
 * width, in light and dark. It promises no violation of WCAG 2.2 at levels A and AA, nor of axe's own best practice.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { append } from "../site.mjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "axe";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WINDOWS = [320, 768, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** Runs axe on the page in a tab and returns a line for each rule that is broken, with the first elements that break it. */
async function violationsOf(tab, where) {
  const violations = await tab.evaluate(async (tags) => {
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
    const result = await globalThis.axe.run(document, options);
    return result.violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map((node) => `${node.target.join(" ")}  ${node.html.slice(0, 120)}`),
    }));
  }, TAGS);
  return violations.map(({ rule, nodes }) => `${where}: ${rule} (${nodes.length})\n${nodes.slice(0, 3).join("\n")}`);
}

/** Opens one page and returns its violations in every window. */
async function inEveryWindow(tab, url, page) {
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(SOURCE);
  const found = [];
  for (const { width, scheme } of WINDOWS) {
    await tab.setViewportSize(windowOf(width).viewport);
    await tab.emulateMedia({ colorScheme: scheme });
    found.push(...(await violationsOf(tab, `${page.path} [${page.kind}, ${width} px, ${scheme}]`)));
  }
  return found;
}

/** Runs axe on the sample pages of a site in every window. */
export async function check(site, tools) {
  const pages = site.samples();
  const failures = await serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(WINDOWS[0].width), pages, (tab, page) =>
      inEveryWindow(tab, server.origin + page.path, page),
    ),
  );
  return { examined: `${pages.length} pages, ${WINDOWS.length} windows each`, failures: failures.flat() };
}

/** An image without a text, and a title too dark in the dark, on a phone alone. */
export function controls(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  const dim = "@media (prefers-color-scheme: dark) and (max-width: 400px) { main h1 { color: #333 !important } }";
  return [
    {
      name: "an image without a text, a title too dark in the dark on a phone",
      edits: [
        ["404.html", append(`<p><img src="/no-such-image.svg" width="40" height="40"></p>`)],
        [sheet, (text) => `${text}\n${dim}\n`],
      ],
      only: ["/404.html"],
      expect: [/1280 px, light\]: image-alt/, /320 px, dark\]: color-contrast/],
    },
  ];
}
