"""Changed files: the roots that they can affect, and the findings that they cause.

``changes`` says which files changed, ``scope`` finds what to check, ``causes`` selects findings.
"""
