"""The six answers. The solution cells hold the same."""

rents = {"kind": "k", "line": 37}
xor = {"kind": "h", "line": 45}
ring = {"kind": "c", "line": 47}
exam = {"kind": "j", "line": 39}
corners = {"kind": "i", "line": 23}
sine = {"kind": "l", "line": 43}
