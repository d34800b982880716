/**
 * Pictures: the longest page of each layout is photographed at three widths, light and dark, into
 * `target/browser/shots/`, for people to look at. It promises that no picture is blank, and that a page is
 * darker in the dark.
 */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pngjs from "pngjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "shots";

const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"];

/** A picture shows this much of a page at most; below, pages only go on. */
const TALLEST = 5000;

/** Opens a page with all its images, those included that load when they are scrolled to. */
async function open(tab, url) {
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
}

/** Photographs the page in a tab in a window of some width and returns the picture as PNG. */
async function photograph(tab, width, colorScheme) {
  await tab.setViewportSize(windowOf(width).viewport);
  await tab.emulateMedia({ colorScheme });
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  return tab.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
}

/** Returns the mean brightness of the upper part of a picture, from 0 to 1, and the share of its most frequent colour. */
function measure(png) {
  const { width, height, data } = pngjs.PNG.sync.read(png);
  const counts = new Map();
  let light = 0;
  let total = 0;
  // Every third pixel says as much as all of them.
  for (let offset = 0; offset < width * Math.min(height, 2000) * 4; offset += 12) {
    const [red, green, blue] = [data[offset], data[offset + 1], data[offset + 2]];
    const colour = (red << 16) | (green << 8) | blue;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    light += (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    total += 1;
  }
  return { brightness: light / total, uniform: Math.max(...counts.values()) / total };
}

/** Returns what is wrong with the light and the dark picture of a page. */
function pictureFaults(page, light, dark) {
  const notes = [light, dark].some(({ uniform }) => uniform > 0.998) ? ["shows nothing"] : [];
  const gap = light.brightness - dark.brightness;
  if (gap < 0.25) notes.push(`is hardly darker in the dark (by ${gap.toFixed(2)} of 1)`);
  return notes.map((note) => `${page.path}: ${note}`);
}

/** Photographs one page in every window and returns what is wrong with its pictures. */
async function portray(tab, url, page, folder) {
  await open(tab, url);
  const measures = [];
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const png = await photograph(tab, width, scheme);
      if (folder) await writeFile(join(folder, `${page.kind}-${width}-${scheme}.png`), png);
      // The pictures of the narrow window are looked through; the wider ones are made of the same colours.
      if (width === WIDTHS[0]) measures.push(measure(png));
    }
  }
  return pictureFaults(page, ...measures);
}

/** Photographs the longest page of each layout; pictures of broken copies are not kept. */
export async function check(site, tools) {
  const folder = tools.control ? null : join(tools.out, "shots");
  if (folder) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  const pages = site.fullest();
  const failures = await serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(WIDTHS[0]), pages, (tab, page) =>
      portray(tab, server.origin + page.path, page, folder),
    ),
  );
  const pictures = pages.length * WIDTHS.length * SCHEMES.length;
  return { examined: `${pages.length} layouts, ${pictures} pictures`, failures: failures.flat() };
}

/** A page with an empty body, and a page that has lost its style sheet and with it its dark scheme. */
export function controls() {
  const empty = (text) => text.replace(/(<body[^>]*>)[^]*<\/body>/, "$1</body>");
  const bare = (text) => text.replace(/<link[^>]*stylesheet[^>]*>/, "").replace(/<meta[^>]*color-scheme[^>]*>/, "");
  return [
    {
      name: "an empty page, a page without a style sheet",
      edits: [
        ["404.html", empty],
        ["index.html", bare],
      ],
      only: ["/404.html", "/"],
      expect: [/404\.html: shows nothing/, /^\/: is hardly darker in the dark/],
    },
  ];
}
