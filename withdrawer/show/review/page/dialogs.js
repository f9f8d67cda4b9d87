// The last question, and one person in detail. The words of each question are withdrawer's own.

import { html, nothing, render } from "./vendor/lit-html.js";
import { toUndo } from "./panels.js";

// Ask what approving needs. Resolves to {action: "approve" | "write", word, replaces}, or null if they go back.
export function askToApprove(dialog, { questions, finish, writes }, counts) {
  const needs = (kind) => questions.some((it) => it.kind === kind);
  return new Promise((resolve) => {
    const answer = () => ({
      word: dialog.querySelector("[name=word]")?.value ?? "",
      replaces: dialog.querySelector("[name=replaces]")?.checked ?? false,
    });
    const end = (action) => {
      dialog.close();
      resolve(action ? { action, ...answer() } : null);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      end(null);
    };
    // What is still to be agreed to, before the work may begin.
    const missing = () => {
      const { word, replaces } = answer();
      if (needs("risk") && word.trim().toLowerCase() !== "yes") return "To approve, type yes under “The risk”.";
      return needs("replace") && !replaces ? "To approve, tick “Yes, drop them”." : "";
    };
    const told = (it) => html`
      <section>
        <h3>${it.kind === "risk" ? "The risk" : it.question}</h3>
        ${it.lines.map((line) => html`<p>${line}</p>`)}
        ${it.names.length
          ? html`<details><summary>${it.names[0]}</summary><ul>${it.names.slice(1).map((name) => html`<li>${name}</li>`)}</ul></details>`
          : nothing}
        ${it.kind === "replace" ? html`<label><input type="checkbox" name="replaces" @change=${draw}> Yes, drop them</label>` : nothing}
        ${it.kind === "risk" ? html`<label>Type yes to agree <input name="word" autocomplete="off" size="6" @input=${draw}></label>` : nothing}
      </section>
    `;
    const draw = () => {
      const wanted = missing();
      render(
        html`
          <h2 id="approve-title">Undo ${toUndo(counts)}?</h2>
          <p>
            It begins at once, in the terminal and in withdrawer’s own browser window: three people first, then a question
            in the terminal, then the rest. You can stop it there at any time.
          </p>
          <p>${finish}</p>
          ${questions.map(told)}
          <div class="buttons">
            <p id="missing" role="status">${wanted}</p>
            <button type="button" autofocus @click=${() => end(null)}>Back to the list</button>
            ${writes ? html`<button type="button" @click=${() => end("write")}>Only write the list</button>` : nothing}
            <button type="button" class="approve" ?disabled=${Boolean(wanted)} aria-describedby="missing"
              @click=${() => end("approve")}>Approve and start</button>
          </div>
        `,
        dialog,
      );
    };
    render(nothing, dialog);  // an answer to the question before is none to this
    draw();
    dialog.showModal();
  });
}

function whatHappens(choice, place) {
  const thing = choice.isInvitation(place) ? "invitation" : "connection";
  if (choice.state(place) === "planned") {
    const act = choice.isInvitation(place) ? "withdrawn" : "removed";
    return choice.page.is_job ? `This ${thing} will be ${act}.` : `This ${thing} would be ${act}.`;
  }
  if (!choice.page.is_job || choice.isPlanned(place)) return `Left alone: this ${thing} stays.`;
  return `This ${thing}: ${choice.page.verdicts[choice.verdict(place)]}.`;
}

export function showPerson(dialog, choice, place, on) {
  const { people } = choice;
  const isInvitation = choice.isInvitation(place);
  const key = people.key[place];
  const isProfile = key && !key.includes("@") && !/^[+\d(]/.test(key);
  const address = isProfile ? `https://www.linkedin.com/in/${encodeURIComponent(key)}/` : key;
  const act = (action) => () => {
    dialog.close();
    action();
  };
  const { verdict, words, sign } = choice.reason(place);
  render(
    html`
      <h2 id="person-title">${people.name[place]}</h2>
      <p><strong>${whatHappens(choice, place)}</strong></p>
      <dl>
        ${people.headline[place] ? html`<dt>Headline</dt><dd>${people.headline[place]}</dd>` : nothing}
        <dt>${isInvitation ? "Sent" : "Connected"}</dt>
        <dd>${choice.when(place) || "not known"}${choice.canMean(place) ? html`<br>${choice.canMean(place)}` : nothing}</dd>
        <dt>Why</dt><dd>${words}</dd>
        ${sign ? html`<dt>Where from</dt><dd>${sign}</dd>` : nothing}
        ${choice.hasNote(place) ? html`<dt>Note</dt><dd>You wrote one.</dd>` : nothing}
        ${choice.isInBook(place) ? html`<dt>Address book</dt><dd>They are in it.</dd>` : nothing}
        ${address ? html`<dt>Address</dt><dd>${address}</dd>` : nothing}
      </dl>
      ${isProfile ? html`<p>Opening somebody’s profile can tell them that you looked.</p>` : nothing}
      <p class="buttons">
        ${choice.isPlanned(place)
          ? html`<button type="button" @click=${act(() => on.tick([place], choice.ticked[place] ? 0 : 1))}>
                ${choice.ticked[place] ? "Keep this person" : isInvitation ? "Withdraw this invitation" : "Remove this connection"}
              </button>
              ${choice.page.is_job
                ? nothing
                : html`<button type="button" @click=${act(() => on.first(place, choice.first[place] ? 0 : 1))}>
                    ${choice.first[place] ? "In the usual order" : "Do this one first"}
                  </button>`}`
          : nothing}
        ${key && !choice.page.is_job && verdict !== "outside" && !choice.isOnKeepList(place)
          ? html`<button type="button" @click=${act(() => on.keep(place, true))}>Keep for good</button>`
          : nothing}
        ${!choice.page.is_job && choice.isOnKeepList(place)
          ? html`<button type="button" @click=${act(() => on.keep(place, false))}>Remove from the keep list</button>`
          : nothing}
        ${address
          ? html`<button type="button" @click=${act(() => navigator.clipboard.writeText(address))}>Copy the address</button>`
          : nothing}
        <button type="button" autofocus @click=${() => dialog.close()}>Close</button>
      </p>
    `,
    dialog,
  );
  dialog.showModal();
}
