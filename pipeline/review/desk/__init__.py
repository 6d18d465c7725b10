"""The desk: a page on this machine where a person settles what is in doubt.

``guard`` lets nobody else in, ``strokes`` writes down what is settled and takes it back,
``content`` and ``tree`` say what the page shows, ``server`` brings it there. The page itself, in
``page/``, is plain HTML, CSS and JavaScript; text comes to it as data, never as markup.
"""
