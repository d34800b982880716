/**
 * A static server for one site on the loopback interface: a folder comes in, an address goes out. It answers like a
 * plain web host (folder index, redirect to the slash, own 404 page, `_headers` where there is one) and contacts
 * nobody.
 */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".ico": "image/x-icon",
  ".pdf": "application/pdf",
  ".woff2": "font/woff2",
};

/** The text formats in which a site may write its own published address. */
const REWRITTEN = new Set([".html", ".css", ".xml", ".txt"]);

/** A running server: its origin, and the paths it answered with 200. */
class Server {
  constructor(site, options) {
    this.files = new Set(site.files);
    this.site = site;
    this.options = options;
    this.served = new Set();
    this.http = createServer((request, response) => {
      this.answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
  }

  /** Starts listening on a free port. */
  async listen() {
    this.headerRules = this.files.has("_headers")
      ? parseHeaders(await readFile(join(this.site.root, "_headers"), "utf8"))
      : [];
    await new Promise((resolve) => this.http.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.http.address().port}`;
    return this;
  }

  /** Stops, and ends the connections that are kept open. */
  async close() {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** Answers one request. */
  async answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, this.origin).pathname).slice(1);
    if (path !== "" && !path.endsWith("/") && this.files.has(`${path}/index.html`)) {
      response.writeHead(301, { location: `/${path}/` }).end();
      return;
    }
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const found = this.files.has(file);
    if (found) this.served.add(file);
    if (!found && !this.files.has("404.html")) {
      response.writeHead(404).end();
      return;
    }
    const sent = found ? file : "404.html";
    const body = await this.body(sent);
    response.writeHead(found ? 200 : 404, this.headers(`/${path}`, sent, body));
    response.end(request.method === "HEAD" ? undefined : body);
  }

  /** Returns the bytes of a file; with `asPublished`, the site's published address in them becomes this server's. */
  async body(file) {
    const bytes = await readFile(join(this.site.root, file));
    if (!this.options.asPublished || !REWRITTEN.has(extname(file))) return bytes;
    return Buffer.from(bytes.toString("utf8").replaceAll(this.site.base, `${this.origin}/`));
  }

  /** Returns the headers for an answer. */
  headers(path, file, body) {
    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-length": body.length,
      ...this.options.headers,
    };
    for (const rule of this.headerRules) {
      if (rule.pattern.test(path)) Object.assign(headers, rule.headers);
    }
    return headers;
  }
}

/** Parses a `_headers` file: a path pattern to a line, and its headers indented below it. */
function parseHeaders(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (/^\s/.test(line)) {
      const colon = line.indexOf(":");
      rules.at(-1).headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    } else {
      const parts = line
        .trim()
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      rules.push({ pattern: new RegExp(`^${parts.join(".*")}$`), headers: {} });
    }
  }
  return rules;
}

/** Serves a site while `work` runs, and returns what that returns. */
export async function serving(site, options, work) {
  const server = await new Server(site, options).listen();
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}
