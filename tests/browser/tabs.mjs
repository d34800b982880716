/**
 * Many tabs of a browser that look at one page, as an author's do who left some open. Comes in: the context of a browser
 * and an address. It promises that a tab which the browser ended is open again before it is asked.
 */

import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is yes; tells whether it ever was. */
export async function comes(seconds, ask) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(50)) {
    // A page that is being loaded anew answers nothing.
    if (await ask().catch(() => false)) return true;
  }
  return false;
}

/**
 * The tabs of one window. A tab of Chromium 156 that loads a page again now and then ends by itself, in the browser's own
 * code (a read near address 0): as an author would, such a tab is opened anew, and has to show what the others show.
 */
export class Tabs {
  constructor(context, url) {
    Object.assign(this, { context, url, pages: [], ended: new Set(), crashes: 0 });
  }

  /** Opens the page in one more tab; tells whether it loaded. */
  async open(at = this.pages.length) {
    const page = await this.context.newPage();
    page.setDefaultTimeout(5_000);
    page.once("crash", () => this.ended.add(page));
    this.pages[at] = page;
    return (await page.goto(this.url, { waitUntil: "load" }).catch(() => null))?.status() === 200;
  }

  /** Returns a tab, opened anew if it has ended. */
  async page(at) {
    if (this.ended.delete(this.pages[at])) {
      this.crashes += 1;
      this.pages[at].close().catch(() => {});
      await this.open(at);
    }
    return this.pages[at];
  }

  /** Asks every tab until its answer is yes; returns how long each took, in milliseconds. */
  allShow(ask) {
    const began = performance.now();
    const shown = (at) => comes(20, async () => ask(await this.page(at)));
    return Promise.all(this.pages.map((_, at) => shown(at).then(() => performance.now() - began)));
  }

  /** Leaves the page and comes back to it, kept meanwhile or loaded again, as the browser likes; tells whether it did. */
  async goesAndReturns(at, elsewhere, edit) {
    for (;;) {
      const page = await this.page(at);
      try {
        await page.goto(elsewhere, { waitUntil: "load" });
      } catch (error) {
        if (!this.ended.has(page)) throw error;
        continue;
      }
      await edit();
      // What a kept page does comes without the events that a load has.
      await page.evaluate(() => history.back()).catch(() => {});
      return comes(10, async () => (await this.page(at)).url() === this.url);
    }
  }

  /** Closes a tab, and counts it no more. */
  async close(at) {
    await this.pages.splice(at, 1)[0].close();
  }
}
