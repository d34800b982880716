/**
 * Reader privacy: the survey's notes on requests, console and breaches of the content policy come in, and redirects
 * are followed. It promises that no page asks any other host for anything, now or when it is scrolled, that the
 * console stays silent, and that a redirect leads to a page of the site and nowhere else.
 */

import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { all, append, dropPolicy } from "../site.mjs";
import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";
import { WIDTH, listen, survey } from "../survey.mjs";

export const title = "privacy";

/** How long a redirect may take to leave, in milliseconds. */
const PATIENCE = 5000;

/** How many pages with the same fault are named; the rest are counted. */
const NAMED = 3;

/** Returns what is wrong on the pages that stay. */
function pageFaults({ page, events, foreign }, site) {
  const told = events.map(({ text, at }) => ({ path: site.everyPath.has(at) ? at : page.path, note: text }));
  // An element is named by its address even where the policy stopped it or where it has not been scrolled to.
  const elements = foreign.map((url) => ({ path: page.path, note: `holds an element that loads ${url}` }));
  return [...told, ...elements];
}

/** Returns one line for each fault, however many pages have it: what stands in a frame stands on every page. */
function byFault(faults) {
  const pages = new Map();
  for (const { path, note } of faults) pages.set(note, (pages.get(note) ?? new Set()).add(path));
  return [...pages].map(([note, set]) => {
    const paths = [...set].sort();
    const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more pages` : "";
    return `${paths.slice(0, NAMED).join(", ")}${more}: ${note}`;
  });
}

/** Returns the address a redirect leads to without its anchor, or null if that is no page of the site. */
function aimOf(page, server, site) {
  const address = new URL(page.target, server.origin + page.path).href.split("#")[0];
  const home = [site.base, `${server.origin}/`].find((candidate) => address.startsWith(candidate));
  return home && site.everyPath.has(`/${address.slice(home.length)}`) ? address : null;
}

/** Returns a promise and the function that fulfils it. */
function deferred() {
  let resolve;
  const promise = new Promise((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}

/** Opens a redirect in a tab of its own, and returns what is wrong with where it leads. */
async function redirectFaults(context, server, page, site) {
  const aim = aimOf(page, server, site);
  if (!aim) return [`${page.path}: leads to ${page.target}, which is no page of the site`];
  const tab = await context.newPage();
  const events = listen(tab, server.origin);
  // The next page answers "nothing to show", which ends the journey: a tab that is closed on its way never closes.
  const { promise: arrived, resolve: arrive } = deferred();
  await tab.route(
    (url) => url.href.split("#")[0] === aim,
    (route) => route.fulfill({ status: 204 }).then(() => arrive(true)),
  );
  await tab.goto(server.origin + page.path, { waitUntil: "commit" });
  const left = await Promise.race([arrived, sleep(PATIENCE, false, { ref: false })]);
  const notes = left ? [] : [`does not lead to ${page.target}`];
  await tab.close();
  const others = events.map(({ text }) => text).filter((text) => !text.startsWith(`asks for ${aim}`));
  return [...notes, ...others].map((note) => `${page.path}: ${note}`);
}

/** Follows every redirect of a site. */
function followAll(site, tools) {
  return serving(site, {}, (server) =>
    inTabs(tools.browser, windowOf(WIDTH), site.ofKind("redirect"), (tab, page) =>
      redirectFaults(tab.context(), server, page, site),
    ),
  );
}

/** Returns the addresses of other hosts in the style sheets. */
async function sheetFaults(site) {
  const failures = [];
  for (const file of site.filesEnding(".css")) {
    for (const match of (await readFile(file, "utf8")).matchAll(
      /(?:url\(\s*|@import\s+)["']?((?:https?:)?\/\/[^"')\s]+)/gi,
    )) {
      failures.push(`${relative(site.root, file)}: loads ${match[1]}`);
    }
  }
  return failures;
}

/** Looks at what every page of a site loads, redirects included. */
export async function check(site, tools) {
  const seen = await survey(site, tools);
  const followed = await followAll(site, tools);
  return {
    examined: `${seen.length} pages, ${followed.length} redirects`,
    failures: [
      ...byFault(seen.flatMap((entry) => pageFaults(entry, site))),
      ...followed.flat(),
      ...(await sheetFaults(site)),
    ],
  };
}

/** The first control: what goes wrong under a policy. */
function guarded(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  const pieces = [
    '<img src="https://guarded.example/pixel.gif" alt="">',
    '<img src="https://lazy.example/pixel.gif" alt="" loading="lazy">',
    '<p style="color: red">breach</p>',
    '<img src="/no-such-image.svg" alt="">',
  ];
  return {
    name: "under the policy: a foreign image, a lazy one, an inline style, an image that is not there, a sheet's import",
    edits: [
      ["404.html", append(pieces.join(""))],
      [sheet, (text) => `@import "https://sheet.example/more.css";\n${text}`],
    ],
    only: ["/404.html"],
    expect: [
      /element that loads https:\/\/guarded\.example/,
      /element that loads https:\/\/lazy\.example/,
      /console: .*inline style/,
      /no-such-image\.svg answers 404/,
      /\.css: loads https:\/\/sheet\.example/,
    ],
  };
}

/** The second control: what happens where no policy stops it. */
function unguarded(site) {
  const piece = '<img src="https://tracker.example/pixel.gif" alt=""><script>absent()</script>';
  return {
    name: "without a policy: a foreign image, a script that fails",
    edits: [...site.withoutPolicy(), ["404.html", all(append(piece), dropPolicy)]],
    only: ["/404.html"],
    expect: [/asks for https:\/\/tracker\.example/, /script error: absent is not defined/],
  };
}

/** The third control, where the site has a redirect: one that leads away, and one that never leaves. */
function astray(site) {
  const [first, second] = site.ofKind("redirect");
  if (!first) return [];
  const lost = {
    name: "a redirect to another host",
    edits: [[first.file, (text) => text.replace(`url=${first.target}`, "url=https://elsewhere.example/")]],
    only: [first.path],
    expect: [/leads to https:\/\/elsewhere\.example\//],
  };
  const stuck = (page) => ({
    name: "a redirect that does not leave",
    edits: [[page.file, (text) => text.replace('content="0;', 'content="9000;')]],
    only: [page.path],
    expect: [/does not lead to/],
  });
  return [lost, stuck(second ?? first)];
}

/** What goes wrong under a policy, what no policy stops, and redirects that go astray. */
export function controls(site) {
  return [guarded(site), unguarded(site), ...astray(site)];
}
