"""How values look: as HTML in a notebook, and as a page to browse."""
