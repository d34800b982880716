/**
 * The run: a built site comes in, a report goes out. Each check looks at the site, and then at copies of it that
 * were broken on purpose: a check that does not find what was broken has failed. See `run` for how it is started.
 */

import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Report } from "./report.mjs";
import { Site } from "./site.mjs";
import { Mails } from "./mails.mjs";
import { startBrowser } from "./browser.mjs";
import * as kinds from "./checks/kinds.mjs";
import * as html from "./checks/html.mjs";
import * as links from "./checks/links.mjs";
import * as calendars from "./checks/calendars.mjs";
import * as schemas from "./checks/schemas.mjs";
import * as jsonld from "./checks/jsonld.mjs";
import * as feeds from "./checks/feeds.mjs";
import * as policy from "./checks/policy.mjs";
import * as privacy from "./checks/privacy.mjs";
import * as scriptless from "./checks/scriptless.mjs";
import * as overflow from "./checks/overflow.mjs";
import * as axe from "./checks/axe.mjs";
import * as menus from "./checks/menus.mjs";
import * as sorting from "./checks/sorting.mjs";
import * as print from "./checks/print.mjs";
import * as shots from "./checks/shots.mjs";
import * as preview from "./checks/preview.mjs";
import * as previewEvents from "./checks/preview-events.mjs";
import * as mailSize from "./checks/mail/size.mjs";
import * as mailHtml from "./checks/mail/html.mjs";
import * as mailRules from "./checks/mail/rules.mjs";
import * as mailClients from "./checks/mail/clients.mjs";
import * as mailAxe from "./checks/mail/axe.mjs";
import * as mailWidth from "./checks/mail/width.mjs";
import * as mailInline from "./checks/mail/inline.mjs";
import * as mailStructure from "./checks/mail/structure.mjs";
import * as mailText from "./checks/mail/text.mjs";
import * as mailMessage from "./checks/mail/message.mjs";
import * as mailProfiles from "./checks/mail/profiles.mjs";
import * as mailShots from "./checks/mail/shots.mjs";

/** The root of the repository. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder for everything a run makes. */
const OUT = join(ROOT, "target/browser");

/** The checks of pages, in the order in which they run. */
const PAGE_CHECKS = [
  kinds,
  html,
  links,
  feeds,
  calendars,
  jsonld,
  schemas,
  policy,
  privacy,
  scriptless,
  overflow,
  axe,
  menus,
  sorting,
  print,
  shots,
  preview,
  previewEvents,
];

/** The checks of pages that any site passes. */
const COMMON_CHECKS = [html, links, jsonld, policy, privacy, scriptless, overflow, axe];

/** Further sites, each a folder under `target/browser/` with the checks that run on it as well: that of a whole organisation in three
 * languages (`tests/organisation`), the manual (`docs`), and a new one, as `demarche new site` begins it. */
const OTHERS = [
  { name: "organisation", checks: [...COMMON_CHECKS, feeds, calendars, menus, sorting] },
  { name: "manual", checks: COMMON_CHECKS },
  { name: "new-site", checks: [...COMMON_CHECKS, feeds, calendars] },
];

/** The checks of mails, which run on those of the demonstration and on those of `mail-site`. */
const MAIL_CHECKS = [
  ...[mailSize, mailHtml, mailRules, mailClients, mailAxe, mailWidth, mailInline, mailStructure, mailText],
  ...[mailMessage, mailProfiles, mailShots],
];

/** All checks. */
const CHECKS = [...PAGE_CHECKS, ...MAIL_CHECKS];

/** How long one check may take, in milliseconds; a browser that hangs is a failure and no reason to wait for ever. */
const LIMIT = 600_000;

/** Runs a piece of work and returns what it returned, with the seconds it took. */
async function timed(work) {
  const start = performance.now();
  const late = sleep(LIMIT, null, { ref: false }).then(() =>
    Promise.reject(new Error(`not done after ${LIMIT / 1000} s`)),
  );
  const result = await Promise.race([work(), late]);
  return { ...result, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

/** How often a piece of work is done anew because a tab of the browser has crashed. */
const CRASHES = 5;

/** Does a piece of work, and again where a tab of the browser has crashed: a page by which it does crashes it again. */
async function despiteCrash(work) {
  for (let crashes = 0; ; crashes++) {
    try {
      const result = await work();
      if (crashes > 0) result.examined = `${result.examined}, after a tab of the browser had crashed ${crashes} times`;
      return result;
    } catch (error) {
      if (crashes === CRASHES || !/\b(Page|Target) crashed/.test(error.message)) throw error;
    }
  }
}

/** Runs a check on the site itself. */
async function runCheck(report, check, site, tools, where = "") {
  try {
    const { examined, failures, seconds } = await timed(() => despiteCrash(() => check.check(site, tools)));
    const text = `${check.title}${where}: ${examined} (${seconds} s)`;
    if (failures.length === 0) report.ok(text);
    else report.fail(`${text}: ${failures.length} faults`, failures);
  } catch (error) {
    report.fail(`${check.title}: could not be run`, [String(error.stack)]);
  }
}

/** Runs a check on a broken copy, where it has to find every fault that was put in. */
async function runControl(report, check, control, site, tools) {
  const copy = await site.brokenCopy(control.edits);
  try {
    const { failures, seconds } = await timed(() => check.check(copy.only(control.only), { ...tools, control: true }));
    const missed = control.expect.filter((pattern) => !failures.some((failure) => pattern.test(failure)));
    const text = `${check.title}, control: ${control.name} (${seconds} s)`;
    if (missed.length === 0) report.ok(text);
    else
      report.fail(text, [
        ...missed.map((pattern) => `not found: ${pattern}`),
        ...failures.map((failure) => `found: ${failure}`),
      ]);
  } finally {
    await copy.remove();
  }
}

/** Runs all controls of a check. */
async function runControls(report, check, site, tools) {
  try {
    for (const control of check.controls(site)) await runControl(report, check, control, site, tools);
  } catch (error) {
    report.fail(`${check.title}, control: could not be run`, [String(error.stack)]);
  }
}

/** Returns the checks that were asked for, or all; `mail` is all those of mails. */
function chosen(only) {
  if (!only) return CHECKS;
  const names = only.split(",");
  const isCalled = (check, name) => check.title === name || check.title.startsWith(`${name}-`);
  const unknown = names.filter((name) => !CHECKS.some((check) => isCalled(check, name)));
  if (unknown.length > 0) throw new Error(`no such check: ${unknown.join(", ")}`);
  return CHECKS.filter((check) => names.some((name) => isCalled(check, name)));
}

/** Reads the further sites, unless another site was asked for. */
async function readOthers(values) {
  if (values.site) return [];
  return Promise.all(OTHERS.map(async (other) => ({ ...other, site: await Site.read(join(OUT, other.name)) })));
}

/** Reads the site, and the mails if a check looks at them. */
async function readSites(values, checks) {
  const out = resolve(values.site ?? join(OUT, "site"));
  const site = await Site.read(out);
  if (!checks.some((check) => MAIL_CHECKS.includes(check))) return [site, null];
  const mails = await Mails.read([
    { name: "site", root: ROOT, out },
    { name: "mail-site", root: join(ROOT, "tests/browser/mail-site"), out: join(OUT, "mail-site") },
  ]);
  return [site, mails];
}

/** Reads what is to be checked, starts the browser and runs the checks. */
async function runAll(report, values) {
  const checks = chosen(values.only);
  await mkdir(OUT, { recursive: true });
  const [site, mails] = await readSites(values, checks);
  const others = await readOthers(values);
  const browser = await startBrowser();
  try {
    const tools = {
      browser,
      out: OUT,
      python: join(OUT, "venv/bin/python"),
      layouts: join(ROOT, "layouts"),
      demarche: resolve(process.env.DEMARCHE ?? join(ROOT, "target/release/demarche")),
      control: false,
    };
    for (const check of checks) {
      const subject = MAIL_CHECKS.includes(check) ? mails : site;
      await runCheck(report, check, subject, tools);
      await runControls(report, check, subject, tools);
      for (const other of others.filter((other) => other.checks.includes(check))) {
        await runCheck(report, check, other.site, tools, `, ${other.name}`);
      }
    }
  } finally {
    await Promise.race([browser.close(), sleep(10_000, null, { ref: false })]);
  }
}

/** Runs what the command line asks for and returns the exit status. */
async function main() {
  const { values } = parseArgs({ options: { site: { type: "string" }, only: { type: "string" } } });
  const report = new Report();
  try {
    await runAll(report, values);
  } catch (error) {
    report.fail("the run broke off", [String(error.stack)]);
  }
  return report.close();
}

// Ends at once: a browser that does not close in time is ended with the process that started it.
process.exit(await main());
