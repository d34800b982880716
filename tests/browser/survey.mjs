/**
 * The survey: every page of a site that a reader can stay on is opened once, in a window of 320 px with scripts on,
 * and all is noted that several checks want to know. It promises one visit for each page of a site, however many
 * checks ask.
 */

import { serving } from "./serve.mjs";
import { inTabs, windowOf } from "./browser.mjs";

/** The width of the window, in CSS pixels: the narrowest that WCAG asks a page to fit into. */
export const WIDTH = 320;

/** The surveys of this run, by site. */
const surveys = new WeakMap();

/** Returns the survey of a site: for each page that stays, in order, what was seen on it. */
export function survey(site, tools) {
  if (!surveys.has(site)) surveys.set(site, visitAll(site, tools));
  return surveys.get(site);
}

/** Opens the pages of a site. */
function visitAll(site, tools) {
  return serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(WIDTH), site.readable(), async (tab, page) => {
      tab.removeAllListeners();
      const events = listen(tab, server.origin);
      await tab.goto(server.origin + page.path, { waitUntil: "load" });
      const seen = await tab.evaluate(look);
      const foreign = seen.loads.filter((url) => !url.startsWith(`${server.origin}/`));
      return { ...seen, page, foreign: [...new Set(foreign)], events };
    }),
  );
}

/**
 * Starts to note what goes wrong in a tab and whom it asks, in a list that is returned.
 *
 * Each event names the page it happened on where the browser tells, since some are told when the tab is at the next one.
 */
export function listen(tab, origin) {
  const events = [];
  const note = (text, at) =>
    events.push({
      text: text.replaceAll(origin, ""),
      at: at.startsWith(`${origin}/`) ? at.slice(origin.length) : null,
    });
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:"))
      note(`asks for ${url}`, request.headers().referer ?? "");
  });
  tab.on("response", (response) => {
    const failed = response.status() >= 400 && !response.request().isNavigationRequest();
    if (failed) note(`${response.url()} answers ${response.status()}`, response.request().headers().referer ?? "");
  });
  tab.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()}`, message.location().url);
  });
  tab.on("pageerror", (error) => note(`script error: ${error.message}`, ""));
  return events;
}

/** Returns, from inside the page: what it loads or would load, how wide it is, what it says, how many scripts it holds. */
function look() {
  /** Links that are there to be followed and that no browser loads. */
  const followed = /^(canonical|alternate|license|author|help|next|prev|me|search)$/i;
  const loads = [];
  for (const element of document.querySelectorAll(
    "[src], [srcset], [imagesrcset], [poster], [data], [background], [ping], link[href]",
  )) {
    if (element.localName === "link" && followed.test(element.rel)) continue;
    const value = (name) => element.getAttribute(name) ?? "";
    const sets = ["srcset", "imagesrcset"].flatMap((name) =>
      value(name)
        .split(/,\s+/)
        .map((part) => part.trim().split(/\s+/)[0]),
    );
    const href = element.localName === "link" ? [value("href")] : [];
    const all = [...sets, ...href, ...["src", "poster", "data", "background", "ping"].map(value)];
    loads.push(
      ...all.filter((url) => url !== "" && !url.startsWith("data:")).map((url) => new URL(url, document.baseURI).href),
    );
  }
  const executable = [...document.scripts].filter((script) => !/json|template/i.test(script.type)).length;
  const handlers = [...document.querySelectorAll("*")].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith("on")),
  ).length;
  const width = document.scrollingElement.scrollWidth;
  const outside = (element) => element.getBoundingClientRect().right > innerWidth + 0.5;
  const name = (element) => [element.localName, ...element.classList].join(".");
  return {
    loads,
    scripts: executable + handlers,
    width,
    room: innerWidth,
    culprits: width > innerWidth ? [...document.body.querySelectorAll("*")].filter(outside).slice(0, 4).map(name) : [],
    words: wordsWithoutOffers(),
  };

  /** Returns the words of the page but for those of buttons that only a script can answer. */
  function wordsWithoutOffers() {
    const offers = [...document.querySelectorAll(".video-play:not([hidden])")];
    offers.forEach((offer) => (offer.hidden = true));
    const words = document.body.innerText;
    offers.forEach((offer) => (offer.hidden = false));
    return words;
  }
}
