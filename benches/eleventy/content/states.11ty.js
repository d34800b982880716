// All states, by regional group and by name.
import { byName, states } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { band, head, stateLink } from "../lib/parts.mjs";

const column = (all) => `<ul class="columns">\n${all.map(({ code }) => `<li>${stateLink(code)}</li>`).join("\n")}\n</ul>`;

export function render({ page }) {
  const groups = ["AG", "APG", "EEG", "GRULAC", "WEOG", "observer"].map(
    (group) => `<section class="group" aria-labelledby="group-${group}">
<h3 id="group-${group}">${group}</h3>
${column(Object.values(states).filter((state) => state.group === group))}
</section>`,
  );
  const main = `${head("States")}
${band("by-group", "By regional group", groups.join("\n"))}
${band("a-to-z", "A to Z", column(byName))}`;
  return frame(page.url, { title: "States", main, section: "states" });
}
