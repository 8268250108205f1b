"""The commands ``guides``, ``guides show`` and ``guides check``."""

from pathlib import Path

import click

from session_tui.cli.complete import complete_guide
from session_tui.cli.context import CliContext, print_table, shown, shown_text, vault_option


@click.group("guides", invoke_without_command=True)
@vault_option
@click.pass_context
def guides(ctx: click.Context, cli: CliContext) -> None:
    """List the guides with their ids, titles, lengths and uses."""
    if ctx.invoked_subcommand:
        return
    from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf

    shelf = read_guide_shelf(built_in_folder(), cli.folder / "prompts")
    print_table(
        (guide.id, guide.title, f"{guide.minutes} min" if guide.minutes else "", guide.when)
        for guide in shelf.front_matter.values()
    )
    for problem in shelf.problems:
        click.echo(shown(str(problem)), err=True)
    if shelf.problems:
        ctx.exit(1)


@guides.command("show")
@click.argument("guide_id", metavar="ID", shell_complete=complete_guide)
@vault_option
def show(cli: CliContext, guide_id: str) -> None:
    """Show one guide: its sections and what each prompt asks."""
    from session_tui.core.base.errors import SessionTuiError
    from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf

    shelf = read_guide_shelf(built_in_folder(), cli.folder / "prompts")
    if guide_id not in shelf.guides:
        known = ", ".join(shelf.guides)
        raise SessionTuiError(f"There is no guide “{shown(guide_id)}”. There are: {known}.")
    guide = shelf.guides[guide_id]
    click.echo(shown(f"{guide.title} ({guide.id}, version {guide.version})"))
    for section in guide.sections:
        click.echo(f"\n{shown(section.title)}")
        for prompt in section.prompts:
            core = "core" if prompt.is_core else "    "
            click.echo(shown_text(f"  {core}  {prompt.id:<14} {prompt.kind:<10} {prompt.heading}"))
            if prompt.ask:
                click.echo(shown_text(f"        “{prompt.ask}”"))


@guides.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    """Check a guide file and list what is wrong with it, by line."""
    from session_tui.markdown.guide.parser import BrokenGuide, read_guide
    from session_tui.regular_files import read_regular
    from session_tui.vault.guide_shelf import MOST_BYTES

    try:
        guide = read_guide(read_regular(file, MOST_BYTES).decode("utf-8-sig"), str(file))
    except OSError as error:
        click.echo(f"{shown(str(file))} cannot be read: {error.strerror}.", err=True)
        ctx.exit(1)
    except UnicodeDecodeError:
        click.echo(f"{shown(str(file))} is not UTF-8 text. Save it as UTF-8.", err=True)
        ctx.exit(1)
    except BrokenGuide as broken:
        for problem in broken.errors:
            click.echo(shown(str(problem)), err=True)
        ctx.exit(1)
    count = sum(1 for _ in guide.prompts())
    click.echo(
        f"{shown(str(file))}: valid. “{shown(guide.title)}” has {count} {'prompt' if count == 1 else 'prompts'}."
    )


COMMANDS = {"guides": guides}
