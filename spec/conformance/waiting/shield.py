# shield: cancelling the waiter leaves the work alone; cancelling the work reaches the waiter.
import asyncio


async def work(name):
    try:
        for step in range(4):
            print(name, "step", step)
            await asyncio.sleep(0)
        return name + " finished"
    except asyncio.CancelledError as e:
        print(name, "cancelled", repr(e))
        raise


async def caller(task):
    try:
        print("caller got", await asyncio.shield(task))
    except asyncio.CancelledError as e:
        print("caller cancelled", repr(e))
        raise


async def main():
    print(await asyncio.shield(work("plain")))

    task = asyncio.create_task(work("shielded"))
    impatient = asyncio.create_task(caller(task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    impatient.cancel("hurry")
    print(await asyncio.gather(impatient, return_exceptions=True))
    print(task.cancelled(), await task)

    task = asyncio.create_task(work("victim"))
    patient = asyncio.create_task(caller(task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("inside")
    print(await asyncio.gather(patient, return_exceptions=True))
    print(task.cancelled(), patient.cancelled())

    done = asyncio.get_running_loop().create_future()
    done.set_result(1)
    print(asyncio.shield(done) is done)
    outer = asyncio.shield(asyncio.create_task(work("alone")))
    print(outer.cancel(), outer.cancelled())
    for _ in range(6):
        await asyncio.sleep(0)


asyncio.run(main())
