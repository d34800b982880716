/**
 * The rules of html-validate: the HTML of every mail comes in. It promises that none breaks a rule of the recommended
 * set, but for those that speak against what mail programs ask for.
 */

import { HtmlValidate } from "html-validate";
import { afterTitle } from "../../mails.mjs";

export const title = "mail-rules";

/** What mails do on purpose: styles in elements, old attributes, comments for Outlook; and matters of taste. */
const OFF = [
  "no-inline-style",
  "no-deprecated-attr",
  "no-conditional-comment",
  "doctype-style",
  "void-style",
  "long-title",
  "prefer-native-element",
  "no-trailing-whitespace",
  "attr-quotes",
];

const VALIDATOR = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: Object.fromEntries(OFF.map((rule) => [rule, "off"])),
});

/** Returns a line for each rule that a mail breaks. */
async function faultsOf({ name, html }) {
  const { results } = await VALIDATOR.validateString(html, name);
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ line, column, ruleId, message }) => `${name}:${line}:${column}: ${ruleId}: ${message}`);
}

/** Looks at every mail. */
export async function check(mails) {
  const failures = await Promise.all(mails.all.map(faultsOf));
  return { examined: `${mails.all.length} mails`, failures: failures.flat() };
}

/** A picture without a text, a block in a paragraph, a link in a link, an element that is no more. */
export function controls() {
  const wrong =
    '<img src="https://example.net/a.png" width="9" height="9"><p><div>d</div></p><a href="#x"><a href="#y">y</a></a><center>c</center>';
  return [
    {
      name: "a picture without a text, a block in a paragraph, a link in a link, an old element",
      edits: [["mail-site/letters/short/", "html", afterTitle(wrong)]],
      only: ["mail-site/letters/short/"],
      expect: [/wcag\/h37|alt/, /close-order|no-implicit-close/, /element-permitted-content/, /deprecated/],
    },
  ];
}
