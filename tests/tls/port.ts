import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createCertificate } from './certificate.ts';

/** A TLS port on 127.0.0.1 that stays the same while what answers on it may be replaced. */
export interface TlsPort {
  readonly port: number;
  /** From now on this listener answers, and no other. */
  answerWith(listener: RequestListener): void;
  /** Cuts every open connection and leaves whoever still asks without an answer. */
  fallSilent(): void;
  /** Gives the port back. */
  close(): Promise<void>;
}

/** Opens a free port under a certificate for these hosts. */
export async function openTlsPort(hosts: readonly string[]): Promise<TlsPort> {
  const sockets = new Set<Socket>();
  const server = createServer(await createCertificate([...hosts]));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const fallSilent = () => {
    server.removeAllListeners('request');
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    answerWith(listener) {
      server.removeAllListeners('request');
      server.on('request', listener);
    },
    fallSilent,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      fallSilent();
      await closed;
    },
  };
}
