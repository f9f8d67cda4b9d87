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
  <p>Confirmed ${page.confirmed_at}. It continues with: withdrawer run</p>
`;

// How many of whom, in words; "kept" counts those who were kept by hand too.
function others(page, counts) {
  const all = { ...counts.others };
  if (counts.byYou) all.kept = (all.kept || 0) + counts.byYou;
  return Object.keys(page.verdicts)
    .filter((verdict) => all[verdict])
    .map((verdict) => `${number(all[verdict])} ${page.verdicts[verdict]}${verdict === "kept" && counts.byYou ? ` (${number(counts.byYou)} by you)` : ""}`)
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

export function numbers(page, counts, finishes, busy, on) {
  const all = counts.sent + counts.connections;
  const parts = others(page, counts);
  const left = counts.plannedConnections - counts.connections;
  return html`
    <p class="would" role="status">
      <strong>${all ? `Undo ${toUndo(counts)}` : "Nobody is ticked"}.</strong>
      ${parts ? `Left alone: ${parts}.` : nothing}
    </p>
    ${counts.plannedConnections
      ? html`<p>
          These invitations led to ${several(counts.plannedConnections, "connection")}. You may want some of them, so
          none is ticked for you.
          ${left
            ? html`<button type="button" @click=${() => on.tickConnections(1)}>
                Remove all ${number(counts.plannedConnections)}
              </button>`
            : html`<button type="button" @click=${() => on.tickConnections(0)}>Keep all of them</button>`}
        </p>`
      : nothing}
    <p class="finish">${all && finishes.length ? `${page.has_limit ? "At " : ""}${finishes.join("; at ")}.` : nothing}</p>
    <p>
      <button type="button" class="approve" ?disabled=${!all || busy} @click=${on.approve}>
        ${all ? `Approve ${number(all)} ${all === 1 ? "person" : "people"} …` : "Approve …"}
      </button>
      <button type="button" class="quiet" ?disabled=${!on.canTakeBack} @click=${on.takeBack}>Take back the last change</button>
    </p>
  `;
}

// The two ends of the window, as steps over the picture's stretches; the fields beside them take the exact minute.
function marks(page, form, busy, on) {
  const all = page.marks;
  if (all.length < 2) return nothing;
  const placeOf = (value, otherwise) => {
    const place = value ? all.findIndex((mark) => mark >= value) : otherwise;
    return place < 0 ? all.length - 1 : place;
  };
  const [since, until] = [placeOf(form.since, 0), placeOf(form.until, all.length - 1)];
  const told = (mark) => mark.replace("T", " ");
  const slider = (label, place, change) => html`
    <label>${label}
      <input type="range" min="0" max=${all.length - 1} .value=${String(place)} ?disabled=${busy}
        aria-valuetext=${told(all[place])} @change=${(event) => change(all[Number(event.target.value)])}>
    </label>`;
  return html`<span class="marks">
    ${slider("from", since, (mark) => on.form({ kind: "window", since: mark }))}
    ${slider("until", until, (mark) => on.form({ kind: "window", until: mark }))}
  </span>`;
}

export function selection(page, form, busy, on) {
  const { burst } = page;
  const radio = (kind, label, isThere = true) =>
    isThere
      ? html`<label><input type="radio" name="kind" value=${kind} .checked=${form.kind === kind}
          ?disabled=${busy} @change=${() => on.form({ kind })}> ${label}</label>`
      : nothing;
  const box = (key, label) =>
    html`<label><input type="checkbox" .checked=${Boolean(form[key])} ?disabled=${busy}
      @change=${(event) => on.form({ [key]: event.target.checked })}> ${label}</label>`;
  return html`
    <h2 id="selection-title">Which invitations</h2>
    ${page.is_empty
      ? html`<p><strong>Nothing is selected yet, so nobody would be undone.</strong> Say which invitations you mean.</p>`
      : page.window && html`<p>Sent ${page.window}.</p>`}
    <fieldset>
      <legend>Chosen by</legend>
      <div>${radio("blast", `The burst${burst ? `: ${number(burst.count)}, ${burst.words} (${burst.how_sure})` : ""}`, Boolean(burst))}</div>
      <div>${radio("window", "A time:")}
      ${marks(page, form, busy, on)}
      <span class="times">
        <label>from <input type="datetime-local" step="60" .value=${form.since || ""} ?disabled=${busy}
          @change=${(event) => on.form({ kind: "window", since: event.target.value })}></label>
        <label>until <input type="datetime-local" step="60" .value=${form.until || ""} ?disabled=${busy}
          @change=${(event) => on.form({ kind: "window", until: event.target.value })}></label>
      </span></div>
      <div>${radio("sent", "LinkedIn’s words:", page.wordings.length > 0)}
      ${page.wordings.length
        ? html`<select aria-label="LinkedIn’s words" ?disabled=${busy}
            @change=${(event) => on.form({ kind: "sent", sent: event.target.value })}>
            ${page.wordings.map(
              (it) => html`<option value=${it.wording} ?selected=${it.wording === form.sent}>
                Sent ${it.wording} (${number(it.count)})
              </option>`,
            )}
          </select>`
        : nothing}</div>
    </fieldset>
    <fieldset>
      <legend>Also</legend>
      ${box("unsure", "unclear dates")} ${box("with_note", "invitations with a personal note")}
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
  const { verdicts: labels } = choice.page;
  const counts = new Map();
  const verdicts = new Map();
  for (let place = 0; place < choice.size; place += 1) {
    const { words, verdict } = reasons[reason[place]];
    counts.set(words, (counts.get(words) || 0) + 1);
    verdicts.set(verdict, (verdicts.get(verdict) || 0) + 1);
  }
  const planned = shown.filter((place) => choice.isPlanned(place));
  const toKeep = planned.filter((place) => choice.ticked[place]);
  const toTick = planned.filter((place) => !choice.ticked[place]);
  return html`
    <label class="search">Search
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
        ${[...counts].sort((one, other) => other[1] - one[1]).map(
          ([words, count]) => html`<option value=${words} ?selected=${view.why === words}>${words} (${number(count)})</option>`,
        )}
      </select>
    </label>
    <label>Only
      <select @change=${(event) => on.view({ only: event.target.value })}>
        <option value="">everybody</option>
        <option value="unticked">those whose tick was removed</option>
        ${choice.people.note.length ? html`<option value="note">with a note (${number(choice.people.note.length)})</option>` : nothing}
        ${choice.people.book.length ? html`<option value="book">in your address book (${number(choice.people.book.length)})</option>` : nothing}
      </select>
    </label>
    <span class="verdicts" role="group" aria-label="Show">
      ${[...verdicts].map(
        ([verdict, count]) => html`<label class=${verdict}><input type="checkbox" .checked=${!view.hidden.has(verdict)}
          @change=${(event) => on.verdict(verdict, event.target.checked)}> ${labels[verdict]} ${number(count)}</label>`,
      )}
    </span>
    <p id="shown" role="status">${number(shown.length)} shown of ${number(choice.size)}.</p>
    <p>
      ${toKeep.length
        ? html`<button type="button" @click=${() => on.tick(toKeep, 0)}>Keep all ${number(toKeep.length)} shown</button>`
        : nothing}
      ${toTick.length
        ? html`<button type="button" @click=${() => on.tick(toTick, 1)}>Undo all ${number(toTick.length)} shown</button>`
        : nothing}
    </p>
  `;
}

export const foot = (page) => html`
  <h2>What can’t be taken back</h2>
  <p>${page.not_taken_back.sent}</p>
  <p>${page.not_taken_back.connections}</p>
`;

export function ended(title, lines) {
  return html`<h1>${title}</h1>${lines.map((line) => html`<p>${line}</p>`)}`;
}
