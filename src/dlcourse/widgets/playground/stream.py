"""Frames from the kernel to the view, paced and with back-pressure.

Request and reply stall for about 42 ms each in a Jupyter server, so frames are streamed: an asyncio task sends at most
60 a second, the page acknowledges every 15th, and no more than 45 are under way. JupyterLab runs a widget's callbacks
in a subshell thread, a cell runs in the main one: a lock keeps them apart.
"""

import asyncio
import threading
import time

PACE, BUDGET, WINDOW, PATIENCE = 1 / 60, 0.010, 45, 15.0


class Stream:
    """Advances something and sends its frames.

    Parameters
    ----------
    advance : (seconds or None) -> whether there is more to do; called with the lock held. None means: without a limit
    send : (number of the frame, whether it is the last for now) -> None
    """

    def __init__(self, advance, send):
        self.advance, self.send = advance, send
        self.lock = threading.RLock()
        self.sent = self.acknowledged = 0
        self.running = self.scheduled = False

    def start(self):
        """Advance and send one frame now; the rest follows in a task of the running event loop."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no loop, so nobody looks: what has an end is done at once
            loop = None
        with self.lock:
            self.acknowledged = max(self.acknowledged, self.sent - WINDOW + 1)
            self.running = self._once(BUDGET if loop else None) and loop is not None
            if self.running and not self.scheduled:
                loop.create_task(self._follow())
                self.scheduled = True

    def stop(self):
        """Send nothing after the frame that is being made."""
        with self.lock:
            self.running = False

    def acknowledge(self, number):
        self.acknowledged = max(self.acknowledged, number)

    def _once(self, seconds=BUDGET):
        more = self.advance(seconds)
        self.sent += 1
        self.send(self.sent, not more)
        return more

    async def _follow(self):
        waiting_since, abandoned = None, False
        try:
            while self.running and not abandoned:
                began = time.monotonic()
                if self.sent - self.acknowledged >= WINDOW:
                    waiting_since = waiting_since or began
                    abandoned = began - waiting_since > PATIENCE  # nobody looks any more
                else:
                    waiting_since = None
                    with self.lock:
                        self.running = self.running and self._once()
                await asyncio.sleep(max(0.001, PACE - (time.monotonic() - began)))
        finally:
            with self.lock:
                self.scheduled = False
                if abandoned:
                    self.running = False
                elif self.running:  # started again by another thread while this task was ending
                    self.scheduled = True
                    asyncio.get_running_loop().create_task(self._follow())
