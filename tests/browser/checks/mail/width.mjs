/**
 * The width of mails: every mail is opened at three widths, as it is and as the poorest program shows it, without style
 * sheets and without pictures. It promises that none can be scrolled sideways and that nothing sticks out of its column,
 * that every picture is there, and that nothing else is asked for.
 */

import { inTabs, windowOf } from "../../browser.mjs";
import { afterTitle, openMail, withoutStyles } from "../../mails.mjs";

export const title = "mail-width";

const WIDTHS = [320, 600, 1200];

/** The ways in which a mail is shown. */
const WAYS = [
  { name: "as it is", styles: true, pictures: true },
  { name: "without styles and pictures", styles: false, pictures: false },
];

/** Returns, from inside the mail, how wide it is, what sticks out of its cell or the window, and which pictures lack. */
function look() {
  const name = (element) => element.outerHTML.slice(0, 80);
  const outside = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    const cell = element.parentElement.closest("td, th, body").getBoundingClientRect();
    return width > 0 && (right > Math.min(innerWidth, cell.right) + 0.5 || left < Math.max(0, cell.left) - 0.5);
  });
  const innermost = outside.filter((element) => !outside.some((other) => other !== element && element.contains(other)));
  const broken = [...document.images].filter((image) => !image.complete || image.naturalWidth === 0);
  const scale = (image) => image.width / image.height / (image.naturalWidth / image.naturalHeight);
  const bent = [...document.images].filter((image) => image.naturalWidth > 0 && Math.abs(scale(image) - 1) > 0.03);
  return {
    width: document.scrollingElement.scrollWidth,
    room: innerWidth,
    outside: innermost.slice(0, 3).map(name),
    broken: broken.map((image) => image.src),
    bent: bent.map((image) => image.src),
  };
}

/** Opens a mail in one way and returns what is wrong with it at each width. */
async function inOneWay(tab, mail, { name, styles, pictures }) {
  const html = styles ? mail.html : withoutStyles(mail.html);
  const asked = await openMail(tab, mail, { html, pictures });
  const faults = asked.map((url) => `asks for ${url}`);
  for (const width of WIDTHS) {
    await tab.setViewportSize(windowOf(width).viewport);
    const seen = await tab.evaluate(look);
    if (seen.width > seen.room || seen.room !== width) faults.push(`${seen.width} px wide in ${width} px`);
    faults.push(...seen.outside.map((element) => `at ${width} px sticks out: ${element}`));
    if (pictures) faults.push(...seen.broken.map((url) => `the picture ${url} is not there`));
    if (pictures) faults.push(...seen.bent.map((url) => `at ${width} px the picture ${url} is out of shape`));
  }
  return [...new Set(faults)].map((fault) => `${mail.name} [${name}]: ${fault}`);
}

/** Looks at the width of every mail. */
export async function check(mails, tools) {
  const jobs = mails.all.flatMap((mail) => WAYS.map((way) => ({ mail, way })));
  const failures = await inTabs(tools.browser, windowOf(600), jobs, (tab, { mail, way }) => inOneWay(tab, mail, way));
  return {
    examined: `${mails.all.length} mails, ${WIDTHS.length} widths, ${WAYS.length} ways`,
    failures: failures.flat(),
  };
}

/** What is too wide always, or once the style sheets are gone; a picture that is not there, one that is bent. */
export function controls() {
  const wide = (html) => {
    const sheet = "<style>.wide { width: 100px !important } .out { margin-left: 0 !important }</style>";
    const piece = '<div class="wide" style="width:700px">wide</div><p class="out" style="margin-left:-40px">out</p>';
    return afterTitle(piece)(html.replace("</head>", `${sheet}</head>`));
  };
  const pictures = (html) =>
    afterTitle('<img src="https://example.net/pixel.gif" alt="" width="1" height="1">')(
      html.replace("steps.png", "gone.png"),
    );
  const bent = (html) => html.replace(/(<img [^>]*?)height:auto/, "$1height:20px");
  return [
    {
      name: "too wide without style sheets; a picture that is gone, one from elsewhere, one out of shape",
      edits: [
        ["mail-site/letters/first/", "html", wide],
        ["mail-site/letters/short/", "html", pictures],
        ["mail-site/letters/long/", "html", bent],
      ],
      only: ["mail-site/letters/first/", "mail-site/letters/short/", "mail-site/letters/long/"],
      expect: [
        /first\/ \[without styles and pictures\]: \d+ px wide in 320/,
        /first\/ \[without styles and pictures\]: at 1200 px sticks out: <p class="out/,
        /short\/ \[as it is\]: the picture .*gone\.png is not there/,
        /short\/ \[as it is\]: asks for https:\/\/example\.net\/pixel\.gif/,
        /long\/ \[as it is\]: at 320 px the picture .* is out of shape/,
      ],
    },
  ];
}
