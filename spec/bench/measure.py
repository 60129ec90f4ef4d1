"""The twin of measure.ts: measures one workload on Python's own loop, or on uvloop's."""

import asyncio
import gc
import os
import sys
import time

from workloads import coroutines, locks, networks, queues, scheduling, tasks, variables

name, loop, counts = sys.argv[1:]
modules = (scheduling, coroutines, tasks, variables, locks, queues, networks)
workload = next(module.WORKLOADS[name] for module in modules if name in module.WORKLOADS)
if loop == "uvloop":
    import uvloop

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


def rss():
    gc.collect()
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE")


clock = time.perf_counter_ns if os.environ["BENCH_CLOCK"] == "wall" else time.process_time_ns
count = rss if counts == "rss" else clock


class Counter:
    cost = 0
    began = None

    def start(self):
        self.began = count()

    def stop(self):
        if self.began is not None:
            self.cost += count() - self.began
            self.began = None


async def counted(rounds, counter):
    counter.start()
    await workload(rounds, counter)
    counter.stop()


for line in sys.stdin:
    counter = Counter()
    asyncio.run(counted(int(line), counter))
    print(counter.cost, flush=True)
