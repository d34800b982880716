export default {
  layout: "publication.11ty.js",
  kind: "newsletters",
  permalink: (data) => `/newsletters/${data.number}/`,
};
