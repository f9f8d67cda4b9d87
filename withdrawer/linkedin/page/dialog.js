// The dialog or menu that a click opened, and what the page announces after it, including open shadow roots: LinkedIn
// puts dialogs into that of its `#interop-outlet` (newer-evidence 5). Runs in the page; changes nothing.

const DIALOGS = 'dialog[open], [role="dialog"], [role="alertdialog"]';
const ANNOUNCING = '[role="alert"], [role="status"], [aria-live]';
const ROOT_MILLISECONDS = 100; // attaching a shadow root to an existing element triggers no event

/** Resolves with what `look` finds, as soon as it finds something; at the end of the time, with its last result. */
function waitFor(look, milliseconds) {
  return new Promise((resolve) => {
    const watched = new Set();
    const watch = new MutationObserver(() => check());
    const finish = (answer) => {
      watch.disconnect();
      clearTimeout(timer);
      clearInterval(again);
      resolve(answer);
    };
    function check() {
      const found = inOnePass(() => {
        for (const root of rootsIn(document)) {
          if (watched.has(root)) continue;
          watched.add(root);
          watch.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
        }
        return look();
      });
      if (found) finish(found);
    }
    const timer = setTimeout(() => finish(look()), milliseconds);
    const again = setInterval(check, ROOT_MILLISECONDS);
    check();
  });
}

/** The text in a node, in display order, without white space folded. */
function textIn(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  return isElement(node) && !isUnwritten(node) ? [...childrenOf(node)].map(textIn).join('') : '';
}

function dialogReader() {
  let asked = null; // the dialog that asks, and its confirming button
  let dismiss = null;

  const openDialogs = () => all(document, DIALOGS).filter(isShown);
  const buttonsIn = (dialog, source) => allSlotted(dialog, CONTROLS)
    .filter((button) => isShown(button) && isNamed(button, pattern(source)));
  // "Cancel" comes next to the button it cancels, after the cross in the corner.
  const dismissIn = (dialog, source) => buttonsIn(dialog, source).at(-1) ?? null;
  const closing = (dismissing) => openDialogs().map((dialog) => dismissIn(dialog, dismissing)).find(Boolean) ?? null;

  const askedBy = (confirming) => openDialogs().map((dialog) => ({ dialog, button: buttonsIn(dialog, confirming)[0] }))
    .filter(({ button }) => button);

  return {
    openDialogs: () => openDialogs().length,
    /** The button that closes an open dialog. */
    closing,
    /** Whether an open dialog asks, and its confirming button is enabled: once the dialog is there, the button may
     *  take `patience` milliseconds more. */
    async question({ confirming, dismissing, milliseconds, patience }) {
      const enabled = () => askedBy(confirming).find(({ button }) => isEnabled(button)) ?? null;
      await waitFor(() => askedBy(confirming).length > 0, milliseconds);
      asked = askedBy(confirming).length ? await waitFor(enabled, patience) : null;
      dismiss = asked ? dismissIn(asked.dialog, dismissing) : closing(dismissing);
      return asked !== null;
    },
    /** The text of the dialog that asks, and the names of its confirming button. */
    says: () => ({ text: fold(textIn(asked.dialog)), confirm: namesOf(asked.button) }),
    confirm: () => asked.button,
    dismiss: () => (dismiss?.isConnected ? dismiss : null),
    /** All texts of the open dialogs, including those for assistive technology. */
    words: () => openDialogs().flatMap((dialog) => [textIn(dialog), ...allSlotted(dialog, '[aria-label]')
      .map((element) => element.getAttribute('aria-label'))]).join(' '),
    /** An entry of the menu that a click opened, or null. */
    entry: (source, milliseconds) => waitFor(() => all(document, `${CONTROLS}, [role="menuitem"]`)
      .find((it) => isShown(it) && isNamed(it, pattern(source)) && !nearest(it, DIALOGS)) ?? null, milliseconds),
    /** What the page announces now, as in toasts. */
    announced: () => all(document, ANNOUNCING).map((element) => fold(textIn(element))).filter(Boolean),
  };
}
