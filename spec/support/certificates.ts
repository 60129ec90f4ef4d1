/** The certificates in `support/tls`, whose README says who has signed which. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function certificate_path(name: string): string {
  return fileURLToPath(new URL(`./tls/${name}`, import.meta.url));
}

export function certificate(name: string): Buffer {
  return readFileSync(certificate_path(name));
}

/** Who has signed the server's. */
export const ca: Buffer = certificate("ca.pem");
/** The server's, by the name of localhost. */
export const identity: { readonly cert: Buffer; readonly key: Buffer } = {
  cert: certificate("localhost.pem"),
  key: certificate("localhost.key"),
};
