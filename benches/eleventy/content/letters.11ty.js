import { listing } from "../lib/listing.mjs";

export const { data, render } = listing("letters", "Letters");
