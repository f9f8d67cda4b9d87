// What stands around the table, drawn anew from the state by lit-html.

import { html, nothing } from "./vendor/lit-html.js";

const number = (count) => count.toLocaleString("en");
const several = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

export const toUndo = ({ sent, connections }) =>
  [sent && several(sent, "invitation"), connections && several(connections, "connection")].filter(Boolean).join(" and ");

export function head(page, busy, on) {
  const ago = page.read_minutes_ago < 1 ? "just now" : `${several(page.read_minutes_ago, "minute")} ago`;
  return html`
    <h1>Review for ${page.account}</h1>
    <p>
      LinkedIn’s lists as read at ${page.read_at}, ${ago}${page.stated === null
        ? nothing
        : html`; LinkedIn counts ${several(page.stated, "pending invitation")}`}.
      ${page.is_old ? html`<strong>Worth looking again before you approve.</strong>` : nothing}
    </p>
    <button type="button" ?disabled=${busy} @click=${on.look}>Look again</button>
  `;
}

export const jobHead = (page) => html`
  <h1>The open job of ${page.account}</h1>
  <p>Confirmed ${page.confirmed_at}. To continue it, type in the terminal: withdrawer run</p>
`;

const byYou = (all, own) => (own === all ? " by you" : ` (${number(own)} by you)`);

// How many of whom, in words; "kept" counts those who were kept by hand too.
function others(page, counts) {
  const all = { ...counts.others };
  if (counts.byYou) all.kept = (all.kept || 0) + counts.byYou;
  return Object.keys(page.verdicts)
    .filter((verdict) => all[verdict])
    .map((verdict) => `${number(all[verdict])} ${page.verdicts[verdict]}${verdict === "kept" && counts.byYou ? byYou(all.kept, counts.byYou) : ""}`)
    .join(", ");
}

export function jobNumbers(page, counts, on) {
  const left = counts.sent + counts.connections;
  return html`
    <p class="would" role="status">
      <strong>${left ? `Left: ${toUndo(counts)}` : "Nobody is left"}.</strong> ${others(page, counts)}.
    </p>
    <p>Remove a tick, and that person is kept at once, even during a run. Put it back, and they are undone.</p>
    <p><button type="button" class="approve" @click=${on.done}>Done</button></p>
  `;
}

export function numbers(page, counts, finish, takesUnclear, busy, on) {
  const all = counts.sent + counts.connections;
  const { plannedConnections, unclear } = counts;
  const left = plannedConnections - counts.connections;
  const parts = [others(page, counts), left && `${several(left, "connection")} not ticked`].filter(Boolean).join(", ");
  return html`
    <p class="would" role="status">
      <strong>${all ? `Undo ${toUndo(counts)}` : "Nobody is ticked"}.</strong>
      ${parts ? `Left alone: ${parts}.` : nothing}
    </p>
    ${unclear && !takesUnclear
      ? html`<p>
          ${several(unclear, "invitation")} may belong to what you chose, but LinkedIn’s times don’t tell for sure: you
          may have invited some of them by hand. <button type="button" ?disabled=${busy} @click=${() => on.form({ unsure: true })}>Include the
          ${number(unclear)} unclear</button>
        </p>`
      : nothing}
    ${plannedConnections
      ? html`<p>
          These invitations led to ${several(plannedConnections, "connection")}. You may want some of
          them${counts.connections ? "" : ", so none is ticked for you"}.
          ${left
            ? html`<button type="button" @click=${() => on.tickConnections(1)}>Remove all ${number(plannedConnections)}</button>`
            : nothing}
          ${counts.connections
            ? html`<button type="button" @click=${() => on.tickConnections(0)}>Keep all ${number(plannedConnections)}</button>`
            : nothing}
        </p>`
      : nothing}
    <p class="finish">${all ? finish : nothing}</p>
    <p>
      <button type="button" class="approve" ?disabled=${!all || busy} @click=${on.approve}>
        ${all ? `Approve ${number(all)} ${all === 1 ? "person" : "people"} …` : "Approve …"}
      </button>
      <button type="button" class="quiet" ?disabled=${!on.canTakeBack} @click=${on.takeBack}>Take back the last change</button>
    </p>
  `;
}

// The two ends of the window: a field for the exact minute, and a slider that steps over the picture's stretches.
function ends(page, form, busy, on) {
  const all = page.marks;
  const placeOf = (value, otherwise) => {
    const place = value ? all.findIndex((mark) => mark >= value) : otherwise;
    return place < 0 ? all.length - 1 : place;
  };
  const end = (key, label, name, otherwise) => {
    const place = placeOf(form[key], otherwise);
    return html`
      <label for=${key}>${label}</label>
      <input type="datetime-local" id=${key} step="60" max="9999-12-31T23:59" .value=${form[key] || ""} ?disabled=${busy}>
      ${all.length < 2
        ? nothing
        : html`<input type="range" min="0" max=${all.length - 1} .value=${String(place)} ?disabled=${busy} aria-label=${name}
            aria-valuetext=${all[place].replace("T", " ")} @change=${(event) => on.form({ kind: "window", [key]: all[Number(event.target.value)] })}>`}
    `;
  };
  return html`<div class="ends" @focusout=${on.leave} @keydown=${on.enter}>
    ${end("since", "From", "Move the start", 0)} ${end("until", "Until", "Move the end", all.length - 1)}
  </div>`;
}

export function selection(page, form, busy, on) {
  const { burst } = page;
  const radio = (kind, label, isThere = true) =>
    isThere
      ? html`<label><input type="radio" name="kind" value=${kind} .checked=${form.kind === kind}
          ?disabled=${busy} @change=${() => on.form({ kind })}> <span>${label}</span></label>`
      : nothing;
  const box = (key, label) =>
    html`<label><input type="checkbox" .checked=${Boolean(form[key])} ?disabled=${busy}
      @change=${(event) => on.form({ [key]: event.target.checked })}> <span>${label}</span></label>`;
  return html`
    <h2 id="selection-title">Which invitations</h2>
    ${page.is_empty
      ? html`<p><strong>Nothing is selected yet, so nobody would be undone.</strong> Say which invitations you mean.</p>`
      : page.window && html`<p>Sent ${page.window}.</p>`}
    <fieldset>
      <legend>Chosen by</legend>
      ${radio("blast", `The burst${burst ? `: ${number(burst.count)}, ${burst.words} (${burst.how_sure})` : ""}`, Boolean(burst))}
      ${radio("window", "A time:")}
      ${ends(page, form, busy, on)}
      ${page.wordings.length
        ? html`${radio("sent", "LinkedIn’s words:")}
            <select class="inner" aria-label="LinkedIn’s words" ?disabled=${busy}
              @change=${(event) => on.form({ kind: "sent", sent: event.target.value })}>
              ${page.wordings.map(
                (it) => html`<option value=${it.wording} ?selected=${it.wording === form.sent}>
                  Sent ${it.wording} (${number(it.count)})
                </option>`,
              )}
            </select>`
        : nothing}
    </fieldset>
    <fieldset>
      <legend>Also</legend>
      ${box("unsure", "people whose dates are unclear")} ${box("with_note", "invitations with a personal note")}
      ${box("with_messages", "people you exchanged messages with")}
      <label>connections
        <select ?disabled=${busy} @change=${(event) => on.form({ origin: event.target.value })}>
          ${[
            ["known", "that come from these invitations"],
            ["likely", "and those that probably did"],
            ["any", "and all others made since then"],
          ].map(([value, label]) => html`<option value=${value} ?selected=${form.origin === value}>${label}</option>`)}
        </select>
      </label>
    </fieldset>
  `;
}

export function filters(choice, view, shown, on) {
  const { reasons, reason } = choice.people;
  const { verdicts, is_job } = choice.page;
  const whys = new Map();
  const states = new Map();
  for (let place = 0; place < choice.size; place += 1) {
    const { words } = reasons[reason[place]];
    const state = choice.state(place);
    whys.set(words, (whys.get(words) || 0) + 1);
    states.set(state, (states.get(state) || 0) + 1);
  }
  const labels = Object.entries({ planned: "", unticked: is_job ? "kept by you" : "not ticked", ...verdicts }).filter(([state]) => states.has(state));
  const planned = shown.filter((place) => choice.isPlanned(place));
  const toKeep = planned.filter((place) => choice.ticked[place]);
  const toTick = planned.filter((place) => !choice.ticked[place]);
  return html`
    <label class="search">Find a person (${choice.hasHeadlines ? "name or headline" : "name"})
      <input type="search" .value=${view.text} @input=${(event) => on.view({ text: event.target.value })}
        aria-describedby="shown">
    </label>
    <label>List
      <select @change=${(event) => on.view({ list: event.target.value })}>
        <option value="">both (${number(choice.size)})</option>
        <option value="sent">invitations (${number(choice.people.sent)})</option>
        <option value="connections">connections (${number(choice.size - choice.people.sent)})</option>
      </select>
    </label>
    <label>Why
      <select @change=${(event) => on.view({ why: event.target.value })}>
        <option value="">any reason</option>
        ${[...whys].sort((one, other) => other[1] - one[1]).map(
          ([words, count]) => html`<option value=${words} ?selected=${view.why === words}>${words} (${number(count)})</option>`,
        )}
      </select>
    </label>
    ${choice.people.note.length || choice.people.book.length
      ? html`<label>Only
          <select @change=${(event) => on.view({ only: event.target.value })}>
            <option value="">everybody</option>
            ${choice.people.note.length ? html`<option value="note">with a note (${number(choice.people.note.length)})</option>` : nothing}
            ${choice.people.book.length ? html`<option value="book">in your address book (${number(choice.people.book.length)})</option>` : nothing}
          </select>
        </label>`
      : nothing}
    <span class="verdicts" role="group" aria-label="Show">
      ${labels.map(
        ([state, label]) => html`<label><input type="checkbox" .checked=${!view.hidden.has(state)}
          @change=${(event) => on.verdict(state, event.target.checked)}> ${label} ${number(states.get(state))}</label>`,
      )}
    </span>
    <p id="shown" role="status">${
      shown.length
        ? `${number(shown.length)} of ${number(choice.size)} shown; ${number(toKeep.length)} of them ${is_job ? "are still to do" : "would be undone"}.`
        : `None of the ${number(choice.size)} people matches.`
    }</p>
    <p class="many">
      ${toKeep.length
        ? html`<button type="button" @click=${() => on.tick(toKeep, 0)}>Keep ${these(toKeep.length)} (untick)</button>`
        : nothing}
      ${toTick.length
        ? html`<button type="button" @click=${() => on.tick(toTick, 1)}>Tick ${these(toTick.length)} (${toUndo(ofEach(choice, toTick))})</button>`
        : nothing}
    </p>
  `;
}

function ofEach(choice, places) {
  const sent = places.filter((place) => choice.isInvitation(place)).length;
  return { sent, connections: places.length - sent };
}

const these = (count) => (count === 1 ? "this 1" : `these ${number(count)}`);

export const foot = (page) => html`
  <h2>What can’t be taken back</h2>
  <p>${page.not_taken_back.sent}</p>
  <p>${page.not_taken_back.connections}</p>
`;

export function ended(title, lines) {
  return html`<h1>${title}</h1>${lines.map((line) => html`<p>${line}</p>`)}`;
}
