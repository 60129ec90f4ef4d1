"""The twin of workload.ts: what those workloads share that can be had with any number of tasks."""

import asyncio

SIZES = (10, 1000, 100_000)


def of_sizes(sized):
    return {f"{name}, {tasks:,} tasks": make(tasks) for name, make in sized.items() for tasks in SIZES}


def together(tasks, make):
    async def all_together(rounds, clock):
        each = make()
        made = [asyncio.create_task(each(rounds, i)) for i in range(tasks)]
        for task in made:
            await task

    return all_together
