// The last question, and one person in detail. The words of each question are withdrawer's own.

import { html, nothing, render } from "./vendor/lit-html.js";
import { toUndo } from "./panels.js";

// Ask what approving needs. Resolves to {action: "approve" | "write", word, replaces}, or null if they go back.
export function askToApprove(dialog, questions, counts, hasList) {
  const needsWord = questions.some((it) => it.kind === "risk");
  const replaces = questions.some((it) => it.kind === "replace");
  return new Promise((resolve) => {
    const finish = (action) => {
      const word = dialog.querySelector("[name=word]")?.value ?? "";
      const agreed = dialog.querySelector("[name=replaces]")?.checked ?? false;
      if (action === "approve" && needsWord && word.trim().toLowerCase() !== "yes") {
        dialog.querySelector("[name=word]").focus();
        return;
      }
      if (action === "approve" && replaces && !agreed) {
        dialog.querySelector("[name=replaces]").focus();
        return;
      }
      dialog.close();
      resolve(action ? { action, word, replaces: agreed } : null);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      finish(null);
    };
    const told = (it) => html`
      <section>
        ${it.kind === "risk" ? html`<h3>The risk</h3>` : html`<h3>${it.question}</h3>`}
        ${it.lines.map((line) => html`<p>${line}</p>`)}
        ${it.names.length
          ? html`<details><summary>${it.names[0]}</summary><ul>${it.names.slice(1).map((name) => html`<li>${name}</li>`)}</ul></details>`
          : nothing}
        ${it.kind === "replace" ? html`<label><input type="checkbox" name="replaces"> Yes, drop them</label>` : nothing}
        ${it.kind === "risk" ? html`<label>Type yes to agree <input name="word" autocomplete="off" size="6"></label>` : nothing}
      </section>
    `;
    render(
      html`
        <h2 id="approve-title">Undo ${toUndo(counts)}?</h2>
        ${questions.map(told)}
        <p>
          It begins at once, in the terminal and in withdrawer’s own browser window: three people first, then a question
          in the terminal, then the rest. You can stop it there at any time.
        </p>
        <p class="buttons">
          <button type="button" autofocus @click=${() => finish(null)}>Back to the list</button>
          ${hasList ? html`<button type="button" @click=${() => finish("write")}>Only write the list</button>` : nothing}
          <button type="button" class="approve" @click=${() => finish("approve")}>Approve and start</button>
        </p>
      `,
      dialog,
    );
    dialog.showModal();
  });
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
  const { verdict, words } = choice.reason(place);
  render(
    html`
      <h2 id="person-title">${people.name[place]}</h2>
      <dl>
        ${people.headline[place] ? html`<dt>Headline</dt><dd>${people.headline[place]}</dd>` : nothing}
        <dt>${isInvitation ? "Sent" : "Connected"}</dt>
        <dd>${people.when[place] || "not known"}${people.can_mean[place] ? html`<br>${people.can_mean[place]}` : nothing}</dd>
        <dt>Why</dt><dd>${words}</dd>
        ${people.sign[place] ? html`<dt>Where from</dt><dd>${people.sign[place]}</dd>` : nothing}
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
