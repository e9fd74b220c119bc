"""The colours that a badge of shields.io may name.

Source: https://shields.io/badges/static-badge; names of CSS: https://www.w3.org/TR/css-color-4/#named-colors.
"""

from __future__ import annotations

import re

__all__ = ["is_colour", "same_colour"]

_OF_THE_SERVICE = "brightgreen important success critical informational inactive lightgrey lightgray"
_OF_CSS = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
    darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink
    deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold
    goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow
    lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise
    palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
    springgreen steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke yellow
    yellowgreen
"""
_NAMES = frozenset((*_OF_THE_SERVICE.split(), *_OF_CSS.split()))
_HEX = re.compile("#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTIONS = ("rgb(", "rgba(", "hsl(", "hsla(")


def is_colour(text: str) -> bool:
    """Whether a badge is shown in a colour that its address names.

    Examples:
        >>> is_colour("9cf"), is_colour("darkblue"), is_colour("orang")
        (True, True, False)
    """
    name = text.strip().casefold()
    return name in _NAMES or bool(_HEX.fullmatch(name)) or name.startswith(_FUNCTIONS)


def same_colour(one: str, other: str) -> bool:
    """Whether two names mean one colour: case and the spelling of grey do not count."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return text.strip().removeprefix("#").casefold().replace("gray", "grey")
