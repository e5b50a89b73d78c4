// A small player for voice messages: play, position, time.
import { element } from "./element.js";
import { icon } from "./icon.js";
import { say } from "./words.js";

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function player(url, onplay) {
  const audio = new Audio(url);
  audio.preload = "metadata";
  const button = element("button", { class: "icon-button", type: "button", "aria-label": say("play"), onclick: () => (audio.paused ? audio.play().catch(() => {}) : audio.pause()) }, icon("play"));
  const position = element("input", { type: "range", min: 0, max: 1000, value: 0, "aria-label": say("position"), oninput: () => { if (Number.isFinite(audio.duration)) audio.currentTime = position.value / 1000 * audio.duration; } });
  const left = element("output", {}, clock(0));
  const show = () => {
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    position.value = length ? audio.currentTime / length * 1000 : 0;
    const words = clock(audio.currentTime > 0 ? audio.currentTime : length);
    left.textContent = words;
    position.setAttribute("aria-valuetext", words);
  };
  const symbol = () => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    button.setAttribute("aria-label", say(audio.paused ? "play" : "pause"));
  };
  for (const name of ["timeupdate", "loadedmetadata", "durationchange", "ended"]) audio.addEventListener(name, show);
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, symbol);
  audio.addEventListener("play", onplay, { once: true });
  return element("div", { class: "voice" }, button, position, left);
}
