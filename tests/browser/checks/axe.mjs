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
const WINDOWS = [320, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** Opens one page and returns a line for each element that breaks a rule. */
async function violationsOf(tab, url, where) {
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(SOURCE);
  const violations = await tab.evaluate(async (tags) => {
    const result = await globalThis.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return result.violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map((node) => `${node.target.join(" ")}  ${node.html.slice(0, 120)}`),
    }));
  }, TAGS);
  return violations.map(({ rule, nodes }) => `${where}: ${rule} (${nodes.length})\n${nodes.slice(0, 3).join("\n")}`);
}

/** Runs axe on the sample pages of a site in every window. */
export async function check(site, tools) {
  const pages = site.samples();
  const failures = await serving(site, {}, async (server) => {
    const found = [];
    for (const { width, scheme } of WINDOWS) {
      const lines = await inTabs(tools.browser, windowOf(width, scheme), pages, (tab, page) =>
        violationsOf(tab, server.origin + page.path, `${page.path} [${page.kind}, ${width} px, ${scheme}]`),
      );
      found.push(...lines.flat());
    }
    return found;
  });
  return { examined: `${pages.length} pages, ${WINDOWS.length} windows each`, failures };
}

/** An image without a text, and text too pale in the dark, on a phone alone. */
export function controls(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  const pale =
    "@media (prefers-color-scheme: dark) and (max-width: 400px) { main p.pale { background: #222; color: #333 } }";
  return [
    {
      name: "an image without a text, a paragraph too pale in the dark on a phone",
      edits: [
        ["404.html", append(`<p><img src="/no-such-image.svg" width="40" height="40"></p><p class="pale">pale</p>`)],
        [sheet, (text) => `${text}\n${pale}\n`],
      ],
      only: ["/404.html"],
      expect: [/1280 px, light\]: image-alt/, /320 px, dark\]: color-contrast/],
    },
  ];
}
