/**
 * Conformance of mails: the HTML of every mail goes to the Nu Html Checker in one call of Java. It promises no error
 * but for the few attributes and properties that are there for one mail program alone.
 */

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runChecker } from "../html.mjs";
import { afterTitle } from "../../mails.mjs";

export const title = "mail-html";

/** What is written for Outlook, and is no HTML or CSS. */
const OUTLOOK = ".*(xmlns:[vo]|mso-).*";

/** Runs the checker over every mail. */
export async function check(mails) {
  const messages = await mails.asFiles("html", async (files, root) => {
    const found = await runChecker(["--errors-only", "--filterpattern", OUTLOOK], files);
    return found.map((message) => {
      const file = relative(root, fileURLToPath(message.url));
      return `${file}:${message.lastLine ?? 1}:${message.lastColumn ?? 1}: ${message.message}`;
    });
  });
  return { examined: `${mails.all.length} mails`, failures: messages };
}

/** A stray end tag, an id that stands twice, an attribute and a property that nobody knows. */
export function controls() {
  const wrong = '</section><p id="twice">1</p><p id="twice" alignment="left" style="colour:red">2</p>';
  return [
    {
      name: "a stray end tag, an id that stands twice, an unknown attribute, an unknown property",
      edits: [["mail-site/letters/short/", "html", afterTitle(wrong)]],
      only: ["mail-site/letters/short/"],
      expect: [/Stray end tag/, /Duplicate ID/, /alignment/, /colour/],
    },
  ];
}
