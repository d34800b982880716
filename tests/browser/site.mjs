/**
 * The built site on disk: a folder comes in, its pages go out, each with its address and its kind. It promises that
 * every HTML file is a page of a known kind or is named as a fault, and that a broken copy differs from its
 * original.
 */

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { tmpdir } from "node:os";

/** A page: its file relative to the root, its address, its kind, its text. */
class Page {
  constructor(file, text) {
    this.file = file;
    this.path = "/" + file.replace(/(^|\/)index\.html$/, "$1");
    this.text = text;
    this.target = redirectTarget(text);
    this.kind = this.target ? "redirect" : kindOf(text);
  }
}

/** Returns the address a redirect leads to, or null for a page that stays. */
function redirectTarget(text) {
  const refresh = /<meta[^>]*http-equiv="?refresh"?[^>]*content="\d+;\s*url=([^"]+)"/i.exec(text);
  return refresh ? refresh[1] : null;
}

/** Returns the layout a page was made with, which its body names as `kind-…`, or null. */
function kindOf(text) {
  const body = /<body[^>]*class="[^"]*\bkind-([a-z0-9-]+)/i.exec(text);
  return body ? body[1] : null;
}

/** Lists every file below a folder, relative to it and with slashes, in order. */
async function listFiles(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.path, entry.name)));
  return paths.map((path) => path.split(sep).join("/")).sort();
}

/** A built site, or the part of it that a check is to look at. */
export class Site {
  constructor(root, files, pages, base, everyPath = new Set(pages.map((page) => page.path))) {
    this.root = root;
    this.files = files;
    this.pages = pages;
    this.base = base;
    this.everyPath = everyPath;
  }

  /** Reads a site; its published address is the one its home page calls canonical. */
  static async read(root) {
    const files = await listFiles(root);
    // Newsletter versions are mails and no pages: they have neither a policy nor a style sheet of their own.
    const html = files.filter((file) => file.endsWith(".html") && !file.endsWith("newsletter.html"));
    const pages = await Promise.all(html.map(async (file) => new Page(file, await readFile(join(root, file), "utf8"))));
    const home = pages.find((page) => page.path === "/");
    if (!home) throw new Error(`${root} has no home page`);
    const canonical = /<link[^>]*rel="?canonical"?[^>]*href="([^"]+)"/i.exec(home.text);
    if (!canonical) throw new Error("the home page names no canonical address");
    return new Site(root, files, pages, canonical[1]);
  }

  /** Returns the same site with only some of its pages, for checks of single pages. */
  only(paths) {
    const pages = paths.map((path) => this.page(path));
    return new Site(this.root, this.files, pages, this.base, this.everyPath);
  }

  /** Returns the page at an address. */
  page(path) {
    const page = this.pages.find((candidate) => candidate.path === path);
    if (!page) throw new Error(`the site has no page ${path}`);
    return page;
  }

  /** Returns the pages a reader can stay on, that is all but redirects. */
  readable() {
    return this.pages.filter((page) => page.kind !== "redirect");
  }

  /** Returns the pages of one kind, in the order of their addresses. */
  ofKind(kind) {
    return this.pages.filter((page) => page.kind === kind);
  }

  /** Returns the longest and the shortest page of each kind: what is full and what is empty breaks in different ways. */
  samples() {
    return this.perKind((pages) => [pages.at(-1), pages[0]]);
  }

  /** Returns the longest page of each kind. */
  fullest() {
    return this.perKind((pages) => [pages.at(-1)]);
  }

  /** Returns what `pick` takes from the pages of each kind, which it is given from short to long. */
  perKind(pick) {
    const kinds = [...new Set(this.readable().map((page) => page.kind))].sort();
    return kinds.flatMap((kind) => {
      const byLength = this.ofKind(kind).toSorted((a, b) => a.text.length - b.text.length);
      return [...new Set(pick(byLength))];
    });
  }

  /** Returns the edits that take away the policies a host would send along, for controls that look past them. */
  withoutPolicy() {
    return this.files.includes("_headers")
      ? [["_headers", (text) => text.replaceAll("Content-Security-Policy", "X-Was-Policy")]]
      : [];
  }

  /** Returns the files with one of these suffixes, as paths on this machine. */
  filesEnding(...suffixes) {
    return this.files
      .filter((file) => suffixes.some((suffix) => file.endsWith(suffix)))
      .map((file) => join(this.root, file));
  }

  /**
   * Copies the site into a new folder outside the repository, with some files edited, and returns the copy.
   *
   * An edit that changes nothing is refused: a control that breaks nothing would prove nothing.
   */
  async brokenCopy(edits) {
    const root = await mkdtemp(join(tmpdir(), "demarche-broken-"));
    await cp(this.root, root, { recursive: true });
    try {
      for (const [file, edit] of edits) await applyEdit(join(root, file), edit);
      return await Site.read(root);
    } catch (error) {
      await rm(root, { recursive: true, force: true });
      throw error;
    }
  }

  /** Removes a copy made by `brokenCopy`. */
  async remove() {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** Edits one file of a copy. */
async function applyEdit(file, edit) {
  const before = await readFile(file, "utf8");
  const after = edit(before);
  if (after === before) throw new Error(`the edit of ${file} changes nothing`);
  await writeFile(file, after);
}

/** Returns an edit that puts a piece of HTML at the end of the page's main part. */
export function append(piece) {
  return (text) => text.replace("</main>", () => `${piece}</main>`);
}

/** Returns an edit that applies several edits, one after the other. */
export function all(...edits) {
  return (text) => edits.reduce((value, edit) => edit(value), text);
}

/** Removes the page's own content policy, so that what the policy would stop can be seen to happen. */
export function dropPolicy(text) {
  return text.replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, "");
}
