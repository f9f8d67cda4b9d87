// The dialog or menu that a click opened, and what the page says after it. Runs in the page; touches nothing.

const DIALOGS = 'dialog[open], [role="dialog"], [role="alertdialog"]';
const isShown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });

/** Resolves with what `look` finds, as soon as it finds something, or with null when the time is up. */
function waitFor(look, milliseconds) {
  return new Promise((resolve) => {
    const first = look();
    if (first) { resolve(first); return; }
    const finish = (answer) => { watch.disconnect(); clearTimeout(timer); resolve(answer); };
    const watch = new MutationObserver(() => { const found = look(); if (found) finish(found); });
    const timer = setTimeout(() => finish(look()), milliseconds);
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
  });
}

function dialogReader() {
  let confirm = null;
  let dismiss = null;

  const openDialogs = () => [...document.querySelectorAll(DIALOGS)].filter(isShown);
  const buttonsIn = (root, source) =>
    [...root.querySelectorAll(CONTROLS)].filter(isShown).filter((button) => isNamed(button, pattern(source)));
  // "Cancel" stands beside what it cancels, after the cross in the corner.
  const dismissIn = (root, source) => buttonsIn(root, source).at(-1) ?? null;

  const isEnabled = (button) => !button.disabled && button.getAttribute('aria-disabled') !== 'true';
  const askedBy = (confirming) => openDialogs().map((dialog) => ({ dialog, button: buttonsIn(dialog, confirming)[0] }))
    .filter(({ button }) => button);

  return {
    openDialogs: () => openDialogs().length,
    /** What closes a dialog that stands open. */
    closing: (dismissing) => openDialogs().map((dialog) => dismissIn(dialog, dismissing)).find(Boolean) ?? null,
    /** The open dialog's words, and its confirming button's own, once that button can be pressed: the button of a
     *  dialog that has come may take `patience` milliseconds more. */
    async question({ confirming, dismissing, milliseconds, patience }) {
      const enabled = () => askedBy(confirming).find(({ button }) => isEnabled(button)) ?? null;
      await waitFor(() => askedBy(confirming).length > 0, milliseconds);
      const asked = askedBy(confirming).length ? await waitFor(enabled, patience) : null;
      if (!asked) {
        dismiss = openDialogs().map((dialog) => dismissIn(dialog, dismissing)).find(Boolean) ?? null;
        return null;
      }
      confirm = asked.button;
      dismiss = dismissIn(asked.dialog, dismissing);
      return { text: fold(asked.dialog.textContent), confirm: namesOf(confirm) };
    },
    confirm: () => confirm,
    dismiss: () => (dismiss?.isConnected ? dismiss : null),
    /** An entry of the menu that a click opened. */
    entry: (source, milliseconds) => waitFor(() => {
      const entries = [...document.querySelectorAll(`${CONTROLS}, [role="menuitem"]`)];
      return entries.find((entry) => isShown(entry) && isNamed(entry, pattern(source)) && !entry.closest(DIALOGS)) ?? null;
    }, milliseconds),
    /** What the page announces at this moment, as toasts do. */
    announced: () => [...document.querySelectorAll('[role="alert"], [role="status"], [aria-live]')]
      .map((element) => fold(element.textContent)).filter(Boolean),
  };
}
