/**
 * Content policy: the head of every page is read. It promises that each page carries a policy that forbids
 * everything by default, allows the site alone, holds no `unsafe-` word, and stands before anything is loaded.
 */

export const title = "policy";

/** What a policy must say, word for word. */
const REQUIRED = [
  ["default-src", "'none'"],
  ["base-uri", "'none'"],
];

/** Returns the directives of a policy by name. */
function directives(policy) {
  return new Map(
    policy
      .split(";")
      .map((part) => part.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...values]) => [name, values]),
  );
}

/** Returns what is wrong with the policy of a page. */
function faults(page) {
  const meta = /<meta[^>]*http-equiv="Content-Security-Policy"[^>]*content="([^"]*)"/i.exec(page.text);
  if (!meta) return ["has no policy"];
  const found = directives(meta[1].replaceAll("&#39;", "'").replaceAll("&#x27;", "'"));
  const notes = REQUIRED.filter(([name, value]) => found.get(name)?.join(" ") !== value).map(
    ([name, value]) => `lacks ${name} ${value}`,
  );
  if (!found.has("form-action")) notes.push("lacks form-action");
  for (const [name, values] of found) {
    const foreign = values.filter(
      (value) => !/^'(none|self|sha(256|384|512)-[^']+)'$/.test(value) && !(name === "img-src" && value === "data:"),
    );
    // A form may lead to where the newsletter is kept, and a frame show a film; a reader sends the one and asks for the other.
    if (name !== "form-action" && name !== "frame-src") notes.push(...foreign.map((value) => `allows ${name} ${value}`));
  }
  const load = page.text.search(/<(link|script|style|img)\b/i);
  if (load >= 0 && load < meta.index) notes.push("loads something before its policy");
  return notes;
}

/** Reads the policy of every page of a site. */
export async function check(site) {
  return {
    examined: `${site.pages.length} pages`,
    failures: site.pages.flatMap((page) => faults(page).map((note) => `${page.path}: ${note}`)),
  };
}

/** A page without a policy, and one that allows a stranger and inline styles. */
export function controls(site) {
  const loose = (text) =>
    text.replace(/default-src 'none'/, "default-src *").replace(/style-src 'self'/, "style-src 'unsafe-inline'");
  return [
    {
      name: "a page without a policy, a page with a loose one",
      edits: [
        ["404.html", (text) => text.replace(/<meta[^>]*Content-Security-Policy[^>]*>/i, "")],
        ["index.html", loose],
      ],
      only: ["/404.html", "/"],
      expect: [/404\.html: has no policy/, /\/: lacks default-src 'none'/, /\/: allows style-src 'unsafe-inline'/],
    },
  ];
}
