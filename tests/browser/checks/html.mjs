/**
 * Conformance: every page, style sheet and drawing of the site goes to the Nu Html Checker in one call of Java. It
 * promises that no file of the site holds an error; warnings are written to `target/browser/vnu-warnings.txt`.
 */

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import vnu from "vnu-jar";
import { append } from "../site.mjs";

export const title = "html";

/** A warning that is wrong here: the checker reads files, and for a file nothing is the page's own origin. */
const MISTAKEN = /violates Content Security Policy/;

/** Runs the checker with some flags over some files and returns its messages. */
export function runChecker(flags, files) {
  const all = ["-Xss2m", "-jar", String(vnu), "--stdout", "--exit-zero-always", "--format", "json", ...flags, ...files];
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 256 << 20 };
    execFile("java", all, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`the checker stopped: ${error.message} ${stderr}`));
      else resolve(JSON.parse(stdout).messages);
    });
  });
}

/** Returns one line for a message, with the place it speaks of. */
function describe(site, message) {
  const file = relative(site.root, fileURLToPath(message.url));
  return `${file}:${message.lastLine ?? 1}:${message.lastColumn ?? 1}: ${message.message}`;
}

/** Checks the pages of a site and all its style sheets and drawings. */
export async function check(site, tools) {
  const pages = site.pages.map((page) => join(site.root, page.file));
  const sheets = site.filesEnding(".css");
  const drawings = site.filesEnding(".svg");
  const messages = await runChecker(["--also-check-css", "--also-check-svg"], [...pages, ...sheets, ...drawings]);
  const warnings = messages.filter((message) => message.type === "info" && !MISTAKEN.test(message.message));
  if (!tools.control) {
    const lines = warnings.map((message) => `${describe(site, message)}\n`);
    await writeFile(join(tools.out, "vnu-warnings.txt"), lines.join(""));
  }
  return {
    examined: `${pages.length} pages, ${sheets.length} style sheets, ${drawings.length} drawings; ${warnings.length} warnings`,
    failures: messages.filter((message) => message.type !== "info").map((message) => describe(site, message)),
  };
}

/** A stray end tag, an id that stands twice, and a property that no style sheet knows. */
export function controls(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  return [
    {
      name: "a stray end tag, an id that stands twice, an unknown property",
      edits: [
        ["404.html", append('</section><p id="twice">1</p><p id="twice">2</p>')],
        [sheet, (text) => `${text}\np { colour: red }\n`],
      ],
      only: ["/404.html"],
      expect: [/404\.html:.*Stray end tag/, /404\.html:.*Duplicate ID/, /\.css:.*colour/],
    },
  ];
}
