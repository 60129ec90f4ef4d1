import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A process that is asked what a number of rounds costs. */
export class Process {
  readonly #child;
  readonly #answers: AsyncIterator<string>;

  constructor([command = "", ...args]: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    // One that measures its own start-up is gone before it could be asked.
    this.#child.stdin.on("error", () => {});
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(rounds: number): Promise<number> {
    this.#child.stdin.write(`${rounds}\n`);
    const answer = await this.#answers.next();
    if (answer.done) throw new Error(`${this.#child.spawnargs.join(" ")} has failed`);
    return Number(answer.value);
  }

  end(): void {
    this.#child.stdin.end();
  }
}
