// Times one step that others take on the way to a mail. Comes in: the name of the package and a folder of letters. Goes
// out: one line of JSON with the number of letters, seconds by the clock and on processors, and bytes made. The letters are
// read before the clock starts, and the first of them are made a few times before, so that the code is compiled.
//
//   node time.mjs juice FOLDER     puts the rules of a style element into the elements of HTML
//   node time.mjs mjml FOLDER      makes HTML of MJML
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// How many letters are made before the clock starts.
const WARM_UP = 300;

const steps = {
  juice: async () => {
    const { default: juice } = await import("juice");
    // As demarche does it: no style element but that of the media queries, widths as attributes, no heights.
    const options = { applyWidthAttributes: true, applyHeightAttributes: false, removeStyleTags: true };
    return (html) => juice(html, options);
  },
  mjml: async () => {
    const { default: mjml } = await import("mjml");
    // Without its validation, its formatting and its search for files on disk.
    const options = { validationLevel: "skip", minify: false, beautify: false, ignoreIncludes: true, useMjmlConfigOptions: false };
    return async (text) => (await mjml(text, options)).html;
  },
};

const [name, folder] = process.argv.slice(2);
const make = await steps[name]();
const letters = readdirSync(folder).sort().map((file) => readFileSync(join(folder, file), "utf8"));
for (let count = 0; count < WARM_UP; count += 1) await make(letters[count % letters.length]);
let bytes = 0;
const [begin, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
for (const letter of letters) bytes += Buffer.byteLength(await make(letter));
const { user, system } = process.cpuUsage(cpu);
const wall = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(JSON.stringify({ letters: letters.length, wall, cpu: (user + system) / 1e6, bytes }));
