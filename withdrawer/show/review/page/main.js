// The review page: shows the plan, keeps ticks, and sends what was approved. It decides nothing by itself.

import { render } from "./vendor/lit-html.js";
import { Choice, View } from "./choice.js";
import { askToApprove, showPerson } from "./dialogs.js";
import * as panels from "./panels.js";
import { Lost, Refused, enter, get, getPicture, post, sayLeft } from "./server.js";
import { Table } from "./table.js";

const LIVING_MS = 30_000;
const COUNTING_MS = 150;
const at = (id) => document.getElementById(id);

let choice = null;
let busy = false;
let finish = "";
let form = {};
let living = 0;
let counting = 0;
let counted = "";
let shown = [];
const view = new View();

const table = new Table(at("people"), at("row"), {
  onTick: tick,
  onName: (place) => showPerson(at("person"), choice, place, { tick, first: setFirst, keep: (one, isKept) => keepForGood([one], isKept) }),
  onSort: (by) => {
    view.isReversed = view.sortedBy === by && !view.isReversed;
    view.sortedBy = by;
    fill();
  },
});

function formOf(page) {
  const { selecting, edges } = page;
  const kind = selecting.blast ? "blast" : selecting.sent.length ? "sent" : edges.since || selecting.since ? "window" : "";
  return { ...selecting, kind, sent: selecting.sent[0] || "", since: edges.since, until: edges.until };
}

function chosen() {
  const { kind, since, until, sent, unsure, with_note, with_messages, origin } = form;
  const typed = (time) => (time ? time.replace("T", " ") : null);
  return {
    since: kind === "window" ? typed(since) || (until ? "all" : null) : null,
    until: kind === "window" ? typed(until) : null,
    sent: kind === "sent" && sent ? [sent] : [],
    blast: kind === "blast",
    unsure,
    with_note,
    with_messages,
    origin,
  };
}

function show(page) {
  choice = new Choice(page, choice);
  form = page.is_job ? {} : formOf(page);
  draw();
  fill();
  if (!page.is_job) drawPicture(page.number);
}

async function drawPicture(number) {
  const parts = await getPicture().catch(() => []);
  if (number !== choice.page.number || document.body.classList.contains("ended")) return;
  at("picture").replaceChildren(...parts.map((part) => document.importNode(part, true)));
}

function draw() {
  const { page } = choice;
  if (page.is_job) {
    render(panels.jobHead(page), at("head"));
    drawNumbers();
    return;
  }
  render(panels.head(page, busy, { look: lookAgain }), at("head"));
  drawNumbers();
  render(panels.selection(page, form, busy, { form: change, leave: leaveTimes, enter: enterTimes }), at("selection"));
  render(panels.foot(page), at("foot"));
}

function drawNumbers() {
  const counts = choice.counts();
  if (choice.page.is_job) {
    render(panels.jobNumbers(choice.page, counts, { done }), at("numbers"));
    return;
  }
  const on = { approve, takeBack, tickConnections, form: change, canTakeBack: choice.history.length > 0 };
  render(panels.numbers(choice.page, counts, finish, form.unsure, busy, on), at("numbers"));
  const wanted = `${counts.sent} ${counts.connections}`;
  if (wanted === counted) return;
  counted = wanted;
  clearTimeout(counting);
  counting = setTimeout(() => countDays(counts), COUNTING_MS);
}

// The days that it takes are counted by withdrawer; where that fails, what the person does next says why.
async function countDays({ sent, connections }) {
  const told = await post("/days", { sent, connections }).catch(() => ({ finish: "" }));
  finish = told.finish;
  if (!document.body.classList.contains("ended")) drawNumbers();
}

function drawFilters() {
  const on = {
    view: (changed) => {
      Object.assign(view, changed);
      fill();
    },
    verdict: (verdict, isShown) => {
      view.hidden[isShown ? "delete" : "add"](verdict);
      fill();
    },
    tick,
  };
  render(panels.filters(choice, view, shown, on), at("filters"));
}

function fill() {
  shown = view.places(choice);
  table.fill(choice, shown);
  table.sorted(view.sortedBy, view.isReversed);
  drawFilters();
}

function tick(places, value) {
  const changed = choice.set(places, value);
  table.redraw(changed);
  drawNumbers();
  drawFilters();
  if (choice.page.is_job && changed.length) keepForGood(changed, value === 0);
}

function takeBack() {
  if (choice.page.is_job) return;
  table.redraw(choice.takeBackLast());
  drawNumbers();
  drawFilters();
}

function tickConnections(value) {
  const places = [];
  for (let place = choice.people.sent; place < choice.size; place += 1) places.push(place);
  tick(places, value);
}

function setFirst(place, value) {
  choice.setFirst(place, value);
  table.redraw([place]);
}

function change(changed) {
  form = { ...form, ...changed };
  if (form.kind === "sent" && !form.sent) form.sent = choice.page.wordings[0].wording;
  if (form.kind === "window" && !form.since && !form.until) return draw();
  return replan("/choose", chosen());
}

// A time is taken once both fields are left, or at Enter: a browser tells of every digit, and the other field comes next.
function leaveTimes(event) {
  if (event.currentTarget.contains(event.relatedTarget) || busy) return;
  const fields = ["since", "until"].map((key) => [key, at(key)]);
  if (fields.some(([, field]) => field.validity.badInput)) {
    say("A time isn’t complete: it needs the day, the hour and the minute.");
    return;
  }
  const typed = Object.fromEntries(fields.map(([key, field]) => [key, field.value || null]));
  if (typed.since !== (form.since || null) || typed.until !== (form.until || null)) change({ kind: "window", ...typed });
}

function enterTimes(event) {
  if (event.key === "Enter" && event.target.matches("[type=datetime-local]")) leaveTimes({ currentTarget: event.currentTarget });
}

const lookAgain = () => replan("/look", chosen());

function keepForGood(places, isKept) {
  return replan("/keep", { number: choice.page.number, people: choice.byList(places), is_kept: isKept });
}

async function done() {
  await attempt(async () => {
    await post("/done", {});
    end(["Done.", ["The people you kept are kept. To continue the job, type in the terminal: withdrawer run", "This page may be closed."]]);
  });
}

// Have the plan made anew by withdrawer, and show it; where that can't be, say why and show the old one again.
async function replan(path, asked) {
  const words = path === "/look" ? "Reading LinkedIn’s lists; this can take some minutes. The browser window that opens is withdrawer’s own." : "";
  await attempt(async () => show(await post(path, asked)), words);
}

async function approve() {
  const ticks = choice.ticks();
  await attempt(async () => {
    const answer = await askToApprove(at("approve"), await post("/ask", ticks), choice.counts());
    if (!answer) return;
    const { action, word, replaces } = answer;
    await post(action === "write" ? "/write" : "/approve", { ...ticks, word, replaces });
    end(
      action === "write"
        ? ["The list is written.", ["The terminal names the file, and the command that undoes those who are ticked in it. Nobody has been touched. This page may be closed."]]
        : [`Approved: ${panels.toUndo(choice.counts())}.`, ["It continues in the terminal, which asks you after the first three people.", "Nothing more can be chosen here. This page may be closed."]],
    );
  });
}

function end([title, lines]) {
  clearInterval(living);
  removeEventListener("pagehide", sayLeft);
  document.body.classList.add("ended");
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  for (const part of document.querySelectorAll("#head, .skip, main > *")) part.remove();
  const main = document.querySelector("main");
  render(panels.ended(title, lines), main);
  main.tabIndex = -1;
  main.focus();
}

// What is worked on is disabled meanwhile, and would lose the keyboard's place with it.
async function attempt(work, words = "") {
  const focused = document.activeElement;
  busy = true;
  say(words);
  if (choice) draw();
  try {
    await work();
    if (!document.body.classList.contains("ended")) say("");
  } catch (error) {
    if (error instanceof Lost) lose();
    else if (error instanceof Refused) refuse(error);
    else throw error;
  } finally {
    busy = false;
    if (choice && !document.body.classList.contains("ended")) {
      draw();
      if (document.activeElement.matches("body, dialog:not([open]) *")) focused.focus({ preventScroll: true });
    }
  }
}

const lose = () =>
  end(["The connection to withdrawer has ended.", ["Look at the terminal: if you had approved, it continues there; if not, nobody was touched. To review again, type: withdrawer review"]]);

function refuse(error) {
  if (error.status === 401 || error.status === 403) {
    end(["This page’s address works only once.", ["It was opened twice, so the review was closed. Nobody was touched.", "To start it again, type in the terminal: withdrawer review"]]);
    return;
  }
  say(`${error.message} ${error.hint}`.trim());
  if (choice && !choice.page.is_job && !error.needsLook) form = formOf(choice.page);
}

function say(words) {
  const message = at("message");
  if (!message) return;
  message.textContent = words;
  message.hidden = !words;
}

addEventListener("keydown", (event) => {
  const isTyping = event.target.matches?.("input:not([type=checkbox], [type=radio]), select, textarea");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && !isTyping && choice) {
    event.preventDefault();
    takeBack();
  }
});
addEventListener("pagehide", sayLeft);
// What a key moves to must not lie under the numbers, which stay in view.
new ResizeObserver(([{ target }]) => {
  const isSticky = getComputedStyle(target).position === "sticky";
  document.documentElement.style.scrollPaddingTop = isSticky ? `${target.offsetHeight + 16}px` : "";
}).observe(at("numbers"));

await attempt(async () => {
  await enter();
  show(await get("/plan"));
  living = setInterval(() => void post("/here", {}).catch((error) => error instanceof Lost && lose()), LIVING_MS);
});
