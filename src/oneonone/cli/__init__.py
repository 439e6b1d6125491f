"""The command `oneonone`; each of its commands imports only what it needs."""

import argparse
import os
import sys

USAGE_ERROR = 2


def main() -> int:
    """Run one command.

    Returns:
        0, or 2 after one line on standard error that says what was wrong with the input.
    """
    os.umask(0o077)  # what the service writes is its owner's alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
    if sys.argv[1:2] == ["manage"]:
        return manage(sys.argv[2:])
    arguments = build_parser().parse_args()
    return int(arguments.command(arguments))


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="oneonone", description="Plan one-on-one meetings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serving = commands.add_parser("serve", help="serve the API")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serving.add_argument("--port", type=int, help="default: PORT, or 8000")
    serving.add_argument("--workers", type=int, default=os.cpu_count(), help="default: the cores")
    serving.add_argument(
        "--worker", choices=("on", "off"), default="on", help="do background work, too (default)"
    )
    serving.set_defaults(command=serve)

    working = commands.add_parser("worker", help="do background work, and nothing else")
    working.add_argument("--once", action="store_true", help="end when nothing is due")
    working.add_argument("--parent", type=int, metavar="PID", help="end when this parent ends")
    working.set_defaults(command=work)

    planning = commands.add_parser("plan", help="plan a problem in a JSON file")
    planning.add_argument("file", help="the problem; - reads standard input")
    planning.add_argument("--budget", type=float, default=60.0, help="seconds (default: 60)")
    planning.add_argument("--keep", metavar="PLAN", help="change this plan as little as possible")
    planning.add_argument(
        "--alternatives", type=int, default=0, metavar="K", help="so many other plans, too"
    )
    planning.add_argument(
        "--explain", action="store_true", help="say why, at what cost, and what would help"
    )
    planning.add_argument(
        "--format", choices=("json", "table"), default="json", help="default: json"
    )
    planning.set_defaults(command=plan)

    demonstration = commands.add_parser("demo", help="fill an empty home with a department")
    demonstration.set_defaults(command=demo)

    commands.add_parser("manage", help="Django's own commands: migrate, createsuperuser, …")
    return parser


def plan(arguments: argparse.Namespace) -> int:
    from oneonone.cli.planning import plan_file  # noqa: PLC0415  the solver takes a moment

    try:
        print(plan_file(arguments))  # noqa: T201
    except (OSError, ValueError) as error:
        return refuse(str(error))
    return 0


def serve(arguments: argparse.Namespace) -> int:
    if arguments.port is not None:
        os.environ["PORT"] = str(arguments.port)
    if not set_up_django():
        return USAGE_ERROR
    from oneonone.server import serve_forever  # noqa: PLC0415  settings are checked first

    try:
        serve_forever(
            host=arguments.host, workers=arguments.workers, background=arguments.worker == "on"
        )
    except OSError as error:
        return refuse(str(error))
    return 0


def work(arguments: argparse.Namespace) -> int:
    if not set_up_django():
        return USAGE_ERROR
    from oneonone.jobs.worker import Worker  # noqa: PLC0415  models want Django set up

    Worker(parent=arguments.parent).run(once=arguments.once)
    return 0


def demo(arguments: argparse.Namespace) -> int:  # noqa: ARG001  as every command's
    if not set_up_django():
        return USAGE_ERROR
    from oneonone.demo import fill_empty_home  # noqa: PLC0415  models want Django set up

    print(fill_empty_home())  # noqa: T201
    return 0


def manage(arguments: list[str]) -> int:
    if not set_up_django():
        return USAGE_ERROR
    from django.core.management import execute_from_command_line  # noqa: PLC0415  as above

    execute_from_command_line(["oneonone manage", *arguments])
    return 0


def set_up_django() -> bool:
    """Set up Django; settings that make no sense are told in one line."""
    import django  # noqa: PLC0415  not needed to plan
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from environs.exceptions import EnvError  # noqa: PLC0415

    try:
        django.setup()
    except (EnvError, ImproperlyConfigured, OSError) as error:
        refuse(str(error))
        return False
    return True


def refuse(message: str) -> int:
    print(f"oneonone: {message}", file=sys.stderr)  # noqa: T201
    return USAGE_ERROR
