import * as asyncio from "asyncio-node";
import { repr } from "asyncio-node";

class Account {
  owner: string;
  balance: number;
  constructor(owner: string, balance = 0) {
    this.owner = owner;
    this.balance = balance;
  }

  deposit = asyncio.coroutine(async (amount: number, note = "no note") => {
    const before = this.balance;
    await asyncio.sleep(0);
    this.balance = before + amount;
    return `${this.owner}: ${note}`;
  });

  @asyncio.coroutine
  async move(other: Account, amount: number) {
    if (amount > this.balance) throw new asyncio.ValueError(`${this.owner} has only ${this.balance}`);
    await this.deposit(-amount, "out");
    await other.deposit(amount, "in");
  }
}

const main = asyncio.coroutine(async function main() {
  const [ann, bob] = [new Account("ann", 10), new Account("bob")];
  console.log(repr(asyncio.iscoroutine(ann.deposit)), repr(asyncio.iscoroutinefunction(ann.deposit)));
  console.log(await ann.deposit(5));
  console.log(await ann.deposit(5, "with a note"));
  await ann.move(bob, 15);
  console.log(ann.balance, bob.balance);
  try {
    await ann.move(bob, 15);
  } catch (e) {
    console.log(repr(e));
  }

  // Two at once overwrite each other: the balance was read before the pause.
  const t1 = asyncio.create_task(bob.deposit(1, "one"));
  const t2 = asyncio.create_task(bob.deposit(2, "two"));
  console.log(await t1, "and", await t2, "make", bob.balance);
});

await asyncio.run(main());
