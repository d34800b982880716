/**
 * Feeds: feedparser, which is not ours, reads each Atom feed. It promises that every feed is well-formed, has what RFC
 * 4287 asks of feeds and entries, and that the texts in it lead, by full addresses, to what is there; the feeds as JSON
 * say the same as those beside them. feedsmith, which is not ours either and shares nothing with the first, has to read the same.
 */

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { detectJsonFeed, parseAtomFeed, parseJsonFeed } from "feedsmith";

export const title = "feeds";

/** Prints what feedparser finds in the files that are named, as JSON. */
const READ = `
import feedparser, json, sys
out = []
for path in sys.stdin.read().split("\\n"):
    feed = feedparser.parse(open(path, "rb").read(), sanitize_html=False, resolve_relative_uris=False)
    entries = [{
        "id": entry.get("id"), "title": entry.get("title"), "link": entry.get("link"), "summary": entry.get("summary"),
        "published": bool(entry.get("published_parsed")), "updated": bool(entry.get("updated_parsed")),
        "html": entry.content[0].value if "content" in entry else None,
        "type": entry.content[0].type if "content" in entry else None,
    } for entry in feed.entries]
    links = {link["rel"]: link["href"] for link in feed.feed.get("links", [])}
    out.append({
        "wrong": str(feed.get("bozo_exception", "")) if feed.bozo else "", "version": feed.version,
        "id": feed.feed.get("id"), "title": feed.feed.get("title"), "updated": bool(feed.feed.get("updated_parsed")),
        "author": feed.feed.get("author"), "links": links, "entries": entries,
    })
json.dump(out, sys.stdout)
`;

/** Returns what feedparser finds in some files. */
function parsed(python, paths) {
  return new Promise((resolve, reject) => {
    const child = execFile(python, ["-c", READ], { maxBuffer: 256 << 20 }, (error, stdout, stderr) =>
      error ? reject(new Error(`feedparser stopped: ${stderr}`)) : resolve(JSON.parse(stdout)),
    );
    child.stdin.end(paths.join("\n"));
  });
}

/** Returns what is wrong with the addresses in a text. */
function lost(site, html) {
  const addresses = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));
  return addresses.flatMap((address) => {
    if (!/^(https?|mailto|tel):/.test(address)) return [`leads nowhere from a feed: ${address}`];
    if (!address.startsWith(site.base)) return [];
    const path = decodeURI(address.slice(site.base.length).split(/[?#]/)[0]);
    return site.files.includes(path) || site.everyPath.has(`/${path}`) ? [] : [`leads nowhere: ${address}`];
  });
}

/** Returns what is wrong with a feed. */
function faults(site, file, feed) {
  const say = (text) => `${file}: ${text}`;
  const missing = ["id", "title", "updated", "author"].filter((key) => !feed[key]);
  const wrong = feed.wrong ? [say(`not well-formed: ${feed.wrong}`)] : [];
  if (feed.version !== "atom10") wrong.push(say(`is ${feed.version || "no feed"}`));
  if (feed.links.self !== site.base + file) wrong.push(say(`calls itself ${feed.links.self}`));
  if (feed.links.alternate !== site.base + file.replace("feed.xml", ""))
    wrong.push(say(`is of ${feed.links.alternate}`));
  if (feed.entries.length === 0) wrong.push(say("is empty"));
  const ids = new Set(feed.entries.map((entry) => entry.id));
  if (ids.size !== feed.entries.length) wrong.push(say("has two entries with one id"));
  for (const entry of feed.entries) {
    const lacking = ["id", "title", "link", "summary", "published", "updated", "html"].filter((key) => !entry[key]);
    wrong.push(...lacking.map((key) => say(`${entry.id}: no ${key}`)));
    if (entry.type !== "text/html") wrong.push(say(`${entry.id}: is ${entry.type}`));
    wrong.push(...lost(site, `<a href="${entry.link}">${entry.html ?? ""}`).map((text) => say(`${entry.id} ${text}`)));
  }
  return [...missing.map((key) => say(`no ${key}`)), ...wrong];
}

/** Returns what an entry says, whoever read it. */
const said = (entry) => [entry.id, entry.title, entry.link, entry.html?.trim()].join("\n");

/** Returns what feedsmith finds otherwise than the first reader in an Atom feed. */
function readOtherwise(file, text, feed) {
  const say = (text) => `${file}: by feedsmith ${text}`;
  try {
    const { id, title, updated, entries = [] } = parseAtomFeed(text);
    const own = entries.map((entry) => ({
      id: entry.id,
      title: entry.title?.value,
      link: entry.links?.find((link) => link.rel === "alternate")?.href,
      html: entry.content?.value,
    }));
    const dates = entries.flatMap((entry) => [entry.published, entry.updated]).concat(updated);
    const failures = dates.filter((date) => Number.isNaN(Date.parse(date))).map((date) => say(`has the date ${date}`));
    if (id !== feed.id || title?.value !== feed.title) failures.push(say("has another name"));
    if (own.map(said).join("\n") !== feed.entries.map(said).join("\n")) failures.push(say("has other entries"));
    return failures;
  } catch (error) {
    return [say(`is none: ${error.message}`)];
  }
}

/** Returns the items of a feed as JSON, as feedsmith reads them; nothing of what is none. */
function itemsOf(json) {
  if (!detectJsonFeed(json) || json.version !== "https://jsonfeed.org/version/1.1") return null;
  const { items = [] } = parseJsonFeed(json);
  return items.map((item) => ({ id: item.id, title: item.title, link: item.url, html: item.content_html }));
}

/** Reads all feeds of a site. */
export async function check(site, tools) {
  const files = site.files.filter((file) => file.endsWith("feed.xml"));
  const feeds = await parsed(
    tools.python,
    files.map((file) => join(site.root, file)),
  );
  const failures = files.flatMap((file, at) => faults(site, file, feeds[at]));
  const texts = await Promise.all(files.map((file) => readFile(join(site.root, file), "utf8")));
  failures.push(...files.flatMap((file, at) => readOtherwise(file, texts[at], feeds[at])));
  for (const file of site.files.filter((file) => file.endsWith("feed.json"))) {
    const items = itemsOf(JSON.parse(await readFile(join(site.root, file), "utf8")));
    const atom = feeds[files.indexOf(file.replace(".json", ".xml"))];
    if (!items) failures.push(`${file}: by feedsmith is no JSON Feed 1.1`);
    else if (items.map(said).join("\n") !== atom.entries.map(said).join("\n"))
      failures.push(`${file}: says something else than ${site.base}feed.xml`);
  }
  const named = site.readable().filter((page) => !page.text.includes('type="application/atom+xml"'));
  failures.push(...named.map((page) => `${page.path}: names no feed`));
  const entries = feeds.reduce((sum, feed) => sum + feed.entries.length, 0);
  return { examined: `${files.length} feeds, ${entries} entries`, failures };
}

/** One broken thing of every sort. */
export function controls(site) {
  return [
    {
      name: "an open element, no id, a link within the site, one that leads nowhere, two of one id, another text as JSON",
      edits: [
        ["feed.xml", (text) => text.replace("</entry>", "")],
        ["letters/feed.xml", (text) => text.replace(/<id>[^<]*<\/id>\n<title>/, "<title>")],
        [
          "briefs/feed.xml",
          (text) => text.replace("</p>", `<a href="/x/"></a><a href="${site.base}no-such-page/"></a></p>`),
        ],
        ["newsletters/feed.xml", (text) => text.replace(/(<entry[\s\S]*?<\/entry>)/, "$1$1")],
        ["feed.json", (text) => text.replace('"content_html":"', '"content_html":"More. ')],
      ],
      only: ["/"],
      expect: [
        /^feed\.xml: not well-formed/,
        /letters\/feed\.xml: no id/,
        /leads nowhere from a feed: \/x\//,
        /no-such-page/,
        /newsletters\/feed\.xml: has two entries/,
        /feed\.json: says something else/,
        /^feed\.xml: by feedsmith/,
      ],
    },
    {
      name: "a feed as JSON of no version, a day that there is not",
      edits: [
        ["feed.json", (text) => text.replace("https://jsonfeed.org/version/1.1", "1.1")],
        ["briefs/feed.xml", (text) => text.replace(/<updated>[^<]*/, "<updated>2025-02-31x")],
      ],
      only: ["/"],
      expect: [/feed\.json: by feedsmith/, /briefs\/feed\.xml: by feedsmith has the date/],
    },
  ];
}
