"""What is killed under writers: nothing acknowledged is lost, and it answers again by itself."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.cluster import Cluster, find_binaries
from support.command import run_oneonone
from support.processes import children
from support.service import Service
from support.soak import SOAK
from support.writers import Writers, wait_for_write

KILLS = 20 if SOAK else 2
BACK_WITHIN = 5.0  # seconds
CRASH_LOOP = 6.0  # seconds: a worker that dies sooner after its start ends the server
LONG = 3600


@pytest.fixture
def running(tmp_path: Path, django_db_setup: None) -> Iterator[Service]:
    service = Service(tmp_path / "log")
    service.start()
    yield service
    service.stop()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    binaries = find_binaries()
    if binaries is None:
        assert not os.environ.get("CI"), "PostgreSQL's server programs are missing"
        pytest.skip("PostgreSQL's server programs are not on this machine")
    cluster = Cluster(binaries)
    yield cluster
    cluster.stop()


@pytest.mark.timeout(LONG)
def test_killed_workers_are_replaced(running: Service) -> None:
    with Writers(running.url) as writers:
        for _ in range(KILLS):
            for pid in children(running.process.pid):
                os.kill(pid, signal.SIGKILL)
            wait_for_write(writers, within=BACK_WITHIN)
            time.sleep(CRASH_LOOP)
    assert (writers.lost(), writers.refusals) == (0, set())
    writers.close()


@pytest.mark.timeout(LONG)
def test_a_killed_server_has_lost_nothing_when_it_starts_again(running: Service) -> None:
    with Writers(running.url) as writers:
        for _ in range(KILLS):
            wait_for_write(writers, within=BACK_WITHIN)
            running.kill()
            running.start()
            wait_for_write(writers, within=BACK_WITHIN)
    assert (writers.lost(), writers.refusals) == (0, set())
    writers.close()


@pytest.mark.timeout(LONG)
def test_a_killed_postgresql_is_waited_for(cluster: Cluster, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": cluster.url, "ONEONONE_HOME": str(tmp_path)}
    assert run_oneonone("manage", "migrate", "--verbosity=0", **environment).returncode == 0
    service = Service(tmp_path / "log", **environment)
    service.start()
    with Writers(service.url) as writers:
        for _ in range(KILLS):
            wait_for_write(writers, within=BACK_WITHIN)
            cluster.kill()
            time.sleep(0.5)
            cluster.start()
            wait_for_write(writers, within=BACK_WITHIN)
    assert writers.lost() == 0
    assert writers.refusals == {(503, True)}
    writers.close()
    service.stop()
