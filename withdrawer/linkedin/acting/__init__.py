"""One act: the control, the dialog, the confirming click, and LinkedIn's answer to it."""
