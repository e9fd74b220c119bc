"""Grammars of pages: text in, located values out; they know no dialect."""
