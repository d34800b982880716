/**
 * The one browser of a run: a list of jobs comes in, their results go out in the same order. It promises that no
 * name is ever looked up and no connection made but to the loopback interface, and that every tab is closed.
 */

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
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts the browser named by the environment variable CHROMIUM. */
export async function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
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
