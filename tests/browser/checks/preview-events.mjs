/**
 * How tabs share the preview's stream of events: `src/serve/events.js` runs in tabs that are made here, of a browser in
 * which every lock, channel and stream is counted. It promises that many tabs keep one stream, that each gets every word
 * once, that another listens when the one that did goes, and that a browser without locks or channels listens only in the
 * tabs that are seen.
 */

import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const title = "preview-events";

/** The script. */
const SCRIPT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..", "src/serve/events.js");

/** A browser: its streams, its channels and its locks, which are given in the order in which they are asked for. */
class Browser {
  streams = new Set();
  channels = new Set();
  holder = null;
  line = [];

  /** Sends an event to every stream that stands. */
  send(data) {
    for (const stream of [...this.streams]) stream.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  /** Hands the lock to the next in line, a little later, as browsers do. */
  next() {
    setTimeout(() => {
      if (this.holder || this.line.length === 0) return;
      const request = this.line.shift();
      this.holder = request;
      Promise.resolve(request.take({ name: "x" })).then((result) => {
        this.holder = null;
        this.next();
        request.resolve(result);
      }, request.reject);
    });
  }

  /** Asks for the lock, as `navigator.locks.request` does. */
  request(options, take) {
    return new Promise((resolve, reject) => {
      const request = { take, resolve, reject };
      if (options.ifAvailable && (this.holder || this.line.length > 0)) {
        setTimeout(() => Promise.resolve(take(null)).then(resolve, reject));
        return;
      }
      this.line.push(request);
      options.signal?.addEventListener("abort", () => {
        const at = this.line.indexOf(request);
        if (at >= 0) this.line.splice(at, 1);
        if (at >= 0) reject(new Error("AbortError"));
      });
      this.next();
    });
  }
}

/** A tab, with the words that its page was told. */
class Tab {
  constructor(browser, script, { locks = "given", channels = true, seen = true } = {}) {
    const streams = browser.streams;
    this.words = [];
    this.window = new EventTarget();
    this.document = Object.assign(new EventTarget(), { visibilityState: seen ? "visible" : "hidden" });
    const navigator = {};
    const request = (_, options, take) => browser.request(options, take);
    if (locks === "given") navigator.locks = { request };
    if (locks === "refused") navigator.locks = { request: () => Promise.reject(new Error("SecurityError")) };
    class Stream extends EventTarget {
      constructor() {
        super();
        streams.add(this);
        // What stands is asked for first.
        setTimeout(() => {
          for (const data of ["0 page", "0 problems"]) this.dispatchEvent(Object.assign(new Event("message"), { data }));
        });
      }
      close() {
        streams.delete(this);
      }
    }
    class Channel extends EventTarget {
      constructor() {
        super();
        browser.channels.add(this);
      }
      postMessage(data) {
        for (const other of browser.channels) {
          if (other !== this) other.dispatchEvent(Object.assign(new Event("message"), { data }));
        }
      }
      close() {
        browser.channels.delete(this);
      }
    }
    const window = channels ? { BroadcastChannel: Channel } : {};
    const names = ["navigator", "window", "document", "EventSource", "BroadcastChannel", "addEventListener"];
    const listen = (...event) => this.window.addEventListener(...event);
    const make = new Function(...names, `${script}; return listenToEvents;`);
    make(navigator, window, this.document, Stream, Channel, listen)("/events", (word) => this.words.push(word));
  }

  /** Tells the page that it is put away, asleep, awake. */
  hide() {
    this.window.dispatchEvent(new Event("pagehide"));
  }
  freeze() {
    this.document.dispatchEvent(new Event("freeze"));
  }
  resume() {
    this.document.dispatchEvent(new Event("resume"));
  }
  comeBack() {
    this.window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  }

  /** Brings the tab to the front, or another before it. */
  show(seen) {
    this.document.visibilityState = seen ? "visible" : "hidden";
    this.document.dispatchEvent(new Event("visibilitychange"));
  }

  /** Returns the words since the last time. */
  async said() {
    await sleep(20);
    return this.words.splice(0).join(" ");
  }
}

/** Goes through what may happen, and notes what does not hold. */
async function run(script) {
  const failures = [];
  const hold = (what, found, expected) => {
    const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
    if (left !== right) failures.push(`${what}: ${left} and not ${right}`);
  };
  const open = async (count, options) => {
    const browser = new Browser();
    const tabs = [];
    for (let number = 0; number < count; number++) {
      const tab = new Tab(browser, script, options);
      hold("a new tab asks for all that stands", await tab.said(), "page problems");
      tabs.push(tab);
    }
    return { browser, tabs };
  };
  const told = async (what, { browser, tabs }, words = "css") => {
    await Promise.all(tabs.map((tab) => tab.said()));
    browser.send("7 css");
    hold(`${what}: streams`, browser.streams.size, 1);
    hold(`${what}: words`, [...new Set(await Promise.all(tabs.map((tab) => tab.said())))], [words]);
  };

  const many = await open(10);
  await told("ten tabs", many);
  for (const event of ["hide", "freeze"]) {
    const [gone] = many.tabs.splice(0, 1);
    gone[event]();
    await sleep(20);
    hold(`the next tab asks after ${event}`, await many.tabs.at(-1).said(), "page problems");
    await told(`after ${event}`, many);
    hold(`nothing is told after ${event}`, await gone.said(), "");
    // Not every browser says of a page that it kept that it wakes up.
    const wake = event === "freeze" ? "resume" : "comeBack";
    gone[wake]();
    many.tabs.push(gone);
    hold(`a tab asks after ${wake}`, await gone.said(), "page problems");
    await told(`after ${wake}`, many);
  }
  many.tabs[5].show(false);
  many.tabs[5].show(true);
  hold("a tab that is seen again asks", await many.tabs[5].said(), "page problems");
  // All but one at once, those in line too: no lock is left with a tab that has gone.
  for (const tab of many.tabs.splice(0, 9)) tab.hide();
  await sleep(50);
  await told("the last tab", many);
  for (const tab of many.tabs.splice(0)) tab.hide();
  await sleep(20);
  hold("nothing is left", [many.browser.streams.size, many.browser.channels.size, many.browser.line.length], [0, 0, 0]);
  hold("no lock is left", many.browser.holder, null);

  for (const options of [{ locks: "none" }, { channels: false }, { locks: "refused" }]) {
    const what = JSON.stringify(options);
    const few = await open(3, options);
    hold(`${what}: streams of tabs that are seen`, few.browser.streams.size, 3);
    few.tabs[0].show(false);
    few.tabs[1].show(false);
    await told(`${what}: one tab is seen`, { ...few, tabs: few.tabs.slice(2) });
    few.tabs[0].show(true);
    hold(`${what}: a tab that is seen again asks`, await few.tabs[0].said(), "page problems");
    for (const tab of few.tabs) tab.hide();
    await sleep(20);
    hold(`${what}: nothing is left`, [few.browser.streams.size, few.browser.channels.size], [0, 0]);
  }
  return failures;
}

/** What is broken for the control: every tab listens for itself. */
const broken = (script) => script.replace("canShare = ", "canShare = false && ");

/** Runs the script. */
export async function check(_, tools) {
  const script = await readFile(SCRIPT, "utf8");
  return { examined: "10 tabs, and 3 without locks", failures: await run(tools.control ? broken(script) : script) };
}

/** A script with which every tab has a stream of its own. */
export function controls() {
  return [{ name: "a stream for each tab", edits: [], only: ["/"], expect: [/ten tabs: streams: 10 and not 1/] }];
}
