"""What a type checker says of edits: mypy reports an ignore that is not needed, so each of these must be an error."""

from __future__ import annotations

import nhs_internships as ni

page = ni.parse("## Open Projects\n- [A](a-b/)\n")
page.edit("a-b", title="B", url=None).edit(0, badges=(), wave=None)
page.edit(0, titel="B")  # type: ignore[call-arg] # a misspelt keyword
page.edit(0, title=5)  # type: ignore[arg-type] # not a string

brief = ni.parse("# A\n\n**Keywords:** x\n\n**Need:** x\n")
brief.edit_brief(need="x", keywords=["a", "b"], skills="y", fields={"Datasets": "z"})
brief.edit_brief(neeed="x")  # type: ignore[call-arg] # a misspelt keyword
brief.edit_brief(need=5)  # type: ignore[arg-type] # not a string
