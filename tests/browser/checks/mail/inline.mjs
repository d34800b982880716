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
const WINDOWS = [
  { width: 600, scheme: "light" },
  { width: 320, scheme: "dark" },
];

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

/** Returns, from inside a mail, the computed styles of each element. */
function computed() {
  return [...document.body.querySelectorAll("*"), document.body].map((element) => {
    const style = getComputedStyle(element);
    return { name: element.outerHTML.slice(0, 90), style: Object.fromEntries([...style].map((key) => [key, style[key]])) };
  });
}

/** Returns the computed styles of a mail in every window. */
async function stylesIn(tab, mail, html) {
  await openMail(tab, mail, { html });
  const seen = [];
  for (const { width, scheme } of WINDOWS) {
    await tab.setViewportSize(windowOf(width).viewport);
    await tab.emulateMedia({ colorScheme: scheme });
    seen.push(await tab.evaluate(computed));
  }
  return seen;
}

/** Returns what differs between the elements of two mails in one window. */
function differences(inlined, sheet) {
  if (inlined.length !== sheet.length) return [`has ${inlined.length} elements inlined and ${sheet.length} not`];
  return inlined.flatMap(({ name, style }, index) => {
    const other = sheet[index].style;
    const keys = Object.keys({ ...style, ...other }).filter((key) => style[key] !== other[key]);
    const told = keys.slice(0, 4).map((key) => `${key} is ${style[key]} inlined and ${other[key]} not`);
    return told.length > 0 ? [`${name}: ${told.join(", ")}`] : [];
  });
}

/** Compares one mail with the same mail whose rules stayed in its style sheet. */
async function compare(tab, mail, html) {
  const inlined = await stylesIn(tab, mail, mail.html);
  const sheet = await stylesIn(tab, mail, html);
  const faults = WINDOWS.flatMap(({ width, scheme }, index) =>
    differences(inlined[index], sheet[index]).map((fault) => `${mail.name} [${width} px, ${scheme}]: ${fault}`),
  );
  // Without a rule in its style sheet, the other mail would be the same one over again.
  if (!/<style>[^]*\.card ?\{/.test(html)) faults.push(`${mail.name}: the rules did not stay in the style sheet`);
  return { faults, elements: inlined[0].length };
}

/** Compares every mail. */
export async function check(mails, tools) {
  const sheets = await sheetsOf(mails, tools);
  const seen = await inTabs(tools.browser, windowOf(600), mails.all, (tab, mail) =>
    compare(tab, mail, sheets.get(mail.name)),
  );
  const elements = seen.reduce((sum, mail) => sum + mail.elements, 0);
  return {
    examined: `${mails.all.length} mails, ${elements} elements, ${WINDOWS.length} windows`,
    failures: seen.flatMap(({ faults }) => faults),
  };
}

/** A declaration that was lost, one that was changed, and an element that was. */
export function controls() {
  return [
    {
      name: "a margin that was lost, a colour that the dark overrules, an element too many",
      edits: [
        ["mail-site/letters/short/", "html", (html) => html.replace(/(<h1 style="[^"]*?)margin:[^;]*;/, "$1")],
        ["mail-site/letters/long/", "html", (html) => html.replace(/(<blockquote style="[^"]*?)color:#4f565d/, "$1color:red")],
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
