/** Where something was created: kept in debug mode only, since looking costs some microseconds. */
import { call_site, type Frame, source_line } from "./source-locations.js";

/** Frames of the person's code, innermost first. */
export type Origins = readonly Frame[];

export function created_at(): Origins {
  return call_site(created_at);
}

/** As Python writes a traceback: outermost first, each with its line of source. */
export function format_origins(frames: Origins): string {
  return [...frames]
    .reverse()
    .map(({ file, line, name }) => {
      const source = source_line(file, line)?.trim();
      return `  File "${file}", line ${line}, in ${name}${source ? `\n    ${source}` : ""}`;
    })
    .join("\n");
}
