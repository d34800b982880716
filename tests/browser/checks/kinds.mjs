/**
 * Kinds: the files of the site and the layouts of the repository come in. It promises that every page names the
 * layout it was made with, and that every layout has a page here, so that the checks that look at one page of each
 * layout leave none out.
 */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

export const title = "kinds";

/** Returns the layouts that make pages: those that are no other layout's frame. */
async function layoutsIn(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".html"));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const frames = new Set(
    texts.flatMap((text) => [...text.matchAll(/\{%-?\s*extends\s+"([^"]+)"/g)].map((match) => match[1])),
  );
  return files
    .filter((file) => !frames.has(file))
    .map((file) => file.replace(/\.html$/, ""))
    .sort();
}

/** Compares the kinds of the pages with the layouts. */
export async function check(site, tools) {
  const nameless = site.pages
    .filter((page) => page.kind === null)
    .map((page) => `${page.path}: does not say which layout made it`);
  const layouts = await layoutsIn(tools.layouts);
  const unused = layouts.filter((layout) => !tools.control && site.ofKind(layout).length === 0);
  return {
    examined: `${site.pages.length} pages, ${layouts.length} layouts`,
    failures: [...nameless, ...unused.map((layout) => `no page is made with ${layout}.html`)],
  };
}

/** A page whose body names no layout. */
export function controls() {
  return [
    {
      name: "a page that names no layout",
      edits: [["404.html", (text) => text.replace(/<body[^>]*>/, "<body>")]],
      only: ["/404.html"],
      expect: [/404\.html: does not say/],
    },
  ];
}
