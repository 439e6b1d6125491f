import httpx
from support.people import Cast


def test_health_and_readiness_answer_anybody(cast: Cast) -> None:
    for path in ("/healthz", "/healthz/", "/readyz", "/readyz/"):
        answer = cast.anonymous.get(path, headers={"Authorization": "Bearer nonsense"})
        assert (answer.status_code, answer.json()) == (httpx.codes.OK, {"status": "ok"})
