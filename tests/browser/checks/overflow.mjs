/**
 * Width: every page that a reader can stay on is opened in a window of 320 px. It promises that none can be scrolled
 * sideways, and names the elements that stick out of one that can.
 */

import { append } from "../site.mjs";
import { WIDTH, survey } from "../survey.mjs";

export const title = "overflow";

/** Looks at the width of every page of a site. */
export async function check(site, tools) {
  const seen = await survey(site, tools);
  const wide = seen.filter(({ width, room }) => width > room || room !== WIDTH);
  return {
    examined: `${seen.length} pages at ${WIDTH} px`,
    failures: wide.map(
      ({ page, width, room, culprits }) => `${page.path}: ${width} px wide in ${room} px: ${culprits.join(", ")}`,
    ),
  };
}

/** A block that is wider than a phone. */
export function controls(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  return [
    {
      name: "a block 400 px wide",
      edits: [
        ["404.html", append('<div class="too-wide">wide</div>')],
        [sheet, (text) => `${text}\n.too-wide { width: 400px }\n`],
      ],
      only: ["/404.html"],
      expect: [/404\.html: \d+ px wide in 320 px:.*div\.too-wide/],
    },
  ];
}
