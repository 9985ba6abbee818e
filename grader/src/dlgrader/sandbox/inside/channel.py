"""Between the process in the sandbox and the judge: frames over two pipes, and the judge's functions on this side."""

import os

from inside import lent, steps


class Channel:
    """Frames over two pipes."""

    def __init__(self, requests, answers, frames):
        self.requests, self.answers, self.frames = requests, answers, frames
        self.reader, self.owner = None, os.getpid()

    def read(self, count):
        parts = []
        while count:
            part = os.read(self.requests, min(count, 1 << 16))
            if not part:
                os._exit(0)  # the judge has gone
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def mine(self):
        """A process that a student's code has forked has no business here."""
        if os.getpid() != self.owner:
            os._exit(0)

    def receive(self):
        """The next message, its values still as nodes; ``self.reader`` turns them into values."""
        self.mine()
        header, body = self.frames.head(self.read(self.frames.HEAD.size))
        message, arrays = self.frames.parse(self.read(header), self.read(body))
        self.reader = self.frames.Reader(arrays, self.callback, lent.remembering)
        return message

    def send(self, message, writer=None):
        self.mine()
        data = memoryview((writer or self.frames.Writer()).frame(message))
        while data:
            data = data[os.write(self.answers, data) :]

    def callback(self, name):
        """A function of the judge's: calling it asks the judge, who may ask for values of a function it was given."""

        def asked(*arguments, **options):
            steps.spend(lent.STEPS_OF_A_QUESTION)
            own = []

            def own_node(function):
                own.append(function)
                return ["c", str(len(own) - 1)]

            writer = self.frames.Writer(own_node)
            nodes = [writer.node(value) for value in arguments], {k: writer.node(v) for k, v in options.items()}
            self.send({"op": "callback", "name": name, "arguments": nodes[0], "options": nodes[1]}, writer)
            answer = self.receive()
            while answer["op"] == "evaluate":
                self.evaluate(own[int(answer["name"])], answer["arguments"])
                answer = self.receive()
            if "error" in answer:
                raise ValueError(answer["error"])
            reader = self.reader
            for value, node in zip(arguments, answer.get("generators", ()), strict=False):
                if node is not None:
                    value.bit_generator.state = reader.value(node).bit_generator.state
            return reader.value(answer["value"])

        asked.__name__ = name
        return lent.untraced(asked)

    def evaluate(self, function, nodes):
        """Send what a function of this side gives."""
        arguments, writer = [self.reader.value(node) for node in nodes], self.frames.Writer()
        try:
            answer = {"value": writer.node(function(*arguments))}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        self.send({"op": "evaluated", **answer}, writer)
