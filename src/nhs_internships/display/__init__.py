"""How values look: as HTML in a notebook."""
