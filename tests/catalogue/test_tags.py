import pytest
from babel.core import Locale, localedata

from plainleaf.catalogue import bcp47, posix


@pytest.mark.parametrize(
    ("tag", "underscored"),
    [
        ("zh-Hans", "zh_Hans"),
        ("es-US", "es_US"),
        ("ar", "ar"),
        ("sr-Latn-RS", "sr_Latn_RS"),
        ("es-419", "es_419"),
    ],
)
def test_the_two_spellings_turn_into_each_other(tag, underscored):
    assert (posix(tag), bcp47(underscored)) == (underscored, tag)
    assert (posix(underscored), bcp47(tag)) == (underscored, tag)


def test_case_is_that_of_the_registry():
    assert bcp47("ZH_hans_cn") == "zh-Hans-CN"


def test_babel_understands_every_tag_it_knows_again():
    tags = localedata.locale_identifiers()
    assert len(tags) > 500
    assert all(str(Locale.parse(posix(bcp47(tag)))) for tag in tags)
