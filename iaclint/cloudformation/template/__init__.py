"""The source of templates: documents, sections, intrinsic function calls."""
