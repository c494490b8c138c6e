// Shared by the example pages: runs the call, reports its result, shows pictures and the page's own script.

import { isTintypeError } from "./tintype/index.js";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

/** Says a word about what is going on. */
export function say(text) {
  status.textContent = text;
}

/** Runs `work` with the fields when the form is sent. */
export function onSubmit(work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => work(new FormData(form)));
  });
}

/** One at a time; what fails is said in words, and so is what `work` gives. */
export async function run(work) {
  if (form.ariaBusy === "true") return;
  begin();
  try {
    say((await work()) ?? "Done.");
  } catch (error) {
    fail(error);
  } finally {
    form.ariaBusy = "false";
  }
}

function begin() {
  form.ariaBusy = "true";
  document.querySelector("[role=alert]")?.remove();
  say("Drawing …");
  // On a phone the outcome is below the form.
  if (status.getBoundingClientRect().top > innerHeight / 2) status.parentElement.scrollIntoView();
}

function fail(error) {
  say("");
  // The user has cancelled.
  if (error.code === "aborted") return say("Cancelled.");
  status.after(failure(error));
  if (!isTintypeError(error)) throw error;
}

/** A failure as a box: the code for programs, the sentence for people. */
export function failure({ code = "error", message, text }) {
  const box = element("p", { className: "failure", role: "alert" }, element("code", {}, code), ` ${message}`);
  if (text) box.append(element("q", {}, text));
  return box;
}

/** A picture with its size, and a link to download it. */
export function picture(image, alt) {
  const { url, width, height, byteLength, extension } = image;
  const caption = `${width} × ${height} px, ${extension.toUpperCase()}, ${Math.ceil(byteLength / 1024)} kB`;
  const save = element("a", { href: url, download: `picture.${extension}` }, "Download");
  return element("figure", {}, element("img", { src: url, width, height, alt }), element("figcaption", {}, caption, save));
}

/** An element with properties and children. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function showScript() {
  const { src } = document.querySelector("script[type=module]");
  const response = await fetch(src);
  document.getElementById("script").textContent = await response.text();
}

showScript();
