"""Facts proposed from the text of an article, by rules, or by a language model asked elsewhere.

What a sentence states is found by its names, titles and dates, which `words` tell of, and by the
patterns that stand between them. A proposal has the words that state it and their place: what does
not stand there is none.
"""
