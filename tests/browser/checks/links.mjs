/**
 * Links: LinkChecker, a crawler that is not ours, starts at every page, style sheet and the site map and follows
 * what it finds. It promises that every internal link, image, style sheet, redirect and anchor leads somewhere. The
 * site is served as if it stood at its published address, so links written in full are followed too; nothing outside
 * is contacted.
 *
 * LinkChecker and not linkinator 7.6, which never looks for an anchor in a page it has crawled before.
 */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { append } from "../site.mjs";
import { serving } from "../serve.mjs";

export const title = "links";

/** As root LinkChecker becomes the user `nobody`, who may not be able to read where this repository lies. */
const START =
  "from linkcheck.command import linkchecker as command; command.drop_privileges = lambda: None; command.linkchecker()";

/** The answer header by which a host tells LinkChecker that it need not wait between requests. */
const UNHURRIED = { LinkChecker: "allowed" };

/** Returns the configuration: no rate limit, anchors looked for, everything outside the origin left alone. */
function configuration(origin, recursion) {
  return [
    "[checking]",
    "threads=8",
    "maxrequestspersecond=100000",
    `recursionlevel=${recursion}`,
    "robotstxt=0",
    "[filtering]",
    "checkextern=0",
    `ignore=^(?!${origin.replaceAll(".", "\\.")}/)`,
    "[output]",
    "status=0",
    "log=csv",
    "verbose=1",
    "[csv]",
    "parts=urlname,parentname,result,warningstring,valid,url",
    "[AnchorCheck]",
    "",
  ].join("\n");
}

/** Runs LinkChecker from some start addresses and returns its records. */
async function crawl(tools, origin, starts, recursion) {
  const folder = await mkdtemp(join(tmpdir(), "demarche-links-"));
  try {
    const file = join(folder, "linkchecker.ini");
    await writeFile(file, configuration(origin, recursion));
    const output = await new Promise((resolve, reject) => {
      const options = { maxBuffer: 256 << 20, env: { ...process.env, HOME: folder, LC_ALL: "C.UTF-8" } };
      const child = execFile(tools.python, ["-c", START, "-f", file, "--stdin"], options, (error, stdout, stderr) => {
        if (error && error.code !== 1) reject(new Error(`LinkChecker stopped: ${error.message} ${stderr}`));
        else resolve(stdout);
      });
      child.stdin.end(starts.join("\n"));
    });
    return records(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Parses LinkChecker's CSV, separated by semicolons, into objects named by its head line. */
function records(output) {
  const text = output
    .split("\n")
    .filter((line) => !line.startsWith("# "))
    .join("\n");
  const rows = [[""]];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (character === ";" && !quoted) rows.at(-1).push("");
    else if (character === "\n" && !quoted) rows.push([""]);
    else rows.at(-1)[rows.at(-1).length - 1] += character;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  if (!head) throw new Error("LinkChecker said nothing");
  return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}

/** Follows the links of a site; the whole way for a whole site, one step for some of its pages. */
export async function check(site, tools) {
  return serving(site, { asPublished: true, headers: UNHURRIED }, async (server) => {
    const starts = site.pages.map((page) => server.origin + page.path);
    const others = site.files
      .filter((file) => file === "sitemap.xml" || file.endsWith(".css"))
      .map((file) => `${server.origin}/${file}`);
    const found = await crawl(tools, server.origin, [...starts, ...others], tools.control ? 1 : -1);
    const own = found.filter((record) => record.url.startsWith(`${server.origin}/`));
    const wrong = own.filter((record) => record.valid !== "True" || record.warningstring !== "");
    const unseen = site.pages.filter((page) => !server.served.has(page.file));
    const cards = site.pages.flatMap((page) => deadCards(page, site));
    const anchors = own.filter((record) => record.url.includes("#")).length;
    return {
      examined: `${site.pages.length} pages, ${own.length} addresses followed, ${anchors} of them with an anchor`,
      failures: [
        ...wrong.map((record) => describe(record, server.origin)),
        ...unseen.map((page) => `${page.path}: never asked for`),
        ...cards,
      ],
    };
  });
}

/** Returns the addresses in a page's `meta` elements that lie on the site and lead nowhere: no crawler follows those. */
function deadCards(page, site) {
  const contents = [...page.text.matchAll(/<meta[^>]*\bcontent="([^"]*)"/gi)].map((match) => match[1]);
  const own = contents.filter((content) => content.startsWith(site.base));
  const lost = own.filter((address) => {
    const path = decodeURI(address.slice(site.base.length).split(/[?#]/)[0]);
    return !site.files.includes(path) && !site.everyPath.has(`/${path}`);
  });
  return lost.map((address) => `${page.path}: a meta element names ${address}, which is not there`);
}

/** Returns one line for a broken link, with the page it stands on. */
function describe(record, origin) {
  const page = record.parentname.replace(origin, "") || "(start)";
  const reason = record.warningstring === "" ? record.result : record.warningstring.split(" Available anchors")[0];
  return `${page}: ${record.urlname.replace(origin, "")}: ${reason}`;
}

/** One broken thing of every sort that a page, a redirect, a style sheet and the site map can hold. */
export function controls(site) {
  const sheet = site.files.find((file) => file.endsWith(".css"));
  const other = site.ofKind("letter")[0];
  const redirect = site.ofKind("redirect")[0];
  const pieces = [
    '<a href="/no-such-page/">1</a>',
    `<a href="${other.path}#no-such-anchor">2</a>`,
    '<a href="#no-such-place">3</a>',
    `<a href="${site.base}no-such-published-page/">4</a>`,
    `<meta itemprop="image" content="${site.base}no-such-card.png">`,
    '<img src="/no-such-image.svg" alt="5">',
  ];
  const breakRedirect = (text) => text.replace(`url=${redirect.target}`, `url=${site.base}no-such-target/`);
  return [
    {
      name: "broken page, anchor elsewhere, anchor here, full address, image, style sheet's image, redirect, site map, meta",
      edits: [
        ["404.html", append(pieces.join(""))],
        [sheet, (text) => `${text}\np { background: url("/no-such-background.svg") }\n`],
        [
          "sitemap.xml",
          (text) => text.replace("</urlset>", `<url><loc>${site.base}no-such-mapped-page/</loc></url></urlset>`),
        ],
        ...(redirect ? [[redirect.file, breakRedirect]] : []),
      ],
      only: ["/404.html", ...(redirect ? [redirect.path] : [])],
      expect: [
        /no-such-page\/: 404/,
        /#no-such-anchor: Anchor/,
        /#no-such-place: Anchor/,
        /no-such-published-page\/: 404/,
        /no-such-image\.svg: 404/,
        /no-such-card\.png, which is not there/,
        /no-such-background\.svg: 404/,
        /no-such-mapped-page\/: 404/,
        ...(redirect ? [/no-such-target\/: 404/] : []),
      ],
    },
  ];
}
