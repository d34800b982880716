// What is shown where nothing is.
import { site } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";

export const data = { permalink: "/404.html" };

export function render({ page }) {
  const main = `<div class="lost">
<h1>Not found</h1>
<p class="standfirst">There is no page at this address.</p>
<ul class="tags">
${site.menu.map(([id, name]) => `<li><a href="/${id}/">${name}</a></li>`).join("\n")}
</ul>
</div>`;
  return frame(page.url, { title: "Not found", main });
}
