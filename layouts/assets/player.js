// Players of films: one is loaded when a reader presses the button below its picture, and takes the place of both. Where no script
// runs, there is no button, and the link leads to the film.
"use strict";

/** Puts the player of a button in its place, and gives it the focus. */
function play(button) {
  const frame = document.createElement("iframe");
  frame.src = button.dataset.player;
  frame.title = button.dataset.title;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups";
  frame.allow = "fullscreen; picture-in-picture";
  const line = button.parentElement;
  line.closest(".video")?.querySelector(".video-link img")?.remove();
  line.replaceWith(frame);
  frame.focus();
}

document.querySelectorAll("button[data-player]").forEach((button) => {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => play(button), { once: true });
});
