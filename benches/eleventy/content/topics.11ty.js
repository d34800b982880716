// All topics.
import { topics } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { esc, head } from "../lib/parts.mjs";

export function render({ page }) {
  const rows = Object.entries(topics).map(
    ([id, topic]) => `<li><article class="topic-card">
<h3 class="topic-title"><a href="/topics/${id}/">${esc(topic.title)}</a></h3>
<p>${esc(topic.description)}</p>
</article></li>`,
  );
  const main = `${head("Topics")}\n<ul class="topic-cards">\n${rows.join("\n")}\n</ul>`;
  return frame(page.url, { title: "Topics", main, section: "topics" });
}
