/**
 * The mails of built sites: folders come in, and each mail goes out with its three files, its address and the root of
 * its site. It promises that every `newsletter.html` has its text and its message beside it, that a broken copy differs
 * from its original, and that a mail opened in a tab is opened as it is, under its own address, without a network.
 */

import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";

/** What a mail consists of: the name of a part, and the file it lies in. */
const FILES = { html: "newsletter.html", text: "newsletter.txt", eml: "newsletter.eml" };

/** The types of the pictures that a mail may show. */
const PICTURES = { ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif" };

/** A mail: where it comes from, and its parts as texts (the message byte by byte). */
class Mail {
  constructor(site, path, parts) {
    this.site = site;
    this.path = path;
    this.name = `${site.name}${path}`;
    this.url = `${site.base}${path.slice(1)}${FILES.html}`;
    Object.assign(this, parts);
  }
}

/** Reads one mail of a site, by the folder it lies in. */
async function readMail(site, folder) {
  const read = (file, encoding) => readFile(join(site.out, folder, file), encoding);
  const [html, text, eml] = await Promise.all([
    read(FILES.html, "utf8"),
    read(FILES.text, "utf8"),
    read(FILES.eml, "latin1"),
  ]);
  return new Mail(site, `/${folder}/`, { html, text, eml });
}

/** Reads all mails of a site: `{name, root, out}`, the folder it is made of and the folder it was built into. */
async function readSite(given) {
  const home = await readFile(join(given.out, "index.html"), "utf8");
  const base = /<link[^>]*rel="?canonical"?[^>]*href="([^"]+)"/i.exec(home);
  if (!base) throw new Error(`the home page of ${given.out} names no canonical address`);
  const site = { ...given, base: base[1] };
  const files = await readdir(given.out, { recursive: true });
  const folders = files.filter((file) => file.endsWith(`/${FILES.html}`)).map((file) => dirname(file));
  if (folders.length === 0) throw new Error(`${given.out} has no mails`);
  return Promise.all(folders.sort().map((folder) => readMail(site, folder)));
}

/** The mails of one or more sites, or those of them that a check is to look at. */
export class Mails {
  constructor(all) {
    this.all = all;
  }

  /** Reads the mails of several sites. */
  static async read(sites) {
    return new Mails((await Promise.all(sites.map(readSite))).flat());
  }

  /** Returns the mail with a name, such as `mail-site/letters/long/`. */
  mail(name) {
    const mail = this.all.find((candidate) => candidate.name === name);
    if (!mail) throw new Error(`there is no mail ${name}`);
    return mail;
  }

  /** Returns some of the mails. */
  only(names) {
    return new Mails(names.map((name) => this.mail(name)));
  }

  /** Returns the sites that the mails are of. */
  sites() {
    return [...new Set(this.all.map((mail) => mail.site))];
  }

  /**
   * Returns a copy with some parts edited: `[name of the mail, part, edit]`.
   *
   * An edit that changes nothing is refused: a control that breaks nothing would prove nothing.
   */
  async brokenCopy(edits) {
    const copy = new Mails(this.all.map((mail) => new Mail(mail.site, mail.path, mail)));
    for (const [name, part, edit] of edits) {
      const mail = copy.mail(name);
      const after = edit(mail[part]);
      if (after === mail[part]) throw new Error(`the edit of ${name} changes nothing`);
      mail[part] = after;
    }
    return copy;
  }

  /** Forgets a copy made by `brokenCopy`, which lies in memory alone. */
  async remove() {}

  /** Writes one part of every mail into a folder that lasts while `work` runs on the paths, in the order of the mails. */
  async asFiles(part, work) {
    const root = await mkdtemp(join(tmpdir(), "demarche-mails-"));
    try {
      const paths = [];
      for (const mail of this.all) {
        const path = join(root, mail.name, FILES[part]);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, mail[part], part === "eml" ? "latin1" : "utf8");
        paths.push(path);
      }
      return await work(paths, root);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
}

/**
 * Opens a mail in a tab, under its own address and with the pictures of its site, or without pictures; returns the
 * addresses that it asked for and that are none of its site's pictures.
 */
export async function openMail(tab, mail, { html = mail.html, pictures = true } = {}) {
  const asked = [];
  await tab.unrouteAll({ behavior: "ignoreErrors" });
  await tab.route("**/*", async (route) => {
    const url = route.request().url();
    if (url === mail.url) return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
    const file = url.startsWith(mail.site.base) ? url.slice(mail.site.base.length) : null;
    const type = PICTURES[/\.[a-z]+$/.exec(file ?? "")?.[0]];
    if (!type) asked.push(url);
    if (!type || !pictures) return route.abort();
    const body = await readFile(join(mail.site.out, decodeURIComponent(file))).catch(() => null);
    if (!body) asked.push(url);
    return body ? route.fulfill({ contentType: type, body }) : route.fulfill({ status: 404 });
  });
  await tab.goto(mail.url, { waitUntil: "load" });
  return asked;
}

/** Returns a mail's HTML as a program shows it that drops style sheets. */
export function withoutStyles(html) {
  return html.replace(/<style[^]*?<\/style>/gi, "");
}

/** Returns an edit that puts a piece of HTML after the first text of the mail, which is its title. */
export function afterTitle(piece) {
  return (html) => html.replace("</h1>", () => `</h1>${piece}`);
}
