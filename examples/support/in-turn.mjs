/** Gets everything ready, and runs a program when its turn comes. */
import { once } from "node:events";
import { run_script } from "./run-script.mjs";

const told = once(process, "message");
const leave = () => process.exit();
process.once("disconnect", leave);
await told;
process.off("disconnect", leave);
process.disconnect();
await run_script(process.argv[2], []);
