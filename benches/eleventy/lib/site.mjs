// What layouts ask of all pages: publications by session, state and topic, neighbours, wordings.
import { codes, focal, sessions, treaty } from "./data.mjs";

const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));

export class Site {
  // Newest first; of one day, by address.
  static newestFirst(pages) {
    return pages.sort((a, b) => b.date - a.date || (a.url < b.url ? -1 : 1));
  }

  constructor(all) {
    this.bySession = new Map();
    this.byState = new Map();
    this.byTopic = new Map();
    this.made = new Map();
    this.byPath = new Map();
    this.kinds = { letters: [], briefs: [], newsletters: [], recommendations: [] };
    for (const page of Site.newestFirst(all.filter((page) => page.data.kind in this.kinds))) this.add(page);
    this.kinds.recommendations.sort((a, b) => (a.data.title < b.data.title ? -1 : 1));
    for (const kind of ["letters", "briefs", "newsletters"]) {
      this.kinds[kind].forEach((page, place) => (page.place = place));
    }
    this.answersOf = new Map(codes.map((code) => [code, this.answers(code)]));
    this.latest = this.wordings([...this.made.values()].map((pages) => pages[0]));
    this.inSession = new Map([...this.bySession].map(([id, pages]) => [id, this.wordings(pages)]));
  }

  // Enters one page.
  add(page) {
    const { data } = page;
    this.kinds[data.kind].push(page);
    this.byPath.set(page.inputPath.replace("./content/", ""), page);
    if (data.session) push(this.bySession, data.session, page);
    for (const code of data.states ?? []) push(this.byState, code, page);
    for (const topic of data.topics) push(this.byTopic, topic, page);
    for (const id of data.made ?? []) push(this.made, id, page);
  }

  // Returns the newest wording of each recommendation in pages that stand newest first.
  wordings(pages) {
    const found = new Map();
    for (const page of pages) {
      for (const rec of page.data.recommendations ?? []) {
        if (rec.standing && !found.has(rec.id)) found.set(rec.id, rec.text);
      }
    }
    return found;
  }

  // Returns which standing recommendations are addressed to a state, and why.
  answers(code) {
    return this.kinds.recommendations.map((page) => ({ page, ...answer(page.data.applies, code) }));
  }

  // Returns what letters and briefs ask of a state by name, in one session or in all.
  named(code, pages) {
    return pages.flatMap((page) =>
      (page.data.recommendations ?? [])
        .filter((rec) => page.data.state === code || rec.states?.includes(code))
        .map((rec) => ({ rec, page })),
    );
  }

  // Returns up to four other pages of the session, or of the first topic.
  related(data, url) {
    const pages = data.session ? this.bySession.get(data.session) : this.byTopic.get(data.topics[0]);
    return pages.slice(0, 5).filter((page) => page.url !== url).slice(0, 4);
  }
}

// Tells whether a condition holds for a state, and why.
function answer(applies, code) {
  if (applies?.no_focal_point) {
    const said = focal[code].answer;
    const answer = said === "unknown" ? "unknown" : said === "no" ? "yes" : "no";
    return { answer, why: `Focal Point on record: ${said}` };
  }
  if (!applies?.not_party_to_any) return { answer: "yes", why: "Addressed to all" };
  const status = (id) => treaty[code][id].status;
  const lacking = applies.not_party_to_any.filter((id) => ["none", "signatory"].includes(status(id)));
  const unknown = applies.not_party_to_any.filter((id) => status(id) === "unknown");
  if (lacking.length) return { answer: "yes", why: `Not recorded as a party to ${lacking.join(", ")}` };
  if (unknown.length) return { answer: "unknown", why: `Not established: ${unknown.join(", ")}` };
  return { answer: "no", why: "Party to all of the instruments named" };
}

export const sheets = Object.entries(sessions).flatMap(([id, session]) => session.states.map((code) => ({ id, code })));
