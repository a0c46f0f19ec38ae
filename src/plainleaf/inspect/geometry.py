"""Boxes on a page as it is shown, and how they get there: points, from its lower left corner."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def shared(self, other: "Box") -> float:
        """The area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)

    def is_near(self, other: "Box", distance: float) -> bool:
        """Whether both stand no further apart than that, across and down."""
        across = max(self.left, other.left) - min(self.right, other.right)
        down = max(self.bottom, other.bottom) - min(self.top, other.top)
        return max(across, down) <= distance


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, first: "Matrix") -> "Matrix":
        """The matrix that does ``first``, then this one."""
        return Matrix(
            first.a * self.a + first.b * self.c,
            first.a * self.b + first.b * self.d,
            first.c * self.a + first.d * self.c,
            first.c * self.b + first.d * self.d,
            first.e * self.a + first.f * self.c + self.e,
            first.e * self.b + first.f * self.d + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box round a moved rectangle."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        return around([Box(x, y, x, y) for x, y in corners])


def shown(crop: Box, quarters: int) -> Matrix:
    """From a page's own space to the page as it is shown: cropped, and turned clockwise by quarters."""
    match quarters % 4:
        case 1:
            return Matrix(0, -1, 1, 0, -crop.bottom, crop.right)
        case 2:
            return Matrix(-1, 0, 0, -1, crop.right, crop.top)
        case 3:
            return Matrix(0, 1, -1, 0, crop.top, -crop.left)
        case _:
            return Matrix(1, 0, 0, 1, -crop.left, -crop.bottom)


def around(boxes: Sequence[Box]) -> Box:
    """The box round some, at least one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def joined(boxes: Iterable[Box], near: float) -> list[Box]:
    """One box for all that stand no further apart than ``near`` points, across and down."""
    found: list[Box] = []
    for box in boxes:
        whole = box
        while touching := [one for one in found if one.is_near(whole, near)]:
            found = [one for one in found if one not in touching]
            whole = around([*touching, whole])
        found.append(whole)
    return found
