/**
 * Pictures: the longest page of each layout is photographed at three widths, light and dark, into
 * `target/browser/shots/`, for people to look at. It promises that no picture is blank, that light is light and dark
 * is dark.
 */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pngjs from "pngjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "shots";

const WINDOWS = [320, 768, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** A picture shows this much of a page at most; below, pages only go on. */
const TALLEST = 5000;

/** Photographs a page and returns the picture as PNG. */
async function photograph(tab, url, width) {
  await tab.goto(url, { waitUntil: "load" });
  // Images that load when scrolled to have to be there before the picture is taken.
  await tab.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  return tab.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
}

/** Returns the mean brightness of the upper part of a picture, from 0 to 1, and the share of its most frequent colour. */
function measure(png) {
  const { width, height, data } = pngjs.PNG.sync.read(png);
  const counts = new Map();
  let light = 0;
  let total = 0;
  for (let offset = 0; offset < width * Math.min(height, 2000) * 4; offset += 12) {
    const [red, green, blue] = [data[offset], data[offset + 1], data[offset + 2]];
    const colour = (red << 16) | (green << 8) | blue;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    light += (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    total += 1;
  }
  return { brightness: light / total, uniform: Math.max(...counts.values()) / total };
}

/** Returns what is wrong with a picture. */
function pictureFaults(png, scheme) {
  const { brightness, uniform } = measure(png);
  const notes = uniform > 0.998 ? ["shows nothing"] : [];
  if (scheme === "dark" && brightness > 0.45) notes.push(`is bright in the dark (${brightness.toFixed(2)})`);
  if (scheme === "light" && brightness < 0.55) notes.push(`is dark in the light (${brightness.toFixed(2)})`);
  return notes;
}

/** Photographs the sample pages of a site in every window; pictures of broken copies are not kept. */
export async function check(site, tools) {
  const folder = join(tools.out, "shots");
  if (!tools.control) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  const pages = site.fullest();
  const failures = await serving(site, {}, async (server) => {
    const found = [];
    for (const { width, scheme } of WINDOWS) {
      const lines = await inTabs(tools.browser, windowOf(width, scheme), pages, async (tab, page) => {
        const png = await photograph(tab, server.origin + page.path, width);
        const name = `${page.kind}-${width}-${scheme}.png`;
        if (!tools.control) await writeFile(join(folder, name), png);
        // The picture of a phone's window is looked through; the wider ones are made of the same colours.
        return width === 320 ? pictureFaults(png, scheme).map((note) => `${page.path} (${name}): ${note}`) : [];
      });
      found.push(...lines.flat());
    }
    return found;
  });
  return { examined: `${pages.length} layouts, ${pages.length * WINDOWS.length} pictures`, failures };
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
      expect: [/404.html \(.*\): shows nothing/, /^\/ \(.*dark\.png\): is bright in the dark/],
    },
  ];
}
