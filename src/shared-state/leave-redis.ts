/**
 * Takes leave of Redis. One that does not answer needs no farewell, but a client that waits for it would keep the
 * process alive for ever.
 */
export async function leaveRedis(client: { quit(): Promise<unknown>; disconnect(): void }): Promise<void> {
  await client.quit().catch(() => client.disconnect());
}
