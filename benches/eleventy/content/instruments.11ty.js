// All instruments.
import { instruments } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { esc, head } from "../lib/parts.mjs";

export function render({ page }) {
  const rows = instruments.map(
    ({ id, title }) => `<li><a class="instrument-title" href="/instruments/${id}/">${esc(title)}</a></li>`,
  );
  const main = `${head("Instruments")}\n<ul class="instrument-rows">\n${rows.join("\n")}\n</ul>`;
  return frame(page.url, { title: "Instruments", main, section: "instruments" });
}
