import asyncio


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    async def deposit(self, amount, note="no note"):
        before = self.balance
        await asyncio.sleep(0)
        self.balance = before + amount
        return f"{self.owner}: {note}"

    async def move(self, other, amount):
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}")
        await self.deposit(-amount, "out")
        await other.deposit(amount, "in")


async def main():
    ann, bob = Account("ann", 10), Account("bob")
    print(asyncio.iscoroutine(ann.deposit), asyncio.iscoroutinefunction(ann.deposit))
    print(await ann.deposit(5))
    print(await ann.deposit(5, "with a note"))
    await ann.move(bob, 15)
    print(ann.balance, bob.balance)
    try:
        await ann.move(bob, 15)
    except ValueError as e:
        print(repr(e))

    # Two at once overwrite each other: the balance was read before the pause.
    t1 = asyncio.create_task(bob.deposit(1, "one"))
    t2 = asyncio.create_task(bob.deposit(2, "two"))
    print(await t1, "and", await t2, "make", bob.balance)


asyncio.run(main())
