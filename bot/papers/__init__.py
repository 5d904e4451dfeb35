"""Papers to keep and to print. Pure: what is to be printed goes in, the bytes of a file come out.

Nothing here is imported before somebody wants a paper: the library that makes them is large.
"""
