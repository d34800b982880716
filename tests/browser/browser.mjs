/**
 * The one browser of a run: a list of jobs comes in, their results go out in the same order. It promises that no
 * name is ever looked up and no connection made but to the loopback interface, and that every tab is closed.
 */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** How many pages are open at once; more than the cores, since a tab waits a good part of its time. */
const TABS = 3;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A request to a foreign host is seen by the checks and still reaches nobody.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE 127.0.0.2",
];

/** Starts the browser named by the environment variable CHROMIUM. */
export async function startBrowser(env = process.env, options = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS, env, ...options });
}

/** Starts another browser for `work`, which keeps pages that were left for when somebody goes back, as authors' do. */
export async function withPagesKept(work) {
  const browser = await startBrowser(process.env, { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Starts another browser for `work`, on a machine that seems to have these font families and no others. */
export async function withFonts(families, out, work) {
  const file = join(out, "fonts.conf");
  await writeFile(file, fontConfiguration(families));
  const browser = await startBrowser({ ...process.env, FONTCONFIG_FILE: file });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Returns a configuration of fontconfig that hides every font but those of some families. */
function fontConfiguration(families) {
  const accepted = families.map((name) => `<pattern><patelt name="family"><string>${name}</string></patelt></pattern>`);
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    "<include>/etc/fonts/fonts.conf</include>",
    `<selectfont><rejectfont><pattern></pattern></rejectfont><acceptfont>${accepted.join("")}</acceptfont></selectfont>`,
    "</fontconfig>",
    "",
  ].join("\n");
}

/** Runs `work(tab, job)` for every job in several tabs of one context, and returns the results in the order of the jobs. */
export async function inTabs(browser, options, jobs, work) {
  const context = await browser.newContext(options);
  const results = new Array(jobs.length);
  let next = 0;
  async function labour() {
    const tab = await context.newPage();
    while (next < jobs.length) {
      const index = next++;
      results[index] = await work(tab, jobs[index]);
    }
    await tab.close();
  }
  try {
    await Promise.all(Array.from({ length: Math.min(TABS, jobs.length) }, labour));
  } finally {
    await context.close();
  }
  return results;
}

/** Returns the options of a browser context for a window of this width in this colour scheme. */
export function windowOf(width, colorScheme = "light") {
  return { viewport: { width, height: width < 600 ? 720 : 900 }, colorScheme, reducedMotion: "reduce" };
}
