"""The clouds of the bundled rules, by the first part of a model or rule id."""

from __future__ import annotations

from typing import Final

CLOUDS: Final = {
    "alicloud": "Alibaba Cloud",
    "aws": "AWS",
    "azure": "Azure",
    "digitalocean": "DigitalOcean",
    "gcp": "Google Cloud",
    "ncloud": "NAVER Cloud",
    "nifcloud": "NIFCLOUD",
    "oci": "Oracle Cloud",
    "tencentcloud": "Tencent Cloud",
    "yandex": "Yandex Cloud",
}
"""What texts call each cloud."""
