"""What goes into the sandbox beside NumPy: these files alone, the standard library and NumPy the only imports.

Nothing here holds a solution, an expected value or a score. A submission may read and change all of it in its own
process; the judge believes nothing that comes out.
"""
