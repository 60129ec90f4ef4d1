/** A certificate as Python's `getpeercert()` shows it, where Node has an object of its own. */
import type { PeerCertificate, TLSSocket } from "node:tls";

/** OpenSSL's short names of what stands in a subject, by which Node calls them, and its long ones. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  C: "countryName",
  ST: "stateOrProvinceName",
  L: "localityName",
  O: "organizationName",
  OU: "organizationalUnitName",
  CN: "commonName",
};

type Name = readonly (readonly [readonly [key: string, value: string]])[];

/** Python's dictionary. */
export interface PythonCertificate {
  readonly subject: Name;
  readonly issuer: Name;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly subjectAltName?: readonly (readonly [kind: string, value: string])[];
}

/** The other side's certificate; null if it has sent none, empty if nobody has verified it. */
export function peercert_of(
  socket: TLSSocket,
  is_verified: boolean,
): PythonCertificate | Record<string, never> | null {
  const certificate: PeerCertificate | null = socket.getPeerCertificate();
  if (!certificate || Object.keys(certificate).length === 0) return null;
  if (!is_verified) return {};
  const names = certificate.subjectaltname?.split(", ").map((each) => {
    const [kind = "", ...value] = each.split(":");
    return [kind, value.join(":")] as const;
  });
  return {
    subject: name_of(certificate.subject),
    issuer: name_of(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.valid_from,
    notAfter: certificate.valid_to,
    ...(names === undefined ? {} : { subjectAltName: names }),
  };
}

function name_of(parts: object): Name {
  return Object.entries(parts).flatMap(([key, values]) =>
    [values].flat().map((value) => [[LONG_NAMES[key] ?? key, String(value)]] as const),
  );
}
