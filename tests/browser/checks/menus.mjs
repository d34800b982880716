/**
 * The menu by keyboard: the home pages are walked through with the tabulator alone, at a desk, where groups open below their
 * heading, and on a telephone, where all of it opens over the page. It promises that every entry is reached in its order, that
 * what has the focus is seen, and that Escape closes what was opened and gives the focus back.
 */

import { serving } from "../serve.mjs";
import { inTabs, windowOf } from "../browser.mjs";

export const title = "menus";

/** More steps than any menu has. */
const STEPS = 120;

/** Returns the addresses of the menu in their order. */
const entries = (tab) => tab.evaluate(() => [...document.querySelectorAll("#_menu a")].map((link) => link.href));

/** Returns what has the focus: its address, if it is a link of the menu, what it is, and whether it is seen. */
function focus(tab) {
  return tab.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const isSeen = top !== null && (element.contains(top) || top.contains(element));
    const inMenu = element.closest("#_menu") !== null;
    return { href: element.href ?? null, name: element.localName, className: element.className, inMenu, isSeen };
  });
}

/** Presses the tabulator until all entries were met, opening groups on the way; returns those that were met and what is wrong. */
async function walk(tab, count, where) {
  const met = [];
  const failures = [];
  for (let step = 0; step < STEPS && met.length < count; step++) {
    await tab.keyboard.press("Tab");
    const at = await focus(tab);
    if (!at.inMenu) continue;
    if (!at.isSeen) failures.push(`${where}: what has the focus is not seen: ${at.name} ${at.href ?? ""}`);
    if (at.name === "summary") await tab.keyboard.press("Enter");
    if (at.name === "a") met.push(at.href);
  }
  return { met, failures };
}

/** Walks through the menu of a page at a desk. */
async function atDesk(tab, where) {
  const all = await entries(tab);
  const { met, failures } = await walk(tab, all.length, where);
  if (met.join() !== all.join()) failures.push(`${where}: ${met.length} of ${all.length} entries are reached in order`);
  return failures;
}

/** Opens the menu of a page on a telephone, walks through it and closes it. */
async function onTelephone(tab, where) {
  const all = await entries(tab);
  await tab.focus(".menu-button");
  await tab.keyboard.press("Enter");
  if (!(await tab.evaluate(() => document.querySelector("#_menu").matches(":popover-open")))) {
    return [`${where}: Enter does not open the menu`];
  }
  const { met, failures } = await walk(tab, all.length, where);
  if (met.join() !== all.join()) failures.push(`${where}: ${met.length} of ${all.length} entries are reached in order`);
  await tab.keyboard.press("Escape");
  const { className } = await focus(tab);
  const isOpen = await tab.evaluate(() => document.querySelector("#_menu").matches(":popover-open"));
  if (isOpen) failures.push(`${where}: Escape does not close the menu`);
  else if (className !== "menu-button") failures.push(`${where}: the focus does not come back to the button`);
  return failures;
}

/** Walks through the menus of the home pages. */
export async function check(site, tools) {
  const homes = site.pages.filter((page) => page.kind === "home");
  const failures = await serving(site, {}, async (server) => {
    const found = [];
    for (const [width, way] of [
      [1280, atDesk],
      [390, onTelephone],
    ]) {
      found.push(
        ...(await inTabs(tools.browser, windowOf(width), homes, async (tab, page) => {
          await tab.goto(server.origin + page.path, { waitUntil: "load" });
          return way(tab, `${page.path} [${width} px]`);
        })),
      );
    }
    return found.flat();
  });
  return { examined: `${homes.length} menus, 2 widths`, failures };
}

/** A group that the tabulator does not reach, and a menu without its button. */
export function controls() {
  return [
    {
      name: "a group that the tabulator does not reach, a button that opens nothing",
      edits: [
        [
          "index.html",
          (text) => text.replace("<summary", '<summary tabindex="-1"').replace(' popovertarget="_menu">', ">"),
        ],
      ],
      only: ["/"],
      expect: [/1280 px\]: \d+ of \d+ entries/, /390 px\]: Enter does not open/],
    },
  ];
}
