// A plain page.
import { frame } from "../lib/frame.mjs";
import { head } from "../lib/parts.mjs";

export function render(data) {
  const main = `<article class="plain-page">
${head(data.title)}
<div class="prose">
${data.content}
</div>
</article>`;
  return frame(data.page.url, { title: data.title, main });
}
