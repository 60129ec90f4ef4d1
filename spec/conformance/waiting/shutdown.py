# A program that stops all its tasks: each tidies up in its own way, one refuses at first.
import asyncio


async def service(name, manner):
    while True:
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError as e:
            if manner == "stubborn":
                print(name, "refuses", repr(e))
                manner = "polite"
                continue
            if manner == "slow":
                await asyncio.sleep(0.001)
            if manner == "clumsy":
                raise RuntimeError(name + " fell over")
            if manner == "cheerful":
                return name + " says goodbye"
            print(name, "stops", repr(e))
            raise


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(service(m + " one", m), name=m) for m in ["polite", "stubborn", "slow", "clumsy", "cheerful"]]
    await asyncio.sleep(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    print(len(others), sorted(t.get_name() for t in others))
    for round_number in (1, 2):
        for task in tasks:
            print(task.get_name(), task.cancel("round %d" % round_number))
        done, pending = await asyncio.wait(tasks, timeout=0.3)
        print("round", round_number, len(done), sorted(t.get_name() for t in pending))
    for task in tasks:
        print(task.get_name(), task.cancelled(), task.cancelling(),
              repr(None if task.cancelled() else task.exception() or task.result()))
    print(len(asyncio.all_tasks(loop)))


asyncio.run(main())
