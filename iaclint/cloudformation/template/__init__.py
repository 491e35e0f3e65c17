"""Templates as they are written: documents, sections, intrinsic function calls."""
