"""Questions: graph -> frozen result. A question prints nothing and sorts its answer.

`registry` has a row for each; a row loads the module that answers it when it is asked.
"""
