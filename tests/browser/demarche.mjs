/**
 * The program itself, where a check needs mails that no built site holds. It promises that a site is never touched: what
 * is to be made otherwise is made of a copy.
 */

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** How many processes run at once. */
const PROCESSES = 2;

/** Returns the HTML and the text of one mail as `demarche newsletter` makes them of the site under `root`. */
export async function makeMail(program, root, path, profile = "neutral") {
  const out = await mkdtemp(join(tmpdir(), "demarche-mail-"));
  try {
    await run(program, ["newsletter", path, "--root", root, "--profile", profile, "--out", out]);
    const read = (file) => readFile(join(out, file), "utf8");
    return { html: await read("newsletter.html"), text: await read("newsletter.txt") };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Copies what a site is written in: its texts, and its own blocks, which are the only layouts without a built-in one. */
export async function copySources(root, folder) {
  await cp(join(root, "content"), join(folder, "content"), { recursive: true });
  await cp(join(root, "layouts/blocks"), join(folder, "layouts/blocks"), { recursive: true }).catch(() => {});
}

/** Copies the source of a site, with one of its layouts changed, for as long as `work` runs. */
export async function withLayout(root, layouts, name, edit, work) {
  const copy = await mkdtemp(join(tmpdir(), "demarche-source-"));
  try {
    await copySources(root, copy);
    const own = (folder) => readFile(join(folder, name), "utf8");
    const before = await own(join(root, "layouts")).catch(() => own(layouts));
    const after = edit(before);
    if (after === before) throw new Error(`the edit of ${name} changes nothing`);
    if (join(root, "layouts") !== layouts) {
      await cp(join(root, "layouts"), join(copy, "layouts"), { recursive: true }).catch(() => {});
    }
    await mkdir(dirname(join(copy, "layouts", name)), { recursive: true });
    await writeFile(join(copy, "layouts", name), after);
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Runs `work(job)` for every job, a few at once, and returns the results in the order of the jobs. */
export async function atOnce(jobs, work) {
  const results = new Array(jobs.length);
  let next = 0;
  const labour = async () => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await work(jobs[index]);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, labour));
  return results;
}
