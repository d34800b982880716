/**
 * The structure of mails: the HTML of every mail is parsed by the browser, with what is there for Outlook alone. It
 * promises one first heading, a title, languages and directions, tables that are either for layout and say so or hold
 * data and have heads, texts for pictures, and addresses that lead somewhere.
 */

import { inTabs, windowOf } from "../../browser.mjs";
import { afterTitle } from "../../mails.mjs";

export const title = "mail-structure";

/** Returns, from inside the browser, what is wrong with the structure of a mail. */
function look(html) {
  // A conditional comment holds tables that Outlook alone sees; without its marks they stand where it sees them.
  const forOutlook = html.replace(/<!--\[if mso\]>|<!\[endif\]-->/g, "");
  const documents = [html, forOutlook].map((text) => new DOMParser().parseFromString(text, "text/html"));
  const [mail] = documents;
  const faults = [];
  const fault = (text, element) => faults.push(element ? `${text}: ${element.outerHTML.slice(0, 120)}` : text);
  const heads = mail.querySelectorAll("h1").length;
  if (heads !== 1) fault(`has ${heads} first headings`);
  if (mail.title.trim() === "") fault("has no title");
  const { lang, dir } = mail.documentElement;
  const article = mail.querySelector("body > div[role=article][aria-roledescription=email]");
  if (!lang || !/^(ltr|rtl)$/.test(dir)) fault("does not say its language and direction");
  if (article?.lang !== lang || article?.dir !== dir || !article?.getAttribute("aria-label"))
    fault("has no article that says its language, direction and subject");
  for (const table of documents.flatMap((document) => [...document.querySelectorAll("table")])) {
    const own = (selector) => [...table.querySelectorAll(selector)].filter((part) => part.closest("table") === table);
    const cells = own("th, caption, thead, [scope]");
    if (table.getAttribute("role") === "presentation") {
      if (cells.length > 0) fault("a table for layout has heads", table);
    } else if (table.hasAttribute("role")) {
      fault("a table has a role of its own", table);
    } else {
      const scoped = own("th[scope=col], th[scope=row]");
      if (scoped.length === 0 || own("th").length > scoped.length)
        fault("a table of data has heads without scope", table);
      if (own("[role]").length > 0) fault("a table of data has parts with roles", table);
    }
  }
  for (const image of mail.images) {
    if (!image.hasAttribute("alt")) fault("a picture has no text", image);
    const whole = ["width", "height"].every((name) => /^\d+$/.test(image.getAttribute(name) ?? ""));
    if (!whole) fault("a picture has no size in whole pixels", image);
    if (!/^https:\/\/.*\.(jpe?g|png|gif)$/.test(image.getAttribute("src")))
      fault("a picture that mails do not show", image);
  }
  for (const link of mail.querySelectorAll("a")) {
    if (!/^(https?:\/\/|mailto:|tel:)/.test(link.getAttribute("href") ?? "")) fault("a link leads nowhere", link);
  }
  for (const element of mail.querySelectorAll("script, form, iframe, object, embed, video, audio, input, button"))
    fault("an element that mail programs remove", element);
  return [...new Set(faults)];
}

/** Looks at the structure of every mail. */
export async function check(mails, tools) {
  const failures = await inTabs(tools.browser, windowOf(600), mails.all, async (tab, { name, html }) =>
    (await tab.evaluate(look, html)).map((fault) => `${name}: ${fault}`),
  );
  return { examined: `${mails.all.length} mails`, failures: failures.flat() };
}

/** Each thing that can be wrong, in one mail or another. */
export function controls() {
  const long = (html) =>
    afterTitle("<h1>Again</h1>")(html)
      .replace(/<title>.*?<\/title>/, "<title> </title>")
      .replace('<th scope="col"', "<th")
      .replace(/ dir="ltr"/, "")
      .replace(' alt="Lantern Office for Early Warning"', "");
  const short = (html) =>
    afterTitle('<a href="#fn-short-a">1</a><img src="https://example.net/a.webp" alt="" width="auto" height="9">')(
      html.replace('<!--[if mso]><table role="presentation"', "<!--[if mso]><table"),
    );
  const first = afterTitle('<form></form><table role="table"><tr><td></td></tr></table>');
  const issue = (html) => html.replace(/<td class="around"/, '<th class="around"');
  return [
    {
      name: "two first headings, no title, heads without scope, layout that says nothing, and so on",
      edits: [
        ["mail-site/letters/long/", "html", long],
        ["mail-site/letters/short/", "html", short],
        ["mail-site/letters/first/", "html", first],
        ["mail-site/newsletters/12/", "html", issue],
      ],
      only: ["long", "short", "first"].map((name) => `mail-site/letters/${name}/`).concat("mail-site/newsletters/12/"),
      expect: [
        /long\/: has 2 first headings/,
        /long\/: has no title/,
        /long\/: does not say its language/,
        /long\/: a table of data has heads without scope/,
        /long\/: a picture has no text/,
        /short\/: a table of data has heads without scope: <table width="600"/,
        /short\/: a link leads nowhere/,
        /short\/: a picture has no size/,
        /short\/: a picture that mails do not show/,
        /first\/: a table has a role of its own/,
        /first\/: an element that mail programs remove/,
        /12\/: a table for layout has heads/,
      ],
    },
  ];
}
