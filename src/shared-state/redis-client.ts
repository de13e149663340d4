import { Redis } from 'ioredis';

/**
 * Connects to the Redis the replicas share. A command that gets no answer fails within seconds instead of
 * waiting for Redis to come back: the caller then refuses, and the clerk sees why. This file is loaded where there is a
 * Redis, and by nobody else.
 * @param onFault told of every connection fault; without a listener ioredis would write to the console
 */
export function connectRedis(url: URL, onFault: (error: unknown) => void): Redis {
  const client = new Redis(url.href, {
    connectTimeout: 2000,
    commandTimeout: 2000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2000),
  });
  client.on('error', onFault);
  return client;
}
