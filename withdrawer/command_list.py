"""Every command of withdrawer's, in the order in which a user needs them, with the line that says what it does."""

COMMANDS = {
    "login": "Sign in, in a browser of withdrawer's own.",
    "preview": "Show what would be undone, and touch nobody.",
    "review": "Look at everybody on a page, keep some, approve.",
    "run": "Withdraw invitations and remove connections.",
    "status": "Show where things stand, and what comes next.",
    "summary": "Show the whole story of the last job.",
    "history": "List what was done, person by person.",
    "keep": "Keep people, now and in every later job.",
    "import": "Import LinkedIn's data export.",
    "resume": "Continue after LinkedIn asked you for something.",
    "end": "End the open job for good.",
    "contacts": "Stop your phone from inviting people again.",
    "schedule": "Continue every day by itself, until the job is done.",
    "tidy": "Withdraw, again and again, what nobody answers.",
    "doctor": "Check that everything works, and say what to do.",
    "save-page": "Save a page with all names removed, to report a problem.",
    "config": "Show your settings, and where they come from.",
    "journal": "Check the journal, and export what is in it.",
    "forget": "Delete people, the browser's profile, or everything.",
    "demo": "Play the whole story on an invented account.",
    "completion": "Let the Tab key complete commands and options.",
    "help": "Show the help of a command.",
    "replay": "The local site that plays recorded pages.",
}

SUBCOMMANDS = {
    "keep": ("add", "remove", "list"),
    "schedule": ("install", "show", "remove", "run"),
    "tidy": ("set", "show", "off"),
    "config": ("show", "path"),
    "journal": ("check", "export"),
    "replay": ("serve",),
}

HIDDEN = frozenset({"replay"})
"""Commands for developers: they work, but no list of commands names them."""

WITHOUT_ACCOUNT = frozenset({"demo", "completion", "help", "replay"})
"""Commands that work on no account, so that no account and home belong to them."""


def account_commands() -> list[str]:
    """Return each command that works on an account, as typed after `withdrawer`."""
    return [
        f"{name} {second}".rstrip()
        for name in COMMANDS
        if name not in WITHOUT_ACCOUNT
        for second in SUBCOMMANDS.get(name, ("",))
    ]
