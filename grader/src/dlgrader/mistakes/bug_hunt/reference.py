"""The six answers, and the one in words. The solution cells hold the same."""

rents = {"kind": "k", "line": 37}
xor = {"kind": "h", "line": 45}
ring = {"kind": "c", "line": 47}
exam = {"kind": "j", "line": 39}
corners = {"kind": "i", "line": 23}
sine = {"kind": "l", "line": 43}

in_words = """\
The program `rents` promises that an epoch uses every row exactly once. It cuts 50 rows into batches of 16 and leaves
the last 2 out: its loop ends before a batch that would be short.

The cost falls all the same, because the rows are shuffled anew in every epoch. Other rows are left out each time, the
48 that are used look like the 50, and every single update is a right one.

It would do harm where the rows are few or the batches large: with a batch of 60, no row would be used and nothing
learnt. And without the new order, the same two flats would never be seen.

A count finds it. I add up the rows of all batches of one epoch and compare with the number of rows. A right program
gives 50, in 4 batches; this one gives 48, in 3."""
