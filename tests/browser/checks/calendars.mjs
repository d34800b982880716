/**
 * Calendars: icalendar, which is not ours, reads each. It promises that every calendar is well-formed, that its lines are short
 * and end as RFC 5545 has it, and that each event has what programs need and leads to what is there.
 */

import { execFile } from "node:child_process";
import { join } from "node:path";

export const title = "calendars";

/** Prints what icalendar finds in the files that are named, as JSON. */
const READ = `
import icalendar, json, sys
out = []
for path in sys.stdin.read().split("\\n"):
    data = open(path, "rb").read()
    lines = data.split(b"\\r\\n")
    rest = b"".join(lines)
    found = {"wrong": "", "heads": [], "events": [], "name": ""}
    found["long"] = sum(len(line) > 75 for line in lines)
    found["bare"] = b"\\n" in rest or b"\\r" in rest
    try:
        calendar = icalendar.Calendar.from_ical(data)
        found["name"] = str(calendar.get("X-WR-CALNAME", ""))
        found["heads"] = [key for key in ["VERSION", "PRODID"] if key not in calendar]
        for event in calendar.walk("VEVENT"):
            found["wrong"] += "".join(str(error) for error in event.errors)
            starts, ends = event.decoded("DTSTART"), event.decoded("DTEND") if "DTEND" in event else None
            texts = {key.lower(): str(event.get(key, "")) for key in ["UID", "SUMMARY", "URL"]}
            found["events"].append({
                **texts, "stamp": "DTSTAMP" in event, "starts": str(starts), "order": ends is None or ends > starts,
            })
    except ValueError as error:
        found["wrong"] = str(error)
    out.append(found)
json.dump(out, sys.stdout)
`;

/** Returns what icalendar finds in some files. */
function parsed(python, paths) {
  return new Promise((resolve, reject) => {
    const child = execFile(python, ["-c", READ], { maxBuffer: 256 << 20 }, (error, stdout, stderr) =>
      error ? reject(new Error(`icalendar stopped: ${stderr}`)) : resolve(JSON.parse(stdout)),
    );
    child.stdin.end(paths.join("\n"));
  });
}

/** Returns what is wrong with a calendar. */
function faults(site, file, calendar) {
  const say = (text) => `${file}: ${text}`;
  if (calendar.wrong) return [say(`not well-formed: ${calendar.wrong}`)];
  const wrong = calendar.heads.map((key) => say(`no ${key}`));
  if (!calendar.name) wrong.push(say("has no name"));
  if (calendar.long) wrong.push(say(`${calendar.long} lines are longer than 75 bytes`));
  if (calendar.bare) wrong.push(say("has a line that does not end as it must"));
  if (calendar.events.length === 0) wrong.push(say("is empty"));
  const ids = new Set(calendar.events.map((event) => event.uid));
  if (ids.size !== calendar.events.length) wrong.push(say("has two events with one id"));
  for (const event of calendar.events) {
    const lacking = ["uid", "summary", "url", "stamp", "starts", "order"].filter((key) => !event[key]);
    wrong.push(...lacking.map((key) => say(`${event.uid}: no ${key}`)));
    const path = event.url.startsWith(site.base) ? `/${event.url.slice(site.base.length)}` : "";
    if (!site.everyPath.has(path)) wrong.push(say(`${event.uid} leads nowhere: ${event.url}`));
  }
  return wrong;
}

/** Reads all calendars of a site. */
export async function check(site, tools) {
  const files = site.files.filter((file) => file.endsWith(".ics"));
  const calendars = await parsed(
    tools.python,
    files.map((file) => join(site.root, file)),
  );
  const failures = files.flatMap((file, at) => faults(site, file, calendars[at]));
  const events = calendars.reduce((sum, calendar) => sum + calendar.events.length, 0);
  return { examined: `${files.length} calendars, ${events} events`, failures };
}

/** One broken thing of every sort. */
export function controls(site) {
  return [
    {
      name: "a line that is too long, one that ends alone, an event cut off, one that ends before it begins, one of no page",
      edits: [
        ["calendar.ics", (text) => text.replace("\r\n ", "")],
        ["states/ken/calendar.ics", (text) => text.replace("\r\nTRANSP", "\nTRANSP")],
        ["states/guy/calendar.ics", (text) => text.replace("END:VEVENT\r\n", "")],
        ["states/gin/calendar.ics", (text) => text.replace(/DTEND;VALUE=DATE:\d+/, "DTEND;VALUE=DATE:19990101")],
        ["states/nor/calendar.ics", (text) => text.replace(`URL:${site.base}sessions/`, `URL:${site.base}no-such-page/`)],
      ],
      only: ["/"],
      expect: [
        /^calendar\.ics: \d+ lines are longer/,
        /ken\/calendar\.ics: has a line that/,
        /guy\/calendar\.ics: not well-formed/,
        /gin\/calendar\.ics: .*no order/,
        /no-such-page/,
      ],
    },
  ];
}
