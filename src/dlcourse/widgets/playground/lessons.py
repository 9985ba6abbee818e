"""What each lecture needs of the playground: the state it begins with, the only controls it shows, and its steps.

A step says one thing in a sentence, changes some of the state ("set"), and starts again and plays: Page Down is all it
needs. "reset": False keeps the runs of the step before, "play": False starts none. It may ask first ("ask"): the view
stays locked until somebody bets, or the next Page Down.

"claims" says what the sentence promises, in numbers. tests/dlcourse/test_lesson_claims.py measures them after as many
ticks as five seconds of 60 pictures have, with the lesson's seed and with five others:

- ``{"of": measure, "run": k, "above": x}`` or ``"below"``: of the k-th racer (0 is the first, or the only one)
- ``{"of": measure, "order": [2, 0, 1], "apart": x}``: the racers from the lowest to the highest, at least x from each
  to the next; on other seeds the same order. ``"times": x`` instead: each at least x times the one before
- ``{"of": measure, "together": [0, 1], "within": x}``: no further apart than x
- ``{"of": "map", "best_rate": [1, 100], "times": x}``: the best learning rate of the second batch size is x times that
  of the first

The measures are in tests/dlcourse/claims.js.
"""

from dlcourse.widgets.playground.lessons_on_networks import ON_NETWORKS
from dlcourse.widgets.playground.lessons_on_training import ON_TRAINING

LESSONS = ON_TRAINING | ON_NETWORKS
