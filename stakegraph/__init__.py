"""Explore graphs of stakeholders: who reports to whom, who holds which role, who is whose partner.

The way of a question through the package, each module importing only from those before it:

    errors, formats, text, files        what can go wrong; the folders of formats; safe text, files
    factfiles                           which files a path means
    dates, standing                     EDTF dates; held, not held, cannot say
    relations, model                    the table of relations; the facts
    plainyaml, pieces                   what is plain in YAML; a fact file cut into entries
    placed, document                    values with their places; strict YAML
    factfile, records                   the shape of a fact file; table -> record
    readers, blocks                     one format -> what a file says; a large one in blocks
    merge, checks, conflicts, derive    several files -> one set of facts; rules; what clashes;
                                        what follows
    load                                all of that in one call, or every problem at once
    verify                              citations against the texts of their sources
    names, words, factwriter            what was typed -> actor; facts -> sentences, -> a fact file
    stores                              facts kept for questions, in memory or in SQLite
    compiler                            large fact files -> a file of compiled facts
    stamps, cache, keep                 whether it is still theirs; its folder; paths -> store
    graph, between                      the graph of a question; what lies between two actors
    queries                             graph -> result
    collapse, layout, writers           graph -> another program's file
    outlines, renderers                 result -> words -> terminal
    cli                                 the commands

From Python: `load.load(paths)` gives the facts, `stores.memory.MemoryStore` keeps them for
questions, `graph.neighbourhood` draws the networkx graph of one, and `queries` answer it.
"""
