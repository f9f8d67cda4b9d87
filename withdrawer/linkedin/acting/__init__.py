"""One act: the control, the dialog, the confirming click, and what LinkedIn answered to it."""
