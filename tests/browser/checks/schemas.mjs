/**
 * Schemas of `demarche schema`: check-jsonschema, which is not ours, reads each and the sources of the demonstration by it. It
 * promises that the schemas are such, that all front matter, settings and data of the demonstration are good by them, and
 * that what is wrong is refused. So are the workflows of a new site read, by the schemas of their hosts.
 */

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

export const title = "schemas";

/** What a schema must refuse: the name of the schema, and the file. */
const WRONG = [
  ["letters", "title: A letter\ndate: 2025-03-14\ntitel: A letter\n"],
  ["letters", "date: 2025-03-14\n"],
  ["letters", "title: A letter\ndate: 14 March 2025\n"],
  ["letters", "title: A letter\ndate: 2025-03-14\nstates: [Kenya]\n"],
  ["letters", "title: A letter\ndate: 2025-03-14\nembargo: 2025-03-14\n"],
  ["briefs", "title: A brief\ndate: 2025-03-14\n"],
  ["events", "title: An event\nstarts: soon\n"],
  ["site", "name: A centre\nbase_url: example.org\n"],
  ["site", "name: A centre\nbase_url: https://example.org/\nmenu: [{title: Read}, 12]\n"],
  ["data/sessions", "- {id: upr-49, number: forty-nine}\n"],
  ["data/treaty-actions", "- {state: KEN, instrument: a-treaty, status: joined}\n"],
];

/** The workflows of a new site, each with what check-jsonschema needs to know of its host. */
const WORKFLOWS = [
  [".github/workflows/site.yml", ["--builtin-schema", "vendor.github-workflows"]],
  [".gitlab-ci.yml", ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"]],
];

/** Returns the schemas by their names. */
async function schemas(tools, root) {
  const { stdout } = await run(tools.demarche, ["schema", "--root", root], { maxBuffer: 64 << 20 });
  const all = JSON.parse(stdout);
  const names = Object.keys(all.$defs).filter((name) => name !== "stateCode");
  const one = async (name) => [name, (await run(tools.demarche, ["schema", name, "--root", root])).stdout];
  return [["all", stdout], ...(await Promise.all(names.map(one)))];
}

/** Returns the name of the schema of a source, and what of it is YAML; nothing of what is none. */
function subject(path, text) {
  if (path === "site.yaml") return ["site", text];
  if (/^data\/[^/]+\.yaml$/.test(path)) return [path.replace(/\.yaml$/, ""), text];
  if (!path.endsWith(".md")) return null;
  const name = /(^|\/)_index(\.\w+)?\.md$/.test(path) ? "_index" : path.split("/")[0];
  return [name, text.split(/^---\s*$/m)[1]];
}

/** Returns what check-jsonschema says of files. */
async function judged(tools, args) {
  const program = join(dirname(tools.python), "check-jsonschema");
  const all = ["--output-format", "json", ...args];
  const { stdout } = await run(program, all, { maxBuffer: 64 << 20 }).catch((error) => error);
  const { errors = [], parse_errors = [] } = JSON.parse(stdout);
  return [...errors, ...parse_errors];
}

/** Reads all by the schemas. */
export async function check(site, tools) {
  const root = dirname(tools.layouts);
  const work = await mkdtemp(join(tmpdir(), "demarche-schemas-"));
  try {
    const all = await schemas(tools, root);
    const file = (name) => join(work, `${name.replaceAll("/", "-")}.json`);
    await Promise.all(all.map(([name, text]) => writeFile(file(name), text)));
    const said = await judged(tools, ["--check-metaschema", ...all.map(([name]) => file(name))]);
    const failures = said.map((error) => `${error.filename}: no schema: ${error.message}`);
    const paths = await readdir(join(root, "content"), { recursive: true });
    const wanted = new Map(all.map(([name]) => [name, []]));
    for (const path of paths.filter((path) => /\.(md|yaml)$/.test(path))) {
      const found = subject(path, await readFile(join(root, "content", path), "utf8"));
      if (!found) continue;
      if (!wanted.has(found[0])) failures.push(`${path}: no schema ${found[0]}`);
      const copy = join(work, "good", `${path}.yaml`);
      await mkdir(dirname(copy), { recursive: true });
      await writeFile(copy, found[1]);
      wanted.get(found[0])?.push(copy);
    }
    let examined = 0;
    for (const [name, copies] of [...wanted].filter(([, copies]) => copies.length > 0)) {
      const errors = await judged(tools, ["--schemafile", file(name), ...copies]);
      failures.push(...errors.map((error) => `${error.filename}: ${error.path ?? ""} ${error.message}`));
      examined += copies.length;
    }
    for (const [at, [name, text]] of WRONG.entries()) {
      const copy = join(work, `wrong-${at}.yaml`);
      await writeFile(copy, text);
      const errors = await judged(tools, ["--schemafile", file(name), copy]);
      if (errors.length === 0) failures.push(`${name} takes what is wrong: ${text}`);
    }
    for (const [path, args] of WORKFLOWS) {
      const errors = await judged(tools, [...args, join(tools.out, "begun", path)]);
      failures.push(...errors.map((error) => `${path}: ${error.path ?? ""} ${error.message}`));
    }
    const sources = `${examined} good sources, ${WRONG.length} wrong ones, ${WORKFLOWS.length} workflows`;
    return { examined: `${all.length} schemas, ${sources}`, failures };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Nothing in a built site concerns schemas; what they must refuse is tried above. */
export function controls() {
  return [];
}
