/**
 * Profiles: the program makes every mail for every mailing service, as HTML and as text. It promises that the tags of
 * the service stand where the places were and nowhere else, that no place is left, that words which look like tags stay
 * words, and that all else is the same byte for byte.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { atOnce, makeMail } from "../../demarche.mjs";

export const title = "mail-profiles";

/**
 * The services, as their own manuals describe their tags: those for unsubscribing, for the mail on the web and for the
 * first name; and all that the service would take for a tag.
 */
const SERVICES = {
  mailchimp: { tags: ["*|UNSUB|*", "*|ARCHIVE|*", "*|FNAME|*"], looks: /\*\|[^|\n]*\|\*/g },
  listmonk: {
    tags: ["{{ UnsubscribeURL }}", "{{ MessageURL }}", "{{ .Subscriber.FirstName }}"],
    looks: /\{\{[^}]*\}\}/g,
  },
  mautic: { tags: ["{unsubscribe_url}", "{webview_url}", "{contactfield=firstname}"], looks: /\{[a-z][^{}\n]*\}/gi },
  civicrm: {
    tags: ["{action.unsubscribeUrl}", "{mailing.viewUrl}", "{contact.first_name}"],
    looks: /\{[$/*]?[a-z][^{}\n]*\}/gi,
  },
  "campaign-monitor": {
    tags: ["[unsubscribe]", "[webversion]", "[firstname,fallback=]"],
    looks: /\[(unsubscribe|webversion|[a-z]+,fallback=[^\]\n]*)\]/gi,
  },
  buttondown: {
    tags: ["{{ unsubscribe_url }}", "{{ email_url }}", "{{ subscriber.metadata.first_name }}"],
    looks: /\{\{[^}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}/g,
  },
  brevo: {
    tags: ["{{ unsubscribe }}", "{{ mirror }}", "{{ contact.FIRSTNAME }}"],
    looks: /\{\{[^}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}/g,
  },
};

/** Returns the text without what a service replaces nothing in: style sheets, and what Outlook alone reads. */
function body(html) {
  return html.replace(/<style[^]*?<\/style>|<!--[^]*?-->/gi, "");
}

/** Undoes what keeps words from being taken for tags. */
function unescaped(part, text) {
  return part === "text"
    ? text.replaceAll("\u200b", "")
    : text.replace(/&#(123|42|91);/g, (_, code) => String.fromCharCode(code));
}

/** Where one unsubscribes when no service says so, for the two sites. */
const UNSUBSCRIBE = {
  site: "mailto:contact@example.org?subject=unsubscribe",
  "mail-site": "https://lists.example.net/lantern/leave?list=letters&via=mail",
};

/** The number of a service's tag among its tags. */
const [STOP, VIEW, NAME] = [0, 1, 2];

/**
 * Returns the places in a part of a mail for no service, in order: where each begins, what stands there, and the number
 * of the tag for it. The link for unsubscribing is in the foot of every mail; the other two are in the layout that the
 * site of the tests has for briefs.
 */
function placesOf(mail, part, neutral) {
  const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("&", part === "html" ? "&amp;" : "&");
  const [stop, view] = [quoted(UNSUBSCRIBE[mail.site.name]), quoted(mail.url.replace("newsletter.html", ""))];
  const patterns =
    part === "html"
      ? [`(?<=href=")(${stop})(?=")`, `(?<=href=")(${view})(?="[^>]*>The copy)`, "(?<=The name on our list: )()(?=\\.)"]
      : [`(?<=<)(${stop})(?=>)`, `(?<=The copy on the web:\n<)(${view})(?=>)`, "(?<=The name on our list: )()(?=\\.)"];
  const places = [STOP, VIEW, NAME].flatMap((tag) =>
    [...neutral.matchAll(new RegExp(patterns[tag], "g"))].map(({ index, 1: plain }) => ({ tag, at: index, plain })),
  );
  return places.sort((one, other) => one.at - other.at);
}

/** Returns what is wrong with one part of a mail as one service gets it. */
function faultsOf(service, part, made, neutral, places) {
  const { tags, looks } = SERVICES[service];
  const faults = [];
  if (made.includes("merge.invalid")) faults.push("a place is left");
  const found = (part === "html" ? body(made) : made).match(looks) ?? [];
  const wanted = places.map(({ tag }) => tags[tag]);
  if (String(found) !== String(wanted)) faults.push(`has the tags ${found.join(" ")} in place of ${wanted.join(" ")}`);
  // The mail for no service, with the tags put where its places are, has to be this one, but for words kept from
  // being tags.
  let expected = "";
  let from = 0;
  for (const { tag, at, plain } of places) {
    expected += neutral.slice(from, at) + tags[tag];
    from = at + plain.length;
  }
  expected += neutral.slice(from);
  const actual = unescaped(part, made);
  if (actual !== expected) {
    const at = [...expected].findIndex((c, index) => c !== actual[index]);
    faults.push(`is another mail from character ${at} on: ${actual.slice(Math.max(0, at - 30), at + 50)}`);
  }
  return faults.map((fault) => `[${service}, ${part}]: ${fault}`);
}

/** Returns what is wrong with a part that is for no service. */
function neutralFaults(mail, part, neutral, places) {
  const faults = [];
  if (neutral !== mail[part]) faults.push("is not what the site holds");
  if (neutral.includes("merge.invalid")) faults.push("a place is left");
  if (places.filter(({ tag }) => tag === STOP).length !== 1) faults.push("does not say once where one unsubscribes");
  return faults.map((fault) => `[neutral, ${part}]: ${fault}`);
}

/** Makes every mail for every service, and for none, and looks at both parts. */
export async function check(mails, tools) {
  const names = ["neutral", ...Object.keys(SERVICES)];
  const jobs = mails.all.flatMap((mail) => names.map((profile) => ({ mail, profile })));
  const made = await atOnce(jobs, ({ mail, profile }) => makeMail(tools.demarche, mail.site.root, mail.path, profile));
  const failures = [];
  let kept = 0;
  mails.all.forEach((mail, index) => {
    const [neutral, ...served] = made.slice(index * names.length, (index + 1) * names.length);
    for (const part of ["html", "text"]) {
      const places = placesOf(mail, part, neutral[part]);
      failures.push(...neutralFaults(mail, part, neutral[part], places).map((fault) => `${mail.name} ${fault}`));
      Object.keys(SERVICES).forEach((service, at) => {
        const text = mail.served ? mail.served(served[at][part], service, part) : served[at][part];
        if (text !== unescaped(part, text)) kept += 1;
        const faults = faultsOf(service, part, text, neutral[part], places);
        failures.push(...faults.map((fault) => `${mail.name} ${fault}`));
      });
    }
  });
  return {
    examined: `${mails.all.length} mails, ${names.length} profiles, 2 parts each; in ${kept} words were kept from being tags`,
    failures,
  };
}

/** Mails as a program would make them that fills places wrongly; a mail for no service that the site does not hold. */
export function controls() {
  const wrong = {
    mailchimp: (text) => text.replaceAll("&#42;|", "*|").replaceAll("*\u200b|", "*|"),
    listmonk: (text) => text.replace("{{ UnsubscribeURL }}", "https://merge.invalid/unsubscribe"),
    mautic: (text) => text.replace("</title>", "{unsubscribe_url}</title>").replace("\n", "{unsubscribe_url}\n"),
    civicrm: (text) => text.replace("twelve", "12").replace("Twelve", "12"),
    buttondown: (text) => text.replace("{{ unsubscribe_url }}", "{{ email_url }}"),
  };
  return [
    {
      name: "words that become tags, a place that is left, a tag too many, other words, another tag; another mail",
      edits: [
        ["mail-site/newsletters/12/", "served", () => (text, service) => wrong[service]?.(text) ?? text],
        ["mail-site/letters/short/", "html", (html) => html.replace("short", "brief")],
      ],
      only: ["mail-site/newsletters/12/", "mail-site/letters/short/"],
      expect: [
        /\[mailchimp, html\]: has the tags \*\|ADDRESS\|\* /,
        /\[mailchimp, text\]: has the tags \*\|ADDRESS\|\* /,
        /\[listmonk, html\]: a place is left/,
        /\[mautic, text\]: has the tags \{unsubscribe_url\} \{unsubscribe_url\} in place/,
        /\[civicrm, html\]: is another mail from/,
        /\[buttondown, text\]: has the tags \{\{ email_url \}\} in place/,
        /short\/ \[neutral, html\]: is not what the site holds/,
      ],
    },
  ];
}
