/**
 * Pictures of mails: a long letter, a digest and both from right to left are photographed at two widths, light and
 * dark, with pictures and without, into `target/browser/mail-shots/`, for people to look at. It promises that no picture
 * is blank, and that a mail is darker in the dark.
 */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inTabs, windowOf } from "../../browser.mjs";
import { openMail } from "../../mails.mjs";
import { measure, photograph, pictureFaults } from "../shots.mjs";

export const title = "mail-shots";

const WIDTHS = [320, 600];
const SCHEMES = ["light", "dark"];

/** A picture shows this much of a mail at most: all of the long letter on a wide screen. */
const TALLEST = 12_000;

/** The mails that are photographed. */
const SHOWN = ["letters/long", "newsletters/12", "ar/letters/short", "ar/newsletters/12"].map(
  (name) => `mail-site/${name}/`,
);

/** Photographs one mail in light and dark and returns what is wrong with the pictures. */
async function portray(tab, { mail, width, pictures }, folder) {
  await tab.setViewportSize({ width, height: TALLEST });
  await openMail(tab, mail, { pictures });
  const measures = [];
  for (const scheme of SCHEMES) {
    const png = await photograph(tab, scheme, TALLEST);
    const name = `${mail.path.slice(1, -1).replaceAll("/", "-")}-${width}-${scheme}${pictures ? "" : "-blocked"}.png`;
    if (folder) await writeFile(join(folder, name), png);
    measures.push(measure(png));
  }
  return pictureFaults({ path: `${mail.name} at ${width} px` }, ...measures);
}

/** Photographs the mails that are shown, as far as they are among these; pictures of broken copies are not kept. */
export async function check(mails, tools) {
  const folder = tools.control ? null : join(tools.out, "mail-shots");
  if (folder) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  const shown = mails.all.filter(({ name }) => SHOWN.includes(name));
  const jobs = shown.flatMap((mail) =>
    WIDTHS.flatMap((width) => [true, false].map((pictures) => ({ mail, width, pictures }))),
  );
  const failures = await inTabs(tools.browser, windowOf(600), jobs, (tab, job) => portray(tab, job, folder));
  if (shown.length === 0) failures.push("no mail was photographed");
  return { examined: `${shown.length} mails, ${jobs.length * SCHEMES.length} pictures`, failures: failures.flat() };
}

/** A mail with an empty body, and one that knows no dark. */
export function controls() {
  const empty = (html) => html.replace(/(<body[^>]*>)[^]*<\/body>/, "$1</body>");
  const bright = (html) =>
    html.replace("prefers-color-scheme: dark", "print").replace(/<meta name="color-scheme"[^>]*>/, "");
  return [
    {
      name: "an empty mail, a mail that knows no dark",
      edits: [
        [SHOWN[0], "html", empty],
        [SHOWN[1], "html", bright],
      ],
      only: SHOWN.slice(0, 2),
      expect: [/letters\/long\/ at 320 px: shows nothing/, /newsletters\/12\/ at 600 px: is hardly darker in the dark/],
    },
  ];
}
