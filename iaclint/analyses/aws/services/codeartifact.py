"""The policies of AWS CodeArtifact domains and repositories.

Every request is signed, or has a token of a signed request, so none is anonymous. The policy of a
domain is evaluated for everything in it; that of a repository for its packages.

Source: *Domain policies*, *Repository policies* (CodeArtifact User Guide), *Actions, resources,
and condition keys for AWS CodeArtifact* (Service Authorization Reference).
"""

from __future__ import annotations

from iaclint.analyses.aws.iam.language.access_levels import (
    AccessLevel,
    ResourceScope,
    index_actions,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.account_resources import AccountResources

_ACTIONS = {
    AccessLevel.READ: """
        ReadFromRepository GetPackageVersionAsset GetPackageVersionReadme CopyPackageVersions""",
    AccessLevel.LIST: """
        ListPackages ListPackageVersions ListPackageVersionAssets ListPackageVersionDependencies
        ListRepositories ListRepositoriesInDomain ListPackageGroups DescribePackage
        DescribePackageVersion""",
    AccessLevel.WRITE: """
        PublishPackageVersion PutPackageMetadata DeletePackage DeletePackageVersions
        DisposePackageVersions UpdatePackageVersionsStatus PutPackageOriginConfiguration""",
    AccessLevel.OTHER: """
        GetAuthorizationToken GetRepositoryEndpoint DescribeDomain DescribeRepository
        CreateRepository UpdateRepository DeleteRepository DeleteDomain
        AssociateExternalConnection DisassociateExternalConnection AssociateWithDownstreamRepository
        GetDomainPermissionsPolicy PutDomainPermissionsPolicy DeleteDomainPermissionsPolicy
        GetRepositoryPermissionsPolicy PutRepositoryPermissionsPolicy
        DeleteRepositoryPermissionsPolicy ListTagsForResource TagResource UntagResource""",
}

SERVICE = Service(
    prefix="codeartifact",
    policy="the permissions policy",
    actions=index_actions("codeartifact", ResourceScope.WHOLE, _ACTIONS),
    descriptions={
        AccessLevel.READ: "download packages",
        AccessLevel.LIST: "list packages",
        AccessLevel.WRITE: "publish or delete packages",
        AccessLevel.OTHER: "perform administrative actions",
    },
    resources=AccountResources,
    signed_only=True,
)
