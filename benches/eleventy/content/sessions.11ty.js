// All sessions.
import { sessions } from "../lib/data.mjs";
import { frame } from "../lib/frame.mjs";
import { head, sessionDates } from "../lib/parts.mjs";

export function render({ page }) {
  const rows = Object.entries(sessions).map(
    ([id, session]) => `<li class="session-past"><a class="session-row-title" href="/sessions/${id}/">UPR ${session.number}</a>
<span class="session-row-dates">${sessionDates(id)}</span>
<span class="session-row-count">${session.states.length} states</span>
<span class="phase phase-past">past</span></li>`,
  );
  const main = `${head("Sessions")}\n<ul class="session-rows">\n${rows.join("\n")}\n</ul>`;
  return frame(page.url, { title: "Sessions", main, section: "sessions" });
}
