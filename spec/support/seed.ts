/**
 * Has the properties try the same cases in every run, so that a change to the library is all that can fail them.
 *
 * `FAST_CHECK_SEED=7 npx vitest run spec/locks-and-queues.model.spec.ts` tries others; so does `FAST_CHECK_SEED=random`,
 * and what fails names its seed.
 */
import fc from "fast-check";

const { FAST_CHECK_SEED = "1" } = process.env;
if (FAST_CHECK_SEED !== "random") fc.configureGlobal({ seed: Number(FAST_CHECK_SEED) });
