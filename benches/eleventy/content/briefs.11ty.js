import { listing } from "../lib/listing.mjs";

export const { data, render } = listing("briefs", "Briefs");
