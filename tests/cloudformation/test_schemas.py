from __future__ import annotations

from iaclint.cloudformation.schemas import find_attribute


def test_lists_objects_and_values() -> None:
    rules = find_attribute("AWS::S3::Bucket", ("OwnershipControls", "Rules"))
    ownership = find_attribute("AWS::S3::Bucket", ("OwnershipControls", "Rules", "ObjectOwnership"))
    website = find_attribute("AWS::S3::Bucket", ("WebsiteConfiguration",))
    assert rules is not None
    assert rules.is_list
    assert ownership is not None
    assert "BucketOwnerEnforced" in ownership.values
    assert website is not None
    assert website.is_object


def test_what_does_not_exist_has_no_schema() -> None:
    assert find_attribute("AWS::S3::Bucket", ("Nothing",)) is None
    assert find_attribute("AWS::No::Type", ("Bucket",)) is None
