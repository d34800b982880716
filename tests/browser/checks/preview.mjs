/**
 * The preview: an author edits a copy of the demonstration site under `demarche serve`, and a browser watches. It
 * promises that a save is seen without a reload by hand and at the place scrolled to, that a page which did not change
 * is left alone, that a style sheet is swapped in place, and that a mistake lies over the last good page with its line
 * until it is mended, in one tab and in many. A bar says why the public does not see a page and leads to its mail; it covers neither the end of
 * the page nor anything on paper. Another machine is let in by the link of `--lan` and sees saves too. The site that the
 * other checks look at is not used.
 */

import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { windowOf, withPagesKept } from "../browser.mjs";
import { copySources } from "../demarche.mjs";
import { comes, Tabs } from "../tabs.mjs";

export const title = "preview";

/** The root of the repository. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The page that is looked at, and its source. */
const PAGE = "/letters/upr-49/";
const SOURCE = "content/letters/upr-49/index.md";
const STYLE = "layouts/assets/style.css";

/** How it is served: all of 127.0.0.0/8 is this machine, so that one of these addresses stands for one in a network. */
const ARGUMENTS = ["--port", "0", "--editor", "idea", "--lan=127.0.0.2"];

/** Serves a copy of the demonstration site, and hands its folder, its address and the link for others to `use`. */
async function withPreview(program, use) {
  const folder = await mkdtemp(join(tmpdir(), "demarche-preview-"));
  await copySources(ROOT, folder);
  await mkdir(join(folder, dirname(STYLE)), { recursive: true });
  await cp(join(ROOT, STYLE), join(folder, STYLE));
  const child = spawn(program, ["serve", "--root", folder, ...ARGUMENTS], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    let said = "";
    child.stderr.on("data", (data) => (said += data));
    child.once("error", (error) => (said += error));
    if (!(await comes(60, async () => / pages: /.test(said)))) throw new Error(`the preview does not start: ${said}`);
    // By number, since the browser of these checks knows no names.
    const origin = `http://127.0.0.1:${said.match(/http:\/\/localhost:(\d+)/)[1]}`;
    return await use(folder, origin, said.match(/http:\S+\?token=\w+/)[0]);
  } finally {
    child.kill("SIGINT");
    await rm(folder, { recursive: true, force: true });
  }
}

/** Changes a file of the site. */
async function edit(folder, path, change) {
  const file = join(folder, path);
  await writeFile(file, change(await readFile(file, "utf8")));
}

/** The text of the message over the page, or nothing. */
const overlay = (tab) =>
  tab.evaluate(() => {
    const dialog = document.querySelector("demarche-preview")?.shadowRoot.querySelector("dialog");
    return dialog?.open ? dialog.innerText : "";
  });

/** What the bar says, in one line; nothing where it is not seen. */
const barText = (tab) =>
  tab.evaluate(() => {
    const bar = document.querySelector("demarche-preview")?.shadowRoot.querySelector(".bar");
    return bar?.getClientRects().length ? bar.innerText.replace(/\s+/g, " ") : "";
  });

/** Asks something while the page is as on paper. */
async function onPaper(tab, ask) {
  await tab.emulateMedia({ media: "print" });
  try {
    return await ask();
  } finally {
    await tab.emulateMedia({ media: "screen" });
  }
}

/** Where the bar begins, and how far the page comes when it is scrolled to its end. */
const endOfPage = (tab) =>
  tab.evaluate(() => {
    const bar = document.querySelector("demarche-preview").shadowRoot.querySelector(".bar");
    const before = scrollY;
    scrollTo(0, document.documentElement.scrollHeight);
    const end = document.body.getBoundingClientRect().bottom;
    scrollTo(0, before);
    return { bar: bar.getBoundingClientRect().top, end };
  });

/** What an author does about who sees the page, in order. */
function stepsOfTheBar(tab, folder, original) {
  const control = (name) => tab.locator(`demarche-preview .bar ${name}`);
  return [
    {
      name: "a draft is marked with the reason",
      edit: () => edit(folder, SOURCE, () => original.replace("title:", "draft: true\ntitle:")),
      shown: async () => (await barText(tab)).includes("The public does not see this page: it is a draft."),
    },
    {
      name: "the bar covers neither the end of the page nor paper",
      edit: async () => {},
      shown: async () => {
        const { bar, end } = await endOfPage(tab);
        return end <= bar + 1 && (await onPaper(tab, () => barText(tab))) === "" && (await barText(tab)) !== "";
      },
    },
    {
      name: "the mark goes when the page is published",
      edit: () => edit(folder, SOURCE, () => original),
      shown: async () => /^Preview .*Fold$/.test(await barText(tab)) && !(await barText(tab)).includes("does not see"),
    },
    {
      name: "mail is led to, and back",
      edit: async () => {},
      shown: async () => {
        if (!(await barText(tab)).includes("Web page Newsletter Newsletter as text")) return false;
        await control('a[href="newsletter.html"]').focus();
        await Promise.all([tab.waitForURL(/newsletter\.html$/), tab.keyboard.press("Enter")]);
        if (!(await tab.evaluate(() => document.querySelector("[role=article]") !== null))) return false;
        if ((await control("a[aria-current]").innerText()) !== "Newsletter") return false;
        await Promise.all([tab.waitForURL(/upr-49\/$/), control('a[href="./"]').click()]);
        return (await control("a[aria-current]").innerText()) === "Web page";
      },
    },
    {
      name: "the list of mails is led to, tells each of them, and fits a telephone",
      edit: async () => {},
      shown: async () => {
        await Promise.all([
          tab.waitForURL(/_demarche\/newsletter\/$/),
          control('a[href="/_demarche/newsletter/"]').click(),
        ]);
        const size = tab.viewportSize();
        await tab.setViewportSize({ width: 320, height: 640 });
        const fits = await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        await tab.setViewportSize(size);
        const rows = await tab.locator("main tbody tr:has(th[scope=row])").count();
        await Promise.all([tab.waitForURL(/upr-49\/$/), tab.locator(`main a[href="${PAGE}"]`).first().click()]);
        return fits && rows > 10;
      },
    },
    {
      name: "the bar folds by keyboard, and stays so",
      edit: async () => {
        await control(".fold").focus();
        await tab.keyboard.press("Enter");
      },
      shown: async () => {
        await tab.reload();
        const open = await control(".fold").getAttribute("aria-expanded");
        return open === "false" && !(await barText(tab)).includes("Web page");
      },
    },
  ];
}

/** What another machine of the network sees: nothing, and with the link everything. */
function stepsOfTheDoor(tools, folder, link, original) {
  const { origin } = new URL(link);
  const inContext = async (use) => {
    const context = await tools.browser.newContext(windowOf(400));
    try {
      const tab = await context.newPage();
      return await use(tab);
    } finally {
      await context.close();
    }
  };
  const holds = (tab, text) => tab.evaluate((text) => document.body.textContent.includes(text), text);
  return [
    {
      name: "without the link another machine sees nothing",
      edit: async () => {},
      shown: () => inContext(async (tab) => (await tab.goto(origin + PAGE)).status() === 403),
    },
    {
      name: "the link lets another machine in, and does not stay in its address",
      edit: async () => {},
      shown: () =>
        inContext(async (tab) => {
          await tab.goto(link.replace("/?", `${PAGE}?`));
          await tab.waitForURL(origin + PAGE);
          await tab.waitForSelector("demarche-preview .bar");
          await edit(folder, SOURCE, (text) => `${text}\nA sentence for the telephone.\n`);
          const seen = await comes(20, () => holds(tab, "A sentence for the telephone."));
          await edit(folder, SOURCE, () => original.replace("title:", "titel:"));
          const told = await comes(20, async () => (await overlay(tab)).includes(`${SOURCE}:2:1`));
          const links = await tab.locator("demarche-preview .place a").count();
          await edit(folder, SOURCE, () => original);
          const mended = await comes(20, async () => (await overlay(tab)) === "");
          return seen && told && mended && links === 0;
        }),
    },
  ];
}

/** How many tabs are open at once: more than a browser keeps connections to one server. */
const TABS = 10;

/** How long all of them may take to show a save, in milliseconds; a machine that has other work takes longer. */
const SOON = 1_000 * Number(process.env.PATIENCE ?? 5);

/** Many tabs of one browser: each loads and each sees every save, whichever of them goes, is put away or comes back. */
async function manyTabs(browser, folder, origin, original) {
  const context = await browser.newContext(windowOf(800));
  const tabs = new Tabs(context, origin + PAGE);
  const failures = [];
  try {
    for (let number = 1; number <= TABS; number++)
      if (!(await tabs.open())) failures.push(`tab ${number} of ${TABS} does not load`);
    if (failures.length > 0) return { crashes: tabs.crashes, failures };
    const allShow = async (what, ask) => {
      const times = await tabs.allShow(ask);
      times.forEach((time, at) => {
        if (time > SOON) failures.push(`${what}: tab ${at + 1} of ${times.length} after ${Math.round(time)} ms`);
      });
    };
    let saves = 0;
    const save = () => edit(folder, SOURCE, () => `${original}\nSentence number ${++saves}.\n`);
    const allShowIt = (what) =>
      allShow(what, (tab) =>
        tab.evaluate((count) => document.body.textContent.includes(`Sentence number ${count}.`), saves),
      );
    await save();
    await allShowIt("a save");
    for (const [which, at] of [
      ["first", 0],
      ["last", TABS - 2],
      ["fifth", 4],
    ]) {
      await tabs.close(at);
      await save();
      await allShowIt(`a save after the ${which} tab was closed`);
    }
    // The first of them listens for all.
    for (const at of [0, 3]) {
      if (!(await tabs.goesAndReturns(at, `${origin}/`, save)))
        failures.push(`tab ${at + 1} was left and does not come back`);
      await allShowIt("a save while a tab was away");
      await save();
      await allShowIt("a save after it came back");
    }
    await edit(folder, SOURCE, () => original.replace("title:", "titel:"));
    await allShow("a mistake", async (tab) => (await overlay(tab)).includes(`${SOURCE}:2:1`));
    await edit(folder, SOURCE, () => original);
    await allShow("a mistake that is mended", async (tab) => (await overlay(tab)) === "");
    return { crashes: tabs.crashes, failures };
  } finally {
    await edit(folder, SOURCE, () => original);
    await context.close();
  }
}

/** What an author does, in order: a name, the edit, and what the browser then shows. */
function steps(tab, folder, original) {
  const holds = (text) => tab.evaluate((text) => document.body.textContent.includes(text), text);
  const scrolled = () => tab.evaluate(() => window.scrollY === 900);
  const untouched = () => tab.evaluate(() => window.untouched === true);
  const outlined = (width) => tab.evaluate((width) => getComputedStyle(document.body).outlineWidth === width, width);
  return [
    {
      name: "an edit is shown at the place scrolled to",
      edit: () => edit(folder, SOURCE, (text) => `${text}\nA new sentence from the author.\n`),
      shown: async () => (await holds("A new sentence from the author.")) && (await scrolled()),
    },
    {
      name: "a style sheet is swapped in place",
      before: () => tab.evaluate(() => (window.untouched = true)),
      edit: () => edit(folder, STYLE, (text) => `${text}\nbody { outline: 7px solid rgb(1, 2, 3) }\n`),
      shown: async () => (await outlined("7px")) && (await untouched()) && (await scrolled()),
    },
    {
      name: "a style sheet that is saved again and again is swapped in place",
      edit: async () => {
        // Longer than it takes to build, so that the next save comes while the sheet of the last one is under way.
        await tab.route("**/*.css*", (route) =>
          sleep(700)
            .then(() => route.continue())
            .catch(() => {}),
        );
        for (const width of [8, 9, 10]) {
          await edit(folder, STYLE, (text) => `${text}\nbody { outline-width: ${width}px }\n`);
          await sleep(400);
        }
        await comes(5, () => outlined("10px"));
        await tab.unroute("**/*.css*");
      },
      shown: async () => (await outlined("10px")) && (await untouched()) && (await scrolled()),
    },
    {
      name: "a mistake lies over the last good page, with its line",
      edit: () => edit(folder, SOURCE, (text) => text.replace("title:", "titel:")),
      shown: async () => {
        const text = await overlay(tab);
        const place = await tab.locator("demarche-preview .place a").first().getAttribute("href");
        if (place !== `idea://open?file=${join(folder, SOURCE)}&line=2&column=1`) return false;
        return text.includes("unknown key `titel`") && text.includes(`${SOURCE}:2:1`) && (await untouched());
      },
    },
    {
      name: "the message goes when it is mended",
      edit: () => edit(folder, SOURCE, () => original),
      shown: async () => (await overlay(tab)) === "" && !(await holds("A new sentence from the author.")),
    },
  ];
}

/** Opens the page and goes through the steps. */
export async function check(_, tools) {
  return withPreview(tools.demarche, async (folder, origin, link) => {
    const context = await tools.browser.newContext({ ...windowOf(1100), reducedMotion: "reduce" });
    const tab = await context.newPage();
    const failures = [];
    try {
      if (tools.control) await tab.route("**/_demarche/**", (route) => route.abort());
      await tab.goto(origin + PAGE, { waitUntil: "load" });
      await tab.evaluate(() => window.scrollTo(0, 900));
      const original = await readFile(join(folder, SOURCE), "utf8");
      const all = [...steps(tab, folder, original), ...stepsOfTheBar(tab, folder, original)];
      // The other browser loads its own script, so where ours is kept back there is nothing to learn from it.
      if (!tools.control) all.push(...stepsOfTheDoor(tools, folder, link, original));
      for (const step of all) {
        await step.before?.();
        // Where the script does not arrive there is nothing to press either.
        if (tools.control) tab.setDefaultTimeout(500);
        await step.edit().catch((error) => failures.push(`${step.name}: ${error.message.split("\n")[0]}`));
        if (!(await comes(tools.control ? 2 : 20, step.shown))) failures.push(`${step.name}: not seen`);
      }
      const examined = `${all.length} saves, ${TABS} tabs`;
      if (tools.control) return { examined, failures };
      const many = await withPagesKept((browser) => manyTabs(browser, folder, origin, original));
      const crashed = many.crashes === 0 ? "" : `, of which the browser ended ${many.crashes}`;
      return { examined: examined + crashed, failures: [...failures, ...many.failures] };
    } finally {
      await context.close();
    }
  });
}

/** A preview whose own script does not arrive: then nothing is seen. */
export function controls() {
  return [
    {
      name: "a preview whose script does not arrive",
      edits: [],
      only: ["/"],
      expect: [
        /an edit is shown.*not seen/,
        /style sheet.*not seen/,
        /mistake.*not seen/,
        /draft is marked.*not seen/,
        /mail is led to.*not seen/,
      ],
    },
  ];
}
