/**
 * The text part of mails: HTML and text of every mail come in. It promises that the text holds every heading, every
 * address that the HTML links, every picture's description and every footnote, in lines that no program wraps again, and
 * nothing that is HTML.
 */

import { inTabs, windowOf } from "../../browser.mjs";

export const title = "mail-text";

/** The widest line, in columns of a terminal. */
const WIDEST = 78;

/** Names of elements and of character references, as they would stand in a text that was not made of HTML properly. */
const TAG =
  /<\/?(a|abbr|b|blockquote|br|code|div|em|figure|h[1-6]|hr|i|img|li|ol|p|pre|section|span|strong|su[bp]|table|t[dhr]|ul|wbr)\b[^>]*>/i;
const REFERENCE = /&(#\d+|#x[\da-f]+|amp|lt|gt|quot|apos|nbsp|zwnj|shy|[lr][ds]quo|[mn]dash|hellip);/i;

/** Returns, from inside the browser, what of a mail its text has to hold. */
function look(html) {
  const mail = new DOMParser().parseFromString(html, "text/html");
  mail.querySelectorAll("head, div[style*='display:none']").forEach((hidden) => hidden.remove());
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const texts = (element) => {
    const walker = mail.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.data.replace(/\s+/g, " ").trim());
    return found.filter((text) => text !== "");
  };
  return {
    headings: [...mail.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(words),
    links: [...mail.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
    pictures: [...mail.querySelectorAll("p img, div > img")].map((image) => image.alt).filter((alt) => alt !== ""),
    notes: [...mail.querySelectorAll("li[id^=fn-]")].map((note) => ({
      number: [...note.parentElement.children].indexOf(note) + 1,
      texts: texts(note),
    })),
    mentions: [...mail.querySelectorAll("sup")].map(words).filter((text) => /^\[\d+\]$/.test(text)),
  };
}

/** Returns how wide a terminal shows a text: combining marks take no column, characters of East Asia two. */
function widthOf(text) {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
  return [...text].reduce((sum, c) => sum + (/[\p{M}\p{Cf}]/u.test(c) ? 0 : wide.test(c) ? 2 : 1), 0);
}

/** Tells whether a line holds one address and nothing else but what stands before a line of a list or quotation. */
function isLoneAddress(line) {
  // A sign that would mean something at the beginning of the next line stays behind the address.
  const rest = line
    .replace(/^\p{Cf}*(?:[>|\s-]|\[\d+\]|\d+\.)*/u, "")
    .trim()
    .replace(/ (?:[-*+#=|>]+|\d{1,9}[.)])$/, "");
  return rest.includes("://") && !/\s/.test(rest);
}

/** Tells whether a text says a number to call, however it parts its digits. */
function isTold(href, text) {
  return href.startsWith("tel:") && text.replace(/[\s().-]/g, "").includes(href.slice(4).replace(/[^\d+]/g, ""));
}

/** Returns the words of a text without what marks lines of quotations and lists. */
function wordsOf(text) {
  const lines = text.split("\n").map((line) => line.replace(/\p{Cf}/gu, "").replace(/^\s*(?:[>|] ?)*\s*/, ""));
  return lines.join(" ").replace(/\s+/g, " ");
}

/** Returns what is missing of a footnote: its words in their order after its number. */
function missingOf({ number, texts }, words) {
  const starts = [...words.matchAll(new RegExp(`\\[${number}\\] `, "g"))].map(({ index }) => index);
  const holds = starts.some((start) => {
    let at = start;
    return texts.every((text) => (at = words.indexOf(text, at)) >= 0);
  });
  return holds ? [] : [`lacks footnote ${number}: ${texts.join(" ").slice(0, 80)}`];
}

/** Returns what is wrong with the text of a mail that has to hold something. */
function faultsOf({ text }, { headings, links, pictures, notes, mentions }) {
  const words = wordsOf(text);
  const lines = text.split("\n");
  const plain = (value) =>
    value
      .replace(/\p{Cf}/gu, "")
      .replace(/\s+/g, " ")
      .trim();
  const address = (href) => (href.startsWith("mailto:") ? href.slice(7).split("?")[0] : href);
  const known = new Set(notes.map(({ number }) => `[${number}]`));
  return [
    ...headings.filter((heading) => !words.includes(plain(heading))).map((heading) => `lacks the heading: ${heading}`),
    ...links.filter((href) => !text.includes(address(href)) && !isTold(href, text)).map((href) => `lacks the address: ${href}`),
    ...pictures.filter((alt) => !words.includes(plain(alt))).map((alt) => `lacks the picture: ${alt}`),
    ...notes.flatMap((note) => missingOf({ ...note, texts: note.texts.map(plain) }, words)),
    ...mentions.filter((mention) => !known.has(mention)).map((mention) => `mentions no footnote: ${mention}`),
    ...lines
      .filter((line) => widthOf(line) > WIDEST && !isLoneAddress(line))
      .map((line) => `a line of ${widthOf(line)} columns: ${line}`),
    ...lines.filter((line) => TAG.test(line)).map((line) => `holds a tag: ${line}`),
    ...lines.filter((line) => REFERENCE.test(line)).map((line) => `holds a character reference: ${line}`),
  ];
}

/** Compares the text of every mail with its HTML. */
export async function check(mails, tools) {
  const seen = await inTabs(tools.browser, windowOf(600), mails.all, (tab, { html }) => tab.evaluate(look, html));
  const sum = (key) => seen.reduce((total, parts) => total + parts[key].length, 0);
  return {
    examined: `${mails.all.length} mails with ${sum("headings")} headings, ${sum("links")} links, ${sum("notes")} footnotes`,
    failures: mails.all.flatMap((mail, index) => faultsOf(mail, seen[index]).map((fault) => `${mail.name}: ${fault}`)),
  };
}

/** Texts that lack something, hold something that is HTML, or are too wide. */
export function controls() {
  const lacking = (text) =>
    text
      .replace("The cost of it", "The cost")
      .replace("/upr/upr-main?from", "/upr/upr-main?")
      .replace("It has fourteen factors", "It has factors")
      .replace("Four horizontal bars", "Bars");
  const html = (text) => `${text}<strong>x</strong>\na&nbsp;b\n${"wide ".repeat(16)}\n${"語".repeat(40)}\n`;
  return [
    {
      name: "a heading, an address, a note and a picture that are gone; tags, references, wide lines",
      edits: [
        ["mail-site/letters/long/", "text", lacking],
        ["mail-site/letters/short/", "text", html],
      ],
      only: ["mail-site/letters/long/", "mail-site/letters/short/"],
      expect: [
        /long\/: lacks the heading: The cost of it/,
        /long\/: lacks the address: .*from=lantern/,
        /long\/: lacks footnote 7/,
        /long\/: lacks the picture: Four horizontal bars/,
        /short\/: holds a tag: .*strong/,
        /short\/: holds a character reference: .*nbsp/,
        /short\/: a line of 80 columns: wide/,
        /short\/: a line of 80 columns: 語/,
      ],
    },
  ];
}
