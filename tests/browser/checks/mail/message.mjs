/**
 * Messages: every mail's `.eml` goes to Python's parser and to SpamAssassin, which looks things up nowhere. It promises
 * a message without a defect, plain text before HTML, both as they are in the other files, ASCII in short lines, and
 * that it does not look like spam, while the same message without its date does.
 */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const title = "mail-message";

const run = promisify(execFile);
const PARSER = fileURLToPath(new URL("message.py", import.meta.url));

/** The longest line on the wire, without its end. */
const LONGEST = 78;

/** The most points that a mail may get, and the least that it gets without a date: a judge that is not asleep. */
const MOST = 0.5;
const LEAST_WITHOUT_DATE = 2;

/** The rules that come with the package, and not those that a machine may have fetched since. */
const RULES = "/usr/share/spamassassin";

/** Headers that a message has once. */
const ONCE = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-language"];

/** Returns what is wrong with the bytes of a message. */
function wireFaults(eml) {
  const lines = eml.split("\r\n");
  const long = lines.filter((line) => line.length > LONGEST);
  return [
    ...long.map((line) => `a line of ${line.length} characters: ${line.slice(0, 60)}`),
    ...(/[^\t\r\n\x20-\x7e]/.test(eml) ? ["holds bytes that are no ASCII"] : []),
    ...(lines.some((line) => /[\r\n]/.test(line)) ? ["a line does not end in CR LF"] : []),
  ];
}

/** Returns a text of HTML without the references that a title may hold. */
function decoded(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
  const character = (_, name, hex) => (hex ? String.fromCodePoint(parseInt(hex, 16)) : (named[name] ?? `&${name};`));
  return text.replace(/&(?:([a-z]+)|#x([\da-f]+));/gi, character);
}

/** Returns what is wrong with a message as it was parsed. */
function parsedFaults(mail, told) {
  const faults = told.defects.map((defect) => `defect: ${defect}`);
  if (!told.type) return faults;
  const want = (holds, text) => holds || faults.push(text);
  want(told.type === "multipart/alternative", `is ${told.type}`);
  want(String(told.parts) === "text/plain,text/html", `has the parts ${told.parts}`);
  want(String(told.charsets) === "utf-8,utf-8", `has the character sets ${told.charsets}`);
  const same = (one, other) => one?.replaceAll("\r\n", "\n").trimEnd() === other.trimEnd();
  want(same(told.texts[0], mail.text), "its text is not that of newsletter.txt");
  want(same(told.texts[1], mail.html), "its HTML is not that of newsletter.html");
  for (const name of ONCE) {
    const count = told.names.filter((known) => known === name).length;
    want(count === 1, `has ${count} headers ${name}`);
  }
  const subject = decoded(/<title>(.*?)<\/title>/.exec(mail.html)?.[1] ?? "");
  want(told.subject === subject, `has the subject ${told.subject}, its HTML ${subject}`);
  const lang = /<html lang="([^"]+)"/.exec(mail.html)?.[1];
  want(told.language === lang, `is in ${told.language}, its HTML in ${lang}`);
  want(told.senders.length === 1, `has ${told.senders.length} senders`);
  want(told.zone, "its date has no zone");
  want(/^<[^@\s]+@[^@\s]+>$/.test(told.id) && mail.eml.includes(told.id), `has the id ${told.id}`);
  return faults;
}

/** Returns the points that SpamAssassin gives to messages, by their ids; all go through one process. */
async function pointsOf(messages) {
  const home = await mkdtemp(join(tmpdir(), "demarche-spam-"));
  try {
    const files = messages.map((_, index) => join(home, `${index}.eml`));
    await Promise.all(messages.map((eml, index) => writeFile(files[index], eml, "latin1")));
    // A home of its own, so that it remembers nothing of the run before.
    const options = { env: { ...process.env, HOME: home, LC_ALL: "C" }, maxBuffer: 256 << 20, encoding: "latin1" };
    const { stdout } = await run("spamassassin", ["-L", "-t", "-x", "-C", RULES, ...files], options);
    const reports = stdout.split(/^Content analysis details: +\(/m);
    const points = new Map();
    for (let at = 1; at < reports.length; at += 1) {
      const id = /^Message-ID: (.*)$/im.exec(reports[at - 1])?.[1].trim();
      const rules = [...reports[at].matchAll(/^ *(-?\d+\.\d) ([A-Z][A-Z0-9_]+)/gm)].filter(([, given]) => +given > 0);
      points.set(id, { points: parseFloat(reports[at]), rules: rules.map(([, , name]) => name).join(", ") });
    }
    return points;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Returns what SpamAssassin has against a message, and what it does not have against it without its date. */
function spamFaults(id, points, undated) {
  const [own, without] = [points.get(id), undated.get(id)];
  if (!own || !without) return ["SpamAssassin said nothing of it"];
  return [
    ...(own.points > MOST ? [`gets ${own.points} points: ${own.rules}`] : []),
    ...(without.points < LEAST_WITHOUT_DATE ? [`gets but ${without.points} points without its date`] : []),
  ];
}

/** Looks at every message. */
export async function check(mails, tools) {
  const all = mails.all.map(({ eml }) => eml);
  const withoutDate = all.map((eml) => eml.replace(/^Date: .*\r\n/m, ""));
  const [told, points, undated] = await Promise.all([
    mails.asFiles("eml", async (files) =>
      JSON.parse((await run(tools.python, [PARSER, ...files], { maxBuffer: 256 << 20 })).stdout),
    ),
    pointsOf(all),
    pointsOf(withoutDate),
  ]);
  const ids = mails.all.map(({ eml }) => /^Message-ID: (.*)$/im.exec(eml)?.[1].trim());
  const failures = mails.all.flatMap((mail, index) => {
    const faults = [
      ...wireFaults(mail.eml),
      ...parsedFaults(mail, told[index]),
      ...spamFaults(ids[index], points, undated),
      ...(ids.indexOf(ids[index]) === index ? [] : [`has the id of another message, ${ids[index]}`]),
    ];
    return faults.map((fault) => `${mail.name}: ${fault}`);
  });
  const given = (scores) => [...scores.values()].map((score) => score.points);
  const [most, least] = [Math.max(...given(points)), Math.min(...given(undated))];
  return { examined: `${all.length} messages, at most ${most} points, without date at least ${least}`, failures };
}

/** Messages that break each promise. */
export function controls() {
  const swapped = (eml) => {
    const [head, plain, html, end] = eml.split("--=_demarche_alternative");
    return [head, html, plain, end].join("--=_demarche_alternative");
  };
  const lax = (eml) =>
    eml
      .replace(/^Subject: /m, "Subject: Re: ")
      .replace("\r\n\r\n", `\r\nX-Note: é\r\nX-Long: ${"x".repeat(90)}\r\nSubject: again\r\n\r\n`);
  const dateless = (eml) => eml.replace(/^Date: .*\r\n/m, "").replace(/^From: .*\r\n/m, "From: office\r\n");
  const open = (eml) =>
    eml
      .replace("--=_demarche_alternative--", "")
      .replace(/^Message-ID: .*/m, "Message-ID: <letters.short@lantern.example.org>");
  return [
    {
      name: "HTML before text, foreign bytes, long lines, no date, no good sender, no end, the id of another",
      edits: [
        ["mail-site/letters/first/", "eml", swapped],
        ["mail-site/fr/letters/short/", "eml", lax],
        ["mail-site/letters/long/", "eml", dateless],
        ["mail-site/briefs/upr-49/swe/", "eml", open],
      ],
      only: ["letters/first", "fr/letters/short", "letters/long", "letters/short", "briefs/upr-49/swe"].map(
        (name) => `mail-site/${name}/`,
      ),
      expect: [
        /first\/: has the parts text\/html,text\/plain/,
        /fr\/.*: holds bytes that are no ASCII/,
        /fr\/.*: a line of 98 characters/,
        /fr\/.*: has 2 headers subject/,
        /fr\/.*: has the subject/,
        /long\/: gets \d\.?\d* points: .*MISSING_DATE/,
        /long\/: defect: /,
        /long\/: its date has no zone/,
        /swe\/: defect: CloseBoundaryNotFoundDefect/,
        /swe\/: has the id of another message/,
      ],
    },
  ];
}
