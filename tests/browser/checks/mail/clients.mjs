/**
 * What mail programs know: the HTML of every mail goes through caniemail, for all programs of Gmail, Outlook and Apple.
 * It promises that none uses what one of them does not know, but for what `clients.json` lists: enhancements that a
 * reader does without. The list holds nothing that is not used, so that it can only shrink.
 */

import { readFile } from "node:fs/promises";
import { caniemail } from "caniemail";
import { afterTitle } from "../../mails.mjs";

export const title = "mail-clients";

/** The programs that are asked. */
const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*"];

/** What may be unknown: the feature's name with caniemail, to which programs, and why a reader does without. */
const ALLOWED = JSON.parse(await readFile(new URL("clients.json", import.meta.url), "utf8"));

/** How many pairs of a feature and a program the list holds at most: as many as when it was made, or since made less. */
const MOST = 34;

/** Returns what is unknown to a program in a mail: for each pair of a feature and a program, where it stands first. */
function unknownTo(html) {
  const found = new Map();
  for (const [client, issues] of caniemail({ clients: CLIENTS, html }).issues.errors) {
    for (const { title: feature, position } of issues) {
      const pair = `${feature}, ${client}`;
      if (!found.has(pair)) found.set(pair, position?.start.line ?? 1);
    }
  }
  return found;
}

/** Looks at every mail, and at the list. */
export async function check(mails) {
  const allowed = Object.entries(ALLOWED).flatMap(([feature, { clients }]) =>
    clients.map((client) => `${feature}, ${client}`),
  );
  const failures = [];
  const used = new Set();
  for (const { name, html } of mails.all) {
    for (const [pair, line] of unknownTo(html)) {
      used.add(pair);
      if (!allowed.includes(pair)) failures.push(`${name}:${line}: unknown: ${pair}`);
    }
  }
  const unused = allowed.filter((pair) => !used.has(pair)).map((pair) => `clients.json: not needed any more: ${pair}`);
  if (allowed.length > MOST)
    failures.push(`clients.json: allows ${allowed.length} pairs, and may only shrink from ${MOST}`);
  const listed = `${Object.keys(ALLOWED).length} features allowed, ${allowed.length} pairs with a program`;
  return { examined: `${mails.all.length} mails, ${listed}`, failures: [...failures, ...unused] };
}

/** A mail with what some programs do not know, and one that no longer needs what the list allows. */
export function controls() {
  const piece = '<div style="display:flex;position:fixed">a</div><video></video><p style="word-break:break-word">b</p>';
  return [
    {
      name: "a position, a film and a property; a list that allows what is not used",
      edits: [
        ["mail-site/letters/short/", "html", (html) => afterTitle(piece)(html.replaceAll("border-radius", "border-x"))],
      ],
      only: ["mail-site/letters/short/"],
      expect: [
        /unknown: position, gmail/,
        /unknown: <video> element, gmail/,
        /unknown: word-break, outlook/,
        /not needed any more: border-radius, outlook/,
      ],
    },
  ];
}
