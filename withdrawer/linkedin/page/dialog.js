// The dialog or menu that a click opened, and what the page says after it, open shadow roots included: LinkedIn puts
// dialogs into the one of its `#interop-outlet` (newer-evidence 5). Runs in the page; touches nothing.

const DIALOGS = 'dialog[open], [role="dialog"], [role="alertdialog"]';
const ANNOUNCING = '[role="alert"], [role="status"], [aria-live]';
const ROOT_MILLISECONDS = 100; // a shadow root that is attached to an element of before tells nobody

/** Resolves with what `look` finds, as soon as it finds something, or with null when the time is up. */
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

/** What is written in a node and shown, letter by letter. */
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
  // "Cancel" stands beside what it cancels, after the cross in the corner.
  const dismissIn = (dialog, source) => buttonsIn(dialog, source).at(-1) ?? null;
  const closing = (dismissing) => openDialogs().map((dialog) => dismissIn(dialog, dismissing)).find(Boolean) ?? null;

  const askedBy = (confirming) => openDialogs().map((dialog) => ({ dialog, button: buttonsIn(dialog, confirming)[0] }))
    .filter(({ button }) => button);

  return {
    openDialogs: () => openDialogs().length,
    /** What closes a dialog that stands open. */
    closing,
    /** Whether an open dialog asks, and its confirming button can be pressed: the button of a dialog that has come may
     *  take `patience` milliseconds more. */
    async question({ confirming, dismissing, milliseconds, patience }) {
      const enabled = () => askedBy(confirming).find(({ button }) => isEnabled(button)) ?? null;
      await waitFor(() => askedBy(confirming).length > 0, milliseconds);
      asked = askedBy(confirming).length ? await waitFor(enabled, patience) : null;
      dismiss = asked ? dismissIn(asked.dialog, dismissing) : closing(dismissing);
      return asked !== null;
    },
    /** The words of the dialog that asks, and its confirming button's own. */
    says: () => ({ text: fold(textIn(asked.dialog)), confirm: namesOf(asked.button) }),
    confirm: () => asked.button,
    dismiss: () => (dismiss?.isConnected ? dismiss : null),
    /** All words of the dialogs that stand open, those for assistive technology too. */
    words: () => openDialogs().flatMap((dialog) => [textIn(dialog), ...allSlotted(dialog, '[aria-label]')
      .map((element) => element.getAttribute('aria-label'))]).join(' '),
    /** An entry of the menu that a click opened. */
    entry: (source, milliseconds) => waitFor(() => all(document, `${CONTROLS}, [role="menuitem"]`)
      .find((it) => isShown(it) && isNamed(it, pattern(source)) && !nearest(it, DIALOGS)) ?? null, milliseconds),
    /** What the page announces at this moment, as toasts do. */
    announced: () => all(document, ANNOUNCING).map((element) => fold(textIn(element))).filter(Boolean),
  };
}
