"""`oneonone serve` starts, or says in one line why it can't."""

import socket

from support.command import run_oneonone


def test_a_port_that_somebody_listens_on_is_refused_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run_oneonone("serve", "--port", str(port))
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        2,
        "",
        f"oneonone: can't listen on 127.0.0.1:{port}: Address already in use\n",
    )


def test_a_port_that_is_none_is_refused_in_one_line() -> None:
    refused = run_oneonone("serve", "--port", "99999")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith('oneonone: Environment variable "PORT" invalid: ')
    assert refused.stderr.count("\n") == 1
