/**
 * The size of mails: their HTML comes in as bytes. It promises that Gmail cuts none off, that style sheets are short
 * enough to be kept and stand in the head, and that nothing is fetched for them.
 */

import { afterTitle } from "../../mails.mjs";

export const title = "mail-size";

/** From here on Gmail cuts a mail off, in bytes. */
const TOO_LARGE = 100_000;

/** The most that all style sheets of a mail may take, in bytes. */
const STYLES = 8_192;

/** Returns what is wrong with the size and the style sheets of a mail. */
function faultsOf({ name, html }) {
  const faults = [];
  const bytes = Buffer.byteLength(html);
  if (bytes >= TOO_LARGE) faults.push(`has ${bytes} bytes`);
  const sheets = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/gi)];
  const styles = sheets.reduce((sum, [, css]) => sum + Buffer.byteLength(css), 0);
  if (styles > STYLES) faults.push(`has ${styles} bytes of style sheets`);
  const head = html.search(/<\/head>/i);
  if (sheets.some(({ index }) => index > head)) faults.push("has a style sheet outside of its head");
  if (/<link\b/i.test(html)) faults.push("has a link element");
  if (/@import/i.test(html)) faults.push("imports a style sheet");
  return faults.map((fault) => `${name}: ${fault}`);
}

/** Looks at the size of every mail. */
export async function check(mails) {
  const largest = Math.max(...mails.all.map(({ html }) => Buffer.byteLength(html)));
  return {
    examined: `${mails.all.length} mails, the largest of ${largest} bytes`,
    failures: mails.all.flatMap(faultsOf),
  };
}

/** A mail that is too large, and one with every kind of style sheet that it should not have. */
export function controls() {
  const sheet = `<style>@import url("https://example.net/a.css"); ${".a{color:red}".repeat(640)}</style>`;
  return [
    {
      name: "too many bytes; a long style sheet in the body that imports another; a link",
      edits: [
        ["mail-site/letters/long/", "html", afterTitle("<p>€</p>".repeat(8_000))],
        ["mail-site/letters/short/", "html", afterTitle(`${sheet}<link rel="stylesheet" href="https://example.net/">`)],
      ],
      only: ["mail-site/letters/long/", "mail-site/letters/short/"],
      expect: [
        /long\/: has \d{6} bytes/,
        /short\/: has \d+ bytes of/,
        /outside of its head/,
        /link element/,
        /imports/,
      ],
    },
  ];
}
