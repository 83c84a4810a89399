import { generate } from 'selfsigned';

/** A private key and its certificate, both PEM text, as `https.createServer` takes them. */
export interface Certificate {
  key: string;
  cert: string;
}

const dayMs = 24 * 60 * 60 * 1000;
const made = new Map<string, Promise<Certificate>>();

async function generateCertificate(hostNames: readonly string[]): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: hostNames[0] ?? 'localhost' }], {
    // An elliptic-curve key takes a few milliseconds to make; an RSA one would slow every test run down.
    keyType: 'ec',
    algorithm: 'sha256',
    // Yesterday, so that a clock that is slightly behind in a container or a browser does not matter.
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 30 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...hostNames.map((value) => ({ type: 2 as const, value })), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });
  return { key, cert };
}

/**
 * A self-signed certificate for the given host names and 127.0.0.1, for local test servers only.
 * Made once a process for each set of names; later calls give the same one.
 */
export function createCertificate(hostNames: string[]): Promise<Certificate> {
  const id = [...hostNames].sort().join(' ');
  const certificate = made.get(id) ?? generateCertificate(hostNames);
  made.set(id, certificate);
  return certificate;
}
