// Several turns: each picture is the start of the next, and any turn can be gone back to.

import { connect } from "./connection.js";
import { element, onSubmit, picture } from "./page.js";

const conversation = document.getElementById("conversation");
const prompt = document.getElementById("prompt");
let chat;

onSubmit(async (fields) => {
  const words = fields.get("prompt");
  // The chat keeps every part of an answer as it came, with the signatures that the service wants back.
  chat ??= connect().chat();
  const { image, text } = await chat.send({ prompt: words });
  show(words, image, text);
  prompt.value = "";
  prompt.focus();
});

function show(words, image, text) {
  const count = chat.turns.length;
  const back = element("button", { type: "button" }, "Go on from here");
  const turn = element("li", {}, element("h2", {}, words), picture(image, words), text, back);
  back.addEventListener("click", () => {
    // A fork goes on from an earlier turn; the chat that it came from stays as it was.
    chat = chat.fork(count);
    while (turn.nextSibling) turn.nextSibling.remove();
    prompt.focus();
  });
  conversation.append(turn);
}

document.getElementById("new").addEventListener("click", () => {
  chat = undefined;
  conversation.replaceChildren();
  prompt.focus();
});
