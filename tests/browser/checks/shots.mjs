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

/** A picture is as tall as this at least: an empty page has no height of its own. */
const SHORTEST = 720;

/** Opens a page with all its images, those included that load when they are scrolled to. */
export async function open(tab, url) {
  await tab.goto(url, { waitUntil: "load" });
  await tab.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
}

/** Photographs the page in a tab in one colour scheme, down to a height at most, and returns the picture as PNG. */
export async function photograph(tab, colorScheme, tallest = TALLEST) {
  await tab.emulateMedia({ colorScheme });
  const { width } = tab.viewportSize();
  const long = await tab.evaluate(() => document.body.getBoundingClientRect().height);
  const height = Math.min(Math.max(long, SHORTEST), tallest);
  return tab.screenshot({ clip: { x: 0, y: 0, width, height } });
}

/** Returns the mean brightness of the upper part of a picture, from 0 to 1, and the share of its most frequent colour. */
export function measure(png) {
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
export function pictureFaults(page, light, dark) {
  const notes = [light, dark].some(({ uniform }) => uniform > 0.998) ? ["shows nothing"] : [];
  const gap = light.brightness - dark.brightness;
  if (gap < 0.25) notes.push(`is hardly darker in the dark (by ${gap.toFixed(2)} of 1)`);
  return notes.map((note) => `${page.path}: ${note}`);
}

/** Photographs one page in light and dark and returns what is wrong with the pictures. */
async function portray(tab, url, page, folder) {
  await open(tab, url);
  const { width } = tab.viewportSize();
  const measures = [];
  for (const scheme of SCHEMES) {
    const png = await photograph(tab, scheme);
    if (folder) await writeFile(join(folder, `${page.kind}-${width}-${scheme}.png`), png);
    measures.push(measure(png));
  }
  return pictureFaults(page, ...measures);
}

/**
 * Photographs pages in windows of one width and returns what is wrong with the pictures.
 *
 * The windows are as tall as a picture from the start: a browser that has to look past its window, or whose window has
 * just grown, now and then repeats the frame it has all the way down.
 */
function portrayAll(site, tools, width, folder) {
  const tall = { ...windowOf(width), viewport: { width, height: TALLEST } };
  return serving(site, {}, (server) =>
    inTabs(tools.browser, tall, site.fullest(), (tab, page) => portray(tab, server.origin + page.path, page, folder)),
  );
}

/** Photographs the longest page of each layout; pictures of broken copies are not kept, and need one width alone. */
export async function check(site, tools) {
  const folder = tools.control ? null : join(tools.out, "shots");
  if (folder) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  const failures = [];
  for (const width of tools.control ? WIDTHS.slice(0, 1) : WIDTHS) {
    failures.push(...(await portrayAll(site, tools, width, folder)));
  }
  const pages = site.fullest();
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
