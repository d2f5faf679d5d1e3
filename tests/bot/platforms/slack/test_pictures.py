"""Where a picture may go: nowhere but to Slack."""

import pytest

from bot.platforms.slack.addresses import takes_files
from bot.render.block_kit import has_pictures, message, without_pictures
from bot.reply import Fineprint, Headline, Picture, Reply

SLACK = "https://slack.com/api/"
PICTURE = Picture(b"png", "A title", "what <it> shows")


@pytest.mark.parametrize(
    ("url", "api_url", "expected"),
    [
        ("https://files.slack.com/upload/v1/x", SLACK, True),
        ("https://files.slack-gov.com/upload/v1/x", "https://slack-gov.com/api/", True),
        ("http://127.0.0.1:9/upload/x", "http://127.0.0.1:9/api/", True),
        ("http://127.0.0.1:8/upload/x", "http://127.0.0.1:9/api/", False),
        ("http://files.slack.com/upload/v1/x", SLACK, False),
        ("https://files.slack.com.evil.example/x", SLACK, False),
        ("https://files.slack.com@evil.example/x", SLACK, False),
        ("https://files.slack.com:8443/x", SLACK, False),
        ("https://[evil", SLACK, False),
        ("", SLACK, False),
    ],
)
def test_only_slacks_own_addresses_are_given_files(
    url: str, api_url: str, *, expected: bool
) -> None:
    assert takes_files(url, api_url) is expected


def test_a_picture_stands_between_the_texts_with_all_that_it_shows() -> None:
    reply = Reply((Headline(("before",)), PICTURE, Fineprint(("after",))))
    shown = message(reply, {PICTURE: "F1"})
    assert [block["type"] for block in shown["blocks"]] == ["section", "image", "context"]
    assert shown["blocks"][1] == {
        "type": "image",
        "slack_file": {"id": "F1"},
        "alt_text": "what <it> shows",
        "title": {"type": "plain_text", "text": "A title"},
    }
    assert has_pictures(shown)
    told = without_pictures(shown)
    assert not has_pictures(told)
    assert told["blocks"][1]["text"]["text"] == "what &lt;it&gt; shows"


def test_without_a_file_its_words_stand_in_its_place() -> None:
    told = message(Reply((PICTURE,)))
    assert not has_pictures(told)
    assert told["text"] == "what &lt;it&gt; shows"


def test_however_long_it_keeps_within_slacks_limits() -> None:
    long = Picture(b"png", "t" * 5_000, "a" * 5_000)
    (image,) = message(Reply((long,)), {long: "F1"})["blocks"]
    assert (len(image["alt_text"]), len(image["title"]["text"])) == (2_000, 2_000)
