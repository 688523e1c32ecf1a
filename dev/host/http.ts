/** The little HTTP that the platform's servers share. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpReply } from './types';

/** Largest body that is read. Jira's own limit for a request is of this order; an invocation's is smaller. */
export const BODY_BYTES = 10 * 1024 * 1024;

export class BodyTooLarge extends Error {}

/** Reads a request's body as text. Throws BodyTooLarge. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new BodyTooLarge(`The body is larger than ${BODY_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Headers as one text each, names in lower case. */
export function plainHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

export function json(status: number, value: unknown): HttpReply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function text(status: number, type: string, body: string): HttpReply {
  return { status, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}

export function send(response: ServerResponse, reply: HttpReply | { status: number; headers: Record<string, string>; body: Buffer }): void {
  response.writeHead(reply.status, { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...reply.headers });
  response.end(reply.status === 204 || reply.status === 304 ? undefined : reply.body);
}
