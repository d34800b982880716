/**
 * The picture of README.md: a built site comes in, `picture.png` beside this file goes out, with the home page, the
 * fullest letter and the fullest delegate's sheet as it is printed. Not a check; made anew when the design has changed:
 *
 *   tests/browser/run && CHROMIUM=chromium node tests/browser/picture.mjs
 */

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Site } from "./site.mjs";
import { serving } from "./serve.mjs";
import { startBrowser } from "./browser.mjs";
import { open } from "./checks/shots.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The three views; a sheet is as wide as its paper between the margins. */
const VIEWS = [
  { kind: "home", width: 1280, height: 1368, media: "screen" },
  { kind: "letter", width: 1280, height: 1368, media: "screen" },
  { kind: "sheet", width: 703, height: 1040, media: "print" },
];

/** The frame: each view is scaled to a column, and cut where the row ends; paper has its margin and the shape of A4. */
const STYLE = `
  body { display: flex; gap: 20px; margin: 0; padding: 20px; background: #d3dadd; }
  div { box-sizing: border-box; height: 512px; overflow: hidden; background: #fff; }
  img { display: block; width: 100%; }
  .screen { width: 480px; }
  .print { width: 362px; padding: 20px 22px; }`;

/** Photographs one view and returns it as an address that holds the picture. */
async function portray(browser, server, site, view) {
  const page = site.fullest().find(({ kind }) => kind === view.kind);
  const { width, height } = view;
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
  await tab.emulateMedia({ media: view.media });
  await open(tab, server.origin + page.path);
  const bytes = await tab.screenshot();
  await tab.close();
  return `<div class="${view.media}"><img alt="" src="data:image/png;base64,${bytes.toString("base64")}"></div>`;
}

/** Puts the views beside each other and writes the picture. */
async function main() {
  const site = await Site.read(resolve(process.argv[2] ?? join(HERE, "../../target/browser/site")));
  const browser = await startBrowser();
  const views = await serving(site, {}, (server) =>
    Promise.all(VIEWS.map((view) => portray(browser, server, site, view))),
  );
  const tab = await browser.newPage({ viewport: { width: 1402, height: 552 } });
  await tab.setContent(`<!doctype html><style>${STYLE}</style>${views.join("")}`, { waitUntil: "load" });
  await tab.screenshot({ path: join(HERE, "picture.png") });
  await browser.close();
}

await main();
