/**
 * What machines are told of pages: jsonld, which is not ours, expands each JSON-LD by a context of all that schema.org has, and
 * TypeScript judges it by the types of schema.org that schema-dts has made of its vocabulary. It promises that no term is dropped,
 * that each thing has the properties of its kind and values of theirs, and that addresses on the site lead to what is there.
 * Nothing is fetched: the context is made of the vocabulary.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import jsonld from "jsonld";
import ts from "typescript";

export const title = "jsonld";

/** Where schema.org has its terms. */
const VOCABULARY = "https://schema.org/";

/** The file in which schema-dts says what each kind of thing is. */
const TYPES = createRequire(import.meta.url).resolve("schema-dts").replace(/schema\.js$/, "schema.d.ts");

/** The name of the file that TypeScript is given. It stands beside this one, so that the packages are found from it. */
const JUDGED = join(dirname(new URL(import.meta.url).pathname), "judged.ts");

/** Properties whose values are addresses; all others are words. */
const ADDRESSES = ["eventStatus", "image", "item", "license", "logo", "sameAs", "url"];

/** Returns the kinds of things and the properties that schema.org has, as schema-dts names them. */
async function vocabulary() {
  const text = await readFile(TYPES, "utf8");
  const kinds = [...text.matchAll(/"@type": "(\w+)"/g)].map((match) => match[1]);
  const properties = [...text.matchAll(/^ {4}"?(\w+)"?\?: /gm)].map((match) => match[1]);
  return { kinds: new Set(kinds), properties: new Set(properties) };
}

/** Returns what loads the context of schema.org: all its terms, and no others. */
function loader({ kinds, properties }) {
  const term = (name) => [name, { "@id": VOCABULARY + name, ...(ADDRESSES.includes(name) && { "@type": "@id" }) }];
  const context = Object.fromEntries([...kinds, ...properties].map(term));
  return async (url) => {
    if (url.replace(/\/$/, "") !== "https://schema.org") throw new Error(`would fetch ${url}`);
    return { contextUrl: null, documentUrl: url, document: { "@context": context } };
  };
}

/** Returns the things that a page tells of, or throws. */
function thingsOf(page) {
  const scripts = [...page.text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
  return scripts.flatMap((match) => JSON.parse(match[1]));
}

/** Returns all addresses on the site in a thing that was expanded. */
function addresses(value) {
  if (Array.isArray(value)) return value.flatMap(addresses);
  if (value === null || typeof value !== "object") return [];
  const own = typeof value["@id"] === "string" ? [value["@id"]] : [];
  return [...own, ...Object.values(value).flatMap(addresses)];
}

/** Returns what is wrong with things by the processor: terms that it drops, what is no JSON-LD, what leads nowhere. */
async function misread(site, things, documentLoader) {
  const wrong = [];
  for (const { path, thing } of things) {
    try {
      const expanded = await jsonld.expand(thing, { documentLoader, safe: true });
      if (expanded.length === 0) wrong.push(`${path}: says nothing`);
      const own = [...new Set(addresses(expanded))].filter((address) => address.startsWith(site.base));
      const pathOf = (address) => decodeURI(`/${address.slice(site.base.length)}`.split("#")[0]);
      const isThere = (path) => site.everyPath.has(path) || site.files.includes(path.slice(1));
      const lost = own.filter((address) => !isThere(pathOf(address)));
      wrong.push(...lost.map((address) => `${path}: leads nowhere: ${address}`));
    } catch (error) {
      const { code, details } = error.details?.event ?? {};
      wrong.push(`${path}: ${code ? `${code}: ${JSON.stringify(details)}` : error.message}`);
    }
  }
  return wrong;
}

/** Returns what TypeScript finds in a text that stands beside the packages. */
function judged(text) {
  const options = { noEmit: true, strict: true, types: [], skipLibCheck: true, moduleResolution: 100, module: 99 };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === JUDGED || fileExists(name);
  host.readFile = (name) => (name === JUDGED ? text : readFile(name));
  host.getSourceFile = (name, target, ...rest) =>
    name === JUDGED ? ts.createSourceFile(name, text, target, true) : getSourceFile(name, target, ...rest);
  const program = ts.createProgram([JUDGED], options, host);
  const found = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const file = program.getSourceFile(JUDGED);
  found.push(...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file));
  return found.map((error) => ({
    line: error.file ? error.file.getLineAndCharacterOfPosition(error.start).line : -1,
    text: ts.flattenDiagnosticMessageText(error.messageText, " "),
  }));
}

/** Returns what is wrong with things by the types of schema.org. */
function mistyped(things, { kinds }) {
  const typed = things.filter(({ thing }) => kinds.has(thing["@type"]));
  const unknown = things.filter((each) => !typed.includes(each));
  // A line each, so that the line of an error tells of which thing it is.
  const lines = typed.map(({ thing }, at) => `const t${at}: WithContext<${thing["@type"]}> = ${JSON.stringify(thing)};`);
  const names = [...new Set(typed.map(({ thing }) => thing["@type"]))];
  const head = `import type { WithContext, ${names.join(", ")} } from "schema-dts";`;
  const found = judged([head, ...lines, "export {};"].join("\n"));
  return [
    ...unknown.map(({ path, thing }) => `${path}: schema.org has no ${thing["@type"]}`),
    ...found.map(({ line, text }) => `${typed[line - 1]?.path ?? "all"}: ${text.slice(0, 400)}`),
  ];
}

/** Reads what all pages tell. */
export async function check(site) {
  const known = await vocabulary();
  const failures = [];
  const things = [];
  for (const page of site.readable()) {
    try {
      const told = thingsOf(page);
      if (told.length === 0 && page.kind !== "404") failures.push(`${page.path}: tells machines nothing`);
      things.push(...told.map((thing) => ({ path: page.path, thing })));
    } catch (error) {
      failures.push(`${page.path}: no JSON: ${error.message}`);
    }
  }
  failures.push(...(await misread(site, things, loader(known))), ...mistyped(things, known));
  const kinds = [...new Set(things.map(({ thing }) => thing["@type"]))].sort();
  return { examined: `${things.length} things of ${site.readable().length} pages: ${kinds.join(", ")}`, failures };
}

/** One broken thing of every sort. */
export function controls(site) {
  const home = (text) => text.replace('"@type":"WebSite"', '"@type":"WebSite","headlyne":"A"');
  const list = (text) => text.replace('"@type":"CollectionPage"', '"@type":"CollectionPage","birthDate":"2025-01-01"');
  const letters = site.ofKind("letter").slice(0, 2);
  return [
    {
      name: "a term that there is not, one of another kind, no such kind, a thing for a text, no JSON, a lost address",
      edits: [
        ["index.html", home],
        ["letters/index.html", list],
        ["briefs/index.html", (text) => text.replace('"@type":"CollectionPage"', '"@type":"CollectionPages"')],
        [letters[0].file, (text) => text.replace(/"headline":"[^"]*"/, '"headline":{"@type":"Person","name":"A"}')],
        [letters[1].file, (text) => text.replace('"@context":', '"@context":,')],
        ["states/index.html", (text) => text.replace(`"url":"${site.base}states/"`, `"url":"${site.base}no-such/"`)],
      ],
      only: ["/", "/letters/", "/briefs/", "/states/", ...letters.map((page) => page.path)],
      expect: [
        /^\/: .*headlyne/,
        /^\/letters\/: .*birthDate/,
        /no CollectionPages/,
        /^\/letters\/.+: Type/,
        /^\/letters\/.+: no JSON/,
        /^\/states\/: leads nowhere: .*no-such/,
      ],
    },
  ];
}
