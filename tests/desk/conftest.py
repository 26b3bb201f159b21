"""What the tests of the desk share."""

from tests.pages import as_of_now, house, signed_in

__all__ = ["as_of_now", "house", "signed_in"]
