// The data files, read once, and not through the data cascade, which would merge them into each page's data.
import fs from "node:fs";

const read = (name) => JSON.parse(fs.readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));

export const states = read("states");
export const sessions = read("sessions");
export const treaty = read("treaty");
export const focal = read("focal");
export const instruments = read("instruments");
export const topics = read("topics");

export const codes = Object.keys(states);
export const byName = Object.values(states).sort((a, b) => (a.name < b.name ? -1 : 1));
export const source = "Invented for a benchmark, not a fact";

export const site = {
  title: "Sample Organisation",
  url: "https://example.org",
  tagline: "A site that exists to be measured",
  description: "A site of invented publications, made to measure how fast a site is built.",
  notice: "Every word and figure on this site is invented for a benchmark.",
  address: ["Sample Organisation", "1 Example Street", "0000 Sampleton"],
  phone: "+44 1632 960000",
  email: "contact@example.org",
  social: [
    ["Example Microblog", "https://social.example.net/@sample"],
    ["Example Video", "https://video.example.net/sample"],
  ],
  newsletter: ["https://example.org/sign-up", "Our letters and briefs by e-mail, before and after each session."],
  licence: ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"],
  menu: [
    ["letters", "Letters"],
    ["briefs", "Briefs"],
    ["states", "States"],
    ["sessions", "Sessions"],
    ["recommendations", "Recommendations"],
    ["newsletters", "Newsletter"],
  ],
  foot: [
    ["about", "About"],
    ["contact", "Contact"],
    ["method", "How we work"],
  ],
};
