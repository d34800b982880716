/**
 * The styles in the elements: every mail is made once more, by a frame in which all rules stay in the style sheet, and
 * the browser computes the styles of both. It promises that every element has the same ones, so that nothing was lost
 * or won when the rules went into the elements.
 *
 * The frame is the built-in one, of which one line is changed: rules of a style element marked `data-mail="late"` are
 * left where they are, so all are marked so. The program needs no way of its own for this.
 */

import { atOnce, makeMail, withLayout } from "../../demarche.mjs";
import { inTabs, windowOf } from "../../browser.mjs";
import { openMail } from "../../mails.mjs";

export const title = "mail-inline";

const FRAME = "newsletter/base.html";

/** The windows; the second, in which late rules overrule what is in the elements, is for the mails of `mail-site` alone. */
const WINDOWS = [
  { width: 600, scheme: "light" },
  { width: 320, scheme: "dark" },
];

/** How many elements of a mail are told to differ. */
const MOST = 12;

/** Puts all rules of the frame into the style element that stays. */
function keepRules(frame) {
  const joined = frame.replace(/<\/style>\s*<style data-mail="late">/, "");
  return joined === frame ? frame : joined.replace("<style>", '<style data-mail="late">');
}

/** Returns, for each mail, its HTML with all rules in the style sheet. */
async function sheetsOf(mails, tools) {
  const made = new Map();
  for (const site of mails.sites()) {
    const own = mails.all.filter((mail) => mail.site === site);
    await withLayout(site.root, tools.layouts, FRAME, keepRules, (root) =>
      atOnce(own, async (mail) => made.set(mail.name, (await makeMail(tools.demarche, root, mail.path)).html)),
    );
  }
  return made;
}

/** Returns, from inside a mail, a short name of each element and a mark of all its computed styles. */
function marks() {
  const keys = [...getComputedStyle(document.body)];
  return [document.body, ...document.body.querySelectorAll("*")].map((element) => {
    const style = getComputedStyle(element);
    let mark = 0;
    for (const key of keys) {
      const value = style.getPropertyValue(key);
      for (let at = 0; at < value.length; at += 1) mark = (Math.imul(mark, 31) + value.charCodeAt(at)) | 0;
      mark = (Math.imul(mark, 31) + 10) | 0;
    }
    return { name: element.outerHTML.slice(0, 90), mark };
  });
}

/** Returns, from inside a mail, the computed styles of the elements with these numbers. */
function computed(numbers) {
  const elements = [document.body, ...document.body.querySelectorAll("*")];
  return numbers.map((number) => {
    const style = getComputedStyle(elements[number]);
    return Object.fromEntries([...style].map((key) => [key, style.getPropertyValue(key)]));
  });
}

/** Returns what differs between two elements. */
function difference(one, other) {
  const keys = Object.keys({ ...one, ...other }).filter((key) => one[key] !== other[key]);
  return keys.slice(0, 4).map((key) => `${key} is ${one[key]} inlined and ${other[key]} not`);
}

/** Shows a mail in a window, with its own HTML or another, and returns what `work` says of it. */
async function shown(tab, mail, html, { width, scheme }, work, given) {
  await tab.setViewportSize(windowOf(width).viewport);
  await tab.emulateMedia({ colorScheme: scheme });
  await openMail(tab, mail, { html });
  return tab.evaluate(work, given);
}

/** Compares one mail in one window with the same mail whose rules stayed in its style sheet. */
async function compareIn(tab, mail, sheet, window) {
  const there = await shown(tab, mail, sheet, window, marks);
  const here = await shown(tab, mail, mail.html, window, marks);
  if (here.length !== there.length) return [`has ${here.length} elements inlined and ${there.length} not`];
  const differing = [...here.keys()].filter((number) => here[number].mark !== there[number].mark).slice(0, MOST);
  if (differing.length === 0) return [];
  const inlined = await tab.evaluate(computed, differing);
  const other = await shown(tab, mail, sheet, window, computed, differing);
  return differing.map((number, at) => `${here[number].name}: ${difference(inlined[at], other[at]).join(", ")}`);
}

/** Compares one mail in every window that is meant for it. */
async function compare(tab, mail, sheet) {
  const faults = [];
  for (const window of mail.site.name === "mail-site" ? WINDOWS : WINDOWS.slice(0, 1)) {
    const found = await compareIn(tab, mail, sheet, window);
    faults.push(...found.map((fault) => `${mail.name} [${window.width} px, ${window.scheme}]: ${fault}`));
  }
  // Without a rule in its style sheet, the other mail would be the same one over again.
  if (!/<style>[^]*\.card ?\{/.test(sheet)) faults.push(`${mail.name}: the rules did not stay in the style sheet`);
  return faults;
}

/** Compares every mail. */
export async function check(mails, tools) {
  const sheets = await sheetsOf(mails, tools);
  const seen = await inTabs(tools.browser, windowOf(600), mails.all, (tab, mail) =>
    compare(tab, mail, sheets.get(mail.name)),
  );
  const elements = mails.all.reduce((sum, { html }) => sum + html.split(/<[a-z]/).length, 0);
  return { examined: `${mails.all.length} mails, about ${elements} elements`, failures: seen.flat() };
}

/** A declaration that was lost, one that was changed, and an element that was. */
export function controls() {
  return [
    {
      name: "a margin that was lost, a colour that the dark overrules, an element too many",
      edits: [
        ["mail-site/letters/short/", "html", (html) => html.replace(/(<h1 style="[^"]*?)margin:[^;]*;/, "$1")],
        [
          "mail-site/letters/long/",
          "html",
          (html) => html.replace(/(<blockquote style="[^"]*?)color:#4f565d/, "$1color:red"),
        ],
        ["mail-site/letters/first/", "html", (html) => html.replace("</h1>", "</h1><p></p>")],
      ],
      only: ["mail-site/letters/short/", "mail-site/letters/long/", "mail-site/letters/first/"],
      expect: [
        /short\/ \[600 px, light\]: <h1 .*margin-/,
        /long\/ \[600 px, light\]: <blockquote .*color is rgb\(255, 0, 0\) inlined/,
        /first\/ \[320 px, dark\]: has \d+ elements inlined/,
      ],
    },
  ];
}
