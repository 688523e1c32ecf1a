import type { FetchReply } from './protocol';

/** Statuses that have no body. */
const EMPTY = new Set([204, 304]);

/**
 * The reply to a function's request, as the packages read it. A `Response` makes a stream of its body, which takes more
 * of the processor than most functions do; here there is one only for whoever asks for more than text and JSON.
 */
export class FunctionReply {
  private isUsed = false;
  private kept: Headers | undefined;
  private made: Response | undefined;

  constructor(private readonly reply: FetchReply) {}

  get status(): number {
    return this.reply.status;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get statusText(): string {
    return '';
  }

  get headers(): Headers {
    this.kept ??= new Headers(this.reply.headers);
    return this.kept;
  }

  get bodyUsed(): boolean {
    return this.made?.bodyUsed ?? this.isUsed;
  }

  get body(): ReadableStream<Uint8Array> | null {
    return this.whole.body;
  }

  async text(): Promise<string> {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.isUsed = true;
    return EMPTY.has(this.status) ? '' : this.reply.body;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.whole.arrayBuffer();
  }

  blob(): Promise<Blob> {
    return this.whole.blob();
  }

  formData(): Promise<FormData> {
    return this.whole.formData();
  }

  clone(): Response {
    return this.whole.clone();
  }

  private get whole(): Response {
    if (this.isUsed) throw new TypeError('Body is unusable: Body has already been read');
    const { status, headers, body } = this.reply;
    this.made ??= new Response(EMPTY.has(status) ? null : body, { status, headers });
    return this.made;
  }
}

// Whoever asks is told that it is one.
Object.setPrototypeOf(FunctionReply.prototype, Response.prototype);
