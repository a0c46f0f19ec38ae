import pytest

from plainleaf.findings import UsageFailure
from plainleaf.render import child
from plainleaf.render.messages import Request, Unusable, Withheld
from tests.render.samples import PROJECT, page

REQUEST = Request(page("<p>Text"), "leaflets/sample.yaml")


@pytest.fixture
def failing(monkeypatch):
    def fail_with(error: BaseException) -> None:
        def press() -> None:
            raise error

        monkeypatch.setattr(child, "_press", press)

    return fail_with


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError(), "render-memory"), (RecursionError("deep"), "render-crash")]
)
def test_a_failure_in_a_library_is_a_finding_and_ends_the_child(failing, error, code):
    failing(error)
    reply = child._answer(PROJECT, REQUEST)
    assert isinstance(reply, Withheld)
    assert [(finding.check, finding.place.path) for finding in reply.findings] == [
        (code, "leaflets/sample.yaml")
    ]
    assert reply.spent


def test_an_unfit_environment_is_told_to_the_parent(failing):
    failing(UsageFailure("the native library Pango is not installed", "apt install"))
    assert child._answer(PROJECT, REQUEST) == Unusable(
        "the native library Pango is not installed", "apt install"
    )
