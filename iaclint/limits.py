"""The limits of iaclint, with what happens when one is exceeded.

Limits count bytes, values or steps, not seconds, so results are the same on every machine.
``docs/limits.md`` lists them all; a test compares the two.
"""

from __future__ import annotations

from typing import Final

# Runs

MAX_RUN_STEPS: Final = 10_000_000
"""Steps of all root modules and templates of a run: those of `MAX_STEPS`, a tenth of those of
`MAX_TEMPLATE_VALUES`, 20 for each resource, one for each part of a value that an analysis reads
(equal values are read once), 20 for each route or rule of a network ACL that is evaluated, 20 for
each range of a security group and five for each of its rules that is compared with a port, and
1,000 for each combination of undecided conditions in which a rule is, or more if the resource has
companions of which it is not known what they configure. What exceeds it is reported, and what
depends on it is unknown."""

# Files and documents

MAX_FOLDERS: Final = 100_000
"""Folders below one path that are searched for files. With more, it is reported, and the others are
not searched."""

MAX_FILE_BYTES: Final = 20_000_000
"""Bytes of one file. A larger file is reported and not read."""

MAX_CHANGED_BYTES: Final = 1_048_576
"""Bytes of a changed file whose name is not that of a template or a plan, in which one is looked
for. A larger file is none: CloudFormation rejects templates of that size."""

MAX_HCL_BYTES: Final = 3_000_000
"""Bytes of one file in HCL, or in its JSON syntax, which takes a hundred times as much memory. A
larger file is reported and not parsed."""

MAX_HCL_VALUES: Final = 750_000
"""Commas, opening brackets and ``=`` in a file in HCL, each of which can take a kilobyte of memory.
A file with more is reported and not parsed."""

MAX_BROKEN_HCL_BYTES: Final = 8_000
"""Bytes of a file in HCL whose syntax tree is read around a syntax error, which takes time in
proportion to the square of its size. Of a larger file with an error, blocks are read on their
own."""

MAX_CONSTANT_STEPS: Final = 1_000
"""Steps of an expression without variables, such as the `source` of a module call. With more, it is
reported, and counts as not set."""

MAX_POSTFIX_OPERATORS: Final = 1_000
"""Attributes, indexes and splats after one term of an expression in HCL. An expression with more is
nested too deeply to evaluate: it is reported and unknown."""

MAX_JSON_TEMPLATES: Final = 100_000
"""Templates in the strings of one `.tf.json` file. A file with more is reported and not parsed."""

MAX_LINKS: Final = 40
"""Symbolic links in a chain at a base revision. A longer chain leads nowhere."""

MAX_READ_CALLS: Final = 1000
"""Calls of `file` and the like in one file that are searched for the names of changed files. With
more, a change of any file counts as one that it reads."""

MAX_LINKED_NAMES: Final = 1000
"""Paths through several links to a changed file. With more, all that reads files is checked."""

MAX_DOCUMENT_DEPTH: Final = 100
"""Levels of nesting in a JSON or YAML document. A deeper one is reported and not parsed."""

MAX_DOCUMENT_VALUES: Final = 2_000_000
"""Commas and opening brackets in a JSON document; those and lines in a YAML document. One with more
is reported and not parsed."""

MAX_DOCUMENT_RESOURCES: Final = 20_000
"""Resources of a template or a plan; CloudFormation allows 500 in a template. The others are
reported and not checked."""

MAX_YAML_VALUES: Final = 1_000_000
"""Values of a YAML document with its aliases expanded. A larger one is reported and not parsed."""

MAX_YAML_DIGITS: Final = 300
"""Characters of a number in YAML. A longer one is a string."""

MAX_SUPPRESSIONS: Final = 5000
"""Suppressions in one file, counted by the rules that each names, and texts in it that look like
one. The others have no effect, which is reported."""

MAX_ID_PATTERN: Final = 200
"""Characters of a pattern of rules, or of a workspace, in a suppression. A longer one matches
nothing."""

MAX_CONFIG_BYTES: Final = 100_000
"""Bytes of a configuration file. A larger one is an error."""

MAX_ENVIRONMENTS: Final = 50
"""Environments in a configuration file. More of them are an error."""

# Values

MAX_CHOICES: Final = 16
"""Options of a value that depends on an unknown condition. With more, the value is unknown."""

MAX_COMBINED_CHOICES: Final = 4
"""Choices of lists in one `flatten` whose branches are combined. With more, each is one element."""

MAX_OPTIONS: Final = 16
"""Allowed values of an unknown that are checked one by one. With more, the verdict is unknown."""

MAX_CONDITION_TRIALS: Final = 4096
"""Combinations of values tried to see whether conditions contradict each other. With more, they
count as compatible."""

MAX_CONDITION_SIZE: Final = 64
"""Comparisons in one condition. A longer condition is not analyzed; it is one unknown."""

MAX_MARKER_LENGTH: Final = 50
"""Characters of the marker that stands for an unknown part while JSON is parsed. A text that
contains longer markers itself is unknown."""

MAX_DERIVATION_LENGTH: Final = 500
"""Characters of the functions that a value is derived by. With more, it is not followed."""

MAX_EXAMPLES: Final = 40
"""Example names that a derived value is tried on. With more, it is not certain which attribute it
is."""

# Terraform

MAX_MODULE_DEPTH: Final = 32
"""Levels of module calls. A deeper call is reported and not loaded."""

MAX_MODULES: Final = 5_000
"""Module instances of one root module. The others are reported and not evaluated."""

MAX_UNREAD: Final = 1_000
"""Folders of modules below a call that is not loaded. With more, they can be any of the tree."""

MAX_RESOURCES: Final = 100_000
"""Resources of one root module. The others are reported and not evaluated."""

MAX_CALLS_NOT_LOADED: Final = 10_000
"""Module calls below one root module that are searched for modules that are not loaded. The others
are reported and not searched."""

MAX_INSTANCES: Final = 2_000
"""Instances of one block with `count` or `for_each`. With more, it is reported and unknown."""

MAX_CALLER_FILES: Final = 10_000
"""Files outside of the checked folders that are searched for module calls or nested stacks. Calls
in others are not seen."""

MAX_DYNAMIC_BLOCKS: Final = 1_000
"""Nested blocks of one name in a resource. With more, they are reported and unknown."""

MAX_STEPS: Final = 1_000_000
"""Steps to evaluate one root module: an iteration of a loop is one, and one more for 16 bytes of
its body, a call and four elements that it takes are one, an instance of a block five, as a
statement that a policy document merges, a hundred bytes of a new text one. The expression that
exceeds it is reported, and what depends on it is unknown."""

MAX_VALUE_PARTS: Final = 200_000
"""Elements of one value, nested ones included; a hundred characters count as one. The expression
of a larger value is reported and unknown."""

MAX_TEMPLATE_DEPTH: Final = 8
"""Levels of templates that render templates. A deeper `templatefile` is reported and unknown."""

MAX_FILESET: Final = 10_000
"""Files that `fileset` matches. With more, the call is reported and unknown."""

MAX_DIGITS: Final = 2_000
"""Decimal digits of a number. A call or expression with a longer one is reported and unknown."""

MAX_BITS: Final = MAX_DIGITS * 10 // 3
"""Bits of a number, from its decimal digits. A larger number is reported and unknown."""

MAX_COMPARED_TYPES: Final = 50
"""Types of elements, such as lists with sets, that are compared in pairs to find the type that all
convert to. An expression with more is reported and unknown."""

MAX_STRING_LENGTH: Final = 1_000_000
"""Characters that `format`, `indent` or `replace` produces. A call that produces more is reported
and unknown."""

MAX_DURATION_NANOSECONDS: Final = 2**63
"""Nanoseconds of a duration in `timeadd`, a limit of Terraform. A longer one is an error."""

MAX_REGEX_GROUPS: Final = 1_000
"""Groups of a regular expression. A call with more is reported and unknown."""

MAX_GLOB_LENGTH: Final = 1_000
"""Characters of a pattern of `fileset`. A call with a longer one is reported and unknown."""

MAX_RANGE: Final = 1024
"""Numbers that `range` returns, a limit of Terraform. More are an error."""

MAX_PRODUCT: Final = 100_000
"""Combinations that `setproduct` returns. With more, the call is reported and unknown."""

MAX_YAMLDECODE_NODES: Final = MAX_VALUE_PARTS
"""Values of a document in `yamldecode`, aliases expanded. A larger one is reported and unknown."""

MAX_TRACE_STEPS: Final = 12
"""References followed to where a value is written. Longer chains end at the last place found."""

MAX_SYMBOL_LENGTH: Final = 60
"""Characters of the name of an unknown comparison. A longer one names its first unknown only."""

MAX_SHOWN_VALUE: Final = 40
"""Characters of an invalid value in a message. The rest is cut off."""

# CloudFormation

MAX_STACK_DEPTH: Final = 10
"""Levels of nested stacks. A deeper stack is reported and not evaluated."""

MAX_SECTION_FILES: Final = 200
"""Files in the folder of a template that are searched for names that it lacks. Others are not
read."""

MAX_STACKS: Final = 1000
"""Nested stacks of a run; CloudFormation allows 500 for one root. The others are reported and not
evaluated."""

MAX_TEMPLATE_BODY: Final = 51_200
"""Characters of a template in a resource of Terraform, a limit of CloudFormation. A larger one is
reported and not evaluated."""

MAX_CALL_DEPTH: Final = 50
"""Levels of intrinsic functions, through conditions as well. A deeper call is unknown."""

MAX_TEMPLATE_VALUES: Final = 1_000_000
"""Size of all values of a template, or ten per byte of the template if that is more. What exceeds
it is reported and unknown."""

MAX_ALLOWED_VALUES: Final = 100
"""Allowed values of a parameter that conditions tell apart. With more, any value counts as
possible."""

MAX_ALLOWED_PATTERN: Final = 1_000
"""Characters of the `AllowedPattern` of a parameter, and of a text that it is compared with. For a
longer one, the text counts as possible."""

MAX_RULE_COMPARISONS: Final = 1_000
"""Comparisons in the `Rules` of a template. Assertions beyond them allow any value."""

MAX_RULE_TRIALS: Final = 256
"""Combinations of values of parameters tried to see whether `Rules` decide a condition. With more,
they do not."""

MAX_CIDRS: Final = 256
"""Blocks that `Fn::Cidr` returns, a limit of CloudFormation. The others are left out."""

MAX_INCLUDED_ENTRIES: Final = 100_000
"""Entries that `AWS::Include` adds to a template. With more, the include is reported and left
out."""

MAX_FOREACH_NODES: Final = 200_000
"""Values that the loops of a template produce. The loop that exceeds it is reported and left as it
is."""

MAX_FOREACH_TEXT: Final = 10_000_000
"""Characters that the loops of a template produce; CloudFormation allows 1 MB. The loop that
exceeds it is reported and left as it is."""

MAX_SAM_STEPS: Final = 300_000
"""Entries of mappings that the SAM translator copies for a template; a resource counts as 50. A
template that takes more is reported and not transformed."""

MAX_PROVENANCE_PLACES: Final = 8
"""Places that explain where a value comes from. The others are left out."""

MAX_PROVENANCE_NODES: Final = 300
"""Nodes of a template searched for these places. Places beyond them are left out."""

MAX_CYCLE_NAMES: Final = 10
"""Names of a dependency cycle in a message. The others are left out."""

MAX_HINTS: Final = 50
"""Messages of a template, or about the suppressions of a run, with a "did you mean" hint. Later
messages have none."""

MAX_HINT_NAMES: Final = 1000
"""Names searched for a similar one. With more, there is no hint."""

# Plans

MAX_PLAN_REFERENCES: Final = 16
"""Module borders that a reference in a plan is followed across. With more, it is unknown."""

# Resources and their companions

MAX_COMPANIONS: Final = 1_000
"""Companions of one kind of a resource, as two policies of one bucket, beyond the first. The
others are not checked."""

MAX_POSSIBLE_COMPANIONS: Final = 16
"""Companions of one kind that may configure a resource, where it is not known which one they
configure. Of the others, nothing is known."""

MAX_OVERRIDES: Final = 16
"""Companions of one kind that override attributes of a resource. Of the others, nothing is
known."""

MAX_MERGED_PARTS: Final = 1_000
"""Parts of `body` and `sensitive_body` of a resource of azapi that are merged. With more, what they
set is unknown."""

MAX_POSSIBLE_OWNERS: Final = 100_000
"""Pairs of a companion whose owner is not known and a resource of its root module or template, for
one kind of resource. The others are not compared: each resource may have such a companion."""

MAX_OWNER_CHAIN: Final = 10
"""Resources that pass a reference on to another resource. A longer chain is not followed."""

# Verdicts

MAX_WORLDS: Final = 64
"""Combinations of undecided conditions. With more, the value, and so the verdict, is unknown."""

MAX_UNDECIDED_WORLDS: Final = 8
"""Combinations that are tried once one leaves the verdict unknown, for one in which the rule fails.
With more, the verdict is unknown without it."""

MAX_CASE_DEPTH: Final = 32
"""Conditions that one combination decides. With more, the verdict is unknown."""

MAX_PATTERN_STATES: Final = 5_000
"""States of the pattern of a rule that is compared with a partly known text. With more, the
verdict is unknown."""

# IAM policies

MAX_POLICY_PARTS: Final = 50_000
"""Elements of the objects and lists of a policy; AWS accepts at most 32 KB of text. A larger policy
is unknown."""

MAX_POLICY_STEPS: Final = 400_000
"""Steps to find the requests that the statements of a policy apply to. With more, the verdict is
unknown. A step takes less than 0.1 µs; policies of a hundred statements take about a tenth."""

MAX_GRANT_STEPS: Final = 100_000
"""Steps to find what denials leave of the grants. With more, the verdict is unknown."""

MAX_EXAMPLE_STEPS: Final = 20_000
"""Steps of the search for the texts that the patterns of a policy distinguish. With more, each
pattern and each pair has an example."""

MAX_EXAMPLE_PATTERNS: Final = 40
"""Patterns with wildcards in that search. Others have an example of their own."""

MAX_COMBINED_VALUES: Final = 6
"""Values of a condition key of which all combinations are tried. Of more, only pairs are."""

MAX_PAIRED_VALUES: Final = 20
"""Values of a condition key of which combinations are tried."""

MAX_NAMED_PRINCIPALS: Final = 1000
"""Principals that a policy names, more than fit into a policy that AWS accepts. With more, the
verdict is unknown."""

MAX_PAIRED_PATTERNS: Final = 8
"""Patterns with wildcards whose intersections are tried as examples, two at a time. The others are
tried alone."""

# Reports

MAX_LABEL_LENGTH: Final = 60
"""Characters of a value in a message of a rule. The rest is cut off."""

MAX_UNKNOWN_LINES: Final = 20
"""Unknown verdicts that the text report lists next to failures. The others are counted."""

MAX_FULL_FINDINGS: Final = 20
"""Findings that the format ``text`` shows with their source. More are grouped by rule."""

MAX_GROUP_PLACES: Final = 3
"""Findings of a rule that the format ``text`` names in a group. The rest is a count."""

MAX_ANNOTATIONS: Final = 10
"""Annotations of one level in the format ``github``: GitHub shows no more. The rest is a count."""

MAX_DETAILED: Final = 50
"""Findings with details in the format ``markdown``. The rest is in the table only."""

MAX_LISTED: Final = 500
"""Lines of a list or a table in the format ``markdown``. The rest is a count."""

MAX_OPEN_MODULES: Final = 50
"""Modules without a caller that the text report lists. The others are counted."""

MAX_ROOTS_SHOWN: Final = 8
"""Other root modules whose calls a finding lists. The instances name them all."""

MAX_HTML_DETAILED: Final = 1_000
"""Findings with picture, reasoning and fix in the format ``html``. The others have their source."""

MAX_HTML_INSTANCES: Final = 50
"""Instances or companions of a finding that the format ``html`` lists. The rest is a count."""

MAX_HTML_DIAGNOSTICS: Final = 200
"""Diagnostics that the format ``html`` lists. The rest is a count."""

MAX_HTML_MODULES: Final = 20
"""Modules or variable files that the format ``html`` lists. The rest is a count."""

MAX_PICTURE_NAMES: Final = 4
"""Companions or symbols that a box of a picture names. The rest is a count."""

MAX_SARIF_BYTES: Final = 10_000_000
"""Bytes of a SARIF file, compressed, that GitHub accepts. The most severe results are kept."""

MAX_SARIF_RESULTS: Final = 25_000
"""Results of a SARIF file that GitHub accepts. The most severe ones are kept."""

MAX_SARIF_STEPS: Final = 1_000
"""Steps of a code flow in SARIF that GitHub shows. The others are left out."""

MAX_SARIF_PLACES: Final = 100
"""Related places of a SARIF result that GitHub shows. The others are left out."""

MAX_SARIF_TAGS: Final = 20
"""Tags of a rule in SARIF that GitHub accepts. The others are left out."""

MAX_SARIF_TEXT: Final = 1_024
"""Characters of a rule's description in SARIF that GitHub reads. A longer one is cut."""
