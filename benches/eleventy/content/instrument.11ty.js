// One instrument: the status of each state with source and as-of.
import { byName, instruments, treaty } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, esc, head, note, stateLink, statusCells, statusTable } from "../lib/parts.mjs";

export const data = {
  instruments,
  pagination: { data: "instruments", size: 1, alias: "instrument" },
  permalink: (data) => `/instruments/${data.instrument.id}/`,
};

export function render({ instrument: { id, title, description }, page }) {
  const rows = byName.map(({ code }) => `<tr><th scope="row">${stateLink(code)}</th>\n${statusCells(treaty[code][id])}</tr>`);
  const table = `<div class="table-scroll" role="region" tabindex="0" aria-labelledby="_statuses">
${statusTable(`${esc(title)}: status of each state`, "State", rows)}
</div>
${note}`;
  const main = `${head(title, { kicker: "Instrument", standfirst: description })}
${band("statuses", "Status by state", table)}`;
  const crumbs = [`<li><a href="/instruments/">Instruments</a></li>`];
  return frame(page.url, { title, main, crumbs, section: "instruments" });
}
