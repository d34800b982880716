/**
 * Accessibility of mails: axe-core runs in the browser on every mail at three widths, light and dark. It promises no
 * violation, text that is large enough, and a contrast that was measured and is enough, in the dark as well.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { inTabs, windowOf } from "../../browser.mjs";
import { afterTitle, openMail } from "../../mails.mjs";

export const title = "mail-axe";

const SOURCE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WINDOWS = [320, 600, 1200].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** The smallest text, in CSS pixels, and the least contrast. */
const SMALLEST = 16;
const CONTRAST = 4.5;

/** Returns, from inside the mail, what axe finds, what contrast it measured, and which texts are small. */
async function look({ smallest }) {
  const rules = { "landmark-one-main": { enabled: false }, region: { enabled: false } };
  const result = await globalThis.axe.run(document, { rules });
  const nodes = (list, rule) => list.filter(({ id }) => !rule || id === rule).flatMap((entry) => entry.nodes);
  const where = (node) => `${node.target.join(" ")}  ${node.html.slice(0, 120)}`;
  const small = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const seen = walker.currentNode.data.trim() !== "" && element.getClientRects().length > 0;
    if (seen && parseFloat(getComputedStyle(element).fontSize) < smallest) small.add(element.outerHTML.slice(0, 120));
  }
  return {
    violations: result.violations.map((entry) => `${entry.id}: ${entry.help}\n${entry.nodes.slice(0, 3).map(where)}`),
    unsure: nodes(result.incomplete, "color-contrast").map(where),
    contrasts: nodes(result.passes, "color-contrast").map((node) => [node.any[0].data.contrastRatio, where(node)]),
    grounds: nodes(result.passes, "color-contrast").map((node) => node.any[0].data.bgColor),
    small: [...small],
  };
}

/** Returns a line for each thing that is wrong with a mail in one window. */
function faultsOf(seen, scheme) {
  const low = seen.contrasts.filter(([contrast]) => contrast < CONTRAST);
  const faults = [
    ...seen.violations,
    ...seen.unsure.map((node) => `contrast could not be measured: ${node}`),
    ...low.map(([contrast, node]) => `contrast of ${contrast}: ${node}`),
    ...seen.small.map((element) => `text of less than ${SMALLEST} px: ${element}`),
  ];
  // What axe measures has to be what a reader sees at this hour: dark letters on white would pass as well.
  const fitting = seen.grounds.filter((colour) => /^#[89a-f].[89a-f].[89a-f]/.test(colour) === (scheme === "light"));
  if (fitting.length <= seen.grounds.length / 2) faults.push(`hardly any contrast was measured on a ${scheme} ground`);
  return faults;
}

/** Opens one mail and returns what is wrong in any window, with how many contrasts were measured. */
async function inEveryWindow(tab, mail) {
  await openMail(tab, mail);
  await tab.evaluate(SOURCE);
  const faults = [];
  let measured = 0;
  for (const { width, scheme } of WINDOWS) {
    await tab.setViewportSize(windowOf(width).viewport);
    await tab.emulateMedia({ colorScheme: scheme });
    const seen = await tab.evaluate(look, { smallest: SMALLEST });
    measured += seen.contrasts.length;
    faults.push(...faultsOf(seen, scheme).map((fault) => `${mail.name} [${width} px, ${scheme}]: ${fault}`));
  }
  return { faults, measured };
}

/** Runs axe on every mail in every window. */
export async function check(mails, tools) {
  const seen = await inTabs(tools.browser, windowOf(600), mails.all, inEveryWindow);
  const measured = seen.reduce((sum, mail) => sum + mail.measured, 0);
  return {
    examined: `${mails.all.length} mails, ${WINDOWS.length} windows each, ${measured} contrasts measured`,
    failures: seen.flatMap(({ faults }) => faults),
  };
}

/** Faults that are there always, on a telephone alone, in the dark alone; a mail that knows no dark. */
export function controls() {
  const style =
    "<style>@media (prefers-color-scheme:dark) and (max-width:400px){.card .dim.dim{color:#333 !important}}" +
    "@media (min-width:1000px){.tiny{font-size:12px}}</style>";
  const piece =
    '<p class="dim" style="color:#333">dim</p><p class="tiny">tiny</p><p style="color:#949494;font-size:30px">pale</p>' +
    '<p style="background-image:linear-gradient(red,blue)">unsure</p><a href="https://example.net/"></a>';
  const bare = (html) => html.replace(/@media \(prefers-color-scheme: dark\)/, "@media print");
  return [
    {
      name: "a dim text in the dark on a telephone, a small one at a desk, large pale letters, a link without a text",
      edits: [
        ["mail-site/letters/short/", "html", (html) => afterTitle(piece)(html.replace("</head>", `${style}</head>`))],
        ["mail-site/letters/first/", "html", bare],
      ],
      only: ["mail-site/letters/short/", "mail-site/letters/first/"],
      expect: [
        /short\/ \[320 px, dark\]: color-contrast/,
        /short\/ \[1200 px, light\]: text of less/,
        /short\/ \[600 px, light\]: contrast of 3/,
        /short\/ \[600 px, light\]: contrast could not be measured/,
        /short\/ \[600 px, light\]: link-name/,
        /first\/ \[600 px, dark\]: hardly any contrast was measured on a dark ground/,
      ],
    },
  ];
}
