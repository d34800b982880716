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
import { startBrowser } from "./browser.mjs";
import * as kinds from "./checks/kinds.mjs";
import * as html from "./checks/html.mjs";
import * as links from "./checks/links.mjs";
import * as policy from "./checks/policy.mjs";
import * as privacy from "./checks/privacy.mjs";
import * as scriptless from "./checks/scriptless.mjs";
import * as overflow from "./checks/overflow.mjs";
import * as axe from "./checks/axe.mjs";
import * as print from "./checks/print.mjs";
import * as shots from "./checks/shots.mjs";
import * as preview from "./checks/preview.mjs";

/** The root of the repository. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder for everything a run makes. */
const OUT = join(ROOT, "target/browser");

/** All checks, in the order in which they run. */
const CHECKS = [kinds, html, links, policy, privacy, scriptless, overflow, axe, print, shots, preview];

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

/** Runs a check on the site itself. */
async function runCheck(report, check, site, tools) {
  try {
    const { examined, failures, seconds } = await timed(() => check.check(site, tools));
    const text = `${check.title}: ${examined} (${seconds} s)`;
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

/** Returns the checks that were asked for, or all. */
function chosen(only) {
  if (!only) return CHECKS;
  const names = only.split(",");
  const unknown = names.filter((name) => !CHECKS.some((check) => check.title === name));
  if (unknown.length > 0) throw new Error(`no such check: ${unknown.join(", ")}`);
  return CHECKS.filter((check) => names.includes(check.title));
}

/** Reads the site, starts the browser and runs the checks. */
async function runAll(report, values) {
  const checks = chosen(values.only);
  await mkdir(OUT, { recursive: true });
  const site = await Site.read(resolve(values.site ?? join(OUT, "site")));
  const browser = await startBrowser();
  try {
    const tools = {
      browser,
      out: OUT,
      python: join(OUT, "venv/bin/python"),
      layouts: join(ROOT, "layouts"),
      control: false,
    };
    for (const check of checks) {
      await runCheck(report, check, site, tools);
      await runControls(report, check, site, tools);
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
