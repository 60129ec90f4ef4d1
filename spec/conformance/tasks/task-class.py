import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x


class Loud(asyncio.Task):
    def cancel(self, msg=None):
        print("cancel is asked, with", repr(msg))
        return super().cancel(msg)

    def get_name_backwards(self):
        return self.get_name()[::-1]


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.Task(work(1), loop=loop, name="by hand")
    print(task, await task)
    print(asyncio.Task(work(2)).get_loop() is loop)

    loud = Loud(work(3), loop=loop, name="loud")
    print(loud, loud.get_name_backwards())
    loud.add_done_callback(lambda t: print("done:", t))
    print(await loud)

    loud = Loud(asyncio.sleep(10), loop=loop, name="loud again")
    await asyncio.sleep(0)
    loud.cancel("enough")
    try:
        await loud
    except asyncio.CancelledError as e:
        print(repr(e), isinstance(loud, asyncio.Task), isinstance(loud, asyncio.Future))
    print(asyncio.isfuture(loud), sorted(t.get_name() for t in asyncio.all_tasks()))


asyncio.run(main())
