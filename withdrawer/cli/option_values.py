"""The values that the Tab key offers for an option; each looked up only when asked for."""

import os
from collections.abc import Iterable
from typing import Any

import click

from withdrawer.cli.settings import BEFORE


def account_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the accounts that exist in the home typed so far, or else in the usual one."""
    from withdrawer.errors import WithdrawerError
    from withdrawer.home import home_folder, named_accounts, named_folder

    typed: dict[str, Any] = {**ctx.meta.get(BEFORE, {}), **{name: value for name, value in ctx.params.items() if value}}
    home = typed.get("home")
    try:
        named = named_folder(home) if isinstance(home, str) else home
        folder = home_folder(named, "", "replay" if typed.get("replay") else "real", os.environ)
        return _beginning(named_accounts(folder), incomplete)
    except (OSError, WithdrawerError):
        return []


def scenario_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the scenarios that come with withdrawer."""
    from withdrawer.replay.fixtures import scenarios

    return _beginning(scenarios(), incomplete)


def layout_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the layouts that the replay site can play."""
    from withdrawer.replay.fixtures import layouts

    return _beginning(layouts(), incomplete)


def language_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the languages that the replay site speaks."""
    from withdrawer.replay.pages.site_languages import languages

    return _beginning(languages(), incomplete)


def fault_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the faults that the replay site can have."""
    from withdrawer.replay.world.faults import Fault

    return _beginning((fault.value for fault in Fault), incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
